"""What a run made that ends before the scorecard begins: its years, else its months.

The plan is one of growth from 1958, so a run that ends by then has nothing to be scored on. It
is told what it made all the same, beside the record where there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from experiments.asked import MAIN
from experiments.indicators import indicators
from experiments.score import BASE, known_record, rebased
from experiments.show import console, figure_of, table_of
from model import calendar

if TYPE_CHECKING:
    from experiments.score import Series

GOODS = ("steel", "coal", "oil", "electricity", "cement", "grain", "meat", "housing_urban")
LEAST_GOODS = ("steel", "coal", "electricity", "cement", "investment_total", "housing_urban")
MOST_MONTHS = 6  # columns: the last of them


def is_early(last: int) -> bool:
    """Say whether a run that ends in a month ends before there is growth from 1958.

    >>> is_early(calendar.month("1958-12")), is_early(calendar.month("1959-12"))
    (True, False)
    """
    return calendar.year_of(last + 1) - 1 <= BASE


def show(made: Series, months: Any, last: int, scenario: str, cost: str = "") -> None:
    """Print what was made by year, or by month where no year is whole.

    Parameters
    ----------
    made
        National years by indicator, as `experiments.tidy.series` gives them.
    months
        The months of the record, columns (ledger, indicator).
    last
        The last month lived.
    scenario
        What was lived.
    cost
        What it took.
    """
    out = console()
    name = calendar.name(last)
    out.print(
        f"The scorecard begins in {BASE}, from which the Seven-Year Plan counts, and needs a year "
        f"more: this run ends in {name} and is not scored (--to {BASE + 1}-12 would be)."
    )
    if made:
        out.print(_years_table(made, scenario))
        out.print(
            f"An index stands at the run's own {BASE} = 100; where that was not lived, at the "
            "record of its first year, or at 100 where there is no record."
        )
    else:
        out.print(_months_table(months, scenario))
        out.print("As reported, month by month; no year is whole yet, so no record is beside it.")
    if cost:
        out.print(cost)


def _years_table(made: Series, scenario: str) -> Any:
    """Return model and record of each year lived, of what is asked for most."""
    years = sorted({year for values in made.values() for year in values})
    heads = [f"{who}\n{year}" for year in years for who in ("model", "record")]
    table = table_of(f"What {scenario} made", ("indicator", "unit"), heads)
    for name in dict.fromkeys((*MAIN, *GOODS)):
        if name in made:
            one = indicators()[name]
            ours, theirs = rebased(one, made[name]), known_record(name)
            cells = [figure_of(who.get(year)) for year in years for who in (ours, theirs)]
            table.add_row(one.label, one.full_unit, *cells)
    return table


def _months_table(months: Any, scenario: str) -> Any:
    """Return the last months of what is counted in goods and money by the month."""
    told = months["reported"].tail(MOST_MONTHS)
    table = table_of(f"What {scenario} made", ("indicator", "unit a month"), list(told.index))
    for name in LEAST_GOODS:
        if name in told:
            values: Mapping[Any, float] = told[name].to_dict()
            one = indicators()[name]
            table.add_row(one.label, one.unit, *(figure_of(value) for value in values.values()))
    return table
