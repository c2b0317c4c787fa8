"""`semiletka parameters [ROOM]`: every figure of the rooms, since when and on whose word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from experiments.verbs.flags import ListFlags, verb


@dataclass
class ParameterFlags(ListFlags):
    """Flags of `parameters`."""

    room: Annotated[
        str | None,
        typer.Argument(metavar="ROOM", help="A room; all if not said.", show_default=False),
    ] = None
    status: Annotated[
        str | None,
        typer.Option(
            "--status",
            metavar="WORD",
            help="Only figures as well known as this: confirmed, recalled, derived, estimated, "
            "or calibrated, which is fitted here.",
            show_default=False,
        ),
    ] = None


@verb(ParameterFlags)
def parameters(flags: ParameterFlags) -> None:
    """List the parameters of the rooms."""
    from experiments.request import FORMATS, choice_of
    from experiments.rooms import lines_of
    from experiments.show import listing
    from model.dated import STATUSES
    from model.parameters import rooms

    form = choice_of(flags.form, "--format", FORMATS)
    wanted = [flags.room] if flags.room is not None else list(rooms())
    asked = (
        [choice_of(flags.status, "--status", STATUSES)] if flags.status is not None else STATUSES
    )
    lines = [line for room in wanted for line in lines_of(room) if line["status"] in asked]
    if form == "table":
        lines = [{**line, "since": _since(str(line["since"]))} for line in lines]
    shown = ("parameter", "value", "unit", "range", "since", "read", "status", "what")
    listing(lines, form, "Parameters: set one with --set ROOM.PARAMETER=VALUE", shown)


def _since(date: str) -> str:
    """Return a date as a table tells it: what holds before any run begins is its start.

    >>> _since("1950-01-01"), _since("1958-04-01")
    ('start', '1958-04-01')
    """
    return "start" if date < "1956-01" else date
