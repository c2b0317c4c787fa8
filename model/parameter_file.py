"""One room's parameter file, read and checked (its form: model/parameters.py)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from model import calendar, decrees
from model.dated import ELSE, PLACES, STATUSES, YES_OR_NO, Entry, Parameter, Value
from model.document import read_document, refuse_unknown, text_of, texts_of, within
from model.errors import Refusal, nearest, unknown

_PARAMETER = ("what", "symbol", "unit", "kind", "range", "by", "regional", "opening", "since")
_ENTRY = ("date", "value", "status", "source", "note", "decree")


def read_parameters(file: Path) -> dict[str, Parameter]:
    """Return the parameters of a file by name; what is wrong is refused with its place."""
    with within(file):
        return {name: _parameter(file, name, told) for name, told in read_document(file).items()}


def _parameter(file: Path, name: str, told: Any) -> Parameter:
    where = f"{file.name}: {name}"
    if not isinstance(told, dict):
        raise Refusal(f"{where} must be a table, [{name}].")
    refuse_unknown(told, _PARAMETER, where)
    parameter = _heading(file.stem, name, told, where)
    since = told.get("since")
    if not isinstance(since, list) or not since:
        raise Refusal(f"{where} has no [[{name}.since]] entry. Say what it is, and since when.")
    parameter = replace(parameter, entries=tuple(_entry(parameter, e, where) for e in since))
    for entry in parameter.entries:
        _refuse_gaps(parameter, entry, f"{where} since {entry.date}")
    _refuse_disorder(parameter, where)
    return parameter


def _heading(room: str, name: str, told: dict[str, Any], where: str) -> Parameter:
    by, kind = told.get("by"), told.get("kind", "")
    if by is not None and by not in PLACES:
        raise Refusal(f"{where} is by {by!r}. It may be by {', '.join(PLACES)}.")
    if kind not in ("", YES_OR_NO):
        raise Refusal(f"{where} is of kind {kind!r}. It may be {YES_OR_NO!r}, or left out.")
    unit = kind or text_of(told, "unit", where)
    low, high = (0.0, 1.0) if unit == YES_OR_NO else _range(told.get("range"), where)
    return Parameter(
        room=room,
        name=name,
        what=text_of(told, "what", where),
        unit=unit,
        low=low,
        high=high,
        entries=(),
        symbol=told.get("symbol", ""),
        by=by,
        regional=told.get("regional", False) is True,
        opening=told.get("opening", False) is True,
    )


def _range(told: Any, where: str) -> tuple[float, float]:
    if isinstance(told, list) and len(told) == 2:
        low, high = told
        numbers = all(isinstance(x, int | float) and not isinstance(x, bool) for x in told)
        if numbers and float("-inf") < low < high < float("inf"):
            return low, high
    raise Refusal(f"{where} has range {told!r}. It must be [low, high], finite and in order.")


def _entry(parameter: Parameter, told: Any, where: str) -> Entry:
    if not isinstance(told, dict):
        raise Refusal(f"{where}: since must be a list of [[{parameter.name}.since]] entries.")
    refuse_unknown(told, _ENTRY, f"{where}.since")
    day = told.get("date")
    if not isinstance(day, date) or isinstance(day, datetime):
        raise Refusal(f"{where} has date {day!r}. Write a bare date, for instance 1956-01-01.")
    where = f"{where} since {day}"
    status = text_of(told, "status", where)
    if status not in STATUSES:
        raise Refusal(
            f"{where} has status {status!r}. It may be {', '.join(STATUSES)}."
            f"{nearest(status, STATUSES)}"
        )
    decree = told.get("decree")
    if decree is not None:
        _refuse_decree(decree, calendar.month_of_date(day), where)
    return Entry(
        date=day,
        value=_value(parameter, told.get("value"), day),
        status=status,
        source=texts_of(told, "source", where),
        note=told.get("note", ""),
        decree=decree,
    )


def _value(parameter: Parameter, told: Any, day: date) -> Value:
    name = f"{parameter.room}.toml: {parameter.name}"
    if isinstance(told, dict) and parameter.by is not None:
        return {
            key: parameter.take(figure, f"{name}.{key} since {day}", "\n")
            for key, figure in told.items()
        }
    return parameter.take(told, f"{name} since {day}", "\n")


def _refuse_decree(decree: Any, month: int, where: str) -> None:
    issued = decrees.known(decree) if isinstance(decree, str) else None
    if issued is None or issued.since is None or month < issued.since:
        raise Refusal(f"{where} cannot rest on decree {decree!r}, which is not in force then.")
    if issued.use == "context":
        raise Refusal(
            f"{where} cannot rest on decree {decree!r}: it is kept for comparison only, "
            "as a debate or an outcome, and carries no figures."
        )


def _refuse_gaps(parameter: Parameter, entry: Entry, where: str) -> None:
    """Refuse a table with parts that do not exist, or without some that do."""
    if not isinstance(entry.value, dict):
        return
    for key in entry.value:
        if key != ELSE and key not in parameter.keys:
            hint = unknown(str(parameter.by), key, parameter.keys)
            raise Refusal(f"{where}: {hint}")
    missing = [key for key in parameter.keys if key not in entry.value]
    if missing and ELSE not in entry.value:
        raise Refusal(f"{where} says nothing of {', '.join(missing)}, and has no {ELSE!r}.")


def _refuse_disorder(parameter: Parameter, where: str) -> None:
    days = [entry.date for entry in parameter.entries]
    for earlier, later in pairwise(days):
        if calendar.month_of_date(later) <= calendar.month_of_date(earlier):
            raise Refusal(f"{where} since {later} must come a month or more after {earlier}.")
    if parameter.entries[0].decree is not None:
        raise Refusal(
            f"{where} rests on decree {parameter.entries[0].decree!r} from the first. "
            f"Say in an earlier entry what it is without that decree."
        )
    if parameter.opening and len(days) > 1:
        raise Refusal(f"{where} is read at the opening: it cannot change on {days[1]}.")
