r"""Ratchet: next year's plan starts from this year's result, and directors know it.

December divides each product's plan among works from what each of them achieved:

.. math::

    q' \propto \left[q + \lambda (y - q)\right] \frac{K'}{K}

scaled to the product's plan, so that its growth is the product's and new plant
:math:`K' / K` is planned for where it stands. Output :math:`y` is what was made, not its
value as reported: with padded value in the base the same trick would have to be repeated
and enlarged every year. A higher plan for ever after takes

.. math::

    \lambda \sum_{k \ge 1} \frac{(1 - \lambda)^{k-1}}{(1 + r)^k} = \frac{\lambda}{r + \lambda}

of what a unit more brings today (Weitzman); :math:`r` follows from the tenure of the order.
So directors stop short. What an order lets through is what was achieved, not what was bid:
:math:`\lambda (1 - \omega)` stands in the place of :math:`\lambda`.

They are heard as well. A bid is capacity less an understatement :math:`u`, the one that
pays best when bids count for :math:`\omega` in the plan and being found out costs
:math:`c_u u^2 / 2`, a figure chosen for what bids then leave out. Superiors add their margin
to bids; where the plan of a product still passes what its works say they can do, bargaining
brings it down by a part.

In the year superiors cut the plans of those who are hopelessly behind, and raise - less
readily - those of the ones far ahead.

Sources: ``weitzman1980``, ``berliner1957``; ``granick`` finds no ratchet in 1969-77, so it is
a figure and no law.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.sums import summed
from model.units import Quantities, Rows, Rubles, Shares


class Ratchet(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    pass_through: float
    voice: float
    bid_risk: float
    margin: float
    bargaining: float
    hopeless: float
    lenience: float
    squeeze: float
    glaring: float


def future_loss(tenure: float, p: Ratchet) -> float:
    """Return the part of the paid slope that higher plans take; ``tenure``: years in one works.

    Only what is achieved passes through, so the part of a plan that bids decide is left out.

    Zero without the room or without pass-through, and as tenure goes to zero: who leaves
    tomorrow does not mind what is asked of his successor.
    """
    if not p.active or p.pass_through == 0:
        return 0.0
    passed = p.pass_through * (1.0 - p.voice)
    return passed / (1.0 / tenure + passed)


def base(plan: Rubles, made: Rubles, plant: Shares, p: Ratchet) -> Rubles:
    """Return (n,) what each works' plan starts from, before it is scaled to its product's plan.

    ``plan``, ``made``: of the last year; ``plant``: now over a year ago.
    """
    return np.asarray((plan + p.pass_through * (made - plan)) * plant)


def divided(total: Rubles, product: Rows, start: Rubles, bids: Rubles, p: Ratchet) -> Rubles:
    """Return (n,) plans of works that add up to ``total`` (59,) wherever anybody can work.

    ``start``: (n,) from `base`; ``bids``: (n,) which count for ``p.voice``.
    """
    heard = p.voice * _shares(bids, product, total)
    achieved = (1.0 - p.voice) * _shares(start, product, total)
    return np.asarray(total[product] * (achieved + heard))


def _shares(amount: Rubles, product: Rows, total: Rubles) -> Shares:
    """Return (n,) shares in a product; equal ones where nobody has any."""
    works = np.bincount(product, minlength=len(total))[product]
    held = summed(product, weights=amount, minlength=len(total))[product]
    return np.divide(amount, held, out=1.0 / works, where=held > 0)


def understatement(tightness: Quantities, worth: Quantities, p: Ratchet) -> Shares:
    """Return (t, d) the part of capacity that it pays best to leave out of a bid.

    ``tightness``: (t,) rising, in even ratios; ``worth``: (t, d) what a director expects at
    each, monthly salaries. A plan is asked that is looser by ``p.voice`` of it.
    """
    hidden = np.arange(31) / 100
    rows = np.arange(len(tightness))
    best, found = np.full(worth.shape, -np.inf), np.zeros(worth.shape)
    for part in hidden:
        looser = np.interp(tightness * (1.0 - p.voice * part), tightness, rows)
        low = looser.astype(np.int64)
        high = np.minimum(low + 1, len(rows) - 1)
        weight = (looser - low)[:, None]
        gain = (1.0 - weight) * worth[low] + weight * worth[high] - 0.5 * p.bid_risk * part**2
        better = gain > best
        best, found = np.where(better, gain, best), np.where(better, part, found)
    return found


def with_margin(p: Ratchet) -> float:
    """Return what superiors make of a bid: they know that bids are low."""
    return 1.0 + p.margin if p.active else 1.0


def bargained(plan: Rubles, bid: Rubles, p: Ratchet) -> Rubles:
    """Return (59,) plans brought down part of the way to what works say they can do."""
    return np.asarray(plan + p.bargaining * np.minimum(bid - plan, 0.0))


def correction(fulfilment: Shares, p: Ratchet) -> Shares:
    """Return (n,) the factor on the plan of the year after a quarter: one for most.

    Below one where works are hopelessly behind, above one, and less so, where far ahead.
    """
    short, over = 1.0 - fulfilment, fulfilment - 1.0
    cut = np.where(short > p.hopeless, p.lenience * short, 0.0)
    raised = np.where(over > p.glaring, p.squeeze * over, 0.0)
    return np.asarray(1.0 - cut + raised)
