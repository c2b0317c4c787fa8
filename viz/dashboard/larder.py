"""What is made ready before anybody asks: the runs of the first page and of the lessons."""

from __future__ import annotations

from collections.abc import Callable

from experiments.request import Request
from viz.dashboard.kitchen import Kitchen, Watch
from viz.dashboard.scene import SEEDS, World


def ready() -> list[Request]:
    """Return the runs that are made ready, those of the first page first."""
    from experiments.lessons import worlds

    found = [*World().requests(SEEDS)]
    for told in worlds():
        world = World(told.layers, told.decrees, told.settings, told.weather)
        found += world.requests(SEEDS)
    return found


def stock(place: Kitchen) -> Watch:
    """Have what is missing lived while nobody asks for anything else."""
    return place.watch(ready(), is_urgent=False)


def precompute(place: Kitchen, progress: Callable[[int, int], None]) -> str:
    """Live what is missing and return when it is there; return why a run failed, if one did."""
    watch = stock(place)
    while not (told := watch.progress).is_over:
        progress(told.done, told.total)
        watch.wait(1.0)
    progress(told.done, told.total)
    return told.why
