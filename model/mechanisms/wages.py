r"""Wages: what works, offices, farms and the state pay to households, and where people live.

Wage tables are set for the whole country. Planners let them follow output a worker at a
distance, so that pay does not outrun what there is to buy; decrees raise the lowest.
A part is bonus, and lives with the plan.

.. math::

    w_s = w_{s,1955}\; L\,\Bigl(1 - b + b\,\frac{met}{usual}\Bigr), \qquad
    \frac{\dot L}{L} = \theta\,\max\Bigl(\frac{\dot q}{q}, 0\Bigr)

Farms pay out what is left of their money income after inputs, taxes and the fund that may
not be divided, over a year. Villagers who live from farming go as farm hands go; all
others grow with the population.

Sources: ``wages1956``, ``nove1969``, ``istmat409``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Persons, Quantities, Shares


class Wages(NamedTuple):
    """Parameters of the room, as in force in one month."""

    bonus_share: float
    usual_met: float
    passed_on: float
    low_pay: float
    trade_wage: float
    service_wage: float
    other_wage: float
    soldiers_pay: float
    village_workers: float
    station_hands: float
    station_wage: float
    farm_fund: float
    transfers: float
    village_transfers: float
    first_urban_share: float
    farm_people: float


def next_level(level: float, growth: float, p: Wages, months: float) -> float:
    """Return wages over those of 1955 a month on, output a worker growing so much a year."""
    return float(level * (1.0 + p.passed_on * max(growth, 0.0)) ** (1.0 / months))


def bonus(met: Shares, p: Wages) -> Shares:
    """Return (n,) bonuses as a part of usual pay, by the share of works that met the plan.

    >>> figures = dict.fromkeys(Wages._fields, 0.0)
    >>> p = Wages(**figures | {"bonus_share": 0.25, "usual_met": 0.5})
    >>> bonus(np.array([0.5, 0.0]), p).tolist()
    [0.25, 0.0]
    """
    return np.asarray(p.bonus_share * met / p.usual_met)


def farm_pay(net: float, p: Wages) -> float:
    """Return what farms pay out of a month's mean net money income; nothing of a loss."""
    return (1.0 - p.farm_fund) * max(net, 0.0)


def villagers(first: Persons, population: float, hands: Shares, p: Wages) -> Persons:
    """Return (n,) villagers, from those of the opening.

    ``population``, ``hands``: (n,) people in all, and at work on farms, over the opening.
    """
    return np.asarray(first * ((1.0 - p.farm_people) * population + p.farm_people * hands))


def village_part(rural: Quantities, people: Quantities, p: Wages) -> Shares:
    """Return (n,) the part of workers of a place who live in villages.

    ``rural``, ``people``: (n,) villagers and all who live there.
    """
    share = np.divide(rural, people, out=np.zeros_like(rural), where=people > 0)
    villagers = float(rural.sum())
    mean = p.village_workers * float(people.sum()) / villagers if villagers > 0 else 0.0
    return np.asarray(share * min(mean, 1.0))
