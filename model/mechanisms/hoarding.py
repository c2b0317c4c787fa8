r"""Hoarding: the director's safety factor, and how shops help one another out.

Supplies came late, short or wrong. A director remembers how his orders were filled and
insures himself: he asks in December for more than he needs, since requests are pared
and contracts are not kept; he holds more stock the less regular deliveries are; he
sends pushers (*tolkachi*) who trade what one works of the region has too much of for
what another lacks; and where half-filled orders are the rule he builds a shop of his
own. Everybody's insurance is the others' shortage.

With :math:`m`, :math:`v` the remembered mean and variance of fills, :math:`c` the
expected cut, :math:`n` the need:

.. math::

    1 + g = \min\left(1 + g_{max},\; \frac{1}{m\,(1 - c)}\right), \qquad
    S^* = n \left(s_0 + s_1 \frac{\sqrt{v}}{m}\right), \qquad
    q = n\,(1 + g) + \frac{(S^* - S)^+}{12}

    p = 1 - e^{-k t}, \qquad
    t = \frac{1}{k} \max\left(0, \ln \frac{1000\, k\, \ell}{w\, a}\right)

A pusher costs :math:`w` hands, each with the part :math:`a` of a hand's output that labour
alone brings; :math:`t` pushers per thousand hands close the part
:math:`p` of a shortage, as far as the region's surplus goes; the director, who expects to
lose the part :math:`\ell` of his output, sends so many that the last one pays. What is in
hand after deliveries beyond :math:`S^* (1 + h)`, and beyond the month's need, is offered
in the region. Barter moves what is there; it makes nothing, and what all lack it cannot
find. What a shop of one's own makes enters no balance: it takes plant, people and
materials from the works.

Sources: ``berliner1957``, ``levine``, ``kornai1992``, ``ericson1983``; mechanism M3.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.sums import blockwise, gathered, summed
from model.units import Quantities, Rows, Rubles, Shares


class Hoarding(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    most_padding: float
    first_padding: float
    memory: float
    variance_months: float
    most_months: float
    kept_surplus: float
    pusher_reach: float
    pusher_hands: float
    house_threshold: float
    house_cost: float
    house_most: float


def remembered(
    mean: Shares, variance: Quantities, fill: Shares, weight: Shares
) -> tuple[Shares, Quantities]:
    """Return moving mean and variance after one more fill.

    Parameters
    ----------
    mean, fill : (n,) in [0, 1]
    variance : (n,)
    weight : (n,) of the new fill, in [0, 1]; zero where nothing was ordered

    Returns
    -------
    mean in [0, 1], variance in [0, 1/4]; both unchanged where the weight is zero.
    """
    gap = fill - mean
    step = weight * gap
    return mean + step, (1.0 - weight) * (variance + step * gap)


def monthly_weight(p: Hoarding) -> float:
    """Return the weight a month that makes the yearly weight of the memory."""
    return float(1.0 - (1.0 - p.memory) ** (1.0 / MONTHS_A_YEAR))


def padded(fill: Shares, cut: Shares, p: Hoarding) -> Shares:
    """Return requests over needs from the fill and the cut that are expected.

    Returns
    -------
    (n,) in [1, 1 + ``p.most_padding``], one only where all is expected to come.
    """
    hoped = fill * (1.0 - cut)
    most = 1.0 + p.most_padding
    asked = np.divide(1.0, hoped, out=np.full_like(hoped, most), where=hoped > 1.0 / most)
    return np.clip(asked, 1.0, most)


def with_hoard(asked: Rubles, need: Rubles, stock: Rubles, wanted: Quantities) -> Rubles:
    """Return (n,) requests a month that would also bring stocks to what is wanted in a year.

    ``wanted``: (n,) months of ``need``; ``stock``: (n,) mln rub held. Never below ``asked``.
    """
    return np.asarray(asked + np.maximum(wanted * need - stock, 0.0) / MONTHS_A_YEAR)


def cut_of(padding: Shares) -> Shares:
    """Return the cut that takes all padding away again.

    >>> float(cut_of(np.array(0.25)))
    0.2
    """
    return np.asarray(padding / (1.0 + padding))


def target_months(
    opening: Quantities, mean: Shares, variance: Quantities, p: Hoarding
) -> Quantities:
    """Return (n,) months of need a director means to hold: more, the less regular deliveries.

    Never below what was held at the opening, nor beyond ``p.most_months`` more.
    """
    spread = np.sqrt(variance)
    most = p.most_months / p.variance_months
    ratio = np.divide(spread, mean, out=np.full_like(spread, most), where=spread < most * mean)
    return np.asarray(opening + p.variance_months * np.where(spread > 0, ratio, 0.0))


def pushers(loss: Shares, labour: Shares, p: Hoarding) -> Quantities:
    """Return (n,) pushers per thousand hands from the part of output expected to be lost.

    ``labour``: (n,) part of its output that a works loses with all of its hands, at the margin.
    """
    worth = np.maximum(1000.0 * p.pusher_reach * loss / (p.pusher_hands * labour), 1.0)
    return np.asarray(np.log(worth) / p.pusher_reach)


def closed(per_thousand: Quantities, p: Hoarding) -> Shares:
    """Return (n,) the part of a shortage that so many pushers per thousand hands close."""
    return np.asarray(-np.expm1(-p.pusher_reach * per_thousand))


def hands_away(per_thousand: Quantities, p: Hoarding) -> Shares:
    """Return (n,) the part of a works' hands that its pushers take, at most all."""
    return np.minimum(per_thousand * p.pusher_hands / 1000.0, 1.0)


def surplus(stock: Rubles, need: Rubles, wanted: Quantities, p: Hoarding) -> Rubles:
    """Return (n,) what is offered of stocks in hand: beyond the target, and beyond the need.

    ``wanted``: (n,) months of ``need``; whoever gives keeps at least a month's need.
    """
    kept = need * np.maximum(wanted * (1.0 + p.kept_surplus), 1.0)
    found = np.asarray(stock - kept)
    return np.maximum(found, 0.0, out=found)


def to_hoard(stock: Rubles, need: Rubles, wanted: Quantities) -> Rubles:
    """Return (n,) what would bring stocks from the month's need up to ``wanted`` months of it."""
    found = np.asarray(wanted * need - np.maximum(stock, need))
    return np.maximum(found, 0.0, out=found)


def changing_hands(there: Rubles, wanted: Rubles) -> tuple[Shares, Shares]:
    """Return (n,) the parts of what is there and of what is wanted that change hands."""
    both = np.minimum(there, wanted)
    give = np.divide(both, there, out=np.zeros_like(both), where=there > 0)
    take = np.divide(both, wanted, out=np.zeros_like(both), where=wanted > 0)
    return give, take


def exchange(offered: Rubles, asked: Rubles, cell: Rows, cells: int) -> Rubles:
    """Return what each holder gains (or, negative, gives) when a cell's goods are traded.

    Parameters
    ----------
    offered, asked : (n,) mln rub, never negative
    cell : (n,) region and good of each stock, below ``cells``

    Returns
    -------
    (n,) mln rub: zero in total for every cell, never below -``offered`` nor above ``asked``;
    the smaller of a cell's sums changes hands, in proportion on both sides.
    """
    there = summed(cell, weights=offered, minlength=cells)
    wanted = summed(cell, weights=asked, minlength=cells)
    give, take = changing_hands(there, wanted)

    def gained(asked: Rubles, offered: Rubles, cell: Rows) -> tuple[Rubles]:
        return (asked * gathered(take, cell) - offered * gathered(give, cell),)

    return blockwise(gained, asked, offered, cell)[0]


def made_in_house(share: Shares, fill: Shares, p: Hoarding) -> Shares:
    """Return (n,) the share of a need made in the works' own shop next year.

    Where orders are filled below the threshold a shop is built up to what does not come, at
    the pace of the memory; elsewhere the shop is given up at the same pace.
    """
    wanted = np.where(fill < p.house_threshold, np.minimum(1.0 - fill, p.house_most), 0.0)
    return np.asarray(share + p.memory * (wanted - share))
