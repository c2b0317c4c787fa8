r"""Procurement: the farm's own people first, then the state, and a reserve that carries over.

This room stands in for real farms. Of what comes in, people on farms keep what they eat
at home: so much a head, whatever the harvest, as long as there is that much. The rest is
what farms and the state can send. It must last to the next harvest: a region's points
release each month what they hold over the months left, so that a good year leaves a
reserve and a bad one is short all year. The marketed share is therefore a state: it rises
when output grows faster than the people on farms.

Sources: ``istmat409``, ``opening_tables``; mechanism page on farms.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Rubles


class Procurement(NamedTuple):
    """Parameters of the room, as in force in one month."""

    carry_over: float
    first_harvest: float


def eaten_at_home(store: Rubles, custom: Rubles) -> Rubles:
    """Return (n,) mln rub kept by farm people this month: what is custom, if it is there."""
    return np.minimum(store, custom)


def released(store: Rubles, months_left: int, crop: Rubles) -> Rubles:
    """Return (n,) mln rub that may leave the store this month.

    ``crop`` is one for produce of one harvest a year, zero for what comes every month.
    """
    return np.asarray(store * np.where(crop > 0, 1.0 / months_left, 1.0))
