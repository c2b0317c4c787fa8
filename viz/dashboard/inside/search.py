"""What can be looked into, found by parts of its name or by its region.

A key is a letter and a number: ``w`` works and ``f`` farms (rows), ``h`` households (towns, then
villages), ``o`` secretaries and ``r`` regions (by region), ``b`` a body over works.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from model.authorities import republics
from model.data import PRODUCTS, REGIONS, REPUBLICS
from viz.dashboard.inside.register import FARM, HOUSEHOLD, OFFICIAL
from viz.dashboard.inside.rows import Watched, product_names, region_names
from viz.dashboard.words import say

MOST_FOUND = 24
ALL, WORKS, AUTHORITIES = "", "w", "b"
KINDS = (ALL, WORKS, FARM, HOUSEHOLD, OFFICIAL, AUTHORITIES)
_EACH = {OFFICIAL: 2, HOUSEHOLD: 4, FARM: 6, AUTHORITIES: 4}
"""Of a kind, beside works, where all kinds are asked for."""


class Found(NamedTuple):
    """Something that can be looked into: its key in the address, what it is called, also."""

    key: str
    label: str
    also: str = ""


def find(run: Watched, words: str, region: str = "", kind: str = ALL) -> list[Found]:
    """Return what fits all words, the largest of each kind first.

    Parameters
    ----------
    run
        A watched run.
    words
        Parts of names, in any order; none fit everything.
    region
        What stands elsewhere is left out.
    kind
        One of `KINDS`.
    """
    wanted = [word.casefold() for word in words.split()]
    if kind:
        return list(islice(_of_kind(run, kind, wanted, region), MOST_FOUND))
    found: list[Found] = []
    if wanted or region:
        for each, most in _EACH.items():
            found += islice(_of_kind(run, each, wanted, region), most)
    found += islice(_of_kind(run, WORKS, wanted, region), MOST_FOUND - len(found))
    return found


def name_of(run: Watched, key: str) -> str:
    """Return what a key stands for; empty where there is no such thing in this run."""
    kind, number = key[:1], key[1:]
    if not number.isdigit():
        return ""
    row = int(number)
    if kind == WORKS:
        return run.name(row) if row < len(run) else ""
    if kind == "r":
        return region_names()[row] if row < len(REGIONS) else ""
    if kind in run.others:
        others = run.others[kind]
        return others.name(row, region_names()) if row < len(others) else ""
    return run.superior(row) if number in run.bodies else ""


def _of_kind(run: Watched, kind: str, words: Sequence[str], region: str) -> Iterator[Found]:
    found = (
        _works(run, region)
        if kind == WORKS
        else _bodies(run, region)
        if kind == AUTHORITIES
        else _others(run, kind, region)
    )
    return (one for one in found if _fits(f"{one.label} {one.also}", words))


def _works(run: Watched, region: str) -> Iterator[Found]:
    size, here = np.asarray(run.months[:, 0, 0], dtype=float), places(region)
    for row in np.argsort(-size, kind="stable"):
        if here[run.region[row]]:
            product, place = run.product[row], region_names()[run.region[row]]
            count = say("inside.works", works=int(run.works[row]))
            label = f"{product_names()[product]}, {place} ({count})"
            yield Found(f"w{row}", label, PRODUCTS[product])


def _bodies(run: Watched, region: str) -> Iterator[Found]:
    here = places(region)
    for n, name in enumerate(region_names()):
        if here[n]:
            yield Found(f"r{n}", f"{name} ({say('inside.region')})")
    for body in run.bodies if not region else ():
        yield Found(f"b{body}", run.superior(int(body)))


def _others(run: Watched, kind: str, region: str) -> Iterator[Found]:
    others = run.others[kind]
    rows = np.flatnonzero(places(region)[others.static["region"]])
    if kind == FARM:
        size = others.found[rows, others.names.index("arable"), 0]
        rows = rows[np.argsort(-size, kind="stable")]
    for row in rows:
        yield Found(f"{kind}{row}", others.name(int(row), region_names()))


def places(region: str) -> npt.NDArray[np.bool_]:
    """Return (105,) which regions are meant by a region, a republic, or nothing: all."""
    if region in REGIONS:
        return np.asarray(np.arange(len(REGIONS)) == REGIONS.index(region))
    if region in REPUBLICS:
        return np.asarray(republics() == REPUBLICS.index(region))
    return np.ones(len(REGIONS), dtype=bool)


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return text.casefold()


def _fits(label: str, words: Sequence[str]) -> bool:
    told = _folded(label)
    return all(word in told for word in words)
