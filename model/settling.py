"""Settling the countryside of January 1956: farms, their fields, and what these are measured by."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import numpy as np

from model import data, farm_use, given
from model.acreage import (
    PRODUCT_OF_CROP,
    THOUSAND,
    area_1955,
    column,
    crop_shares,
    normal_yields,
    zone_of_region,
)
from model.agents.farm import Farm
from model.countryside import Countryside
from model.data import ANIMALS, CROPS
from model.farmland import FALLOW, farms_of, shares_1955
from model.mechanisms import fertiliser, harvest, monoculture, procurement, soil, virgin
from model.opening import MONTHS, carry_forward
from model.phases import inputs
from model.phases.growing import fields_factor, rotation
from model.phases.herding import PRODUCTS, settle_herds
from model.population import farm_output
from model.product_table import in_millions
from model.sums import product
from model.units import Quantities, Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

FIRST_BROKEN, LAST_BROKEN = 1954, 1955
BEFORE = 5
"""Months of 1955 after the harvest, whose fertiliser is for the next."""


def settle_farms(e: SovietEconomy) -> None:
    """Enrol the farms with their land, people, machines and animals."""
    crops = e.law(monoculture.Monoculture, 0)
    alike = _alike(e, crops)
    drawn = farms_of(e.scale, e.network_seed, crops, alike)
    farms = e.land = e.enrol("land", Farm, len(drawn))
    for told in fields(drawn):
        setattr(farms, told.name, getattr(drawn, told.name))
    farms.is_alive = (farms.n_farms > 0).astype(np.float64)
    new = _new_land_1955()[farms.region]
    farms.new_land = new
    farms.flush = new * e.law(virgin.Virgin, 0).flush
    farms.weeds = _weeds(e, new)
    farms.fertility = 1.0
    farms.pests = crops.pests_at_first
    farms.alike = alike
    farms.fallow_before = farms.shares[:, FALLOW]
    farms.wheat_run = farms.shares[:, CROPS.index("wheat")]
    farms.moisture = 1.0
    farms.care = 1.0
    e.countryside = _measured(e)
    settle_herds(e)


def _alike(e: SovietEconomy, crops: monoculture.Monoculture) -> float:
    """Return how alike orders had made farms: in balance, however orders are followed from 1956."""
    history = e.law.history
    is_free = history.order(0).rights["set_crops"] == "farm"
    before = monoculture.followed(is_free, history(monoculture.Monoculture, 0))
    return monoculture.alike_in_balance(before, crops)


def _weeds(e: SovietEconomy, new: Shares) -> Shares:
    """Return (n,) yield lost to weeds: in balance on old land, as on land just broken on new.

    Whatever herbicide a world may have from 1956 on, none was there before.
    """
    before = e.law.history(soil.Soil, 0).herbicide
    ground = e.law(soil.Soil, 0)._replace(herbicide=before)
    old = soil.weeds_in_balance(*rotation(e, zone_of_region()[e.land.region], ground), ground)
    return np.asarray((1.0 - new) * old + new * ground.weeds_on_new_land)


def broken_by_1955() -> Quantities:
    """Return (105,) thousand ha broken in 1954 and 1955."""
    years = range(FIRST_BROKEN, LAST_BROKEN + 1)
    broken = np.sum([column(f"virgin_ploughed_{y}_mln_ha") for y in years], axis=0)
    return np.asarray(THOUSAND * broken)


def _new_land_1955() -> Shares:
    """Return (105,) the part of arable land broken in 1954 and 1955."""
    arable = area_1955().sum(axis=1) + THOUSAND * column("clean_fallow_1955_mln_ha")
    return np.asarray(np.minimum(broken_by_1955() / np.where(arable > 0, arable, 1.0), 1.0))


def _measured(e: SovietEconomy) -> Countryside:
    """Measure the countryside: what its fields give in normal weather, and what that is worth."""
    farms, zone, p = e.land, zone_of_region(), e.law(harvest.Harvest, 0)
    regions = len(data.REGIONS)
    starts = np.flatnonzero(np.diff(farms.region, prepend=-1))
    crops = (regions, len(CROPS))
    use = farm_use.at_opening(
        e.opening, e.network.population.farms, e.law(procurement.Procurement, 0).least_marketed
    )
    straw = _straw(e, use.feed * use.own, p)
    country = e.countryside = Countryside(
        starts=starts,
        places=farms.region[starts],
        zone=zone,
        yields=normal_yields(p),
        opened=np.ones(crops),
        worth=np.zeros((len(data.PRODUCTS), len(CROPS))),
        constant=np.zeros(len(e.farms)),
        blur=np.ones(len(e.farms)),
        work_1955=np.ones(len(e.farms)),
        area_index=np.ones(len(e.farms)),
        work_in_field=e.is_crop * e.farm_opening * 2.0,
        usual=np.ones(len(e.farms)),
        obedience=np.full(regions, e.law(monoculture.Monoculture, 0).obedience),
        ordered=shares_1955(),
        own=use.own,
        feed_1955=use.feed,
        straw_part=straw,
        straw_1955=straw * e.farm_opening,
        straw=straw * e.farm_opening,
        came_back=use.bought(),
        quota=np.zeros(len(e.farms)),
        take=np.zeros(len(e.farms)),
        ration=np.ones(len(e.farms)),
        feed_index=np.ones_like(use.feed),
        grain_fed=np.ones(regions),
        heads_1956=np.ones((regions, 2)),
        made_1956=np.ones((len(PRODUCTS), regions)),
        roughage_1955=np.ones(regions),
        campaigns=np.ones(regions),
        asked=np.ones(len(CROPS)),
        broken=np.zeros(regions),
        doses=inputs.doses_1955(),
        machines=np.zeros(2),
        effort_1956=np.ones(len(farms)),
        heads_january=np.zeros((regions, len(ANIMALS))),
        nutrients=e.law(fertiliser.Fertiliser, 0).further_from * (BEFORE / MONTHS),
    )
    area = country.by_region(farms.arable[:, None] * farms.shares[:, :FALLOW])
    country.opened = _mean_factor(e, area, np.ones(regions))
    kind = "described" if e.weather_kind == "described" else "measured"
    wet = _mean_factor(e, area, given.weather(kind, 1955, 0)) / country.opened
    country.worth = _worth(e, area * country.yields * wet)
    country.constant = _orchards(e)
    country.blur = _blur(e)
    country.work_1955 = _work(e, area)
    return country


def _straw(e: SovietEconomy, own_feed: Rubles, p: harvest.Harvest) -> Shares:
    """Return (m,) the part of a harvest's worth that is straw: no more than animals had of it."""
    f, grain = e.farms, e.farms.product == data.PRODUCTS.index("grain")
    fed = np.divide(
        own_feed[f.product, f.region], e.farm_opening,
        out=np.zeros(len(f)), where=e.farm_opening > 0,
    )  # fmt: skip
    return np.where(grain, np.minimum(fed, p.straw_part), 0.0)


def _mean_factor(e: SovietEconomy, area: Quantities, index: Shares) -> Quantities:
    """Return (105, 13) the mean factor of fields under an index of rain, by area."""
    country, farms = e.countryside, e.land
    weight = farms.arable[:, None] * farms.shares[:, :FALLOW]
    factor = fields_factor(e, index[farms.region])
    total = country.by_region(weight * factor)
    return np.asarray(np.divide(total, area, out=np.ones_like(total), where=area > 0))


def _worth(e: SovietEconomy, crops: Quantities) -> Quantities:
    """Return (59, 13) mln rub a thousand t of each crop.

    A crop that is a product by weight has its price, so that fields give the tons of the yields
    of 1955-58 and not the harvest of 1955, which was less than its rain says. The crops in other
    crops have no price: each has its part of their value of 1955, ``crops`` (105, 13) being what
    the fields gave then.
    """
    tonnes = THOUSAND * e.unit_of * in_millions()
    other = data.PRODUCTS.index("other_crops")
    year = e.opening.output[other] * MONTHS / carry_forward()
    part, grown = e.law(harvest.Harvest, 0).other_crops_part, crops.sum(axis=0)
    worth = np.zeros((len(data.PRODUCTS), len(CROPS)))
    for k, crop in enumerate(CROPS):
        if crop in PRODUCT_OF_CROP:
            row = data.PRODUCTS.index(PRODUCT_OF_CROP[crop])
            worth[row, k] = 1.0 / tonnes[row]
        else:
            worth[other, k] = part[k] * year / grown[k]
    return worth


def _orchards(e: SovietEconomy) -> Rubles:
    """Return (m,) mln rub a year of fruit and grapes, which no field of ours grows."""
    f, other = e.farms, data.PRODUCTS.index("other_crops")
    year = e.opening.output[other] * MONTHS / carry_forward()
    made = farm_output(e.opening)[other] / e.opening.output[other]
    rest = made - crop_shares()[other].sum(axis=0)
    return np.where(f.product == other, np.maximum(rest, 0.0)[f.region] * year, 0.0)


def _blur(e: SovietEconomy) -> Shares:
    """Return (m,) what a row makes over what the table says; one but in studies of place."""
    f = e.farms
    told = farm_output(e.opening)[f.product, f.region]
    return np.asarray(np.divide(e.farm_opening, told, out=np.ones_like(told), where=told > 0))


def _work(e: SovietEconomy, area: Quantities) -> Rubles:
    """Return (m,) what the areas of 1955 are worth at their yields."""
    country, f = e.countryside, e.farms
    value = product(country.worth, (area * country.yields).T)[f.product, f.region]
    return np.asarray((value + country.constant) * country.blur)
