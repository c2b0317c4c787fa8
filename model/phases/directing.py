"""Directing: what directors set out to do in a month, and what they learn from it.

The equations are the `indicator` room's; what they are paid for is the order's. All flows
in mln rub a month in prices of 1958.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import chance, data
from model.calendar import month_of_year
from model.mechanisms import indicator, ratchet
from model.mechanisms.indicator import Choice, Payoffs, Standard
from model.phases import sorting
from model.product_table import sector_of_product
from model.sums import part_of, summed
from model.units import Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy
    from model.law import Law

_PASSES = 12
"""Rounds in which what is usual and what it makes of the plan come to agree."""
_LOTS = ("effort by lot", "corners by lot", "weight by lot")
_BONUSES = ("weight_gross_output", "weight_cost", "weight_sales", "weight_profit")


def payoffs_in_force(e: SovietEconomy) -> tuple[Payoffs, ...]:
    """Return the payoffs of the month's order."""
    return _payoffs(e.law, e.law(indicator.Indicator, e.month), e.month)


def payoffs_of_1955(e: SovietEconomy) -> tuple[Payoffs, ...]:
    """Return what directors were paid for in 1955, whatever a scenario pays them for later.

    How they answer to it is the scenario's: what they know, shun and are worth.
    """
    past, now = e.law.history, e.law(indicator.Indicator, 0)
    as_it_was = now._replace(linear_bonus=past(indicator.Indicator, 0).linear_bonus)
    return _payoffs(past, as_it_was, 0)


def _payoffs(law: Law, p: indicator.Indicator, month: int) -> tuple[Payoffs, ...]:
    order = law.order(month).payoffs
    gross, cost, sales, profit = (float(order[name]) for name in _BONUSES)
    future = ratchet.future_loss(float(order["tenure"]), law(ratchet.Ratchet, month))
    return indicator.payoffs(p, (gross, cost, sales, profit), future)


def doubt(e: SovietEconomy, p: indicator.Indicator) -> Shares:
    """Return (n,) by row what luck directors reckon with: their supplies', known, and machines'."""
    machines = (1.0 - p.seen_luck) * e.capacity_room().breakdowns
    return np.asarray(np.sqrt(e.spread + max(machines, p.least_doubt) ** 2))


def set_out(e: SovietEconomy, asked: Rubles) -> Rubles:
    """Return (f,) what works set out to make; note effort, corner-cutting and weight.

    ``asked``: (f,) the month's plan, arrears included.
    """
    p, d, able = e.law(indicator.Indicator, e.month), e.directors, e.able_of_fate
    if not p.active:
        return np.minimum(asked / e.usual_coverage[e.fates.row], able)
    chosen = _by_lot(e) if p.by_lot else _chosen(e, asked, p)
    if month_of_year(e.month) == 0 and e.month > 0:
        e.accepted = indicator.renewed(e.accepted, e.chosen, p)
    made = chosen.effort * able
    value = indicator.counted(chosen.corners, chosen.weight, p)
    e.chosen = Standard(*e.fates.means(made, value, chosen.corners, chosen.weight))
    e.value_of_fate = value / e.custom.value[e.fates.row]
    (d.effort,) = e.fates.means(able, chosen.effort)
    d.corners = e.chosen.corners - e.custom.corners + e.accepted.corners
    heavier = (1.0 + e.chosen.weight) * (1.0 + e.accepted.weight)
    d.weight = heavier / (1.0 + e.custom.weight) - 1.0
    return np.asarray(made)


def _chosen(e: SovietEconomy, asked: Rubles, p: indicator.Indicator) -> Choice:
    """Return (f,) what pays directors best."""
    row, usual = e.fates.row, e.capacity[e.fates.row] * e.fates.part
    could = (usual + p.seen_luck * (e.able_of_fate - usual)) * e.expected[row]
    tightness = np.divide(asked, could, out=np.ones_like(asked), where=could > 0)
    kind = (p.inspected[e.directors.sector] > 0) + 2 * (e.shortness >= p.weight_value)
    luck, pay = doubt(e, p), payoffs_in_force(e)
    return indicator.choose(tightness * e.custom.value[row], luck[row], kind[row], pay)


def _by_lot(e: SovietEconomy) -> Choice:
    """Return (f,) what directors without a mind draw about the use of plant and habits of 1955."""
    fates, use = e.fates, 1.0 / (1.0 + e.capacity_room().reserve)
    custom = e.custom.corners[fates.row], e.custom.weight[fates.row]
    usual = Choice(np.full(len(fates), use), *custom)
    lots = (chance.uniform(e.seed_of_luck, what, e.month, fates.identity) for what in _LOTS)
    about = [np.clip(fates.luck(2.0 * lot - 1.0), -1.0, 1.0) for lot in lots]
    return indicator.drawn(usual, np.stack(about))


def december_1955(e: SovietEconomy) -> None:
    """Let directors know supplies as they were, and note what was usual with them.

    Prices, norms, outputs and what goods are worth to their users are of 1955: they know
    the corners cut then, the weight added and by how much plans were over-fulfilled. All
    is measured from what directors choose at the opening's use of plant.
    """
    p, d = e.law(indicator.Indicator, e.month), e.directors
    rows, products = len(d), len(data.PRODUCTS)
    e.expected, e.shortness = e.usual_coverage, np.zeros(rows)
    e.spread = np.full(rows, p.first_doubt**2)
    e.goods_quality, e.heaviness, e.excess = (
        np.ones(products),
        np.zeros(products),
        np.ones(products),
    )
    e.value, e.worth = np.ones(rows), np.ones(rows)
    e.value_of_fate = np.ones(len(e.fates))
    e.accepted = e.chosen = e.custom = Standard(np.ones(rows), np.zeros(rows), np.zeros(rows))
    d.last_third = np.full(rows, 1 / 3)
    if not p.active:
        return
    kind = (p.inspected[sector_of_product()] > 0).astype(np.int64)
    use, pay = 1.0 / (1.0 + e.capacity_room().reserve), payoffs_of_1955(e)
    value, luck = np.ones(products), np.full(products, doubt(e, p)[0])
    for _ in range(_PASSES):
        tightness = use / e.excess * value
        chosen = indicator.choose(tightness, luck, kind, pay)
        value = indicator.counted(chosen.corners, chosen.weight, p)
        e.excess = np.maximum(chosen.effort * value / tightness, 1.0)
    if p.by_lot:
        e.excess = np.ones(products)
    mine = d.product
    e.custom = Standard(value[mine], chosen.corners[mine], chosen.weight[mine])


def learn(e: SovietEconomy, need: Rubles) -> None:
    """Report the month; remember how supplies came and how good the goods are.

    ``need``: (w,) inputs for what works set out to make.
    """
    p, d = e.law(indicator.Indicator, e.month), e.directors
    if not p.active:
        d.reported_output = d.output
        return
    e.value = e.chosen.value / e.custom.value
    d.reported_output = d.output * e.value * e.accepted.value
    e.expected, e.spread = indicator.learned(e.expected, e.spread, d.coverage, p)
    short = summed(e.owner, sorting.lacking(e, need), len(d)) / np.bincount(
        e.owner, minlength=len(d)
    )
    e.shortness = e.shortness + p.memory * (short - e.shortness)
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
    used = e.norms.sum(axis=0)
    good = np.einsum("p,pq->q", e.goods_quality, e.norms)
    mean = np.divide(good, used, out=np.ones_like(used), where=used > 0)
    return indicator.efficiency(mean, p)


def storm(e: SovietEconomy, stock: Rubles, need: Rubles) -> None:
    """Note how much of the month falls into its last ten days.

    ``stock``, ``need``: (w,) inputs there this month and wanted, by works claim. What lay
    there before the month's deliveries came is at hand on the first day.
    """
    p, d, units = e.law(indicator.Indicator, e.month), e.directors, e.lines.units
    if not p.active:
        return
    before = units.summed(stock - e.received[: len(need)])
    asked = units.summed(need)
    at_hand = np.minimum.reduceat(part_of(before, asked), units.owner_starts)
    d.last_third = indicator.thirds(np.clip(at_hand, 0.0, 1.0), d.last_third, p)[2]
