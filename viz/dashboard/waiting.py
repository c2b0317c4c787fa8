"""Waiting for runs from within a page: the page is drawn again whenever there is news."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple

import solara

from experiments.request import Request
from experiments.store import key_of
from model.errors import Refusal
from viz.dashboard.kitchen import kitchen
from viz.dashboard.kitchen.flights import Progress

PATIENCE = 0.5  # seconds between looks where there is no news


class Wait(NamedTuple):
    """How far the runs of a page are."""

    progress: Progress
    is_cancelled: bool
    cancel: Callable[[], None]
    again: Callable[[], None]
    refused: str = ""


def use_runs(requests: Sequence[Request]) -> Wait:
    """Ask for runs as long as the component is shown, and say how far they are.

    They are given up when the component goes or asks for others, unless somebody else waits.
    """
    place = kitchen()
    keys = tuple(dict.fromkeys(key_of(request) for request in requests))
    is_cancelled, set_cancelled = solara.use_state(False)
    attempt, set_attempt = solara.use_state(0)
    told, set_told = solara.use_state((keys, Progress(len(keys))))
    refused, set_refused = solara.use_state("")
    is_ready = solara.use_memo(lambda: place.has(requests), [keys, told])

    def wait() -> Callable[[], None] | None:
        if is_ready or is_cancelled:
            return None
        try:
            watch = place.watch(requests)
        except Refusal as why:
            set_refused(str(why))
            return None
        left = threading.Event()

        def follow() -> None:
            while not left.is_set():
                progress = watch.progress
                set_told((keys, progress))
                if progress.is_over:
                    return
                watch.wait(PATIENCE)

        threading.Thread(target=follow, name="follow", daemon=True).start()

        def leave() -> None:
            left.set()
            place.leave(watch)

        return leave

    solara.use_effect(wait, [keys, is_cancelled, attempt])

    def renew() -> None:
        set_cancelled(False)

    solara.use_effect(renew, [keys])

    def again() -> None:
        set_refused("")
        set_cancelled(False)
        set_attempt(attempt + 1)

    of_keys, progress = told
    if is_ready:
        progress = Progress(len(keys), len(keys), share=1.0)
    elif of_keys != keys:
        progress = Progress(len(keys))
    return Wait(
        progress, is_cancelled and not is_ready, lambda: set_cancelled(True), again, refused
    )
