"""One run, lived month by month: what `semiletka run` and `experiments.run` have in common."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from experiments.interruption import held_back
from experiments.machine import keep_what_is_freed, peak_megabytes
from model import calendar

if TYPE_CHECKING:
    import pandas as pd

    from experiments.request import Request

Progress = Callable[[int, int], None]
WORKS = ("FactoryDirector",)
FARMS = ("Farm",)


@dataclass(frozen=True)
class Outcome:
    """A run that is over: its record, its row-agents if asked for, and what it cost."""

    record: Any
    law: Any
    seconds: float
    peak_megabytes: float
    works: pd.DataFrame | None = None
    farms: pd.DataFrame | None = None


@dataclass
class Snapshots:
    """The rows of every roll at each year's end."""

    works: list[pd.DataFrame] = field(default_factory=list)
    farms: list[pd.DataFrame] = field(default_factory=list)

    def take(self, economy: Any, year: int) -> None:
        """Keep a copy of the columns as they stand."""
        for roll in economy.rolls.values():
            kind = roll.kind.__name__
            if kind in WORKS:
                self.works.append(rows_of(roll, year))
            elif kind in FARMS:
                rows = rows_of(roll, year)
                whose = rows["is_state"].map({0.0: "Kolkhoz", 1.0: "Sovkhoz"})
                self.farms.append(rows.assign(kind=whose))


def live(
    request: Request, progress: Progress | None = None, economy: Callable[..., Any] | None = None
) -> Outcome:
    """Live the months asked for and return what happened.

    Parameters
    ----------
    request
        The run, checked.
    progress
        Told after each month how many are done, and of how many.
    economy
        What builds the economy; the real one if not given.
    """
    start = time.perf_counter()
    build = economy or real_economy()
    built = build(
        scenario=request.scenario,
        scale=request.scale,
        seed=request.seed,
        network_seed=request.network_seed,
        weather=request.weather,
        check=request.check,
    )
    snapshots = Snapshots()
    try:
        _run(built, request, progress, snapshots if request.agents else None)
        return Outcome(
            built.record,
            built.law,
            time.perf_counter() - start,
            peak_megabytes(),
            _together(snapshots.works),
            _together(snapshots.farms),
        )
    finally:
        built.close()


def rows_of(roll: Any, year: int) -> pd.DataFrame:
    """Return a roll as a table, one row a row-agent: places are named, not numbered."""
    import pandas as pd

    columns = {}
    for name, array in roll.columns.items():
        named = _names(name)
        if array.ndim == 1:
            is_place = named and array.dtype.kind in "iu"
            columns[name] = [named[i] for i in array.tolist()] if is_place else array.copy()
    return pd.DataFrame({"year": year, "row": range(len(roll)), **columns})


def real_economy() -> Callable[..., Any]:
    """Return what builds the Soviet economy; loading it takes a while."""
    if "model.economy" not in sys.modules:
        keep_what_is_freed()
        with held_back(), nothing_collected():  # a half-loaded module swallows an interruption
            import_module("model.economy")
    from model.economy import SovietEconomy

    economy: Callable[..., Any] = SovietEconomy
    return economy


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Let the collector pass over what is loaded, now and on later rounds: modules stay."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if collects:
            gc.enable()


def _run(
    economy: Any, request: Request, progress: Progress | None, snapshots: Snapshots | None
) -> None:
    """Run to the end at once, or stop at each December to look at the rows."""
    total = request.last - calendar.FIRST_MONTH + 1
    stops = [request.last]
    if snapshots is not None:
        decembers = range(calendar.FIRST_MONTH + 11, request.last, calendar.MONTHS_A_YEAR)
        stops = [*decembers, request.last]
    for begun, stop in zip([calendar.FIRST_MONTH, *(s + 1 for s in stops)], stops, strict=False):
        economy.run(until=calendar.name(stop), progress=_shifted(progress, begun, total))
        if snapshots is not None and calendar.month_of_year(stop) == calendar.MONTHS_A_YEAR - 1:
            snapshots.take(economy, calendar.year_of(stop))


def _shifted(progress: Progress | None, begun: int, total: int) -> Progress | None:
    if progress is None:
        return None
    return lambda done, _: progress(begun - calendar.FIRST_MONTH + done, total)


def _together(frames: list[pd.DataFrame]) -> pd.DataFrame | None:
    import pandas as pd

    return pd.concat(frames, ignore_index=True) if frames else None


def _names(column: str) -> tuple[str, ...]:
    from model.data import PRODUCTS, REGIONS, SECTORS

    return {"region": REGIONS, "product": PRODUCTS, "sector": SECTORS}.get(column, ())
