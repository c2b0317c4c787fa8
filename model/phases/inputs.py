"""Inputs of the fields: nutrients and machines, as the economy delivers them.

Fertiliser is used up from the regions' depots; where it goes is policy: a crop's share, and each
region's dose over the country's as in 1955. Machines are those that sites and farms took of what
the works made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.acreage import GRAIN, column
from model.calendar import MONTHS_A_YEAR
from model.claims import Kind
from model.data import CROPS, ZONES
from model.farmland import FALLOW
from model.mechanisms import fertiliser, machinery
from model.units import Quantities, Rows, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

FERTILISER = data.PRODUCTS.index("mineral_fertiliser")
TRACTORS, COMBINES = (data.PRODUCTS.index(name) for name in ("tractors", "grain_combines"))
THOUSAND = 1000.0
PROGRAMME = ("dry_steppe_kazakhstan", "dry_steppe_volga", "chernozem_urals_siberia")
_DOSES = {
    "grain": ("wheat", "other_grain", "maize"),
    "cotton": ("cotton",),
    "sugar_beet": ("sugar_beet",),
    "flax": ("flax",),
    "other_technical": ("sunflower", "other_technical"),
    "potatoes_vegetables": ("potatoes", "vegetables"),
    "fodder": ("silage", "grass", "fodder"),
}
EXPORTS, SHOPS = 2, 3  # columns of planned final uses


def doses_1955() -> Quantities:
    """Return (105, 13) kg of nutrients a hectare in 1955, by region and crop."""
    table = np.zeros((len(data.REGIONS), len(CROPS)))
    for group, crops in _DOSES.items():
        for crop in crops:
            table[:, CROPS.index(crop)] = column(f"fert_kg_ha_{group}_1955")
    return table


def allotted(e: SovietEconomy) -> None:
    """Let farms be allotted in December all fertiliser that the plan leaves them.

    They cannot bid for it and cannot refuse it: the norm follows what is to be made.
    """
    if e.month == 0:
        return
    p = e.law(fertiliser.Fertiliser, e.month)
    plan, work = e.plan, np.zeros(len(data.PRODUCTS))
    np.add.at(work, e.farms.product, e.farm_capacity * MONTHS_A_YEAR)
    need = e.norms[FERTILISER] * np.where(work > 0, work, plan.output * plan.usual)
    made = float((plan.output * plan.usual + plan.imports)[FERTILISER])
    gardens = e.opening.use("household")[FERTILISER] / e.opening.output[FERTILISER] * made
    abroad = float(e.opening.use("exports")[FERTILISER]) * MONTHS_A_YEAR * e.trade_level
    left = made - gardens - abroad - float(need[work <= 0].sum())
    change = max(left, 0.0) / float(need[work > 0].sum())
    e.norms[FERTILISER, work > 0] *= np.clip(change, p.slowest, p.fastest)
    plan.norms[FERTILISER, work > 0] = e.norms[FERTILISER, work > 0]
    plan.final[FERTILISER, [EXPORTS, SHOPS]] = abroad, gardens


def came(e: SovietEconomy) -> None:
    """Count the month's fertiliser and machines."""
    country, claims = e.countryside, e.network.claims
    mine = claims.product[e.depots] == FERTILISER
    content = e.law(fertiliser.Fertiliser, e.month)
    unit = THOUSAND * e.unit_of[FERTILISER] * content.nutrient_content * content.used_by_farms
    country.nutrients += float(e.depot_use[mine].sum()) * unit
    for place, product in enumerate((TRACTORS, COMBINES)):
        taken = (claims.product == product) & (claims.kind == Kind.INVESTMENT)
        country.machines[place] += float(e.served[taken].sum()) * e.unit_of[product]


def machines_of_year(e: SovietEconomy) -> None:
    """Give out the year's machines at its end; old ones wear."""
    p, farms, country = e.law(machinery.Machinery, e.month), e.land, e.countryside
    new = np.isin(np.array(ZONES), PROGRAMME).astype(np.float64)[country.zone][farms.region]
    land = np.asarray(farms.arable)
    grain = land * np.asarray(farms.shares)[:, GRAIN].sum(axis=1)
    country.tractors_of_year = p.tractors_to_farms * float(country.machines[0])
    tractors = machinery.delivered(country.tractors_of_year, land, new, p)
    combines = machinery.delivered(p.combines_to_farms * country.machines[1], grain, new, p)
    farms.tractors = machinery.next_park(np.asarray(farms.tractors), tractors, p.tractor_life)
    farms.combines = machinery.next_park(np.asarray(farms.combines), combines, p.combine_life)
    country.machines[:] = 0.0


def season_of_nutrients(e: SovietEconomy) -> None:
    """Divide in July the season's nutrients among crops and regions."""
    p, farms, country = e.law(fertiliser.Fertiliser, e.month), e.land, e.countryside
    area = country.by_region(np.asarray(farms.arable)[:, None] * farms.shares[:, :FALLOW])
    country.doses = doses(p, country.nutrients, area, country.yields, country.zone)
    farms.nutrients = country.doses[farms.region][:, GRAIN].mean(axis=1)
    country.nutrients_of_year, country.nutrients = country.nutrients, 0.0


def doses(
    p: fertiliser.Fertiliser, nutrients: float, area: Quantities, yields: Quantities,
    zone: Rows,
) -> Quantities:  # fmt: skip
    """Return (105, 13) kg/ha of so many thousand t of nutrients on so many thousand ha."""
    by_crop = fertiliser.shares(nutrients, p) * THOUSAND
    pattern = doses_1955()
    wanted = (pattern * area).sum(axis=0)
    found = pattern * np.divide(by_crop, wanted, out=np.zeros_like(wanted), where=wanted > 0)
    if p.by_response:
        land = area[:, GRAIN].sum(axis=1)
        base = np.divide(
            (area * yields)[:, GRAIN].sum(axis=1), land, out=np.zeros_like(land), where=land > 0
        )
        total = float(by_crop[list(GRAIN)].sum())
        best = fertiliser.best_doses(total, land, p.grain_curve[zone], p.grain_own[zone], base)
        found[:, GRAIN] = best[:, None]
    return np.asarray(found)


def nutrient_factor(e: SovietEconomy) -> Quantities:
    """Return (105, 13) yields over those of a field without fertiliser."""
    p, country = e.law(fertiliser.Fertiliser, e.month), e.countryside
    if not p.active:
        return np.ones_like(country.doses)
    curve, own = (np.tile(x, (len(country.zone), 1)) for x in (p.crop_curve, p.crop_own))
    curve[:, GRAIN] = p.grain_curve[country.zone][:, None]
    own[:, GRAIN] = p.grain_own[country.zone][:, None]
    return fertiliser.response(country.doses, curve, own)


def machine_factor(e: SovietEconomy) -> Shares:
    """Return (n,) what is left of grain sown and cut as fast as machines allow."""
    p, farms = e.law(machinery.Machinery, e.month), e.land
    if not p.active:
        return np.ones(len(farms))
    land = np.asarray(farms.arable)
    grain = land * np.asarray(farms.shares)[:, GRAIN].sum(axis=1)
    ready = 1.0 - p.idle * (1.0 - np.asarray(farms.is_state))
    loss = p.harvest_loss[e.countryside.zone][farms.region]
    return machinery.in_time(
        np.asarray(farms.tractors) * ready, np.asarray(farms.combines) * ready, land, grain, loss, p
    )
