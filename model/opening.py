"""The economy on 1 January 1956, by product and sector.

The flow table is that of 1955. New Year 1956 lies half a year after the middle of
1955, so all flows are carried forward by half a year of the growth that the table
itself shows between 1955 and 1958; a common factor keeps every balance exact. Stocks
of inputs are the table's months of use, capital and labour its own figures for the
day; unfinished building likewise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model import data
from model.product_table import USES, sector_of_product, table_of_1955
from model.sums import summed
from model.units import Quantities

MILLION = 1000.0  # mln rub in a bn
MONTHS = 12


@dataclass(frozen=True)
class Opening:
    """National opening state. Products in the order of `data.PRODUCTS`, sectors likewise.

    ``output``, ``imports`` (59,), ``flows`` (59, 59), ``uses`` (59, 6): mln rub a month;
    ``norms`` (59, 59): rub of input a rub of output; ``capital`` (20,): mln rub;
    ``labour`` (20,): thousand persons; ``investment`` (22,) and ``unfinished`` (22,):
    mln rub a year and mln rub, sectors then dwellings and other non-productive building;
    ``stock_months`` (20,): months of input use held by a sector's works.
    """

    output: Quantities
    imports: Quantities
    flows: Quantities
    uses: Quantities
    norms: Quantities
    capital: Quantities
    labour: Quantities
    investment: Quantities
    unfinished: Quantities
    stock_months: Quantities

    def sector_output(self) -> Quantities:
        """Return (20,) mln rub a month."""
        return summed(sector_of_product(), weights=self.output)

    def use(self, name: str) -> Quantities:
        """Return (59,) one of the final uses, mln rub a month."""
        return np.asarray(self.uses[:, USES.index(name)])

    def price(self) -> Quantities:
        """Return (59,) physical units of a product in a rouble, for one year of output.

        Multiply twelve months of output in mln rub by this to get the unit of `products.csv`.
        """
        made = np.array([float(row["output_1955"]) for row in data.table("industry/products")])
        return np.asarray(made / (self.output * MONTHS / carry_forward()))


def carry_forward() -> float:
    """Return the growth of gross output in half a year, as a factor (about 1.05)."""
    total = next(row for row in data.table("industry/opening_1956") if row["sector"] == "total")
    growth = float(total["gross_output_1958_bn_rub"]) / float(total["gross_output_1955_bn_rub"])
    return float(growth ** (0.5 / 3))


def opening_state() -> Opening:
    """Build the opening state from the tables; every product's row closes."""
    table = table_of_1955()
    rows = {row["sector"]: row for row in data.table("industry/opening_1956")}
    rate = carry_forward() * MILLION / MONTHS

    def column(name: str, *beyond: str) -> Quantities:
        return np.array([float(rows[s][name] or 0.0) for s in (*data.SECTORS, *beyond)])

    building = ("dwellings", "other_nonproductive")
    return Opening(
        output=table.output * rate,
        imports=table.imports * rate,
        flows=table.flows * rate,
        uses=table.uses * rate,
        norms=table.flows / table.output,
        capital=column("capital_1956_01_01_bn_rub") * MILLION,
        labour=column("labour_1956_01_01_thousand"),
        investment=column("investment_1955_bn_rub", *building) * MILLION,
        unfinished=column("unfinished_construction_1956_01_01_bn_rub", *building) * MILLION,
        stock_months=column("input_stock_months"),
    )
