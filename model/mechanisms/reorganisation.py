r"""Reorganisation: a new superior does not know the link, and learns it in a year or two.

Who had planned a link for years knew whom to telephone; a new superior inherits a file, if
that. Each change of order hits the links whose planning superior is another body than
before, whatever the orders are called; a change that gives no link another superior costs
nothing. Time to prepare helps: files are handed over, people move with them.

.. math::

    \ell \leftarrow \ell \left(1 - d\, e^{-p / \tau}\right) \text{ where the superior changes},
    \qquad \ell \leftarrow \ell + r (1 - \ell) \text{ a year},
    \qquad s = o\, (\ell_0 + (1 - \ell_0)\, \ell)

=======  ======================  =====================================================
symbol   name here               meaning
=======  ======================  =====================================================
l        ``strength``            of a link, one where both ends and the superior know it
d        ``p.loss``              strength lost where the superior changes, unprepared
p, tau   ``p.preparation``       months of preparation, and how much they help
r        ``p.recovery``          of what is lost, regained in a year
l0       ``p.least``             part of an order that a link without strength still brings
o, s     ``order``               what is ordered, what the supplier sets out to send
=======  ======================  =====================================================

Sources: mechanism M15 of the model; ``nove1969``, ``kibita2013`` for the events. One
constant for every order.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Flags, Shares


class Reorganisation(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    loss: float
    preparation: float
    recovery: float
    least: float


def weakened(strength: Shares, changed: Flags, prepared: float, p: Reorganisation) -> Shares:
    """Return (l,) strengths after a change of order; only ``changed`` links lose.

    ``prepared``: months between the first public decision and the day.

    >>> p = Reorganisation(True, 0.5, 12.0, 0.5, 0.75)
    >>> weakened(np.ones(2), np.array([True, False]), 0.0, p).tolist()
    [0.5, 1.0]
    """
    lost = p.loss * np.exp(-prepared / p.preparation)
    return np.where(changed, strength * (1.0 - lost), strength)


def recovered(strength: Shares, p: Reorganisation) -> Shares:
    """Return (l,) strengths a month later: never lower, never above one."""
    monthly = 1.0 - (1.0 - p.recovery) ** (1.0 / 12.0)
    return np.asarray(strength + monthly * (1.0 - strength))


def kept(strength: Shares, p: Reorganisation) -> Shares:
    """Return (l,) the part of an order that the supplier sets out to send."""
    return np.asarray(p.least + (1.0 - p.least) * strength)
