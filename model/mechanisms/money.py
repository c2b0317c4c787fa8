r"""Money: taxes, prices and credit by which what is earned, made and built is paid for.

Retail prices stand above what makers and trade get by the turnover tax; when a decree moves
one of them the tax takes the difference. What the state pays farms above or below the price
at which industry accounts for produce is taken or made good by the budget. Works send a
part of their profit to the budget, live on the rest and on depreciation, and get grants for
what they build beyond that; the bank lends what is missing for stocks and losses.

.. math::

    T = \sum_p q_p\,(p_p - 1 + \tau_p), \qquad
    G = \max(I - A - (1 - r)\,\Pi,\, 0)

for sales :math:`q` in prices of 1958, retail prices :math:`p`, investment of works
:math:`I`, depreciation :math:`A`, profit :math:`\Pi` and the part :math:`r` that goes to the
budget.

Sources: ``nove1969``, ``state_budget``, ``opening_tables``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Quantities, Rubles, Shares


class Money(NamedTuple):
    """Parameters of the room, as in force in one month."""

    income_tax: float
    bonds: float
    insurance: float
    turnover_tax: Shares
    farm_tax: float
    farm_investment: float
    plot_share: float
    rent: float
    credit_share: float
    working_cash: float
    loan_rate: float
    deposit_rate: float
    first_deposits: float
    cash: float


def turnover_tax(sold: Rubles, price: Quantities, tax: Shares) -> Rubles:
    """Return (59,) what is left of retail sales after makers and trade; a subsidy below zero.

    ``sold``: (59,) mln rub at prices of 1958, ``price``: over those, ``tax``: in them.

    >>> turnover_tax(np.array([100.0]), np.array([1.3]), np.array([0.5])).tolist()
    [80.0]
    """
    return np.asarray(sold * (price - 1.0 + tax))


def grant(building: float, depreciation: float, kept: float) -> float:
    """Return what the budget adds to the own means of those who build."""
    return max(building - depreciation - kept, 0.0)


def loan(money: float) -> float:
    """Return what the bank must lend to one who has less than nothing."""
    return max(-money, 0.0)


def repayment(money: float, needed: float, owed: float) -> float:
    """Return what is paid back: money beyond what is needed at hand, as long as it is owed.

    >>> repayment(10.0, 4.0, 5.0), repayment(3.0, 4.0, 5.0)
    (5.0, 0.0)
    """
    return min(max(money - needed, 0.0), owed)


def remittance(profit: Rubles, part: float) -> float:
    """Return what goes to the budget of the profits of branches (n,) that make one."""
    return part * float(np.maximum(profit, 0.0).sum())


def deposits(money: Rubles, income: Rubles, p: Money) -> Rubles:
    """Return (n,) the part of households' money that lies at the savings bank."""
    return np.maximum(money - p.cash * income, 0.0)
