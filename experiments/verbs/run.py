"""`semiletka run [SCENARIO ...]`: one run, printed against the record."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from experiments.verbs.flags import RunFlags, verb
from model import calendar
from model.errors import Refusal

if TYPE_CHECKING:
    from experiments.request import Request
    from experiments.running import Outcome


@verb(RunFlags)
def run(flags: RunFlags) -> None:
    """Live one run and print it beside the record.

    History unless scenarios are named; several names are stacked layers.
    """
    from experiments.folder import files_of
    from experiments.output import write_and_tell
    from experiments.request import checked

    asked = checked(flags)
    outcome = live_with_bar(asked)
    try:
        if asked.out:
            write_and_tell(asked.out, files_of(asked, outcome))
    except Refusal:  # the run is not lost: it is told all the same
        tell(asked, outcome)
        raise
    tell(asked, outcome)


def live_with_bar(asked: Request) -> Outcome:
    """Run with a bar of months on standard error, if that is a terminal."""
    from experiments.running import live

    if not sys.stderr.isatty():
        return live(asked)

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    error = Console(stderr=True)
    with Progress(*columns, console=error, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("building the economy", total=None)

        def advance(done: int, total: int) -> None:
            month = calendar.name(calendar.FIRST_MONTH + done - 1)
            bar.update(task, completed=done, total=total, description=f"{asked.name} {month}")

        return live(asked, advance)


def tell(asked: Request, outcome: Outcome) -> None:
    """Print what happened in the form asked for, and nothing else on standard output."""
    from experiments import early, readme, show, tidy
    from experiments.folder import repeated_by
    from experiments.score import card

    if asked.form == "json":
        told = tidy.as_json(
            asked.name, asked.seed, asked.scale, outcome.record, asked.years, outcome.seconds
        )
        told["made_by"] = repeated_by(asked)
        print(json.dumps(told, allow_nan=False))
    elif asked.form == "csv":
        years = tidy.annual(outcome.record)
        years = years[years["year"].isin(asked.years)]
        years.to_csv(sys.stdout, index=False, lineterminator="\n")
        if years.empty:
            print("semiletka: no year is whole yet; --out keeps the months.", file=sys.stderr)
    else:
        made = tidy.series(outcome.record)
        cost = f"{outcome.seconds:.1f} s, {outcome.peak_megabytes:,.0f} MB at most."
        if asked.check:
            months = asked.last + 1
            held = "phases wrote only those columns of agents that they declare"
            cost = f"Goods and money balanced in each of {months} months, {held}.\n{cost}"
        cost = "\n".join((*readme.made_by(asked), cost))
        if early.is_early(asked.last):
            early.show(made, outcome.record.monthly, asked.last, readme.title_of(asked), cost)
            return
        if asked.last >= calendar.month("1966-01"):
            cost = f"Years after 1965: --format csv, or --out FOLDER.\n{cost}"
        found = card(made, outcome.record.silent, asked.scenario.layers)
        show.card(found, readme.title_of(asked), cost)
