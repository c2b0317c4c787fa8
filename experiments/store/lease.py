"""Who is living a run: so that two processes do not live the same.

A lease is a file named by the run, made only if there is none, which says whose it is. Its
time is its heartbeat. One whose process is gone, or whose heart has stopped for a minute - the
process is on another machine, or something else now has its number - is taken over. Should two
processes take over one lease at the same instant, both live the run and keep the same figures.
"""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from experiments.interruption import held_back
from experiments.output import host, is_alive

BEAT = 5.0  # seconds between heartbeats
DEAD = 60.0  # seconds without one


class Leases:
    """The leases that this process holds; `leases_in` gives them a heart."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.held: set[Path] = set()

    @held_back()  # else a file may be there of which nobody knows
    def take(self, key: str) -> bool:
        """Say whether the lease of a run is ours now; it is not while another lives the run."""
        lease = self.folder / key
        if not _make(lease):
            if not is_dead(lease):
                return False
            with suppress(OSError):
                lease.unlink()
            if not _make(lease):
                return False
        self.held.add(lease)
        return True

    @held_back()
    def give_back(self, key: str) -> None:
        """End a lease."""
        lease = self.folder / key
        self.held.discard(lease)
        with suppress(OSError):
            lease.unlink()

    def beat(self) -> None:
        """Say that whoever holds them is alive."""
        for lease in list(self.held):
            with suppress(OSError):
                os.utime(lease)


@contextmanager
def leases_in(folder: Path) -> Iterator[Leases]:
    """Give the leases of this process, which live as long as it does, and end with the block."""
    leases, is_over = Leases(folder), threading.Event()

    def beat() -> None:
        while not is_over.wait(BEAT):
            leases.beat()

    heart = threading.Thread(target=beat, name="heartbeat", daemon=True)
    heart.start()
    try:
        yield leases
    finally:
        with held_back():  # a second Ctrl-C leaves none behind either
            is_over.set()
            heart.join()
            for lease in list(leases.held):
                leases.give_back(lease.name)


def owner(lease: Path) -> dict[str, Any]:
    """Return whose a lease is; nothing if it is not written yet or gone."""
    with suppress(OSError, ValueError):
        told = json.loads(lease.read_text(encoding="utf-8"))
        return told if isinstance(told, dict) else {}
    return {}


def is_dead(lease: Path) -> bool:
    """Say whether nobody is living the run of a lease any more."""
    mine = owner(lease)
    pid = mine.get("pid")
    if mine.get("host") == host() and isinstance(pid, int) and not is_alive(pid):
        return True
    try:
        return time.time() - lease.stat().st_mtime > DEAD
    except FileNotFoundError:
        return True


def _make(lease: Path) -> bool:
    """Make a lease, whole, if there is none."""
    told = {"host": host(), "pid": os.getpid(), "since": time.time()}
    try:
        with lease.open("x", encoding="utf-8") as file:
            file.write(json.dumps(told))
    except FileExistsError:
        return False
    except OSError:
        lease.unlink(missing_ok=True)
        raise
    return True
