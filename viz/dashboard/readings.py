"""What runs come to, as figures to be drawn: lines with their bands, differences, the record.

An index is told on the base of the baseline's own 1958, seed by seed, as `semiletka compare`
does: what a decree of 1957 does to 1958 would vanish in a base of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import NamedTuple

from experiments.indicators import Indicator, indicators
from experiments.paired import Paired, paired
from experiments.request import Request
from viz.dashboard import shelf

Key = tuple[str, str]
Values = dict[int, dict[int, float]]  # by year and seed

BASE = 1958
_SHARES = ("share", "share of yield lost")
_POINTS = (*_SHARES, "ratio")
_ALREADY = ("%", "% a year", "points", "points a year", "ratio x100")
PER_CENT, POINTS = "%", "points"


class Band(NamedTuple):
    """One year of a line: its mean over seeds, the least and the most."""

    year: int
    mean: float
    low: float
    high: float


class Line(NamedTuple):
    """An indicator of a world over its years; ``unit`` as it is printed."""

    bands: tuple[Band, ...]
    unit: str
    seeds: int

    def at(self, year: int) -> Band | None:
        """Return one year, if there is one."""
        return next((band for band in self.bands if band.year == year), None)


def key_of(indicator: str, ledger: str, request: Request) -> Key | None:
    """Return ledger and indicator as a run has them; None where it is silent."""
    known = set(shelf.spoken(request))
    order = (ledger, *({"reported", "true"} - {ledger}))
    return next(((one, indicator) for one in order if (one, indicator) in known), None)


def values(runs: Sequence[Request], base: Mapping[int, Request], key: Key) -> Values:
    """Return an indicator by year and seed.

    Parameters
    ----------
    runs
        Finished runs.
    base
        Finished runs of the baseline by seed; an index stands on the base of its own seed's.
    key
        Ledger and indicator.
    """
    found: Values = {}
    for run in runs:
        for year, value in _of_run(run, base.get(run.seed, run), key).items():
            found.setdefault(year, {})[run.seed] = value
    return dict(sorted(found.items()))


def line(found: Values, unit: str) -> Line:
    """Return a line with its band from figures by year."""
    rows = {year: list(row.values()) for year, row in found.items()}
    bands = tuple(Band(year, fmean(row), min(row), max(row)) for year, row in rows.items() if row)
    return Line(bands, unit, max((len(v) for v in found.values()), default=0))


def read_in(indicator: Indicator) -> tuple[float, str]:
    """Return a factor by which a level is read, and its unit then: shares are in per cent."""
    if indicator.unit not in _SHARES:
        return 1.0, indicator.full_unit
    return 100.0, indicator.unit.replace("share", PER_CENT)


def times(found: Values, factor: float) -> Values:
    """Return figures by year and seed, multiplied."""
    return {y: {seed: factor * value for seed, value in row.items()} for y, row in found.items()}


def as_index(found: Values, base: Values) -> Values:
    """Return figures over the baseline's own 1958, seed by seed, 1958 = 100."""
    start = base.get(BASE, {})
    if not start or min(start.values()) <= 0.0:
        return {}
    return {
        year: {seed: 100.0 * value / start[seed] for seed, value in row.items() if seed in start}
        for year, row in found.items()
    }


def differences(indicator: Indicator, ours: Values, base: Values) -> tuple[Values, str]:
    """Return what a world differs by from the baseline, seed by seed, and in what."""
    unit = unit_of_difference(indicator, base)
    factor = 100.0 if _in_shares(indicator) else 1.0
    found: Values = {}
    for year, row in ours.items():
        low = base.get(year, {})
        pairs = {seed: (own, low[seed]) for seed, own in row.items() if seed in low}
        if unit == PER_CENT:
            found[year] = {seed: 100.0 * (a / b - 1.0) for seed, (a, b) in pairs.items()}
        else:
            found[year] = {seed: factor * (a - b) for seed, (a, b) in pairs.items()}
    return {year: row for year, row in found.items() if row}, unit


def unit_of_difference(indicator: Indicator, base: Values) -> str:
    """Return what a difference is told in: points of shares and indices, per cent of levels."""
    if indicator.is_index_of_1958 or _in_shares(indicator) or indicator.unit in _ALREADY:
        return POINTS
    known = [value for row in base.values() for value in row.values()]
    return PER_CENT if known and min(known) > 0.0 else indicator.unit


def intervals(found: Values) -> dict[int, Paired]:
    """Return mean and interval of differences by year."""
    return {year: paired(list(row.values())) for year, row in found.items() if row}


def means(found: Values) -> dict[int, float]:
    """Return the mean of the seeds by year."""
    return {year: fmean(row.values()) for year, row in found.items() if row}


def _in_shares(indicator: Indicator) -> bool:
    return indicator.unit in _POINTS or (indicator.kind == "index" and "1.00" in indicator.base)


def _of_run(run: Request, base: Request, key: Key) -> dict[int, float]:
    """Return an indicator of one run; an index on the base of another's 1958."""
    own = shelf.years(run, key)
    if not indicators()[key[1]].is_index_of_1958 or run == base:
        return own
    mine, theirs = shelf.years(run, key, is_level=True), shelf.years(base, key, is_level=True)
    if theirs.get(BASE, 0.0) <= 0.0:
        return own
    return {year: 100.0 * level / theirs[BASE] for year, level in mine.items()}
