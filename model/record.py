"""What a run remembers: months as arrays, years and regions as tables.

Two ledgers: `reported`, valued as the statistical office would, and `true`. They part
when directors begin to pad; until then reported output is what was made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from model import data
from model.calendar import MONTHS_A_YEAR, name, year_of
from model.claims import Kind
from model.indicators import national, regional
from model.units import Quantities, Rubles

if TYPE_CHECKING:
    import pandas as pd

    from model.economy import SovietEconomy

MONTHLY = (
    "made", "reported", "used", "final", "fill", "fill_here", "fill_away", "stocks",
    "invested", "unfinished", "sites", "coverage", "commissioned", "labour", "imports",
    "material", "farm_sold",
)  # fmt: skip


class Record:
    """Tables of a run, filled month by month.

    ``annual``, ``monthly``: data frames, columns (ledger, indicator); ``regions``: tidy;
    ``seconds``: time by phase; ``silent``: indicators the model does not speak to yet.
    """

    def __init__(self, economy: SovietEconomy, detail: bool = False) -> None:
        self.seconds: dict[str, float] = {}
        self.months: list[dict[str, Any]] = []
        self.years: dict[int, dict[tuple[str, str], float]] = {}
        self.monthly_rows: dict[str, dict[tuple[str, str], float]] = {}
        self.region_rows: list[dict[str, Any]] = []
        self.opening = economy.opening

    # -- entering ------------------------------------------------------------------

    def enter_month(self, e: SovietEconomy) -> None:
        """Keep the month's arrays; nothing here is read by the model but `year_*`."""
        lines, d = e.lines, e.directors
        products, regions = len(data.PRODUCTS), len(data.REGIONS)
        cell = d.product * regions + d.region
        made = np.bincount(cell, weights=d.output, minlength=products * regions)
        made = made.reshape(products, regions)
        np.add.at(made, (e.farms.product, e.farms.region), e.grown)
        claims = lines.network.claims
        works = lines.works_claims
        used = np.bincount(claims.product[:works], weights=e.used, minlength=products)
        used += np.bincount(claims.product[e.depots], weights=e.depot_use, minlength=products)
        final = np.bincount(
            claims.kind * products + claims.product, weights=e.served, minlength=6 * products
        ).reshape(6, products)
        sent, asked = lines.transit, e.contract_now()
        here = lines.within
        shipped_here, asked_here = float(sent @ here), float(asked @ here)
        shipped, wanted = float(sent.sum()), float(asked.sum())
        self.months.append(
            {
                "made": made,
                "used": used,
                "final": final,
                "sent": np.array([shipped_here, shipped - shipped_here]),
                "asked": np.array([asked_here, wanted - asked_here]),
                "invested": e.invested.copy(),
                "commissioned": e.commissioned.sum(axis=0),
                "unfinished": e.sites.unfinished(),
                "sites": e.sites.open_sites(),
                "coverage": float((d.coverage * d.target).sum() / d.target.sum()),
                "eaten": float(e.eaten.sum()),
            }
        )

    def _of_year(self, key: str) -> Quantities:
        return np.asarray(sum(month[key] for month in self.months[-MONTHS_A_YEAR:]))

    def year_made(self) -> Rubles:
        """Return (59,) output of the last twelve months, mln rub."""
        return np.asarray(self._of_year("made").sum(axis=1))

    def year_final(self) -> Rubles:
        """Return (59,) final deliveries of the last twelve months, mln rub."""
        final = self._of_year("final")
        return np.asarray(final[Kind.DEFENCE :].sum(axis=0))

    def close_year(self, e: SovietEconomy) -> None:
        """Compute the indicators of the year just lived."""
        year = year_of(e.month)
        self.years[year] = national(self, e)
        self.region_rows.extend(regional(self, e))

    # -- reading -------------------------------------------------------------------

    @property
    def annual(self) -> pd.DataFrame:
        """Years by (ledger, indicator); indices have the run's own 1958 as base."""
        import pandas as pd

        table = pd.DataFrame.from_dict(self.years, orient="index")
        table.index.name = "year"
        table.columns = pd.MultiIndex.from_tuples(table.columns, names=["ledger", "indicator"])
        return table.sort_index(axis=1)


LABELS = (name,)
