"""Fields: the farm work of the month and the harvest when it is time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data, given
from model.calendar import MONTHS_A_YEAR, month_of_year, year_of
from model.mechanisms import harvest, procurement, supply
from model.phases import interfering
from model.sums import summed
from model.units import Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy


def fields(e: SovietEconomy) -> None:
    """Farm work of the month, and the harvest when it is time."""
    p, f = e.law(harvest.Harvest, e.month), e.farms
    s = e.law(supply.Supply, e.month)
    units = np.maximum(e.pool_units[f.region, f.product], 1.0)
    f.coverage = supply.coverage(e.pool_term[f.region, f.product] / units, s)
    work = e.farm_capacity * f.coverage
    month = month_of_year(e.month)
    e.standing += work * e.is_crop
    if month == 0:
        now = given.weather(e.weather_kind, year_of(e.month), e.seed_of_luck)[f.region]
        answer = p.weather_elasticity[f.product]
        f.weather = harvest.weather_factor(now, answer, _weather_of_1955(e, answer))
        e.harvest_of_year = np.zeros(len(f))
    cut = e.standing * harvest.brought_in(month, p)
    e.standing -= cut
    e.grown = np.where(e.is_crop > 0, interfering.brought_in(e, cut * f.weather), work)
    e.harvest_of_year += e.grown
    f.harvest = np.where(e.harvest_of_year > 0, e.harvest_of_year, f.harvest)
    store = e.farm_store()
    spoiled = store * e.is_crop * (p.spoilage / MONTHS_A_YEAR)
    store += e.grown - spoiled
    e.eaten = procurement.eaten_at_home(store, e.home_use_of_rows())
    store -= e.eaten
    e.spoiled = spoiled
    f.store = store


def _weather_of_1955(e: SovietEconomy, answer: Shares) -> Shares:
    """Return (m,) what the weather of 1955 did to each row's product in the whole country.

    By the index the run uses; the opening holds the harvest that this weather gave.
    """
    f, products = e.farms, len(data.PRODUCTS)
    kind = "described" if e.weather_kind == "described" else "measured"
    then = given.weather(kind, 1955, 0)[f.region] ** answer
    total = summed(f.product, weights=e.farm_opening, minlength=products)
    wet = summed(f.product, weights=e.farm_opening * then, minlength=products)
    return np.asarray((wet / np.where(total > 0, total, 1.0))[f.product])
