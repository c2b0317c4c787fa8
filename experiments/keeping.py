"""Runs that a store lacks are lived, by whoever is there to live them, and kept one by one.

A run is lived under a lease, so that two processes asked for the same share the work, and is
kept before its worker gets the next: whatever ends at any moment, what was kept is whole and at
most one run a worker is lived again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from experiments.store import Leases, Store, key_of, leases_in
from experiments.store.shelf import DONE
from experiments.store.tables import CHANGED, failed_files, lived_files, lived_of
from experiments.supervisor import Failure, Team, supervised
from model.errors import Refusal

if TYPE_CHECKING:
    from experiments.ensemble import Ensemble
    from experiments.request import Request

REUSED, LIVED, ELSEWHERE = "reused", "lived", "elsewhere"  # how a run came to be kept

Task = tuple[str, "Request"]


class Kept(NamedTuple):
    """A run that is in the store: how it came there, and why it failed if it did."""

    key: str
    how: str
    is_done: bool


class Tally(NamedTuple):
    """How far it is: runs, each counted once."""

    total: int
    reused: int = 0
    lived: int = 0
    failed: int = 0

    @property
    def finished(self) -> int:
        """How many runs are in the store."""
        return self.reused + self.lived

    def __add__(self, one: object) -> Tally:
        """Count one run more."""
        assert isinstance(one, Kept)
        return self._replace(
            reused=self.reused + (one.how != LIVED),
            lived=self.lived + (one.how == LIVED),
            failed=self.failed + (not one.is_done),
        )


Progress = Callable[[Tally], None]
Live = Callable[[Task], dict[str, bytes]]


def keep(
    store: Store,
    asked: Mapping[str, Request],
    team: Team,
    is_tried_again: bool = False,
    live: Live = lived_files,
) -> Iterator[Kept]:
    """Yield every run once it is in the store.

    Parameters
    ----------
    store
        Where runs are kept; it is open.
    asked
        The runs by their keys.
    team
        Who lives them.
    is_tried_again
        Whether runs that failed before are lived anew.
    live
        What a worker does with a run.
    """
    keys = store.kept()
    there = [key for key in asked if key in keys]
    if is_tried_again:
        there = [key for key in there if store.status(key) == DONE]
    yield from (_kept(store, key, REUSED) for key in there)
    known = set(there)
    left = [one for one in asked.items() if one[0] not in known]
    with leases_in(store.leases) as leases:
        missing = _Missing(store, leases, left, is_tried_again)
        for (key, request), result in supervised(team, missing, live):
            if isinstance(result, Failure):
                if result.why == CHANGED:
                    raise Refusal(CHANGED)
                store.keep(key, failed_files(request, result))
            else:
                store.keep(key, result)
            leases.give_back(key)
            yield _kept(store, key, LIVED)
            yield from missing.found_elsewhere()
        yield from missing.found_elsewhere()


def gather_kept(
    requests: Mapping[str, Request],
    seeds: Sequence[int],
    store: Store,
    team: Team,
    progress: Callable[[int, int], None] | None = None,
) -> Ensemble:
    """Return the same ensemble as `experiments.ensemble.gather`, from the store or lived into it.

    Stopped by Ctrl-C, it is what is finished.
    """
    named = {
        (name, seed): replace(requests[name], seed=seed) for seed in seeds for name in requests
    }
    keys = {one: key_of(request) for one, request in named.items()}
    tally = Tally(len(set(keys.values())))
    is_stopped = False
    try:
        for one in keep(store, {keys[name]: named[name] for name in named}, team):
            tally += one
            if progress is not None:
                progress(tally.finished, tally.total)
    except KeyboardInterrupt:
        is_stopped = True
    found = ensemble_of(store, requests, seeds, keys, store.kept())
    return replace(found, interrupted=is_stopped)


def ensemble_of(
    store: Store,
    requests: Mapping[str, Request],
    seeds: Sequence[int],
    keys: Mapping[tuple[str, int], str],
    there: Collection[str],
    names: Sequence[str] = (),
) -> Ensemble:
    """Return the runs of an ensemble as far as they are ``there``; if named, these indicators."""
    from experiments.ensemble import Ensemble, Failed

    found = {one: key for one, key in keys.items() if key in there}
    done = {one: key for one, key in found.items() if store.status(key) == DONE}
    rows = {one: store.row(key) for one, key in found.items() if one not in done}
    return Ensemble(
        dict(requests),
        tuple(seeds),
        {one: lived_of(store, key, names) for one, key in done.items()},
        tuple(Failed(*one, str(row["why"]), str(row["trace"])) for one, row in rows.items()),
    )


class _Missing:
    """The runs to be lived, each as its lease is ours; None while others live what is left."""

    def __init__(
        self, store: Store, leases: Leases, tasks: Sequence[Task], is_tried_again: bool
    ) -> None:
        self.store, self.leases, self.left = store, leases, deque(tasks)
        self.is_tried_again = is_tried_again
        self.elsewhere: list[str] = []

    def __iter__(self) -> Iterator[Task | None]:
        while self.left:
            for _ in range(len(self.left)):
                task = self.left.popleft()
                if self._is_ours(task):
                    yield task
            if self.left:
                yield None

    def found_elsewhere(self) -> Iterator[Kept]:
        """Yield the runs that others have finished since this was asked last."""
        while self.elsewhere:
            yield _kept(self.store, self.elsewhere.pop(), ELSEWHERE)

    def _is_ours(self, task: Task) -> bool:
        """Say whether we are to live a run; one that others live waits, one they have does not."""
        key = task[0]
        if not self._is_there(key):
            with self.store.room():
                is_taken = self.leases.take(key)
            if not is_taken:
                self.left.append(task)
                return False
            if not self._is_there(key):
                return True
            self.leases.give_back(key)
        self.elsewhere.append(key)
        return False

    def _is_there(self, key: str) -> bool:
        has = self.store.has(key)
        return has and not (self.is_tried_again and self.store.status(key) != DONE)


def _kept(store: Store, key: str, how: str) -> Kept:
    return Kept(key, how, store.status(key) == DONE)
