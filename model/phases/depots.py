"""Depots: the small inputs that works and farms draw from their region.

Every quantity is in mln rub of 1958.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model import data
from model.claims import NEVER_REQUIRED
from model.mechanisms import supply
from model.phases.own_use import bought_back
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
    e.depot_need = need + bought_back(e).T


def depots(e: SovietEconomy) -> None:
    """Works and farms use up what they had from the depots, for what they really made.

    Farms have seed and feed back from what works leave.
    """
    lines, claims, d, f = e.lines, e.lines.network.claims, e.directors, e.farms
    regions, products = len(data.REGIONS), len(data.PRODUCTS)
    cell = d.region * products + d.product
    made = summed(cell, weights=d.output * (1.0 + d.weight), minlength=regions * products)
    made = made.reshape(regions, products)
    np.add.at(made, (f.region, f.product), e.farm_capacity * f.coverage)
    wanted = np.einsum("pq,rq->rp", e.norms * e.pooled, made)
    mine = e.depots
    place = (claims.region[mine], claims.product[mine])
    for_works = np.minimum(wanted[place], lines.stock[mine])
    back = np.minimum(bought_back(e).T[place], lines.stock[mine] - for_works)
    e.depot_use = for_works + back
    lines.stock[mine] = np.maximum(lines.stock[mine] - e.depot_use, 0.0)
    e.countryside.came_back[claims.product[mine], claims.region[mine]] = back


class Pooled(NamedTuple):
    """How depot inputs count in coverage: (59, 59) supplier x maker, (59,) by maker.

    ``weight``: each main input a unit, the small ones one together; ``units``: how many.
    """

    weight: Quantities
    units: Quantities


def pooled_units(norms: Quantities, pooled: Quantities, threshold: float) -> Pooled:
    """Return how the inputs from depots count."""
    table = norms * pooled
    table[[data.PRODUCTS.index(name) for name in NEVER_REQUIRED]] = 0.0
    main = (table >= threshold).astype(np.float64)
    small = np.where(main > 0, 0.0, table)
    total = small.sum(axis=0)
    weight = main + np.divide(small, total, out=np.zeros_like(small), where=total > 0)
    return Pooled(weight, weight.sum(axis=0))
