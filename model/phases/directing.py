"""Directing: what directors set out to do in a month, and what they learn from it.

The equations are the `indicator` room's; what they are paid for is the order's. All flows
in mln rub a month in prices of 1958.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.mechanisms import indicator, ratchet
from model.mechanisms.indicator import Payoffs
from model.sums import summed
from model.units import Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_MET = 1.0 - 1e-6  # supplies that covered the need but for rounding
_BONUSES = ("weight_gross_output", "weight_cost", "weight_sales", "weight_profit")


def payoffs_in_force(e: SovietEconomy) -> tuple[Payoffs, ...]:
    """Return the payoffs of the month's order."""
    order = e.law.order(e.month).payoffs
    gross, cost, sales, profit = (float(order[name]) for name in _BONUSES)
    future = ratchet.future_loss(float(order["tenure"]), e.law(ratchet.Ratchet, e.month))
    p = e.law(indicator.Indicator, e.month)
    return indicator.payoffs(p, (gross, cost, sales, profit), future)


def doubt(e: SovietEconomy, p: indicator.Indicator) -> Shares:
    """Return (n,) what luck a director reckons with: his supplies' as he knows them, machines'."""
    machines = max(e.capacity_room().breakdowns, p.least_doubt)
    return np.asarray(np.sqrt(e.spread + machines**2))


def set_out(e: SovietEconomy, asked: Rubles) -> Rubles:
    """Return (n,) what works set out to make; note effort, corner-cutting and weight."""
    p, d = e.law(indicator.Indicator, e.month), e.directors
    if not p.active:
        return np.minimum(asked, e.able)
    could = e.capacity * e.expected
    tightness = np.divide(asked, could, out=np.ones_like(asked), where=could > 0)
    kind = (p.inspected[d.sector] > 0) + 2 * (e.shortness >= p.weight_value)
    chosen = indicator.choose(tightness, doubt(e, p), kind, payoffs_in_force(e))
    d.effort, d.corners, d.weight = chosen
    return np.asarray(chosen.effort * e.able)


def learn(e: SovietEconomy) -> None:
    """Report the month; remember how supplies came and how good the goods are."""
    p, d = e.law(indicator.Indicator, e.month), e.directors
    if not p.active:
        d.reported_output = d.output
        return
    d.reported_output = indicator.reported(d.output, d.corners, d.weight, p)
    e.expected, e.spread = indicator.learned(e.expected, e.spread, d.coverage, p)
    e.shortness = e.shortness + p.memory * ((d.coverage < _MET) - e.shortness)
    e.worth = indicator.quality(d.corners, p)
    products = len(data.PRODUCTS)
    made = summed(d.product, weights=d.output, minlength=products)
    useful = summed(d.product, weights=d.output * e.worth, minlength=products)
    e.goods_quality = np.divide(useful, made, out=np.ones_like(made), where=made > 0)
    heavy = summed(d.product, weights=d.output * d.weight, minlength=products)
    e.heaviness = np.divide(heavy, made, out=np.zeros_like(made), where=made > 0)


def efficiency(e: SovietEconomy) -> Shares:
    """Return (59,) what makers of each product can make of inputs as good as last month's."""
    p = e.law(indicator.Indicator, e.month)
    used = e.plan.norms.sum(axis=0)
    good = np.einsum("p,pq->q", e.goods_quality, e.plan.norms)
    mean = np.divide(good, used, out=np.ones_like(used), where=used > 0)
    return indicator.efficiency(mean, p)


def storm(e: SovietEconomy, stock: Rubles, need: Rubles) -> None:
    """Note how much of the month falls into its last ten days.

    ``stock``, ``need``: (w,) inputs there this month and wanted, by works claim. What
    lay there before the month's deliveries came is at hand on the first day.
    """
    p, d, units = e.law(indicator.Indicator, e.month), e.directors, e.lines.units
    if not p.active:
        return
    before = np.add.reduceat(stock - e.received[: len(stock)], units.starts)
    asked = np.add.reduceat(need, units.starts)
    ratio = np.divide(before, asked, out=np.ones_like(asked), where=before < asked)
    at_hand = np.minimum.reduceat(ratio, units.owner_starts)
    d.last_third = indicator.thirds(np.clip(at_hand, 0.0, 1.0), d.last_third, p)[2]
