"""CSV files as rows of text, and the names that give every array its order.

Rows are dictionaries of strings, because a table mixes numbers, dates and words and
an empty cell means unknown, not zero; whoever needs a number converts it. Standard
library only, so that `--help` and error messages come at once.
"""

from __future__ import annotations

import csv
import difflib
import hashlib
from functools import cache
from pathlib import Path

DIRECTORY = Path(__file__).parent

FARM_SECTORS = ("grain", "livestock", "technical_crops")
"""The three sectors whose works are farms."""

_N_SECTORS = 20  # the rows after them in opening_1956.csv are totals


@cache
def table_names() -> tuple[str, ...]:
    """Return the names of all tables, for instance ``industry/products``, sorted."""
    files = DIRECTORY.glob("*/*.csv")
    return tuple(sorted(file.relative_to(DIRECTORY).with_suffix("").as_posix() for file in files))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """Return every row of a table as it stands in the file.

    The rows are shared between callers: read them, do not change them.

    Raises
    ------
    KeyError
        If there is no such table; the message names the nearest one.

    Examples
    --------
    >>> table("industry/products")[0]["label"]
    'Coal, all ranks'
    """
    if name not in table_names():
        raise KeyError(f"there is no table {name!r}.{nearest(name, table_names())}")
    with (DIRECTORY / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        columns = next(rows)
        return tuple(dict(zip(columns, row, strict=True)) for row in rows if row)


@cache
def fingerprint() -> str:
    """Return the sha256 (hexadecimal) of the data files: names and bytes, in order."""
    total = hashlib.sha256()
    files = [*DIRECTORY.glob("*/*.csv"), *DIRECTORY.glob("*.toml")]
    for file in sorted(files, key=lambda file: file.relative_to(DIRECTORY).as_posix()):
        total.update(file.relative_to(DIRECTORY).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def nearest(word: str, known: tuple[str, ...]) -> str:
    """Return " Did you mean 'x'?" for the likeliest name, or nothing.

    A word without its folder is matched by its last part too.
    """
    close = difflib.get_close_matches(word, known, n=1) or [
        name for name in known if name.rpartition("/")[2] == word.rpartition("/")[2]
    ]
    return f" Did you mean {close[0]!r}?" if close else ""


def _column(name: str, column: str) -> tuple[str, ...]:
    return tuple(row[column] for row in table(name))


def _republic_of_region() -> tuple[str, ...]:
    """Regions carry the republic's name; return its id instead."""
    ids = {row["name_in_sovnarkhozy"]: row["id"] for row in table("history/republics")}
    return tuple(ids[name] for name in _column("history/sovnarkhozy", "republic"))


SECTORS = _column("industry/opening_1956", "sector")[:_N_SECTORS]
"""The 20 sectors, in the order of opening_1956.csv and of the input-output table."""

PRODUCTS = _column("industry/products", "product")
"""The 59 products, in the order of products.csv."""

REGIONS = _column("history/sovnarkhozy", "id")
"""The 105 regions of 1957, in the order of sovnarkhozy.csv."""

REPUBLICS = _column("history/republics", "id")
"""The 15 republics, in the order of republics.csv."""

REPUBLIC_OF_REGION = _republic_of_region()
"""(105,) the id of each region's republic."""

ZONES = tuple(dict.fromkeys(_column("farms/farms_by_region", "weather_zone")))
"""The ten zones of soil and weather, in the order in which regions name them."""

CROPS = (
    "wheat",
    "other_grain",
    "maize",
    "cotton",
    "sugar_beet",
    "sunflower",
    "flax",
    "other_technical",
    "potatoes",
    "vegetables",
    "silage",
    "grass",
    "fodder",
)
"""What stands on ploughed land beside clean fallow; maize for grain, and cut green as silage."""

ANIMALS = ("cows", "young_cattle", "pigs", "sheep", "hens")
"""Kinds of animals; all cattle but cows are young cattle."""
