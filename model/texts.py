"""The long-term plans as texts: what they say about each product, and nothing else.

A text gives an end year and, for some rows, a goal. Products that a text names have
their own row; others take the row that `history/plan_rows.csv` says speaks for them,
and, where none does, the goals of groups A and B in proportion to their use. 1957, whose
plan was lowered, and 1958, without a horizon, have plans of the year; 1964 and 1965 have the
plan of two years that came with the decision on chemicals.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from model import data
from model.units import Quantities, Shares

RAISED_IN_1961 = ("steel", "cement")
"""Rows whose rise is dated October 1961. Refrigerators were raised later, and the 40 million
tons of fertiliser were never a plan: both stand in the table and are left alone."""


@dataclass(frozen=True)
class Text:
    """A plan in force: the growth a year that it asks for until ``end_year``.

    ``growth``: (59,) by product; nan for the army's goods, which follow the defence claim.
    """

    name: str
    base_year: int
    end_year: int
    growth: Shares

    def covers(self, year: int) -> bool:
        """Say whether a year is one of those the text was written for."""
        return self.base_year < year <= self.end_year


@cache
def sixth_plan() -> Text:
    """Return the directives of February 1956 for 1960."""
    made = {row["product"]: row["output_1955"] for row in data.table("industry/products")}
    ratio: dict[str, float] = {}
    for row in data.given("industry/plan_targets_other"):
        base = row["base_value"] or made.get(row["indicator"], "")
        if row["plan"].startswith("Sixth Plan") and base:
            ratio[row["indicator"]] = float(row["target_low"]) / float(base)
    built = _number("industry/plan_targets_other", "indicator", "housing_state", "target_low")
    by_the_state = data.record_to_1960("housing_state_coop")[1955]
    ratio["housing_urban"] = sum_growth(built / by_the_state, 5) ** 5
    return Text("Sixth Plan", 1955, 1960, _by_product(ratio, 5))


@cache
def seven_year_plan(raised: bool) -> Text:
    """Return the control figures for 1965, with or without the rises of October 1961."""
    ratio: dict[str, float] = {}
    for row in data.given("history/plan_targets"):
        goal = _middle(row)
        if raised and row["indicator"] in RAISED_IN_1961:
            goal = float(row["target_revised_1961"])
        if goal and row["base_1958"]:
            ratio[row["indicator"]] = goal / float(row["base_1958"])
    housing = next(
        _middle(row)
        for row in data.given("history/plan_targets")
        if row["indicator"] == "housing_urban"
    )
    built = _number("industry/products", "product", "urban_housing", "output_1958")
    ratio["housing_urban"] = sum_growth(housing / built, 7) ** 7
    return Text("Seven-Year Plan", 1958, 1965, _by_product(ratio, 7))


@cache
def two_year_plan() -> Text:
    """Return the plan for 1964-65 of December 1963, growth over 1963."""
    rows = data.given("industry/plan_targets_other")
    ratio = {
        row["indicator"]: 1.0 + float(row["target_low"]) / 100.0
        for row in rows
        if row["plan"].startswith("two-year plan") and row["unit"].startswith("%")
    }
    return Text("plan of 1964-65", 1963, 1965, _by_product(ratio, 2))


def raised(text: Text, growth: Shares) -> Text:
    """Return a text with higher goals; name and years stay."""
    return replace(text, growth=growth)


def plan_of_the_year(year: int, made: Quantities) -> Text | None:
    """Return the plan of one year, if the table has its growth for groups A and B.

    ``made``: (59,) what the run made the year before, in the units of `products.csv`; rows in
    tons are growth over that, as they were for Gosplan.
    """
    rows = [
        row
        for row in data.given("industry/plan_targets_other")
        if row["plan"] == "annual plan" and int(row["target_year"]) == year
    ]
    ratio = {
        row["indicator"]: 1.0 + float(row["target_low"]) / 100.0
        for row in rows
        if "%" in row["unit"]
    }
    if "group_a_output" not in ratio:
        return None
    for row in rows:
        if row["indicator"] in data.PRODUCTS and "%" not in row["unit"]:
            before = float(made[data.PRODUCTS.index(row["indicator"])])
            ratio[row["indicator"]] = float(row["target_low"]) / before
    return Text(f"plan of {year}", year - 1, year, _by_product(ratio, 1))


def _by_product(ratio: dict[str, float], years: int) -> Shares:
    """Return (59,) growth a year from goals over base, row by row, groups where silent."""
    rows = {row["product"]: row for row in data.table("history/plan_rows")}
    growth = np.empty(len(data.PRODUCTS))
    for p, product in enumerate(data.table("industry/products")):
        name = product["product"]
        asked = [name, *rows[name]["plan_rows"].split()]
        found = next((ratio[row] for row in asked if row in ratio), None)
        if found is None:
            share = float(product["group_a_share"] or 0.0)
            found = share * ratio["group_a_output"] + (1.0 - share) * ratio["group_b_output"]
        growth[p] = found ** (1.0 / years) - 1.0
        if "defence_claim" in asked:
            growth[p] = np.nan
    growth.flags.writeable = False
    return growth


def sum_growth(total: float, years: int) -> float:
    """Return the factor a year whose powers 1 to ``years`` sum to ``total``.

    >>> round(sum_growth(3.31, 2), 4)
    1.3868
    """
    low, high = 0.5, 2.0
    for _ in range(60):
        middle = 0.5 * (low + high)
        if sum(middle**k for k in range(1, years + 1)) < total:
            low = middle
        else:
            high = middle
    return middle


def _middle(row: dict[str, str]) -> float:
    """Return the middle of a target's range; zero where there is none."""
    ends = [float(row[name]) for name in ("target_1965_low", "target_1965_high") if row[name]]
    return sum(ends) / len(ends) if ends else 0.0


def _number(table: str, key: str, name: str, column: str) -> float:
    return float(next(row for row in data.given(table) if row[key] == name)[column])
