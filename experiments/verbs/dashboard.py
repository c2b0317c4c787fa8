"""`semiletka dashboard`: pages in the browser, served from this machine to itself."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.verbs.flags import verb
from model.errors import Refusal

if TYPE_CHECKING:
    from experiments.store import Store

LARGEST_PORT = 65535
MOST_WORKERS = 8


@dataclass
class DashboardFlags:
    """Flags of `dashboard`."""

    port: Annotated[
        str, typer.Option(metavar="NUMBER", help="Where the browser finds it; 0: any free one.")
    ] = "8765"
    host: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="Who may come in: 127.0.0.1 is this machine alone."),
    ] = "127.0.0.1"
    workers: Annotated[
        str | None,
        typer.Option(metavar="NUMBER", help="Processes that live runs; two if there are cores."),
    ] = None
    store: Annotated[
        str | None,
        typer.Option(metavar="STORE", help="Folder of runs; as for sweep if not said."),
    ] = None
    precompute: Annotated[
        bool,
        typer.Option("--precompute", help="Only make the usual runs and those of lessons ready."),
    ] = False
    no_ready: Annotated[
        bool, typer.Option("--no-ready", help="Make nothing ready before somebody asks for it.")
    ] = False


@verb(DashboardFlags)
def dashboard(flags: DashboardFlags) -> None:
    """Serve the dashboard: explore, compare, map, lessons, in the browser.

    It needs no network. The usual runs are made ready while it waits.
    """
    port, workers = _port(flags.port), _workers(flags.workers)
    if not flags.host.strip():
        raise Refusal("--host is empty. Name an address, for instance 127.0.0.1.")
    store = _store(flags.store)
    if flags.precompute:
        _precompute(store, workers)
        return
    from viz.dashboard.server import serve

    serve(flags.host.strip(), port, workers, store, is_made_ready=not flags.no_ready)


def _precompute(store: Store, workers: int) -> None:
    """Make the runs ready that pages ask for first, with a bar if there is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    from viz.dashboard.kitchen import open_kitchen
    from viz.dashboard.larder import precompute

    place = open_kitchen(store, workers)
    columns = (MofNCompleteColumn(), "runs", BarColumn(), TimeRemainingColumn())
    error = Console(stderr=True)
    try:
        with Progress(*columns, console=error, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("", total=None)
            why = precompute(place, lambda done, all_: bar.update(task, completed=done, total=all_))
    finally:
        place.close()
    if why:
        print(f"semiletka: a run failed: {why}", file=sys.stderr)
        raise typer.Exit(1)
    print(f"ready in {store.folder}")


def _store(told: str | None) -> Store:
    from experiments.store import Store, place

    return Store(place() if told is None else told, "--store").open()


def _port(told: str) -> int:
    if not (told.isascii() and told.isdigit() and int(told) <= LARGEST_PORT):
        raise Refusal(f"--port {told}: expected a whole number from 0 to {LARGEST_PORT}.")
    return int(told)


def _workers(told: str | None) -> int:
    import os

    if told is None:
        return min(2, os.cpu_count() or 1)
    if not (told.isascii() and told.isdigit() and 1 <= int(told) <= MOST_WORKERS):
        raise Refusal(f"--workers {told}: expected a whole number from 1 to {MOST_WORKERS}.")
    return int(told)
