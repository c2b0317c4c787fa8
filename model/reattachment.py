"""December's new attachments: customers left short are given suppliers who have goods to promise.

After the balancing rounds some customers' old suppliers cannot promise what they need while
others of the same good can. Within the region first, then over the Union, the short ones are
attached to the free ones by the north-west-corner rule; each piece is a new link.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from model.claims import ABROAD
from model.lines import Moving, SupplyLines, as_network, laid_again
from model.mechanisms.supply import Supply
from model.sums import Entry, cut, distinct, gathered, ordered, summed
from model.units import Rows, Rubles

_SMALL = 1e-9


def pieces(
    need: Rubles, need_group: Rows, spare: Rubles, spare_group: Rows
) -> tuple[Rows, Rows, Rubles]:
    """Match needs with spare goods inside groups, each group up to the smaller of its totals.

    Returns
    -------
    customer, supplier, value : (l,) rows of both sides and mln rub a month
        Per customer never more than its need, per supplier never more than it has.

    >>> pieces(np.array([3.0, 2.0]), np.array([0, 1]), np.array([2.0]), np.array([0]))[2].tolist()
    [2.0]
    """
    groups = int(max(need_group.max(initial=0), spare_group.max(initial=0))) + 1
    wanted = summed(need_group, weights=need, minlength=groups)
    there = summed(spare_group, weights=spare, minlength=groups)
    both = np.minimum(wanted, there)
    customers, want_length = _lengths(need, need_group, both)
    suppliers, give_length = _lengths(spare, spare_group, both)
    if not len(customers) or not len(suppliers):
        empty = np.zeros(0, dtype=np.int64)
        return empty, empty, np.zeros(0)
    ends, stops = np.cumsum(want_length), np.cumsum(give_length)
    stops *= ends[-1] / stops[-1]
    left, right, value = cut(ends, stops, _SMALL)
    customer = customers[np.minimum(left, len(customers) - 1)]
    supplier = suppliers[np.minimum(right, len(suppliers) - 1)]
    same = need_group[customer] == spare_group[supplier]  # where groups meet rounding may slip
    return customer[same], supplier[same], value[same]


def _lengths(amount: Rubles, group: Rows, limit: Rubles) -> tuple[Rows, Rubles]:
    """Return rows in order of group and how much of each falls under its group's limit."""
    order = ordered(group)
    order = order[amount[order] > 0]
    place = group[order]
    line = np.cumsum(amount[order])
    before = line - amount[order]
    starts = np.flatnonzero(np.diff(place, prepend=-1))
    base = np.repeat(before[starts], np.diff(np.append(starts, len(order))))
    top = limit[place]
    length = np.clip(line - base, 0.0, top) - np.clip(before - base, 0.0, top)
    keep = length > 0
    return order[keep], length[keep]


def reattach(lines: SupplyLines, need: Rubles, promise: Rubles, p: Supply) -> SupplyLines:
    """Return the supply lines with new links for claims whose contracts leave them short.

    ``need``: (n,) mln rub a month by claim; ``promise``: (m,) by supplier. Contracts in force
    stay; goods on the way stay on their links; links that carry nothing any more are dropped;
    new links have their full strength.
    """
    claims, suppliers = lines.network.claims, lines.network.suppliers
    short = need - lines.contract_of_claim()
    short = np.where(short > p.short_by * need, np.maximum(short, 0.0), 0.0)
    spare = np.maximum(promise - lines.by_supplier(lines.contract), 0.0)
    width = ABROAD + 1
    found = []
    for near in (True, False):
        here = claims.product * width + claims.region if near else claims.product
        there = suppliers.product * width + suppliers.region if near else suppliers.product
        customer, supplier, value = pieces(short, here, spare, there)
        found.append((customer, supplier, value))
        short = np.maximum(short - summed(customer, value, len(short)), 0.0)
        spare = np.maximum(spare - summed(supplier, value, len(spare)), 0.0)
    customer, supplier, value = (np.concatenate(part) for part in zip(*found, strict=True))
    if not len(value):
        return lines
    return _relaid(lines, supplier, customer, value, p)


def _relaid(
    lines: SupplyLines, supplier: Rows, claim: Rows, value: Rubles, p: Supply
) -> SupplyLines:
    """Lay the lines anew with more links; both ends, goods and stocks as they were."""
    width = len(lines.network.claims)
    network, moving = as_network(lines)
    keep = np.flatnonzero((network.value > 0) | (moving.transit > 0))
    key = gathered(network.supplier, keep) * width + gathered(network.claim, keep)  # ascending
    pair, inverse = distinct(supplier * width + claim)
    place = np.searchsorted(key, pair)
    new = np.append(key, -1)[place] != pair
    added = pair[new]
    row = np.insert(keep, place[new], len(network.value) + np.arange(len(added)))

    def with_new(column: npt.NDArray[Entry], more: npt.NDArray[Entry]) -> npt.NDArray[Entry]:
        return gathered(np.append(column, more), row)

    nothing = np.zeros(len(added))
    contract = with_new(network.value, nothing)
    np.add.at(contract, (place + np.cumsum(new) - new)[inverse], value)
    moving = Moving(with_new(moving.transit, nothing), with_new(moving.weakness, nothing))
    network = replace(
        network,
        supplier=with_new(network.supplier, added // width),
        claim=with_new(network.claim, added % width),
        value=contract,
    )
    return laid_again(lines, network, moving, p, lines.tiers)
