r"""Indicator: what a director aims at who is paid for one figure, gross output over plan.

He chooses effort :math:`x`, corner-cutting :math:`z` and weight :math:`w` for the month,
not knowing what supplies and machines will do. With :math:`\rho` what the month asks over
what the works could make with the supplies it expects, output over plan is
:math:`f = x / \rho` on average and the figure reported

.. math::

    I = f\,(1 + \gamma_w w + \gamma_z z), \qquad Q = e^{-k_Q z}, \qquad
    m = a\,(1 + w)

with materials :math:`m` above the norm :math:`a` for what is made heavy. He takes the
greatest of

.. math::

    b_1 P(I \ge 1) + 100\, b_2 E\left[\min((I - 1)^+, v) - b_0 (1 - I)^+\right]
    - 100\, b_2 \frac{\lambda}{r + \lambda} f - 100\, b_2 k \frac{x^{1+n}}{1+n}
    - \tfrac12 (c_z z^2 + c_w w^2)

in monthly salaries: the cliff at 100 per cent, the paid excess up to a cap, the reproach for
what is missing, the higher plan of the years to come (the `ratchet` room's: with a linear
bonus the slope left is Weitzman's :math:`b_2 r / (r + \lambda)`), the strain, and the risks of
poor or heavy work. Nothing aims at 100 per cent: where the cliff is gone (``linear_bonus``:
one slope on both sides, no cap) nothing gathers there. The draw of luck is logistic, which
makes every expectation a closed form. Padding the figure by ``g`` is cheapest at
:math:`z : w = \gamma_z / c_z : \gamma_w / c_w` and costs :math:`g^2 / 2H`,
:math:`H = \gamma_z^2 / c_z + \gamma_w^2 / c_w`.

Each year part of the goods is new, and their prices and norms know them as they are made: so
standards drift, official value outgrows what goods are worth, and directors begin again
from there. What was usual in January 1956 is the norm of the tables of that year.

Orders change what is paid for, not these figures: sales do not pay poor goods and profit
does not pay weight. A resident inspector refuses poor goods, so cutting corners brings
nothing in his works. Poor inputs lower what their users can make, never what is delivered.

A benchmark without a mind in it (``by_lot``, after ``gode_sunder1993``): effort, corners and
weight are drawn afresh each month, evenly over what is feasible about what was usual in 1955 -
effort up to all that plant allows and as far below, corners and weight between none and twice
the usual - whatever the plan asks and whatever it pays. Bids are honest then. Boundaries,
noise, stocks and luck remain: what the model still shows is owed to them.

Sources: ``berliner1957`` (bonuses, storming), ``weitzman1980`` (slope), ``nove_indicators``
(weight), ``harrison_markevich`` (inspectors), ``gode_sunder1993`` (choice by lot).
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from model.sums import gathered
from model.units import Quantities, Rows, Shares


class Indicator(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    linear_bonus: bool
    by_lot: bool
    bonus: float
    slope: float
    paid_over: float
    reproach: float
    strain: float
    strain_rise: float
    weight_value: float
    corner_value: float
    weight_risk: float
    corner_risk: float
    quality_loss: float
    material_share: float
    inspected: Shares
    harm: float
    memory: float
    first_doubt: float
    least_doubt: float
    seen_luck: float
    renewal: float
    impatience: float
    exhaustion: float


class Payoffs(NamedTuple):
    """What a director's choice rests on: figures of the room, of the order and of the ratchet.

    ``future``: part of the slope lost to higher plans; ``by_corners``, ``by_weight``: what of
    the figure paid for a unit of each adds; risks as in the room.
    """

    linear: bool
    bonus: float
    slope: float
    paid_over: float
    reproach: float
    future: float
    strain: float
    strain_rise: float
    by_corners: float
    by_weight: float
    corner_risk: float
    weight_risk: float

    @property
    def ease(self) -> float:
        """H, how easily the figure is padded."""
        return self.by_corners**2 / self.corner_risk + self.by_weight**2 / self.weight_risk


class Aims(NamedTuple):
    """What is best at every tightness and doubt, (tightness, doubt) on the grids.

    ``figure``: mean of the figure reported over plan; ``padding``: part of it that padding
    adds to output; ``worth``: what the director then expects, monthly salaries.
    """

    figure: Quantities
    padding: Quantities
    worth: Quantities


DOUBT = np.exp2(np.arange(-30, -3) / 4)
"""Standard deviations of luck at which aims are worked out: 0.006 to 0.5."""
_AROUND, _A_DOUBLING = 240, 200
TIGHTNESS = np.exp((np.arange(441) - _AROUND) / _A_DOUBLING)
"""What is asked over what could be made, 0.3 to 2.7 in steps of half a per cent."""
_FIGURE = np.concatenate([np.arange(45) / 50, (np.arange(301) + 900) / 1000])
_PADDING = (np.arange(41) / 40) ** 2 / 5


def payoffs(
    p: Indicator, weights: tuple[float, float, float, float], future: float
) -> tuple[Payoffs, ...]:
    """Return the four payoffs there are: with and without use in corners, then in weight.

    ``weights``: of gross output, cost, sales and profit in the bonus; ``future``: part of the
    paid slope that higher plans take away again (`ratchet.future_loss`). Place 0: both pay;
    1: corners do not; 2: weight does not; 3: neither.
    """
    gross, cost, sales, profit = weights
    weight = p.weight_value * (gross + sales) - p.material_share * (cost + profit)
    corners = p.corner_value * gross - p.quality_loss * (sales + profit)
    found = []
    for by_weight in (max(weight, 0.0), 0.0):
        found += [
            Payoffs(
                p.linear_bonus, p.bonus, p.slope, p.paid_over, p.reproach * p.slope, future,
                p.strain * 100.0 * p.slope, p.strain_rise, by_corners, by_weight,
                p.corner_risk, p.weight_risk,
            )
            for by_corners in (max(corners, 0.0), 0.0)
        ]  # fmt: skip
    return tuple(found)


def reward(figure: Quantities, doubt: Quantities, pay: Payoffs) -> Quantities:
    """Return the expected bonus less reproach, monthly salaries, at a mean figure and doubt.

    ``figure``: output as reported over plan, on average, above 0; ``doubt``: relative
    standard deviation of luck, above 0. Rises with the figure.
    """
    if pay.linear:
        return np.asarray(100.0 * pay.slope * (figure - 1.0))
    spread = np.maximum(figure * doubt, np.finfo(np.float64).tiny) * np.sqrt(3) / np.pi
    reached = 0.5 * (1.0 + np.tanh(0.5 * (figure - 1.0) / spread))
    over, beyond = (
        spread * np.logaddexp(0.0, (figure - mark) / spread) for mark in (1.0, 1.0 + pay.paid_over)
    )
    missing = over - (figure - 1.0)
    paid = pay.slope * (over - beyond) - pay.reproach * missing
    return np.asarray(pay.bonus * reached + 100.0 * paid)


def burden(effort: Shares, padding: Shares, made: Shares, pay: Payoffs) -> Quantities:
    """Return strain, risks and what later plans take, monthly salaries.

    ``effort``: share of capacity, infinite burden above 1; ``made``: true output over plan.
    """
    strain = np.where(effort > 1.0, np.inf, _strain(effort, pay))
    return np.asarray(strain + _risk(padding, pay) + 100.0 * pay.slope * pay.future * made)


def _strain(effort: Quantities, pay: Payoffs) -> Quantities:
    rise = 1.0 + pay.strain_rise
    return np.asarray(pay.strain * effort**rise / rise)


def _risk(padding: Shares | float, pay: Payoffs) -> Shares:
    if pay.ease > 0:
        return np.asarray(0.5 * np.square(padding) / pay.ease)
    return np.where(np.asarray(padding) > 0, np.inf, 0.0)


def _cheapest(pay: Payoffs) -> tuple[Quantities, Shares]:
    """Return (tightness, figure) the least burden of a figure, and the padding that makes it.

    Strain is a power of effort, so that it is raised once for all paddings of `burden`.
    """
    asked = TIGHTNESS[:, None] * _FIGURE[None, :]
    full, later = _strain(asked, pay), 100.0 * pay.slope * pay.future * _FIGURE
    least, padding = np.full(asked.shape, np.inf), np.zeros(asked.shape)
    for share in _PADDING if pay.ease > 0 else _PADDING[:1]:
        true = 1.0 / (1.0 + share)
        cost = full * true ** (1.0 + pay.strain_rise)
        cost += _risk(share, pay) + later * true
        better = (cost < least) & (asked <= 1.0 + share)
        np.copyto(least, cost, where=better)
        padding[better] = share
    return least, padding


@lru_cache(maxsize=64)
def aims(pay: Payoffs) -> Aims:
    """Return what is best at every tightness and doubt; worked out once for payoffs in force."""
    least, padding = _cheapest(pay)
    shape = (len(TIGHTNESS), len(DOUBT))
    figure, worth, share = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    rows = np.arange(len(TIGHTNESS))
    for column, doubt in enumerate(DOUBT):
        gain = reward(_FIGURE, doubt, pay)[None, :] - least
        best = gain.argmax(axis=1)
        figure[:, column], worth[:, column] = _FIGURE[best], gain[rows, best]
        share[:, column] = padding[rows, best]
    return Aims(figure, _refined(figure, share, pay), worth)


def _refined(figure: Quantities, padding: Quantities, pay: Payoffs) -> Quantities:
    """Return padding searched finely around the best of the coarse grid."""
    if pay.ease == 0:
        return padding
    step = np.sqrt(padding / _PADDING[-1]) * _PADDING[-1] / len(_PADDING) * 2.0 + _PADDING[1]
    least, best = np.full(padding.shape, np.inf), padding
    for part in (np.arange(41) - 20) / 20:
        share = np.maximum(padding + part * step, 0.0)
        effort = figure * TIGHTNESS[:, None] / (1.0 + share)
        cost = burden(effort, share, figure / (1.0 + share), pay)
        better = cost < least
        least, best = np.where(better, cost, least), np.where(better, share, best)
    return best


class Choice(NamedTuple):
    """What directors set out to do: (n,) effort and corners and weight, each in [0, 1]."""

    effort: Shares
    corners: Shares
    weight: Shares


def places(tightness: Shares, doubt: Shares) -> tuple[Rows, Rows]:
    """Return (n,) the nearest places on the grids of tightness and doubt."""
    row = np.rint(np.log(np.maximum(tightness, TIGHTNESS[0])) * _A_DOUBLING) + _AROUND
    column = np.rint(np.log2(np.maximum(doubt, DOUBT[0])) * 4) + 30
    last = len(TIGHTNESS) - 1, len(DOUBT) - 1
    return (
        np.clip(row, 0, last[0]).astype(np.int64),
        np.clip(column, 0, last[1]).astype(np.int64),
    )


def choose(tightness: Shares, doubt: Shares, kind: Rows, pay: tuple[Payoffs, ...]) -> Choice:
    """Return the best effort, corner-cutting and weight of every row.

    Parameters
    ----------
    tightness : (n,) what the month asks over what could be made with expected supplies
    doubt : (n,) relative standard deviation of luck
    kind : (n,) which of ``pay`` holds
    """
    row, column = places(tightness, doubt)
    place = row * len(DOUBT) + column
    effort, corners, weight = (np.zeros(len(row)) for _ in range(3))
    for number, held in enumerate(pay):
        mine = np.flatnonzero(kind == number)
        if not len(mine):
            continue
        found = aims(held)
        at = place[mine]
        padding = gathered(found.padding.ravel(), at)
        effort[mine] = gathered(found.figure.ravel(), at) * tightness[mine] / (1.0 + padding)
        ease = padding / held.ease if held.ease > 0 else padding
        corners[mine] = ease * held.by_corners / held.corner_risk
        weight[mine] = ease * held.by_weight / held.weight_risk
    return Choice(*(np.clip(column, 0.0, 1.0) for column in (effort, corners, weight)))


def drawn(usual: Choice, lots: Shares) -> Choice:
    """Return choices by lot about the usual ones: no plan and no pay comes into them.

    Parameters
    ----------
    usual : (n,) columns; effort below one
    lots : (3, n) draws in [-1, 1]: for effort, for corners, for weight

    Returns
    -------
    (n,) on average the usual ones; effort in [2 usual - 1, 1], the others in [0, 2 usual].
    """
    effort, corners, weight = lots
    return Choice(
        np.asarray(usual.effort + (1.0 - usual.effort) * effort),
        np.asarray(usual.corners * (1.0 + corners)),
        np.asarray(usual.weight * (1.0 + weight)),
    )


def counted(corners: Shares, weight: Shares, p: Indicator) -> Shares:
    """Return what the plan counts for a unit of output: poor and heavy goods count for more."""
    return np.asarray(1.0 + p.weight_value * weight + p.corner_value * corners)


def quality(corners: Shares, p: Indicator) -> Shares:
    """Return what goods are worth to their users; ``corners``: beyond those of January 1956."""
    return np.asarray(np.exp(-p.quality_loss * corners))


class Standard(NamedTuple):
    """How goods are made, by row of works (n,).

    ``value``: what the plan counts for a unit; ``corners``, ``weight``: cut and added.
    """

    value: Shares
    corners: Shares
    weight: Shares


def renewed(accepted: Standard, made: Standard, p: Indicator) -> Standard:
    """Return what is accepted after a year: part of the goods is new, normed as it is made.

    Prices and norms of new goods know the corners and the weight of ``made``, on top of
    what was ``accepted``; from there directors begin again.
    """
    return Standard(
        accepted.value * (1.0 + p.renewal * (made.value - 1.0)),
        accepted.corners + p.renewal * made.corners,
        (1.0 + accepted.weight) * (1.0 + p.renewal * made.weight) - 1.0,
    )


def efficiency(quality_of_inputs: Shares, p: Indicator) -> Shares:
    """Return what users can make of inputs of that quality, over what the norm would allow."""
    return np.asarray(1.0 - p.harm * (1.0 - quality_of_inputs))


def learned(mean: Shares, spread: Shares, seen: Shares, p: Indicator) -> tuple[Shares, Shares]:
    """Return moving mean and variance of coverage after one month more."""
    gap = seen - mean
    return mean + p.memory * gap, (1.0 - p.memory) * (spread + p.memory * gap**2)


def thirds(at_hand: Shares, last_third: Shares, p: Indicator) -> Shares:
    r"""Return (3, n) parts of a month's work done in its three periods of ten days.

    Effort in a period strains the more the higher it is, and what comes ten days later
    weighs ``p.impatience`` of what comes now; after a storm the first period is harder by
    ``p.exhaustion`` of the excess over a third. So :math:`e_k \propto D_k^{-1/n}` as far
    as inputs allow: ``at_hand`` of the month's need lies there on the first day, the rest
    comes evenly. Rows sum to 1; the last part never falls when less is at hand.
    """
    n = p.strain_rise
    tired = 1.0 + p.exhaustion * np.maximum(3 * last_third - 1.0, 0.0)
    pull = np.stack(
        [
            tired ** (-1.0 / n),
            np.full(len(at_hand), p.impatience ** (-1.0 / n)),
            np.full(len(at_hand), p.impatience ** (-2.0 / n)),
        ]
    )
    pull /= pull.sum(axis=0)
    coming = 1.0 - at_hand
    first_bound, second_bound = at_hand + coming / 6, at_hand + coming / 2
    both = np.minimum(pull[0] + pull[1], second_bound)
    first = np.minimum(both * pull[0] / (pull[0] + pull[1]), first_bound)
    held_up = first_bound < both * pull[0] / (pull[0] + pull[1])
    later = first + (1.0 - first) * pull[1] / (pull[1] + pull[2])
    both = np.where(held_up, np.minimum(later, second_bound), both)
    return np.stack([first, both - first, 1.0 - both])
