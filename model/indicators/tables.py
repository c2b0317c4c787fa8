"""Tables at reading: indicators by year, by month and by region, on the contract's base.

An index is 100 in the run's own 1958. Where 1958 was not lived to its end it is at the
record's level in the first year of the run that the record knows, or at 100 in the first
year where the record knows none; regions then stand where the nation stands. A month's
index is its rate over the base year's monthly mean, so that months average to the year.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from model import data
from model.calendar import name
from model.indicators.contract import BASE_YEAR, Indicator, contract
from model.indicators.levels import Levels
from model.indicators.rules import RULES
from model.indicators.span import Span
from model.indicators.view import View
from model.indicators.weights import Weights
from model.units import Quantities

if TYPE_CHECKING:
    import pandas as pd

Key = tuple[str, str]
"""Ledger and indicator."""
Found = Mapping[Key, Levels]
_FULL = 100.0


class Base(NamedTuple):
    """Where an index stands: at ``anchor`` in the year whose level is ``level``."""

    anchor: float
    level: Levels


class Reader:
    """Works out what a run's spans say, each once; ``years`` are the years lived in full."""

    def __init__(self, weights: Weights, opening_norms: Quantities) -> None:
        self.weights, self.opening_norms = weights, opening_norms
        self._years: dict[tuple[int, int], Found] = {}
        self._months: list[Found] = []

    # -- tables --------------------------------------------------------------------

    def annual(self, years: Mapping[int, Span], on_base: bool = True) -> pd.DataFrame:
        """Return years by (ledger, indicator); an index over its base, or as the level it is of."""
        found = {year: self._year(year, years) for year in sorted(years)}
        bases = _bases(found)
        rows = {
            year: {
                key: _set(key, levels.nation, bases[key].level.nation, bases)
                if on_base
                else levels.nation
                for key, levels in level.items()
                if "national" in contract()[key[1]].levels
            }
            for year, level in found.items()
        }
        return _frame(rows, "year")

    def monthly(
        self, months: Sequence[Span], years: Mapping[int, Span], on_base: bool = True
    ) -> pd.DataFrame:
        """Return months, as 1956-01, by (ledger, indicator); indices as in `annual`."""
        for span in months[len(self._months) :]:
            view = self._views(span, None, self.opening_norms)
            self._months.append(_levels(view, only_monthly=True))
        bases = _bases({year: self._year(year, years) for year in sorted(years)})
        if not bases and months:
            bases = _bases({months[0].year: _mean(self._months)})
        rows = {
            name(number): {
                key: _set(key, levels.nation, bases[key].level.nation, bases)
                if on_base
                else levels.nation
                for key, levels in level.items()
                if key in bases
            }
            for number, level in enumerate(self._months)
        }
        return _frame(rows, "month")

    def regions(self, years: Mapping[int, Span]) -> pd.DataFrame:
        """Return year, region, indicator, ledger, value: one figure a row.

        A republic that is one region stands under its one name once.
        """
        import pandas as pd

        found = {year: self._year(year, years) for year in sorted(years)}
        bases = _bases(found)
        columns = ("year", "region", "indicator", "ledger", "value")
        parts = [
            pd.DataFrame(dict(zip(columns, (year, places, key[1], key[0], values), strict=True)))
            for year, level in found.items()
            for key, levels in level.items()
            for places, values in _places(key, levels, bases)
        ]
        if not parts:
            return pd.DataFrame({column: [] for column in columns})
        return pd.concat(parts, ignore_index=True).dropna(subset=["value"], ignore_index=True)

    # -- levels --------------------------------------------------------------------

    def _year(self, year: int, years: Mapping[int, Span]) -> Found:
        """Return a year's levels; those measured by 1958 wait for it."""
        base = _base_year(years)
        if (year, base) not in self._years:
            accounts = years[base].accounts
            norms = self.opening_norms if accounts is None else accounts.norms
            views = self._views(years[year], years.get(year - 1), norms)
            known = _levels(views, only_monthly=False)
            self._years[year, base] = {
                key: levels
                for key, levels in known.items()
                if year >= contract()[key[1]].first_year
            }
        return self._years[year, base]

    def _views(self, span: Span, before: Span | None, norms: Quantities) -> dict[str, View]:
        return {
            ledger: View(span, ledger, self.weights, before, norms)
            for ledger in ("reported", "true")
        }


def _levels(views: Mapping[str, View], only_monthly: bool) -> Found:
    return {
        (ledger, indicator): rule.measure(views[ledger])
        for indicator, rule in RULES.items()
        if rule.monthly or not only_monthly
        for ledger in contract()[indicator].ledgers
    }


def _base_year(years: Iterable[int]) -> int:
    lived = sorted(years)
    return BASE_YEAR if BASE_YEAR in lived else lived[0]


def _bases(found: Mapping[int, Found]) -> dict[Key, Base]:
    """Return where every indicator stands; what is no index stands on itself."""
    keys = dict.fromkeys(key for level in found.values() for key in level)
    return {key: _base(contract()[key[1]], key, found) for key in keys}


def _base(indicator: Indicator, key: Key, found: Mapping[int, Found]) -> Base:
    years = [year for year in found if key in found[year]]
    if not indicator.is_index or BASE_YEAR in years:
        return Base(_FULL, found[_base_year(years)][key])
    record = data.record_to_1960(indicator.name)
    year = next((year for year in years if year in record), years[0])
    return Base(record.get(year, _FULL), found[year][key])


def _set(key: Key, level: Any, base: Any, bases: Mapping[Key, Base]) -> Any:
    """Return a level as the contract wants it: itself, or over its base."""
    if not contract()[key[1]].is_index:
        return level
    low = np.asarray(base, dtype=np.float64)
    over = np.divide(level, low, out=np.full(low.shape, np.nan), where=low > 0)
    return bases[key].anchor * over


def _places(
    key: Key, levels: Levels, bases: Mapping[Key, Base]
) -> Iterator[tuple[list[str], Quantities]]:
    """Give regions, then republics that are no region, as the contract names them."""
    wanted, base = contract()[key[1]].levels, bases[key].level
    seen: set[str] = set()
    for level, names, value, low in (
        ("region", data.REGIONS, levels.regions, base.regions),
        ("republic", data.REPUBLICS, levels.republics, base.republics),
    ):
        if level in wanted and value is not None:
            new = [row for row, place in enumerate(names) if place not in seen]
            yield [names[row] for row in new], np.asarray(_set(key, value, low, bases))[new]
            seen.update(names)


def _mean(months: Sequence[Found]) -> Found:
    """Return the mean of months that make no full year."""
    return {
        key: Levels(float(np.mean([month[key].nation for month in months]))) for key in months[0]
    }


def _frame(rows: Mapping[Any, Mapping[Key, float]], index: str) -> pd.DataFrame:
    """Return a table with columns (ledger, indicator), in their order."""
    import pandas as pd

    keys = sorted({key for row in rows.values() for key in row})
    table = pd.DataFrame(
        np.array([[row.get(key, np.nan) for key in keys] for row in rows.values()]).reshape(
            len(rows), len(keys)
        ),
        index=pd.Index(list(rows), name=index),
        columns=pd.MultiIndex.from_tuples(keys, names=["ledger", "indicator"])
        if keys
        else pd.MultiIndex.from_arrays([[], []], names=["ledger", "indicator"]),
    )
    return table
