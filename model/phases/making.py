"""Making: works set out to meet the month's plan, use up inputs, make what supplies allow.

Every quantity is in mln rub of 1958.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import month_of_year
from model.mechanisms import supply
from model.mechanisms.assortment import PARTS, all_kinds
from model.phases import directing, sorting
from model.phases.depots import depot_fill
from model.phases.leaders import striven
from model.sums import blockwise, gathered, part_of
from model.units import Quantities, Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy


_AGREEING = 4
"""Rounds in which what works set out to make and what inputs allow of it come to agree."""
_ROUNDED = 1.0 + 1e-12  # a need that is covered but for rounding is covered


def works_plan(e: SovietEconomy) -> None:
    """Set the month's plan of each works, arrears of the year included as far as they may be."""
    p = e.law(supply.Supply, e.month)
    d, month = e.directors, month_of_year(e.month)
    part = e.plan.profile[:, month][d.product]
    d.target = e.fates.of_rows(e.plan.works) * part
    due = e.plan.works * part[e.fates.row]
    if month == 0:
        e.due_so_far, e.made_so_far, e.counted_so_far = np.zeros((3, len(due)))
    arrears = np.maximum(e.due_so_far - e.counted_so_far, 0.0)
    asked = due + np.minimum(arrears, (p.catch_up - 1.0) * due)
    e.planned_of_fate = striven(e, directing.set_out(e, asked))
    e.planned = e.fates.of_rows(e.planned_of_fate)
    e.due_so_far = e.due_so_far + due


def production(e: SovietEconomy) -> None:
    """Works make what plan, plant and supplies allow, and use up their inputs."""
    p, lines, d = e.law(supply.Supply, e.month), e.lines, e.directors
    stock = e.sorts
    need = e.norm_of_claim * gathered(e.planned * (1.0 + d.weight), e.owner)
    depot_fill(e, p)
    d.coverage = coverage(e, stock, need, e.pool_term, p)
    d.output = e.planned * d.coverage
    directing.storm(e, lines.stock[: len(need)], need)
    directing.learn(e, need)
    e.used = consumption(e, d.output * (1.0 + d.weight))
    lines.finished[: len(d)] += d.output
    made = e.planned_of_fate * d.coverage[e.fates.row]
    e.made_so_far += made
    e.counted_so_far += made * e.value_of_fate
    counted, due = e.fates.of_rows(e.counted_so_far), e.fates.of_rows(e.due_so_far)
    d.fulfilment = np.divide(counted, due, out=np.ones_like(due), where=due > 0)


def coverage(
    e: SovietEconomy, stock: Rubles, need: Rubles, pool_term: Quantities, p: supply.Supply
) -> Shares:
    """Return (n,) the part of what works set out to make that inputs allow.

    ``stock``: (k, w) mln rub by kind of sorts; ``need``: (w,); ``pool_term``: (105, 59) shortage
    of what comes from depots, ``e.pool_units`` where there is none.
    """
    units, d = e.lines.units, e.directors
    cell = d.region, d.product
    ratio = unit_ratios(e, stock, need, p)
    term = supply.shortage_term(ratio, p)
    term *= units.weight
    total = np.add.reduceat(term, units.owner_starts) + pool_term[cell]
    mean = supply.coverage(total / (units.required + e.pool_units[cell]), p)
    bound = np.minimum.reduceat(np.where(units.essential, ratio, 1.0), units.owner_starts)
    return np.asarray(np.minimum(mean, bound))


def usual_coverage(e: SovietEconomy) -> Shares:
    """Return (n,) the coverage of 1955, from stocks after use and a month's arrivals.

    What works made in 1955 they made short of one sort or other: plant and hands, with
    every input there, would have made so much more.
    """
    p, works = e.law(supply.Supply, 0), slice(0, e.lines.works_claims)
    claims = e.network.claims
    need = claims.need[works] / e.stock_factor[claims.product[works]]
    stock = sorting.with_new(e, e.lines.received()[works])
    usual = np.ones(len(e.directors))
    for _ in range(_AGREEING):
        usual = coverage(e, stock, need / usual[e.owner], e.pool_term, p)
    return usual


def unit_ratios(e: SovietEconomy, stock: Rubles, need: Rubles, p: supply.Supply) -> Shares:
    """Return (units,) how far each unit of inputs covers the need, at most one.

    ``stock``: (k, w) mln rub by kind of sorts, of which none does for another; ``need``: (w,).
    An input alone counts as far as its stock goes; substitutes count together, each up
    to its part of the need and what the other's boilers can burn beyond theirs.
    """
    units = e.lines.units
    most = need * (1.0 + p.flexibility * units.several)
    (each,) = blockwise(lambda stock, most: (all_kinds(_some(stock, most)),), stock, most)
    have = units.summed(each)
    asked = units.summed(need)
    return blockwise(_covered, have, asked)[0]


def _covered(have: Rubles, asked: Rubles) -> tuple[Shares]:
    """Return (n,) the part of what is asked that is there; one where only rounding is missing."""
    return (part_of(have * _ROUNDED, asked),)


def consumption(e: SovietEconomy, output: Rubles) -> Rubles:
    """Use up inputs; return (w,) mln rub: what is saved on scarce ones is made up by others.

    ``output``: what norms are applied to, weight above the norm included.
    """
    norm = e.norm_of_claim * gathered(output, e.owner)
    first = e.lines.units.starts[e.lines.units.owner_starts]
    lacking, spare = blockwise(_lacking_and_spare, e.sorts, norm)
    missing = np.maximum(np.add.reduceat(lacking, first), 0.0)
    held = np.add.reduceat(spare, first)
    part = np.divide(missing, held, out=np.zeros_like(held), where=held > 0)
    np.minimum(part, 1.0, out=part)
    return sorting.consumed(e, norm, gathered(part, e.owner))


def _some(stock: Rubles, need: Rubles) -> Rubles:
    """Return (k, w) what is there of the need (w,), by kind of sorts."""
    found = PARTS * need
    return np.minimum(found, stock, out=found)


def _lacking_and_spare(stock: Rubles, norm: Rubles) -> tuple[Rubles, Rubles]:
    """Return (w,) what stocks lack of the norm, and what they hold beyond it."""
    used = _some(stock, norm)
    lacking = norm - all_kinds(used)
    return lacking, all_kinds(np.subtract(stock, used, out=used))
