r"""Interference: those who order directors about, borrow their people, and find what they lack.

The secretary of a region's party committee answers for its farms and its works. He has one
head: what he gives to one side he takes from the other, and he turns to the side that is
behind its neighbours in what the centre can see: reported output, hectares sown, and what the
state took of the harvest as it was told.

.. math::

    a = \frac{1}{1 + e^{-(\ln\frac{a_0}{1 - a_0} + k\,(b_i - b_f))}}, \qquad
    N = P a + S \sum_j \frac{s_j}{E_j}, \qquad
    \ell = (1 - h N / H)^{\mu}\,(1 - w\,\delta)

Orders come from all above a director: from the party as far as its attention goes, from
each superior by his posts over the hands below him. Each takes hours that the director does
not have for his works. At harvest the secretary borrows workers; a superior who sits in the
region gives them, one in Moscow protects his own:

.. math::

    \delta = v\,\frac{1 - a}{1 - a_0}\,\frac{m\,M}{M + m\,W}, \qquad
    T = T_0\,\frac{1 + \eta u_0}{1 + \eta u}, \qquad
    lost = l\,\frac{\max(T - \bar T, 0)^2}{2 T}

While the country is to overtake America in meat, a secretary whose farms are behind pledges
more of it and has animals of all kinds but hens killed before their time, cows and breeding
stock included, on farms and on plots. It is delivered once: next year the herd is smaller,
and he is further behind.

He stands over what is sown as far as his attention goes, and lets farms that are behind tell of
deliveries they did not make: next year's plan is drawn up from them.

The same man solves shortages: where the most is at stake he has what is missing brought from
stores of works in his domain, whether they can spare it or not.

==========  ===================  =====================================================
symbol      name here            meaning
==========  ===================  =====================================================
a, a_0      attention            to industry; where neither side is behind
bi, bf      ``behind``           points by which works and farms grow slower than those
                                 of the neighbours, and than planned
P, S        party, superiors     orders a quarter at full attention; at a mean of posts
s, E        posts, hands         shares of a body's posts, and of the hands below it
h, H, mu    ``order_hours``      hours an order takes, of a quarter's; weight of his time
delta, v    ``lent``, ``near``   part of a works' people away; of them what is let go
m, M, W     ``most``             most that is asked for; hands missing on farms; workers
u, eta      ``helped, p.skill``  people lent over farm hands; their worth over a farm hand
T, l        ``weeks``            of harvest; what is lost a week when it is late
==========  ===================  =====================================================

All is measured from what was usual in 1955, which the opening figures hold already. No order
is better than another by rule: who stands over whom decides whom a secretary can reach.

Sources: ``hough1969``, ``hodnett1965``, ``nove1969``, ``berliner1957``; mechanism M9.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.sums import ordered
from model.units import Persons, Quantities, Rows, Rubles, Shares


class Interference(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    supervisors: float
    first_industry: float
    swing: float
    memory: float
    hectares: float
    kept_for_industry: float
    party_orders: float
    superior_orders: float
    order_hours: float
    director_hours: float
    most_taken: float
    management: float
    most_lent: float
    far: float
    skill: float
    harvest_weeks: Quantities
    in_time: Quantities
    late_loss: Shares
    lorries: float
    hauled: float
    rescues: float
    padding: float
    most_padding: float
    pledge: float
    most_pledged: float


def attention(behind: Quantities, p: Interference) -> Shares:
    """Return (n,) the part of secretaries' attention that goes to industry.

    ``behind``: (n,) points by which industry is further behind than farming. While
    committees are split by law half of them see to nothing else.
    """
    if p.kept_for_industry > 0:
        return np.full(len(behind), p.kept_for_industry)
    logit = np.log(p.first_industry / (1.0 - p.first_industry)) + p.swing * behind
    return np.asarray(1.0 / (1.0 + np.exp(-logit)))


def remembered(before: Quantities, now: Quantities, p: Interference) -> Quantities:
    """Return how far behind secretaries hold a side to be after one more year."""
    return np.asarray(before + p.memory * (now - before))


def both_seen(tonnes: Quantities, hectares: Quantities, p: Interference) -> Quantities:
    """Return (n,) points by which a region's farms are seen to grow: in tonnes and in hectares.

    Areas differ from region to region by much less than harvests do. Who is set beside his
    neighbours is told his place among them, so hectares count by the spread of tonnes.

    ``tonnes``, ``hectares``: (n,) growth in points.
    """
    spread = hectares.std()
    wide = tonnes.std() / spread if spread > 0 else 0.0
    return np.asarray((1.0 - p.hectares) * tonnes + p.hectares * wide * hectares)


def party_orders(industry: Shares, p: Interference) -> Quantities:
    """Return orders a quarter to a director from the party, by its attention to industry."""
    return np.asarray(p.supervisors * p.party_orders * industry)


def superiors_orders(posts: Quantities, p: Interference) -> Quantities:
    """Return orders a quarter from superiors with so many posts over the mean."""
    return np.asarray(p.superior_orders * posts)


def time_left(orders: Quantities, p: Interference) -> Shares:
    """Return (n,) what a works makes of its plant when its director answers so many orders.

    >>> p = Interference(**dict.fromkeys(Interference._fields, 1.0))
    >>> time_left(np.array([0.0]), p).tolist()
    [1.0]
    """
    taken = np.minimum(p.order_hours * orders / p.director_hours, p.most_taken)
    return np.asarray((1.0 - taken) ** p.management)


def lent(industry: Shares, missing: Persons, workers: Persons, p: Interference) -> Shares:
    """Return (n,) the part of the people within reach that is sent to the fields.

    ``missing``: (n,) hands without whom the harvest is late; ``workers``: (n,) within reach.
    """
    turned = (1.0 - industry) / (1.0 - p.first_industry)
    most = p.most_lent * workers
    both = missing + most
    asked = np.divide(missing, both, out=np.zeros_like(both), where=both > 0)
    return np.asarray(np.minimum(turned * p.most_lent * asked, 1.0))


def lost_at_harvest(helped: Shares, usual: Shares, sector: Rows, p: Interference) -> Shares:
    """Return (m,) the part of a crop that is lost because it is brought in late.

    ``helped``, ``usual``: (m,) people lent over farm hands, now and in 1955; ``sector``: (m,).
    """
    first = p.harvest_weeks[sector]
    weeks = first * (1.0 + p.skill * usual) / (1.0 + p.skill * helped)
    late = np.maximum(weeks - p.in_time[sector], 0.0)
    half = 0.5 * p.late_loss[sector] * late**2
    lost = np.divide(half, weeks, out=np.zeros_like(half), where=late > 0)
    return np.asarray(np.minimum(lost, 1.0))


def hands_missing(hands: Persons, first: Persons, sector: Rows, p: Interference) -> Persons:
    """Return (m,) hands without whom the harvest is late; ``first``: (m,) hands of 1955."""
    weeks, time = p.harvest_weeks[sector], p.in_time[sector]
    late = (time > 0) & (first * weeks > hands * time)
    needed = np.divide(first * weeks, time, out=np.zeros_like(hands), where=late)
    return np.asarray(np.where(late, needed - hands, 0.0))


def not_loaded(away: Shares, usual: Shares, p: Interference) -> Shares:
    """Return (n,) the part of finished goods that stays at works for want of lorries.

    ``away``, ``usual``: (n,) part of a works' people that is lent, now and in 1955.
    """
    return np.asarray(np.minimum(p.hauled * p.lorries * np.maximum(away - usual, 0.0), 1.0))


def rescued(stake: Rubles, works: Quantities, region: Rows, able: Quantities) -> Shares:
    """Return (n,) the part of each row's works whose shortages are solved, greatest stake first.

    ``stake``: (n,) mln rub a works would lose; ``works``: (n,) works in the row; ``able``:
    (regions,) shortages that a secretary has time for.
    """
    found = np.zeros(len(stake))
    short = np.flatnonzero(stake > 0)
    if not len(short):
        return found
    order = short[np.argsort(-stake[short], kind="stable")]
    order = order[ordered(region[order])]
    number, place = works[order], region[order]
    line = np.cumsum(number) - number
    starts = np.flatnonzero(np.diff(place, prepend=-1))
    before = line - np.repeat(line[starts], np.diff(np.append(starts, len(order))))
    found[order] = np.clip((able[place] - before) / number, 0.0, 1.0)
    return found


def helped_by(lacking: Rubles, there: Rubles) -> Shares:
    """Return (n,) the part of what works lack that there is any of in the stores of others."""
    found = np.divide(there, lacking, out=np.zeros_like(lacking), where=lacking > 0)
    return np.minimum(found, 1.0)


def shortages_solved(industry: Shares, p: Interference) -> Quantities:
    """Return (n,) shortages that a secretary has time for in a month."""
    return np.asarray(p.supervisors * p.rescues * industry)


def campaign(industry: Shares, p: Interference) -> Quantities:
    """Return (n,) strength of orders to farms, over that of a secretary with neither side behind.

    Who has his head full of works has less of it for what is sown; while committees are split by
    law, farms have one of their own, as strong as before.
    """
    if p.kept_for_industry > 0:
        return np.ones(len(industry))
    return np.asarray((1.0 - industry) / (1.0 - p.first_industry))


def padded(behind: Quantities, p: Interference) -> Shares:
    """Return (n,) the part by which secretaries let deliveries of farms be told too high.

    ``behind``: (n,) points by which farms are behind; who is not behind needs no padding.
    """
    return np.asarray(np.clip(p.padding * behind, 0.0, p.most_padding))


def pledged(behind: Quantities, p: Interference) -> Shares:
    """Return (n,) the part of animals that secretaries have killed for pledges in a year.

    ``behind``: (n,) points by which farms are behind; who is not behind pledges nothing.
    """
    return np.asarray(np.clip(p.pledge * behind, 0.0, p.most_pledged))
