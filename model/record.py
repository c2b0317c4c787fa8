"""What a run remembers: months and years as plain arrays, tables when they are read.

Two ledgers: ``reported``, as the statistical office would print it, and ``true``. They part
when directors begin to pad; until then what is reported is what was made. The ids are
those of `history/indicators.csv` and no others; what the model cannot say yet is in
``silent``.

Nothing here is read by the model but the reports that Gosplan plans from: `year_made` and
`year_final`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from model import data
from model.calendar import MONTHS_A_YEAR, year_of
from model.claims import Kind
from model.errors import Refusal
from model.indicators.office import StatisticalOffice
from model.indicators.rules import silent
from model.indicators.span import Span
from model.indicators.tables import Reader
from model.indicators.weights import weigh
from model.rows import Roll
from model.units import Rubles

if TYPE_CHECKING:
    import pandas as pd

    from model.economy import SovietEconomy

_NAMES = {"region": data.REGIONS, "product": data.PRODUCTS, "sector": data.SECTORS}
_KEPT = {"works": "directors", "farms": "land"}
"""Tables of detail, and the rolls they are of."""


class Record:
    """The memory of a run.

    Parameters
    ----------
    economy
        As it stands in January 1956, before its first month.
    detail : bool
        Keep every works and every farm row at each year's end (`works`, `farms`).

    Attributes
    ----------
    seconds : dict
        Time spent by phase.
    months, years
        What the statistical office wrote down (`model.indicators.span`).
    """

    def __init__(self, economy: SovietEconomy, detail: bool = False) -> None:
        weights = weigh(economy.opening)
        self.seconds: dict[str, float] = {}
        self.months: list[Span] = []
        self.years: dict[int, Span] = {}
        self.detail = detail
        self.rows: dict[str, list[tuple[int, Any, dict[str, Any]]]] = {"works": [], "farms": []}
        self._office: StatisticalOffice | None = StatisticalOffice(economy, weights)
        self._reader = Reader(weights, economy.opening.norms)

    # -- entering ------------------------------------------------------------------

    @property
    def office(self) -> StatisticalOffice:
        """The statistical office, as long as the run goes on."""
        if self._office is None:
            raise LookupError("The run is over: its statistical office is closed.")
        return self._office

    def enter_month(self, e: SovietEconomy) -> None:
        """Write down the month, after its last phase."""
        self.months.append(self.office.month(e))

    def close_year(self, e: SovietEconomy) -> None:
        """Write down the year, after its last month."""
        self.years[year_of(e.month)] = self.office.year(e)
        if self.detail:
            for table, roll in _KEPT.items():
                self._keep(table, e.rolls[roll], year_of(e.month))

    def _keep(self, table: str, roll: Roll[Any], year: int) -> None:
        columns = {name: array.copy() for name, array in roll.columns.items() if array.ndim == 1}
        kinds = roll.kind_of_rows() if hasattr(roll.kind, "kind_of_rows") else roll.kind.__name__
        self.rows[table].append((year, kinds, columns))

    def release(self) -> None:
        """Close the office, whose arrays are as long as the links are many; tables remain."""
        self._office = None

    # -- Gosplan's reports ---------------------------------------------------------

    def year_made(self) -> Rubles:
        """Return (59,) output of the last twelve months, mln rub, padding of its value left out."""
        last = self.months[-MONTHS_A_YEAR:]
        return np.asarray(sum(month.flows.made[:, 0] for month in last))

    def year_final(self) -> Rubles:
        """Return (59,) what final users took in the last twelve months, mln rub."""
        last = self.months[-MONTHS_A_YEAR:]
        return np.asarray(sum(month.flows.served[Kind.DEFENCE :].sum(axis=0) for month in last))

    # -- reading -------------------------------------------------------------------

    @property
    def silent(self) -> frozenset[str]:
        """Indicators of the contract that the model does not speak to yet."""
        return silent()

    @property
    def annual(self) -> pd.DataFrame:
        """Years lived in full by (ledger, indicator).

        An index is 100 in the run's own 1958; where that was not lived, at the record's level
        in the run's first year the record knows, else at 100 in the first year.
        """
        return self._reader.annual(self.years)

    @property
    def monthly(self) -> pd.DataFrame:
        """Months, as 1956-01, by (ledger, indicator): what makes sense month by month."""
        return self._reader.monthly(self.months, self.years)

    @property
    def annual_levels(self) -> pd.DataFrame:
        """The years, indices as the levels they are of: two runs' bases of 1958 may differ."""
        return self._reader.annual(self.years, on_base=False)

    @property
    def monthly_levels(self) -> pd.DataFrame:
        """The months likewise: what one base for ten years cannot move from behind."""
        return self._reader.monthly(self.months, self.years, on_base=False)

    @property
    def regions(self) -> pd.DataFrame:
        """Year, region or republic, indicator, ledger, value: one figure a row."""
        return self._reader.regions(self.years)

    @property
    def works(self) -> pd.DataFrame:
        """One row a row of works a year, as it stood on 31 December."""
        return self._table("works")

    @property
    def farms(self) -> pd.DataFrame:
        """One row a farm row a year, as it stood on 31 December; ``kind`` says whose."""
        return self._table("farms")

    def _table(self, name: str) -> pd.DataFrame:
        import pandas as pd

        if not self.detail:
            raise Refusal(f"No {name} were kept. Build the economy with detail=True.")
        kept = self.rows[name]
        parts = [_named(columns, year, kind) for year, kind, columns in kept]
        whole = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
        return whole.drop(columns="kind", errors="ignore") if name == "works" else whole


def _named(columns: dict[str, Any], year: int, kind: Any) -> pd.DataFrame:
    """Return columns as a table; places, products and sectors by name."""
    import pandas as pd

    rows = len(next(iter(columns.values())))
    named = {
        name: [_NAMES[name][code] for code in array.tolist()] if name in _NAMES else array
        for name, array in columns.items()
    }
    return pd.DataFrame({"year": year, "row": range(rows), "kind": kind, **named})
