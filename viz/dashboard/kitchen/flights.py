"""A run on its way, and somebody who waits for some runs."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from experiments.request import Request

WAITING, COOKING, DONE, FAILED, GIVEN_UP = "waiting", "cooking", "done", "failed", "given up"
OVER = (DONE, FAILED, GIVEN_UP)


@dataclass(eq=False)
class Flight:
    """One run on its way: how far it is, and who waits for it."""

    name: str
    request: Request
    state: str = WAITING
    share: float = 0.0  # of its months
    why: str = ""  # it failed
    is_urgent: bool = False  # somebody looks at a page and waits
    watches: set[Watch] = field(default_factory=set)

    @property
    def is_wanted(self) -> bool:
        """Whether anybody waits for it still."""
        return bool(self.watches)


class Progress(NamedTuple):
    """How far the runs are that somebody waits for."""

    total: int
    done: int = 0
    failed: int = 0
    share: float = 0.0
    queued: int = 0  # runs that wait for a process
    why: str = ""

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to wait for."""
        return self.done + self.failed >= self.total


class Watch:
    """Somebody who waits for some runs; `wait` returns when there is news."""

    def __init__(self, flights: list[Flight]) -> None:
        self.flights = flights
        self.news = threading.Event()

    def wait(self, seconds: float) -> None:
        """Wait for news, but not longer."""
        self.news.wait(seconds)
        self.news.clear()

    @property
    def progress(self) -> Progress:
        """How far it is now."""
        states = [flight.state for flight in self.flights]
        failed = [flight.why for flight in self.flights if flight.state in (FAILED, GIVEN_UP)]
        shares = [1.0 if f.state in OVER else f.share for f in self.flights]
        return Progress(
            len(states),
            states.count(DONE),
            len(failed),
            sum(shares) / len(shares) if shares else 1.0,
            states.count(WAITING),
            next(iter(failed), ""),
        )
