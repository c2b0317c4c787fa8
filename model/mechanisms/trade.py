r"""Trade: exports promised and imports paid for, growing together.

Grain bought abroad after a bad harvest is a decision and comes with the countryside.

.. math::  X_{t+1} = X_t\, (1 + g_X), \qquad M_{t+1} = M_t\, (1 + g_X)

Source: ``nove1969``.
"""

from __future__ import annotations

from typing import NamedTuple


class Trade(NamedTuple):
    """Parameters of the room, as in force in one month."""

    growth: float


def next_volume(level: float, p: Trade) -> float:
    """Return next year's volume over that of January 1956."""
    return level * (1.0 + p.growth)
