"""The indicators: the contract of what a run says, read from the table of indicators."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

UNIT_OF_AN_INDEX = "index"


class Indicator(NamedTuple):
    """One quantity the model reports: its unit, its ledgers, what it is held against."""

    id: str
    label: str
    unit: str
    base: str
    ledger: str  # reported, true, both
    kind: str  # flow, stock, share, ratio, index
    plan_row: str  # row of the Seven-Year Plan, or ""
    transformation: str

    @property
    def full_unit(self) -> str:
        """The unit as it is printed: an index with its base."""
        return self.base if self.unit == UNIT_OF_AN_INDEX and self.base else self.unit

    @property
    def is_index_of_1958(self) -> bool:
        """Whether 1958 = 100."""
        return self.base == "1958=100"

    @property
    def is_planned_as_sum(self) -> bool:
        """Whether the plan gives the sum of 1959-65 and not the level of 1965."""
        return "plan: sum 1959-65" in self.transformation


@cache
def indicators() -> dict[str, Indicator]:
    """Return every indicator by its id, in the order of the table."""
    from model.data import table

    return {
        row["id"]: Indicator(
            row["id"],
            row["label"],
            row["unit"],
            row["base"],
            row["ledger"],
            row["kind"],
            row["plan_id"],
            row["transformation"],
        )
        for row in table("history/indicators")
    }


def unit(indicator: str) -> str:
    """Return an indicator's unit; empty for what is not in the table."""
    known = indicators().get(indicator)
    return known.unit if known else ""
