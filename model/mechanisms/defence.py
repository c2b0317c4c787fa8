r"""Defence: a claim that is served first and grows by decree.

The Presidium sets the claim, the General Staff presents it, and supply bodies serve it
before all others. Its path is given: it goes up in steps with the decrees that raised it, by
guessed amounts. What it costs the rest is an outcome, and no surer than these guesses. Arms that
works make beyond their orders the army takes as well (`model.lines`); nobody else could.

.. math::  D_{t+1} = D_t\, (1 + g_D)

Sources: ``opening_tables``; mechanism M17 of the model.
"""

from __future__ import annotations

from typing import NamedTuple


class Defence(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    growth: float


def next_claim(level: float, p: Defence) -> float:
    """Return next year's claim over that of January 1956; without the room it stays."""
    return level * (1.0 + p.growth) if p.active else level
