"""What each table holds, and which of its cells are outcomes that a model may not read.

The rules stand in `catalogue.toml`, beside the description of the file they protect.
An outcome is a result after 1960, a pattern kept for judging, or a forecast that
used results. `given` returns a table without them.

Why rules and not a second set of files: the copies stay byte for byte what the
sources describe, and the rule can be read next to the reason.
"""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any, NamedTuple

from model.data.tables import DIRECTORY, nearest, table


class Outcome(NamedTuple):
    """One rule: which cells of a table are outcomes.

    It holds for rows whose ``column`` is a year ``after`` the one named or ``equals``
    a word (every row, without a column), unless a column of ``excepted`` has one of
    the values listed there. It blanks ``cells``; without them the row is left out.
    """

    column: str
    after: int | None
    equals: str
    excepted: dict[str, list[str]]
    cells: tuple[str, ...]

    def holds(self, row: dict[str, str]) -> bool:
        """Say whether the rule applies to a row."""
        if any(row[column] in values for column, values in self.excepted.items()):
            return False
        if not self.column:
            return True
        if self.after is None:
            return row[self.column] == self.equals
        return row[self.column] != "" and float(row[self.column]) > self.after


class Entry(NamedTuple):
    """The description of one table, as catalogue.toml gives it."""

    what: str
    use: tuple[str, ...]
    key: tuple[str, ...]
    units: dict[str, str]
    unit_column: str
    per_row: tuple[str, ...]
    status: dict[str, Any]
    sources: tuple[str, ...]
    outcomes: tuple[Outcome, ...]


@cache
def catalogue() -> dict[str, Entry]:
    """Return the description of every table, by name."""
    text = (DIRECTORY / "catalogue.toml").read_text(encoding="utf-8")
    return {name: _entry(row) for name, row in tomllib.loads(text).items() if "/" in name}


@cache
def given(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table that a model may read, outcomes left out.

    A row that is partly outcome comes with those cells empty.

    Raises
    ------
    KeyError
        If there is no such table, or if it holds nothing but outcomes.

    Examples
    --------
    >>> {row["year"] for row in given("industry/fuel_mix")} & {"1960", "1965"}
    {'1960'}
    >>> given("history/plan_targets")[0]["actual_1965"]
    ''
    """
    if name not in catalogue():
        raise KeyError(f"there is no table {name!r}.{nearest(name, tuple(catalogue()))}")
    entry = catalogue()[name]
    if entry.use == ("outcome",):
        raise KeyError(f"{name!r} is for comparison only: a model may not read it.")
    rows = (_without_outcomes(row, entry.outcomes) for row in table(name))
    return tuple(row for row in rows if row)


def _without_outcomes(row: dict[str, str], rules: tuple[Outcome, ...]) -> dict[str, str]:
    for rule in rules:
        if rule.holds(row):
            if not rule.cells:
                return {}
            row = row | dict.fromkeys(rule.cells, "")
    return row


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        what=row["what"],
        use=tuple(row["use"]),
        key=tuple(row["key"]),
        units=row["units"],
        unit_column=row.get("unit_column", ""),
        per_row=tuple(row.get("per_row", ())),
        status=row["status"],
        sources=tuple(row["sources"]),
        outcomes=tuple(_outcome(rule) for rule in row.get("outcome", ())),
    )


def _outcome(rule: dict[str, Any]) -> Outcome:
    return Outcome(
        column=rule.get("column", ""),
        after=rule.get("after"),
        equals=rule.get("equals", ""),
        excepted=rule.get("except", {}),
        cells=tuple(rule.get("cells", ())),
    )
