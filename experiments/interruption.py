"""Ctrl-C waits for what must be whole: a module that is loading, a file and who knows of it."""

from __future__ import annotations

import _thread
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_LOADER = "<frozen importlib"  # how the files of Python's own loader are called
_MOMENT = 0.02  # seconds


def hear(number: int, frame: FrameType | None) -> None:
    """Answer Ctrl-C with `KeyboardInterrupt`; while a module is loading, a moment later.

    Raised in the midst of loading it may be lost: what the loader calls back says nothing of it.
    """
    if not _is_loading(frame):
        raise KeyboardInterrupt
    _thread.start_new_thread(_press_again, (number,))  # takes no lock that the loader may hold


@contextmanager
def held_back() -> Iterator[None]:
    """Let an interruption wait until the block, or the function this decorates, is over.

    Only the first thread hears signals; in others, and where somebody else answers them,
    nothing is changed.
    """
    answer = signal.getsignal(signal.SIGINT)
    if answer not in (signal.default_int_handler, hear) or not _is_first():
        yield
        return
    pressed: list[object] = []
    signal.signal(signal.SIGINT, lambda *_: pressed.append(True))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, answer)
        if pressed:
            raise KeyboardInterrupt


def _press_again(number: int) -> None:
    """Send the first thread a signal anew, so that it is woken if it has begun to wait."""
    time.sleep(_MOMENT)
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, number)
    else:
        signal.raise_signal(number)


def _is_first() -> bool:
    """Say whether this is the thread that signals reach."""
    return threading.current_thread() is threading.main_thread()


def _is_loading(frame: FrameType | None) -> bool:
    """Say whether a module is being loaded where a signal came."""
    while frame is not None:
        if frame.f_code.co_filename.startswith(_LOADER):
            return True
        frame = frame.f_back
    return False
