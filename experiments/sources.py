"""What a run rests on: the sources of its parameters, its data and its scenario."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from model.data import catalogue, source, sources

if TYPE_CHECKING:
    from model.scenario import Scenario

Line = dict[str, object]


def keys_of(scenario: Scenario) -> dict[str, list[str]]:
    """Return for every source a run rests on what rests on it, in the order met.

    Rooms come first, then the layers of the scenario, the economic orders, the tables.
    """
    from model import parameters, regime

    found: dict[str, list[str]] = {}

    def rests(what: str, keys: Iterable[str]) -> None:
        for key in keys:
            users = found.setdefault(key, [])
            if what not in users:
                users.append(what)

    for room in parameters.rooms():
        for parameter in parameters.read(room).values():
            for entry in parameter.entries:
                rests(room, entry.source)
    for layer, own in scenario.sources.items():
        rests(f"scenario {layer}", own)
    for order in regime.names():
        rests(f"order {order}", regime.read(order).source)
    for table, described in catalogue().items():
        rests(table, described.sources)
    return found


def shortened(users: list[str]) -> str:
    """Return what rests on a source, its tables counted and not named.

    >>> shortened(["supply", "industry/labour", "history/decrees"])
    'supply, 2 tables'
    """
    named = [user for user in users if "/" not in user]
    tables = sum("/" in user for user in users)
    counted = [f"{tables} table{'s' if tables > 1 else ''}"] if tables else []
    return ", ".join([*named, *counted])


def keys_in(story: str) -> list[str]:
    """Return the keys of sources that a text names in double backticks.

    >>> keys_in("Sources: ``nove1969``, chapter 12; ``x`` is output.")
    ['nove1969']
    """
    known = {entry.key for entry in sources()}
    return [word for word in re.findall(r"``(\w+)``", story) if word in known]


def lines_for(keys: Iterable[str]) -> list[Line]:
    """Return a line for every source, each once."""
    return [
        {
            "source": key,
            "text": source(key).text,
            "status": source(key).status,
            "url": source(key).url,
        }
        for key in dict.fromkeys(keys)
    ]
