"""What can be looked into: works, regions and authorities, found by parts of their names."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from model.data import PRODUCTS, REGIONS
from viz.dashboard.inside.rows import Watched, product_names, region_names
from viz.dashboard.words import say

MOST_FOUND = 40


class Found(NamedTuple):
    """Something that can be looked into: its key in the address, what it is called."""

    key: str
    label: str


def find(run: Watched, words: str, region: str = "") -> list[Found]:
    """Return what fits all words, regions and authorities first, then works, the largest first.

    With ``region`` works elsewhere are left out.
    """
    wanted = [word.casefold() for word in words.split()]
    found = [one for one in _bodies(run) if _fits(one.label, wanted)] if wanted else []
    size = np.asarray(run.months[:, 0, 0], dtype=float)
    for row in np.argsort(-size, kind="stable"):
        if len(found) >= MOST_FOUND:
            break
        if region and REGIONS[run.region[row]] != region:
            continue
        label = f"{product_names()[run.product[row]]}, {region_names()[run.region[row]]}"
        if _fits(f"{label} {PRODUCTS[run.product[row]]}", wanted):
            count = say("inside.works", works=int(run.works[row]))
            found.append(Found(f"w{row}", f"{label} ({count})"))
    return found[:MOST_FOUND]


def name_of(run: Watched, key: str) -> str:
    """Return what a key stands for; empty where there is no such thing in this run."""
    kind, number = key[:1], key[1:]
    if not number.isdigit():
        return ""
    if kind == "w":
        return run.name(int(number)) if int(number) < len(run) else ""
    if kind == "r":
        return region_names()[int(number)] if int(number) < len(REGIONS) else ""
    return run.superior(int(number)) if number in run.bodies else ""


def _bodies(run: Watched) -> list[Found]:
    regions = [
        Found(f"r{n}", f"{name} ({say('inside.region')})") for n, name in enumerate(region_names())
    ]
    return [*regions, *(Found(f"b{body}", run.superior(int(body))) for body in run.bodies)]


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return text.casefold()


def _fits(label: str, words: list[str]) -> bool:
    told = _folded(label)
    return all(word in told for word in words)
