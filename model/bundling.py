"""Bundling: where works merge, as few links as can carry the same goods between the same ends.

A row that stands for ten works has all their suppliers, seven for each input where a works
has one to four. Inside one region claims were given these by lot, so who of them gets what
from whom says nothing: what a supplier sends to the works of a region that use its product is
added up, what each of these needs too, and both lines are cut at each other's marks (the
north-west-corner rule), in a new order by lot; so for all other claims there. What every
supplier sends to every region, what every claim gets, and so what regions send to one
another, stay what they were but for rounding; hardly a flow with the same margins has fewer
links.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from model import chance
from model.claims import ABROAD, Kind
from model.network import Network
from model.sums import begun, cut, distinct, summed
from model.units import Quantities, Rows

_SMALL = 1e-9
"""Of the mean piece: what is smaller is rounding, and no link."""


def bundled(network: Network, seed: int) -> Network:
    """Return the network with no more links than its flows from suppliers to regions need.

    Guarantees: of every claim and every supplier the sum of link values, and of every
    supplier the sum that goes to works of a region, and to others there, stay as they were.
    """
    carrying = np.flatnonzero(network.value > 0)
    if not len(carrying):
        return replace(network, supplier=carrying, claim=carrying, value=network.value[carrying])
    claim, value = network.claim[carrying], network.value[carrying]
    block, length = _blocks(network), len(network.suppliers)
    senders, inverse = distinct(block[claim] * length + network.supplier[carrying])
    sends = summed(inverse, value)
    gets = summed(claim, value, len(network.claims))
    claims = _line(block, seed, "bundle:claims")
    claims = claims[gets[claims] > 0]
    makers = _line(senders // length, seed, "bundle:suppliers")
    row, maker, value = _cut(block[claims], gets[claims], senders[makers] // length, sends[makers])
    supplier, claim = senders[makers[maker]] % length, claims[row]
    order = np.lexsort((claim, supplier))
    return replace(network, supplier=supplier[order], claim=claim[order], value=value[order])


def _blocks(network: Network) -> Rows:
    """Return (n,) a code of each claim's product, region and whether it is of works."""
    claims = network.claims
    place = claims.product * (ABROAD + 1) + claims.region
    return np.asarray(place * 2 + (claims.kind == Kind.WORKS), dtype=np.int64)


def _line(block: Rows, seed: int, purpose: str) -> Rows:
    """Return rows in order of block, inside each by lot."""
    lot = chance.uniform(seed, purpose, 0, np.arange(len(block)))
    return np.asarray(np.lexsort((lot, block)))


def _cut(
    left_block: Rows, left: Quantities, right_block: Rows, right: Quantities
) -> tuple[Rows, Rows, Quantities]:
    """Cut two lines with the same blocks in the same order at each other's marks.

    The right line is drawn to the left's length in every block, so that rounding never joins
    rows of two blocks. Returns rows of both sides and the pieces.
    """
    starts, right_starts = begun(left_block), begun(right_block)
    ends = np.cumsum(left)
    opens = np.append(0.0, ends[starts[1:] - 1])
    closes = np.append(opens[1:], ends[-1])
    number = np.diff(right_starts, append=len(right))
    stops = np.cumsum(right)
    before = np.append(0.0, stops[right_starts[1:] - 1])
    whole = np.add.reduceat(right, right_starts)
    stops = np.repeat(opens, number) + (stops - np.repeat(before, number)) * np.repeat(
        (closes - opens) / whole, number
    )
    stops[np.append(right_starts[1:], len(right)) - 1] = closes
    return cut(ends, stops, _SMALL)
