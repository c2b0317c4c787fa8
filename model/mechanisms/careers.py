r"""Careers: leaders who drive their works as far as it may bring promotion.

A minister or the chairman of a council is promoted on the growth of what he runs. Where the
order compares him with his like - regions with regions - what hits all alike drops out of
the comparison; where it does not, he is held against his plan, luck and all.

.. math::

    P = \frac{1}{1 + e^{-(p_0 + p_1 d)}}, \qquad
    e = 4\, v\, p_1\, s\, P (1 - P), \qquad s = \frac{1}{1 + \overline{d^2} / \sigma_0^2}

=========  ====================  =======================================================
symbol     name here             meaning
=========  ====================  =======================================================
d          ``ahead``             growth of reported output beyond what was expected, points
                                 a year: beyond the mean of his like where the order
                                 compares; where it does not, beyond the plan and what all
                                 together outgrew it by in the year before
p_0        ``p.standing``        chance with nothing ahead (logit)
p_1        ``p.slope``           what a point ahead adds to it
v          ``p.drive``           effort, in logarithms of output and for a unit of p_1, of one
                                 in the middle of the field whom his superiors see clearly
s          ``sharpness``         how clearly effort shows in what he is judged by
sigma_0    ``p.blur``            scatter of growth at which it shows half as clearly
=========  ====================  =======================================================

Comparison takes out what hits all alike and leaves what the compared do not share: like
with like it shows effort sharply, unlike with unlike it does not, and neither order is
better by rule. Effort counts from that of the first year judged, which the opening figures
hold already; it makes works strive harder, never past their capacity. Leaders are promoted
and begin anew elsewhere; nothing but their record hangs on how long they have served.

Sources: ``maskin_qian_xu``, ``holmstrom1982``; mechanism M8 of the model.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.sums import summed
from model.units import Quantities, Rows, Shares


class Careers(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    standing: float
    slope: float
    drive: float
    blur: float


def chance_of_promotion(ahead: Quantities, p: Careers) -> Shares:
    """Return (b,) chances in a year, rising in what a leader is ``ahead`` by, points."""
    return np.asarray(1.0 / (1.0 + np.exp(-(p.standing + p.slope * ahead))))


def sharpness(ahead: Quantities, group: Rows, p: Careers) -> Shares:
    """Return (b,) how clearly effort shows in growth, in (0, 1].

    ``ahead``: (b,) points; ``group``: (b,) leaders who are judged in one way. Falls with the
    mean square of what the group is ahead or behind by.
    """
    number = summed(group, np.ones(len(group)))
    scatter = summed(group, ahead**2) / np.maximum(number, 1.0)
    return np.asarray(1.0 / (1.0 + scatter[group] / p.blur**2))


def effort(promotion: Shares, clear: Shares, p: Careers) -> Shares:
    """Return (b,) effort in logarithms of output, in [0, ``p.drive * p.slope``].

    Greatest where promotion is as likely as not: neither the sure nor the hopeless strive, and
    nobody where growth counts for nothing.
    """
    return np.asarray(2 * 2 * p.drive * p.slope * clear * promotion * (1.0 - promotion))
