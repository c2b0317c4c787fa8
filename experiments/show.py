"""Printing: lists as table, JSON or CSV, and the scorecard as tables."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from experiments.score import BASE, GOAL, met, sides

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from experiments.score import Card, Growth, Row
    from experiments.yardstick import Index

Line = Mapping[str, object]
WIDEST = 48  # columns of a table, the first apart
NAMED = 40  # columns that a row's name has at least, where there is room
SHORT, LEAST, PADDING = 20, 34, 3  # letters: never folded; room that a text has; between columns
ROOMY = 150  # columns from which the unit has its own
WIDTH = ROOMY  # columns, where the output is not a terminal
DASH = "-"


def console() -> Console:
    """Return standard output as rich writes it: of fixed width where it is not a terminal."""
    from rich.console import Console

    return Console(
        width=None if sys.stdout.isatty() else WIDTH, highlight=False, markup=False, emoji=False
    )


def listing(lines: Iterable[Line], form: str, title: str, shown: Sequence[str] = ()) -> None:
    """Print one line a thing: as a table of the columns `shown`, as JSON or as CSV in full."""
    found = list(lines)
    if form == "json":
        print(json.dumps(found, ensure_ascii=False, indent=1, allow_nan=False))
    elif form == "csv":
        _print_csv(found)
    else:
        names = shown or (list(found[0]) if found else ())
        table = table_of(title, names)
        table.columns[0].no_wrap = True  # ids are copied from here
        for line in found:
            table.add_row(*(_cell(line[name]) for name in names))
        out = console()
        _keep_short(table, names, found, out.width)
        out.print(table)


def _keep_short(table: Table, names: Sequence[str], found: Sequence[Line], width: int) -> None:
    """Have only texts folded, if short columns leave room for them."""
    longest = [max([len(name), *(len(_cell(line[name])) for line in found)]) for name in names]
    kept = [size for size in longest if size <= SHORT]
    texts = len(names) - len(kept)
    if sum(kept) + PADDING * len(names) + LEAST * texts <= width:
        for size, column in zip(longest, table.columns, strict=True):
            column.no_wrap |= size <= SHORT


GROWTH = (
    "Growth of 1956-60, % a year, largest miss first; no test: official output of these years\n"
    "is in technical progress and in the opening tables"
)


def card(found: Card, scenario: str, cost: str = "") -> None:
    """Print a scorecard: the plan rows, the silent ones, growth, the yardstick, the benchmark."""
    out = console()
    out.print(_plan_table(found, scenario, out.width))
    out.print(_said_of_rows(found))
    out.print(_said_of_errors(found))
    if found.growth:
        out.print(_growth_table(found.growth, GROWTH))
        _print_silent(out, [row.indicator.label for row in found.growth if not row.is_spoken])
    if found.parts:
        out.print(_totals_table(found))
        out.print(_said_of_parts(found.parts))
    if found.benchmark:
        title = "CES and no institutions, under a perfect planner who keeps the plans' proportions"
        out.print(_growth_table(found.benchmark, title))
        out.print(_said_of_benchmark(found.benchmark))
    if cost:
        out.print(cost)


def _plan_table(found: Card, scenario: str, width: int) -> Table:
    """Return the rows of the plan; a narrow console has the unit behind the label."""
    base, last = found.base, found.last
    heads = (f"model\n{base}", f"model\n{last}", "plan\n1965", f"record\n{base}", f"record\n{last}")
    title = (
        f"Scorecard of {scenario}: error of growth from each one's own {base}, of sums where the "
        "plan is a sum;\nlargest miss first (as a ratio), rows without an error last"
    )
    words = ("indicator", "unit") if width >= ROOMY else ("indicator",)
    table = table_of(title, words, (*heads, "error"))
    table.columns[0].min_width = NAMED if width >= ROOMY else None
    for row in (*found.rows, *found.silent):
        named = (row.label, row.unit) if width >= ROOMY else (f"{row.label}, {row.unit}",)
        table.add_row(
            *named,
            figure_of(row.model_base),
            _made(row, found),
            _span(row.plan),
            figure_of(row.record_base),
            _recorded(row, found.last),
            _error(row.error, " %"),
            style=None if row.is_spoken else "dim",
        )
    return table


def _made(row: Row, found: Card) -> str:
    """Return what was made, or why there is no figure: never will be, or not yet."""
    if not row.is_spoken:
        return "not modelled"
    if row.model_last is None and found.last < GOAL:
        return "not reached"
    return figure_of(row.model_last)


def _said_of_errors(found: Card) -> str:
    """Say what an error is not, and of which year it is where the last has no record."""
    said = (
        f"An error is of growth, not of the level: where {found.base} is off as well, the columns "
        "of both show it."
    )
    earlier = [row for row in found.rows if row.record_year != found.last and row.error is not None]
    told = [f"{row.label} {figure_of(row.model_then)} in {row.record_year}" for row in earlier]
    return (
        f"{said} Compared in an earlier year, the model made {', '.join(told)}." if told else said
    )


def _said_of_rows(found: Card) -> str:
    reached, judged = met(found.rows)
    said = f"The model speaks to {len(found.rows)} of {len(found.rows) + len(found.silent)} rows"
    if judged:
        said += f" and reaches the lower target of {reached} of the {judged} with a target"
    side = sides(found.rows)
    if side.known:
        said += (
            f".\nOf the {side.known} goals whose outcome in 1965 is known history reached "
            f"{side.reached_in_record}; the model reaches {side.reached_here_alone} that history "
            f"missed and misses {side.missed_here_alone} that it reached"
        )
    if found.tautness is not None and found.failing is not None:
        said += (
            f".\nIn {found.last} the median works was asked for {100 * found.tautness:.0f} % of "
            f"what it could make, and {100 * found.failing:.0f} % of works failed: a row that "
            "stands at its plan repeats the plan's text and is no prediction"
        )
    return f"{said}.\n"


def _growth_table(rows: Iterable[Growth], title: str) -> Table:
    table = table_of(title, ("indicator",), ("years", "model", "record", "error, points"))
    for row in rows:
        if row.is_spoken:
            table.add_row(
                row.indicator.label,
                f"{row.first}-{row.last}",
                figure_of(row.model),
                figure_of(row.record),
                _error(row.error, ""),
            )
    return table


def _totals_table(found: Card) -> Table:
    """Return the totals twice: as published, and added up from parts in one way."""
    who = ("model", "plan", "record")
    heads = [f"{one}\n{how}" for how in ("published", "from parts") for one in who]
    title = f"One yardstick: totals of {GOAL}, {BASE} = 100, as published and from their parts"
    table = table_of(title, ("total",), heads)
    for total in found.totals:
        figures = (*total.published, *total.bottom_up)
        table.add_row(total.indicator.label, *(figure_of(value) for value in figures))
    return table


def _said_of_parts(parts: Iterable[Index]) -> str:
    said = [
        f"{who}: {index.own_rows} products by their own row, {index.branch_rows} by their "
        f"branch's, {index.borrowed} ({index.borrowed_share:.0%} of industry) by the published "
        f"total of their group"
        for who, index in zip(("model", "plan", "record"), parts, strict=True)
    ]
    return f"From parts - {'; '.join(said)}.\n"


def _said_of_benchmark(rows: Sequence[Growth]) -> str:
    said = [
        f"{row.indicator.label} {row.model:.1f} against {row.record:.1f} % a year "
        f"({row.first}-{row.last}), {abs(row.error):.1f} points too "
        f"{'fast' if row.error > 0 else 'slow'}"
        for row in rows
        if row.model is not None and row.error is not None
    ]
    return f"It misses: {'; '.join(said)}.\n"


def _print_silent(out: Console, labels: Collection[str]) -> None:
    if labels:
        out.print(f"The model does not speak to: {', '.join(labels)}.\n")


def _recorded(row: Row, last: int) -> str:
    figure = figure_of(row.record_last)
    return (
        figure
        if row.record_year == last or row.record_last is None
        else f"{row.record_year}: {figure}"
    )


def figure_of(value: float | None) -> str:
    """Return a figure as it is printed: a few digits, a dash for none."""
    if value is None:
        return DASH
    return (
        f"{value:,.0f}"
        if abs(value) >= 1000
        else f"{value:.1f}"
        if abs(value) >= 10
        else f"{value:.2f}"
    )


def _span(plan: tuple[float, float] | None) -> str:
    if plan is None:
        return DASH
    low, high = plan
    return figure_of(low) if low == high else f"{figure_of(low)}-{figure_of(high)}"


def _error(value: float | None, unit: str) -> str:
    return DASH if value is None else f"{value:+.1f}{unit}"


def _cell(value: object) -> str:
    if value is None:
        return DASH
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def table_of(title: str, words: Iterable[str], numbers: Iterable[str] = ()) -> Table:
    """Return an empty table: words may be folded, numbers never."""
    from rich import box
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for name in words:
        table.add_column(name, overflow="fold", max_width=WIDEST)
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _print_csv(lines: Sequence[Line]) -> None:
    if lines:
        writer = csv.DictWriter(sys.stdout, fieldnames=list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
