"""Fields: the farm work of the month and the harvest when it is time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import month_of_year
from model.mechanisms import harvest, supply
from model.phases import growing, herding, interfering, reserves, sowing

if TYPE_CHECKING:
    from model.economy import SovietEconomy

APRIL, JULY, OCTOBER = 3, 6, 9


def fields(e: SovietEconomy) -> None:
    """Farm work of the month, and the harvest when it is time."""
    p, f = e.law(harvest.Harvest, e.month), e.farms
    s = e.law(supply.Supply, e.month)
    units = np.maximum(e.pool_units[f.region, f.product], 1.0)
    f.coverage = supply.coverage(e.pool_term[f.region, f.product] / units, s)
    work = e.farm_capacity * f.coverage
    e.standing += work * e.is_crop
    e.countryside.work_in_field += e.farm_capacity * e.is_crop
    month = month_of_year(e.month)
    if month == 0:
        e.harvest_of_year = np.zeros(len(f))
        e.countryside.heads_january = herding.heads_by_region(e)
    if month == JULY:
        reserves.note_july(e)
    herding.herding(e)
    if month == APRIL:
        sowing.sow(e)
        growing.spring(e)
    if month == JULY:
        _ripen(e)
    part = harvest.brought_in(month, p)
    cut = e.standing * part
    e.standing -= cut
    e.countryside.work_in_field *= 1.0 - part
    crops = interfering.brought_in(e, cut * f.weather)
    e.grown = np.where(e.is_crop > 0, crops, work * f.weather)
    e.harvest_of_year += e.grown
    f.harvest = np.where(e.harvest_of_year > 0, e.harvest_of_year, f.harvest)
    reserves.store(e, month)
    if month == OCTOBER:
        growing.autumn(e)
        herding.roughage_left(e)
        usual = e.countryside.usual
        e.countryside.usual = usual + e.is_crop * (f.weather - usual) / p.memory
        reserves.grain(e)


def _ripen(e: SovietEconomy) -> None:
    """Note what a unit of work in the fields will bring in this season.

    The season's work is what stands in July at full supplies, and what is done to October; so
    that the harvest is what farms have grown, as far as supplies of the season allowed.
    """
    f, country = e.farms, e.countryside
    growing.ripen(e)
    crops = country.by_region(np.asarray(e.land.harvest))
    to_come = e.farm_capacity * (OCTOBER - JULY)
    season = np.where(e.is_crop > 0, country.work_in_field + to_come, 1.0)
    f.weather = np.where(e.is_crop > 0, growing.worth_by_row(e, crops) / season, f.weather)
    expected = (e.standing + to_come * f.coverage) * f.weather * e.is_crop
    reserves.divide(e, expected)
