r"""Reorganisation: a new superior does not know the link, and learns it in a year or two.

Who had planned a link for years knew whom to telephone; a new superior inherits a file, if
that. Each change of order hits the links whose planning superior is another body than
before, whatever the orders are called; a change that gives no link another superior costs
nothing. Time to prepare helps: files are handed over, people move with them.

.. math::

    \ell \leftarrow \ell \left(1 - d\, e^{-p / \tau}\right) \text{ where the superior changes},
    \qquad \ell \leftarrow \ell + r (1 - \ell) \text{ a year},
    \qquad s = o\, (\ell_0 + (1 - \ell_0)\, \ell)

The planners' skill goes the same way: what a body planned before it plans as well as ever,
to what is new to it its posts bring only part of their hours, and learn the rest.

.. math::

    \kappa \leftarrow \phi\, \kappa + (1 - \phi)\, \kappa_0, \qquad
    \kappa \leftarrow \kappa + k (1 - \kappa) \text{ a year}

=======  ======================  =====================================================
symbol   name here               meaning
=======  ======================  =====================================================
l        ``strength``            of a link, one where both ends and the superior know it
d        ``p.loss``              strength lost where the superior changes, unprepared
p, tau   ``p.preparation``       months of preparation, and how much they help
r        ``p.recovery``          of what is lost, regained in a year
ell_0    ``p.least``             part of an order that a link without strength still brings
kappa    ``skill``               of a body's planners, one where nothing is new to them
phi      ``familiar``            part of its links, by value, that it planned before
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
    kept_skill: float
    learning: float


def weakened(strength: Shares, changed: Flags, prepared: float, p: Reorganisation) -> Shares:
    """Return (l,) strengths after a change of order; only ``changed`` links lose.

    ``prepared``: months between the first public decision and the day.

    >>> p = Reorganisation(True, 0.5, 12.0, 0.5, 0.75, 0.5, 0.5)
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


def skill_after(skill: Shares, familiar: Shares, p: Reorganisation) -> Shares:
    """Return (b,) skill of planning bodies of whose links a part ``familiar`` stayed with them."""
    return np.asarray(familiar * skill + (1.0 - familiar) * p.kept_skill)


def learned(skill: Shares, p: Reorganisation) -> Shares:
    """Return (b,) skill a month later: never lower, never above one."""
    monthly = 1.0 - (1.0 - p.learning) ** (1.0 / 12.0)
    return np.asarray(skill + monthly * (1.0 - skill))
