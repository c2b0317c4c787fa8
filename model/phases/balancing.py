"""Balancing: what does not add up is cut, the rest is divided among uses and works.

All in mln rub a year in prices of 1958.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.calendar import MONTHS_A_YEAR
from model.claims import (
    ESSENTIAL,
    FIBRES,
    FUELS,
    NEVER_REQUIRED,
    SUBSTITUTES,
)
from model.mechanisms import balances, ratchet, supply, targets
from model.phases import granary
from model.phases.shopping import orders_of_trade
from model.population import is_farm_product
from model.product_table import sector_of_product
from model.sums import summed
from model.units import Quantities, Rows, Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

SLACK = 1e-6


def balance(e: SovietEconomy) -> None:
    """Cut users to what is promised of each good, round by round; set final uses last."""
    p, s, plan = e.law(balances.Balances, e.month), e.law(supply.Supply, e.month), e.plan
    plan.imports = e.opening.imports * MONTHS_A_YEAR * e.trade_level
    at_home = np.minimum(e.home_use() * MONTHS_A_YEAR, p.at_home * plan.output)
    counted = plan.output if e.month == 0 else granary.expected(e)
    supplied = plan.imports - at_home + (counted - plan.output)
    protected = p.protected_final * e.last_final
    farms = is_farm_product()
    rounds = int(p.rounds) if p.active else 0
    if e.law(targets.Targets, e.month).full_information:
        norms_now = plan.norms * e.stock_building
        plan.output, _ = balances.feasible_plan(
            norms_now, plan.output, supplied, protected, claims_alone(e), counted_together(), SLACK
        )
        rounds = 0
    least = np.where(farms, 0.0, p.least_plan * e.achieved)
    made, plan.rounds = plan.output * plan.usual, 0
    for _ in range(rounds):
        plan.rounds += 1
        need = balances.needs_of(plan.norms * e.stock_building, made)
        there = np.maximum(made + supplied, 0.0)
        kept = np.divide(there, need + protected, out=np.ones_like(need), where=need > 0)
        cut = planned_coverage(plan.norms, kept, s)
        if cut.min() > 1.0 - 1e-6:
            break
        cut_output = np.maximum(made * cut, np.minimum(least, made))
        made = np.where(farms, made, cut_output)
    claims, unsold = claims_alone(e), _unsold(e)
    for _ in range(rounds):
        used = balances.needs_of(plan.norms * e.stock_building, made) + claims
        made = balances.without_surplus(made, used, supplied + unsold, least)
    plan.profile = targets.monthly_profile(
        np.where(farms, 0.0, np.clip(made / e.achieved - 1.0, -0.5, 1.0)), MONTHS_A_YEAR
    )
    plan.output = made / plan.usual
    plan.final = final_uses(e, np.where(farms, counted, made))


def claims_alone(e: SovietEconomy) -> Rubles:
    """Return (59,) claims of army and trade; infinite where sites and shops take the rest.

    Of goods that are made for shops and lie unsold, shops take less, and sites what the last
    plan gave them.
    """
    claims = e.defence_claim * e.defence_level + e.opening.use("exports") * e.trade_level
    taken = e.opening.use("investment") + e.opening.use("household") > 0
    claims = claims * MONTHS_A_YEAR
    limit = claims + orders_of_trade(e) + e.plan.final[:, 1]
    return np.where(is_farm_product(), np.inf, np.where(taken, limit, claims))


def _unsold(e: SovietEconomy) -> Rubles:
    """Return (59,) mln rub of finished goods at the makers beyond their usual stock."""
    d, months = e.directors, e.law(supply.Supply, e.month).finished_stock
    held = summed(d.product, e.lines.finished[: len(d)], len(data.PRODUCTS))
    usual = months * summed(d.product, np.asarray(d.output), len(data.PRODUCTS))
    return np.maximum(held - usual, 0.0)


def counted_together() -> Quantities:
    """Return (goods, 59) ones where a planner counts products as one good: fuels, and fibres."""
    left = np.ones(len(data.PRODUCTS))
    rows = []
    for names in (FUELS, FIBRES):
        rows.append(np.isin(np.array(data.PRODUCTS), names).astype(np.float64))
        left -= rows[-1]
    rows.extend(np.eye(len(left))[left > 0])
    return np.array(rows)


def planned_coverage(norms: Quantities, kept: Shares, p: supply.Supply) -> Shares:
    """Return (59,) output that each maker can hope for from the promised part of its inputs.

    ``kept``: (59,) promise over need, above one where there is more; substitutes count
    together, new materials not at all - as in production itself.
    """
    single = np.ones(len(kept))
    single[rows_of(NEVER_REQUIRED)] = 0.0
    mean, units = np.zeros(norms.shape[1]), np.zeros(norms.shape[1])
    bound = np.ones(norms.shape[1])
    sector = sector_of_product()
    for names in SUBSTITUTES:
        rows = rows_of(names)
        single[rows] = 0.0
        total = norms[rows].sum(axis=0)
        got = (norms[rows] * np.minimum(kept[rows], 1.0 + p.flexibility)[:, None]).sum(axis=0)
        ratio = np.divide(got, total, out=np.ones_like(total), where=got < total)
        old = [data.PRODUCTS.index(name) for name in names if name not in NEVER_REQUIRED]
        counts = norms[old].sum(axis=0) >= p.link_threshold
        mean += np.where(counts, supply.shortage_term(ratio, p), 0.0)
        units += counts
        for name, inputs in ESSENTIAL.items():
            if inputs == names:
                bound = np.where(sector == data.SECTORS.index(name), ratio, bound)
    for name, inputs in ESSENTIAL.items():
        if inputs not in SUBSTITUTES:
            least = np.minimum(kept[rows_of(inputs)].min(), 1.0)
            bound = np.where(sector == data.SECTORS.index(name), np.minimum(bound, least), bound)
    alone = (norms >= p.link_threshold) * single[:, None]
    mean += (alone * supply.shortage_term(kept, p)[:, None]).sum(axis=0)
    units += alone.sum(axis=0)
    mean = np.divide(mean, units, out=np.ones_like(mean), where=units > 0)
    return np.minimum(supply.coverage(mean, p), bound)


def rows_of(names: Iterable[str]) -> Rows:
    """Return the codes of products."""
    return np.array([data.PRODUCTS.index(name) for name in names])


def final_uses(e: SovietEconomy, made: Rubles) -> Rubles:
    """Return (59, 4) planned final deliveries: the claims first, the rest as in 1955.

    ``made``: (59,) what Gosplan counts on, with the over-fulfilment that it knows of.
    """
    plan = e.plan
    need = balances.needs_of(plan.norms * e.stock_building, made)
    left = np.maximum(made + plan.imports - e.home_use() * MONTHS_A_YEAR - need, 0.0)
    claims = np.zeros_like(plan.final)
    claims[:, 0] = e.defence_claim * e.defence_level
    claims[:, 2] = e.opening.use("exports") * e.trade_level
    claims *= MONTHS_A_YEAR
    asked = claims.sum(axis=1)
    left = np.where(is_farm_product(), np.maximum(left, asked), left)  # what is promised abroad
    claims *= np.divide(left, asked, out=np.ones_like(left), where=asked > left)[:, None]
    rest = np.maximum(left - claims.sum(axis=1), 0.0)
    shared = np.stack([e.opening.use("investment"), e.opening.use("household")], axis=1)
    weight = shared.sum(axis=1)
    part = np.divide(shared, weight[:, None], out=np.zeros_like(shared), where=weight[:, None] > 0)
    claims[:, [1, 3]] = part * rest[:, None]
    return claims


def division(e: SovietEconomy) -> None:
    """Divide each product's plan among its works: from what each achieved, or by capacity.

    Farms always by capacity.
    """
    products = len(data.PRODUCTS)
    made = summed(e.directors.product, weights=e.capacity, minlength=products)
    share = e.capacity / np.where(made > 0, made, 1.0)[e.directors.product]
    p, d, row = e.law(ratchet.Ratchet, e.month), e.directors, e.fates.row
    if p.active and e.month > 0:
        plant = (d.capital / e.planned_capital)[row]
        start = ratchet.base(e.plan.works, e.made_so_far, plant, p)
        e.plan.works = ratchet.divided(e.plan.output, d.product[row], start, e.bids, p)
    else:
        e.plan.works = (e.plan.output[d.product] * share)[row] * e.fates.part
    e.planned_capital = d.capital.copy()
    e.corrected_down, e.corrected_up = np.zeros((2, len(row)))
    expected = e.farm_expected()
    grown = summed(e.farms.product, weights=expected, minlength=products)
    part = expected / np.where(grown > 0, grown, 1.0)[e.farms.product]
    e.plan.farms = e.plan.output[e.farms.product] * part
