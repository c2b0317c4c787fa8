"""Households and money: turnover, queues, savings, wages, dwellings, taxes, the budget, loans."""

from __future__ import annotations

import numpy as np

from model.accounts import Account, Kind
from model.indicators.levels import Levels, nation, ratio, total
from model.indicators.view import Rule, View
from model.shelves import GROUPS
from model.units import Quantities

_THOUSAND = 1000.0  # mln rub in a bn, rub in a thousand
_GOODS = np.array([name != "services" for name in GROUPS])
_PRIVATE, _OTHER = 0, 1
_BORROWED = (Kind.CREDIT, Kind.REPAYMENT)


def turnover(view: View) -> Levels:
    """Return goods sold in shops of the state and co-operatives, bn rub of the day."""
    return total(view.flows.money.sold[_GOODS].sum(axis=0) / _THOUSAND)


def queue(view: View) -> Levels:
    """Return the part of money taken to shops and market that found nothing."""
    return ratio(view.flows.money.unmet, view.flows.money.wanted)


def forced(view: View) -> Levels:
    """Return money that found nothing and was kept, bn rub."""
    return total(view.flows.money.kept / _THOUSAND)


def deposits(view: View) -> Levels:
    """Return savings deposits on the last day, bn rub."""
    return nation(view.state.money.deposits / _THOUSAND)


def wage(view: View) -> Levels:
    """Return the average pay of workers and employees, rub a month; soldiers left out."""
    book = view.flows.money
    return nation(_THOUSAND * book.wages / book.staff)


def poor_goods(view: View) -> Levels:
    """Return goods in shops that buyers pass by, last day, bn rub."""
    return nation(view.state.money.poor / _THOUSAND)


def moved(view: View) -> Levels:
    """Return villagers who became townsfolk, mln."""
    return total(view.flows.money.moved / _THOUSAND)


def state_housing(view: View) -> Levels:
    """Return floor space handed over that the state and co-operatives paid for, mln m2."""
    return nation(float(view.flows.money.space[_OTHER].sum()))


def private_housing(view: View) -> Levels:
    """Return floor space handed over in towns that households paid for, mln m2."""
    return nation(float(view.flows.money.space[_PRIVATE].sum()))


def panels(view: View) -> Levels:
    """Return the part of floor space of the state and co-operatives built of panels."""
    built = view.flows.money.space[_OTHER]
    return ratio(np.array([view.flows.money.panels]), built.sum(keepdims=True))


def _net(view: View, *kinds: Kind) -> float:
    """Return what works paid the budget for something, less what they got for it, bn rub."""
    table: Quantities = view.flows.money.payments[list(kinds)].sum(axis=0)
    works, budget = Account.WORKS, Account.BUDGET
    return float(table[works, budget] - table[budget, works]) / _THOUSAND


def turnover_tax(view: View) -> Levels:
    """Return turnover tax of shops and of procurement, less price differences paid, bn rub."""
    return nation(_net(view, Kind.TURNOVER_TAX, Kind.PRICE_DIFFERENCE))


def budget(view: View) -> Levels:
    """Return revenue less outlay of the budget, bn rub; loans left out."""
    table = np.delete(view.flows.money.payments, _BORROWED, axis=0)
    gained = table[:, :, Account.BUDGET].sum() - table[:, Account.BUDGET].sum()
    return nation(float(gained) / _THOUSAND)


def credit(view: View) -> Levels:
    """Return loans that works owe the bank on the last day, bn rub."""
    return nation(float(view.state.money.loans[Account.WORKS]) / _THOUSAND)


RULES = {
    "retail_turnover": Rule(turnover, monthly=True),
    "queue_index": Rule(queue, monthly=True),
    "forced_saving": Rule(forced, monthly=True),
    "savings_deposits": Rule(deposits, monthly=True),
    "average_wage": Rule(wage, monthly=True),
    "unsold_stock": Rule(poor_goods, monthly=True),
    "migration_to_towns": Rule(moved, monthly=True),
    "housing_state_coop": Rule(state_housing, monthly=True),
    "housing_private": Rule(private_housing, monthly=True),
    "prefab_share": Rule(panels),
    "turnover_tax": Rule(turnover_tax, monthly=True),
    "budget_balance": Rule(budget, monthly=True),
    "credit_to_works": Rule(credit, monthly=True),
}
