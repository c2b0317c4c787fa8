"""The contract: which indicators there are, in which ledgers, at which levels, on which base."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from model import data

BASE_YEAR = 1958
REPORTED, TRUE = "reported", "true"


class Indicator(NamedTuple):
    """A line of the contract."""

    name: str
    ledgers: tuple[str, ...]
    is_index: bool  # 1958 = 100
    levels: frozenset[str]  # of national, republic, region
    first_year: int


@cache
def contract() -> dict[str, Indicator]:
    """Return every indicator by its id."""
    return {row["id"]: _indicator(row) for row in data.table("history/indicators")}


def _indicator(row: dict[str, str]) -> Indicator:
    both = row["ledger"] == "both"
    return Indicator(
        row["id"],
        (REPORTED, TRUE) if both else (row["ledger"],),
        row["base"] == f"{BASE_YEAR}=100",
        frozenset(row["level"].split()),
        int(row["first_year"]),
    )
