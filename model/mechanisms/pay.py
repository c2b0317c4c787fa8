r"""Pay: what kolkhozes earn, what a day on them brings, and how hard it is worked.

The state's prices reached the kolkhoz as money, once machines and taxes were paid; part went
into the indivisible fund, part for inputs, and what was left was divided by days worked, with
grain besides. A member has a plot too, and works where a day brings more:

.. math::

    \pi = \frac{W}{\text{days}} + \kappa, \qquad
    e = \frac{\pi}{\pi + \pi_{plot}}, \qquad
    x = (e / e_{1956})^{\eta}

``W`` money paid to members (room `wages`: what is left of income after supplies, tax, machines
and the fund), ``kappa`` pay in kind, ``x`` what care makes of a herd or of a crop that is hoed.
State farms pay wages, which this room leaves alone.

Sources: ``karcz``, ``volin``, ``nove1969``, ``waedekin1973``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Persons, Rubles, Shares


class Pay(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    days: float
    in_kind: float
    plot_day: float
    answer: float


def per_day(paid: Rubles, people: Persons, p: Pay) -> Rubles:
    """Return (n,) rubles a man-day; ``paid``: mln rub a year to so many thousand people."""
    days = p.days * people / 1000.0
    money = np.divide(paid, days, out=np.zeros_like(days), where=days > 0)
    return np.asarray(np.maximum(money, 0.0) + p.in_kind)


def effort(pay: Rubles, p: Pay) -> Shares:
    """Return (n,) the part of a member's day that the kolkhoz gets."""
    return np.asarray(pay / (pay + p.plot_day))


def care(now: Shares, first: Shares, p: Pay) -> Shares:
    """Return (n,) what effort makes of herds and hoed crops, over the opening's."""
    if not p.active:
        return np.ones_like(now)
    return np.asarray(np.divide(now, first, out=np.ones_like(now), where=first > 0) ** p.answer)
