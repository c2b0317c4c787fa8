"""Earning: where people live, what works, farms and the state pay them, what taxes take."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model import data, given
from model.accounts import Account, Kind
from model.calendar import MONTHS_A_YEAR
from model.home import REGIONS, TOWNS, VILLAGES, by_region
from model.mechanisms import housing, money, wages
from model.shelves import farm_goods, works_sectors
from model.sums import summed
from model.units import Persons, Quantities, Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_THOUSAND = 1000.0  # thousand persons x rub in a mln rub
_MET = 1.0 - 1e-9  # a plan met to the last digit but for rounding


class Incomes(NamedTuple):
    """(h,) mln rub of the month, by who pays what: see `earned`."""

    wages: Rubles
    bonuses: Rubles
    offices: Rubles
    farms: Rubles
    stations: Rubles
    transfers: Rubles

    def total(self) -> Rubles:
        """Return (h,) income of every kind."""
        return np.asarray(sum(self))


def families(e: SovietEconomy) -> None:
    """People grow in number, and villagers follow farm hands out of the village."""
    home, p = e.home, e.law(wages.Wages, e.month)
    grown = given.population(e.month) / home.population
    hands = farm_hands(e)
    mean = float(hands.sum() / home.hands.sum())
    left = np.divide(hands, home.hands, out=np.full(REGIONS, mean), where=home.hands > 0)
    all_people = by_region(home.people) * grown
    rural = np.minimum(wages.villagers(home.people[VILLAGES], grown, left, p), all_people)
    before = np.asarray(e.households.people)
    born = float(all_people.sum() / before.sum())
    home.moved = np.maximum(before[VILLAGES] * born - rural, 0.0)
    e.households.people = np.concatenate([all_people - rural, rural])


def farm_hands(e: SovietEconomy) -> Persons:
    """Return (105,) thousand persons at work on farms."""
    return summed(e.farms.region, e.farms.employment, REGIONS)


def wage_plan(e: SovietEconomy) -> None:
    """Note in December by how much output a worker grew, which next year's pay follows."""
    if e.month == 0:
        return
    home, works = e.home, ~farm_goods()
    made = e.achieved[works]
    before = made / (1.0 + e.last_growth[works])
    staff = staff_of_works(e)
    home.growth = float(made.sum() / before.sum()) / (staff / home.staff) - 1.0
    home.staff = staff


def soldiers_pay(e: SovietEconomy) -> float:
    """Return the pay of a thousand soldiers, mln rub a month."""
    p = e.law(wages.Wages, e.month)
    return p.soldiers_pay * e.home.level * p.low_pay / _THOUSAND


def staff_of_works(e: SovietEconomy) -> float:
    """Return thousand persons in the sectors outside farming."""
    return float(e.labour[works_sectors()].sum())


def earn(e: SovietEconomy) -> None:
    """Pay everybody for the month; take taxes and subscriptions to bonds."""
    p, m = e.law(wages.Wages, e.month), e.law(money.Money, e.month)
    home, accounts, h = e.home, e.accounts, e.households
    accounts.open_month()
    home.level = wages.next_level(home.level, home.growth, p, MONTHS_A_YEAR)
    now = earned(e, p)
    home.met = _met(e)
    for kind, payer, amount in (
        (Kind.WAGES, Account.WORKS, now.wages),
        (Kind.BONUSES, Account.WORKS, now.bonuses),
        (Kind.WAGES, Account.BUDGET, now.offices),
        (Kind.FARM_PAY, Account.FARMS, now.farms),
        (Kind.FARM_PAY, Account.BUDGET, now.stations),
        (Kind.TRANSFERS, Account.BUDGET, now.transfers),
    ):
        accounts.pay_households(kind, payer, amount)
    e.countryside.paid_out += float(now.farms.sum())
    out = deductions(e, now, m)
    accounts.charge_households(Kind.TAXES, Account.BUDGET, out.taxes)
    accounts.charge_households(Kind.BONDS, Account.BUDGET, out.bonds)
    accounts.charge_households(Kind.RENT, Account.BUDGET, out.rent)
    h.wages = now.wages + now.bonuses + now.offices
    h.farm_pay = now.farms + now.stations
    h.transfers = now.transfers
    h.income = now.total() + home.from_market
    free = h.income - out.total()
    houses = set_aside(e, free)
    e.dwellings.outlay = houses[TOWNS]
    h.disposable = free - houses


class Deductions(NamedTuple):
    """(h,) mln rub of the month that goes to the budget."""

    taxes: Rubles
    bonds: Rubles
    rent: Rubles

    def total(self) -> Rubles:
        """Return (h,) all of it."""
        return np.asarray(sum(self))


def deductions(e: SovietEconomy, now: Incomes, p: money.Money) -> Deductions:
    """Return direct taxes, subscriptions to bonds out of pay, and rent out of income."""
    pay = now.wages + now.bonuses + now.offices
    taxes, bonds = p.income_tax * (now.total() - now.transfers), p.bonds * pay
    rent = np.concatenate([p.rent * e.dwellings.stock, np.zeros(REGIONS)])
    return Deductions(taxes, bonds, np.minimum(rent, now.total() - taxes - bonds))


def set_aside(e: SovietEconomy, disposable: Rubles) -> Rubles:
    """Return (h,) what households put into houses of their own this month, out of their income."""
    p = e.law(housing.Housing, e.month)
    towns = np.maximum(disposable[TOWNS], 0.0)
    return np.concatenate([p.own_means * towns, np.zeros(REGIONS)])


def earned(e: SovietEconomy, p: wages.Wages) -> Incomes:
    """Return what everybody earns in the month; bonuses by how plans stood a month ago."""
    home, people = e.home, np.asarray(e.households.people)
    level = home.level * p.low_pay
    d, rate = e.directors, given.wages_of_1955() * level / _THOUSAND
    pay = d.employment * rate[d.sector]
    home.payroll = summed(d.region, pay, REGIONS)
    home.wage_bill = summed(d.sector, pay, len(data.SECTORS))
    usual, extra = 1.0 - p.bonus_share, wages.bonus(home.met, p)
    villages = wages.village_part(people[VILLAGES], by_region(people), p)
    army, services, trade, *rest = given.outside(e.month) * level / _THOUSAND
    shops = trade * p.trade_wage + sum(rest) * p.other_wage
    offices = army * p.soldiers_pay + services * p.service_wage
    place = by_region(people) / people.sum()
    hands = farm_hands(e)
    stations = hands * (p.station_hands * p.station_wage * level / _THOUSAND)
    weight = np.concatenate([people[TOWNS], p.village_transfers * people[VILLAGES]])
    return Incomes(
        wages=_housed(home.payroll * usual + shops * place, villages),
        bonuses=_housed(home.payroll * extra, villages),
        offices=_housed(offices * place, villages),
        farms=_in_villages(wages.farm_pay(float(home.farm_net.mean()), p) * hands / hands.sum()),
        stations=_in_villages(stations),
        transfers=weight * (p.transfers / _THOUSAND),
    )


def _housed(pay: Rubles, villages: Shares) -> Rubles:
    """Return (h,) pay by region, divided between those who live in towns and in villages."""
    return np.concatenate([pay * (1.0 - villages), pay * villages])


def _in_villages(pay: Rubles) -> Rubles:
    return np.concatenate([np.zeros(REGIONS), pay])


def _met(e: SovietEconomy) -> Quantities:
    """Return (105,) the part of pay in works that stand at or above the plan of the year."""
    d, fates = e.directors, e.fates
    there = (e.counted_so_far >= _MET * e.due_so_far) * fates.part
    pay = d.employment * given.wages_of_1955()[d.sector]
    total = summed(d.region, pay, REGIONS)
    met = summed(d.region, pay * fates.of_rows(there), REGIONS)
    return np.divide(met, total, out=np.ones(REGIONS), where=total > 0)
