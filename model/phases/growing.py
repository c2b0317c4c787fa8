"""Growing: what the fields of each farm give, from soil, crops and the season's water."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import chance, given
from model.acreage import GRAIN, ROW_CROPS, normal_1955
from model.calendar import FIRST_YEAR, MONTHS_A_YEAR, year_of
from model.data import CROPS
from model.farmland import FALLOW
from model.mechanisms import harvest, monoculture, soil, virgin
from model.phases import inputs
from model.sums import product
from model.units import Quantities, Rows, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

WHEAT, MAIZE, SILAGE, GRASS = (CROPS.index(c) for c in ("wheat", "maize", "silage", "grass"))
HOED = [CROPS.index(c) for c in ("cotton", "sugar_beet", "flax", "potatoes", "vegetables")]
ON_FALLOW = GRAIN[:2]
"""Crops that follow clean fallow: small grain."""


def season(e: SovietEconomy, index: Shares) -> Shares:
    """Return (n,) water of the season over the normal: the zone's index and the farm's luck."""
    farms, p = e.land, e.law(harvest.Harvest, e.month)
    here = np.asarray(index[farms.region])
    if e.weather_kind == "normal":
        return here
    drawn = chance.normal(e.seed_of_luck, "field", year_of(e.month), farms.identity)
    return np.asarray(here * harvest.own_luck(drawn, farms.n_farms, p))


def fields_factor(e: SovietEconomy, rain: Shares) -> Quantities:
    """Return (n, 13) what fields make of the season's water, crop by crop."""
    farms, p = e.land, e.law(harvest.Harvest, e.month)
    factor = rain[:, None] ** p.weather_elasticity
    ground = e.law(soil.Soil, e.month)
    if ground.active:
        resting = soil.rested(farms.fallow_before, farms.shares[:, FALLOW])
        premium = ground.fallow_premium[e.countryside.zone][farms.region]
        factor[:, ON_FALLOW] = soil.water(resting, rain, premium, ground)[:, None]
        factor *= (farms.fertility * (1.0 - farms.weeds))[:, None]
    factor *= (1.0 + farms.flush)[:, None]
    factor[:, GRAIN] *= inputs.machine_factor(e)[:, None]
    factor *= inputs.nutrient_factor(e)[farms.region]
    factor[:, HOED] *= np.asarray(farms.care)[:, None]
    return np.asarray(factor * crops_factor(e))


def crops_factor(e: SovietEconomy) -> Quantities:
    """Return (n, 13) what is left by crops that suit the fields more or less."""
    farms, p = e.land, e.law(monoculture.Monoculture, e.month)
    factor = np.ones((len(farms), len(CROPS)))
    if not p.active:
        return factor
    distance = monoculture.mismatch(farms.shares, farms.suits, farms.apart, farms.alike)
    factor *= monoculture.fit(distance, p)[:, None]
    factor[:, WHEAT] *= 1.0 - p.pest_loss * farms.pests
    unripe = monoculture.ripe(p.ripening, p)[e.countryside.zone]
    factor[:, MAIZE] *= unripe[farms.region]
    return factor


def grown(e: SovietEconomy, rain: Shares) -> Quantities:
    """Return (n, 13) thousand t that stand in the fields at the season's water."""
    country, farms = e.countryside, e.land
    p = e.law(harvest.Harvest, e.month)
    better = (1.0 + p.better_seed) ** (e.month / MONTHS_A_YEAR + 0.5)
    level = country.yields / country.opened * better
    area = farms.arable[:, None] * farms.shares[:, :FALLOW]
    return np.asarray(area * level[farms.region] * fields_factor(e, rain))


def worth_by_row(e: SovietEconomy, crops: Quantities) -> Quantities:
    """Return (m,) mln rub a year of crops (105, 13) thousand t, by product and region."""
    f, country = e.farms, e.countryside
    value = product(country.worth, crops.T)[f.product, f.region]
    return np.asarray((value + country.constant) * country.blur)


def area_index(e: SovietEconomy) -> Quantities:
    """Return (m,) work in the fields over that of 1955: areas, at the yields of 1955."""
    country, farms = e.countryside, e.land
    area = country.by_region(farms.arable[:, None] * farms.shares[:, :FALLOW])
    now = worth_by_row(e, area * country.yields)
    return np.divide(now, country.work_1955, out=np.ones_like(now), where=country.work_1955 > 0)


def storm_class(e: SovietEconomy) -> Quantities:
    """Return (105,) the class of the spring: 0 moist or calm to 3 dry with gales."""
    return given.spring(e.weather_kind, year_of(e.month), e.seed_of_luck)


def spring(e: SovietEconomy) -> None:
    """Let the wind of April take soil, and part of what is sown."""
    farms, p = e.land, e.law(soil.Soil, e.month)
    if not p.active:
        return
    country, grain = e.countryside, farms.shares[:, GRAIN].sum(axis=1)
    winter = grain * p.winter_sown[country.zone][farms.region]
    covered = soil.cover(farms.shares[:, FALLOW], farms.shares[:, GRASS], winter, p)
    farms.blown = soil.blown(storm_class(e)[farms.region], farms.light, covered, p)


def ripen(e: SovietEconomy) -> None:
    """Work out in July what the season has made of the fields."""
    farms = e.land
    inputs.season_of_nutrients(e)
    farms.moisture = season(e, given.weather(e.weather_kind, year_of(e.month), e.seed_of_luck))
    crops = grown(e, farms.moisture)
    if e.weather_kind != "normal":
        p = e.law(harvest.Harvest, e.month)
        crops *= harvest.as_told_on_average(np.asarray(farms.n_farms), p)
    ground = e.law(soil.Soil, e.month)
    if ground.active:
        lost = soil.blown_out(storm_class(e)[farms.region], farms.light, ground)
        crops[:, GRAIN] *= (1.0 - lost)[:, None]
    crops[:, GRAIN] *= (1.0 - glut(e, crops))[:, None]
    farms.harvest = crops


def glut(e: SovietEconomy, crops: Quantities) -> Shares:
    """Return (n,) grain of new lands that is lost for want of roofs, roads and lorries."""
    farms, country, p = e.land, e.countryside, e.law(virgin.Virgin, e.month)
    grain = country.by_region(crops[:, GRAIN].sum(axis=1))
    years = year_of(e.month) - FIRST_YEAR
    storage = p.storage_margin * normal_1955()[:, GRAIN].sum(axis=1)
    storage = storage * (1.0 + p.storage_growth) ** years
    return np.asarray(virgin.lost(grain, storage, p)[farms.region] * np.asarray(farms.new_land))


def rotation(e: SovietEconomy, zone: Rows, p: soil.Soil) -> tuple[Shares, Shares, Shares, Shares]:
    """Return (n,) shares of land in fallow, grass, row crops, and in grain that is sown late.

    ``zone``: (n,) of each farm.
    """
    farms = e.land
    late = p.late_sown[zone]
    return (
        farms.shares[:, FALLOW],
        farms.shares[:, GRASS],
        farms.shares[:, ROW_CROPS].sum(axis=1),
        farms.shares[:, GRAIN].sum(axis=1) * late,
    )


def autumn(e: SovietEconomy) -> None:
    """Carry fields over to the next year: weeds, fertility, pests, new land grown older."""
    farms, ground = e.land, e.law(soil.Soil, e.month)
    crops = e.law(monoculture.Monoculture, e.month)
    fallow, grass, row, late = rotation(e, e.countryside.zone[farms.region], ground)
    if ground.active:
        farms.weeds = soil.weeds_next(farms.weeds, fallow, grass, row, late, ground)
        farms.fertility = soil.fertility_next(farms.fertility, farms.blown, grass, ground)
    broken = fallow + grass + row  # wheat after wheat
    if crops.active:
        farms.wheat_run = monoculture.run_next(farms.wheat_run, farms.shares[:, WHEAT], broken)
        farms.pests = monoculture.pests_next(farms.pests, farms.wheat_run, broken, crops)
    farms.fallow_before = fallow
