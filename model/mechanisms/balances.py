r"""Balances: a plan that adds up on paper, and contracts cut until they do.

Gosplan balanced some hundreds of goods by hand. Where the planned use of a good passed
what was promised, it cut norms and users and began again, as many rounds as the staff
had time for; what was left went into the year as the plan's built-in inconsistency.

.. math::

    \phi_p = \min\left(1, \frac{T_p + M_p - \bar f_p}{\sum_q a_{pq} T_q}\right), \qquad
    T_q \leftarrow T_q\, \kappa_q(\phi)

Contracts start from last year's. Requests are first *pared*, good by good, to the
national promise, then scaled in turn to what customers need and what suppliers promise;
one pass of both is a round. Without paring rounds do harm: contracts drift, reach zero
and never return.

Sources: ``levine``, ``montias``, ``manove``, ``trial``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Quantities, Rows, Rubles, Shares


class Balances(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    rounds: float
    attachment_rounds: float
    protected_final: float


def pare(need: Rubles, product: Rows, promise: Rubles) -> Rubles:
    """Cut requests to the national promise of each good, in one proportion a good.

    Parameters
    ----------
    need : (n,) mln rub/month
    product : (n,) codes below len(promise)
    promise : (59,) mln rub/month

    Returns
    -------
    (n,) never above ``need``; a good's requests never above its promise.
    """
    asked = np.bincount(product, weights=need, minlength=len(promise))
    kept = np.divide(promise, asked, out=np.ones_like(promise), where=asked > promise)
    return np.asarray(need * np.maximum(kept, 0.0)[product])


def scale_to(total: Rubles, held: Rubles) -> Shares:
    """Return factors that bring ``held`` to ``total``; one where nothing is held."""
    return np.divide(total, held, out=np.ones_like(held), where=held > 0)


def shortfall(need: Rubles, promise: Rubles) -> Shares:
    """Return (59,) what of the planned use of each good is promised, in [0, 1]."""
    kept = np.divide(promise, need, out=np.ones_like(need), where=need > promise)
    return np.clip(kept, 0.0, 1.0)


def inconsistency(claimed: Rubles, contracted: Rubles) -> float:
    """Return the part of requests, by value, that the contracts leave unmet."""
    missing = np.maximum(claimed - contracted, 0.0).sum()
    return float(missing / claimed.sum())


def needs_of(norms: Quantities, output: Rubles) -> Rubles:
    """Return (59,) what planned outputs use of each good, without BLAS."""
    return np.einsum("pq,q->p", norms, output)
