"""Depots: the small inputs that works and farms draw from their region.

Every quantity is in mln rub of 1958.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model import data
from model.claims import NEVER_REQUIRED
from model.mechanisms import supply
from model.population import is_farm_product
from model.sums import summed
from model.units import Quantities

if TYPE_CHECKING:
    from model.economy import SovietEconomy


def depot_fill(e: SovietEconomy, p: supply.Supply) -> None:
    """Note how far the region's depots cover what is planned to be used from them.

    ``pool_term`` (105, 59) sums the shortage terms of a maker's depot inputs: each main
    one counts as a unit, the small ones together as one.
    """
    lines, claims = e.lines, e.lines.network.claims
    d, mine = e.directors, e.depots
    regions, products = len(data.REGIONS), len(data.PRODUCTS)
    cell = d.region * products + d.product
    plan = summed(cell, weights=e.planned * (1.0 + d.weight), minlength=regions * products)
    plan = plan.reshape(regions, products)
    np.add.at(plan, (e.farms.region, e.farms.product), e.farm_capacity)
    norms = e.norms * e.pooled
    need = np.einsum("pq,rq->rp", norms, plan)
    stock = np.zeros_like(need)
    stock[claims.region[mine], claims.product[mine]] = lines.stock[mine]
    fill = np.divide(stock, need, out=np.ones_like(need), where=need > stock)
    term = supply.shortage_term(fill, p)
    e.pool_term = np.einsum("rp,pq->rq", term, e.pool_weight)
    fed = np.einsum("rp,pq->rq", fill, e.feed_share)
    e.pool_term += supply.shortage_term(fed, p) * e.feeds
    e.depot_need = need


def depots(e: SovietEconomy) -> None:
    """Works and farms use up what they had from the depots, for what they really made."""
    lines, claims, d, f = e.lines, e.lines.network.claims, e.directors, e.farms
    regions, products = len(data.REGIONS), len(data.PRODUCTS)
    cell = d.region * products + d.product
    made = summed(cell, weights=d.output * (1.0 + d.weight), minlength=regions * products)
    made = made.reshape(regions, products)
    np.add.at(made, (f.region, f.product), e.farm_capacity * f.coverage)
    wanted = np.einsum("pq,rq->rp", e.norms * e.pooled, made)
    mine = e.depots
    e.depot_use = np.minimum(wanted[claims.region[mine], claims.product[mine]], lines.stock[mine])
    lines.stock[mine] -= e.depot_use


class Pooled(NamedTuple):
    """How depot inputs count in coverage: (59, 59) supplier x maker, (59,) by maker.

    ``weight``: each main input a unit, the small ones one together; ``feed_share``: shares of
    farm produce in what a farm maker takes of it, which counts as one unit where ``feeds``.
    ``units``: how many units there are.
    """

    weight: Quantities
    feed_share: Quantities
    feeds: Quantities
    units: Quantities


def pooled_units(norms: Quantities, pooled: Quantities, threshold: float) -> Pooled:
    """Return how the inputs from depots count."""
    farm = is_farm_product()
    table = norms * pooled
    table[[data.PRODUCTS.index(name) for name in NEVER_REQUIRED]] = 0.0
    fed = table * farm[:, None] * farm[None, :]
    table = table - fed
    main = (table >= threshold).astype(np.float64)
    small = np.where(main > 0, 0.0, table)
    total, feed = small.sum(axis=0), fed.sum(axis=0)
    weight = main + np.divide(small, total, out=np.zeros_like(small), where=total > 0)
    share = np.divide(fed, feed, out=np.zeros_like(fed), where=feed > 0)
    feeds = (feed > 0).astype(np.float64)
    return Pooled(weight, share, feeds, weight.sum(axis=0) + feeds)
