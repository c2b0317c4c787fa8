r"""Localism: whose customers come first, and how much is kept from the others.

Branch, council, soviet or republic: whoever stands over a supplier knows the shortages of
its own works and hears little of anybody else's. So inside every rank of claimants its own
customers are served before strangers, in every order alike; and in shortage it releases
less to strangers than they were promised and gives its own more than theirs. How much less
is a choice, good by good: what a withheld rouble is worth at home, what the rival's loss is
worth where careers are measured against peers, against the fine if it is found out and the
trouble of breaking a contract.

.. math::

    \lambda = \mathrm{clip}\left(\frac{\mu\, h + \chi\, \mu\, s - \pi\, F\, o}{c},\; 0,\;
    \lambda_{max}\right), \qquad
    \lambda \le (h + \lambda)\, \frac{H}{X}

=======  =======================  ====================================================
symbol   name here                meaning
=======  =======================  ====================================================
lambda   ``withheld``             part of strangers' orders that is kept back
h        ``short_at_home``        part of the own works' orders of the good that failed
s        ``short_elsewhere``      the same of rivals' works it supplies, its own doing left out
o        ``duty``                 part of what its works are to send that goes to other regions
mu       ``p.worth``              what a good missing for a year costs the own plan, months of pay
chi      ``rivalry``              weight of a rival's loss: where the order pays by comparison
pi, F    ``p.detection, p.fine``  chance to be found out in a year, months of pay
c        ``p.trouble``            cost of a year of broken contracts, in months of pay
H, X     ``home, strangers``      orders of own works and of strangers
=======  =======================  ====================================================

Kept goods have a use: never more is withheld than the own customers lack and may order on
top. Since :math:`\mu (1 + \chi) < c` for all values allowed, a shortage breeds less withholding
than itself, rivals' loss included. Rivals are works under bodies of the same kind of career;
nobody gains on his peers by starving the army or the shops. The law of 1958 punished what was
not sent to other regions.

Sources: mechanism M7 of the model; ``decree_1958_04_24`` for the decree of 24 April 1958;
``nove1969``, ``kibita2013``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Quantities, Rubles, Shares


class Localism(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    worth: float
    rivalry: float
    detection: float
    fine: float
    trouble: float
    most: float
    smoothing: float


class Trade(NamedTuple):
    """A body's dealings in a good: shortages, orders; all (b, 59).

    ``away``: what of the strangers' orders comes from other regions.
    """

    short_at_home: Shares
    short_elsewhere: Shares
    home: Rubles
    strangers: Rubles
    away: Rubles


def choice(trade: Trade, rivalry: Shares, p: Localism) -> Shares:
    """Return (b, 59) the part of strangers' orders kept back, in [0, ``p.most``].

    ``rivalry``: (b,) weight of peers' losses in each body's pay. Never falls with a shortage
    at home, never rises with fine, detection or trouble; zero where nobody at home wants it.
    """
    total = trade.home + trade.strangers
    duty = np.divide(trade.away, total, out=np.zeros_like(total), where=total > 0)
    gain = p.worth * (trade.short_at_home + rivalry[:, None] * trade.short_elsewhere)
    wanted = np.clip((gain - p.detection * p.fine * duty) / p.trouble, 0.0, p.most)
    use = (trade.short_at_home + wanted) * trade.home
    room = np.divide(use, trade.strangers, out=np.ones_like(use), where=trade.strangers > use)
    return np.asarray(np.where(trade.home > 0, np.minimum(wanted, room), 0.0))


def smoothed(before: Quantities, now: Quantities, p: Localism) -> Quantities:
    """Return the choice of a quarter: habits change only in part."""
    return np.asarray(before + p.smoothing * (now - before))


def short(sent: Rubles, ordered: Rubles) -> Shares:
    """Return the part of orders that was not sent, in [0, 1]; zero without orders."""
    kept = np.divide(sent, ordered, out=np.ones_like(sent), where=ordered > 0)
    return np.asarray(np.clip(1.0 - kept, 0.0, 1.0))
