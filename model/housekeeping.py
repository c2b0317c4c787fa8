"""Settling households in January 1956, so that what they buy is what shops sold.

Incomes come from pay and people, sales from the opening tables; the two are not known to
agree, neither in sum nor by region. What does not is called what is spent beside
(`Home.beside`), a fixed part of what a row of households is to spend: visitors, parcels,
remittances between regions, and in sum what people pay or get outside shops.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data, given
from model.accounts import Account, Accounts
from model.agents.household import Household
from model.calendar import MONTHS_A_YEAR
from model.claims import Kind
from model.dwellings import Dwellings
from model.farm_use import is_animal
from model.home import REGIONS, TOWNS, VILLAGES, Home, by_region
from model.mechanisms import harvest, housing, money, procurement, shops, supply, wages
from model.opening import carry_forward
from model.phases.earning import deductions, earned, farm_hands, set_aside, staff_of_works
from model.phases.villages import state_price
from model.shelves import GROUPS, MARKET, farm_goods, group_of, sector_of, shelves
from model.sums import summed
from model.units import Persons, Quantities, Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_PRODUCTS, _SECTORS = len(data.PRODUCTS), len(data.SECTORS)


def households(e: SovietEconomy) -> None:
    """Enrol households, stock the shelves' books, open the accounts."""
    claims = e.network.claims
    e.shelves = shelves(claims)
    e.shelves.left = e.lines.stock[e.shelves.claim].copy()
    e.final_claims = {kind: np.flatnonzero(claims.kind == kind) for kind in Kind}
    e.sector_of_owner = e.directors.sector[e.owner]
    h = e.households = e.enrol("households", Household, 2 * REGIONS)
    h.region = np.tile(np.arange(REGIONS), 2)
    h.urban = np.repeat([1, 0], REGIONS)
    h.people = _people(e.law(wages.Wages, 0))
    e.farms.employment = e.farm_people
    e.home = _home(e)
    e.dwellings = _dwellings(e)
    spent = _spent(e)
    income = _income(e, spent)
    _close(e, income, spent)
    _open_accounts(e, income)


def _people(p: wages.Wages) -> Persons:
    """Return (h,) thousand people: the regions of 1959, fewer of them in towns."""
    rows = data.table("history/sovnarkhozy")
    people = np.array([float(row["population_1959_thousand"]) for row in rows])
    urban = people * np.array([float(row["urban_share_1959"]) for row in rows])
    urban = urban * (p.first_urban_share * people.sum() / urban.sum())
    found = np.concatenate([np.minimum(urban, people), np.maximum(people - urban, 0.0)])
    return np.asarray(found * (given.population(0) / people.sum()))


def _home(e: SovietEconomy) -> Home:
    """Return what is known of households before their habits are."""
    claims, works = e.network.claims, e.lines.works_claims
    produce = np.flatnonzero(farm_goods()[claims.product[:works]])
    rows = 2 * REGIONS
    people = np.asarray(e.households.people).copy()
    p = e.law(shops.Shops, 0)
    months = MONTHS_A_YEAR
    hands = given.all_labour(months) - given.farm_people().sum()
    growth = carry_forward() ** 2 * staff_of_works(e) / max(hands, 1.0) - 1.0
    sold = e.opening.use("household")
    group = group_of()
    return Home(
        people=people,
        population=given.population(0),
        hands=farm_hands(e),
        produce=produce,
        produce_product=claims.product[produce],
        level=1.0,
        growth=growth,
        staff=staff_of_works(e),
        met=np.full(REGIONS, e.law(wages.Wages, 0).usual_met),
        farm_net=_farm_net(e),
        wage_bill=np.zeros(_SECTORS),
        payroll=np.zeros(REGIONS),
        market_price=p.market_price,
        unmet=np.zeros(rows),
        from_market=np.zeros(rows),
        beside=np.zeros(rows),
        habits=shops.Habits(np.zeros((rows, MARKET + 1)), np.zeros((rows, MARKET + 1))),
        weights=sold / np.maximum(summed(group, sold, MARKET + 1), 1e-300)[group],
        prices=p.price.copy(),
        sales=sold.copy(),
        sold=sold.copy(),
        asked=np.zeros((len(GROUPS), REGIONS)),
        moved=np.zeros(REGIONS),
        bought=np.zeros(REGIONS),
        goods=0.0,
        by_group=np.zeros((len(GROUPS), REGIONS)),
        lacking=np.zeros((len(GROUPS), REGIONS)),
    )


def _dwellings(e: SovietEconomy) -> Dwellings:
    """Return the dwellings of towns, the same space a head in all of them."""
    p = e.law(housing.Housing, 0)
    stock = p.first_space * np.asarray(e.households.people)[TOWNS] / 1000.0
    e.households.dwellings = np.concatenate([stock, np.zeros(REGIONS)])
    units = e.opening.price()
    row, concrete = (data.PRODUCTS.index(name) for name in ("urban_housing", "precast_concrete"))
    built = float(e.opening.output[row] * units[row]) * MONTHS_A_YEAR
    share = p.first_private
    return Dwellings(
        stock=stock,
        space=np.zeros((2, REGIONS)),
        private=share,
        outlay=np.zeros(REGIONS),
        panels=0.0,
        concrete=float(e.opening.output[concrete] * units[concrete]) * MONTHS_A_YEAR,
        made=built * (1.0 - share),
    )


def _farm_net(e: SovietEconomy) -> Rubles:
    """Return (12,) farms' net money income by month in the opening tables, mln rub.

    Crops are paid for when they are brought in; all else comes and goes evenly.
    """
    m, p, o = e.law(money.Money, 0), e.law(shops.Shops, 0), e.opening
    price, farm = state_price(e, e.law(procurement.Procurement, 0)), farm_goods()
    sold = (o.flows[:, ~farm].sum(axis=1) + o.use("exports")) * price
    crops = float(sold[farm & ~is_animal().astype(bool)].sum()) * MONTHS_A_YEAR
    season = crops * harvest.by_month(e.law(harvest.Harvest, 0))
    market = (1.0 - m.plot_share) * float(o.use("household")[farm].sum()) * p.market_price
    even = float(sold.sum()) - crops / MONTHS_A_YEAR + market
    back = float((e.countryside.came_back.sum(axis=1) * price).sum())
    supplies = float(o.flows[~farm][:, farm].sum()) + back
    return np.asarray((season + even) * (1.0 - m.farm_tax) - supplies)


def _income(e: SovietEconomy, spent: Rubles) -> Rubles:
    """Return (h,) disposable income of January 1956; the columns take note."""
    now = earned(e, e.law(wages.Wages, 0))
    out = deductions(e, now, e.law(money.Money, 0))
    h, home = e.households, e.home
    plots = e.law(money.Money, 0).plot_share * float(spent[:, MARKET].sum())
    hands = np.concatenate([np.zeros(REGIONS), home.hands])
    home.from_market = hands * (plots / hands.sum())
    h.income = now.total() + home.from_market
    free = np.asarray(h.income) - out.total()
    h.disposable = free - set_aside(e, free)
    return np.asarray(h.disposable).copy()


def _spent(e: SovietEconomy) -> Rubles:
    """Return (h, 6) mln rub that households spent in January 1956 by group, the market last."""
    p, own = e.law(shops.Shops, 0), e.shelves
    need = (e.network.claims.need / e.stock_factor[e.network.claims.product])[own.claim]
    rural = e.law(supply.Supply, 0).rural_weight
    people = np.asarray(e.households.people)
    weight = np.concatenate([people[TOWNS], rural * people[VILLAGES]])
    share = weight / np.tile(by_region(weight), 2)
    value = need * p.price[own.product] * (1.0 - p.institutions)
    sold = summed(own.cell, value, (MARKET + 1) * REGIONS).reshape(-1, REGIONS)
    spent = np.tile(sold, 2).T * share[:, None]
    market = need[own.market].sum() * p.market_price
    spent[TOWNS, MARKET] = market * people[TOWNS] / people[TOWNS].sum()
    spent[VILLAGES, MARKET] = 0.0
    return np.asarray(spent)


def _close(e: SovietEconomy, income: Rubles, spent: Rubles) -> None:
    """Give households the habits, the queue and the money that go with the opening's sales."""
    p, home = e.law(shops.Shops, 0), e.home
    want = spent.copy()
    want[:, :MARKET] /= 1.0 - p.queue
    lacking = want - spent
    spilled = p.to_market * lacking[:, GROUPS.index("food")]
    spilled[VILLAGES] = 0.0
    spilled = np.minimum(spilled, spent[:, MARKET])
    want[:, MARKET] -= spilled
    home.asked = by_region(want)[:, :MARKET].T / (1.0 - p.institutions)
    home.habits = shops.habits(want, _elasticity(e, p), p)
    home.unmet = lacking.sum(axis=1) - spilled
    base = want.sum(axis=1) - p.returning * home.unmet
    meant = np.maximum(income, 1e-9) * (1.0 - p.saving)
    home.beside = base / meant - 1.0


def _elasticity(e: SovietEconomy, p: shops.Shops) -> Quantities:
    """Return (6,) elasticities of groups, by what was bought of their goods."""
    weighed = e.home.weights * p.elasticity[sector_of()]
    return summed(group_of(), weighed, MARKET + 1)


def _open_accounts(e: SovietEconomy, income: Rubles) -> None:
    """Share out deposits and notes by what households spend; loans by stocks."""
    m, home = e.law(money.Money, 0), e.home
    spend = (1.0 + home.beside) * income
    held = m.first_deposits + m.cash * float(np.asarray(e.households.income).sum())
    purses = held * spend / spend.sum()
    goods = e.lines.stock[: e.lines.works_claims].sum() + e.lines.finished.sum()
    goods += e.lines.stock[e.shelves.claim].sum()
    e.accounts = Accounts(
        purses,
        {
            Account.WORKS: m.working_cash * float(home.wage_bill.sum()),
            Account.FARMS: m.working_cash * max(float(home.farm_net.mean()), 0.0),
        },
        {Account.WORKS: m.credit_share * float(goods)},
    )
    h = e.households
    h.money = purses
    h.deposits = money.deposits(purses, np.asarray(h.income), m)
