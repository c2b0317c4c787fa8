"""One parameter under one timeline: from when to when it is what, and in what shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, Union

from model import calendar
from model.data import REGIONS
from model.dated import ELSE, Entry, Figure, Parameter, Value
from model.decrees import Timeline, history
from model.parameters import Setting
from model.phasing import Division

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Shaped: TypeAlias = Union[Figure, dict[str, Figure], "npt.NDArray[np.float64 | np.bool_]"]


def turns(parameter: Parameter, settings: Sequence[Setting], when: Division) -> set[int]:
    """Return every month in which a parameter may change."""
    found = {setting.month for setting in settings}
    for own in (when.nation, *when.timelines):
        found |= {_start(entry, own) for entry in parameter.entries}
        found |= {own.until[entry.decree] for entry in parameter.entries if entry.decree}
    return {month for month in found if month is not None}


def entry_in_force(parameter: Parameter, when: Timeline, month: int) -> Entry:
    """Return the entry that holds in a month: of those in force, the one that came last."""
    issued = [
        (start, place, entry)
        for place, entry in enumerate(parameter.entries)
        if (start := _start(entry, when)) is not None and start <= month
        if entry.decree is None or when.in_force(entry.decree, month)
    ]
    if not issued:
        raise parameter.not_known_in(month)
    return max(issued)[2]


def settings_in_force(settings: Sequence[Setting], month: int) -> list[Setting]:
    """Return what is set in a month, the last word last."""
    return [s for s in settings if s.month is None or s.month <= month]


def value_in_force(
    parameter: Parameter, settings: Sequence[Setting], when: Division, month: int
) -> Value:
    """Return what a parameter is in a month: a figure, or a table with every part named.

    One that the settings confine to regions is a table by region in every month; so is
    one that a room takes by region and that came by a decree which regions get apart.
    """
    held = settings_in_force(settings, month)
    apart = _is_regional(parameter) and any(
        e.decree and when.divides(e.decree) for e in parameter.entries
    )
    keys = REGIONS if apart or any(s.regions for s in settings) else parameter.keys
    if apart:
        entries = [entry_in_force(parameter, own, month) for own in when.timelines]
        table = {
            key: parameter.part(entries[group].value, key)
            for key, group in zip(REGIONS, when.group, strict=True)
        }
    else:
        entry = entry_in_force(parameter, when.nation, month)
        if not keys:
            return held[-1].value if held else parameter.part(entry.value, ELSE)
        table = {key: parameter.part(entry.value, key) for key in keys}
    for setting in held:
        parts = (setting.key,) if setting.key else setting.regions or keys
        table |= dict.fromkeys(parts, setting.value)
    return table


def steps(
    parameter: Parameter,
    settings: Sequence[Setting],
    when: Division,
    first: int = calendar.FIRST_MONTH,
    last: int = calendar.LAST_MONTH,
) -> list[tuple[int, Any]]:
    """Return from which months a parameter is what, the first month first.

    What it is, is told as `told` tells it.
    """
    found: list[tuple[int, Any]] = []
    within = (turn for turn in turns(parameter, settings, when) if first < turn <= last)
    for month in (first, *sorted(within)):
        value = told(value_in_force(parameter, settings, when, month))
        if not found or found[-1][1] != value:
            found.append((month, value))
    return found


def shaped(parameter: Parameter, value: Value) -> Shaped:
    """Return a value as a room takes it.

    A table is an array in the order of its keys, not to be written to; one by
    claimant is a dict.
    """
    if not isinstance(value, Mapping):
        return value
    if parameter.by == "claimant":
        return dict(value)
    import numpy as np

    array = np.array(list(value.values()), dtype=bool if parameter.is_yes_or_no else np.float64)
    array.setflags(write=False)
    return array


def told(value: Value) -> Any:
    """Return a value for people and files: a table of equal parts is one figure."""
    if not isinstance(value, Mapping):
        return value
    figures = set(value.values())
    return figures.pop() if len(figures) == 1 else dict(value)


def _is_regional(parameter: Parameter) -> bool:
    """Whether a room takes the parameter by region."""
    return parameter.regional or parameter.by == "region"


def _start(entry: Entry, when: Timeline) -> int | None:
    """Return the month from which an entry holds: it travels with its decree."""
    if entry.decree is None:
        return entry.month
    now, then = when.since[entry.decree], history()[entry.decree].since
    return None if now is None or then is None else entry.month + now - then
