"""Limits: who may build in the coming year, and which branches draw hands and plant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data, given
from model.mechanisms import investment
from model.product_table import sector_of_product
from model.sites import DWELLINGS, NONPRODUCTIVE, PURPOSES
from model.sums import summed
from model.units import Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_LIMIT_ROUNDS = 20  # passes over the table of limits; more of them move no limit by 1e-7


def limits(e: SovietEconomy) -> None:
    """Divide the year's building among purposes, and among regions where builders are."""
    p, plan = e.law(investment.Investment, e.month), e.plan
    sectors = len(data.SECTORS)
    if e.month > 0:
        old = plan.old_limits[:sectors]
        plant = given.plant()
        plan.old_limits[:sectors] = investment.limits(
            old, e.capital_of_sector(), plant.wear, beyond_progress(e), plant.yields, p
        )
    place = e.building_place()
    prior = np.ones((len(place), len(PURPOSES)))
    prior[:, :sectors] = e.capital_by_place()
    prior[:, DWELLINGS] = 0.0
    prior[:, NONPRODUCTIVE] = place
    share = plan.old_limits.copy()
    share[DWELLINGS] = 0.0
    share /= share.sum()
    table = investment.by_region(share, place / place.sum(), prior, _LIMIT_ROUNDS)
    plan.limits = table / np.maximum(table.sum(axis=1, keepdims=True), 1e-300)
    plan.limits[:, DWELLINGS] = 1.0


def beyond_progress(e: SovietEconomy) -> Shares:
    """Return (20,) growth by sector on the plan's path that more hands and plant must bring.

    The plan counts on productivity rising as it has, and on plant that stood idle last
    year; only the rest asks for inputs.
    """
    sectors, sector = len(data.SECTORS), sector_of_product()
    weight = summed(sector, weights=e.achieved, minlength=sectors)
    growth = summed(sector, weights=e.plan.path * e.achieved, minlength=sectors) / weight
    ordinary = e.mean_capacity / (1.0 + e.capacity_room().reserve)
    return np.asarray(growth - e.progress + np.minimum(np.log(weight / ordinary), 0.0))


def labour(e: SovietEconomy) -> None:
    """Note how branches are to draw hands in the coming year, and products new plant."""
    e.drawn = beyond_progress(e)
    sector = sector_of_product()
    wear = given.plant().wear[sector]
    e.plant_wanted = wear + np.maximum(e.plan.path - e.progress[sector], 0.0)
