"""Bundling: where works merge, as few links as can carry the same goods between the same regions.

A row that stands for ten works has all their suppliers, seven for each input where a works
has one to four, and all their customers. Inside one region works were given these by lot, so who
of them sells what to whom says nothing. So twice two lines are cut at each other's marks (the
north-west-corner rule), in a new order by lot: what the makers of a good in a region send, at what
they send to the works of every region, and to others there; then what comes to these, at
what each of them needs. What every supplier sends, what every claim gets, and what regions send
to works, and to others, of each other stay what they were but for rounding; hardly a flow
with the same margins has fewer links.
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
    """Return the network with no more links than its flows between regions need.

    Guarantees: of every claim and every supplier the sum of link values, and of the makers of a
    good in every region the sum that goes to works of a region, and to others there, stay as they
    were.
    """
    carrying = np.flatnonzero(network.value > 0)
    if not len(carrying):
        return replace(network, supplier=carrying, claim=carrying, value=network.value[carrying])
    claim, value = network.claim[carrying], network.value[carrying]
    block = _blocks(network)
    seller, place, sends = _ways(network, block[claim], network.supplier[carrying], value, seed)
    gets = summed(claim, value, len(network.claims))
    claims = _line(block, seed, "bundle:claims")
    claims = claims[gets[claims] > 0]
    makers = _line(place, seed, "bundle:suppliers")
    row, maker, value = _cut(block[claims], gets[claims], place[makers], sends[makers])
    supplier, claim = seller[makers[maker]], claims[row]
    order = np.lexsort((claim, supplier))
    return replace(network, supplier=supplier[order], claim=claim[order], value=value[order])


def _ways(
    network: Network, block: Rows, supplier: Rows, value: Quantities, seed: int
) -> tuple[Rows, Rows, Quantities]:
    """Return supplier, block and value of flows in which makers of a region share its customers.

    ``block``, ``supplier``, ``value``: of links.
    """
    suppliers = network.suppliers
    origin = np.asarray(suppliers.product * (ABROAD + 1) + suppliers.region, dtype=np.int64)
    blocks = int(block.max()) + 1
    ways, way = distinct(origin[supplier] * blocks + block)
    goes = summed(way, value)
    makes = summed(supplier, value, len(suppliers))
    makers = _line(origin, seed, "bundle:makers")
    makers = makers[makes[makers] > 0]
    ways_in_line = _line(ways // blocks, seed, "bundle:ways")
    left, right = origin[makers], ways[ways_in_line] // blocks
    maker, way, value = _cut(left, makes[makers], right, goes[ways_in_line])
    return makers[maker], ways[ways_in_line[way]] % blocks, value


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
