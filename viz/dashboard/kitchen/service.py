"""The queue between those who ask for runs and the processes that live them."""

from __future__ import annotations

import shutil
import threading
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

from experiments.store import Store, key_of, leases_in, place
from experiments.store.shelf import DONE as KEPT
from experiments.store.tables import failed_files
from experiments.supervisor import failure_of
from model.errors import Refusal
from viz.dashboard.kitchen.flights import COOKING, DONE, FAILED, GIVEN_UP, OVER, Flight, Watch
from viz.dashboard.kitchen.hands import GivenUpError, Hand, Work, live_run
from viz.dashboard.words import say

if TYPE_CHECKING:
    from experiments.request import Request

MOST_WAITING = 240  # runs in the queue: more are refused, whoever asks
ELSEWHERE = 0.5  # seconds between looks at a run that another process lives
INSIDE, MOST_INSIDE = "inside-2", 24  # folder of watched runs (and their form), how many


class Kitchen:
    """Lives runs that the store lacks, each once, in a few processes.

    Parameters
    ----------
    store
        Where runs are kept; it is open.
    workers
        How many processes there are at most.
    work
        What a process does with a run.
    """

    def __init__(self, store: Store, workers: int = 2, work: Work = live_run) -> None:
        self.store, self.workers = store, workers
        self.cellar = Store(store.folder / INSIDE, store.name).open()
        self._flights: dict[str, Flight] = {}
        self._queue: deque[Flight] = deque()
        self._lock = threading.Condition()
        self._is_closed = False
        self._leases = (stack := ExitStack()).enter_context(leases_in(store.leases))
        self._stack = stack
        self._threads = [
            threading.Thread(target=self._serve, args=(Hand(work),), name=f"hand-{n}", daemon=True)
            for n in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    def has(self, requests: Iterable[Request]) -> bool:
        """Say whether all runs are kept and done."""
        return all(self._is_kept(request) for request in requests)

    def watch(self, requests: Sequence[Request], is_urgent: bool = True) -> Watch:
        """Ask for runs; who asks leaves with `leave`.

        With ``is_urgent`` False they come after what anybody else asks for.
        """
        named = {_name(request): request for request in requests}
        with self._lock:
            new = [n for n in named if n not in self._flights and not self._is_kept(named[n])]
            if len(self._queue) + len(new) > MOST_WAITING:
                raise Refusal(say("kitchen.full"))
            flights = [self._flight(name, request) for name, request in named.items()]
            watch = Watch(flights)
            for flight in flights:
                if flight.state not in OVER:
                    flight.watches.add(watch)
                    flight.is_urgent |= is_urgent
            self._in_order()
            self._lock.notify_all()
        return watch

    def leave(self, watch: Watch) -> None:
        """Wait no longer: what nobody else waits for is given up."""
        with self._lock:
            for flight in watch.flights:
                flight.watches.discard(watch)
                if not flight.is_wanted and flight in self._queue:
                    self._queue.remove(flight)
                    self._end(flight, GIVEN_UP)
        watch.news.set()

    def close(self) -> None:
        """Live nothing more and let the processes go."""
        with self._lock:
            self._is_closed = True
            self._lock.notify_all()
        for thread in self._threads:
            thread.join()
        self._stack.close()

    @property
    def waiting(self) -> int:
        """How many runs wait for a process."""
        return len(self._queue)

    # -- inside --------------------------------------------------------------------

    def shelf(self, request: Request) -> Store:
        """Return where a run is kept: apart if every works of it is watched."""
        return self.cellar if request.agents else self.store

    def _is_kept(self, request: Request) -> bool:
        shelf, key = self.shelf(request), key_of(request)
        return shelf.has(key) and shelf.status(key) == KEPT

    def _flight(self, name: str, request: Request) -> Flight:
        """Return the run on its way, put into the queue if it is not there already."""
        if self._is_kept(request):
            return Flight(name, request, DONE, 1.0)
        if name not in self._flights:
            self._flights[name] = Flight(name, request)
            self._queue.append(self._flights[name])
        return self._flights[name]

    def _in_order(self) -> None:
        """Put runs that somebody waits for before those made ready for later."""
        self._queue = deque(sorted(self._queue, key=lambda flight: not flight.is_urgent))

    def _end(self, flight: Flight, state: str, why: str = "") -> None:
        flight.state, flight.why = state, why
        self._flights.pop(flight.name, None)
        for watch in list(flight.watches):
            watch.news.set()

    def _serve(self, hand: Hand) -> None:
        """Take one run after another: what the thread of each process does."""
        while True:
            with self._lock:
                while not self._queue and not self._is_closed:
                    self._lock.wait()
                if self._is_closed:
                    hand.rest()
                    return
                flight = self._queue.popleft()
                flight.state = COOKING
            try:
                self._cook(flight, hand)
            except GivenUpError:
                self._finish(flight, GIVEN_UP, "")
            except Exception as why:  # a fault of one run is told to who asked for it
                self._finish(flight, FAILED, failure_of(why).why)

    def _finish(self, flight: Flight, state: str, why: str) -> None:
        with self._lock:
            if state == GIVEN_UP and flight.is_wanted and not self._is_closed:
                flight.state, flight.share = "waiting", 0.0  # somebody came as it was let go
                self._queue.append(flight)
                return
            self._end(flight, state, why)

    def _cook(self, flight: Flight, hand: Hand) -> None:
        name, request = flight.name, flight.request
        while not self._leases.take(name):  # another process is at it
            if self._is_kept(request):
                return self._finish(flight, DONE, "")
            if not flight.is_wanted or self._is_closed:
                raise GivenUpError
            threading.Event().wait(ELSEWHERE)
        try:
            if not self._is_kept(request):
                self._live(flight, hand)
        finally:
            self._leases.give_back(name)
        return self._finish(flight, DONE, "")

    def _live(self, flight: Flight, hand: Hand) -> None:
        def tell(share: float) -> None:
            if share != flight.share:
                flight.share = share
                for watch in list(flight.watches):
                    watch.news.set()

        def is_wanted() -> bool:
            return flight.is_wanted and not self._is_closed

        request = flight.request
        key, shelf = key_of(request), self.shelf(request)
        try:
            files = hand.do((key, request), is_wanted, tell)
        except (GivenUpError, Refusal):
            raise
        except Exception as why:
            shelf.keep(key, failed_files(request, failure_of(why)))
            raise
        shelf.keep(key, files)
        if request.agents:
            clear_out(shelf)


def clear_out(shelf: Store) -> None:
    """Let the oldest of the watched runs go: they are large and soon lived again."""
    runs = sorted(shelf.runs.iterdir(), key=lambda run: run.stat().st_mtime)
    for run in runs[:-MOST_INSIDE]:
        shutil.rmtree(run, ignore_errors=True)


def _name(request: Request) -> str:
    """Return what a run is called on its way: the same run is lived in two ways."""
    return f"{key_of(request)}{'-inside' if request.agents else ''}"


_OPEN: list[Kitchen] = []


def open_kitchen(store: Store | None = None, workers: int = 2, work: Work = live_run) -> Kitchen:
    """Open the kitchen of this process; there is one, whoever asks."""
    if not _OPEN:
        _OPEN.append(Kitchen((store or Store(place(), "store")).open(), workers, work))
    return _OPEN[0]


def kitchen() -> Kitchen:
    """Return the kitchen of this process, opened when it is first asked for."""
    return _OPEN[0] if _OPEN else open_kitchen()
