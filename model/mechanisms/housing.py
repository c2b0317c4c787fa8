r"""Housing: who pays for dwellings in towns, how much floor space that gives, what there is.

Building organisations make dwellings for the state, for co-operatives and for those who build
a house of their own, partly on a loan; what is spent on each decides whose it is. The decree
of July 1957 brought loans and panels, that of 1960 ended the loans. A planner who counted on
private money that does not come gets as much less; nothing fills the gap but a higher plan.

.. math::

    \theta = \frac{\omega Y + \ell}{I}, \qquad
    m = \kappa\,H\,\Bigl(\theta + \frac{1 - \theta}{1 - \sigma s}\Bigr)

with townsmen's disposable income :math:`Y`, loans :math:`\ell`, building :math:`I`, what is
handed over :math:`H`, space a ruble :math:`\kappa` and the part of panels :math:`s`.

Sources: ``cia_housing1961``, ``narkhoz1960``, ``nove1969``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Quantities, Rubles, Shares


class Housing(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    own_means: float
    loans: float
    most_private: float
    term: float
    cooperative: float
    cooperative_loan: float
    first_space: float
    first_private: float
    wear: float
    panels: float
    panel_use: float
    panel_saving: float


def private_money(own: Rubles, loans: float, built: Rubles, p: Housing) -> Rubles:
    """Return (n,) mln rub that private builders spend by region; loans go where own means are.

    ``own``: (n,) what townsmen would put in, ``built``: (n,) what is built for all.
    """
    total = float(own.sum())
    means = own * (1.0 + loans / total) if total > 0 else own
    return np.minimum(means, p.most_private * built)


def panel_share(concrete: float, before: float, space: float, p: Housing) -> Shares:
    """Return the part of state floor space that is built of panels.

    ``concrete``: mln m3 of precast concrete a year, ``before``: when panels began;
    ``space``: mln m2 of state housing a year.
    """
    panels = p.panels * max(concrete - before, 0.0)
    return np.asarray(min(panels / (p.panel_use * space), 1.0) if space > 0 else 0.0)


def floor_space(handed: Quantities, private: Shares, panels: float, p: Housing) -> Quantities:
    """Return (2, n) mln m2 handed over, private and other, from what it would be in brick.

    >>> p = Housing(True, *[0.0] * 11, 0.5)
    >>> floor_space(np.array([10.0]), np.array([0.4]), 1.0, p).tolist()
    [[4.0], [12.0]]
    """
    return np.stack([handed * private, handed * (1.0 - private) / (1.0 - p.panel_saving * panels)])


def worn(stock: Quantities, months: float, p: Housing) -> Quantities:
    """Return (n,) mln m2 that is pulled down in a month."""
    return np.asarray(stock * p.wear / months)


def supported(then: float, now: float) -> float:
    """Return what can be paid for over what a plan counted on, by the private part of both.

    >>> supported(0.5, 0.25)
    0.75
    """
    return 1.0 - then + now
