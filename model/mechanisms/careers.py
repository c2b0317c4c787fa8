r"""Careers: leaders who drive their works as far as it may bring promotion.

A minister or the chairman of a council is promoted on the growth of what he runs. Where the
order compares him with his like - regions with regions - what hits all alike drops out of
the comparison; where it does not, his superiors cannot tell his effort from the year's luck.

.. math::

    P = \frac{1}{1 + e^{-(p_0 + p_1 (g - \chi \bar g))}}, \qquad
    e = 4\, v\, s\, P (1 - P), \qquad s = \frac{1}{1 + \chi^* \sigma_c^2 / \sigma_i^2}

=========  ====================  =======================================================
symbol     name here             meaning
=========  ====================  =======================================================
g          ``growth``            of the reported output of his works, points a year
g-bar      ``peers``             mean growth of those he is compared with
p0, p1     ``p.standing, p.slope``  chance without growth (logit), and what a point adds
v          ``p.drive``           effort, in logarithms of output, of one in the middle of
                                 the field whom his superiors see clearly
s          ``sharpness``         how much of growth is his own: one where comparison takes
                                 out the common shock, less where it does not
sigma_c,i  ``common, own``       variance of growth that all share, and that they do not
=========  ====================  =======================================================

Effort makes works strive harder, never past their capacity. Leaders come and go: promotion,
dismissal at the tail, a new body. A new man needs years to learn his links; until then the
posts under him plan less (`reorganisation`).

Sources: ``maskin_qian_xu``, ``holmstrom1982``; mechanism M8 of the model.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Flags, Quantities, Shares


class Careers(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    standing: float
    slope: float
    drive: float
    dismissal: float


def chance_of_promotion(growth: Quantities, peers: Quantities, p: Careers) -> Shares:
    """Return (b,) chances in a year; rising in own growth, falling in peers'.

    ``growth``: (b,) points a year; ``peers``: (b,) their mean, zero where nobody is compared.
    """
    return np.asarray(1.0 / (1.0 + np.exp(-(p.standing + p.slope * (growth - peers)))))


def sharpness(common: float, own: float, compared: Flags) -> Shares:
    """Return (b,) how clearly effort shows in growth, in (0, 1].

    ``common``, ``own``: variances of growth between years and between bodies.
    """
    blurred = own / (common + own) if common + own > 0 else 1.0
    return np.where(compared, 1.0, blurred)


def effort(promotion: Shares, clear: Shares, p: Careers) -> Shares:
    """Return (b,) effort in logarithms of output, in [0, ``p.drive``].

    Greatest where promotion is as likely as not: neither the sure nor the hopeless strive.
    """
    return np.asarray(2 * 2 * p.drive * clear * promotion * (1.0 - promotion))
