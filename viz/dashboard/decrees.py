"""The decrees that a reader may move, with the months to which they may go."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from model import calendar
from model.decree_readers import is_read
from model.decrees import history

_EVERY = 6  # months between the dates that are offered
_LAST = calendar.month_of(1965, 7)


class Movable(NamedTuple):
    """A decree as it may be moved."""

    id: str
    title: str
    when: str
    detail: str
    choices: tuple[str, ...]


@cache
def movable() -> tuple[Movable, ...]:
    """Return the decrees of the years of a run that the model reads, in their order in time."""
    found = []
    for decree in history().values():
        since = decree.since
        if since is None or not 0 <= since <= _LAST or not decree.has_force:
            continue
        if decree.use != "core" or not is_read(decree.id):
            continue
        months = (calendar.name(month) for month in range(0, _LAST + 1, _EVERY) if month != since)
        found.append(
            Movable(decree.id, decree.title, calendar.name(since), decree.detail, tuple(months))
        )
    return tuple(sorted(found, key=lambda one: one.when))
