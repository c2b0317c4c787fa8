r"""Construction: sites that take material month by month and commission when they are full.

A site has a cost and a design time; small works finish within the year, big ones take
about three. Each month the building work and equipment that reached a region are spread
over its open sites in proportion to what they are due; what is left over starts new
ones. Unfinished building is an outcome.

.. math::

    u_{t+1} = u_t + \min\left(\frac{c}{T}, c - u_t\right) \min(1, M / N),
    \qquad N = \sum \min\left(\frac{c}{T}, c - u\right)

The mean design time of a sector is twice its opening unfinished building over a year's
investment, as it must be when money is spent evenly; the mixture of short and long
sites follows from it.

Sources: ``opening_tables``, ``bse``; mechanism M4 of the model.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.sums import summed
from model.units import Quantities, Rows, Rubles, Shares


class Construction(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    short_site: float
    long_site: float
    long_spread: float


def long_outlays(mean_months: Quantities, p: Construction) -> Shares:
    """Return the part of outlays that goes to long sites, from the mean design time."""
    return np.clip((mean_months - p.short_site) / (p.long_site - p.short_site), 0.0, 1.0)


def design_months(
    long_part: Shares, mean_months: Quantities, lot: Shares, spread: Shares, p: Construction
) -> Quantities:
    """Return (n,) the design time of sites now started.

    ``long_part`` is a part of *outlays*; long sites are fewer by the ratio of the times.
    ``lot`` decides whether a site is long, ``spread`` in (0, 1) how long.
    """
    short = np.minimum(p.short_site, mean_months)
    weight = long_part * short
    chance_long = weight / (weight + (1.0 - long_part) * p.long_site)
    months = p.long_site * (1.0 + p.long_spread * (2.0 * spread - 1.0))
    return np.asarray(np.where(lot < chance_long, months, short))


def due(cost: Rubles, spent: Rubles, months: Quantities) -> Rubles:
    """Return (n,) mln rub each site is due this month: an even part of its cost."""
    return np.minimum(cost / months, cost - spent)


def spread(due_of_site: Rubles, region: Rows, material: Rubles) -> Rubles:
    """Return (n,) mln rub spent at each site: a region's material in proportion to dues.

    Never above what is due; per region never above ``material`` (k,).
    """
    needed = summed(region, weights=due_of_site, minlength=len(material))
    share = np.divide(material, needed, out=np.ones_like(material), where=needed > material)
    return np.asarray(due_of_site * share[region])
