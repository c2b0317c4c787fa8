"""A sweep told: point by point, what its runs come to."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from experiments.contrast import PRECISION
from experiments.indicators import indicators
from experiments.show import DASH, console, figure_of, table_of

if TYPE_CHECKING:
    import pandas as pd

    from experiments.sweeps.swept import Swept

MOST_ROWS = 60


def show(found: Swept, table: pd.DataFrame) -> None:
    """Print the question, then a table for each indicator and year of what is to be told."""
    out = console()
    out.print(found.design.question)
    if table.empty:
        out.print("No full year is lived: there is nothing to tell.")
        return
    for (year, name), part in table.groupby(["year", "indicator"], sort=False):
        out.print(_table(found, str(name), str(year), part.head(MOST_ROWS)))
        if len(part) > MOST_ROWS:
            out.print(f"{len(part) - MOST_ROWS:,} rows more: --format csv prints all.")
    if against := against_of(found):
        out.print(
            f"Paired differences from {against}, over the same seeds; an index stands on the 1958 "
            "of what it is compared with, and on the record where 1958 was not lived. "
            f"Seeds needed: for an interval of +- {PRECISION:g}."
        )


def against_of(found: Swept) -> str:
    """Return what the differences of a sweep are from; nothing where there are none."""
    first = next(iter(found.design.requests))
    if len(found.design.requests) > 1:
        return f"{first} at the same point"
    if len(found.values) < 2:
        return ""
    told = zip(found.parameters, found.values[0], strict=True)
    return f"the first point ({', '.join(f'{name} {_value(value)}' for name, value in told)})"


def _table(found: Swept, name: str, year: str, part: pd.DataFrame) -> Any:
    """Return one indicator in one year, a row a point and scenario."""
    known = indicators()[name]
    heads = ("seeds", "mean", "difference", "95 % interval", "in", "seeds needed")
    title = f"{known.label}, {known.full_unit}, {year}"
    table = table_of(title, (*found.parameters, "scenario"), heads)
    for row in part.to_dict("records"):
        values = [_value(row[parameter]) for parameter in found.parameters]
        table.add_row(*values, str(row["scenario"]), str(row["seeds"]), *_cells(row))
    return table


def _cells(row: Any) -> Sequence[str]:
    """Return mean, difference, interval, what they are in, and the seeds that it takes."""
    mean = figure_of(row["mean"])
    if math.isnan(row["difference"]):
        return mean, DASH, DASH, DASH, DASH
    interval = DASH
    if not math.isnan(row["low"]):
        interval = f"{row['low']:+.2f} to {row['high']:+.2f}"
    needed = row["needed"]
    seeds = DASH if needed is None or math.isnan(needed) else f"{int(needed):,}"
    return mean, f"{row['difference']:+.2f}", interval, str(row["difference_unit"]), seeds


def _value(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool | str) else f"{value:g}"
