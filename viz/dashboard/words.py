"""All that the dashboard says, by key: one catalogue a language, so that another can be added.

>>> say("nav.map")
'Map'
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

CATALOGUE = Path(__file__).parent / "en.toml"


def say(key: str, /, **told: Any) -> str:
    """Return the words of a key, with what is told set in.

    Raises
    ------
    KeyError
        If the catalogue has no such words, or they want something that is not told.
    """
    words = catalogue()[key]
    return words.format(**told) if told else words


@cache
def catalogue() -> dict[str, str]:
    """Return all words by their dotted keys."""
    told = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
    return dict(_flat(told, ""))


def group(prefix: str) -> dict[str, str]:
    """Return the words of one table, by the last part of their keys."""
    return {
        key.removeprefix(f"{prefix}."): words
        for key, words in catalogue().items()
        if key.startswith(f"{prefix}.")
    }


def _flat(table: dict[str, Any], prefix: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{prefix}{name}.")
        else:
            found.append((f"{prefix}{name}", value))
    return found
