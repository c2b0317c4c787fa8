"""What many runs cost: their rate, what a second worker brings, what the parent holds of them.

``python -m experiments.studies.rate --runs 40 --scale 0.02 --tiny 1000``

The same runs are lived into an empty store by one worker and by two: runs a minute and the
efficiency of two, half their rate over that of one. Then, with two workers, as many tiny runs
as asked for (smallest scale, two months), while the resident memory of the parent is written
down. Last, some runs are lived by local processes and by an embedded Dask cluster, and their
tables are held against one another, byte by byte.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from experiments.request import layers_of, request_of
from experiments.studies.asking import Questions, begin

if TYPE_CHECKING:
    from experiments.request import Request
    from experiments.store import Store
    from experiments.supervisor import Team

TINY, MONTHS = 0.01, "1956-02"
READINGS = 10  # of memory
SAME = 3  # runs that are lived by both


class Lived(NamedTuple):
    """What it took: seconds, and the parent's megabytes after a tenth of the runs and so on."""

    runs: int
    seconds: float
    megabytes: tuple[float, ...]


def requests(number: int, scale: float, to: str) -> list[Request]:
    """Return so many runs of history, each with a seed of its own."""
    one = request_of(layers_of(["historical"]), to, {"scale": scale})
    return [replace(one, seed=seed) for seed in range(1, number + 1)]


def lived(asked: list[Request], store: Store, team: Team) -> Lived:
    """Live runs into a store that lacks them; a run that fails is a fault."""
    from experiments.keeping import keep
    from experiments.store import key_of

    every, megabytes = max(len(asked) // READINGS, 1), []
    start, number = time.perf_counter(), 0
    for number, one in enumerate(keep(store, {key_of(r): r for r in asked}, team), 1):
        if not one.is_done:
            raise RuntimeError(f"{one.key}: {store.row(one.key)['why']}")
        if number % every == 0:
            megabytes.append(resident())
    return Lived(number, time.perf_counter() - start, tuple(megabytes))


def resident() -> float:
    """Return the memory that this process holds now, MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


@contextmanager
def cluster(workers: int) -> Iterator[str]:
    """Give the address of a Dask scheduler whose workers are processes of this machine."""
    from distributed import LocalCluster

    make: type = LocalCluster
    with make(
        n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=50
    ) as found:
        yield f"dask://{str(found.scheduler_address).removeprefix('tcp://')}"


def differences(one: Store, other: Store) -> list[str]:
    """Return the tables of two stores that are not the same to the last bit."""
    return [
        f"{key}/{table}"
        for key in sorted(one.kept() | other.kept())
        for table, read in (("annual", "annual"), ("monthly", "monthly"))
        if not getattr(one, read)(key).equals(getattr(other, read)(key))
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = Questions(__doc__)
    parser.whole("--runs", 40, 0)
    parser.scale(0.02)
    parser.until("1965-12")
    parser.whole("--tiny", 1000, 0)
    asked = parser.told(arguments)
    with TemporaryDirectory() as folder:
        _rate(asked.runs, asked.scale, asked.until, Path(folder))
        _memory(asked.tiny, Path(folder))
        _same(Path(folder))


def _rate(number: int, scale: float, to: str, folder: Path) -> None:
    from experiments.store import Store
    from experiments.supervisor import local

    if not number:
        return
    rates = []
    for workers in (1, 2):
        store = Store(folder / f"rate{workers}").open()
        told = lived(requests(number, scale, to), store, local(workers))
        rates.append(60.0 * told.runs / told.seconds)
        print(
            f"{told.runs} runs to {to} at scale {scale:g}, workers {workers}: "
            f"{told.seconds:.0f} s, {rates[-1]:.1f} a minute",
            flush=True,
        )
    print(f"efficiency of two workers against one: {rates[1] / rates[0] / 2:.2f}", flush=True)


def _memory(number: int, folder: Path) -> None:
    from experiments.store import Store
    from experiments.supervisor import local

    if not number:
        return
    start = resident()
    told = lived(requests(number, TINY, MONTHS), Store(folder / "tiny").open(), local(2))
    path = ", ".join(f"{mb:.0f}" for mb in told.megabytes)
    print(f"{told.runs} runs to {MONTHS} at scale {TINY:g}, two workers: {told.seconds:.0f} s")
    print(f"memory of the parent: {start:.0f} MB at first, then {path}", flush=True)


def _same(folder: Path) -> None:
    from experiments.engines import team_of
    from experiments.store import Store

    stores: list[Store] = []
    with cluster(2) as address:
        for engine in ("local", address):
            with team_of(engine, 2) as team:
                stores.append(Store(folder / f"same{len(stores)}").open())
                lived(requests(SAME, TINY, "1957-12"), stores[-1], team)
    apart = differences(*stores)
    print(f"tables that differ between local processes and Dask: {', '.join(apart) or 'none'}")


if __name__ == "__main__":
    begin(main)
