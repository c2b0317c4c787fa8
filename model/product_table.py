"""The flow table by product: what each of the 59 goods is used for, exactly balanced.

The opening state gives flows between 20 sectors. Works make one product each, and
a textile mill does not buy iron ore, so the sector flows are divided among products
by the technology that `product_uses.csv` states in outline, and by output where it
is silent. The division is the one nearest to that prior (in relative entropy) with
two sets of totals kept exactly: each product's output plus imports is sold in full,
and the products of one sector sell to the products of another what the sector table
says. Iterative proportional fitting; products' own norms then differ inside a sector.

Why not a norm per sector for every product: with six products a sector the share
of inputs that have a supplier in the own region falls from 85 to 42 per cent, and
that share is what the division by branch or by region works on.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from model import data
from model.cache import FEW, kept
from model.sums import summed
from model.units import Quantities, Rows

USES = ("household", "defence", "investment", "exports", "stock_change", "farm_use")
_ROUNDS = 4000
_CLOSE = 1e-13


class ProductTable(NamedTuple):
    """Flows of one year, bn rub in purchasers' prices of 1958.

    ``flows`` (59, 59) supplier x customer; ``uses`` (59, 6) in the order of `USES`;
    ``output`` and ``imports`` (59,). Rows close: output + imports = flows + uses.
    """

    output: Quantities
    imports: Quantities
    flows: Quantities
    uses: Quantities


@cache
def sector_of_product() -> Rows:
    """Return (59,) the row of each product's sector in `data.SECTORS`; not to be written to."""
    sectors = {name: row for row, name in enumerate(data.SECTORS)}
    found = np.array([sectors[row["sector"]] for row in data.table("industry/products")])
    found.flags.writeable = False
    return found


@cache
def in_millions() -> Quantities:
    """Return (59,) what makes millions of the units of `products.csv`, most of them tonnes.

    Not to be written to.
    """
    units = [row["unit"] for row in data.table("industry/products")]
    found = np.array([1e-3 if unit.startswith("thousand") else 1.0 for unit in units])
    found.flags.writeable = False
    return found


def allowed() -> Quantities:
    """Return (59, 65) weights of who may buy what: products first, then `USES`."""
    sector = sector_of_product()
    index = {name: row for row, name in enumerate(data.PRODUCTS)}
    weight = np.ones((len(index), len(index) + len(USES)))
    stated = data.table("industry/product_uses")
    for product in {row["product"] for row in stated}:
        weight[index[product]] = 0.0
    for row in stated:
        kind, _, name = row["buyer"].rpartition(":")
        if kind == "use":
            columns = np.array([len(index) + USES.index(name)])
        elif kind == "sector":
            columns = np.flatnonzero(sector == data.SECTORS.index(name))
        else:
            columns = np.array([index[name]])
        weight[index[row["product"]], columns] = float(row["weight"])
    return weight


def divide(column: str) -> Quantities:
    """Return (59,) a column of the sector opening table divided among products.

    A product's share is its share of the sector's value in 1958, carried back by its
    own physical output to 1955.
    """
    opening = {row["sector"]: row for row in data.table("industry/opening_1956")}
    sector = sector_of_product()
    share = np.array(
        [
            float(row["value_share_of_sector_1958"])
            * float(row["output_1955"])
            / float(row["output_1958"])
            for row in data.table("industry/products")
        ]
    )
    total = summed(sector, weights=share)
    level = np.array([float(opening[name][column]) for name in data.SECTORS])
    return np.asarray(level[sector] * share / total[sector])


def table_of_1955() -> ProductTable:
    """Return the balanced table of 1955; rows close to rounding, sector blocks to 5e-5.

    The sector coefficients have six decimals, which is all the blocks can close to.
    """
    form = (lambda columns: ProductTable(**columns)), ProductTable._asdict
    return kept("table", (), _balanced, form, FEW)


def _balanced() -> ProductTable:
    """Balance the table of 1955; it hangs on the data alone."""
    opening = {row["sector"]: row for row in data.table("industry/opening_1956")}
    norms = data.table("industry/opening_1956_coefficients")
    sector = sector_of_product()
    gross = np.array([float(opening[s]["gross_output_1955_bn_rub"]) for s in data.SECTORS])
    between = np.array([[float(row[s]) for s in data.SECTORS] for row in norms]) * gross
    finals = np.array([[float(opening[s][use]) for use in USES] for s in data.SECTORS])
    block = np.concatenate([between, finals], axis=1)
    output, imports = divide("gross_output_1955_bn_rub"), divide("imports")
    column = np.concatenate([sector, len(gross) + np.arange(len(USES))])
    prior = allowed() * output[:, None] * np.concatenate([output, np.ones(len(USES))])
    fitted = _fit(prior, output + imports, block, sector, column)
    n = len(output)
    return ProductTable(output, imports, fitted[:, :n], fitted[:, n:])


def _fit(
    prior: Quantities, rows: Quantities, block: Quantities, sector: Rows, column: Rows
) -> Quantities:
    """Scale a prior to row totals and block totals in turn until both hold."""
    ends = np.flatnonzero(np.diff(column, prepend=-1))
    starts = np.flatnonzero(np.diff(sector, prepend=-1))
    fitted, place = prior.copy(), np.add.outer(sector * block.shape[1], column)
    for _ in range(_ROUNDS):
        sums = np.add.reduceat(np.add.reduceat(fitted, starts, axis=0), ends, axis=1)
        factor = np.divide(block, sums, out=np.zeros_like(block), where=sums > 0)
        fitted *= factor.take(place)
        scale = rows / np.add.reduce(fitted, axis=1)
        fitted *= scale[:, None]
        if np.abs(scale - 1.0).max() < _CLOSE:
            break
    return fitted
