"""The opening network: who is attached to whom, sparse and exactly balanced, in one pass.

For each product a doubly constrained gravity table says how much goes from region to
region. Every claim, in one to three parts, draws a supplier region from it; customers
and suppliers are put in order of region, ties by lot, their needs and supplies are
cumulated, and both lines are cut where either has a mark (the north-west-corner rule).
Each piece is a link. Nothing is iterated, no supplier is without customers, needs and
supplies are met to the last digit.

The share supplied from the own region follows from the distance decay alone, which is
one number for every order; it is reported (`own_region_share`) and tested.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from model import chance, data
from model.sums import cut, summed
from model.units import Quantities, Rows

_BALANCINGS = 200
_CLOSE = 1e-10
_SMALL = 1e-12


@cache
def distances(abroad_km: float) -> Quantities:
    """Return (106, 106) km between regions, not to be written to; the last place is abroad."""
    index = {name: row for row, name in enumerate(data.REGIONS)}
    n = len(index)
    km = np.full((n + 1, n + 1), abroad_km)
    for row in data.table("history/distance"):
        km[index[row["a"]], index[row["b"]]] = float(row["distance_km"])
    km.flags.writeable = False
    return km


def gravity(need: Quantities, supply: Quantities, nearness: Quantities) -> Quantities:
    """Return (m, m) flows customer region x supplier region with both margins kept.

    ``nearness``: exp(-decay x km), strictly positive where a flow may run.
    """
    flow = nearness * need[:, None] * supply[None, :]
    for _ in range(_BALANCINGS):
        rows = flow.sum(axis=1)
        flow *= np.divide(need, rows, out=np.zeros_like(need), where=rows > 0)[:, None]
        columns = flow.sum(axis=0)
        scale = np.divide(supply, columns, out=np.ones_like(supply), where=columns > 0)
        flow *= scale
        if np.abs(scale[supply > 0] - 1.0).max(initial=0.0) < _CLOSE:
            break
    return np.asarray(flow)


def attach(
    need: Quantities,
    region: Rows,
    parts: Rows,
    supply: Quantities,
    place: Rows,
    nearness: Quantities,
    lot: tuple[int, str],
) -> tuple[Rows, Rows, Quantities]:
    """Attach the customers of one product to its suppliers.

    Parameters
    ----------
    need, region, parts : (n,) mln rub/month, code, whole
        Claims, where they are, and in how many parts each draws its supplier region.
    supply, place : (m,) mln rub/month, code
        Suppliers and where they are; ``supply`` sums to ``need`` within rounding.
    nearness : (k, k)
        Attraction between regions, customers in rows.
    lot : seed and purpose of the draws

    Returns
    -------
    customer, supplier, value : (l,) row of ``need``, row of ``supply``, mln rub/month
        Positive; values of a customer sum to its need, of a supplier to its supply.
    """
    seed, purpose = lot
    k = len(nearness)
    flow = gravity(
        summed(region, weights=need, minlength=k),
        summed(place, weights=supply, minlength=k),
        nearness,
    )
    part = np.repeat(np.arange(len(need)), parts)
    drawn = _draw_regions(
        flow, region[part], chance.uniform(seed, purpose, 1, np.arange(len(part)))
    )
    line = np.lexsort((chance.uniform(seed, purpose, 2, np.arange(len(part))), drawn))
    shop = np.lexsort((chance.uniform(seed, purpose, 3, np.arange(len(supply))), place))
    customer, supplier, value = _north_west_corner((need / parts)[part[line]], supply[shop])
    return _merge(part[line][customer], shop[supplier], value, len(supply))


def _draw_regions(flow: Quantities, region: Rows, u: Quantities) -> Rows:
    """Draw a supplier region for each part from its row of the flow table."""
    cumulated = np.cumsum(flow, axis=1)
    drawn = np.zeros(len(region), dtype=np.int64)
    order = np.argsort(region, kind="stable")
    bounds = np.searchsorted(region[order], np.arange(len(flow) + 1))
    for r in np.flatnonzero(np.diff(bounds)):
        mine = order[bounds[r] : bounds[r + 1]]
        drawn[mine] = np.searchsorted(cumulated[r], u[mine] * cumulated[r, -1], side="right")
    return np.minimum(drawn, len(flow) - 1)


def _north_west_corner(need: Quantities, supply: Quantities) -> tuple[Rows, Rows, Quantities]:
    """Cut two cumulated lines at each other's marks; return both rows and the pieces."""
    customers = np.cumsum(need)
    suppliers = np.cumsum(supply) * (customers[-1] / supply.sum())
    suppliers[-1] = customers[-1]
    return cut(customers, suppliers, _SMALL)


def _merge(
    customer: Rows, supplier: Rows, value: Quantities, suppliers: int
) -> tuple[Rows, Rows, Quantities]:
    """Add up the pieces between the same two ends."""
    pair, inverse = np.unique(customer * suppliers + supplier, return_inverse=True)
    return pair // suppliers, pair % suppliers, summed(inverse, weights=value)
