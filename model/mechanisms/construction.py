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
``M`` the material that came, :math:`\sigma` the part of losses that somebody else covers and
:math:`\rho` the charge on plant; both are money rules of the order, whoever starts.

Whoever may start keeps one ledger of limits: a council for its region, a ministry for its
branch, the centre for the Union. What is open beyond the limit in one place of a ledger
leaves less to start in the others.

A list of sites served first takes its part before the rest; it was tried by decree in
1963.

How much of a sector's outlays goes to big sites follows from what lay in its sites in
January 1956: a site that takes ``T`` months holds half of them, less with growth ``g``,

.. math::

    U / I = T \left(\frac{1}{g T} - \frac{1}{e^{g T} - 1}\right)

Sources: ``opening_tables``, ``bse``, ``kornai1979``, ``dyker``, ``moi_adres``; mechanism
M4 of the model.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.sums import summed
from model.units import Flags, Quantities, Rows, Rubles, Shares

_EVEN = 0.5**20  # growth over a site's time that counts as none


class Construction(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    short_site: float
    long_site: float
    design_spread: float
    opening_delay: float
    opening_growth: float
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


def months_tied_up(time: Quantities, p: Construction) -> Quantities:
    """Return months of today's outlays that lie in sites which take ``time`` months (n,).

    Half the time where outlays are steady; less where they grow, as most sites are young.
    """
    grown = _monthly_growth(p) * time
    small = np.abs(grown) < _EVEN
    safe = np.where(small, 1.0, grown)
    return np.asarray(time * np.where(small, 0.5, 1.0 / safe - 1.0 / np.expm1(safe)))


def outlays_by_age(time: Quantities, cohorts: int, p: Construction) -> Shares:
    """Return (n, cohorts) parts of outlays on sites that take ``time`` (n,), the youngest first."""
    age = (np.arange(cohorts) + 0.5) / cohorts
    weight = np.exp(-_monthly_growth(p) * time[:, None] * age[None, :])
    return np.asarray(weight / weight.sum(axis=1, keepdims=True))


def short_months(tied_up: Quantities, p: Construction) -> Quantities:
    """Return (n,) the design time of a sector's small works.

    Shorter than usual where all that lies in sites is worth fewer months of outlays than
    even small works would hold.
    """
    time = 2.0 * tied_up * (1.0 + _monthly_growth(p) * tied_up / 3)
    return np.minimum(p.short_site, np.maximum(time / p.opening_delay, 1.0))


def long_outlays(tied_up: Quantities, p: Construction) -> Shares:
    """Return (n,) the part of outlays that goes to big sites, from what lies in all sites."""
    short, long = (
        months_tied_up(np.array(time * p.opening_delay), p) for time in (p.short_site, p.long_site)
    )
    return np.clip((tied_up - short) / (long - short), 0.0, 1.0)


def design_months(
    long_part: Shares, short: Quantities, lot: Shares, spread: Shares, p: Construction
) -> Quantities:
    """Return (n,) the design time of sites now started, small ones as in ``short`` (n,).

    ``long_part`` is a part of *outlays*; what is started for long sites is less by the
    ratio of the times for which a start is built on, counted at the growth of outlays.
    ``lot`` decides whether a site is long, ``spread`` in (0, 1) how far from the mean.
    """
    weight = long_part * _months_built(short, p)
    rest = (1.0 - long_part) * _months_built(np.array(p.long_site), p)
    mean = np.where(lot * (weight + rest) < weight, p.long_site, short)
    return np.asarray(mean * (1.0 + p.design_spread * (2.0 * spread - 1.0)))


def _months_built(design: Quantities, p: Construction) -> Quantities:
    """Return for how many months of its starts today's outlays pay for sites of a design."""
    grown = _monthly_growth(p) * design * p.opening_delay
    return np.asarray(design * np.where(grown > 0, -np.expm1(-grown) / np.maximum(grown, _EVEN), 1))


def _monthly_growth(p: Construction) -> float:
    return float(np.log1p(p.opening_growth)) / 12


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
