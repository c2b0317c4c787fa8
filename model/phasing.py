"""Decrees that come to the regions one after another, or to some of them only.

A layer gives the first month of a decree by region, as dates with lists of
regions and republics; ``rest`` stands for all that no date names::

    [phasing.law_1957_05_10]
    "1957-07" = ["turkmenia", "estonia"]
    "1959-07" = ["rest"]
    "never"   = ["leningrad"]

Every region must be named once. In the country as a whole the decree is in
force from the first of its months. In each region what presupposes it comes no
sooner than it does, and never where it never comes; what it ends, holds until
it comes. So each region has a timeline of its own, and regions with the same
months share one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from model import calendar
from model.data import REGIONS, REPUBLIC_OF_REGION, REPUBLICS
from model.decrees import Timeline, end_of, history, known, parse_date
from model.errors import Refusal, unknown

REST = "rest"
Phases: TypeAlias = tuple[int | None, ...]
"""The first month of a decree by region, in the order of REGIONS; None: it never comes."""


@dataclass(frozen=True, slots=True)
class Division:
    """The timelines of a scenario: ``group`` (105,) says which of them is a region's.

    ``nation`` dates what has come anywhere.
    """

    nation: Timeline
    timelines: tuple[Timeline, ...]
    group: tuple[int, ...]

    def of(self, region: int) -> Timeline:
        """Return the timeline of a region by its position in REGIONS."""
        return self.timelines[self.group[region]]

    def divides(self, decree: str) -> bool:
        """Say whether a decree comes or goes on different days in different regions."""
        return len({(own.since[decree], own.until[decree]) for own in self.timelines}) > 1


def read_phasing(told: Mapping[str, object]) -> dict[str, Phases]:
    """Return the first month of each phased decree by region; checked."""
    return {known(name).id: _phases(name, dates) for name, dates in told.items()}


def first_month(phases: Phases) -> int | None:
    """Return the month from which a decree is in force somewhere."""
    return min((month for month in phases if month is not None), default=None)


def divide(when: Timeline, phasing: Mapping[str, Phases]) -> Division:
    """Return the timeline of every region; one for all where no decree is phased."""
    if not phasing:
        return Division(when, (when,), (0,) * len(REGIONS))
    months = list(zip(*phasing.values(), strict=True))
    kinds = list(dict.fromkeys(months))
    return Division(
        when,
        tuple(_timeline(when, dict(zip(phasing, kind, strict=True))) for kind in kinds),
        tuple(kinds.index(own) for own in months),
    )


def steps_of(phases: Phases) -> list[tuple[int | None, tuple[str, ...]]]:
    """Return the months of a phased decree in order, never last, each with its regions."""
    last = calendar.LAST_MONTH + 1
    months = sorted(set(phases), key=lambda month: last if month is None else month)
    return [
        (month, tuple(r for r, own in zip(REGIONS, phases, strict=True) if own == month))
        for month in months
    ]


def _phases(decree: str, told: object) -> Phases:
    """Return the months of one decree by region."""
    where = f"phasing.{decree}"
    if not isinstance(told, Mapping) or not told:
        raise Refusal(f"{where} must give dates with lists of regions, and is {told!r}.")
    months: dict[str, int | None] = {}
    rest: list[int | None] = []
    for date, places in told.items():
        month = parse_date(date)
        if not isinstance(places, list) or not places:
            raise Refusal(f"{where}.{date} must be a list of regions and is {places!r}.")
        for place in places:
            named = [] if place == REST else _regions(place)
            if not named:
                rest.append(month)
            if twice := [region for region in named if region in months]:
                raise Refusal(f"{where} names {twice[0]!r} twice.")
            months |= dict.fromkeys(named, month)
    left = [region for region in REGIONS if region not in months]
    if len(rest) > 1 or (rest and not left):
        raise Refusal(f"{where}: {REST} stands for regions named nowhere else, and stands once.")
    if left and not rest:
        others = f" and {len(left) - 1} more" if len(left) > 1 else ""
        raise Refusal(
            f"{where} says nothing of {left[0]!r}{others}. Name {REST!r} under a date or never."
        )
    phases = tuple(months.get(region, *rest) for region in REGIONS)
    if len(set(phases)) == 1:
        raise Refusal(f"{where} has one date for all. Write it under [decrees].")
    return phases


def _regions(place: object) -> tuple[str, ...]:
    """Return the regions that a name stands for: one region, or those of a republic."""
    if place in REGIONS:
        return (str(place),)
    if place in REPUBLICS:
        return tuple(
            region
            for region, republic in zip(REGIONS, REPUBLIC_OF_REGION, strict=True)
            if republic == place
        )
    raise unknown("region or republic", str(place), (*REGIONS, *REPUBLICS, REST))


def _timeline(when: Timeline, dates: Mapping[str, int | None]) -> Timeline:
    """Return the timeline of the regions in which phased decrees come at these dates."""
    since = {**when.since, **dates}
    while late := _too_early(since, when) | _overtaken(since, when):
        for name in late.keys() & dates.keys():
            raise Refusal(
                f"Decree {name!r} cannot come to a region in {calendar.name(dates[name] or 0)}: "
                "it presupposes a decree that comes there later or never, or has ended by then."
            )
        since.update(late)
    gone = tuple(n for n, month in since.items() if month is None and when.since[n] is not None)
    return replace(
        when,
        since=since,
        until={name: end_of(decree, since) for name, decree in history().items()},
        dropped=tuple(dict.fromkeys((*when.dropped, *gone))),
    )


def _too_early(since: Mapping[str, int | None], when: Timeline) -> dict[str, int | None]:
    """Return what rests on a decree that comes later or never, with the month of that one."""
    found: dict[str, int | None] = {}
    for name, decree in history().items():
        own = since[name]
        needed = [since[b] for b in decree.presupposes if since[b] != when.since[b]]
        if own is not None and any(month is None or month > own for month in needed):
            found[name] = None if None in needed else max(m for m in needed if m is not None)
    return found


def _overtaken(since: Mapping[str, int | None], when: Timeline) -> dict[str, int | None]:
    """Return what would end in the region before it begins there: it never comes."""
    found: dict[str, int | None] = {}
    for name, decree in history().items():
        own, end = since[name], end_of(decree, since)
        if own is not None and own != when.since[name] and end is not None and end <= own:
            found[name] = None
    return found
