"""What stands in a sweep file, taken for what it must be or refused in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from model.errors import Refusal


def names_of(told: Any, where: str) -> list[str]:
    """Return a list of names; one name is a list of one."""
    words = [told] if isinstance(told, str) else told
    if not isinstance(words, Sequence) or not words:
        raise Refusal(f"{where} is {told!r}. Write a list of names.")
    return [text_of(word, where) for word in words]


def text_of(told: Any, where: str) -> str:
    """Return a text that says something."""
    if not isinstance(told, str) or not told.strip():
        raise Refusal(f"{where} is {told!r}. It must be a text.")
    return told


def whole_of(told: Any, where: str, least: int) -> int:
    """Return a whole number.

    >>> whole_of(20, "seeds", 1)
    20
    """
    if isinstance(told, bool) or not isinstance(told, int) or told < least:
        raise Refusal(f"{where} is {told!r}. It must be a whole number from {least}.")
    return told


def number_of(told: Any, where: str) -> float:
    """Return a number."""
    if isinstance(told, bool) or not isinstance(told, int | float):
        raise Refusal(f"{where} is {told!r}. It must be a number.")
    return float(told)


def switch_of(told: Any, where: str) -> bool:
    """Return a switch."""
    if not isinstance(told, bool):
        raise Refusal(f"{where} is {told!r}. It must be true or false.")
    return told
