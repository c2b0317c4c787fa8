"""What farms need of their own produce this month, and what they have it from.

Tables are (59, 105) by product and region, columns (m,) by farm row; mln rub a month.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data, farm_use
from model.mechanisms import harvest, procurement
from model.sums import product
from model.units import Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy


def seed(e: SovietEconomy) -> Rubles:
    """Return (59, 105) seed and other farm produce that fields need, a month on average."""
    f = e.farms
    work = np.zeros((len(data.PRODUCTS), len(data.REGIONS)))
    work[f.product, f.region] = e.farm_capacity * e.is_crop
    return np.asarray(product(farm_use.inside(e.opening.norms), work))


def feed(e: SovietEconomy) -> Rubles:
    """Return (59, 105) what animals need."""
    return e.countryside.feed_1955 * e.countryside.feed_index


def bought_back(e: SovietEconomy) -> Rubles:
    """Return (59, 105) what farms are to have back from the state."""
    country = e.countryside
    wanted = (seed(e) + feed(e)) * (1.0 - country.own)
    wanted[data.PRODUCTS.index("grain")] *= 1.0 - country.feed_cut
    return wanted


def kept(e: SovietEconomy) -> Rubles:
    """Return (m,) what farms are to use of their own, a month on average, straw among it."""
    return own_seed(e) + own_feed(e) + e.countryside.straw


def own_seed(e: SovietEconomy) -> Rubles:
    """Return (m,) seed from own fields, a month on average."""
    f = e.farms
    return np.asarray((seed(e) * e.countryside.own)[f.product, f.region])


def own_feed(e: SovietEconomy) -> Rubles:
    """Return (m,) feed from own fields, straw and chaff apart."""
    f, country = e.farms, e.countryside
    own = (country.feed_1955 * country.own)[f.product, f.region] - country.straw_1955
    return np.asarray(own * country.feed_index[f.product, f.region])


def held_in_january(e: SovietEconomy) -> Rubles:
    """Return (m,) what farms hold for themselves on 1 January 1956.

    Food and feed to the first new produce, the seed of spring, and the usual rest.
    """
    p, room = e.law(harvest.Harvest, 0), e.law(procurement.Procurement, 0)
    months = room.first_harvest + room.farm_cushion
    spring = harvest.sown_by(12, p) - harvest.sown_by(8, p)
    eaten = e.home_use_of_rows() + own_feed(e) + e.countryside.straw
    return np.asarray(e.is_crop * (eaten * months + own_seed(e) * 12.0 * (1.0 - spring)))
