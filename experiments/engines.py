"""Who does the work: processes of this machine, or a Dask scheduler; both are executors.

A Dask cluster needs no file system in common with us: its workers send back the files of a run
and this process keeps them. Every worker must have the very files of the model that we have.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from typing import Any

from experiments.supervisor import Team, local
from model.errors import Refusal, nearest

HERE, LOCAL, DASK = "here", "local", "dask"
ENGINES = (LOCAL, "dask://HOST:PORT")
PATIENCE = "4s"  # for a scheduler that does not answer
GONE = "The Dask scheduler is gone. Ask again when it is back."
_ADDRESS = re.compile(r"dask://(?P<address>[^\s/]+:\d{1,5})/?")


def checked_engine(told: str, name: str = "--engine") -> str:
    """Return an engine if it is one: a word, or the address of a scheduler."""
    if told == LOCAL or _ADDRESS.fullmatch(told):
        return told
    hint = "" if told.startswith(DASK) else nearest(told, ENGINES)
    raise Refusal(f"{name} {told}: expected local or dask://HOST:PORT.{hint}")


@contextmanager
def team_of(engine: str, workers: int) -> Iterator[Team]:
    """Give whoever does the work, for as long as it lasts."""
    found = _ADDRESS.fullmatch(engine)
    if not found:
        yield local(workers)
        return
    with _scheduler(engine, found["address"]) as client:
        yield Team(lambda: Cluster(client), lambda: _size(client))


class Cluster(Executor):
    """A Dask cluster as an executor that says, like our own, when a worker is lost."""

    def __init__(self, client: Any) -> None:
        self._executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Take a task; the scheduler gives it to another worker if one dies."""
        ours: Future[Any] = Future()
        theirs = self._executor.submit(fn, *args, **kwargs)
        ours.set_running_or_notify_cancel()
        theirs.add_done_callback(lambda done: _pass_on(done, ours))
        return ours

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more tasks."""
        self._executor.shutdown(wait=wait and not cancel_futures)


def _pass_on(theirs: Future[Any], ours: Future[Any]) -> None:
    """Give our future what came of theirs."""
    from distributed import KilledWorker

    if theirs.cancelled():
        ours.set_exception(Refusal(GONE))
        return
    why = theirs.exception()
    if isinstance(why, KilledWorker):
        ours.set_exception(BrokenExecutor("the workers that took it were lost, one after another"))
    elif why is not None:
        ours.set_exception(why)
    else:
        ours.set_result(theirs.result())


def _size(client: Any) -> int:
    """Return how many runs a cluster can be at now: workers come and go."""
    try:
        return sum(client.nthreads().values())
    except (OSError, RuntimeError):
        raise Refusal(GONE) from None


@contextmanager
def _scheduler(engine: str, address: str) -> Iterator[Any]:
    """Give a client of a scheduler, once it is seen that its workers can do the work."""
    try:
        from distributed import Client
    except ImportError:
        raise Refusal(f"--engine {engine}: this needs Dask: pip install -e '.[cluster]'.") from None
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # we say it in one line
    connect: Any = Client  # whose own types are half told
    try:
        client = connect(f"tcp://{address}", timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError):
        raise Refusal(f"--engine {engine}: no Dask scheduler answers there.") from None
    with client:
        _refuse_strangers(engine, client)
        yield client


def _refuse_strangers(engine: str, client: Any) -> None:
    """Refuse a cluster without workers, or with one that has other files of the model."""
    from experiments.store.identity import code

    if not client.nthreads():
        raise Refusal(f"--engine {engine}: the scheduler has no workers.")
    try:
        found = client.run(code)
    except Exception as why:
        raise Refusal(f"--engine {engine}: a worker cannot load the model ({why}).") from None
    strangers = sorted(worker for worker, theirs in found.items() if theirs != code())
    if strangers:
        raise Refusal(f"--engine {engine}: the worker {strangers[0]} has another model than ours.")
