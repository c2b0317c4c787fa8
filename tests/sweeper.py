"""A sweep of runs that cost nothing, in a process of its own, to be killed at any moment.

`main(STORE, LOG, MANY)` keeps MANY runs in a store with two workers; every
start of a run is a line in the log: its key and the process that is at it.
"""

import os
import time
from pathlib import Path

from experiments.keeping import keep
from experiments.store import Store
from experiments.supervisor import local

WORKERS = 2
FILES = ("annual.parquet", "monthly.parquet", "run.parquet")
SIZE = 20_000
SECONDS = 0.03


def logged(task):
    """Write down that a run has begun, take a little while, and give its files."""
    key, log = task
    with Path(log).open("a", encoding="utf-8") as file:
        file.write(f"{key} {os.getpid()}\n")
    time.sleep(SECONDS)
    return dict.fromkeys(FILES, bytes(SIZE))


def keys(many):
    """The keys of so many runs."""
    return [f"{number:032x}" for number in range(many)]


def main(store, log, many):
    """Keep what is missing."""
    asked = dict.fromkeys(keys(int(many)), log)
    for _ in keep(Store(store).open(), asked, local(WORKERS), live=logged):
        pass
