"""A parameter: a figure with unit, range, status and source, and since when it holds."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from numbers import Real
from typing import TypeAlias

from model import calendar
from model.data import ANIMALS, CROPS, PRODUCTS, REGIONS, SECTORS, ZONES
from model.errors import Refusal, unknown

STATUSES = ("confirmed", "recalled", "derived", "estimated", "calibrated")
PLACES = ("sector", "region", "product", "zone", "crop", "animal", "claimant")
YES_OR_NO = "yes/no"
ELSE = "else"  # the part of a table that stands for all parts not named

Figure: TypeAlias = float | bool
Value: TypeAlias = Figure | Mapping[str, Figure]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a parameter is since a day, and on whose word.

    With a ``decree`` the entry lives with it: it comes when the decree comes,
    as many months after it as in history, and goes when the decree goes.
    """

    date: date
    value: Value
    status: str
    source: tuple[str, ...]
    note: str = ""
    decree: str | None = None

    @property
    def month(self) -> int:
        """The first month in which it holds, as history went."""
        return calendar.month_of_date(self.date)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a room, with every figure it ever takes.

    ``by`` names what it is a table of (None: one figure for all); ``regional``
    says that its room takes a figure for each region as well as one for all; ``opening``
    that it is read when the economy is founded and holds for the whole run.
    """

    room: str
    name: str
    what: str
    unit: str
    low: float
    high: float
    entries: tuple[Entry, ...]
    symbol: str = ""
    by: str | None = None
    regional: bool = False
    opening: bool = False

    @property
    def is_yes_or_no(self) -> bool:
        """Whether it is a switch and not a number."""
        return self.unit == YES_OR_NO

    @property
    def keys(self) -> tuple[str, ...]:
        """What its table is a table of, in the order of the data; empty without a table."""
        if self.by == "claimant":
            first = self.entries[0].value
            return tuple(k for k in first if k != ELSE) if isinstance(first, Mapping) else ()
        named = {
            "sector": SECTORS, "region": REGIONS, "product": PRODUCTS,
            "zone": ZONES, "crop": CROPS, "animal": ANIMALS,
        }  # fmt: skip
        return tuple(named.get(self.by or "", ()))

    def on(self, when: date | int) -> Value:
        """Return the figure that held on a day or in a month, as history went."""
        month = calendar.month_of_date(when) if isinstance(when, date) else when
        for entry in reversed(self.entries):
            if entry.month <= month:
                return entry.value
        raise self.not_known_in(month)

    def part(self, value: Value, key: str) -> Figure:
        """Return one part of a value, the value itself where it is not a table."""
        if not isinstance(value, Mapping):
            return value
        return value[key] if key in value else value[ELSE]

    def not_known_in(self, month: int) -> Refusal:
        """Return the refusal of a month before the first figure."""
        first, asked = self.entries[0].date, calendar.first_day(month)
        return Refusal(
            f"{self.name} is not known before {first}, and was asked for {asked}.\n"
            f"Give it an earlier [[{self.name}.since]] entry with a source, "
            f"or start the run in {first.year}."
        )

    def take(self, value: object, where: str, between: str = " ") -> Figure:
        """Return one figure as a float or a bool; what is not in range is refused.

        ``where`` begins the refusal and ``between`` parts its two sentences.
        """
        plain = value.item() if hasattr(value, "item") else value
        if self.is_yes_or_no:
            if plain in (0, 1) and isinstance(plain, Real):
                return bool(plain)
            raise Refusal(f"{where} is {plain!r}. It is a switch: true or false.")
        if isinstance(plain, bool) or not isinstance(plain, Real):
            raise Refusal(f"{where} is {_told(plain)}. It must be a number, in {self.unit}.")
        number = float(plain)
        if not math.isfinite(number):
            raise Refusal(f"{where} is {plain}. It must be a finite number, in {self.unit}.")
        if not self.low <= number <= self.high:
            raise Refusal(
                f"{where} is {plain} {self.unit}, outside its range {self.low} to {self.high}."
                f"{self._percent(number, between)}"
            )
        return number

    def take_key(self, key: str) -> str:
        """Return a key of the table; an unknown one is refused with the nearest."""
        if self.by is None:
            raise Refusal(f"{self.room}.{self.name} is one number, without a part {key!r}.")
        if key not in self.keys:
            raise unknown(f"{self.by} of {self.room}.{self.name}", key, self.keys)
        return key

    def _percent(self, number: float, between: str) -> str:
        share = number / 100
        if number < 1 or not self.unit.startswith("share") or not self.low <= share <= self.high:
            return ""
        return f"{between}If the figure is a percentage, write {share:g}."


def _told(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)
