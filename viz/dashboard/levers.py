"""The levers of a world: the main ones, the orders and ready-made worlds, as data."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from model import calendar
from model.data import source
from model.dated import Parameter
from model.parameters import find, read
from viz.dashboard.words import say

FILE = Path(__file__).parent / "levers.toml"
_WHEN = calendar.month_of(1960)  # what is usual is what was in force then


class LeverOf(NamedTuple):
    """A parameter as it can be moved: its words, its range, where it stands in history."""

    parameter: str
    label: str
    unit: str
    hint: str
    low: float
    high: float
    step: float
    factor: float
    usual: float

    def written(self, value: float) -> str:
        """Return a value as it is written in an address and on a command line."""
        if self.low == self.high:
            return "true" if value else "false"
        return f"{value:.6g}"

    def value_of(self, written: str | None) -> float:
        """Return the value of what is written, the usual one if nothing is."""
        if written is None:
            return self.usual
        return float({"true": 1, "false": 0}.get(written, written))


class Preset(NamedTuple):
    """A ready-made world."""

    label: str
    layers: tuple[str, ...]


@cache
def levers() -> tuple[LeverOf, ...]:
    """Return the main levers."""
    return tuple(_lever(row) for row in _told()["levers"])


@cache
def orders() -> dict[str, str]:
    """Return the ways in which the division of industry may go: layer and what it is called."""
    return {layer: say(f"order.{layer or 'none'}") for layer in _told()["orders"]}


@cache
def presets() -> tuple[Preset, ...]:
    """Return the ready-made worlds."""
    return tuple(
        Preset(say(f"preset.{row['name']}"), tuple(row["layers"])) for row in _told()["presets"]
    )


@cache
def assumptions(room: str) -> tuple[LeverOf, ...]:
    """Return the parameters of a room that are one figure, each as a lever."""
    return tuple(
        _assumption(parameter)
        for parameter in read(room).values()
        if not isinstance(parameter.on(_WHEN), dict)
    )


def provenance(parameter: str) -> str:
    """Return how well a parameter is known and on whose word, as one line."""
    room, _, name = parameter.partition(".")
    own = find(room, name)
    entry = next(e for e in reversed(own.entries) if e.value is own.on(_WHEN))
    told = "; ".join(source(key).text for key in entry.source)
    note = f" {entry.note}." if entry.note else ""
    return f"{entry.status}.{note} {told}"


def _told() -> dict[str, list[Any]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _lever(row: dict[str, Any]) -> LeverOf:
    room, _, name = str(row["parameter"]).partition(".")
    own = find(room, name)
    return LeverOf(
        row["parameter"],
        say(f"lever.{row['parameter']}.label"),
        say(f"lever.{row['parameter']}.unit"),
        say(f"lever.{row['parameter']}.hint"),
        float(own.low),
        float(own.high),
        float(row["step"]),
        float(row["factor"]),
        _usual(own),
    )


def _assumption(own: Parameter) -> LeverOf:
    name = f"{own.room}.{own.name}"
    label = own.name.replace("_", " ")
    if own.is_yes_or_no:
        return LeverOf(name, label, "", own.what, 0.0, 0.0, 1.0, 1.0, _usual(own))
    step = 1.0 if _is_whole(own) else (own.high - own.low) / 50.0
    return LeverOf(name, label, own.unit, own.what, own.low, own.high, step, 1.0, _usual(own))


def _is_whole(own: Parameter) -> bool:
    """Say whether a parameter counts things."""
    return own.unit in ("rounds", "number", "lines", "hours", "posts") or own.high > 1000


def _usual(own: Parameter) -> float:
    value = own.on(_WHEN)
    assert isinstance(value, int | float)
    return float(value)
