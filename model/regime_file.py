"""What a file of an order may say: five tables, closed lists of keys, and nothing else."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from model.data import PRODUCTS, SECTORS
from model.dated import STATUSES
from model.document import flag_of, read_document, refuse_unknown, table_of, text_of, texts_of
from model.errors import Refusal, nearest

Word: TypeAlias = float | str
Contents: TypeAlias = dict[str, dict[str, Any]]

LEVELS = (
    "union_ministry",
    "union_republic_ministry",
    "republic_ministry",
    "local",
    "cooperative",
    "kolkhoz",
    "railways",
    "military",
)
AUTHORITIES = ("centre", "ministry", "republic", "sovnarkhoz", "local_soviet", "none")
DECIDERS = ("centre", "ministry", "republic", "sovnarkhoz", "local_official", "works", "farm")
RULE = (
    "An order may change only the authority map, what each superior sees and its staff, payoffs, "
    "legal rights and money rules. A loss, a friction, a fill rate, a tautness, an efficiency or "
    "an effort is an outcome."
)


@dataclass(frozen=True, slots=True)
class Number:
    """A figure that an order may set, with its unit and range."""

    unit: str
    low: float = 0.0
    high: float = 1.0


_POSTS = Number(
    "planning posts for works over their hands, 1 = those of 1956 below the centre", 0, 3
)
_ASIDE = Number("share of the posts for works of regional councils", 0.0, 0.3)
_BONUS = Number("share of the bonus")
_PLANNED = ("planned_in_republic_before_1957_pct", "planned_in_republic_after_1957_pct")

# What an order may say, and how: a number in a range, or one word of a list.
ALLOWED: dict[str, dict[str, Number | tuple[str, ...]]] = {
    "information": {
        "staff_centre": Number("posts of the centre, 1 = those of 1956", 0, 3),
        "staff_ministry": _POSTS,
        "staff_republic": _POSTS,
        "staff_sovnarkhoz": _POSTS,
        "staff_local_soviet": _POSTS,
        "sales_at_centre": _ASIDE,
        "sales_at_republics": _ASIDE,
        "republic_council": _ASIDE,
        "centre_sees": ("reports", "truth"),
        "superior_sees": ("own_domain", "all"),
    },
    "payoffs": {
        "weight_gross_output": _BONUS,
        "weight_cost": _BONUS,
        "weight_sales": _BONUS,
        "weight_profit": _BONUS,
        "indicators": Number("binding indicators of a works", 1, 60),
        "reference_group": ("none", "branches", "regions"),
        "tenure": Number("years of a director in one works", 0.5, 20),
    },
    "rights": {
        "start_sites": DECIDERS,
        "set_crops": DECIDERS,
        "keep_profit": DECIDERS,
        "set_prices": DECIDERS,
        "dispose_of_stocks": DECIDERS,
        "republic_councils": ("none", "where_founded"),
        "planned_in_republic": _PLANNED,  # a column of history/republics.csv
    },
    "money": {
        "profit_remitted": Number("share of planned profit"),
        "capital_charge": Number("share of capital a year", 0.0, 0.2),
        "losses_covered": Number("share of losses"),
    },
}
TABLES = ("authority_map", *ALLOWED)
_ABOVE = tuple(f"above_{a}" for a in ("ministry", "republic", "sovnarkhoz", "local_soviet"))
_ORDER_HEADING = ("title", "decree", "source")
_NAME_HEADING = (*_ORDER_HEADING, "same_as")
_DECREE_HEADING = ("title", "amends", "lasts", "source")
_ENTRY = ("value", "status", "source", "note")


@dataclass(frozen=True, slots=True)
class Evidence:
    """On whose word an entry stands."""

    status: str
    source: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class RegimeFile:
    """A file of an order, or of a decree that amends some orders, as checked.

    ``same_as`` names the order of which this one is another name. What a decree changes goes
    when the decree ends, unless it ``lasts``: who abolishes an office does not bring it back.
    """

    title: str
    decree: str | None
    amends: tuple[str, ...]
    source: tuple[str, ...]
    contents: Contents
    evidence: dict[str, Evidence]
    same_as: str | None = None
    lasts: bool = False


def read_regime_file(file: Path, whole: bool) -> RegimeFile:
    """Return what a file says; what no order may say is refused with file and key.

    An order is ``whole``, it must give every key; a decree gives some. An order that
    is another's ``same_as`` has its heading and nothing else.
    """
    document = read_document(file)
    if whole and "same_as" in document:
        return _another_name(file, document)
    heading = _ORDER_HEADING if whole else _DECREE_HEADING
    for key, told in document.items():
        if key not in heading and key not in TABLES:
            raise _outcome(file, key, told, (*heading, *TABLES))
    entries = {table: _entries(file, document, table) for table in TABLES}
    if whole:
        _refuse_gaps(file, entries)
    return RegimeFile(
        title=text_of(document, "title", file.name),
        decree=text_of(document, "decree", file.name) if "decree" in document else None,
        amends=() if whole else texts_of(document, "amends", file.name),
        source=texts_of(document, "source", file.name),
        contents={
            table: {
                key: _word(table, key, one, f"{file.name}: {table}.{key}")
                for key, one in told.items()
            }
            for table, told in entries.items()
        },
        evidence={
            f"{table}.{key}": _evidence(one, f"{file.name}: {table}.{key}")
            for table, told in entries.items()
            for key, one in told.items()
        },
        lasts=flag_of(document, "lasts", file.name),
    )


def _another_name(file: Path, document: Mapping[str, Any]) -> RegimeFile:
    """Return a file that gives an order another name and may say nothing of its own."""
    refuse_unknown(document, _NAME_HEADING, f"{file.name}, another name of an order,")
    return RegimeFile(
        title=text_of(document, "title", file.name),
        decree=text_of(document, "decree", file.name),
        amends=(),
        source=texts_of(document, "source", file.name),
        contents={},
        evidence={},
        same_as=text_of(document, "same_as", file.name),
    )


def _entries(file: Path, document: Mapping[str, Any], table: str) -> dict[str, Any]:
    """Return the entries of a table by key; a key outside its list is refused."""
    told = table_of(document, table, file.name)
    if table == "authority_map":
        return _map_entries(file, told)
    for key, one in told.items():
        if key not in ALLOWED[table]:
            raise _outcome(file, f"{table}.{key}", one, tuple(ALLOWED[table]))
    return told


def _map_entries(file: Path, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries of an authority map by LEVEL, SECTOR.LEVEL or PRODUCT.LEVEL."""
    found = {}
    for key, one in told.items():
        if key in LEVELS or key in _ABOVE:
            found[key] = one
        elif (key in SECTORS or key in PRODUCTS) and isinstance(one, dict):
            for level, inner in one.items():
                if level not in LEVELS:
                    raise _outcome(file, f"authority_map.{key}.{level}", inner, LEVELS)
                found[f"{key}.{level}"] = inner
        else:
            raise _outcome(file, f"authority_map.{key}", one, (*LEVELS, *_ABOVE))
    return found


def _shares(entry: Any, where: str) -> dict[str, float]:
    """Return who stands over works, as shares that add up to 1."""
    told = _value(entry, where)
    shares = {told: 1.0} if isinstance(told, str) else told
    if not isinstance(shares, dict):
        raise Refusal(f"{where} is {told!r}. It must name an authority, or shares of several.")
    for authority, share in shares.items():
        if authority not in AUTHORITIES:
            raise Refusal(
                f"{where} names {authority!r}. The authorities are {', '.join(AUTHORITIES)}."
                f"{nearest(authority, AUTHORITIES)}"
            )
        _number(share, Number("share of the works"), f"{where}.{authority}")
    if not math.isclose(sum(shares.values()), 1.0, abs_tol=1e-9):
        raise Refusal(f"{where} adds up to {sum(shares.values()):g}. Shares must add up to 1.")
    return {authority: float(share) for authority, share in shares.items()}


def _word(table: str, key: str, entry: Any, where: str) -> Any:
    """Return the value of an entry, checked against what its key may be."""
    if table == "authority_map":
        return _shares(entry, where)
    told, allowed = _value(entry, where), ALLOWED[table][key]
    if isinstance(allowed, Number):
        return _number(told, allowed, where)
    if told not in allowed:
        raise Refusal(
            f"{where} is {told!r}. It may be {', '.join(allowed)}.{nearest(str(told), allowed)}"
        )
    return told


def _number(told: Any, allowed: Number, where: str) -> float:
    if not isinstance(told, int | float) or isinstance(told, bool) or not math.isfinite(told):
        raise Refusal(f"{where} is {told!r}. It must be a finite number, in {allowed.unit}.")
    if not allowed.low <= told <= allowed.high:
        raise Refusal(
            f"{where} is {told} {allowed.unit}, outside its range {allowed.low} to {allowed.high}."
        )
    return float(told)


def _value(entry: Any, where: str) -> Any:
    if not isinstance(entry, dict):
        raise Refusal(f"{where} must be {{ value = ..., status = ..., source = [...] }}.")
    refuse_unknown(entry, _ENTRY, where)
    return entry.get("value")


def _evidence(entry: Mapping[str, Any], where: str) -> Evidence:
    status = text_of(entry, "status", where)
    if status not in STATUSES:
        raise Refusal(f"{where} has status {status!r}. It may be {', '.join(STATUSES)}.")
    return Evidence(status, texts_of(entry, "source", where), str(entry.get("note", "")))


def _refuse_gaps(file: Path, entries: Contents) -> None:
    """Refuse an order that leaves something unsaid: nothing is to be assumed of it."""
    needed = {"authority_map": (*LEVELS, *_ABOVE)} | {t: tuple(a) for t, a in ALLOWED.items()}
    for table, keys in needed.items():
        missing = [key for key in keys if key not in entries[table]]
        if missing:
            raise Refusal(f"{file.name}: [{table}] says nothing of {', '.join(missing)}.")


def _outcome(file: Path, key: str, told: Any, known: tuple[str, ...]) -> Refusal:
    """Return the refusal of what no order may say."""
    value = f" = {told}" if isinstance(told, int | float | str) else ""
    last = key.rpartition(".")[2]
    return Refusal(f"{file.name} may not say {key}{value}. {RULE}{nearest(last, known)}")
