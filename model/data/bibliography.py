"""The bibliography: every key that a figure of the model may cite, and what it stands for."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import NamedTuple

from model.data.tables import DIRECTORY, nearest


class Source(NamedTuple):
    """One entry of sources.toml.

    ``status`` is ``confirmed`` when the page or file was read, ``recalled`` when the
    work is cited from memory, ``estimated`` or ``derived`` when it was made here.
    """

    key: str
    text: str
    url: str
    status: str
    supports: str
    also: tuple[str, ...]
    waits_for: str


@cache
def sources() -> tuple[Source, ...]:
    """Return the whole bibliography, in the order of the file."""
    entries = tomllib.loads((DIRECTORY / "sources.toml").read_text(encoding="utf-8"))
    return tuple(
        Source(
            key=key,
            text=entry["text"],
            url=entry.get("url", ""),
            status=entry["status"],
            supports=entry["supports"],
            also=tuple(entry.get("also", ())),
            waits_for=entry.get("for", ""),
        )
        for key, entry in entries.items()
    )


def source(key: str) -> Source:
    """Return one entry of the bibliography.

    Raises
    ------
    KeyError
        If nothing has that key; the message names the nearest one.

    Examples
    --------
    >>> source("nove1969").status
    'recalled'
    """
    known = _by_key()
    if key not in known:
        raise KeyError(f"there is no source {key!r}.{nearest(key, tuple(known))}")
    return known[key]


@cache
def _by_key() -> dict[str, Source]:
    return {entry.key: entry for entry in sources()}
