r"""Monoculture: crops by order against crops by knowledge of the field.

Sown plans came from above; a chairman who sowed otherwise lost his post. The farm knows what
suits its land, and what it may do of that is what orders leave:

.. math::

    s_F = (1-\psi)\, s^0_F + \psi\, s^*_r, \qquad
    s^0_F = s_{F,t-1} + \kappa\, (\hat s_F - s_{F,t-1}), \qquad
    \hat s_{F,k} \propto s^{suit}_{F,k}\, (p_k / p_{k,1955})^{\eta}

where the price is what the state pays. Fields sown to what does not suit them lose yield, and
wheat after wheat gathers rust, rot and sawfly:

.. math::

    m_F = 1 - c \textstyle\sum_k |s_{F,k} - s^{suit}_{F,k}|, \qquad
    a' = (1 - \rho)\, a + s_{wheat}, \qquad
    q' = q + g\, q\, a - d\, \rho\, q

with ``rho`` the share of fallow, grass and row crops, ``a`` how long wheat has followed wheat,
``q`` pests (full force 1). A row that stands for many farms keeps how far what suits these lies
apart, and how far orders have made what they sow alike,

.. math::

    1 - g' = (1 - \psi)\, \left[(1 - \kappa)\, (1 - g) + \kappa\right]

so that a uniform order costs it what it costs them. Farms begin as alike as orders followed so far
keep them. Maize north of its limit does not ripen.

Sown plans ask of each crop a part of the growth that the plan asks of its product; of maize
what the campaign wants; of clean fallow less each year, since hectares sown are counted now.
Grain has what is left.

Why not the full maximisation of profit for the farm's own choice: prices and costs by crop are
too uncertain for it to say more than that land drifts towards what suits it and pays better.

Sources: ``barayev``, ``wheat_after_wheat``, ``nove1969``; mechanism page on campaigns.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.special import erf

from model.units import Flags, Quantities, Shares


class Monoculture(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    obedience: float
    habit: float
    own_pace: float
    price_response: float
    knowledge_spread: float
    mismatch_loss: float
    pest_loss: float
    pest_growth: float
    pest_kill: float
    pests_at_first: float
    unripe_loss: float
    ripening: Shares
    maize_campaign: bool
    maize_raised: float
    maize_before: float
    area_part: Shares
    fallow_pressed: float
    fallow_ceiling: float
    grass_cut: float


def order(wanted: Shares, fallow: Shares, grain: Flags) -> Shares:
    """Return (r, 14) uses of land as ordered, fitted to the land.

    ``wanted``: (r, 13) shares asked for crops; ``grain``: (13,) which of them get what is left
    when all others are served, as far as there is any, and give way together with them below.
    """
    others, cereals = wanted * ~grain, wanted * grain
    left = np.asarray(1.0 - fallow - others.sum(axis=1))
    held = np.asarray(cereals.sum(axis=1))
    room = np.divide(np.maximum(left, 0.0), held, out=np.zeros_like(held), where=held > 0)
    crops = others + cereals * room[:, None]
    total = np.asarray(crops.sum(axis=1))
    fits = np.divide(1.0 - fallow, total, out=np.ones_like(total), where=total > 0)
    crops = crops * fits[:, None]
    rest = np.maximum(1.0 - crops.sum(axis=1, keepdims=True), 0.0)
    return np.asarray(np.concatenate([crops, rest], axis=1))


def fallow_ordered(first: Shares, years: float, p: Monoculture) -> Shares:
    """Return (r,) clean fallow that officials want, ``years`` after they wanted it as it was.

    Less each year, and never above a ceiling.
    """
    return np.minimum(first * np.float64(1.0 - p.fallow_pressed) ** years, p.fallow_ceiling)


def own_choice(last: Shares, suits: Shares, pays: Shares, p: Monoculture) -> Shares:
    """Return (n, k) shares of land a farm would choose itself: a step to what suits and pays.

    ``last``, ``suits``: (n, k) rows add up to one; ``pays``: (k,) price over that of 1955.
    """
    wanted = suits * pays**p.price_response
    wanted = wanted / wanted.sum(axis=1, keepdims=True)
    return np.asarray(last + p.own_pace * (wanted - last))


def followed(is_free: bool, p: Monoculture) -> float:
    """Return how far orders about crops are followed where farms may set them, or may not."""
    return p.habit if is_free else p.obedience


def obeyed(own: Shares, order: Shares, psi: Shares) -> Shares:
    """Return (n, k) shares sown: the order as far as it is enforced, own choice otherwise."""
    return np.asarray((1.0 - psi)[:, None] * own + psi[:, None] * order)


def alike_next(alike: Shares, psi: Shares, p: Monoculture) -> Shares:
    """Return (n,) how far farms of a row will sow alike, where what suits them differs.

    `own_choice` and `obeyed` for what sets a farm apart from its row, at unchanged prices; in
    [0, 1].
    """
    own = (1.0 - p.own_pace) * (1.0 - alike) + p.own_pace
    return np.asarray(1.0 - (1.0 - psi) * own)


def alike_in_balance(psi: float, p: Monoculture) -> float:
    """Return how far orders that were always followed by ``psi`` keep farms alike, in [0, 1].

    `alike_next` leaves it where it is.
    """
    left = 1.0 - psi
    return float(psi / (psi + left * p.own_pace))


def mismatch(shares: Shares, suits: Shares, apart: Shares, alike: Shares) -> Quantities:
    """Return (n,) the distance of crops from what suits the fields, summed over crops.

    ``apart``: (n, k) standard deviation of what suits the farms of a row; ``alike``: (n,) the
    part of it that they do not sow. The mean distance of normally spread farms; exact for a
    single farm.
    """
    between = np.abs(shares - suits)
    if not apart.any():
        return np.asarray(between.sum(axis=1))
    inside = alike[:, None] * apart
    far = np.divide(between, inside, out=np.full_like(inside, np.inf), where=inside > 0)
    near = np.sqrt(2.0 / np.pi) * inside * np.exp(-0.5 * far**2)
    return np.asarray((between * erf(far / np.sqrt(2.0)) + near).sum(axis=1))


def fit(distance: Quantities, p: Monoculture) -> Shares:
    """Return (n,) yield left by crops that suit the fields more or less."""
    return np.maximum(1.0 - p.mismatch_loss * distance, 0.0)


def run_next(run: Quantities, wheat: Shares, rotation: Shares) -> Quantities:
    """Return (n,) how long wheat will have followed wheat, in years times share of land."""
    return np.asarray((1.0 - rotation) * run + wheat)


def pests_next(pests: Shares, run: Quantities, rotation: Shares, p: Monoculture) -> Shares:
    """Return (n,) next year's pests and diseases of wheat, in (0, 1]."""
    grown = pests * (1.0 + p.pest_growth * run - p.pest_kill * rotation)
    return np.clip(grown, p.pests_at_first**2, 1.0)


def ripe(ripening: Shares, p: Monoculture) -> Shares:
    """Return (n,) what maize gives for the share of it that ripens."""
    return np.asarray(1.0 - p.unripe_loss * (1.0 - ripening))
