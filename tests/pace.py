"""How fast a page is: the first chart after opening, and a change whose runs are there already.

``python -m tests.pace --times 10``

A dashboard of its own is started and its runs are lived first; then a reader comes anew so many
times, waits for the first chart, and asks for it as an index and as a level again.
"""

import argparse
import os
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from viz.dashboard.words import say

DRAWN = "() => document.querySelector('.sm-plot svg')?.textContent"


class Pace(NamedTuple):
    """Seconds, one a visit."""

    first: list[float]
    change: list[float]


def pace(browser, address, query, words, times):
    """Open a page so many times; ``words``: of the button that asks for the change."""
    told = Pace([], [])
    _visit(browser, address, query, words)  # the runs are lived
    for _ in range(times):
        first, change = _visit(browser, address, query, words)
        told.first.append(first)
        told.change.append(change)
    return told


def _visit(browser, address, query, words):
    context = browser.new_context()
    page = context.new_page()
    start = time.monotonic()
    page.goto(f"{address}/{query}", timeout=300_000)
    page.wait_for_selector(".sm-plot[data-drawn] svg", timeout=300_000)
    first = time.monotonic() - start
    page.wait_for_function("() => !document.querySelector('.sm-wait .meter')", timeout=300_000)
    page.wait_for_timeout(1500)
    before = page.evaluate(DRAWN)
    start = time.monotonic()
    page.get_by_role("button", name=words).click()
    page.wait_for_function(f"(before) => ({DRAWN})() !== before", arg=before, timeout=60_000)
    change = time.monotonic() - start
    context.close()
    return first, change


def main():
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    from tests.crowd import served

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--query", default="?v=1&scale=0.01&seeds=1&show=steel")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    asked = parser.parse_args()
    with (
        TemporaryDirectory() as folder,
        served(Path(folder), 1) as (address, _),
        sync_playwright() as drive,
    ):
        browser = drive.chromium.launch(executable_path=asked.chromium, args=["--no-sandbox"])
        told = pace(browser, address, asked.query, say("measure.index"), asked.times)
        browser.close()
    print(f"{asked.times} visits, load {os.getloadavg()[0]:.1f}")
    print(
        f"first chart after opening: median {median(told.first):.2f}, worst {max(told.first):.2f} s"
    )
    print(f"a cached change: median {median(told.change):.2f} s, worst {max(told.change):.2f} s")


if __name__ == "__main__":
    main()
