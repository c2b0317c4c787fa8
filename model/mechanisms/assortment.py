r"""Assortment: a good is many sorts, and the right total can be of the wrong ones.

Balances and contracts were in tons of rolled steel; works needed angles and sheets of
given sizes. Schedules named sorts as planners saw them, and nobody corrected a schedule but
the body that had issued it: some sorts came short all year while others were offered in
plenty. So works stopped for want of a size with warehouses full, held stocks of everything,
and the balance of the good showed no deficit.

The error of a planner in one sort is independent of the next; that in the good, which
`balances` draws, is the mean of ``J`` of them. A works' sorts are scheduled short, about
right or long, in the proportions and by the steps that match the first five moments of a
normal error; no sort is scheduled less than not at all:

.. math::

    s_\ell = \min\left(\sigma_\ell \sqrt{J},\; 1 / \sqrt 3\right), \qquad
    \pi = (\tfrac16, \tfrac23, \tfrac16), \qquad
    q_j = q\, \pi_j \left(1 + s_\ell\, (-\sqrt 3, 0, \sqrt 3)_j\right)

Each kind is ordered and stocked by itself, within its part of the contract, and lacks by
itself; one does not replace another:

.. math::

    r = \sum_j \min\left(\pi_j, \frac{s_j}{n}\right), \qquad
    s_j \leftarrow s_j + \rho\, (\pi_j s - s_j)

A part ``rho`` of sorts is scheduled anew every month and may then be short or long as any.

=======  ==================  =====================================================
symbol   name here           meaning
=======  ==================  =====================================================
J        ``p.sorts``         sorts of a good that a works uses
sigma    ``error``           of the good's need as seen by whoever plans its links
q_j      ``scheduled``       part of the contract that is of sorts of one kind
rho      ``p.renewed``       part of sorts that is scheduled anew in a month
s_j, n   ``held``, need      stock of sorts of one kind, the month's need of the good
=======  ==================  =====================================================

Sources: ``levine``, ``nove1969``, ``berliner1957`` for what happened; the form is ours.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Quantities, Rubles, Shares

KINDS = 3
"""Of sorts: scheduled short, about right, long."""
_nodes, _weights = np.polynomial.hermite_e.hermegauss(KINDS)
PARTS: Shares = np.asarray(_weights / _weights.sum())[:, None]
"""(k, 1) of a need, by kind of sorts."""
_STEPS: Quantities = np.asarray(_nodes)[:, None]


class Assortment(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    sorts: float
    renewed: float


def all_kinds(amount: Rubles) -> Rubles:
    """Return (n,) amounts (k, n) of all kinds together; a few long rows are added one by one."""
    total = np.asarray(amount[0] + amount[1])
    for kind in amount[2:]:
        total += kind
    return total


def scheduled(error: Shares, p: Assortment) -> Shares:
    """Return (k, n) what part of a contract is of each kind of sorts; sums to one over kinds.

    ``error``: (n,) standard error, in logarithms, with which the need of a good is seen.
    """
    sorts = p.sorts if p.active else 0.0
    spread = np.minimum(np.sqrt(sorts) * error, 1.0 / _STEPS[-1, 0])
    return np.asarray(PARTS * (1.0 + _STEPS * spread))


def renewed(held: Rubles, p: Assortment) -> Rubles:
    """Return (k, n) stocks by kind after some sorts were scheduled anew; totals stay.

    ``held``: (k, n) mln rub. Without the room any sort does for any other: all are evened out.
    """
    found = np.asarray(PARTS * all_kinds(held))
    found -= held
    found *= p.renewed if p.active else 1.0
    found += held
    return found


def made_up_of(amount: Rubles, total: Rubles) -> Shares:
    """Return (k, n) the part of each kind in amounts (k, n); `PARTS` where there is nothing.

    ``total``: (n,) of all kinds.
    """
    nothing = total <= 0
    found = amount / (total + nothing)
    alone = np.flatnonzero(nothing)
    found[:, alone] = PARTS
    return np.asarray(found)
