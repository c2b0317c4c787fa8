"""`semiletka compare A B [C ...]`: the same seeds under each scenario, and what they differ by."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.verbs.flags import SharedFlags, verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from experiments.asked import Question
    from experiments.contrast import Comparison


@dataclass
class CompareFlags(SharedFlags):
    """Flags of a comparison; those of a run mean what they mean there, for every run."""

    scenario: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="A B [C ...]",
            help="Scenarios or .toml files; the others are compared with the first. Layers: a+b.",
            show_default=False,
        ),
    ] = None
    seeds: Annotated[
        str, typer.Option(metavar="NUMBER", help="How many, from 1; or which: 5,8,13.")
    ] = "20"
    workers: Annotated[
        str | None, typer.Option(metavar="NUMBER", help="Processes; one a core if not said.")
    ] = None
    year: Annotated[
        list[str] | None,
        typer.Option(metavar="YYYY", help="Year shown; the last if not said. Repeatable."),
    ] = None
    indicators: Annotated[
        str | None, typer.Option(metavar="A,B,C", help="Indicators shown (semiletka indicators).")
    ] = None
    precision: Annotated[
        str,
        typer.Option(
            metavar="NUMBER", help="Half-width of an interval that seeds are counted for."
        ),
    ] = "0.1"
    ledger: Annotated[str, typer.Option(metavar="WORD", help="reported or true.")] = "reported"
    store: Annotated[
        str | None,
        typer.Option(
            metavar="STORE", help="Reuse the runs of a store, and keep there those it lacks."
        ),
    ] = None
    regions: Annotated[
        bool, typer.Option("--regions", help="The effect on industrial growth by region too.")
    ] = False


@verb(CompareFlags)
def compare(flags: CompareFlags) -> None:
    """Live the same seeds under each scenario and print what they differ by.

    Runs that share a seed share all luck. An interval is of 95 per cent, over seeds.
    """
    from experiments.asked import question

    asked = question(flags)
    found = gathered(asked)
    try:
        if asked.out and found.ensemble.runs:
            from experiments.compared import files_of
            from experiments.output import write_and_tell

            write_and_tell(asked.out, files_of(asked, found))
    finally:
        tell(asked, found)
    for failure in found.failures:
        print(
            f"semiletka: {failure.scenario}, seed {failure.seed} failed: {failure.why}",
            file=sys.stderr,
        )
    if found.interrupted:
        done = len(found.ensemble.runs)
        print(f"semiletka: {done} of {found.ensemble.asked} runs were finished.", file=sys.stderr)
        raise KeyboardInterrupt
    if found.failures:
        raise typer.Exit(1)


def gathered(asked: Question) -> Comparison:
    """Live all runs, with a bar of runs on standard error, if that is a terminal."""
    from experiments.contrast import Comparison
    from experiments.ensemble import gather
    from experiments.keeping import gather_kept
    from experiments.supervisor import local

    def compared(progress: Callable[[int, int], None] | None = None) -> Comparison:
        if asked.store:
            team, store = local(asked.workers), asked.store.open()
            runs = gather_kept(asked.requests, asked.seeds, store, team, progress)
        else:
            runs = gather(asked.requests, asked.seeds, asked.workers, progress)
        return Comparison(runs, asked.precision, asked.ledger)

    if not sys.stderr.isatty():
        return compared()

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (MofNCompleteColumn(), "runs", BarColumn(), TimeRemainingColumn())
    error = Console(stderr=True)
    with Progress(*columns, console=error, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("", total=len(asked.requests) * len(asked.seeds))
        return compared(lambda done, _: bar.update(task, completed=done))


def tell(asked: Question, found: Comparison) -> None:
    """Print what came of it in the form asked for, and nothing else on standard output."""
    from experiments import compared

    if asked.form == "json":
        print(json.dumps(compared.as_json(asked, found), allow_nan=False))
    elif asked.form == "csv":
        compared.chosen(asked, found).to_csv(sys.stdout, index=False, lineterminator="\n")
    else:
        compared.show(asked, found)
