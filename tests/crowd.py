"""A class in front of the dashboard: each of many readers asks at once for a world of his own.

``python -m tests.crowd --clients 30 --scale 0.02``

Said are the slowest answer to a health probe sent four times a second, the memory of the
server before and at its most, how long the first and the last reader waited, and whether
anybody was shown what is not his: every table is held against the run in the store.
"""

import argparse
import os
import subprocess
import sys
import threading
import time
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from viz.dashboard.words import say

EVERY = 0.25  # seconds between probes
SHOWN, LEDGER = "steel", "reported"
PATIENCE = 3600.0


@dataclass
class Told:
    """What came of it: seconds, megabytes, and readers who saw another's figures."""

    probes: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def asked(number, scale):
    """The setting of a reader, and the address of his page, as a table."""
    value = f"{0.2 + 0.01 * number:.2f}"
    query = f"v=1&set=ratchet.pass_through:{value}&scale={scale:g}&seeds=1"
    return value, f"?{query}&show={SHOWN}&form=table"


def crowd(browser, address, store, process, clients, scale):
    """Let so many readers come at once, and wait until each has what he asked for."""
    told, is_over = Told(), threading.Event()
    watch = threading.Thread(target=_probe, args=(address, process, told, is_over), daemon=True)
    watch.start()
    contexts = [browser.new_context() for _ in range(clients)]
    pages = [context.new_page() for context in contexts]
    start = time.monotonic()
    for number, page in enumerate(pages):
        page.goto(f"{address}/{asked(number, scale)[1]}", wait_until="commit", timeout=300_000)
    waiting = dict(enumerate(pages))
    while waiting and time.monotonic() - start < PATIENCE:
        for number, page in list(waiting.items()):
            seen = _column(page)
            if seen:
                told.waited.append(time.monotonic() - start)
                if seen != _expected(store, asked(number, scale)[0], scale):
                    told.wrong.append(f"reader {number}: {seen}")
                del waiting[number]
        pages[0].wait_for_timeout(500)
    told.wrong += [f"reader {number} waits still" for number in waiting]
    is_over.set()
    watch.join()
    for context in contexts:
        context.close()
    return told


def _probe(address, process, told, is_over):
    while not is_over.wait(EVERY):
        start = time.perf_counter()
        with urllib.request.urlopen(f"{address}/readyz", timeout=60) as answer:
            answer.read()
        told.probes.append(time.perf_counter() - start)
        told.megabytes.append(_resident(process))


def _resident(process):
    """The memory of a process now, MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def _column(page):
    """What the table of a page says of the reader's own world, year by year; nothing yet."""
    heads = page.locator(".sm-table thead th").all_text_contents()
    place = next((n for n, head in enumerate(heads) if head.startswith(say("series.world"))), None)
    if place is None:
        return []
    rows = page.locator(".sm-table tbody tr").all()
    return [row.locator("td").nth(place).inner_text() for row in rows]


def _expected(store, value, scale):
    """The same from the store, read by another process."""
    from experiments.store import Store, key_of
    from viz.dashboard.drawings import number
    from viz.dashboard.scene import World

    (request,) = World(settings=(("ratchet.pass_through", value),), scale=scale).requests(1)
    frame = Store(store).annual(key_of(request), filters=[("indicator", "==", SHOWN)])
    own = frame[(frame["ledger"] == LEDGER) & (frame["region"] == "")]
    return [number(figure) for figure in own.sort_values("year")["value"]]


@contextmanager
def served(folder, workers):
    """A dashboard of its own: its address and its process."""
    command = [sys.executable, "-m", "experiments", "dashboard", "--port", "0", "--no-ready"]
    process = subprocess.Popen(
        [*command, "--workers", str(workers), "--store", str(folder / "store")],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        yield process.stdout.readline().split()[1], process.pid
        process.terminate()


def main():
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=30)
    parser.add_argument("--scale", type=float, default=0.02)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    wanted = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with (
        TemporaryDirectory() as folder,
        served(Path(folder), wanted.workers) as (address, process),
        sync_playwright() as drive,
    ):
        browser = drive.chromium.launch(executable_path=wanted.chromium, args=["--no-sandbox"])
        store = Path(folder) / "store"
        told = crowd(browser, address, store, process, wanted.clients, wanted.scale)
        browser.close()
    print(
        f"{wanted.clients} readers at once, scale {wanted.scale:g}, load {os.getloadavg()[0]:.1f}"
    )
    slow = sorted(told.probes)
    print(
        f"health probe: worst {slow[-1]:.2f} s, median {slow[len(slow) // 2]:.3f} s of {len(slow)}"
    )
    print(f"memory of the server: {told.megabytes[0]:.0f} MB, at most {max(told.megabytes):.0f} MB")
    if told.waited:
        print(f"first answer after {told.waited[0]:.0f} s, last after {told.waited[-1]:.0f} s")
    print(f"wrong: {'; '.join(told.wrong) or 'nobody'}")


if __name__ == "__main__":
    main()
