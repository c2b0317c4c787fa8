r"""Harvest: a year of work and one of rain, brought in within a few months.

This room stands in for real farms. Work of the season accumulates in the fields at the
rate that capital, labour and inputs allow; the harvest months bring it in, times the
weather of the zone. Animal produce comes every month and depends on rain through feed
alone.

.. math::

    h_r = z_r\, W_r^{\epsilon} \Big/ \sum_s q_s W_{s,1955}^{\epsilon}

``z`` is the standing crop at the capacity of 1955, ``W`` the zone's index of the year,
``q`` the regions' shares in the product in ordinary years.
The index is computed from rain alone, blind to harvests.

Sources: ``noaa_ghcn``; ``opening_tables``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Shares


class Harvest(NamedTuple):
    """Parameters of the room, as in force in one month."""

    weather_elasticity: Shares
    spoilage: float
    july: float
    august: float
    september: float


def brought_in(month_of_year: int, p: Harvest) -> float:
    """Return the part of what stands that a month (0 is January) brings in; all in October."""
    parts = {6: p.july, 7: p.august, 8: p.september, 9: 1.0}
    return parts.get(month_of_year, 0.0)


def weather_factor(index: Shares, elasticity: Shares, base: Shares) -> Shares:
    """Return (n,) output over that of an average of 1955 from the weather alone; positive.

    ``index``: (n,) the zone's index; ``base``: (n,) what the same rule gives for 1955, the
    mean over the country of the product, so that 1955's weather gives 1955's harvest.
    """
    return np.asarray(index**elasticity / base)


def months_to_next(month_of_year: int, first_harvest: int) -> int:
    """Return in how many months, this one included, the store must last to new produce.

    >>> months_to_next(0, 7), months_to_next(7, 7), months_to_next(10, 7)
    (7, 12, 9)
    """
    return (first_harvest - month_of_year - 1) % 12 + 1
