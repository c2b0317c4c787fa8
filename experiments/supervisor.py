"""Tasks given to an executor, whichever it is: what a lost worker was at is tried again.

No more tasks are out than workers can be at, so that whatever is lost at any moment - a worker,
the executor, this process - costs at most one task a worker. A task whose worker is lost three
times is a failure like one that raises: it is told, and costs no other.
"""

from __future__ import annotations

import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from functools import partial
from typing import Any, NamedTuple, TypeVar

from experiments.crew import Crew, Here
from model.errors import Refusal

MOST_TRIES = 3
PAUSE = 0.25  # seconds

T = TypeVar("T")


class Failure(NamedTuple):
    """Why a task gave no result: one line, and where it happened."""

    why: str
    trace: str = ""


class Team(NamedTuple):
    """An executor as it can be made anew, and how many tasks it can be at."""

    make: Callable[[], Executor]
    size: Callable[[], int]


class Attempt(NamedTuple):
    """A task and how often its worker was lost."""

    task: Any
    losses: int = 0


def local(workers: int) -> Team:
    """Return so many processes; with one worker everything happens in this one."""
    return Team(lambda: Crew(workers), lambda: workers) if workers > 1 else Team(Here, lambda: 1)


def each(
    tasks: Sequence[Any], do: Callable[[Any], Any], workers: int = 1
) -> Iterator[tuple[int, Any]]:
    """Yield the number of every task with its result or `Failure`, as they are finished.

    ``do`` and the tasks must be known to a new process by import; what ``do`` refuses or
    raises is a `Failure`.
    """
    team = local(min(workers, len(tasks)))
    for (number, _), result in supervised(team, enumerate(tasks), partial(_of_pair, do)):
        yield number, result


def supervised(
    team: Team, tasks: Iterable[T | None], do: Callable[[T], Any]
) -> Iterator[tuple[T, Any]]:
    """Yield every task with its result or `Failure`, as they are finished.

    Parameters
    ----------
    team
        Who does them. An executor that breaks is made anew.
    tasks
        Asked for the next when there is somebody to do it; None where there is none as yet.
    do
        What is done with a task; it runs where the executor runs it.
    """
    source, again = iter(tasks), deque[Attempt]()
    out: dict[Future[Any], Attempt] = {}
    executor, is_exhausted = team.make(), False
    try:
        while True:
            while len(out) < max(1, team.size()):
                attempt = again.popleft() if again else _next(source)
                if attempt is None or attempt.task is None:
                    is_exhausted = attempt is None
                    break
                try:
                    out[executor.submit(tried, do, attempt.task)] = attempt
                except BrokenExecutor:
                    again.appendleft(attempt)
                    executor.shutdown(wait=False, cancel_futures=True)
                    executor = team.make()
            if not out and is_exhausted:
                return
            for future in _finished(out):
                attempt = out.pop(future)
                result = _result(future, attempt)
                if isinstance(result, Attempt):
                    again.append(result)
                else:
                    yield attempt.task, result
    finally:
        executor.shutdown(cancel_futures=True)


def tried(do: Callable[[Any], Any], task: Any) -> Any:
    """Return what comes of a task, or how it failed."""
    try:
        return do(task)
    except Exception as why:
        return failure_of(why)


def failure_of(why: BaseException) -> Failure:
    """Return an exception as a failure: a refusal in its own words, others with their kind."""
    words = " ".join(str(why).split())
    name = "" if isinstance(why, Refusal | BrokenExecutor) else f"{type(why).__name__}: "
    return Failure(f"{name}{words}", "".join(traceback.format_exception(why)))


def _of_pair(do: Callable[[Any], Any], numbered: tuple[int, Any]) -> Any:
    """Do the task of a pair (number, task)."""
    return do(numbered[1])


def _next(source: Iterator[Any]) -> Attempt | None:
    """Return the next task, None when there will be no more."""
    try:
        return Attempt(next(source))
    except StopIteration:
        return None


def _finished(out: dict[Future[Any], Attempt]) -> list[Future[Any]]:
    """Return what is finished, after a moment at most: so that Ctrl-C is heard everywhere."""
    if not out:
        time.sleep(PAUSE)
        return []
    return list(wait(out, timeout=PAUSE, return_when=FIRST_COMPLETED).done)


def _result(future: Future[Any], attempt: Attempt) -> Any:
    """Return what came of a task: a result, a failure, or another attempt at it."""
    try:
        return future.result()
    except Refusal:  # of the executor itself: nobody can work
        raise
    except BrokenExecutor as why:
        losses = attempt.losses + 1
        if losses < MOST_TRIES:
            return Attempt(attempt.task, losses)
        return Failure(str(why))
    except Exception as why:  # what could not travel
        return failure_of(why)
