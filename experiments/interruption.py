"""Ctrl-C waits for what must be whole: a module that is loading, a file and who knows of it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def held_back() -> Iterator[None]:
    """Let an interruption wait until the block, or the function this decorates, is over.

    Only the first thread hears signals; in others, and where somebody else answers them,
    nothing is changed.
    """
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler or not _is_first():
        yield
        return
    pressed: list[object] = []
    signal.signal(signal.SIGINT, lambda *_: pressed.append(True))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if pressed:
        raise KeyboardInterrupt


def _is_first() -> bool:
    """Say whether this is the thread that signals reach."""
    return threading.current_thread() is threading.main_thread()
