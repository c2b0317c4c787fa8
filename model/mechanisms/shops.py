r"""Shops: households divide their money, shelves give what they hold, the rest queues or saves.

A linear expenditure system divides money :math:`E` among groups of goods: first what is
bought in any case, then shares of what is left. Towns and shops differ, so sales approach
the smaller of demand :math:`D` and a month's worth of usual shelves :math:`S` without ever
reaching either; in January 1956 a part :math:`q` of demand was unmet.

.. math::

    D_g = \gamma_g p_g + \beta_g \Bigl(E - \sum_k \gamma_k p_k\Bigr), \qquad
    x_g = \frac{D_g S_g}{\bigl(S_g^\rho + (1 - (1 - q)^\rho)\, D_g^\rho\bigr)^{1/\rho}}

Prices are set by decree, so what is short costs time, not money. Buyers pass by goods that
are poorer than they were, unless there is nothing else. Part of the money that found nothing
goes to the peasant market, where the price gives way; part comes back next month; the rest
is saved without having been meant to be. Without the room shops sell all but their usual
stock, whatever households have and want.

Sources: ``nove1969``, ``kornai1992``, ``houthakker1957``, ``lluch1977``, ``chapman1963``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Quantities, Rubles, Shares

_NOTHING = float(np.finfo(np.float64).tiny)  # in the place of nothing, so that 0 / 0 is 0


class Shops(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    stock_months: float
    queue: float
    choice: float
    institutions: float
    saving: float
    returning: float
    free: float
    elasticity: Quantities
    price: Quantities
    market_price: float
    to_market: float
    market_ceiling: float
    passed_by: Quantities
    need: float
    instead: float
    least_ordered: float
    for_shops: float
    least_fund: float
    too_much: float


class Habits(NamedTuple):
    """How rows of households divide their money: (h, g) mln rub of needs, shares of the rest."""

    least: Rubles
    extra: Shares


def habits(spent: Rubles, elasticity: Quantities, p: Shops) -> Habits:
    """Return the habits by which money that was all spent is divided as it was.

    ``spent``: (h, g) mln rub; ``elasticity``: (g,).
    """
    total = spent.sum(axis=1, keepdims=True)
    steep = spent * elasticity
    extra = steep / np.maximum(steep.sum(axis=1, keepdims=True), _NOTHING)
    least = np.maximum(spent - extra * p.free * total, 0.0)
    left = spent - least
    return Habits(least, left / np.maximum(left.sum(axis=1, keepdims=True), _NOTHING))


def demand(money: Rubles, habit: Habits) -> Rubles:
    """Return (h, g) mln rub that households with so much money (h,) want to spend by group.

    Who cannot pay for what he buys first buys the same less of all of it.
    """
    need = habit.least.sum(axis=1)
    part = np.minimum(money / np.maximum(need, _NOTHING), 1.0)
    free = np.maximum(money - need, 0.0)
    return np.asarray(habit.least * part[:, None] + habit.extra * free[:, None])


def for_sale(stock: Rubles, p: Shops) -> Rubles:
    """Return (n,) mln rub on the shelves beyond the usual stock; never more than there is."""
    return np.asarray(stock / (1.0 + p.stock_months))


def sold(wanted: Rubles, stock: Rubles, p: Shops) -> Rubles:
    """Return (n,) mln rub that buyers take; neither more than they want nor than there is."""
    ratio = np.divide(for_sale(stock, p), wanted, out=np.zeros_like(wanted), where=wanted > 0)
    left_out = 1.0 - (1.0 - p.queue) ** p.choice
    bottom = (ratio**p.choice + left_out) ** (1.0 / p.choice)
    met = np.divide(ratio, bottom, out=np.zeros_like(ratio), where=bottom > 0)
    return np.asarray(np.minimum(wanted * np.minimum(met, 1.0), stock))


def passed_by(quality: Shares, slope: Quantities) -> Shares:
    """Return (n,) the part of goods that buyers pass by, from their worth over that of 1955."""
    return np.asarray(np.clip(slope * (1.0 - quality), 0.0, 1.0))


def poor_goods_taken(poor: Rubles, lacking: Rubles, p: Shops) -> Rubles:
    """Return (n,) mln rub of poor goods that those buy who found nothing else."""
    return np.minimum(poor, p.need * lacking)


def instead(lacking: Rubles, left: Rubles, p: Shops) -> Rubles:
    """Return (g, r) mln rub of other goods that those take who did not find what they wanted.

    ``lacking``: (g, r) money that found nothing, ``left``: (g, r) for sale and not asked for.

    >>> p = Shops(**dict.fromkeys(Shops._fields, 0.0) | {"instead": 0.5})
    >>> instead(np.array([[8.0], [0.0]]), np.array([[0.0], [6.0]]), p).tolist()
    [[0.0], [4.0]]
    """
    money, there = p.instead * lacking.sum(axis=0), left.sum(axis=0)
    part = np.divide(money, there, out=np.zeros_like(there), where=there > 0)
    return np.asarray(left * np.minimum(part, 1.0))


def market(money: float, produce: float, p: Shops) -> float:
    """Return the price on the peasant market over the state's that clears it, up to a ceiling.

    ``produce``: mln rub at the state's prices.
    """
    return min(money / max(produce, _NOTHING), p.market_ceiling)


def unsold(stock: Rubles, sales: Rubles, p: Shops) -> Rubles:
    """Return (n,) mln rub in trade beyond the usual; nothing where stocks are near it.

    ``sales``: a month.
    """
    usual = p.stock_months * sales
    return np.asarray(np.where(stock > p.too_much * usual, stock - usual, 0.0))


def orders(stock: Rubles, sales: Rubles, year: float, p: Shops) -> Rubles:
    """Return (n,) mln rub that trade asks for in a year; without limit where all is sold.

    ``stock``: in trade, ``sales``: a month, ``year``: months in it.
    """
    beyond = unsold(stock, sales, p)
    asked = np.maximum(sales * year - beyond, p.least_ordered * sales * year)
    return np.asarray(np.where(beyond > 0, asked, np.inf))


def funds(asked: Rubles, stock: Rubles, year: float, p: Shops) -> Shares:
    """Return (g, r) each region's part of a group's goods for the coming year.

    Trade funds went by the money that was expected to come to the shops, less what lay there
    already. ``asked``: (g, r) mln rub a month that buyers brought; ``stock``: in trade.
    """
    due = asked * (year + p.stock_months) - stock
    due = np.maximum(due, p.least_fund * year * asked)
    total = due.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(due, total, out=np.zeros_like(due), where=total > 0))
