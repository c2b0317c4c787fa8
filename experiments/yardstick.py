"""One yardstick: the same bottom-up index for the model, the plan and the record.

The plan's own parts do not add up to its published totals with any weights, and
neither do the record's. A model that adds up its parts must therefore be held
against the parts of the plan and of the record added up in the same way; the
published totals stand beside them. Group A is what goes to producers, group B
what goes to households, in wholesale prices of 1955 and the structure of 1958:

    A = sum_p v_p a_p g_p / sum_p v_p a_p        B = sum_p v_p (1 - a_p) g_p / sum_p v_p (1 - a_p)

| symbol | name | meaning |
|---|---|---|
| v_p | `value` | output of product p in 1958, bn rub |
| a_p | `group_a_share` | share of it that goes to producers |
| g_p | growth | level over the level of 1958, from the row of the product itself |

National income weights the growth of each sector's products by the sector's value
added of 1958. A product without a row of its own takes its branch's row where there
is one, else the published growth of its group: how many do is part of the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from math import nan
from typing import NamedTuple

BRANCH_ROWS = {
    "machinery": "machine_building_output",
    "defence_space": "machine_building_output",
    "consumer_durables": "machine_building_output",
    "light_industry": "light_industry_output",
    "food_industry": "food_industry_output",
}

GROUP_ROWS = {
    "A": "group_a_output",
    "B": "group_b_output",
    "agri": "gross_agricultural_output",
    "construction": "national_income",
    "services": "national_income",
}


class Product(NamedTuple):
    """One product of 1958: what it was worth and who used it."""

    name: str
    sector: str
    value: float  # bn rub of 1958
    group_a_share: float  # of the value; 0 outside industry
    row: str  # indicator with its physical output, or ""


class Sector(NamedTuple):
    """One of the 20 sectors: its group and its value added of 1958."""

    name: str
    group: str  # A, B, construction, agri, services
    value_added: float  # bn rub of 1958


class Index(NamedTuple):
    """A bottom-up index, 1958 = 100, and how much of it is borrowed from totals."""

    group_a_output: float
    group_b_output: float
    gross_industrial_output: float
    national_income: float
    own_rows: int  # products grown by their own row
    branch_rows: int  # products grown by their branch's row
    borrowed: int  # products grown by the published growth of their group
    borrowed_share: float  # of industrial value


@cache
def products() -> tuple[Product, ...]:
    """Return the products with their values of 1958."""
    from model.data import table

    return tuple(
        Product(
            row["product"],
            row["sector"],
            float(row["value_1958_bn_rub_wholesale"]),
            float(row["group_a_share"] or 0.0),
            row["plan_row"],
        )
        for row in table("industry/products")
    )


@cache
def sectors() -> tuple[Sector, ...]:
    """Return the sectors with their value added of 1958."""
    from model.data import table

    return tuple(
        Sector(
            row["sector"],
            row["group"],
            float(row["gross_output_1958_bn_rub"]) * (1.0 - float(row["intermediate_input_share"])),
        )
        for row in table("industry/sector_parameters")
    )


def bottom_up(
    growth: Mapping[str, float],
    goods: tuple[Product, ...] | None = None,
    branches: tuple[Sector, ...] | None = None,
) -> Index:
    """Add up what is known of the parts into indices of 1958 = 100.

    Parameters
    ----------
    growth
        Level over the level of 1958 by indicator id: the products' rows, the branches'
        rows and the published totals, whatever is known.
    goods, branches
        Weights; the project's tables of 1958 if not given.

    Returns
    -------
    Index
        Between the smallest and the largest growth given; a total is not a number
        where nothing is known of one of its parts.

    Examples
    --------
    >>> goods = (Product("steel", "metals", 3.0, 1.0, "steel"),
    ...          Product("shirts", "light", 1.0, 0.0, ""))
    >>> branches = (Sector("metals", "A", 1.0), Sector("light", "B", 1.0))
    >>> index = bottom_up({"steel": 2.0, "group_b_output": 1.4}, goods, branches)
    >>> round(index.group_a_output), round(index.gross_industrial_output), index.borrowed
    (200, 185, 1)
    """
    parts = _Parts(growth, goods or products(), branches or sectors())
    industry = parts.industry()
    a = parts.grown(industry, "group_a_output", lambda good: good.group_a_share)
    b = parts.grown(industry, "group_b_output", lambda good: 1.0 - good.group_a_share)
    value = sum(good.value for good in industry)
    value_a = sum(good.value * good.group_a_share for good in industry)
    borrowed = [good for good in parts.goods if not parts.is_known(good)]
    borrowed_value = sum(good.value for good in industry if good in borrowed)
    own = sum(good.row in growth for good in parts.goods)
    return Index(
        100.0 * a,
        100.0 * b,
        100.0 * _blend((value_a, a), (value - value_a, b)),
        100.0 * parts.income(),
        own,
        len(parts.goods) - own - len(borrowed),
        len(borrowed),
        borrowed_value / value,
    )


class _Parts(NamedTuple):
    """The parts with what is known of their growth."""

    growth: Mapping[str, float]
    goods: tuple[Product, ...]
    branches: tuple[Sector, ...]

    def industry(self) -> list[Product]:
        groups = {sector.name: sector.group for sector in self.branches}
        return [good for good in self.goods if groups[good.sector] in ("A", "B")]

    def is_known(self, good: Product) -> bool:
        return good.row in self.growth or BRANCH_ROWS.get(good.sector, "") in self.growth

    def level(self, good: Product, total: str) -> float:
        """Own row, else the branch's, else the published total."""
        rows = (good.row, BRANCH_ROWS.get(good.sector, ""), total)
        return next((self.growth[row] for row in rows if row in self.growth), nan)

    def grown(
        self,
        goods: Iterable[Product],
        total: str,
        share: Callable[[Product], float] = lambda _: 1.0,
    ) -> float:
        """Mean growth of some products, by the value of the share that counts."""
        return _blend(*((good.value * share(good), self.level(good, total)) for good in goods))

    def income(self) -> float:
        """Mean growth of the sectors, by value added."""
        return _blend(
            *(
                (
                    sector.value_added,
                    self.grown(
                        [good for good in self.goods if good.sector == sector.name],
                        GROUP_ROWS[sector.group],
                    ),
                )
                for sector in self.branches
            )
        )


def _blend(*parts: tuple[float, float]) -> float:
    """Return the mean of (weight, level); what has no weight need not be known."""
    heavy = [(weight, level) for weight, level in parts if weight > 0.0]
    total = sum(weight for weight, _ in heavy)
    return sum(weight * level for weight, level in heavy) / total if total else nan
