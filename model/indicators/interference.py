"""Interference: orders to directors by sender, people lent to harvests, shortages solved."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from model.committees import SENDERS
from model.indicators.levels import HOME, Levels, ratio, total
from model.indicators.view import Rule, View

_MONTHS_A_QUARTER = 3.0


def orders(view: View) -> Levels:
    """Return orders that reach a director in a quarter, from all who send them."""
    book = view.flows.interference
    return ratio(book.orders.sum(axis=0), book.works, _MONTHS_A_QUARTER)


def orders_of(sender: str) -> Callable[[View], Levels]:
    """Return the measure of one sender's."""
    row = SENDERS.index(sender)

    def measure(view: View) -> Levels:
        book = view.flows.interference
        return ratio(book.orders[row], book.works, _MONTHS_A_QUARTER)

    return measure


def rescues(view: View) -> Levels:
    """Return shortages of works that a secretary solves in a quarter."""
    book = view.flows.interference
    return ratio(book.rescues, np.full(HOME, view.flows.months / _MONTHS_A_QUARTER))


def lent(view: View) -> Levels:
    """Return worker-months at the harvest over worker-months in all."""
    return ratio(view.flows.interference.lent, view.flows.interference.people)


def saved(view: View) -> Levels:
    """Return crops brought in that would have been lost without those lent, mln rub."""
    return total(view.flows.interference.saved)


def diverted(view: View) -> Levels:
    """Return inputs brought from stores of other works, mln rub."""
    return total(view.flows.interference.diverted)


def lost(view: View) -> Levels:
    """Return the part of plant that orders and the harvest take, beyond that of 1955."""
    book = view.flows.interference
    return ratio(book.usual - book.able, book.usual)


RULES = {
    "orders_per_director": Rule(orders, monthly=True),
    **{f"orders_from_{sender}": Rule(orders_of(sender), monthly=True) for sender in SENDERS},
    "rescues_per_official": Rule(rescues),
    "drafted_labour_share": Rule(lent, monthly=True),
    "harvest_saved": Rule(saved, monthly=True),
    "supplies_diverted": Rule(diverted, monthly=True),
    "capacity_lost_to_orders": Rule(lost, monthly=True),
}
