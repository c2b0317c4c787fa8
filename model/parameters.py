"""The parameters of the rooms: dated, sourced figures in TOML, and what is set on top.

A room is a pair of files in `model/mechanisms`: the rule in ROOM.py, its
figures in ROOM.toml, of this form::

    [pass_through]
    what   = "share of last year's over-fulfilment that is added to this year's plan"
    symbol = "lambda"                 # optional
    unit   = "share"                  # "yes/no" for a switch, which has no range
    range  = [0.0, 1.0]
    by     = "sector"                 # optional: or region, product, zone, crop, animal, claimant
    regional = true                   # optional: the rule also takes a figure for each region
    opening = true                    # optional: read once, when the economy is founded

      [[pass_through.since]]
      date   = 1950-01-01             # holds for the whole of that month, and on
      value  = 0.5                    # or {coal = 0.4, else = 0.5} with `by`
      status = "estimated"            # confirmed | recalled | derived | estimated | calibrated
      source = ["weitzman1980"]       # keys of model/data/sources.toml
      note   = "why this figure"      # optional
      decree = "fine_1958_04_24"      # optional: comes, moves and goes with a decree

The door checks everything once: names, units, finite figures in range, order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from model import calendar
from model.data import REGIONS
from model.dated import STATUSES, Entry, Figure, Parameter, Value
from model.errors import Refusal, nearest, unknown
from model.parameter_file import read_parameters

__all__ = ["STATUSES", "Entry", "Figure", "Parameter", "Setting", "Value", "find", "parse_setting"]
__all__ += ["read", "rooms", "set_parameter"]

ROOMS = Path(__file__).parent / "mechanisms"

_NAME = re.compile(r"(?P<path>[^@=]+)(@(?P<month>[^@=]*))?")
_WORDS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Setting:
    """A parameter set by a scenario or a user: to what, where, and from when.

    ``key`` None sets every part of a table, ``month`` None the whole run, no
    ``regions`` the whole country. ``layer`` says who set it.
    """

    room: str
    parameter: str
    key: str | None
    month: int | None
    value: Figure
    regions: tuple[str, ...] = ()
    layer: str = field(default="--set", compare=False)

    @property
    def name(self) -> str:
        """The parameter as it is written: ROOM.PARAMETER or ROOM.PARAMETER.KEY."""
        return ".".join(part for part in (self.room, self.parameter, self.key) if part)


def rooms(folder: Path = ROOMS) -> tuple[str, ...]:
    """Return the rooms that have parameters, in alphabetical order."""
    return tuple(sorted(file.stem for file in folder.glob("*.toml")))


@cache
def read(room: str, folder: Path = ROOMS) -> dict[str, Parameter]:
    """Return a room's parameters by name, checked; an unknown room is refused."""
    if room not in rooms(folder):
        raise unknown("room", room, rooms(folder))
    return read_parameters(folder / f"{room}.toml")


def find(room: str, name: str, folder: Path = ROOMS) -> Parameter:
    """Return one parameter; an unknown room or name is refused with the nearest."""
    own = read(room, folder)
    if name not in own:
        raise Refusal(
            f"The {room} room does not have {name!r}. It has {', '.join(own)}.{nearest(name, own)}"
        )
    return own[name]


def parse_setting(text: str, folder: Path = ROOMS) -> Setting:
    """Return what ROOM.PARAMETER[.KEY][@YYYY-MM]=VALUE sets, checked.

    A switch takes true, false, yes, no, 1 or 0.
    """
    name, equals, told = (part.strip() for part in text.partition("="))
    if not equals or not name or not told:
        raise Refusal(
            f"{text!r} does not set a parameter. Write ROOM.PARAMETER=VALUE "
            f"or ROOM.PARAMETER@1958-04=VALUE."
        )
    return set_parameter(name, _read_figure(told), folder=folder)


def set_parameter(
    name: str,
    value: object,
    layer: str = "--set",
    regions: tuple[str, ...] = (),
    since: int | None = None,
    folder: Path = ROOMS,
) -> Setting:
    """Return the setting of ROOM.PARAMETER[.KEY][@YYYY-MM] to a value, checked.

    ``since`` is the month given apart from the name, if it was.
    """
    found = _NAME.fullmatch(name.strip())
    room, dot, rest = found["path"].strip().partition(".") if found else ("", "", "")
    if found is None or not dot:
        raise Refusal(f"{name!r} does not name a parameter. Write ROOM.PARAMETER.")
    parameter, dot, key = rest.partition(".")
    own = find(room, parameter, folder)
    month = since if found["month"] is None else calendar.month(found["month"])
    _refuse_after_the_opening(own, month)
    if month is not None and month > calendar.LAST_MONTH:
        last = calendar.name(calendar.LAST_MONTH)
        raise Refusal(f"{name} would hold from {calendar.name(month)}. No run goes beyond {last}.")
    return Setting(
        room=room,
        parameter=parameter,
        key=own.take_key(key) if dot else None,
        month=month,
        value=own.take(value, name),
        regions=_take_regions(own, regions, name),
        layer=layer,
    )


def _refuse_after_the_opening(parameter: Parameter, month: int | None) -> None:
    """Refuse a setting that comes when nobody reads it any more."""
    if parameter.opening and month is not None and month > calendar.FIRST_MONTH:
        name, first = f"{parameter.room}.{parameter.name}", calendar.name(calendar.FIRST_MONTH)
        raise Refusal(
            f"{name} is read at the opening, in {first}, and cannot change in "
            f"{calendar.name(month)}. Write {name}=VALUE."
        )


def _take_regions(parameter: Parameter, regions: tuple[str, ...], where: str) -> tuple[str, ...]:
    for region in regions:
        if region not in REGIONS:
            raise unknown("region", region, REGIONS)
    if regions and parameter.by != "region" and not parameter.regional:
        raise Refusal(f"{where} holds for the whole country and cannot be confined to regions.")
    return tuple(sorted(regions, key=REGIONS.index))


def _read_figure(told: str) -> object:
    try:
        return float(told)
    except ValueError:
        return _WORDS.get(told.casefold(), told)
