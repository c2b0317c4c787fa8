"""What came of a sweep: its runs in the store, and what they say point by point."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from experiments.asked import known_indicators
from experiments.keeping import Progress, Tally, ensemble_of, keep
from experiments.store import Store
from experiments.store.shelf import DONE, FAILED
from experiments.store.tables import parquet
from experiments.sweeps.design import Design
from experiments.sweeps.points import Point, Run, points_of, runs_of

if TYPE_CHECKING:
    import pandas as pd

    from experiments.supervisor import Team

FIRST = ("run", "point", "scenario", "seed")  # columns before those of the parameters
FIRST_POINT = ""  # beside whose runs those of another point are set; no scenario has no name

Keys = dict[tuple[str, int], str]  # runs of a point in the store, by scenario and seed


@dataclass(frozen=True)
class Swept:
    """A sweep as far as it is lived; stopped by Ctrl-C, it is ``interrupted``."""

    design: Design
    store: Store
    runs: tuple[Run, ...]
    tally: Tally
    interrupted: bool = False

    @cached_property
    def values(self) -> list[Point]:
        """The values of the parameters, point by point."""
        return points_of(self.design)

    @property
    def parameters(self) -> list[str]:
        """The parameters that differ from point to point."""
        return [axis.name for axis in self.design.axes]

    @cached_property
    def points(self) -> pd.DataFrame:
        """One row a run: its key in the store, its point, scenario, seed and parameters."""
        import pandas as pd

        rows = [(*run[:4], *self.values[run.point]) for run in self.runs]
        return pd.DataFrame(rows, columns=[*FIRST, *self.parameters])

    @cached_property
    def failures(self) -> pd.DataFrame:
        """The runs that failed, with why and with their tracebacks."""
        import pandas as pd

        there = self.store.kept()
        rows = []
        for run in self.runs:
            if run.key in there and self.store.status(run.key) == FAILED:
                told = self.store.row(run.key)
                values = self.values[run.point]
                rows.append((*run[:4], *values, told["why"], told["trace"]))
        return pd.DataFrame(rows, columns=[*FIRST, *self.parameters, "why", "trace"])

    def annual(self, indicators: Sequence[str] = (), regions: bool = False) -> pd.DataFrame:
        """Return the years of every run, one figure a row, beside its point.

        ``indicators`` are all if none is named; ``regions`` adds regions and republics.
        """
        import pandas as pd

        known_indicators(indicators)
        wanted: list[Any] = [("region", "==", "")] if not regions else []
        wanted += [("indicator", "in", list(indicators))] if indicators else []
        there = self.store.kept()
        found = [
            self.store.annual(key, filters=wanted or None)
            for key in dict.fromkeys(run.key for run in self.runs)
            if key in there and self.store.status(key) == DONE
        ]
        whole = pd.concat(found, ignore_index=True) if found else pd.DataFrame({"run": []})
        return self.points.merge(whole, on="run")

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a point, scenario, year and indicator of the design, as `compare` has it."""
        return self.told(self.design.indicators)

    def told(self, indicators: Sequence[str]) -> pd.DataFrame:
        """Return the means over seeds and paired differences, a row a point and scenario.

        Differences are from the first scenario at the same point; with one scenario, from the
        first point, whose runs share all seeds with those of every other. ``needed`` is how many
        seeds an interval of 0.1 to each side takes. A point that shares no finished seed with
        the first has its mean alone.
        """
        import pandas as pd

        parts = list(self._parts(indicators))
        return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()

    def _parts(self, indicators: Sequence[str]) -> Iterator[pd.DataFrame]:
        keys: dict[int, Keys] = {}
        for run in self.runs:
            keys.setdefault(run.point, {})[run.scenario, run.seed] = run.key
        first = keys[0] if len(self.design.requests) == 1 else None
        there = self.store.kept()
        for point, own in keys.items():
            part = told_of(self, own, there, indicators, first if point else None)
            for place, name in enumerate(self.parameters):
                part.insert(place, name, self.values[point][place])
            part.insert(0, "point", point)
            yield part


def told_of(
    found: Swept,
    own: Keys,
    there: Collection[str],
    indicators: Sequence[str],
    first: Keys | None = None,
) -> pd.DataFrame:
    """Return the comparison of one point's scenarios, or of its one scenario with another point's.

    Parameters
    ----------
    found
        The sweep.
    own, first
        The runs of the point, and of that with which it is compared, by scenario and seed.
    there
        The runs that are in the store.
    indicators
        Those told; all if none is named.
    """
    from experiments.contrast import Comparison

    requests, seeds, store = found.design.requests, found.design.seeds, found.store
    if first is None:
        runs = ensemble_of(store, requests, seeds, own, there, indicators)
        return Comparison(runs).table
    ((name, request),) = requests.items()
    both = {(FIRST_POINT, seed): key for (_, seed), key in first.items()} | own
    asked = {FIRST_POINT: request, name: request}
    runs = ensemble_of(store, asked, seeds, both, there, indicators)
    table = Comparison(runs).table
    told = table[table["scenario"] == name].reset_index(drop=True)
    return told_of(found, own, there, indicators) if told.empty else told


def swept(
    design: Design,
    store: Store,
    team: Team,
    progress: Progress | None = None,
    is_tried_again: bool = False,
) -> Swept:
    """Live what the store lacks of a design; stopped by Ctrl-C, return what is finished."""
    runs = tuple(runs_of(design))
    asked = {run.key: run.request for run in runs}
    tally, is_stopped = Tally(len(asked)), False
    told = Swept(design, store.open(), runs, tally)
    store.keep_sweep(design.name, parquet(told.points))
    try:
        for one in keep(store, asked, team, is_tried_again):
            tally += one
            if progress is not None:
                progress(tally)
    except KeyboardInterrupt:
        is_stopped = True
    return Swept(design, store, runs, tally, is_stopped)
