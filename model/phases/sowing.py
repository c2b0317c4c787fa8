"""Sowing: new land, and what is sown by order and by knowledge of the fields.

Orders come in spring, from what the year's plan asks and the campaigns of the day; how far they
are followed is the region's obedience, which follows from who may set crops
(`LocalOfficial` may make it stronger or weaker by region: `Countryside.campaigns`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.acreage import GRAIN, PRODUCT_OF_CROP, TECHNICAL, THOUSAND, area_1955, column
from model.calendar import FIRST_YEAR, year_of
from model.data import CROPS
from model.farmland import FALLOW, LAND, shares_1955, suits_1955
from model.mechanisms import monoculture, procurement, soil, virgin
from model.phases import growing
from model.units import Hectares, Quantities, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

WHEAT, MAIZE, SILAGE, GRASS, FODDER = (
    CROPS.index(name) for name in ("wheat", "maize", "silage", "grass", "fodder")
)
LAST_BROKEN = 1960
IS_GRAIN = np.isin(np.arange(len(CROPS)), GRAIN)


@cache
def broken(year: int) -> Hectares:
    """Return (105,) thousand ha broken in a year of the programme."""
    name = f"virgin_ploughed_{year}_mln_ha"
    return column(name) * THOUSAND if 1954 <= year <= LAST_BROKEN else np.zeros(len(data.REGIONS))


def orders(e: SovietEconomy) -> None:
    """Draw up sown plans by the law of the spring, and note how far they will be followed."""
    p, farms, country = e.law(monoculture.Monoculture, e.month), e.land, e.countryside
    country.obedience = obedience(e, p)
    area = country.by_region(np.asarray(farms.arable)[:, None] * np.asarray(farms.shares))
    land = area.sum(axis=1, keepdims=True)
    last = np.divide(area, land, out=shares_1955(), where=land > 0)
    years = float(year_of(e.month) - FIRST_YEAR + 1)
    country.asked = country.asked * (1.0 + asked(e, p))
    held = area.sum(axis=0)[:FALLOW]
    goal = area_1955().sum(axis=0) * country.asked
    wanted = last[:, :FALLOW] * np.divide(goal, held, out=np.ones_like(held), where=held > 0)
    wanted[:, [MAIZE, SILAGE]] = _maize(last, held, years, p)
    fallow = monoculture.fallow_ordered(shares_1955()[:, FALLOW], years, p)
    country.ordered = monoculture.order(wanted, fallow, IS_GRAIN)


def obedience(e: SovietEconomy, p: monoculture.Monoculture) -> Shares:
    """Return (105,) how far orders about crops are followed."""
    found = np.zeros(len(data.REGIONS))
    if not p.active:
        return found
    for order, where in e.law.orders_by_region(e.month):
        found[where] = monoculture.followed(order.rights["set_crops"] == "farm", p)
    return np.clip(found * e.countryside.campaigns, 0.0, 1.0)


def asked(e: SovietEconomy, p: monoculture.Monoculture) -> Quantities:
    """Return (13,) growth that sown plans ask of each crop's area this year."""
    path = np.maximum(e.plan.path, 0.0)

    def of(*products: str) -> float:
        return float(np.mean([path[data.PRODUCTS.index(name)] for name in products]))

    growth = np.zeros(len(CROPS))
    for crop in (*TECHNICAL, "potatoes", "vegetables"):
        growth[CROPS.index(crop)] = of(PRODUCT_OF_CROP.get(crop, "other_crops"))
    growth[FODDER] = growth[GRASS] = of("meat", "milk")
    growth = growth * p.area_part
    growth[GRASS] = (1.0 + growth[GRASS]) * (1.0 - p.grass_cut) - 1.0
    return growth


def _maize(last: Shares, held: Hectares, years: float, p: monoculture.Monoculture) -> Shares:
    """Return (105, 2) shares of land wanted for maize for grain and for maize cut green.

    The campaign wants as much more each year, where some is sown; all of it is cut green.
    Without it nobody wants more maize than farms do, who go back to what suits their fields.
    """
    here = last[:, [MAIZE, SILAGE]]
    if p.maize_campaign:
        first = area_1955().sum(axis=0)
        green = first[SILAGE] + p.maize_raised * THOUSAND * years
        ratio = np.array([1.0, green / max(held[SILAGE], 1.0)])
        return np.asarray(here * ratio)
    suited = suits_1955(p.maize_before, p.ripening)[:, [MAIZE, SILAGE]]
    return np.asarray(here + p.own_pace * (suited - here))


def prices_over_1956(e: SovietEconomy) -> Quantities:
    """Return (14,) what the state pays for a use of land over what it paid at the opening."""
    now, first = (e.law(procurement.Procurement, month).price for month in (e.month, 0))
    paid = np.divide(now, first, out=np.ones_like(now), where=first > 0)
    found = np.ones(LAND)
    for crop, product in PRODUCT_OF_CROP.items():
        found[CROPS.index(crop)] = paid[data.PRODUCTS.index(product)]
    return found


def sow(e: SovietEconomy) -> None:
    """Sow in April: new land first, then every field as orders and its farm want it."""
    orders(e)
    _new_land(e)
    p, farms, country = e.law(monoculture.Monoculture, e.month), e.land, e.countryside
    own = monoculture.own_choice(
        np.asarray(farms.shares), np.asarray(farms.suits), prices_over_1956(e), p
    )
    psi = country.obedience[farms.region]
    farms.shares = monoculture.obeyed(own, country.ordered[farms.region], psi)
    farms.alike = monoculture.alike_next(np.asarray(farms.alike), psi, p)
    country.area_index = growing.area_index(e)


def _new_land(e: SovietEconomy) -> None:
    """Take under the plough what was broken."""
    p, farms, country = e.law(virgin.Virgin, e.month), e.land, e.countryside
    farms.flush = virgin.flush_next(np.asarray(farms.flush), p)
    year = year_of(e.month)
    if not p.programme or year > LAST_BROKEN + 1:
        return
    added = _to_farms(e, virgin.sown(broken(year), broken(year - 1), p), p)
    added = np.minimum(added, np.asarray(farms.pasture))
    before = np.sum([broken(y) for y in range(1954, year)], axis=0)
    whole = np.sum([broken(y) for y in range(1954, LAST_BROKEN + 1)], axis=0)
    good = virgin.quality(before, whole, p)[farms.region]
    weeds = e.law(soil.Soil, e.month).weeds_on_new_land
    land = np.asarray(farms.arable)
    for name, new in (
        ("weeds", weeds), ("fertility", good), ("flush", p.flush), ("new_land", 1.0),
        ("fallow_before", 0.0), ("wheat_run", 0.0), ("alike", 1.0),
    ):  # fmt: skip
        old = np.asarray(getattr(farms, name))
        setattr(farms, name, virgin.mixed(old, land, new, added))
    wheat = np.zeros(LAND)
    wheat[WHEAT] = 1.0
    total = (land + added)[:, None]
    mixed = np.asarray(farms.shares) * land[:, None] + wheat * added[:, None]
    farms.shares = np.divide(mixed, total, out=np.array(farms.shares), where=total > 0)
    farms.arable, farms.pasture = land + added, farms.pasture - added
    country.broken = country.broken + country.by_region(added)


def _to_farms(e: SovietEconomy, by_region: Hectares, p: virgin.Virgin) -> Hectares:
    """Return (n,) new land (105,) given to the region's farms by their land."""
    farms, country = e.land, e.countryside
    land, state = np.asarray(farms.arable), np.asarray(farms.is_state)
    held = np.stack([country.by_region(land * state), country.by_region(land * (1.0 - state))])
    first = np.where(held[1] > 0, np.where(held[0] > 0, p.to_state_farms, 0.0), 1.0)
    part = np.divide(
        np.stack([first, 1.0 - first]) * by_region, held, out=np.zeros_like(held), where=held > 0
    )
    row = np.where(state > 0, part[0][farms.region], part[1][farms.region])
    return np.asarray(land * row)
