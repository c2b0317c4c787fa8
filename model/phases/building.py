"""Building: sites take what reached their region, new ones start, plant is handed over."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from model import data, given
from model.calendar import MONTHS_A_YEAR, month_of_year
from model.claims import Kind
from model.mechanisms import construction
from model.sites import DWELLINGS, PURPOSES
from model.sums import summed
from model.units import Rows, Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy


def building(e: SovietEconomy) -> None:
    """Start sites, give all of them the material that reached their region, hand over plant."""
    p, lines, claims = e.law(construction.Construction, e.month), e.lines, e.lines.network.claims
    regions = len(data.REGIONS)
    mine = np.flatnonzero(claims.kind == Kind.INVESTMENT)
    pool = claims.region[mine] + regions * e.is_housing[claims.product[mine]]
    material = summed(pool, weights=lines.stock[mine], minlength=2 * regions)
    if p.active:
        season = e.plan.month(month_of_year(e.month))[claims.product[mine]]
        limit = e.contract_of_claim[mine] * season
        _start(e, summed(pool, weights=limit, minlength=2 * regions), material, p)
        spent, handed, years = e.sites.build(material, e.month, p.listed)
    else:
        spent, years = material, np.zeros(2)
        handed = _by_purpose(e, material)
    part = np.divide(spent, material, out=np.zeros_like(spent), where=material > 0)
    e.served[mine] = lines.stock[mine] * np.minimum(part, 1.0)[pool]
    lines.stock[mine] -= e.served[mine]
    e.invested, e.commissioned, e.site_years = spent, handed, e.site_years + years
    _hand_over(e, handed)


def _by_purpose(e: SovietEconomy, by_store: Rubles) -> Rubles:
    """Return (105, 22) a column of stores (210,) divided among purposes as the limits say."""
    regions = len(data.REGIONS)
    table = e.plan.limits * by_store[:regions, None]
    table[:, DWELLINGS] = by_store[regions:]
    return np.asarray(table)


def _start(e: SovietEconomy, limit: Rubles, material: Rubles, p: construction.Construction) -> None:
    """Start sites: those who may, up to what their limits seem to feed, each place in its turn.

    ``limit``: (210,) contracts of the month by store; where more came than even hungry
    sites could take, that is built with too. Where orders stand side by side each counts its
    own regions.
    """
    rate = np.zeros((len(data.REGIONS), len(PURPOSES)))
    for order, where in e.orders:
        starter, money = str(order.rights["start_sites"]), order.money
        soft, charge = float(money["losses_covered"]), float(money["capital_charge"])
        hungry = construction.hunger(soft, charge, p)
        room = np.maximum(construction.licensed(limit, hungry, p), material)
        wanted, due = (
            (table * where[:, None]).ravel()
            for table in (_by_purpose(e, room), e.sites.due_by_place())
        )
        rate += construction.starts(wanted, due, _ledger(starter)).reshape(rate.shape)
    turn = np.add.outer(np.arange(rate.shape[0]), np.arange(rate.shape[1])) + e.month
    rate = np.where(turn % int(p.start_interval) == 0, rate, 0.0)
    e.sites.start(rate, e.month, e.seed_of_luck, p)


@cache
def _ledger(starter: str) -> Rows:
    """Return (105 x 22,) whose limits each place counts against; dwellings have their own."""
    region, purpose = np.indices((len(data.REGIONS), len(PURPOSES)))
    places = region.size
    if starter == "centre":
        ledger = np.zeros_like(region)
    elif starter == "ministry":
        ledger = purpose
    elif starter == "republic":
        ledger = np.array([data.REPUBLICS.index(name) for name in data.REPUBLIC_OF_REGION])[region]
    elif starter == "sovnarkhoz":
        ledger = region
    else:
        ledger = region * len(PURPOSES) + purpose
    return np.asarray((ledger + places * (purpose == DWELLINGS)).ravel())


def _hand_over(e: SovietEconomy, handed: Rubles) -> None:
    """Give commissioned plant to the works and farms of its region and sector; wear the old.

    Inside a sector it goes where the plan's path for the product asks for more plant.
    """
    sectors = len(data.SECTORS)
    d, f, room = e.directors, e.farms, given.plant()
    added = handed[:, :sectors] * room.yields
    wear = room.wear / MONTHS_A_YEAR
    want = np.concatenate(
        [d.capital * e.plant_wanted[d.product], f.capital * e.plant_wanted[f.product]]
    )
    region, sector = np.concatenate([d.region, f.region]), np.concatenate([d.sector, f.sector])
    cell = region * sectors + sector
    total = summed(cell, weights=want, minlength=added.size)
    share = want / np.where(total > 0, total, 1.0)[cell]
    plant = added.ravel()[cell] * share
    d.capital = d.capital * (1.0 - wear[d.sector]) + plant[: len(d)]
    f.capital = f.capital * (1.0 - wear[f.sector]) + plant[len(d) :]
    e.sector_capital = None
