"""A room as its reader sees it: its story, its parameters, the decrees that touched it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from model.errors import unknown
from model.parameters import ROOMS, read

if TYPE_CHECKING:
    from model.dated import Entry, Parameter, Value

Line = dict[str, object]


def story(room: str) -> str:
    """Return the docstring of a room's module, read without running it."""
    read(room)  # refuses a room that does not exist
    module = ast.parse((ROOMS / f"{room}.py").read_text(encoding="utf-8"))
    return ast.get_docstring(module) or ""


def lines_of(room: str) -> Iterator[Line]:
    """Give a line for every parameter of a room and every date from which it changes."""
    for parameter in read(room).values():
        for entry in parameter.entries:
            yield _line(parameter, entry, entry.value)


def lines_in_force(room: str, month: int, region: str | None = None) -> Iterator[Line]:
    """Give a line for every parameter with what held in a month, in a region, as history went."""
    for parameter in read(room).values():
        entry = next(e for e in reversed(parameter.entries) if e.value is parameter.on(month))
        value = entry.value
        if region and parameter.by == "region":
            value = parameter.part(value, region)
        yield _line(parameter, entry, value)


def decrees_in_force(room: str, month: int) -> Iterator[Line]:
    """Give a line for every decree of history that touches a room and holds in a month."""
    from model.decree_readers import told
    from model.decrees import history, timeline

    when = timeline()
    for decree in history().values():
        if room in decree.rooms and decree.has_force and when.in_force(decree.id, month):
            yield {
                "decree": decree.id,
                "title": decree.title,
                "what it changes": decree.detail,
                "read by": told(decree.id),
            }


def known_region(region: str) -> str:
    """Return a region's id; an unknown one is refused with the nearest."""
    from model.data import REGIONS

    if region not in REGIONS:
        raise unknown("region", region, REGIONS)
    return region


def _line(parameter: Parameter, entry: Entry, value: Value) -> Line:
    return {
        "parameter": f"{parameter.room}.{parameter.name}",
        "what": parameter.what,
        "symbol": parameter.symbol,
        "unit": parameter.unit,
        "range": "" if parameter.is_yes_or_no else f"{parameter.low:g} to {parameter.high:g}",
        "by": parameter.by or "",
        "since": str(entry.date),
        "read": "at the opening" if parameter.opening else "always",
        "value": _told(value),
        "status": entry.status,
        "source": " ".join(entry.source),
        "note": entry.note,
        "decree": entry.decree or "",
    }


def _told(value: Value) -> object:
    """Return a figure as it is, a table of figures as text."""
    if not isinstance(value, Mapping):
        return value
    return ", ".join(f"{key} {figure:g}" for key, figure in value.items())
