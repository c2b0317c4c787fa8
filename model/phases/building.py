"""Building: sites take what reached their region, new ones start, plant is handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data, given
from model.calendar import MONTHS_A_YEAR
from model.claims import Kind
from model.mechanisms import construction
from model.sites import DWELLINGS
from model.sums import summed
from model.units import Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy


def building(e: SovietEconomy) -> None:
    """Sites take the material that reached their region; what is left starts new ones."""
    p, lines, claims = e.law(construction.Construction, e.month), e.lines, e.lines.network.claims
    regions = len(data.REGIONS)
    mine = np.flatnonzero(claims.kind == Kind.INVESTMENT)
    pool = claims.region[mine] + regions * e.is_housing[claims.product[mine]]
    material = summed(pool, weights=lines.stock[mine], minlength=2 * regions)
    if p.active:
        _start(e, material, p)
        spent, handed, years = e.sites.build(material, e.month)
    else:
        spent, years = material, np.zeros(2)
        handed = e.plan.limits * material[:regions, None]
        handed[:, DWELLINGS] = material[regions:]
    part = np.divide(spent, material, out=np.zeros_like(spent), where=material > 0)
    e.served[mine] = lines.stock[mine] * np.minimum(part, 1.0)[pool]
    lines.stock[mine] -= e.served[mine]
    e.invested, e.commissioned, e.site_years = spent, handed, e.site_years + years
    _hand_over(e, handed)


def _start(e: SovietEconomy, material: Rubles, p: construction.Construction) -> None:
    """Start sites that will take what open ones leave, where limits are furthest from met."""
    regions = len(data.REGIONS)
    due = e.sites.due_by_place()
    wanted = e.plan.limits * material[:regions, None]
    wanted[:, DWELLINGS] = material[regions:]
    gap = np.maximum(wanted - due, 0.0)
    rows = np.arange(regions)[:, None] + np.arange(gap.shape[1])[None, :]
    gap = np.where((rows + e.month) % 3 == 0, gap, 0.0)
    free = np.maximum(material[:regions] - np.delete(due, DWELLINGS, axis=1).sum(axis=1), 0.0)
    asked = np.delete(gap, DWELLINGS, axis=1).sum(axis=1)
    scale = np.divide(free, asked, out=np.zeros_like(free), where=asked > 0)
    dwellings = gap[:, DWELLINGS].copy()
    gap = gap * np.minimum(scale, 3.0)[:, None]
    gap[:, DWELLINGS] = dwellings
    e.sites.start(gap, e.month, e.seed_of_luck, p)


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
