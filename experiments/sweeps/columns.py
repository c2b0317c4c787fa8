"""The columns of a CSV file: the points of a table, a parameter a column."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from model.errors import Refusal

_SWITCH = {"true": True, "false": False}


def columns_of(file: Path) -> dict[str, list[Any]]:
    """Return the columns of a file by their heads, cells as numbers or switches."""
    heads, *rows = _rows(file)
    names = [head.strip() for head in heads]
    if len(set(names)) < len(names):
        raise Refusal(f"the file {file} has two columns of one name.")
    for number, row in enumerate(rows, 2):
        if len(row) != len(names):
            raise Refusal(
                f"the file {file}, row {number}, has {len(row)} cells for {len(names)} columns."
            )
    return {name: [_cell(row[place]) for row in rows] for place, name in enumerate(names)}


def _rows(file: Path) -> list[list[str]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            rows = [row for row in csv.reader(opened) if row]
    except OSError as why:
        raise Refusal(f"the file {file} cannot be read: {why.strerror}.") from None
    except (UnicodeDecodeError, csv.Error) as why:
        raise Refusal(f"the file {file} is not a CSV file: {why}.") from None
    if len(rows) < 2:
        raise Refusal(f"the file {file} has no points: one row of parameters, then one a point.")
    return rows


def _cell(text: str) -> Any:
    """Return a cell as a switch or a number, else as it stands, to be refused in its place."""
    word = text.strip()
    if word.casefold() in _SWITCH:
        return _SWITCH[word.casefold()]
    try:
        return float(word)
    except ValueError:
        return word
