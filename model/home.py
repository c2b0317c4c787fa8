"""What is known of households beside their rows: habits, memory, and how the opening closes.

Rows are the towns of all regions, then the villages of all regions.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model import data
from model.mechanisms.shops import Habits
from model.units import Persons, Quantities, Rows, Rubles, Shares

REGIONS = len(data.REGIONS)
TOWNS, VILLAGES = slice(0, REGIONS), slice(REGIONS, 2 * REGIONS)


def by_region(column: Quantities) -> Quantities:
    """Return (105, ...) towns and villages of each region together."""
    return np.asarray(column[TOWNS] + column[VILLAGES])


@dataclass
class Home:
    """Columns over rows of households (h,) or regions (105,); what changes is in the second part.

    ``people``: (h,) of January 1956; ``population``: in all; ``hands``: (105,) at work on
    farms then; ``produce``: places among the claims of works of what farms sold, and
    ``produce_product``; ``habits``: at January's prices; ``weights``: (59,) shares of goods
    in their group then, ``prices``: (59,) of then; ``beside``: (h,) what is spent at home
    over what is to be spent there, less one: the rest is earned in one place and spent in
    another.

    ``level``: wages over those of 1955; ``growth``: of output a worker, a year;
    ``staff``: in works a year ago; ``met``: (105,) part of pay in works that met the plan;
    ``farm_net``: (12,) farms' net money income, by
    month of the last year; ``wage_bill``: (20,) of the month;
    ``payroll``: (105,) of works; ``market_price``: over the state's; ``unmet``: (h,) money
    that found nothing last month, ``from_market``: (h,) what plots earned in it.
    """

    people: Persons
    population: float
    hands: Persons
    produce: Rows
    produce_product: Rows
    level: float
    growth: float
    staff: float
    met: Shares
    farm_net: Rubles
    wage_bill: Rubles
    payroll: Rubles
    market_price: float
    unmet: Rubles
    from_market: Rubles
    beside: Shares
    habits: Habits
    weights: Shares
    prices: Quantities
    sales: Rubles  # (59,) a month in prices of 1958, moving mean of a year
    sold: Rubles  # (59,) of the month
    asked: Rubles  # (5, 105) brought to shops a month, moving mean of a year
    moved: Persons  # (105,) thousand villagers who became townsfolk in the month
    bought: Rubles  # (105,) by households in the month, in prices of 1958
    goods: float  # sold in shops of the state in the month, in prices of 1958
    by_group: Rubles  # (5, 105) of the month, at the day's prices
    lacking: Rubles  # (5, 105) wanted and not found
