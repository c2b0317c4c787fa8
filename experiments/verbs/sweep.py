"""`semiletka sweep FILE`: a design, lived into a store, where it left off last time."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from experiments.verbs.flags import Form, verb
from model.errors import Refusal

if TYPE_CHECKING:
    import pandas as pd

    from experiments.keeping import Tally
    from experiments.sweeps.asked import Asked
    from experiments.sweeps.swept import Swept


@dataclass
class SweepFlags:
    """Flags of a sweep; what is lived stands in its file."""

    file: Annotated[
        str, typer.Argument(metavar="FILE", help="The design (TOML).", show_default=False)
    ]
    workers: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Processes; one a core if not said.")
    ] = None
    engine: Annotated[
        str, typer.Option(metavar="WORD", help="Who does it: local, or dask://HOST:PORT.")
    ] = "local"
    out: Annotated[
        str | None,
        typer.Option(metavar="STORE", help="The store; your own if not said."),
    ] = None
    again: Annotated[
        bool, typer.Option("--again", help="Live the runs anew that failed before.")
    ] = False
    indicators: Annotated[
        str | None, typer.Option(metavar="A,B,C", help="Indicators told; all are kept.")
    ] = None
    year: Annotated[
        list[str] | None,
        typer.Option(metavar="YYYY", help="Year told; the last if not said. Repeatable."),
    ] = None
    figure: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Draw what is told, as .svg or .png."),
    ] = None
    form: Form = "table"


@verb(SweepFlags)
def sweep(flags: SweepFlags) -> None:
    """Live scenarios x parameters x seeds, and tell what they come to.

    Runs that the store has are not lived again, so that what was stopped goes on.
    """
    from experiments.sweeps.asked import asked_of

    asked = asked_of(flags)
    found = swept_with_bar(asked)
    tell(asked, found)
    for failure in found.failures.to_dict("records"):
        where = ", ".join(f"{name} {failure[name]}" for name in found.parameters)
        what = f"{failure['scenario']}, seed {failure['seed']}{where and ', '}{where}"
        print(f"semiletka: {what} failed: {failure['why']}", file=sys.stderr)
    tally = found.tally
    print(
        f"semiletka: {tally.finished} of {tally.total} runs are in {asked.store.folder}: "
        f"{tally.lived} lived now, {tally.reused} there before, {tally.failed} failed.",
        file=sys.stderr,
    )
    if found.interrupted:
        raise KeyboardInterrupt
    if len(found.failures):
        raise typer.Exit(1)


def swept_with_bar(asked: Asked) -> Swept:
    """Live what is missing, with a bar of runs on standard error, if that is a terminal."""
    from experiments.engines import team_of
    from experiments.sweeps.swept import swept

    def done(progress: Callable[[Tally], None] | None = None) -> Swept:
        with team_of(asked.engine, asked.workers) as team:
            return swept(asked.design, asked.store, team, progress, asked.is_tried_again)

    if not sys.stderr.isatty():
        return done()

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
    from rich.progress import TimeRemainingColumn as Left

    columns = (MofNCompleteColumn(), TextColumn("{task.description}"), BarColumn(), Left())
    error = Console(stderr=True)
    with Progress(*columns, console=error, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("runs", total=None)

        def advance(tally: Tally) -> None:
            lived = tally.total - tally.reused  # what is left is timed on what is lived
            failed = f"runs, {tally.failed} failed" if tally.failed else "runs"
            bar.update(task, completed=tally.lived, total=lived, description=failed)

        return done(advance)


def tell(asked: Asked, found: Swept) -> None:
    """Print what came of it in the form asked for, and nothing else on standard output."""
    from experiments.folder import plain
    from experiments.sweeps.show import show

    table = chosen(asked, found)
    if asked.form == "json":
        rows: Any = plain(table.astype(object).where(table.notna(), None).to_dict("records"))
        print(json.dumps(rows, allow_nan=False))
    elif asked.form == "csv":
        table.to_csv(sys.stdout, index=False, lineterminator="\n")
    else:
        show(found, table)
    if asked.figure and not table.empty:
        draw(asked, found, table)


def draw(asked: Asked, found: Swept, table: pd.DataFrame) -> None:
    """Draw what is told."""
    from experiments.sweeps.axes import WEATHER
    from experiments.sweeps.show import against_of
    from viz.figures import save
    from viz.sweeps import effects

    assert asked.figure
    design, first = found.design, next(iter(found.design.requests.values()))
    against = against_of(found)
    run = f"semiletka sweep {design.name}.toml: scale {first.scale:g}, {len(design.seeds)} seeds, "
    run += "" if WEATHER in found.parameters else f"weather {first.weather}, "
    run = run.rstrip(", ") + f"{against and f'; differences from {against}'}."
    try:
        save(effects(table, found.parameters, design.question, run), asked.figure)
    except OSError as why:
        said = why.strerror or why
        raise Refusal(f"--figure {asked.figure}: could not be written ({said}).") from None


def chosen(asked: Asked, found: Swept) -> pd.DataFrame:
    """Return the rows of the years that are told."""
    table = found.told(asked.indicators)
    return table if table.empty else table[table["year"].isin(asked.years)]
