"""One process that lives runs, one after another; what it is at can be given up at once."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future, wait
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.crew import Crew

if TYPE_CHECKING:
    from experiments.request import Request

LOOK = 0.2  # seconds between looks at how far a run is
_NOTE_EVERY = 3  # months
_NICE = 10

Files = dict[str, bytes]
Work = Callable[[tuple[str, "Request"], str], Files]


class GivenUpError(Exception):
    """Nobody waits for a run any more."""


class Hand:
    """A worker process, hired when there is work and again after it was let go.

    Parameters
    ----------
    work
        What it does with a key, its run, and the file in which it notes how far it is.
    """

    def __init__(self, work: Work) -> None:
        self._work = work
        self._crew: Crew | None = None

    def do(
        self,
        task: tuple[str, Request],
        is_wanted: Callable[[], bool],
        tell: Callable[[float], None],
    ) -> Files:
        """Return the files of a run; `GivenUpError` as soon as it is not wanted."""
        self._crew = self._crew or Crew(1)
        handle, name = tempfile.mkstemp(prefix="semiletka-")
        os.close(handle)
        try:
            future = self._crew.submit(self._work, task, name)
            return self._followed(future, Path(name), is_wanted, tell)
        except BrokenExecutor:
            self.rest()
            raise
        finally:
            Path(name).unlink(missing_ok=True)

    def rest(self) -> None:
        """Let the process go, in the midst of a run if need be."""
        if self._crew:
            self._crew.shutdown(cancel_futures=True)
        self._crew = None

    def _followed(
        self,
        future: Future[Any],
        note: Path,
        is_wanted: Callable[[], bool],
        tell: Callable[[float], None],
    ) -> Files:
        while not wait([future], timeout=LOOK).done:
            if not is_wanted():
                self.rest()
                raise GivenUpError
            with suppress(OSError, ValueError):
                tell(float(note.read_text(encoding="ascii")))
        files: Files = future.result()
        return files


def live_run(task: tuple[str, Request], note: str) -> Files:
    """Live a run for the store: what a worker process does."""
    if task[1].agents:
        from viz.dashboard.inside.lived import watch_run

        return watch_run(task, note)
    from experiments.store.tables import lived_files

    give_way()
    return lived_files(task, noting(note))


def give_way() -> None:
    """Let whoever looks at a page go first: a run may take a little longer, a click may not."""
    if hasattr(os, "nice") and os.nice(0) < _NICE:
        os.nice(_NICE)


def noting(note: str) -> Callable[[int, int], None]:
    """Return what writes down the share of the months that is done."""

    def progress(done: int, total: int) -> None:
        if done % _NOTE_EVERY == 0:
            with suppress(OSError):  # nobody may be there to read it any more
                Path(note).write_text(f"{done / total:.3f}", encoding="ascii")

    return progress
