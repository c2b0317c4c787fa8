r"""Labour: a given national total, villages that empty slowly, branches that draw hands.

People and hours are given: demobilisation, population and the law on the working day
are outside the model. Farms lose a steady part of their people to the towns; what is
left of the total is divided among the other sectors, which move toward planned growth.

.. math::

    L'_j \propto L_j\, e^{\theta (g_j - \bar g)}, \qquad L'_{farm} = L_{farm}\, e^{-\mu}

Sources: ``opening_tables``; ``trial``: without labour that moves with the plan producer
goods fall short by a tenth and new branches outrun their plans.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Persons, Shares


class Labour(NamedTuple):
    """Parameters of the room, as in force in one month."""

    mobility: float
    leaving_farms: float


def divide(persons: Persons, growth: Shares, total: float, p: Labour) -> Persons:
    """Return (n,) next year's persons of the sectors outside farming; sum is ``total``.

    >>> divide(np.array([10.0, 10.0]), np.array([0.1, 0.1]), 22.0, Labour(0.5, 0.01))
    array([11., 11.])
    """
    mean = float((persons * growth).sum() / persons.sum())
    drawn = persons * np.exp(p.mobility * (growth - mean))
    return np.asarray(drawn * (total / drawn.sum()))
