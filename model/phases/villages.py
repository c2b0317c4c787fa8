"""Villages: what farms earn in a year, and how many farms there are at its end.

Numbers of farms are given (`farms/farm_numbers.csv`): kolkhozes merge, or become part of a
sovkhoz with their land, people and animals. Nothing is lost on the way.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from model import chance, data
from model.acreage import column
from model.calendar import FIRST_YEAR, MONTHS_A_YEAR, month_of_year, year_of
from model.mechanisms import herds, pay, procurement
from model.passing import pass_on
from model.phases import granary
from model.product_table import in_millions
from model.shelves import farm_goods
from model.sums import summed
from model.units import Quantities, Rows, Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_LAST = 1965


def paid(e: SovietEconomy) -> None:
    """Note what the state pays in the month for what farms deliver beside the market's part."""
    f, p = e.farms, e.law(procurement.Procurement, e.month)
    given = e.countryside.take * e.grown * e.is_crop
    given += np.maximum(e.grown - e.eaten - e.fed, 0.0) * (1.0 - e.is_crop)
    now = given * (1.0 - _at_market(e, given)[f.product]) * state_price(e, p)[f.product]
    e.countryside.paid = float(now.sum())
    so_far = np.asarray(f.paid) if month_of_year(e.month) else np.zeros(len(f))
    f.paid = so_far + now


def _at_market(e: SovietEconomy, given: Rubles) -> Shares:
    """Return (59,) the part of what leaves farms that goes to the market: as it did of late."""
    f = e.farms
    year = np.where(e.is_crop > 0, e.countryside.quota, given * MONTHS_A_YEAR)
    leaving = summed(f.product, year, len(data.PRODUCTS))
    sold = e.home.sales * MONTHS_A_YEAR
    part = np.divide(sold, leaving, out=np.zeros_like(leaving), where=leaving > 0)
    return np.minimum(part, 1.0)


def state_price(e: SovietEconomy, p: procurement.Procurement) -> Quantities:
    """Return (59,) rub the state pays for produce that the tables count as one ruble.

    On average over all it gets: nothing is paid for the grain that pays the stations.
    """
    told = e.unit_of * p.price * in_millions()
    price = np.where(told > 0, told, p.other_price)
    price[data.PRODUCTS.index("grain")] *= 1.0 - p.paid_in_kind
    return np.where(farm_goods(), price, 0.0)


def accounts_of_farms(e: SovietEconomy) -> None:
    """Divide the year's payments among farms by their land, and work out what a day brings.

    Farms pay their people the same part of what they earned.
    """
    p = e.law(pay.Pay, e.month)
    farms, f, country = e.land, e.farms, e.countryside
    by_region = summed(f.region, weights=np.asarray(f.paid), minlength=len(data.REGIONS))
    land = np.asarray(farms.arable)
    held = country.by_region(land)[farms.region]
    farms.income = by_region[farms.region] * np.divide(
        land, held, out=np.zeros_like(land), where=held > 0
    )
    income = np.asarray(farms.income)
    part, country.paid_out = country.paid_out / max(float(income.sum()), 1.0), 0.0
    farms.pay = pay.per_day(part * income, np.asarray(farms.labour), p)
    effort = pay.effort(np.asarray(farms.pay), p)
    if year_of(e.month) == FIRST_YEAR:
        country.effort_1956 = effort.copy()
    now = pay.care(effort, country.effort_1956, p)
    farms.care = np.where(np.asarray(farms.is_state) > 0, 1.0, now)


@cache
def recorded(item: str) -> dict[int, float]:
    """Return a number by year of the country as a whole, at the year's end."""
    return {
        int(row["year"]): float(row["value"])
        for row in data.given("farms/farm_numbers")
        if row["item"] == item and row["scope"] == "USSR"
    }


def numbers(e: SovietEconomy) -> None:
    """Bring the number of farms to what is recorded for the year's end."""
    year = year_of(e.month)
    if year > _LAST:
        return
    farms, country = e.land, e.countryside
    converted = recorded("kolkhozes_converted_to_sovkhozes").get(year, 0.0)
    _convert(e, converted * _where_converted())
    for kind, item in ((0.0, "kolkhozes_total"), (1.0, "sovkhozes")):
        mine = np.asarray(farms.is_state) == kind
        here = country.by_region(np.where(mine, farms.n_farms, 0.0))
        goal = _goal(item, year)
        ratio = np.divide(goal, here, out=np.ones_like(goal), where=here > 0)
        farms.n_farms = np.where(mine, farms.n_farms * ratio[farms.region], farms.n_farms)
    farms.is_alive = (np.asarray(farms.n_farms) > 0).astype(np.float64)
    granary.note_paid_in_grain(e)


def _goal(item: str, year: int) -> Quantities:
    """Return (105,) farms of a kind at a year's end, so that the country has the recorded number.

    Regions go in step from their numbers of 1956 to those of 1960, then all alike.
    """
    name = "kolkhozes" if item.startswith("kolkhoz") else "sovkhozes"
    first, later = column(f"{name}_1956"), column(f"{name}_1960")
    total = recorded(item)[year]
    part = np.clip((total - first.sum()) / (later.sum() - first.sum()), 0.0, 1.0)
    between = first + part * (later - first)
    return np.asarray(between * total / between.sum())


@cache
def _where_converted() -> Shares:
    """Return (105,) where kolkhozes became sovkhozes: by republic as in 1957 and 1960."""
    names = {row["id"]: row["name_in_sovnarkhozy"] for row in data.table("history/republics")}
    found: dict[str, float] = {}
    for row in data.given("farms/farm_numbers"):
        if row["item"] == "kolkhozes_converted_to_sovkhozes" and row["scope"] != "USSR":
            found[row["scope"]] = found.get(row["scope"], 0.0) + float(row["value"])
    republic = np.array([names[name] for name in data.REPUBLIC_OF_REGION])
    farms = np.maximum(column("kolkhozes_1956") - 0.5 * column("kolkhozes_1960"), 0.0)
    weight = np.zeros(len(farms))
    for name, number in found.items():
        mine = republic == name
        if farms[mine].sum() > 0:
            weight[mine] = number * farms[mine] / farms[mine].sum()
    return np.asarray(weight / weight.sum())


def _convert(e: SovietEconomy, number: Quantities) -> None:
    """Let so many kolkhozes (105,) of each region become part of its sovkhozes, by lot."""
    farms, kept = e.land, e.law(herds.Herds, e.month).kept_on_plot
    kolkhoz = (np.asarray(farms.is_state) == 0) & (np.asarray(farms.n_farms) > 0)
    into = _sovkhoz_of(e)
    lot = chance.uniform(e.seed_of_luck, "conversion", e.month, np.asarray(farms.identity))
    rows = np.flatnonzero(kolkhoz & (into >= 0))
    rows = rows[np.lexsort((lot[rows], farms.region[rows]))]
    n = np.asarray(farms.n_farms)[rows]
    before = np.cumsum(n) - n
    starts = np.flatnonzero(np.diff(farms.region[rows], prepend=-1))
    of_region = np.repeat(starts, np.diff(np.append(starts, len(rows))))
    part = np.clip((number[farms.region[rows]] - (before - before[of_region])) / n, 0.0, 1.0)
    moved = part > 0
    pass_on(farms, rows[moved], into[rows[moved]], part[moved], kept)


def _sovkhoz_of(e: SovietEconomy) -> Rows:
    """Return (n,) the sovkhoz row that each farm would become part of; -1 where there is none."""
    farms = e.land
    state = np.flatnonzero(np.asarray(farms.is_state) > 0)
    first = np.searchsorted(farms.region[state], np.arange(len(data.REGIONS)), side="left")
    last = np.searchsorted(farms.region[state], np.arange(len(data.REGIONS)), side="right")
    number = (last - first)[farms.region]
    drawn = chance.uniform(e.seed_of_luck, "sovkhoz", 0, np.asarray(farms.identity))
    which = first[farms.region] + np.floor(drawn * np.maximum(number, 1)).astype(np.int64)
    return np.where(number > 0, state[np.minimum(which, len(state) - 1)], -1)
