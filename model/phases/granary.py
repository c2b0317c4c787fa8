"""The granary: what the state will give out of crops, and the grain that it wants to give out.

Columns (m,) by farm row, mln rub a month if not said otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.calendar import MONTHS_A_YEAR
from model.claims import Kind
from model.home import TOWNS, VILLAGES
from model.mechanisms import procurement, supply, trade, wages
from model.phases import own_use
from model.sums import summed
from model.units import Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy

GRAIN = data.PRODUCTS.index("grain")
_NOTHING = 1e-9  # mln rub


def eaters(e: SovietEconomy) -> float:
    """Return thousand persons who live on bread from shops.

    A villager counts as a part; who was paid in grain by a kolkhoz and is paid wages by the
    sovkhoz that it became, as a townsman.
    """
    people, p = np.asarray(e.households.people), e.law(supply.Supply, e.month)
    villagers, farm = float(people[VILLAGES].sum()), e.law(wages.Wages, e.month).farm_people
    waged = farm * (1.0 - e.countryside.paid_in_grain)
    part = p.rural_weight + (1.0 - p.rural_weight) * waged
    return float(people[TOWNS].sum()) + part * villagers


def note_paid_in_grain(e: SovietEconomy) -> None:
    """Note what part of farm people is on kolkhozes, over that of January 1956."""
    farms, country = e.land, e.countryside
    hands, state = np.asarray(farms.labour), np.asarray(farms.is_state)
    now = float((hands * (1.0 - state)).sum() / hands.sum())
    if not country.kolkhozniki_1956:
        country.kolkhozniki_1956 = now
    country.paid_in_grain = now / country.kolkhozniki_1956


def bread_of_1956(e: SovietEconomy) -> None:
    """Note how much grain works need for each eater in January 1956."""
    note_paid_in_grain(e)
    claims = e.network.claims
    mine = (claims.kind == Kind.WORKS) & (claims.product == GRAIN)
    need = float(claims.need[mine].sum()) / e.stock_factor[GRAIN]
    e.countryside.bread_of_eater = need / eaters(e)


def bread(e: SovietEconomy) -> float:
    """Return grain for mills, spirits and other works: so much an eater, as in 1956."""
    return e.countryside.bread_of_eater * eaters(e)


def abroad(e: SovietEconomy) -> float:
    """Return grain exports promised."""
    return float(e.opening.use("exports")[GRAIN]) * e.trade_level


def wanted(e: SovietEconomy) -> float:
    """Return grain that the state wants to give out: bread, exports, what farms have back."""
    back = float(own_use.bought_back(e)[GRAIN].sum())
    return bread(e) + back + abroad(e) * (1.0 - e.countryside.exports_cut)


def to_be_had(e: SovietEconomy) -> Rubles:
    """Return (m,) crops that the state will give out in the year, on average.

    What lies in store beside the rest that must be left when new crops come, what is to come
    from abroad until then, and after it the plan of deliveries. Of grain no more than is
    wanted: what is left over of a good harvest is the reserve for a bad one.
    """
    room, f = e.law(procurement.Procurement, e.month), e.farms
    before = room.first_harvest / MONTHS_A_YEAR
    month = e.countryside.quota / MONTHS_A_YEAR
    grain = f.product == GRAIN
    rest = room.carry_over[f.product]
    rest[grain] = _least(e) / max(float(month[grain].sum()), _NOTHING)
    spare = np.maximum(np.asarray(f.reserve) - rest * month, 0.0)
    found = spare / MONTHS_A_YEAR + e.bought * before + month * (1.0 - before)
    found[grain] *= min(wanted(e) / max(float(found[grain].sum()), _NOTHING), 1.0)
    return np.asarray(found)


def _least(e: SovietEconomy) -> float:
    """Return grain that must be left with the state when new grain comes, beside mills' own."""
    mine = e.network.claims.product == GRAIN
    months = e.law(trade.Trade, e.month).reserve_wanted
    return max(months * wanted(e) - float(e.lines.stock[mine].sum()), 0.0)


def expected(e: SovietEconomy) -> Rubles:
    """Return (59,) what there will be of a good in the year, mln rub: what the plan says.

    Of crops it is what December knows of: what the state will give out, and what farms keep.
    """
    f = e.farms
    own = e.home_use_of_rows() + own_use.kept(e)
    crops = summed(f.product, (to_be_had(e) + own) * e.is_crop, len(data.PRODUCTS))
    is_crop = summed(f.product, e.is_crop, len(data.PRODUCTS)) > 0
    return np.where(is_crop, crops * MONTHS_A_YEAR, e.plan.output)
