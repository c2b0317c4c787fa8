"""The same seeds under several scenarios: each run is lived once and kept as its tables.

Runs that share a seed share all luck and all works (chance is keyed by identity), so what
differs between them is the scenario. They are lived seed by seed, so that an ensemble cut
short has whole pairs; what comes of it does not depend on the number of workers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from experiments.supervisor import Failure, each

if TYPE_CHECKING:
    import pandas as pd

    from experiments.request import Request

GROWTH = "growth_industry"
Progress = Callable[[int, int], None]


class Lived(NamedTuple):
    """What is kept of a run; ``levels`` and ``months`` are before any base."""

    annual: pd.DataFrame
    levels: pd.DataFrame
    months: pd.DataFrame
    regions: pd.DataFrame  # growth of industry only
    seconds: float


class Failed(NamedTuple):
    """A run that gave no tables."""

    scenario: str
    seed: int
    why: str
    trace: str


@dataclass(frozen=True)
class Ensemble:
    """Runs by scenario and seed, in the order asked; those that failed; how it was asked."""

    requests: Mapping[str, Request]
    seeds: tuple[int, ...]
    runs: Mapping[tuple[str, int], Lived]
    failures: tuple[Failed, ...]
    interrupted: bool = False

    @property
    def asked(self) -> int:
        """How many runs were asked for."""
        return len(self.requests) * len(self.seeds)

    def pairs(self, one: str, other: str) -> list[tuple[Lived, Lived]]:
        """Return the runs of two scenarios that share a seed, where both are finished."""
        both = [((one, seed), (other, seed)) for seed in self.seeds]
        return [(self.runs[a], self.runs[b]) for a, b in both if a in self.runs and b in self.runs]


def lived(request: Request) -> Lived:
    """Live one run and keep its tables."""
    from experiments.running import live

    outcome = live(request)
    record: Any = outcome.record
    regions = record.regions
    return Lived(
        record.annual,
        record.annual_levels,
        record.monthly_levels,
        regions[regions["indicator"] == GROWTH].reset_index(drop=True),
        outcome.seconds,
    )


def gather(
    requests: Mapping[str, Request],
    seeds: Sequence[int],
    workers: int = 1,
    progress: Progress | None = None,
    live: Callable[[Request], Lived] = lived,
) -> Ensemble:
    """Live every seed under every scenario; stopped by Ctrl-C, return what is finished.

    ``progress`` is told after each run how many are done, and of how many.
    """
    asked = [(name, seed) for seed in seeds for name in requests]
    tasks = [replace(requests[name], seed=seed) for name, seed in asked]
    found: dict[tuple[str, int], Any] = {}
    interrupted = False
    try:
        for number, result in each(tasks, live, workers):
            found[asked[number]] = result
            if progress is not None:
                progress(len(found), len(tasks))
    except KeyboardInterrupt:
        interrupted = True
    results = [(key, found[key]) for key in asked if key in found]
    return Ensemble(
        dict(requests),
        tuple(seeds),
        {key: result for key, result in results if not isinstance(result, Failure)},
        tuple(Failed(*key, *result) for key, result in results if isinstance(result, Failure)),
        interrupted,
    )
