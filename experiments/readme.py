"""What lies in the folder of a run, for whoever opens it without us: `README.txt`."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from experiments.tidy import ANNUAL, MONTHLY
from model import calendar

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from experiments.output import Writer
    from experiments.request import Request
    from experiments.running import Outcome

NAME = "README.txt"
WIDTH = 96  # letters of a line
FILES = {
    "annual.parquet": "the years, one figure a row",
    "monthly.parquet": "the months, one figure a row",
    "works.parquet": "works at each year's end: one row a row-agent and year",
    "farms.parquet": "farms at each year's end: one row a row-agent and year",
    "run.json": "all that it takes to repeat the run, every parameter in force, what it cost",
}
COLUMNS = {
    "year": "calendar year",
    "month": "month of the year, from 1",
    "indicator": "what is told; `semiletka indicators` lists all with what each is compared with",
    "value": "the figure, in the unit beside it",
    "unit": "of the value; an index has the run's own 1958 = 100 (where 1958 is not run: the "
    "level of the record in its first year)",
    "ledger": "reported (what was written in reports) or true (what was made)",
    "region": "empty for the USSR, else a republic or a region by its id",
}
AGENT = {
    "year": "the figures are those of 31 December of it",
    "row": "number of the row-agent; one stands for works of one region, product and size, or for "
    "farms of one region, kind, soil and size",
    "kind": "Kolkhoz or Sovkhoz",
}
PLACES = ("region", "product", "sector")  # told by name, not by number


def readme_of(asked: Request, outcome: Outcome, names: Sequence[str]) -> Writer:
    """Return what writes a page on the files of a folder: their columns and units."""
    text = "\n".join(_lines(asked, outcome, names)) + "\n"

    def write(path: Path) -> None:
        path.write_text(text, encoding="utf-8")

    return write


def title_of(asked: Request) -> str:
    """Return the scenario's name, and that the command changed something on top of it."""
    changed = any(setting.layer == "--set" for setting in asked.scenario.settings)
    return f"{asked.name}, changed" if changed or "--decree" in asked.command else asked.name


def made_by(asked: Request) -> Iterator[str]:
    """Tell two runs apart: scale, seed, weather and, if it was one, the command."""
    yield f"Scale {asked.scale:g}, seed {asked.seed}, weather {asked.weather}."
    if asked.command:
        yield f"Made by: {asked.command}"


def _lines(asked: Request, outcome: Outcome, names: Sequence[str]) -> Iterator[str]:
    span = f"{calendar.name(calendar.FIRST_MONTH)} to {calendar.name(asked.last)}"
    yield f"A run of Semiletka: {asked.name}, {span}."
    yield from made_by(asked)
    yield ""
    yield "What is in it follows from the model's assumptions and is not what happened. Parquet is"
    yield "read by pandas, Polars, DuckDB and R (arrow)."
    for name in names:
        yield ""
        yield f"{name}: {FILES[name]}"
        yield from _columns(name, outcome)


def _columns(name: str, outcome: Outcome) -> Iterator[str]:
    plain = {"annual.parquet": ANNUAL, "monthly.parquet": MONTHLY}
    if name in plain:
        for column in plain[name]:
            yield _line(column, "", COLUMNS[column])
        return
    table = {"works.parquet": outcome.works, "farms.parquet": outcome.farms}.get(name)
    if table is not None:
        yield from _agents(name, table)


def _agents(name: str, table: pd.DataFrame) -> Iterator[str]:
    """Give the columns of row-agents in the words of their class."""
    from model.agents.factory_director import FactoryDirector
    from model.agents.farm import Farm
    from model.rows import columns_of

    known = columns_of(FactoryDirector if name == "works.parquet" else Farm)
    for column in table.columns:
        if column in PLACES:
            yield _line(column, "", f"the {column} by its id")
        elif column in known:
            yield _line(column, known[column].unit, known[column].what)
        else:
            yield _line(column, "", AGENT.get(column, ""))


def _line(column: str, unit: str, what: str) -> str:
    told = f"{unit + '; ' if unit else ''}{what}"
    return textwrap.fill(f"  {column:<24} {told}", WIDTH, subsequent_indent=" " * 27)
