"""What several scenarios differ by, seed by seed: differences, divergence, seeds needed.

An index of 1958 = 100 is told in points of the first scenario's own 1958: what moves 1958
itself would otherwise vanish in the base. Shares and rates differ by points, levels by per
cent of the first scenario's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.ensemble import Ensemble, Failed
from experiments.indicators import Indicator, indicators, unit
from experiments.paired import Paired, paired, pairs_needed

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

PRECISION = 0.1  # points, or per cent
POINTS, PER_CENT = "points", "%"
TABLE = ("scenario", "year", "indicator", "mean", "difference", "low", "high", "seeds")
_IN_POINTS = {"share": 100.0, "share of yield lost": 100.0, "ratio": 100.0}
_IN_POINTS |= {"%": 1.0, "% a year": 1.0, "points": 1.0, "points a year": 1.0, "ratio x100": 1.0}


class Divergence(NamedTuple):
    """The first month in which two runs differ, of any seed, and in what.

    ``when`` is a year where no monthly indicator ever differs, None where nothing does.
    """

    when: str | None
    indicators: tuple[str, ...] = ()


class Comparison:
    """What came of an ensemble; the others are compared with its first scenario.

    Parameters
    ----------
    ensemble
        The runs.
    precision
        The half-width of an interval, in points or per cent, that seeds are counted for.
    ledger
        Whose figures are told: ``reported`` or ``true``; an indicator with one ledger has it.
    """

    def __init__(
        self, ensemble: Ensemble, precision: float = PRECISION, ledger: str = "reported"
    ) -> None:
        self.ensemble, self.precision, self.ledger = ensemble, precision, ledger
        self.reference, *self.others = ensemble.requests

    @property
    def failures(self) -> tuple[Failed, ...]:
        """The runs that gave no tables, and why."""
        return self.ensemble.failures

    @property
    def interrupted(self) -> bool:
        """Whether it was stopped before its end."""
        return self.ensemble.interrupted

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row a scenario, year and indicator.

        ``mean`` is that of the scenario over the seeds that it shares with the first;
        ``difference``, ``low`` and ``high`` are in ``difference_unit`` and empty for the
        first; one seed has no interval. ``differs``: whether the interval leaves out zero.
        """
        import pandas as pd

        rows = [row for other in (self.reference, *self.others) for row in self._rows(other)]
        extra = ("ledger", "unit", "difference_unit", "differs", "needed")
        return pd.DataFrame(rows, columns=[*TABLE, *extra])

    @property
    def seeds_needed(self) -> pd.DataFrame:
        """How many seeds an interval of the stated precision takes, and how many are missing."""
        told = self.table[self.table["scenario"] != self.reference]
        found = told[["scenario", "year", "indicator"]].copy()
        found["half_width"] = (told["high"] - told["low"]) / 2.0
        found["needed"] = told["needed"]
        found["missing"] = (told["needed"] - told["seeds"]).clip(lower=0)
        return found.reset_index(drop=True)

    @cached_property
    def first_divergence(self) -> dict[str, Divergence]:
        """When each other scenario first differs from the first one, in any run."""
        return {
            other: _divergence(self.ensemble.pairs(self.reference, other)) for other in self.others
        }

    def regions(self, first: int | None = None, last: int | None = None) -> pd.DataFrame:
        """Return the effect by region and republic on the yearly growth of industry, points.

        The mean of the years from ``first``, that of the first divergence if not said, to
        ``last``, the last run in full.
        """
        import pandas as pd

        columns = ("scenario", "region", "mean", "difference", "low", "high", "seeds", "differs")
        rows = []
        for other in self.others:
            pairs = self.ensemble.pairs(self.reference, other)
            start = first or int((self.first_divergence[other].when or "0")[:4])
            grown = [[self._growth(run.regions, start, last) for run in pair] for pair in pairs]
            for region in grown[0][0].index if grown else ():
                ours = [float(one[region]) for one, _ in grown]
                theirs = [float(two.get(region, np.nan)) for _, two in grown]
                found = _of(np.array(theirs) - np.array(ours))
                if found is not None:
                    told = (found.mean, found.low, found.high, found.pairs, found.differs)
                    rows.append((other, region, float(np.mean(ours)), *told))
        return pd.DataFrame(rows, columns=list(columns))

    def to_csv(self, *where: Any, **how: Any) -> Any:
        """Write the table as CSV, as pandas does."""
        table: Any = self.table
        return table.to_csv(*where, **{"index": False, "lineterminator": "\n"} | how)

    def _rows(self, other: str) -> Iterator[tuple[Any, ...]]:
        """Give the rows of one scenario, in the order of the contract."""
        pairs = self.ensemble.pairs(self.reference, other)
        if not pairs:
            return
        spoken: set[Any] = set(pairs[0][0].annual.columns) & set(pairs[0][1].annual.columns)
        years = [int(year) for year in pairs[0][0].annual.index]
        for indicator in indicators().values():
            ledger = next((one for one in self._ledgers if (one, indicator.id) in spoken), None)
            if ledger is None:
                continue
            ours, theirs = _figures(pairs, (ledger, indicator.id), indicator.is_index_of_1958)
            gaps, measure = _differences(indicator, ours, theirs)
            for row, year in enumerate(years):
                found = _of(gaps[:, row])
                if found is None:
                    continue
                mean = float(np.nanmean(theirs[:, row]))
                told = [found.mean, found.low, found.high]
                tail = (ledger, unit(indicator.id), measure, found.differs)
                needed = pairs_needed(found.spread, self.precision)
                if other == self.reference:
                    told, tail, needed = [np.nan] * 3, (*tail[:3], None), None
                yield (other, year, indicator.id, mean, *told, found.pairs, *tail, needed)

    @property
    def _ledgers(self) -> tuple[str, ...]:
        return (self.ledger, *({"reported", "true"} - {self.ledger}))

    def _growth(self, regions: pd.DataFrame, first: int, last: int | None) -> pd.Series[Any]:
        """Return the mean yearly growth of each region's industry."""
        year = regions["year"]
        told = regions["ledger"] == self.ledger
        told &= (year >= first) & (year <= (last or year.max()))
        return regions[told].groupby("region", sort=False)["value"].mean()


def _figures(pairs: Sequence[Any], key: tuple[str, str], is_index: bool) -> tuple[Any, Any]:
    """Return (seeds, years) figures of both sides, an index of the second on the first's base."""
    ours = np.array([one.annual[key].to_numpy(dtype=float) for one, _ in pairs])
    if not is_index:
        return ours, np.array([two.annual[key].to_numpy(dtype=float) for _, two in pairs])
    levels = [[run.levels[key].to_numpy(dtype=float) for run in pair] for pair in pairs]
    own, other = np.array(levels).swapaxes(0, 1)
    ratio = np.divide(other, own, out=np.full(own.shape, np.nan), where=own > 0.0)
    return ours, ours * ratio


def _differences(
    indicator: Indicator, ours: npt.NDArray[np.float64], theirs: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], str]:
    """Return (seeds, years) differences and what they are in."""
    if indicator.is_index_of_1958:
        return theirs - ours, POINTS
    if indicator.unit in _IN_POINTS:
        return _IN_POINTS[indicator.unit] * (theirs - ours), POINTS
    if indicator.kind == "index" and "1.00" in indicator.base:
        return 100.0 * (theirs - ours), POINTS
    known = ours[np.isfinite(ours)]
    if not len(known) or known.min() <= 0.0:  # a balance or a nought: per cent say nothing
        return theirs - ours, indicator.unit
    return 100.0 * (theirs / ours - 1.0), PER_CENT


def _of(differences: npt.NDArray[np.float64]) -> Paired | None:
    """Return what differences of the seeds say; None where no pair has a figure."""
    known = [float(gap) for gap in differences if np.isfinite(gap)]
    return paired(known) if known else None


def _divergence(pairs: Sequence[Any]) -> Divergence:
    """Return the first month, else the first year, in which any pair differs, and in what.

    What differs most comes first, in proportion to the first scenario's figure.
    """
    for table in ("months", "levels"):
        found: dict[str, dict[str, float]] = {}
        for pair in pairs:
            one, two = (getattr(run, table) for run in pair)
            two = two.reindex_like(one)
            apart = one.ne(two) & ~(one.isna() & two.isna())
            rows = apart.index[apart.any(axis=1)]
            if len(rows):
                sizes = found.setdefault(str(rows[0]), {})
                for name, gap in _gaps(one.loc[rows[0]], two.loc[rows[0]], apart.loc[rows[0]]):
                    sizes[name] = max(gap, sizes.get(name, 0.0))
        if found:
            when = min(found)
            sizes = found[when]
            return Divergence(when, tuple(sorted(sizes, key=lambda name: (-sizes[name], name))))
    return Divergence(None)


def _gaps(one: Any, two: Any, apart: Any) -> Iterator[tuple[str, float]]:
    """Give what differs in one row of two runs, and by how much in proportion."""
    for place, (_, name) in enumerate(apart.index):
        if apart.iloc[place]:
            yield name, _in_proportion(float(one.iloc[place]), float(two.iloc[place]))


def _in_proportion(ours: float, theirs: float) -> float:
    """Return by how much of it a figure is another; without bound where one side has none."""
    if not (np.isfinite(ours) and np.isfinite(theirs)) or ours == 0.0:
        return float("inf")
    return abs(theirs - ours) / abs(ours)
