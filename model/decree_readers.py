"""Which decrees the model reads: moving one that nothing reads would change nothing.

A decree is read where a parameter comes and goes with it, where an order or an amendment
of one came by it, and where a phase asks for it by name (`NAMED`; a test holds the list
against the source). A decree that is not read may still carry one that is: by ending it,
or by being what it presupposes. A move that leaves the months of every decree that is
read as they are is refused, and `semiletka decrees` lists those not read yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from model import calendar, regime
from model.decrees import Timeline, history, timeline
from model.errors import Refusal
from model.parameters import ROOMS, read, rooms

NAMED = {
    "sixth_plan_1956": "the plan in force",
    "sixth_plan_revision_1956": "the plan in force",
    "seven_year_plan_1959": "the plan in force",
    "chemicals_1963": "the plan in force",
    "targets_raised_1961": "the plan in force",
    "regions_merged_1957": "councils of regions",
    "councils_enlarged_1963": "councils of regions",
}
"""Decrees that a phase asks for by name, with what they decide there."""


@cache
def readers(folder: Path = ROOMS) -> dict[str, tuple[str, ...]]:
    """Return the decrees that the model reads, each with what reads it."""
    found: dict[str, list[str]] = {name: [what] for name, what in NAMED.items()}
    for name in regime.names():
        decree = regime.read(name).decree
        if decree is not None:
            found.setdefault(decree, []).append(f"order {name}")
    for decree, file in regime.amendments().items():
        found.setdefault(decree, []).extend(f"order {name}" for name in file.amends)
    for room in rooms(folder):
        for parameter in read(room, folder).values():
            for entry in parameter.entries:
                if entry.decree is not None:
                    found.setdefault(entry.decree, []).append(f"{room}.{parameter.name}")
    return {name: tuple(dict.fromkeys(found[name])) for name in history() if name in found}


@cache
def carried(decree: str) -> tuple[str, ...]:
    """Return the decrees read by the model that a decree carries: it ends them, they rest on it.

    >>> carried("ministries_1965")[0]
    'law_1957_05_10'
    >>> carried("moon_1964")
    ()
    """
    near = {
        name
        for name, other in history().items()
        if name != decree and (decree in other.presupposes or other.ended_by == decree)
    }
    rest = {name for name, other in history().items() if decree in other.presupposes}
    far = {name for other in rest for name in carried(other)}
    return tuple(name for name in readers() if name in near | far)


def is_read(decree: str) -> bool:
    """Say whether moving a decree can change anything: it is read, or carries one that is."""
    return decree in readers() or bool(carried(decree))


def told(decree: str) -> str:
    """Return what reads a decree in words, for lists."""
    if decree in readers():
        return ", ".join(readers()[decree])
    by = carried(decree)
    more = f" and {len(by) - 1} more" if len(by) > 1 else ""
    return f"through {by[0]}{more}" if by else "nothing yet"


def refuse_unread(
    moves: Mapping[str, int | None],
    others: Mapping[str, int | None] | None = None,
    folder: Path = ROOMS,
) -> None:
    """Refuse a move, made beside ``others``, that changes the months of no decree that is read."""
    known = {*readers(), *readers(folder)}
    together = {**(others or {}), **moves}
    for name in moves:
        if name not in known and not _tells(name, together, known):
            raise _unread(name)


def refuse_unread_names(names: Iterable[str], folder: Path = ROOMS) -> None:
    """Refuse a decree that comes by regions and that nothing reads."""
    for name in names:
        if name not in readers(folder) and not is_read(name):
            raise _unread(name)


def _tells(name: str, moves: Mapping[str, int | None], known: set[str]) -> bool:
    """Say whether one of the moves changes when a decree that is read comes or goes."""
    without = {other: month for other, month in moves.items() if other != name}
    try:
        before = timeline(without)
    except Refusal:  # the others do not hold together without it
        return True
    return _months(timeline(moves), known) != _months(before, known)


def _months(when: Timeline, known: set[str]) -> list[tuple[int | None, ...]]:
    """Return since when and until when decrees hold, as far as a run goes."""
    return [
        tuple(
            None if month is None or month > calendar.LAST_MONTH else month
            for month in (when.since[name], when.until[name])
        )
        for name in sorted(known)
    ]


def _unread(name: str) -> Refusal:
    return Refusal(
        f"Nothing in the model reads decree {name!r} yet: to move it would change nothing. "
        "`semiletka decrees` lists what is read."
    )
