"""Control figures: December's aims, from what was achieved and the plan in force.

Gosplan reads what was achieved, sets each product on the path of the plan in force and
puts to work part of what would stand idle. All in mln rub a year in prices of 1958.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data, texts
from model.calendar import FIRST_YEAR, MONTHS_A_YEAR, year_of
from model.claims import FUELS
from model.mechanisms import defence, fuel, ratchet, targets, trade
from model.opening import carry_forward
from model.phases.balancing import rows_of
from model.population import is_farm_product
from model.product_table import sector_of_product
from model.sums import summed
from model.units import Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

TINY = np.finfo(np.float64).tiny


def grow_claims(e: SovietEconomy) -> None:
    """Let the claims of the army and of foreign trade grow for the new year."""
    room = e.law(defence.Defence, e.month)
    e.claim_growth = defence.next_claim(1.0, room) - 1.0
    if year_of(e.month) > FIRST_YEAR:
        e.defence_level = defence.next_claim(e.defence_level, room)
        e.trade_level = trade.next_volume(e.trade_level, e.law(trade.Trade, e.month))


def text_in_force(e: SovietEconomy) -> texts.Text | None:
    """Return the plan that the year is planned under: long-term, or of the year, or none.

    Where texts follow rules it is the one these have left in force. In history the lowered
    plan of 1957 and, when no horizon is in force, the plan of the year stand in for a
    long-term plan, and that of two years for the end of the Seven-Year Plan; where there
    is none, growth goes on as it was.
    """
    year = year_of(e.month)
    p = e.law(targets.Targets, e.month)
    if not p.active:
        return None
    if p.endogenous:
        return e.horizon.text
    two_years = texts.two_year_plan()
    if e.law.in_force("chemicals_1963", e.month) and two_years.covers(year):
        return two_years
    if e.law.in_force("seven_year_plan_1959", e.month):
        return texts.seven_year_plan(e.law.in_force("targets_raised_1961", e.month))
    revised = year > FIRST_YEAR and e.law.in_force("sixth_plan_revision_1956", e.month)
    if e.law.in_force("sixth_plan_1956", e.month) and not revised:
        return texts.sixth_plan()
    return texts.plan_of_the_year(year, e.achieved * e.opening.price())


def control_figures(e: SovietEconomy) -> None:
    """Set every product on its path from what was achieved."""
    p, plan, text = e.law(targets.Targets, e.month), e.plan, text_in_force(e)
    before = np.full(len(e.achieved), carry_forward() ** 2 - 1.0)  # growth of the opening table
    last = before if e.month == 0 else e.last_growth
    asked = np.maximum(last, 0.0) if text is None else text.growth
    plan.path = np.where(np.isnan(asked), e.claim_growth, asked)
    path = plan.path if text is None else path_of(e, text)
    plan.growth = targets.growth(path, plan.path, plan.path if e.month == 0 else last, p)
    if e.month > 0:
        plant = np.where(is_farm_product(), 0.0, expected_capacity(e) / e.achieved - 1.0)
        plan.growth = targets.mobilised(plan.growth, plant, p)
    if e.month == 0:
        first = targets.monthly_profile(plan.growth, MONTHS_A_YEAR)[:, 0]
        e.achieved = e.opening.output / first / (1.0 + plan.growth)
        if text is not None:
            plan.bases[text.name] = e.achieved.copy()
        plan.tautness = 1.0
    met = e.achieved >= p.met * plan.output
    reached = np.where(met, e.achieved / plan.tautness, e.achieved)
    plan.usual = over_fulfilled(e)
    plan.output = p.tautness * reached / plan.usual * (1.0 + plan.growth)
    plan.tautness = p.tautness
    if p.full_information:
        plan.output = p.tautness * expected_capacity(e)
        plan.growth = plan.output / e.achieved - 1.0
    e.last_achieved = e.achieved.copy()
    if e.month > 0:
        stock = e.opening.stock_months[sector_of_product()] / MONTHS_A_YEAR
        e.stock_building[:] = 1.0 + stock * np.clip(plan.growth, 0.0, p.stock_growth)
        e.stock_building *= 1.0 + e.heaviness


def over_fulfilled(e: SovietEconomy) -> Shares:
    """Return (59,) last year's output over plan, as far as it was usual: at least one.

    Taken out of the base, lest the same excess be planned for and then made once more. What works
    make in January 1956 is given, over-fulfilment included, so the first plan is below it.
    """
    usual = np.where(is_farm_product(), 1.0, e.excess)
    if e.month == 0:
        return usual
    last = e.achieved / np.maximum(e.plan.output, TINY)
    known = e.law(targets.Targets, e.month).known_excess
    return np.asarray(1.0 + known * (np.clip(last, 1.0, usual) - 1.0))


def path_of(e: SovietEconomy, text: texts.Text) -> Shares:
    """Return (59,) growth that would still reach the text's goals; past its end, its own rate.

    A text that comes back after a plan of the year counts from where it first began.
    """
    asked = np.where(np.isnan(text.growth), e.claim_growth, text.growth)
    base = e.plan.bases.setdefault(text.name, e.achieved.copy())
    if year_of(e.month) > text.end_year:
        return asked
    goal = base * (1.0 + asked) ** (text.end_year - text.base_year)
    left = np.array(float(text.end_year - year_of(e.month) + 1))
    return np.where(np.isnan(text.growth), asked, targets.path_growth(e.achieved, goal, left))


def expected_capacity(e: SovietEconomy) -> Rubles:
    """Return (59,) what works say that technology allows next year, used as in 1955.

    And supplied as it was of late: plant that stood idle for want of inputs is no reserve that
    could be put to work. The year's mean capacity is that of today grown half a year and a
    month at the rates of capital, labour and progress that are known in December.
    """
    p = e.capacity_room()
    bids = e.fates.of_rows(e.bids) * e.expected
    today = summed(e.directors.product, weights=bids, minlength=len(data.PRODUCTS))
    today = today / (1.0 + p.reserve) * ratchet.with_margin(e.law(ratchet.Ratchet, e.month))
    farms = summed(e.farms.product, weights=e.farm_expected(), minlength=len(data.PRODUCTS))
    growth = e.capacity_growth[sector_of_product()]
    half = (1.0 + growth) ** (0.5 + 0.5 / MONTHS_A_YEAR)
    return np.asarray((today + farms) * MONTHS_A_YEAR * half)


def norms(e: SovietEconomy) -> None:
    """Cut norms where the text lets a supply grow more slowly than its users.

    ``plan.norms`` is what the plan allows, from what was used last year; ``e.norms`` what
    works, who carry out a part of the cut, will really need. Boilers are changed for the
    liquids and gas that came the year before, not for those that were promised.
    """
    if e.month == 0:
        return
    p, plan = e.law(targets.Targets, e.month), e.plan
    asked = plan.path
    flows = e.norms * e.achieved[None, :]
    used = flows.sum(axis=1)
    users = np.divide(
        (flows * asked[None, :]).sum(axis=1), used, out=np.zeros_like(used), where=used > 0
    )
    drift = targets.norm_drift(asked, users, p)
    fuels = rows_of(FUELS)
    fixed = is_farm_product().copy()
    fixed[fuels] = True
    crude = data.PRODUCTS.index("oil")
    fixed[crude] = True
    cut = np.where(fixed, 0.0, drift)[:, None]
    came = np.where(e.month > MONTHS_A_YEAR, e.last_growth, asked)
    took = np.divide(
        (flows * came[None, :]).sum(axis=1), used, out=np.zeros_like(used), where=used > 0
    )
    wanted = (1.0 + came) / (1.0 + took)
    plan.norms, e.norms = (
        fuel.convert(
            e.norms * (1.0 + part * cut),
            fuels[2:], fuels[:2], wanted[fuels[2:]], asked, e.law(fuel.Fuel, e.month),
        )
        for part in (1.0, p.carried_out)
    )  # fmt: skip
