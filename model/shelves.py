"""Which claims are shops' shelves, and what lies on them; which claims are what farms sold.

Goods of the state's shops fall into five groups; produce that farms and plots send to the
same claims is sold on the peasant market.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np

from model import data
from model.claims import NETWORK_SERVICES, Claims, Kind
from model.population import is_farm_product
from model.product_table import sector_of_product
from model.units import Flags, Rows, Rubles

GROUPS = ("food", "clothing", "durables", "household", "services")
MARKET = len(GROUPS)
"""The place of the peasant market after the groups, where a household divides its money."""
_GROUP_OF = {
    "food_industry": "food",
    "light_industry": "clothing",
    "consumer_durables": "durables",
    "machinery": "durables",
}


@cache
def sector_of() -> Rows:
    """Return (59,) the sector of each product; worked out once."""
    return sector_of_product()


@cache
def farm_goods() -> Flags:
    """Return (59,) whether farms grow a product; worked out once."""
    return is_farm_product()


@cache
def works_sectors() -> Flags:
    """Return (20,) whether a sector's producers are works and not farms."""
    return ~np.isin(np.array(data.SECTORS), data.FARM_SECTORS)


@cache
def group_of() -> Rows:
    """Return (59,) the group of each product in `GROUPS`, the market for what farms grow."""
    sector = sector_of()
    named = [GROUPS.index(_GROUP_OF.get(name, "household")) for name in data.SECTORS]
    group = np.array(named)[sector]
    group[np.isin(np.array(data.PRODUCTS), NETWORK_SERVICES)] = GROUPS.index("services")
    group[farm_goods()] = MARKET
    return group


@dataclass
class Shelves:
    """Columns over the claims of shops (s,): their place among claims, good, region, cell.

    ``cell``: group x region, market last; ``poor``: mln rub of 1958 that buyers pass by;
    ``left``: what lay there after the last sales.
    """

    claim: Rows
    product: Rows
    region: Rows
    cell: Rows
    state: Rows  # places in these columns of goods of the state's shops
    market: Rows  # and of the peasant market
    poor: Rubles = field(default_factory=lambda: np.zeros(0))
    left: Rubles = field(default_factory=lambda: np.zeros(0))


def shelves(claims: Claims) -> Shelves:
    """Return the shelves among claims, nothing on them yet."""
    claim = np.flatnonzero(claims.kind == Kind.SHOPS)
    product, region = claims.product[claim], claims.region[claim]
    group = group_of()[product]
    return Shelves(
        claim=claim,
        product=product,
        region=region,
        cell=group * len(data.REGIONS) + region,
        state=np.flatnonzero(group < MARKET),
        market=np.flatnonzero(group == MARKET),
        poor=np.zeros(len(claim)),
        left=np.zeros(len(claim)),
    )
