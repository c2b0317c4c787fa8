"""Tasks in worker processes: one at a time each; none is lost when another fails.

A worker that dies - for want of memory, say - costs the task it was at and is replaced.
Workers do not hear Ctrl-C: whoever reads the results does, and what was finished is kept.
With one worker everything happens in this process.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

from model.errors import Refusal


class Failure(NamedTuple):
    """Why a task gave no result: one line, and where it happened."""

    why: str
    trace: str = ""


class Worker(NamedTuple):
    """A process, its pipe, and the number of the task it is at; None before its first."""

    process: Any
    pipe: Connection
    task: int | None


def each(
    tasks: Sequence[Any], do: Callable[[Any], Any], workers: int = 1
) -> Iterator[tuple[int, Any]]:
    """Yield the number of every task with its result or `Failure`, as they are finished.

    ``do`` and the tasks must be known to a new process by import; what ``do`` refuses or
    raises is a `Failure`.
    """
    if workers == 1 or len(tasks) < 2:
        for number, task in enumerate(tasks):
            yield number, tried(do, task)
        return
    left = deque(range(len(tasks)))
    crew: dict[Connection, Worker] = {}
    try:
        for _ in range(min(workers, len(tasks))):
            _hire(crew, do)
        while crew:
            for pipe in list(wait(list(crew))):
                assert isinstance(pipe, Connection)
                yield from _hear(crew, pipe, tasks, left, do)
    finally:
        for worker in crew.values():
            worker.pipe.close()
            worker.process.terminate()
        for worker in crew.values():
            worker.process.join()


def tried(do: Callable[[Any], Any], task: Any) -> Any:
    """Return what comes of a task, or how it failed."""
    try:
        return do(task)
    except Exception as why:
        words = " ".join(str(why).split())
        name = "" if isinstance(why, Refusal) else f"{type(why).__name__}: "
        return Failure(f"{name}{words}", traceback.format_exc())


def _hire(crew: dict[Connection, Worker], do: Callable[[Any], Any]) -> None:
    """Start a process that waits for tasks."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, do), daemon=True)
    with _deaf():
        process.start()
    theirs.close()
    crew[ours] = Worker(process, ours, None)


def _hear(
    crew: dict[Connection, Worker],
    pipe: Connection,
    tasks: Sequence[Any],
    left: deque[int],
    do: Callable[[Any], Any],
) -> Iterator[tuple[int, Any]]:
    """Take what a worker says, and give it something to do."""
    worker = crew.pop(pipe)
    try:
        said = pipe.recv()
    except EOFError:
        pipe.close()
        worker.process.join()
        if worker.task is None:
            raise Refusal(
                "A worker process could not start. In a script, call this under "
                "`if __name__ == '__main__':`, or with workers=1."
            ) from None
        if left:
            _hire(crew, do)
        why = f"its worker process ended with exit status {worker.process.exitcode}"
        yield worker.task, Failure(why)
        return
    if worker.task is None and said != _house():
        worker.process.terminate()
        raise Refusal(f"A worker process found another `model` in {said}.")
    if left:
        number = left.popleft()
        crew[pipe] = worker._replace(task=number)
        pipe.send(tasks[number])
    else:
        pipe.close()
        worker.process.join()
    if worker.task is not None:
        yield worker.task, said


def _work(pipe: Connection, do: Callable[[Any], Any]) -> None:
    """Do tasks until there are none: what a worker process runs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe.send(_house())
    while True:
        try:
            task = pipe.recv()
        except EOFError:
            return
        pipe.send(tried(do, task))


@contextmanager
def _deaf() -> Iterator[None]:
    """Ignore Ctrl-C for a moment: a process started meanwhile ignores it from its first step."""
    if threading.current_thread() is not threading.main_thread():  # only it may say what to hear
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _house() -> str:
    """Return where the model is imported from."""
    import model

    return str(model.__file__)
