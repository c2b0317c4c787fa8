"""Plant and hands: where people work and what every works could make this month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import chance, data, given
from model.calendar import MONTHS_A_YEAR
from model.mechanisms import capacity
from model.mechanisms import herds as herds_room
from model.mechanisms import labour as labour_room
from model.phases.directing import efficiency
from model.phases.herding import heads_index
from model.phases.lessening import set_able

if TYPE_CHECKING:
    from model.economy import SovietEconomy


def people(e: SovietEconomy) -> None:
    """Move labour: villages lose people, branches draw them as the plan asks."""
    p = e.law(labour_room.Labour, e.month)
    farms = np.isin(np.array(data.SECTORS), data.FARM_SECTORS)
    now = e.month + 1.0
    leaving = np.exp(-p.leaving_farms * now / MONTHS_A_YEAR)
    e.labour[farms] = given.farm_people() * leaving
    total = given.all_labour(e.month) - e.labour[farms].sum()
    monthly = e.drawn[~farms] / MONTHS_A_YEAR
    e.labour[~farms] = labour_room.divide(e.labour[~farms], monthly, total, p)


def plant(e: SovietEconomy) -> None:
    """Work out what every works and farm row could make this month.

    Hands of a branch follow its plant from works to works; on farms they stay in their fields.
    """
    p = e.capacity_room()
    sectors = len(data.SECTORS)
    held, opened = e.capital_of_sector(), e.opening.capital
    hands = capacity.labour_services(
        e.labour / e.opening_labour, given.hours(e.month), p.hours_elasticity
    )
    per_plant = hands / (held / opened)
    weight = given.plant().weight
    worth = capacity.ces(np.ones(sectors), per_plant, weight, e.substitution(p))
    time = (e.month + 1.0) / MONTHS_A_YEAR
    worth *= np.exp(e.progress * time)
    d = e.directors
    e.capacity = d.opening_output / e.usual_coverage * (1.0 + p.reserve)
    e.capacity *= d.capital / e.first_capital
    e.capacity *= worth[d.sector]
    e.capacity *= efficiency(e)[d.product]
    drawn = chance.normal(e.seed_of_luck, "breakdown", e.month, e.fates.identity)
    e.luck = capacity.luck_next(e.luck, drawn, p)
    part = e.capacity[e.fates.row] * e.fates.part
    e.able_of_fate = part * np.maximum(1.0 + p.breakdowns * e.fates.luck(e.luck), 0.0)
    set_able(e, e.fates.of_rows(e.able_of_fate))
    f = e.farms
    in_fields = capacity.ces(
        f.capital / e.farm_first_capital, hands[f.sector], weight[f.sector], e.substitution(p)
    )
    herds = in_fields * np.exp(e.progress * time)[f.sector]
    if e.law(herds_room.Herds, e.month).active:
        herds = heads_index(e)[f.region]
    e.farm_capacity = e.farm_opening * np.where(e.is_crop > 0, e.countryside.area_index, herds)
    f.capacity = e.farm_expected() * MONTHS_A_YEAR
    f.employment = e.farm_people * (e.labour / e.opening_labour)[f.sector]
    f.labour = f.employment * given.hours(e.month)[f.sector]
    d.employment = (
        e.opening_employment
        * (d.capital / e.first_capital)
        * ((e.labour / e.opening_labour) / (held / opened))[d.sector]
    )
    d.labour = d.employment * given.hours(e.month)[d.sector]
