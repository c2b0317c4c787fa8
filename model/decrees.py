"""The timeline of decrees: what was in force when, and what follows from moving one.

History is `model/data/history/decrees.csv`; beside it stand placebos, which were
never issued and change nothing but names (`placebo_decrees.csv`). A decree is moved to
a month or never issued. What presupposes a decree that is never issued is not issued
either; the end of a decree travels with the decree that ends it, and lapses
where that one is never issued; what would have been ended before it began does
not come about. A decree cannot be in force before one that it presupposes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from model import calendar
from model.data import table
from model.errors import Refusal, unknown


@dataclass(frozen=True, slots=True)
class Decree:
    """One change of law, as it was.

    ``since`` is the first month in force (None for what never had force: a
    debate, a placebo), ``until`` the month in which it no longer holds (None: it stays).
    """

    id: str
    title: str
    since: int | None
    until: int | None
    scope: str
    level: str
    rooms: tuple[str, ...]
    changes: tuple[str, ...]
    detail: str
    preparation: int  # months between the first public decision and effect
    presupposes: tuple[str, ...]
    ended_by: str | None
    source: str
    status: str
    use: str

    @property
    def has_force(self) -> bool:
        """Whether it changes anything where it is issued: a debate or an outcome does not."""
        return not self.changes[0].startswith("none")


@dataclass(frozen=True, slots=True)
class Timeline:
    """The months between which each decree is in force, after moves and drops.

    ``dropped`` lists what was not asked to go and goes: decrees that presuppose
    one never issued, or that would have been ended before they began.
    """

    since: Mapping[str, int | None]
    until: Mapping[str, int | None]
    dropped: tuple[str, ...]

    def in_force(self, decree: str, month: int) -> bool:
        """Say whether a decree holds in a month."""
        since, until = self.since[decree], self.until[decree]
        return since is not None and since <= month and (until is None or month < until)


@cache
def history() -> dict[str, Decree]:
    """Return every decree by its id, in the order of the table; placebos last."""
    rows = (*table("history/decrees"), *table("history/placebo_decrees"))
    return {row["id"]: _decree(row) for row in rows}


def known(decree: str) -> Decree:
    """Return a decree by its id; an unknown id is refused with the nearest."""
    if decree not in history():
        raise unknown("decree", decree, history())
    return history()[decree]


def parse_date(text: object) -> int | None:
    """Return the month that a decree is moved to, or None for never."""
    if text is None or text == "never":
        return None
    if isinstance(text, str):
        try:
            return calendar.month(text)
        except Refusal:
            pass
    if isinstance(text, date):
        month = text.isoformat()[:7]
        raise Refusal(f'{text} is a day, and decrees come by month. Write "{month}" or "never".')
    raise Refusal(f"{text!r} is not a date for a decree. Write YYYY-MM or never.")


def timeline(moves: Mapping[str, int | None] | None = None) -> Timeline:
    """Return history with some decrees moved to a month or (None) never issued."""
    moves = dict(moves or {})
    since = {name: decree.since for name, decree in history().items()}
    since.update({known(name).id: month for name, month in moves.items()})
    _drop_what_presupposes(since, moves)
    _refuse_disorder(since, moves)
    while overtaken := _overtaken(since, moves):
        since.update(dict.fromkeys(overtaken))
        _drop_what_presupposes(since, moves)
    dropped = [n for n, d in history().items() if d.since is not None and since[n] is None]
    return Timeline(
        since=since,
        until={name: end_of(decree, since) for name, decree in history().items()},
        dropped=tuple(name for name in dropped if name not in moves),
    )


def _decree(row: dict[str, str]) -> Decree:
    return Decree(
        id=row["id"],
        title=row["title"],
        since=calendar.month(row["in_force"]) if row["in_force"] else None,
        until=calendar.month(row["until"]) if row["until"] else None,
        scope=row["scope"],
        level=row["level"],
        rooms=tuple(row["rooms"].split()),
        changes=tuple(change.strip() for change in row["what_it_changes"].split(";")),
        detail=row["detail"],
        preparation=int(row["preparation_months"]),
        presupposes=tuple(row["presupposes"].split()),
        ended_by=row["ended_by"] or None,
        source=row["source"],
        status=row["status"],
        use=row["use"],
    )


def end_of(decree: Decree, since: Mapping[str, int | None]) -> int | None:
    """Return the month in which a decree ends: not before the decree that ends it takes effect.

    Where the table dates the end some months earlier there would be nothing in
    between; where it dates it later, the lag stays when that decree is moved.
    """
    if decree.until is None or decree.ended_by is None:
        return decree.until
    then, now = history()[decree.ended_by].since, since[decree.ended_by]
    return None if then is None or now is None else now + max(0, decree.until - then)


def _drop_what_presupposes(since: dict[str, int | None], moves: Mapping[str, int | None]) -> None:
    """Drop, in place, all that rests on a decree which is never issued."""
    while resting := _resting(since):
        for name, gone in resting.items():
            if name in moves:
                raise Refusal(f"Decree {name!r} presupposes {gone!r}, which is never issued.")
        since.update(dict.fromkeys(resting))


def _resting(since: Mapping[str, int | None]) -> dict[str, str]:
    """Return the decrees that presuppose one never issued, each with that one."""
    return {
        name: next(before for before in decree.presupposes if since[before] is None)
        for name, decree in history().items()
        if since[name] is not None and any(since[before] is None for before in decree.presupposes)
    }


def _overtaken(since: Mapping[str, int | None], moves: Mapping[str, int | None]) -> list[str]:
    """Name the decrees that would end before they begin."""
    found = []
    for name, decree in history().items():
        start, end = since[name], end_of(decree, since)
        if start is not None and end is not None and end <= start:
            if name in moves:
                by = f" by {decree.ended_by!r}" if decree.ended_by else ""
                raise Refusal(
                    f"Decree {name!r} cannot be in force from {calendar.name(start)}: "
                    f"it is ended{by} in {calendar.name(end)}."
                )
            found.append(name)
    return found


def _refuse_disorder(since: Mapping[str, int | None], moves: Mapping[str, int | None]) -> None:
    """Refuse decrees in force before one that they presuppose, with both names."""
    early = [
        (name, start, before, needed)
        for name, decree in history().items()
        for before in decree.presupposes
        if (start := since[name]) is not None and (needed := since[before]) is not None
        if start < needed and (name in moves or before in moves)
    ]
    if early:
        name, start, before, needed = early[0]
        others = ", ".join(other for other, *_ in early[1:])
        raise Refusal(
            f"Decree {name!r} cannot be in force from {calendar.name(start)}: it presupposes "
            f"{before!r}, in force from {calendar.name(needed)}. Move or drop one of the two."
            + (f" The same holds of {others}." if others else "")
        )
