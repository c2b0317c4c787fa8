r"""Virgin lands: grass broken for wheat, good land first, roads and roofs late.

From 1954 the state had grassland ploughed in Kazakhstan, Siberia, the Urals and on the Volga.
New land is free of weeds and gives more for some crops, then no more than other land; the best
of it went first. Wheat came up faster than roads, lorries and roofs, so that of a rich harvest
a part lay on floors in the open and was lost.

.. math::

    s_t = \lambda\, b_t + (1 - \lambda)\, b_{t-1}, \qquad
    f' = 2^{-1/h} f, \qquad
    l = l_u + \kappa \max\left(0, \frac{G}{S_t} - 1\right), \qquad
    S_t = S_{1956} (1 + \sigma)^{t-1956}

``b`` land broken, given by decree and region, ``f`` the bonus of new land, ``l`` grain lost,
``G`` grain to be stored over ``S`` what can be stored and moved.

Sources: ``virgin_lands_pages``, ``mccauley1976``, ``barayev``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Hectares, Quantities, Shares


class Virgin(NamedTuple):
    """Parameters of the room, as in force in one month."""

    programme: bool
    flush: float
    flush_halves: float
    sown_at_once: float
    good_land: float
    marginal_yield: float
    usual_loss: float
    glut_loss: float
    storage_margin: float
    storage_growth: float
    to_state_farms: float
    kept: float


def flush_next(flush: Shares, p: Virgin) -> Shares:
    """Return (n,) next year's bonus of land broken lately."""
    return np.asarray(flush * 0.5 ** (1.0 / p.flush_halves))


def sown(broken: Hectares, broken_before: Hectares, p: Virgin) -> Hectares:
    """Return (n,) new land sown this year: a part of this year's, the rest of last year's.

    Some of what is broken is never kept under the plough.
    """
    return np.asarray(p.kept * (p.sown_at_once * broken + (1.0 - p.sown_at_once) * broken_before))


def quality(broken_so_far: Hectares, whole: Hectares, p: Virgin) -> Shares:
    """Return (n,) what land broken now gives over land broken first; the best is taken first.

    ``broken_so_far``: before this year; ``whole``: all that the programme ever breaks.
    """
    part = np.divide(broken_so_far, whole, out=np.zeros_like(whole), where=whole > 0)
    return np.where(part < p.good_land, 1.0, p.marginal_yield)


def lost(grain: Quantities, storage: Quantities, p: Virgin) -> Shares:
    """Return (n,) share of the grain of new lands lost for want of roofs, roads and lorries.

    Over what is lost in a usual year, which yields have in them.
    """
    over = np.divide(grain, storage, out=np.zeros_like(grain), where=storage > 0)
    return np.minimum(p.glut_loss * np.maximum(over - 1.0, 0.0), 1.0 - p.usual_loss)


def mixed(old: Quantities, land: Hectares, new: float | Quantities, added: Hectares) -> Quantities:
    """Return (n,) the mean of a property of fields after new land is added."""
    total = land + added
    there = np.divide(old * land + new * added, total, out=np.array(old), where=total > 0)
    return np.asarray(there)
