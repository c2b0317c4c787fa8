"""A design of `experiments/designs` lived, and told as a table in Markdown.

``python -m experiments.studies.designs fallow_weather --out runs --year 1962 --year 1965``

The same as ``semiletka sweep`` on its file, which may be stopped and goes on where it was; what
is printed can be put into a page as it stands.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.asked import full_years, years_of
from experiments.studies.asking import Questions, begin
from model.errors import unknown

if TYPE_CHECKING:
    import pandas as pd

    from experiments.sweeps.design import Design
    from experiments.sweeps.swept import Swept

FOLDER = Path(__file__).parents[1] / "designs"


def names() -> list[str]:
    """Return the designs of the house."""
    return sorted(file.stem for file in FOLDER.glob("*.toml"))


def designed(name: str) -> Design:
    """Return a design of the house."""
    from experiments.sweeps.design import read_design

    if name not in names():
        raise unknown("design", name, names())
    return read_design(FOLDER / f"{name}.toml")


def live(design: Design, out: str | None, workers: int) -> Swept:
    """Live what the store lacks of a design."""
    from experiments.engines import team_of
    from experiments.store import Store, place
    from experiments.sweeps.swept import swept

    with team_of("local", workers) as team:
        return swept(design, Store(place() if out is None else out), team)


def markdown(found: Swept, years: Sequence[int]) -> Iterator[str]:
    """Yield a table for each indicator: a row a point and scenario, a column a year."""
    from experiments.indicators import indicators

    yield found.design.question
    first = next(iter(found.design.requests))
    for name in found.design.indicators:
        part = found.table[found.table["indicator"] == name]
        part = part[part["year"].isin(years) & part["difference"].notna()]
        if part.empty:
            continue
        unit = str(part["difference_unit"].iloc[0])
        yield ""
        yield f"{indicators()[name].label}: difference from `{first}`, {unit}."
        yield ""
        yield from _rows([*found.parameters, "scenario"], part, years)


def _rows(keys: Sequence[str], part: pd.DataFrame, years: Sequence[int]) -> Iterator[str]:
    yield _line([*keys, *map(str, years)])
    yield _line(["---"] * (len(keys) + len(years)))
    for point, rows in part.groupby(list(keys), sort=False):
        told = {int(row["year"]): _cell(row) for row in rows.to_dict("records")}
        named: Any = point if isinstance(point, tuple) else (point,)
        yield _line([*map(_word, named), *(told.get(year, "") for year in years)])


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(row: Any) -> str:
    told = f"{row['difference']:+.2f}"
    if row["low"] != row["low"]:
        return told
    return f"{told} ({row['low']:+.2f} to {row['high']:+.2f})"


def _word(value: Any) -> str:
    if isinstance(value, str | bool):
        return str(value)
    return f"{value:,g}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Live a design and print it."""
    parser = Questions(__doc__)
    parser.add_argument("name", help=", ".join(names()))
    parser.add_argument("--out", help="the store; your own if not said")
    parser.workers(1)
    parser.add_argument("--year", action="append", help="the last if not said")
    asked = parser.told(arguments)
    design = designed(asked.name)
    years = years_of(asked.year, full_years(next(iter(design.requests.values())).last, "to"))
    found = live(design, asked.out, asked.workers)
    print("\n".join(markdown(found, years)))
    tally = found.tally
    print(f"{tally.finished} of {tally.total} runs, {tally.failed} failed.", file=sys.stderr)
    return 1 if tally.failed else 0


if __name__ == "__main__":
    begin(main)
