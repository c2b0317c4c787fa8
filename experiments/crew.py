"""Worker processes as an executor: one task at a time each; who dies costs its own task only.

Unlike the pool of the standard library, a worker that dies - for want of memory, say - breaks
neither the executor nor what the others are at: the future of its task says with which status
it ended, and another worker takes its place. Workers do not hear Ctrl-C, since whoever reads
the results does; and they leave at once when the process that hired them is gone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple

from model.errors import Refusal

_NO_START = "A worker process could not start"
MOST_STARTS = 3  # processes in a row that may be killed before their first word


class WorkerLostError(BrokenExecutor):
    """The process that was at a task has ended."""


class Task(NamedTuple):
    """What is to be done, and whom to tell."""

    future: Future[Any]
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class Worker(NamedTuple):
    """A process and what it is at; ``is_ready`` once it has said where its model stands."""

    process: Any
    task: Task | None = None
    is_ready: bool = False


class Crew(Executor):
    """So many worker processes; functions and arguments must be known to them by import.

    Workers are hired as tasks come in. `shutdown` with ``cancel_futures`` ends what is running
    too: nobody waits minutes for a run that nobody wants.
    """

    def __init__(self, workers: int) -> None:
        self._most, self._killed = workers, 0
        self._waiting: deque[Task] = deque()
        self._crew: dict[Connection, Worker] = {}
        self._context = multiprocessing.get_context("spawn")
        self._bell, self._ring = self._context.Pipe(duplex=False)
        self._lock = threading.Lock()
        self._is_closed = self._is_dismissed = False
        self._fault: Exception | None = None
        self._thread = threading.Thread(target=self._serve, name="crew", daemon=True)
        self._thread.start()

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Take a task and return its future."""
        task = Task(Future(), (fn, args, kwargs))
        with self._lock:
            if self._fault:
                raise self._fault
            if self._is_closed:
                raise RuntimeError("the crew is dismissed")
            self._waiting.append(task)
            self._ring.send(None)
        return task.future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take no more tasks and let the workers go: when all is done, or at once."""
        with self._lock:
            self._is_closed = True
            self._is_dismissed |= cancel_futures
            if self._thread.is_alive():
                self._ring.send(None)
        if wait:
            self._thread.join()

    def _serve(self) -> None:
        """Give tasks to workers and results to futures, until the crew is let go."""
        if hasattr(signal, "pthread_sigmask"):  # whoever is started here inherits it
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            while not self._is_over():
                self._hire()
                for pipe in wait([*self._crew, self._bell]):
                    assert isinstance(pipe, Connection)
                    if pipe is self._bell:
                        pipe.recv()
                    else:
                        self._hear(pipe)
                self._assign()
        except Exception as why:
            is_short = isinstance(why, OSError)  # the machine gives no more processes
            with self._lock:
                self._fault = Refusal(f"{_NO_START} ({why}).") if is_short else why
        finally:
            self._dismiss()

    def _is_over(self) -> bool:
        busy = self._waiting or any(worker.task for worker in self._crew.values())
        return self._is_dismissed or (self._is_closed and not busy)

    def _hire(self) -> None:
        """Start as many processes as there is work for."""
        at_work = sum(worker.task is not None for worker in self._crew.values())
        while len(self._crew) < min(self._most, at_work + len(self._waiting)):
            ours, theirs = self._context.Pipe()
            process = self._context.Process(target=_work, args=(theirs,), daemon=True)
            process.start()
            theirs.close()
            self._crew[ours] = Worker(process)

    def _hear(self, pipe: Connection) -> None:
        """Take what a worker says, or that it says nothing any more."""
        worker = self._crew[pipe]
        try:
            said = pipe.recv()
        except (EOFError, OSError):
            self._bury(pipe)
            return
        if not worker.is_ready:
            if said != _house():
                raise Refusal(f"A worker process found another `model` in {said}.")
            self._killed = 0
        elif worker.task:
            result, fault = said
            if fault is None:
                worker.task.future.set_result(result)
            else:
                worker.task.future.set_exception(fault)
        self._crew[pipe] = Worker(worker.process, None, True)

    def _bury(self, pipe: Connection) -> None:
        """Tell whose worker has died; one that could not even start will not do so next time."""
        worker = self._crew.pop(pipe)
        pipe.close()
        worker.process.join()
        status = worker.process.exitcode
        if worker.task:
            why = f"its worker process ended with exit status {status}"
            worker.task.future.set_exception(WorkerLostError(why))
        elif not worker.is_ready:
            self._killed += 1
            if status >= 0 or self._killed >= MOST_STARTS:
                raise Refusal(
                    f"{_NO_START}. In a script, call this under "
                    "`if __name__ == '__main__':`, or with workers=1."
                )

    def _assign(self) -> None:
        """Give what is waiting to whoever is idle."""
        idle = [p for p, worker in self._crew.items() if worker.is_ready and not worker.task]
        while idle and self._waiting:
            task = self._waiting.popleft()
            if not task.future.set_running_or_notify_cancel():
                continue
            pipe = idle.pop()
            try:
                pipe.send(task.call)
            except OSError:  # it has just died; the next round hears it
                pass
            except Exception as why:  # what cannot travel
                cause = TypeError(f"The task cannot travel to another process ({why}).")
                task.future.set_exception(cause)
                continue
            self._crew[pipe] = Worker(self._crew[pipe].process, task, True)

    def _dismiss(self) -> None:
        """End every process and leave no future without an answer."""
        for pipe, worker in self._crew.items():
            pipe.close()
            worker.process.terminate()
        for worker in self._crew.values():
            worker.process.join()
            if worker.task:
                worker.task.future.set_exception(self._fault or WorkerLostError("let go"))
        self._crew.clear()
        for task in self._waiting:
            if task.future.set_running_or_notify_cancel():
                task.future.set_exception(self._fault or WorkerLostError("let go"))


class Here(Executor):
    """No other process: a task is done when it is submitted."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Do a task and return its future, which is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as why:
            future.set_exception(why)
        return future


def _work(pipe: Connection) -> None:
    """Do tasks until there are none: what a worker process runs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    pipe.send(_house())
    while True:
        try:
            call, args, kwargs = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            said: tuple[Any, Exception | None] = (call(*args, **kwargs), None)
        except Exception as why:
            said = (None, why)
        pipe.send(said)


def _leave_with_parent() -> None:
    """Wait until the process that hired this one is gone, and end in the midst of a task."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _house() -> str:
    """Return where the model is imported from."""
    import model

    return str(model.__file__)
