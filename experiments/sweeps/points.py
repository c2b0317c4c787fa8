"""The points of a design and the runs that it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any, NamedTuple

from experiments.request import Request
from experiments.store.identity import key_of
from experiments.sweeps.axes import WEATHER, Value
from experiments.sweeps.design import DRAWN, LATIN_HYPERCUBE, TABLE, Design

Point = tuple[Value, ...]


class Run(NamedTuple):
    """One run of a design: at which point, under which scenario, with which seed."""

    key: str
    point: int
    scenario: str
    seed: int
    request: Request


def points_of(design: Design) -> list[Point]:
    """Return the points, each with a value for every axis; without an axis there is one."""
    if design.method in DRAWN:
        return [
            tuple(axis.at(share) for axis, share in zip(design.axes, shares, strict=True))
            for shares in _shares(design)
        ]
    values = [axis.values for axis in design.axes]
    return list(zip(*values, strict=True) if design.method == TABLE else product(*values))


def runs_of(design: Design) -> Iterator[Run]:
    """Yield the runs, scenario by scenario within seed within point.

    A sweep cut short so has whole pairs.
    """
    for number, point in enumerate(points_of(design)):
        requests = {name: at_point(design, name, point) for name in design.requests}
        for seed in design.seeds:
            for name, request in requests.items():
                one = replace(request, seed=seed)
                yield Run(key_of(one), number, name, seed, one)


def at_point(design: Design, scenario: str, point: Point) -> Request:
    """Return a scenario with the parameters of a point: the last layer, as ``--set`` is."""
    base = design.requests[scenario]
    told = list(zip(design.axes, point, strict=True))
    settings = [axis.setting(value) for axis, value in told if axis.name != WEATHER]
    settings.sort(key=lambda setting: setting.month or 0)
    stacked = replace(base.scenario, settings=(*base.scenario.settings, *settings))
    weather = next((str(value) for axis, value in told if axis.name == WEATHER), base.weather)
    return replace(base, scenario=stacked, weather=weather)


def _shares(design: Design) -> Any:
    """Return (samples, axes) shares along the axes, the same for the same seed of the draw."""
    from inspect import signature

    import numpy as np
    from scipy.stats import qmc

    kind = qmc.LatinHypercube if design.method == LATIN_HYPERCUBE else qmc.Sobol
    chance = "rng" if "rng" in signature(kind).parameters else "seed"  # SciPy 1.15 renamed it
    drawn = kind(d=len(design.axes), **{chance: np.random.default_rng(design.draw)})
    return drawn.random(design.samples).tolist()
