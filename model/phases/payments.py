"""Payments: works, farms, the budget and the bank settle for what the month's goods were.

Quantities are in prices of 1958, which are the wholesale prices of the time; what is paid is
in rubles of the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model import data, given
from model.accounts import Account, Kind
from model.calendar import MONTHS_A_YEAR, month_of_year
from model.claims import Kind as Claim
from model.mechanisms import money, shops
from model.mechanisms.procurement import Procurement
from model.phases.villages import state_price
from model.shelves import farm_goods, sector_of, works_sectors
from model.sums import summed
from model.units import Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_PRODUCTS, _SECTORS = len(data.PRODUCTS), len(data.SECTORS)


class FromDepots(NamedTuple):
    """mln rub of the month drawn from depots: farm produce by works, works' goods by farms.

    ``produce``: (59,) by good; ``supplies``: in all; ``by_maker``: (59,) all that makers used.
    """

    produce: Rubles
    supplies: float
    by_maker: Rubles


def settle(e: SovietEconomy) -> None:
    """Pay for produce, supplies, arms, trade, profits and building; then go to the bank."""
    m = e.law(money.Money, e.month)
    drawn = _from_depots(e)
    net = _pay_farms(e, drawn, m)
    _pay_for_final_goods(e)
    pay = e.home.wage_bill + _pay_in_trade(e)
    profit = profits(e, drawn, pay, m)
    kept = _share_profits(e, profit, pay)
    _pay_for_building(e, kept, m)
    _bank(e, m)
    e.home.farm_net[month_of_year(e.month)] = net
    h = e.households
    h.money = e.accounts.purses
    h.deposits = money.deposits(e.accounts.purses, np.asarray(h.income), m)


# -- farms -------------------------------------------------------------------------------


def _from_depots(e: SovietEconomy) -> FromDepots:
    """Return what works and farms used from depots, told apart by the norms of what they make."""
    claims, d, f = e.network.claims, e.directors, e.farms
    work = summed(d.product, d.output * (1.0 + d.weight), _PRODUCTS)
    work += summed(f.product, e.farm_capacity * f.coverage, _PRODUCTS)
    wanted = e.norms * e.pooled * work
    used = summed(claims.product[e.depots], e.depot_use, _PRODUCTS)
    used -= e.countryside.came_back.sum(axis=1)
    total = wanted.sum(axis=1)
    fill = np.divide(used, total, out=np.zeros_like(used), where=total > 0)
    drawn = wanted * fill[:, None]
    farm = farm_goods()
    return FromDepots(
        produce=np.where(farm, drawn[:, ~farm].sum(axis=1), 0.0),
        supplies=float(drawn[~farm][:, farm].sum()),
        by_maker=drawn.sum(axis=0),
    )


def _pay_farms(e: SovietEconomy, drawn: FromDepots, m: money.Money) -> float:
    """Pay farms for produce and let them pay for supplies and tax; return their net income.

    Procurement offices, among works, pay for what is delivered when it is, and bring grain
    from abroad. Industry accounts for produce at the prices of 1958; the budget stands between.
    """
    home, accounts, price = e.home, e.accounts, state_price(e, e.law(Procurement, e.month))
    paid = e.countryside.paid
    accounts.pay(Kind.PROCUREMENT, Account.WORKS, Account.FARMS, paid)
    came = summed(home.produce_product, e.received[home.produce], _PRODUCTS) + drawn.produce
    difference = float(came.sum()) - float((came * price).sum())
    kind = Kind.PRICE_DIFFERENCE
    accounts.pay(kind, Account.WORKS, Account.BUDGET, max(difference, 0.0))
    accounts.pay(kind, Account.BUDGET, Account.WORKS, max(-difference, 0.0))
    abroad = float((_served(e, Claim.EXPORTS) * price)[farm_goods()].sum())
    accounts.pay(Kind.EXPORTS, Account.BUDGET, Account.WORKS, abroad)
    bought = summed(e.farms.product, e.bought, _PRODUCTS)
    accounts.pay(Kind.IMPORTS, Account.WORKS, Account.BUDGET, float((bought * price).sum()))
    back = float((e.countryside.came_back.sum(axis=1) * price).sum())
    accounts.pay(Kind.FARM_INPUTS, Account.FARMS, Account.WORKS, drawn.supplies + back)
    market = float(accounts.table[Kind.MARKET, Account.HOUSEHOLDS, Account.FARMS])
    tax = m.farm_tax * (paid + market)
    accounts.pay(Kind.TAXES, Account.FARMS, Account.BUDGET, tax)
    debt = e.law(Procurement, e.month).machines_debt / MONTHS_A_YEAR
    accounts.pay(Kind.MACHINES, Account.FARMS, Account.BUDGET, debt)
    return paid + market - drawn.supplies - back - tax - debt


# -- what the budget buys ----------------------------------------------------------------


def _served(e: SovietEconomy, kind: Claim) -> Rubles:
    """Return (59,) mln rub that a kind of final users was served."""
    mine = e.final_claims[kind]
    return summed(e.network.claims.product[mine], e.served[mine], _PRODUCTS)


def _pay_for_final_goods(e: SovietEconomy) -> None:
    """Let the budget buy arms and exports and sell imports; let works insure their people."""
    accounts, works = e.accounts, ~farm_goods()
    arms, exports = _served(e, Claim.DEFENCE), _served(e, Claim.EXPORTS)
    accounts.pay(Kind.DEFENCE, Account.BUDGET, Account.WORKS, float(arms.sum()))
    accounts.pay(Kind.EXPORTS, Account.BUDGET, Account.WORKS, float(exports[works].sum()))
    accounts.pay(Kind.IMPORTS, Account.WORKS, Account.BUDGET, float(e.imported.sum()))


# -- profits -----------------------------------------------------------------------------


def profits(e: SovietEconomy, drawn: FromDepots, pay: Rubles, m: money.Money) -> Rubles:
    """Return (20,) profits of branches: what was made at net prices, less all that it cost.

    ``pay``: (20,) wages and what else works paid people. Farms have none.
    """
    d, sector = e.directors, sector_of()
    made = summed(d.sector, np.asarray(d.output), _SECTORS)
    price = e.law(shops.Shops, e.month).price
    tax = money.turnover_tax(e.home.sold, price, m.turnover_tax[sector])
    dearer = e.home.sold * (price - 1.0)
    used = summed(e.sector_of_owner, e.used, _SECTORS)
    used += summed(sector, drawn.by_maker, _SECTORS)
    worn = e.capital_of_sector() * given.plant().depreciation / MONTHS_A_YEAR
    net = made + summed(sector, dearer - tax, _SECTORS)
    return np.where(works_sectors(), net - used - pay * (1.0 + m.insurance) - worn, 0.0)


def _pay_in_trade(e: SovietEconomy) -> Rubles:
    """Return (20,) what works paid beside basic wages, by the branch whose goods were sold.

    Bonuses, pay in trade, and money households got outside any wage fund.
    """
    accounts = e.accounts
    paid = float(accounts.table[Kind.WAGES, Account.WORKS, Account.HOUSEHOLDS])
    for kind in (Kind.BONUSES, Kind.ELSEWHERE):
        paid += float(accounts.table[kind, Account.WORKS, Account.HOUSEHOLDS])
    sold = summed(sector_of(), e.home.sold, _SECTORS) * works_sectors()
    beyond = paid - float(e.home.wage_bill.sum())
    return np.asarray(sold * (beyond / max(float(sold.sum()), 1e-300)))


def _share_profits(e: SovietEconomy, profit: Rubles, pay: Rubles) -> float:
    """Let works hand on their profits and be made good their losses; return what they keep."""
    accounts, m = e.accounts, e.law(money.Money, e.month)
    insured = m.insurance * float(pay.sum())
    accounts.pay(Kind.INSURANCE, Account.WORKS, Account.BUDGET, insured)
    remitted = money.remittance(profit, rule(e, "profit_remitted"))
    capital = float(e.capital_of_sector()[works_sectors()].sum())
    charge = rule(e, "capital_charge") * capital / MONTHS_A_YEAR
    accounts.pay(Kind.PROFITS, Account.WORKS, Account.BUDGET, remitted + charge)
    lost = float(np.maximum(-profit, 0.0).sum())
    covered = rule(e, "losses_covered") * lost
    accounts.pay(Kind.LOSSES, Account.BUDGET, Account.WORKS, covered)
    return float(profit.sum()) + covered - remitted - charge


def rule(e: SovietEconomy, name: str) -> float:
    """Return a money rule of the month's orders; where several hold, by the pay of works."""
    pay = e.home.payroll
    return float(
        sum(float(order.money[name]) * float(pay[where].sum()) for order, where in e.orders)
        / max(float(pay.sum()), 1e-300)
    )


# -- building ----------------------------------------------------------------------------


def _pay_for_building(e: SovietEconomy, kept: float, m: money.Money) -> None:
    """Let farms, works and the budget pay for what sites took and households did not.

    What works pay out of depreciation and of profits they keep goes to other works, so that
    of it only the grant is seen. Payment is for everything that reached a site.
    """
    accounts = e.accounts
    regions = len(data.REGIONS)
    on_farms = e.plan.limits[:, :_SECTORS][:, ~works_sectors()].sum(axis=1)
    farms = float((on_farms * e.invested[:regions]).sum())
    own = m.farm_investment * farms
    kind = Kind.INVESTMENT
    accounts.pay(kind, Account.FARMS, Account.WORKS, own)
    accounts.pay(kind, Account.BUDGET, Account.WORKS, farms - own)
    worn = e.capital_of_sector() * given.plant().depreciation / MONTHS_A_YEAR
    private = accounts.table[Kind.HOUSES, Account.HOUSEHOLDS, Account.WORKS]
    rest = float(e.invested.sum()) - farms - float(private)
    granted = money.grant(rest, float(worn[works_sectors()].sum()), max(kept, 0.0))
    accounts.pay(kind, Account.BUDGET, Account.WORKS, granted)


# -- the bank ----------------------------------------------------------------------------


def _bank(e: SovietEconomy, m: money.Money) -> None:
    """Pay interest; lend to those who have less than nothing, take back what is not needed."""
    accounts = e.accounts
    deposits: Shares = np.asarray(e.households.deposits) * (m.deposit_rate / MONTHS_A_YEAR)
    accounts.pay_households(Kind.INTEREST, Account.BANK, deposits)
    pay = accounts.table[:, :, Account.HOUSEHOLDS]
    for account in (Account.WORKS, Account.FARMS):
        due = accounts.loans[account] * m.loan_rate / MONTHS_A_YEAR
        accounts.pay(Kind.INTEREST, account, Account.BANK, float(due))
        accounts.lend(account, money.loan(float(accounts.others[account])))
        needed = m.working_cash * float(pay[:, account].sum())
        back = money.repayment(
            float(accounts.others[account]), needed, float(accounts.loans[account])
        )
        accounts.repay(account, back)
    accounts.lend_households(np.maximum(-accounts.purses, 0.0))
