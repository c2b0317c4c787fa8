"""Shopping: households take their money to shops and to the market, and find what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model import data
from model.accounts import Account, Kind
from model.calendar import MONTHS_A_YEAR
from model.home import REGIONS, VILLAGES, by_region
from model.mechanisms import money, shops
from model.phases.earning import farm_hands
from model.shelves import GROUPS, MARKET, group_of, sector_of
from model.sums import summed
from model.units import Flags, Quantities, Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_FOOD = GROUPS.index("food")
_CELLS = len(GROUPS) * REGIONS


class Counter(NamedTuple):
    """(5, 105) mln rub at the day's prices by group and region: what was asked for and taken.

    ``instead``: what was taken in its place; ``wholesale``: mln rub of what went to others
    than households.
    """

    bought: Rubles
    instead: Rubles
    wholesale: float

    def all(self) -> Rubles:
        """Return (5, 105) what shops sold."""
        return np.asarray(self.bought + self.instead)


def shopping(e: SovietEconomy) -> None:
    """Set out with the month's money, buy what is there, keep the rest."""
    p, h = e.law(shops.Shops, e.month), e.households
    _stock_up(e, p)
    _spend_away(e, p)
    want = _wanted(e, p)
    goods = np.ascontiguousarray(want[:, :MARKET].T)
    asked = by_region(goods.T).T
    counter = _sell(e, asked / (1.0 - p.institutions), p)
    met = np.divide(counter.bought, asked, out=np.zeros_like(asked), where=asked > 0)
    if not p.active:  # households are handed their share of what shops sell
        goods = _shared_out(e, counter.bought)
        met = np.ones_like(asked)
    own = (1.0 - p.institutions) if p.active else 1.0
    paid = goods * np.tile(met * own, 2)
    lacking = np.maximum(goods - paid, 0.0)
    paid = paid + np.tile(counter.instead * own, 2) * _among_those(lacking)
    e.accounts.charge_households(Kind.RETAIL, Account.WORKS, paid.sum(axis=0))
    institutions = float(counter.all().sum()) - float(paid.sum()) + counter.wholesale
    e.accounts.pay(Kind.INSTITUTIONS, Account.BUDGET, Account.WORKS, max(institutions, 0.0))
    _pay_turnover_tax(e, p)
    e.home.asked += (asked / (1.0 - p.institutions) - e.home.asked) / MONTHS_A_YEAR
    e.home.by_group, e.home.lacking = counter.all(), by_region(lacking.T).T
    spilled = p.to_market * lacking[_FOOD]
    spilled[VILLAGES] = 0.0
    at_market = _to_market(e, want[:, MARKET] + spilled, p)
    h.wanted = want.sum(axis=1)
    h.bought = paid.sum(axis=0) + at_market
    h.unmet = np.maximum(h.wanted - h.bought, 0.0)
    e.home.unmet = h.unmet.copy()
    e.lines.stock -= e.served_in_shops
    e.served += e.served_in_shops


def allot(e: SovietEconomy) -> None:
    """Divide in December next year's goods among regions by the money that comes to their shops."""
    p, own = e.law(shops.Shops, e.month), e.shelves
    if not p.active or e.month == 0:
        return
    price = p.price[own.product]
    cell = np.minimum(own.cell, _CELLS)
    there = summed(cell, e.lines.stock[own.claim] * price, _CELLS + 1)[:_CELLS]
    share = shops.funds(e.home.asked, there.reshape(e.home.asked.shape), MONTHS_A_YEAR, p)
    state = own.state
    e.final_share[own.claim[state]] = share.ravel()[own.cell[state]]


# -- before the counter ------------------------------------------------------------------


def _stock_up(e: SovietEconomy, p: shops.Shops) -> None:
    """Note which of the goods that came are too poor for buyers to want them."""
    own, stock = e.shelves, e.lines.stock[e.shelves.claim]
    if p.active:
        came = np.maximum(stock - own.left, 0.0)
        own.poor = own.poor + came * shops.passed_by(e.goods_quality, _slope(p))[own.product]
        own.poor[own.market] = 0.0
    own.poor = np.minimum(own.poor, stock)


def _slope(p: shops.Shops) -> Quantities:
    """Return (59,) how closely buyers look at each product."""
    return np.asarray(p.passed_by[sector_of()])


def to_spend(e: SovietEconomy, p: shops.Shops) -> Rubles:
    """Return (h,) mln rub of the month that households do not mean to save."""
    disposable: Rubles = np.asarray(e.households.disposable)
    return np.maximum(disposable, 0.0) * (1.0 - p.saving)


def _spend_away(e: SovietEconomy, p: shops.Shops) -> None:
    """Let money earned in one place come to where it is spent; what is left over, to works.

    In January 1956 goods and incomes of a region did not agree; visitors, parcels and
    remittances made up for it, and do so in the same proportion to incomes ever after.
    """
    moved = e.home.beside * to_spend(e, p)
    given, got = np.maximum(-moved, 0.0), np.maximum(moved, 0.0)
    out, come = float(given.sum()), float(got.sum())
    both = min(out, come)
    among, beyond = e.accounts.among_households, e.accounts
    part = (both / out if out > 0 else 0.0), (both / come if come > 0 else 0.0)
    among(Kind.ELSEWHERE, given * part[0], got * part[1])
    beyond.charge_households(Kind.ELSEWHERE, Account.WORKS, given * (1.0 - part[0]))
    beyond.pay_households(Kind.ELSEWHERE, Account.WORKS, got * (1.0 - part[1]))


def _wanted(e: SovietEconomy, p: shops.Shops) -> Rubles:
    """Return (h, 6) mln rub that households set out to spend by group, the market last."""
    home = e.home
    money_now = (1.0 + home.beside) * to_spend(e, p) + p.returning * home.unmet
    money_now = np.minimum(money_now, np.maximum(e.accounts.purses, 0.0))
    grown = np.asarray(e.households.people) / np.maximum(home.people, 1e-300)
    least = home.habits.least * grown[:, None] * _dearer(e, p)
    return shops.demand(money_now, home.habits._replace(least=least))


def _dearer(e: SovietEconomy, p: shops.Shops) -> Quantities:
    """Return (6,) prices of groups over those of January 1956."""
    home = e.home
    index = summed(group_of(), home.weights * p.price / home.prices, MARKET + 1)
    index[MARKET] = 1.0  # who goes there decides what to spend, not what to bring home
    return index


def orders_of_trade(e: SovietEconomy) -> Rubles:
    """Return (59,) mln rub that shops ask for in the coming year; infinite where all is sold.

    Only of goods that are made for them.
    """
    p, own = e.law(shops.Shops, e.month), e.shelves
    if not p.active:
        return np.full(len(data.PRODUCTS), np.inf)
    stock = summed(own.product, e.lines.stock[own.claim], len(data.PRODUCTS))
    asked = shops.orders(stock, e.home.sales, MONTHS_A_YEAR, p)
    return np.where(made_for_shops(e, p) & (group_of() < MARKET), asked, np.inf)


def made_for_shops(e: SovietEconomy, p: shops.Shops) -> Flags:
    """Return (59,) whether enough of a good went to households in 1955."""
    return np.asarray(e.opening.use("household") > p.for_shops * e.opening.output)


# -- at the counter ----------------------------------------------------------------------


def _sell(e: SovietEconomy, asked: Rubles, p: shops.Shops) -> Counter:
    """Sell from the shelves of the state; ``asked``: (5, 105) mln rub at the day's prices."""
    own, price = e.shelves, p.price[e.shelves.product]
    stock = e.lines.stock[own.claim]
    good = np.maximum(stock - own.poor, 0.0)
    cell = np.minimum(own.cell, _CELLS)  # the market's behind all others
    there = summed(cell, good * price, _CELLS + 1)[:_CELLS].reshape(asked.shape)
    made = made_for_shops(e, p)[own.product]
    poor = summed(cell, own.poor * price, _CELLS + 1)[:_CELLS].reshape(asked.shape)
    if p.active:
        taken = shops.sold(asked, there, p)
        lacking = np.maximum(asked - taken, 0.0)
        poor_taken = shops.poor_goods_taken(poor, lacking, p)
        meant = summed(cell, good * price * made, _CELLS + 1)[:_CELLS].reshape(asked.shape)
        left = shops.for_sale(meant, p) - meant * _part(taken, there)[:-1].reshape(asked.shape)
        instead = _instead(lacking - poor_taken, left, p)
    else:
        taken, poor_taken = shops.for_sale(there, p), shops.for_sale(poor, p)
        meant = instead = np.zeros_like(taken)
    part = _part(taken, there)[cell] + _part(instead, meant)[cell] * made
    poor_part = _part(poor_taken, poor)[cell]
    out = good * part + own.poor * poor_part
    out[own.market] = shops.for_sale(stock[own.market], p)
    mine = np.where(own.cell < _CELLS, 1.0 - p.institutions, 1.0)
    e.home.bought = summed(own.region, out * mine, REGIONS)
    e.home.goods = float(out[own.cell < GROUPS.index("services") * REGIONS].sum())
    beyond = _small_wholesale(e, stock, out, p)
    out += beyond
    own.poor = np.minimum(own.poor * (1.0 - poor_part), np.maximum(stock - out, 0.0))
    own.left = np.maximum(stock - out, 0.0)
    e.served_in_shops = np.zeros(len(e.lines.stock))
    e.served_in_shops[own.claim] = np.minimum(out, stock)
    e.home.sold = summed(own.product, out, len(data.PRODUCTS))
    e.home.sales += (e.home.sold - e.home.sales) / MONTHS_A_YEAR
    return Counter(taken + poor_taken, instead, float((beyond * price).sum()))


def _instead(lacking: Rubles, left: Rubles, p: shops.Shops) -> Rubles:
    """Return (5, 105) what those take who found nothing and do not go to the market."""
    free = np.maximum(lacking, 0.0)
    free[_FOOD] *= 1.0 - p.to_market
    return shops.instead(free, np.maximum(left, 0.0), p)


def _among_those(lacking: Rubles) -> Quantities:
    """Return (h,) each row's part of its region's money that found nothing, (5, h)."""
    mine = lacking.sum(axis=0)
    all_of_it = np.tile(by_region(mine), 2)
    return np.asarray(np.divide(mine, all_of_it, out=np.zeros_like(mine), where=all_of_it > 0))


def _small_wholesale(e: SovietEconomy, stock: Rubles, out: Rubles, p: shops.Shops) -> Rubles:
    """Return (s,) what of goods not made for shops goes to local works, farms and reserves.

    Fuel, timber, materials: what households leave beyond the usual stock, at the expense of
    the budget. ``stock``, ``out``: (s,) on the shelves, and sold to households.
    """
    others = ~made_for_shops(e, p)[e.shelves.product]
    others[e.shelves.market] = False
    return np.where(others, np.maximum(shops.for_sale(stock, p) - out, 0.0), 0.0)


def _part(taken: Rubles, there: Rubles) -> Quantities:
    """Return (526,) the part of what lay in each cell that was taken; nothing on the market."""
    part = np.divide(taken, there, out=np.zeros_like(there), where=there > 0)
    return np.asarray(np.append(np.minimum(part, 1.0).ravel(), 0.0))


def _shared_out(e: SovietEconomy, bought: Rubles) -> Rubles:
    """Return (5, h) what shops sold, divided among a region's households as in January 1956."""
    first = e.home.habits.least.sum(axis=1)
    total = by_region(first)
    share = first / np.tile(np.where(total > 0, total, 1.0), 2)
    return np.asarray(np.tile(bought, 2) * share)


def _pay_turnover_tax(e: SovietEconomy, p: shops.Shops) -> None:
    """Let trade hand on the tax in what it sold; the budget pays where the price is too low."""
    rate = e.law(money.Money, e.month).turnover_tax[sector_of()]
    state = group_of() < MARKET
    tax = float(money.turnover_tax(e.home.sold, p.price, rate)[state].sum())
    e.accounts.pay(Kind.TURNOVER_TAX, Account.WORKS, Account.BUDGET, max(tax, 0.0))
    e.accounts.pay(Kind.TURNOVER_TAX, Account.BUDGET, Account.WORKS, max(-tax, 0.0))


# -- on the market -----------------------------------------------------------------------


def _to_market(e: SovietEconomy, brought: Rubles, p: shops.Shops) -> Rubles:
    """Buy what farms and plots brought to the market; return (h,) what was paid.

    ``brought``: (h,) mln rub. Without the room the price stays that of January 1956.
    """
    m, home = e.law(money.Money, e.month), e.home
    produce = float(home.sold[group_of() == MARKET].sum())
    offered = float(brought.sum())
    price = shops.market(offered, produce, p) if p.active else p.market_price
    if produce <= 0 or offered <= 0:
        home.from_market = np.zeros_like(brought)
        return np.zeros_like(brought)
    home.market_price = price
    paid = brought * (produce * price / offered)
    hands = np.concatenate([np.zeros_like(home.hands), farm_hands(e)])
    plots = m.plot_share * paid
    got = hands * (float(plots.sum()) / hands.sum())
    e.accounts.among_households(Kind.MARKET, plots, got)
    home.from_market = got
    e.accounts.charge_households(Kind.MARKET, Account.FARMS, paid - plots)
    return np.asarray(paid)
