r"""Machinery: sowing and harvest in time, and who gets the tractors.

Until 1958 stations owned the machines and worked the kolkhozes' fields; then the kolkhozes
bought them. New machines went where the campaign was: half of them to the new lands.

.. math::

    T_s = T^0_s\, \frac{n_t}{t}, \qquad T_h = T^0_h\, \frac{n_c}{c}, \qquad
    M = \left(1 - l_s \max(0, T_s - \bar T_s)\right)
        \left(1 - l_z \frac{\max(0, T_h - \bar T_h)^2}{2 T_h}\right)

``t``, ``c`` tractors in order on a thousand hectares of land and combines on a thousand of
grain, ``n`` what would do the work in good time ``T^0``; grain loses ``l_z`` a week from when it
is overripe. Drivers left with the stations: a part of the machines then stands idle for some
years.

Sources: ``narkhoz1960``, ``harvest_delay``, ``mccauley1976``, ``nove1969``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Hectares, Quantities, Shares


class Machinery(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    tractor_need: float
    combine_need: float
    sowing_weeks: float
    sowing_in_time: float
    sowing_loss: float
    harvest_weeks: float
    harvest_in_time: float
    harvest_loss: Shares
    tractor_life: float
    combine_life: float
    tractors_to_farms: float
    combines_to_farms: float
    to_new_lands: float
    idle: float
    by_hand: float


def in_time(
    tractors: Quantities, combines: Quantities, land: Hectares, grain: Hectares,
    loss: Shares, p: Machinery,
) -> Shares:  # fmt: skip
    """Return (n,) what is left of a harvest that machines sow and cut as fast as they can.

    ``tractors``, ``combines``: thousand in order; ``land``, ``grain``: thousand ha; ``loss``:
    (n,) a week. A part of the crop is got in at least, by hand if need be.
    """
    sowing = p.sowing_weeks * _wanted(p.tractor_need * land / 1000.0, tractors)
    cutting = p.harvest_weeks * _wanted(p.combine_need * grain / 1000.0, combines)
    late = np.maximum(sowing - p.sowing_in_time, 0.0)
    overripe = np.maximum(cutting - p.harvest_in_time, 0.0)
    lost = overripe**2 / (2.0 * np.maximum(cutting, 1.0))
    left = np.maximum(1.0 - p.sowing_loss * late, p.by_hand)
    left = left * np.maximum(1.0 - loss * lost, p.by_hand)
    return np.where(land > 0, left, 1.0)


def _wanted(need: Quantities, there: Quantities) -> Quantities:
    """Return machines needed over machines there; one where there are none."""
    return np.asarray(np.divide(need, there, out=np.ones_like(need), where=there > 0))


def next_park(park: Quantities, came: Quantities, life: float) -> Quantities:
    """Return (n,) machines after a year: worn out evenly over their life, new ones added."""
    return np.asarray(park * (1.0 - 1.0 / life) + came)


def delivered(total: float, land: Hectares, is_new: Shares, p: Machinery) -> Quantities:
    """Return (n,) machines that come: a share to the new lands, the rest to all other land.

    ``is_new``: (n,) one in the zones of the programme; each part goes by land.
    """
    there, here = land * is_new, land * (1.0 - is_new)
    first = p.to_new_lands if there.sum() > 0 else 0.0
    a = there / max(float(there.sum()), _NOTHING)
    b = here / max(float(here.sum()), _NOTHING)
    return np.asarray(total * (first * a + (1.0 - first) * b))


_NOTHING = float(np.finfo(np.float64).tiny)
