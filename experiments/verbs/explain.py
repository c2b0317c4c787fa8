"""`semiletka explain ROOM`: a room's story and equations, and what was in force when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from experiments.verbs.flags import verb

SHOWN = (
    "parameter", "symbol", "value", "unit", "range", "since", "read", "status", "source", "what"
)  # fmt: skip
USUAL = {"symbol": "", "since": "1950-01-01", "read": "always"}
"""Columns that are left out where every line has only this to say."""


@dataclass
class ExplainFlags:
    """Flags of `explain`."""

    room: Annotated[
        str, typer.Argument(metavar="ROOM", help="A room of the model.", show_default=False)
    ]
    date: Annotated[str, typer.Option(metavar="YYYY-MM", help="The month whose law is shown.")] = (
        "1958-06"
    )
    region: Annotated[
        str | None, typer.Option(metavar="ID", help="The region whose figures are shown.")
    ] = None


@verb(ExplainFlags)
def explain(flags: ExplainFlags) -> None:
    """Tell a room's story and its figures.

    What happened, the equations, what was in force in a month, and on whose word.
    """
    from experiments.formulas import plain
    from experiments.request import month_of
    from experiments.rooms import decrees_in_force, known_region, lines_in_force, story
    from experiments.show import console, listing
    from model.decrees import timeline
    from model.regime import order_in_force

    told = story(flags.room)
    month = month_of(flags.date, "--date")
    region = known_region(flags.region) if flags.region is not None else None
    out = console()
    out.print(f"{flags.room}\n\n{plain(told)}\n")
    lines = list(lines_in_force(flags.room, month, region))
    title = f"In force in {flags.date}" + (f" in {region}" if region else "")
    shown = [name for name in SHOWN if {line[name] for line in lines} != {USUAL.get(name)}]
    of_room = [_named_inside(line) for line in lines]
    listing(of_room, "table", f"{title} (--set {flags.room}.PARAMETER=VALUE)", shown)
    for line in lines:
        if line["note"]:
            out.print(f"{line['parameter']}: {line['note']}")
    order = order_in_force(timeline(), month)
    out.print(f"\nEconomic order in {flags.date}: {order.name} ({order.title}).")
    touching = list(decrees_in_force(flags.room, month))
    if touching:
        listing(touching, "table", "Decrees in force that touch this room")
    _print_sources(told, lines)


def _named_inside(line: dict[str, object]) -> dict[str, object]:
    """Return a line of a room's table, which names neither the room nor Greek letters."""
    from experiments.formulas import letters

    name = str(line["parameter"]).partition(".")[2]
    return line | {"parameter": name, "symbol": letters(str(line["symbol"]))}


def _print_sources(story: str, lines: list[dict[str, object]]) -> None:
    """Print the sources of the figures, then those the story names besides."""
    from experiments.show import listing
    from experiments.sources import keys_in, lines_for

    keys = [key for line in lines for key in str(line["source"]).split()]
    listing(lines_for([*keys, *keys_in(story)]), "table", "Sources", ("source", "text", "status"))
