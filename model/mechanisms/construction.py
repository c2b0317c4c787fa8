r"""Construction: more is started than the limits can feed, and all of it goes slowly.

A site has a cost and a design time; small works take half a year, big ones about three
years. Each month the building work and equipment that reached a region are spread over
its open sites in proportion to what they are due. Those who start sites do not pay for
them: their losses are covered and plant bears no charge, so they start more than the
limits can feed, at costs understated to get into the plan. Sites under way are therefore
due more than there is, and every site takes longer than it was designed to. Unfinished
building and the time from start to commissioning are outcomes.

.. math::

    h = \max(0,\; h_0 + h_1 \sigma - h_2 \rho), \qquad
    N = L \frac{1 + h}{1 - u}, \qquad
    u_{t+1} = u_t + \min\left(\frac{c}{T}, c - u_t\right) \min(1, M / N)

``L`` is the month's limit, ``N`` what open sites are due once starts have filled it up,
``M`` the material that came, ``\sigma`` the part of losses that somebody else covers and
``\rho`` the charge on plant; both are money rules of the order. Nobody covers the losses
of the centre, so that where the right to start is the centre's the budget is hard.

Whoever may start keeps one ledger of limits: a council for its region, a ministry for its
branch, the centre for the Union. What is open beyond the limit in one place of a ledger
leaves less to start in the others.

A list of sites served first takes its part before the rest; it was tried by decree in
1963.

The mean design time of a sector is twice its opening unfinished building over a year's
investment, as it must be when money is spent evenly, over the opening delay; the mixture
of short and long sites follows from it.

Sources: ``opening_tables``, ``bse``, ``kornai1979``, ``dyker``, ``moi_adres``; mechanism
M4 of the model.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.sums import summed
from model.units import Flags, Quantities, Rows, Rubles, Shares


class Construction(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    short_site: float
    long_site: float
    long_spread: float
    opening_delay: float
    ordinary_hunger: float
    soft_hunger: float
    charge_relief: float
    understated: float
    start_interval: float
    listed: float


def hunger(soft: float, charge: float, p: Construction) -> float:
    """Return starts wanted beyond the limits, as a part of them; never below zero.

    ``soft``: part of losses covered by others; ``charge``: on plant, a year.
    """
    wanted = p.ordinary_hunger + p.soft_hunger * soft - p.charge_relief * charge
    return max(wanted, 0.0)


def licensed(limit: Rubles, hungry: float, p: Construction) -> Rubles:
    """Return what open sites may be due, mln rub a month, in true costs.

    The limit counts stated costs, so that understatement lets in more.
    """
    return limit * ((1.0 + hungry) / (1.0 - p.understated))


def starts(wanted: Rubles, due: Rubles, ledger: Rows) -> Rubles:
    """Return (k,) what starts are to be due, mln rub a month: gaps, as far as ledgers allow.

    ``wanted``, ``due`` (k,) by place, ``ledger`` (k,) whose limits a place counts against.
    In no ledger do sites come to be due more than wanted because of a start.
    """
    gap = np.maximum(wanted - due, 0.0)
    free = np.maximum(summed(ledger, weights=wanted - due), 0.0)
    asked = summed(ledger, weights=gap)
    part = np.divide(free, asked, out=np.zeros_like(free), where=asked > 0)
    return np.asarray(gap * np.minimum(part, 1.0)[ledger])


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


def on_the_list(due_of_site: Rubles, region: Rows, done: Shares, big: Flags, part: float) -> Flags:
    """Return (n,) which sites are served first: big ones, those nearest to their end.

    As many as make up ``part`` of what a region's sites are due, the last one whole.
    ``done`` (n,) spent over cost.
    """
    order = np.lexsort((-done, ~big, region))
    ordered, place = due_of_site[order], region[order]
    needed = summed(region, weights=due_of_site)
    before = np.cumsum(ordered) - ordered
    before -= (np.cumsum(needed) - needed)[place]
    chosen = np.zeros(len(done), dtype=np.bool_)
    chosen[order] = big[order] & (before < part * needed[place])
    return chosen


def spread(due_of_site: Rubles, region: Rows, material: Rubles) -> Rubles:
    """Return (n,) mln rub for each site: a region's material in proportion to dues.

    Never above what is due; per region never above ``material`` (k,).
    """
    needed = summed(region, weights=due_of_site, minlength=len(material))
    share = np.divide(material, needed, out=np.ones_like(material), where=needed > material)
    return np.asarray(due_of_site * share[region])


def built(pace: Rubles, left: Rubles, region: Rows, material: Rubles) -> Rubles:
    """Return (n,) mln rub spent at each site of what reached its region, ``material`` (k,).

    Sites go forward alike, each at the same part of its ``pace`` (n,), and none takes more
    than is ``left`` (n,) to do; what that leaves over goes to the others, at most up to
    their pace. All material is used as far as sites are due it.
    """
    put = np.minimum(spread(pace, region, material), left)
    used = summed(region, weights=put, minlength=len(material))
    over = np.maximum(material - used, 0.0)
    return put + spread(np.maximum(np.minimum(pace, left) - put, 0.0), region, over)


def built_by_list(
    pace: Rubles, left: Rubles, region: Rows, material: Rubles, first: Flags
) -> Rubles:
    """Return (n,) the same where sites of a list, ``first`` (n,), are served before the rest."""
    put = built(np.where(first, pace, 0.0), left, region, material)
    used = summed(region, weights=put, minlength=len(material))
    over = np.maximum(material - used, 0.0)
    return put + built(np.where(first, 0.0, pace), left, region, over)
