r"""Supply: orders on contracts, dispatch by claim and priority, and works short of inputs.

Goods moved on the attachments of the yearly plan: a fund-holder's certificate named
supplier, good and quarter. A works orders what next month's plan needs and what brings
its stock back to the norm, as far as its contract goes. A supplier who cannot serve all
gives each claim a part of its pro-rata fill first - strict priority starves everyone in
the end - and the rest by rank: the army and building sites, producer goods, then the
shops. What is sent arrives a month later.

A works short of one input stretches it and leans on others:

.. math::

    r_i = \min(1, s_i / n_i), \qquad
    \kappa = \left( \frac{1}{N} \sum_i r_i^{-\theta} \right)^{-1/\theta}, \qquad
    \theta = 1/\sigma - 1

with equal weights: with weights by cost a missing bearing would stop nothing. Fuels
count together, and so do the materials that farms send to mills and dairies, each a
little beyond its planned part. In fixed proportion to output stand the fuel of power
stations, metal in machines and materials in food and cloth: there
:math:`\kappa \le r_i`.

What is saved on a scarce input is used more of the others, as far as they are there; a
ratio counts as at least ``nothing_left``.

Sources: ``levine``, ``powell1977``, ``berliner1957``; the form of dispatch and coverage
from ``trial``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.sums import LEAST
from model.units import Quantities, Rows, Rubles, Shares


class Supply(NamedTuple):
    """Parameters of the room, as in force in one month."""

    link_threshold: float
    main_input: float
    distance_decay: float
    abroad_distance: float
    rural_weight: float
    input_substitution: float
    shared_floor: float
    final_floor: float
    catch_up: float
    order_months: float
    finished_stock: float
    service_stock: float
    flexibility: float
    rank: dict[str, float]
    nothing_left: float
    short_by: float


def order_ratio(
    contract: Rubles,
    need: Rubles,
    stock: Rubles,
    norm_months: Quantities,
    repair: Shares,
    p: Supply,
) -> Shares:
    """Return (n,) orders over contracts: next month's need and a part of the gap to the norm.

    Parameters
    ----------
    contract, need : (n,) mln rub/month
    stock : (n,) mln rub, after this month's use
    norm_months : (n,) months of need held by norm
    repair : (n,) in [0, 1], part of what goes beyond the contract that someone has time to allow

    Returns
    -------
    (n,) in [0, ``p.catch_up``], at most one without repair; zero where there is no contract.
    """
    aim = wanted(need, stock, norm_months, p)
    ratio = np.divide(aim, contract, out=np.zeros_like(aim), where=contract > LEAST)
    return np.clip(ratio, 0.0, 1.0 + (p.catch_up - 1.0) * repair)


def called(wanted: Rubles, contract: Rubles, repair: Shares, p: Supply) -> Rubles:
    """Return (n,) mln rub ordered of what is wanted: `order_ratio` times the contract."""
    most = contract * (1.0 + (p.catch_up - 1.0) * repair)
    found = np.maximum(wanted, 0.0)
    return np.minimum(found, most, out=found)


def wanted(need: Rubles, stock: Rubles, norm_months: Quantities, p: Supply) -> Rubles:
    """Return next month's need and a part of the gap to the norm; below zero with too much."""
    found = np.asarray(norm_months * need - stock)
    found /= p.order_months
    found += need
    return found


class Rungs(NamedTuple):
    """Where the orders of each supplier, of each of his ranks and of each shelf begin.

    A shelf holds a supplier's orders of one rank and one floor: all get the same part.
    ``starts``, ``number``: (m,) first link and links of a supplier; ``shelf_starts``,
    ``shelf_number``: (g,) the same of a shelf; ``first_shelf``, ``shelves``: (m,) first shelf
    and shelves of a supplier; ``rung_starts``, ``rung_number``: (k,) the same of a rank;
    ``first_rung``, ``rungs``: (m,) first rank and ranks of a supplier.
    """

    starts: Rows
    number: Rows
    shelf_starts: Rows
    shelf_number: Rows
    first_shelf: Rows
    shelves: Rows
    rung_starts: Rows
    rung_number: Rows
    first_rung: Rows
    rungs: Rows


class Sent(NamedTuple):
    """What suppliers send: ``by_link`` (l,), ``by_supplier`` (m,), of those that have links."""

    by_link: Rubles
    by_supplier: Rubles


def dispatch(order: Rubles, available: Rubles, floor: Shares, rungs: Rungs) -> Sent:
    """Send goods against orders: part of the pro-rata fill to all, the rest by rank.

    Parameters
    ----------
    order : (l,) mln rub, links sorted by supplier, then rank, then floor
    available : (m,) mln rub, of suppliers that have links
    floor : (g,) share of the pro-rata fill that a shelf gets whatever its rank
    rungs : where suppliers, ranks and shelves begin

    Returns
    -------
    Mln rub sent: never negative, never above the order, per supplier never above what is
    available, and equal to the orders where these can be met.
    """
    held = np.add.reduceat(order, rungs.shelf_starts)
    part = granted(held, available, floor, rungs)
    sent = np.repeat(part, rungs.shelf_number)
    sent *= order
    return Sent(sent, np.add.reduceat(held * part, rungs.first_shelf))


def granted(held: Rubles, available: Rubles, floor: Shares, rungs: Rungs) -> Shares:
    """Return (g,) the part of its orders that every shelf gets; ``held``: (g,) those orders."""
    asked = np.add.reduceat(held, rungs.first_shelf)
    fill = np.divide(available, asked, out=np.ones_like(asked), where=asked > available)
    fill = np.repeat(fill, rungs.shelves)
    base = np.where(fill < 1.0, floor * fill, 1.0)
    rest = available - np.add.reduceat(held * base, rungs.first_shelf)
    rung = np.add.reduceat(held * (1.0 - base), rungs.rung_starts)
    cumulated = np.cumsum(rung)
    before = cumulated - rung
    before -= np.repeat(before[rungs.first_rung], rungs.rungs)
    left = np.repeat(np.maximum(rest, 0.0), rungs.rungs) - before
    grant = np.clip(np.divide(left, rung, out=np.zeros_like(rung), where=rung > 0), 0.0, 1.0)
    return np.asarray(base + (1.0 - base) * np.repeat(grant, rungs.rung_number))


def shortage_term(ratio: Shares, p: Supply) -> Shares:
    """Return r^-theta for ratios of stock to need, capped at one; large where nothing is left."""
    return np.asarray(np.clip(ratio, p.nothing_left, 1.0) ** -theta(p))


def theta(p: Supply) -> float:
    """Return the exponent that goes with the elasticity of substitution between inputs."""
    return 1.0 / p.input_substitution - 1.0


def coverage(mean_term: Shares, p: Supply) -> Shares:
    """Return output over plan from the mean of `shortage_term`; in (0, 1]."""
    return np.asarray(np.maximum(mean_term, 1.0) ** (-1.0 / theta(p)))
