r"""Balances: a plan that adds up on paper, and contracts cut until they do.

Gosplan balanced some hundreds of goods by hand. Where the planned use of a good passed
what was promised, it cut norms and users and began again, for a few rounds; what was left
went into the year as the plan's built-in inconsistency.

.. math::

    \phi_p = \min\left(1, \frac{T_p + M_p}{\sum_q a_{pq} T_q + \bar f_p}\right), \qquad
    T_q \leftarrow \max\left(T_q\, \kappa_q(\phi),\; \underline{x} x_q\right)

A planner who knew all capacities would instead look for outputs that add up at once:
with full information the plan is the greatest national income that capacity allows while
last year's final uses are kept - two linear programmes.

A balance shows surpluses too. A good that nobody takes but works, army and trade is
planned as far as they use it, what lies unsold at the makers counted in:

.. math::

    T_p \le \max\left(\textstyle\sum_q a_{pq} T_q + \bar f_p - M_p - s_p,\;
    \underline{x} x_p\right)

Contracts start from last year's. Requests are first *pared*, good by good, to the
national promise, then scaled in turn to what customers need and what suppliers promise;
one pass of both is a round. Without paring rounds do harm: contracts drift, reach zero
and never return.

All this takes hours. A body that plans links balances them line by line, a good for one
fund-holding body; with more lines than its posts can handle it does not leave any out, it
sees needs less exactly, and has no time to repair contracts in the course of the year:

.. math::

    u_b = \frac{N_b}{H\, \eta_b}, \qquad \sigma_\ell = \sigma\, \sqrt{u_b}, \qquad
    \rho_b = \min(1, 1 / u_b)

``N`` are the body's lines, and what its links add to their work, counted in the opening network
of all works, ``eta`` its share of all planning posts of 1956, ``H`` the lines that all of them
could balance well. What lies inside one body's domain is seen with the smaller of two noises,
what crosses the border of two bodies with the larger, in every order.

Sources: ``levine``, ``montias``, ``manove``, ``powell1977``, ``trial``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.sums import LEAST, product, summed
from model.units import Flags, Quantities, Rows, Rubles, Shares


class Balances(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    rounds: float
    attachment_rounds: float
    protected_final: float
    least_plan: float
    hours_bind: bool
    lines: float
    work_of_link: float
    centre_posts: float
    noise_inside: float
    noise_across: float
    most_noise: float
    republic_inside: bool
    at_home: float


def overload(lines: Quantities, posts: Shares, p: Balances) -> Quantities:
    """Return (b,) lines over what a body's posts can balance well; zero if hours do not bind.

    ``lines``: (b,) a good for one fund-holding body; ``posts``: (b,) share of all posts of 1956.
    """
    if not p.hours_bind:
        return np.zeros(len(lines))
    able = posts * p.lines
    return np.asarray(np.divide(lines, able, out=np.full(len(lines), np.inf), where=able > 0))


def noise(load: Quantities, inside: Flags, p: Balances) -> Shares:
    """Return (l,) the standard error, in logarithms, with which the need behind a link is seen.

    Rising in the load of its superior, never above ``p.most_noise``, none without a load.
    """
    seen = np.where(inside, p.noise_inside, p.noise_across)
    return np.asarray(np.minimum(seen * np.sqrt(load), p.most_noise))


def repair(load: Quantities) -> Shares:
    """Return (l,) the part of a wanted change of contract that there are hours for; in (0, 1]."""
    return np.asarray(1.0 / np.maximum(load, 1.0))


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
    asked = summed(product, weights=need, minlength=len(promise))
    kept = np.divide(promise, asked, out=np.ones_like(promise), where=asked > promise)
    return np.asarray(need * np.maximum(kept, 0.0)[product])


def scale_to(total: Rubles, held: Rubles) -> Shares:
    """Return factors that bring ``held`` to ``total``; one where nothing is held."""
    return np.divide(total, held, out=np.ones_like(held), where=held > LEAST)


def without_surplus(output: Rubles, used: Rubles, supplied: Rubles, least: Rubles) -> Rubles:
    """Return (n,) outputs brought down to what is used of them; never below ``least``.

    ``used``: (n,) by works, army and trade, infinite where others take what is left;
    ``supplied``: (n,) from elsewhere and from stocks in excess. Never above ``output``.
    """
    return np.asarray(np.minimum(output, np.maximum(used - supplied, np.minimum(least, output))))


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
    return np.asarray(np.einsum("pq,q->p", norms, output))


def feasible_plan(
    norms: Quantities,
    capacity: Rubles,
    supplied: Rubles,
    final: Rubles,
    most: Rubles,
    together: Quantities,
    slack: float,
) -> tuple[Rubles, float]:
    """Return the outputs of greatest national income that capacity allows and that balance.

    First the largest part, up to the whole, of the protected final uses that can be kept
    together; then the greatest income that still keeps it. Two linear programmes.

    Parameters
    ----------
    norms : (59, 59) rub a rub, additions to stocks included
    capacity : (59,) mln rub/yr
    supplied : (59,) mln rub/yr from elsewhere (imports less what farms eat; may be negative)
    final : (59,) mln rub/yr of final uses that are protected, as far as ``most`` goes
    most : (59,) mln rub/yr of final use that there is; infinite where anything is taken
    together : (goods, 59) ones where products count as one good
    slack : part of the kept uses given up, and mln rub/yr of any good that may be left over,
        so that the second programme has room

    Returns
    -------
    output : (59,) mln rub/yr in [0, capacity]; for every good
        output + supplied >= norms @ output + part x final
    part : float in [0, 1]

    Raises
    ------
    ArithmeticError
        If nothing balances even without final uses, which no opening state does.
    """
    from scipy.optimize import linprog

    n = len(capacity)
    net = norms - np.eye(n)
    bound = np.isfinite(most)
    over, room = -net[bound], np.maximum(most - supplied, slack)[bound]
    final = np.minimum(final, most)
    use, supplied, final = (product(together, each) for each in (net, supplied, final))
    table = np.concatenate([use, final[:, None]], axis=1)
    table = np.concatenate([table, np.pad(over, ((0, 0), (0, 1)))])
    bounds = [(0.0, c) for c in capacity]
    goal = np.append(np.zeros(n), -1.0)
    limit = np.concatenate([supplied, room])
    first = linprog(goal, table, limit, bounds=[*bounds, (0.0, 1.0)], method="highs")
    if not first.success:
        raise ArithmeticError(f"No plan balances: {first.message}")
    part = float(first.x[-1]) * (1.0 - slack)
    income = net.sum(axis=0)
    use, left = np.concatenate([use, over]), np.append(supplied - part * final, room)
    second = linprog(income, use, left, bounds=bounds, method="highs")
    if not second.success:
        raise ArithmeticError(f"No plan balances: {second.message}")
    return np.clip(second.x, 0.0, capacity), part
