"""December: control figures, balances, limits, division among works, attachment.

Gosplan reads what was achieved, sets each product on the path of the plan in force,
cuts what does not add up, divides the rest. All in mln rub a year in prices of 1958.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from model import data, given, texts
from model.calendar import FIRST_YEAR, MONTHS_A_YEAR, year_of
from model.claims import (
    BUILDING,
    ESSENTIAL,
    FIBRES,
    FUELS,
    NEVER_REQUIRED,
    SUBSTITUTES,
    Kind,
    building_share,
)
from model.mechanisms import balances, defence, fuel, investment, supply, targets, trade
from model.opening import carry_forward
from model.population import is_farm_product
from model.product_table import sector_of_product
from model.reattachment import reattach
from model.sites import DWELLINGS, NONPRODUCTIVE, PURPOSES
from model.sums import gathered, summed
from model.units import Quantities, Rows, Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

FINALS = (Kind.DEFENCE, Kind.INVESTMENT, Kind.EXPORTS, Kind.SHOPS)
_LIMIT_ROUNDS = 20
SLACK = 1e-6
MET = 0.995
"""Part of the plan from which a product counts as having met it."""


def text_in_force(e: SovietEconomy) -> texts.Text | None:
    """Return the plan that the year is planned under: long-term, or of the year, or none.

    The lowered plan of 1957 and, when no horizon is in force, the plan of the year stand in
    for a long-term plan; where there is neither, growth goes on as it was.
    """
    year = year_of(e.month)
    if not e.law(targets.Targets, e.month).active:
        return None
    if e.law.in_force("seven_year_plan_1959", e.month):
        return texts.seven_year_plan(e.law.in_force("targets_raised_1961", e.month))
    revised = year > FIRST_YEAR and e.law.in_force("sixth_plan_revision_1956", e.month)
    if e.law.in_force("sixth_plan_1956", e.month) and not revised:
        return texts.sixth_plan()
    return texts.plan_of_the_year(year, e.achieved * e.opening.price())


def control_figures(e: SovietEconomy) -> None:
    """Set every product on its path from what was achieved."""
    p, plan, text = e.law(targets.Targets, e.month), e.plan, text_in_force(e)
    before = np.full(len(e.achieved), carry_forward() ** 2 - 1.0)  # growth of the opening table
    last = before if e.month == 0 else e.last_growth
    asked = np.maximum(last, 0.0) if text is None else text.growth
    plan.path = np.where(np.isnan(asked), e.claim_growth, asked)
    path = plan.path if text is None else _path(e, text)
    plan.growth = targets.growth(path, plan.path, plan.path if e.month == 0 else last, p)
    if e.month > 0:
        plant = np.where(is_farm_product(), 0.0, expected_capacity(e) / e.achieved - 1.0)
        plan.growth = targets.mobilised(plan.growth, plant, p)
    if e.month == 0:
        first = targets.monthly_profile(plan.growth, MONTHS_A_YEAR)[:, 0]
        e.achieved = e.opening.output / first / (1.0 + plan.growth)
        plan.base, plan.text = e.achieved.copy(), "" if text is None else text.name
        plan.tautness = 1.0
    met = e.achieved >= MET * plan.output
    reached = np.where(met, e.achieved / plan.tautness, e.achieved)
    plan.output = p.tautness * reached * (1.0 + plan.growth)
    plan.tautness = p.tautness
    if p.full_information:
        plan.output = p.tautness * expected_capacity(e)
        plan.growth = plan.output / e.achieved - 1.0
    e.last_achieved = e.achieved.copy()
    if e.month > 0:
        stock = e.opening.stock_months[sector_of_product()] / MONTHS_A_YEAR
        e.stock_building[:] = 1.0 + stock * np.clip(plan.growth, 0.0, p.stock_growth)


def _path(e: SovietEconomy, text: texts.Text) -> Shares:
    """Return (59,) growth that would still reach the text's goals; past its end, its own rate."""
    plan = e.plan
    if plan.text != text.name:
        plan.text, plan.base = text.name, e.achieved.copy()
    if year_of(e.month) > text.end_year:
        return plan.path
    goal = plan.base * (1.0 + plan.path) ** (text.end_year - text.base_year)
    left = np.array(float(text.end_year - year_of(e.month) + 1))
    return np.where(np.isnan(text.growth), plan.path, targets.path_growth(e.achieved, goal, left))


def expected_capacity(e: SovietEconomy) -> Rubles:
    """Return (59,) what the technology allows next year at the opening's use of plant.

    The year's mean capacity is that of today grown half a year and a month at the rates
    of capital, labour and progress that are known in December.
    """
    p = e.capacity_room()
    today = summed(e.directors.product, weights=e.capacity, minlength=len(data.PRODUCTS))
    today = today / (1.0 + p.reserve)
    farms = summed(e.farms.product, weights=e.farm_capacity, minlength=len(data.PRODUCTS))
    growth = e.capacity_growth[sector_of_product()]
    half = (1.0 + growth) ** (0.5 + 0.5 / MONTHS_A_YEAR)
    return np.asarray((today + farms) * MONTHS_A_YEAR * half)


def norms(e: SovietEconomy) -> None:
    """Let norms fall where the text lets a supply grow more slowly than its users.

    Boilers are changed for the liquids and gas that came the year before, not for those
    that were promised.
    """
    if e.month == 0:
        return
    p, plan = e.law(targets.Targets, e.month), e.plan
    asked = plan.path
    flows = plan.norms * e.achieved[None, :]
    used = flows.sum(axis=1)
    users = np.divide(
        (flows * asked[None, :]).sum(axis=1), used, out=np.zeros_like(used), where=used > 0
    )
    drift = targets.norm_drift(asked, users, p)
    fuels = _rows(FUELS)
    fixed = is_farm_product()
    fixed[fuels] = True
    crude = data.PRODUCTS.index("oil")
    fixed[crude] = True
    changed = plan.norms * np.where(fixed, 1.0, 1.0 + drift)[:, None]
    came = np.where(e.month > MONTHS_A_YEAR, e.last_growth, asked)
    took = np.divide(
        (flows * came[None, :]).sum(axis=1), used, out=np.zeros_like(used), where=used > 0
    )
    wanted = (1.0 + came) / (1.0 + took)
    plan.norms = fuel.convert(
        changed, fuels[2:], fuels[:2], wanted[fuels[2:]], asked, e.law(fuel.Fuel, e.month)
    )


def balance(e: SovietEconomy) -> None:
    """Cut users to what is promised of each good, round by round; set final uses last."""
    p, s, plan = e.law(balances.Balances, e.month), e.law(supply.Supply, e.month), e.plan
    plan.imports = e.opening.imports * MONTHS_A_YEAR * e.trade_level
    own_use = e.home_use() * MONTHS_A_YEAR
    supplied = plan.imports - own_use
    protected = p.protected_final * e.last_final
    farms = is_farm_product()
    rounds = int(p.rounds) if p.active else 0
    if e.law(targets.Targets, e.month).full_information:
        norms_now = plan.norms * e.stock_building
        plan.output, _ = balances.feasible_plan(
            norms_now, plan.output, supplied, protected, counted_together(), SLACK
        )
        rounds = 0
    least = np.where(farms, 0.0, p.least_plan * e.achieved)
    plan.rounds = 0
    for _ in range(rounds):
        plan.rounds += 1
        need = balances.needs_of(plan.norms * e.stock_building, plan.output)
        there = np.maximum(plan.output + supplied, 0.0)
        kept = np.divide(there, need + protected, out=np.ones_like(need), where=need > 0)
        cut = planned_coverage(plan.norms, kept, s)
        if cut.min() > 1.0 - 1e-6:
            break
        cut_output = np.maximum(plan.output * cut, np.minimum(least, plan.output))
        plan.output = np.where(farms, plan.output, cut_output)
    plan.profile = targets.monthly_profile(
        np.where(farms, 0.0, np.clip(plan.output / e.achieved - 1.0, -0.5, 1.0)), MONTHS_A_YEAR
    )
    plan.final = final_uses(e, plan.output + plan.imports - own_use)


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
    single[_rows(NEVER_REQUIRED)] = 0.0
    mean, units = np.zeros(norms.shape[1]), np.zeros(norms.shape[1])
    bound = np.ones(norms.shape[1])
    sector = sector_of_product()
    for names in SUBSTITUTES:
        rows = _rows(names)
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
            least = np.minimum(kept[_rows(inputs)].min(), 1.0)
            bound = np.where(sector == data.SECTORS.index(name), np.minimum(bound, least), bound)
    alone = (norms >= p.link_threshold) * single[:, None]
    mean += (alone * supply.shortage_term(kept, p)[:, None]).sum(axis=0)
    units += alone.sum(axis=0)
    mean = np.divide(mean, units, out=np.ones_like(mean), where=units > 0)
    return np.minimum(supply.coverage(mean, p), bound)


def _rows(names: Iterable[str]) -> Rows:
    return np.array([data.PRODUCTS.index(name) for name in names])


def final_uses(e: SovietEconomy, supplied: Rubles) -> Rubles:
    """Return (59, 4) planned final deliveries: the claims first, the rest as in 1955."""
    plan = e.plan
    need = balances.needs_of(plan.norms * e.stock_building, plan.output)
    left = np.maximum(supplied - need, 0.0)
    claims = np.zeros_like(plan.final)
    claims[:, 0] = e.defence_claim * e.defence_level
    claims[:, 2] = e.opening.use("exports") * e.trade_level
    claims *= MONTHS_A_YEAR
    asked = claims.sum(axis=1)
    claims *= np.divide(left, asked, out=np.ones_like(left), where=asked > left)[:, None]
    rest = left - claims.sum(axis=1)
    shared = np.stack([e.opening.use("investment"), e.opening.use("household")], axis=1)
    weight = shared.sum(axis=1)
    part = np.divide(shared, weight[:, None], out=np.zeros_like(shared), where=weight[:, None] > 0)
    claims[:, [1, 3]] = part * rest[:, None]
    return claims


def division(e: SovietEconomy) -> None:
    """Divide each product's plan among its works by their capacity, and farms likewise."""
    products = len(data.PRODUCTS)
    made = summed(e.directors.product, weights=e.capacity, minlength=products)
    share = e.capacity / np.where(made > 0, made, 1.0)[e.directors.product]
    e.plan.works = e.plan.output[e.directors.product] * share
    grown = summed(e.farms.product, weights=e.farm_capacity, minlength=products)
    part = e.farm_capacity / np.where(grown > 0, grown, 1.0)[e.farms.product]
    e.plan.farms = e.plan.output[e.farms.product] * part


def limits(e: SovietEconomy) -> None:
    """Divide the year's building among purposes, and among regions where builders are."""
    p, plan = e.law(investment.Investment, e.month), e.plan
    sectors = len(data.SECTORS)
    if e.month > 0:
        old = plan.old_limits[:sectors]
        plant = given.plant()
        plan.old_limits[:sectors] = investment.limits(
            old, e.capital_of_sector(), plant.wear, beyond_progress(e), plant.yields, p
        )
    place = e.building_place()
    prior = np.ones((len(place), len(PURPOSES)))
    prior[:, :sectors] = e.capital_by_place()
    prior[:, DWELLINGS] = 0.0
    prior[:, NONPRODUCTIVE] = place
    share = plan.old_limits.copy()
    share[DWELLINGS] = 0.0
    share /= share.sum()
    table = investment.by_region(share, place / place.sum(), prior, _LIMIT_ROUNDS)
    plan.limits = table / np.maximum(table.sum(axis=1, keepdims=True), 1e-300)
    plan.limits[:, DWELLINGS] = 1.0


def beyond_progress(e: SovietEconomy) -> Shares:
    """Return (20,) growth by sector on the plan's path that more hands and plant must bring.

    The plan counts on productivity rising as it has, and on plant that stood idle last
    year; only the rest asks for inputs.
    """
    sectors, sector = len(data.SECTORS), sector_of_product()
    weight = summed(sector, weights=e.achieved, minlength=sectors)
    growth = summed(sector, weights=e.plan.path * e.achieved, minlength=sectors) / weight
    ordinary = e.mean_capacity / (1.0 + e.capacity_room().reserve)
    return np.asarray(growth - e.progress + np.minimum(np.log(weight / ordinary), 0.0))


def labour(e: SovietEconomy) -> None:
    """Note how branches are to draw hands in the coming year, and products new plant."""
    e.drawn = beyond_progress(e)
    sector = sector_of_product()
    wear = given.plant().wear[sector]
    e.plant_wanted = wear + np.maximum(e.plan.path - e.progress[sector], 0.0)


def attachment(e: SovietEconomy) -> None:
    """Bring contracts to needs and promises: pare, so many passes of both, new links last."""
    p, lines, plan = e.law(balances.Balances, e.month), e.lines, e.plan
    claims, suppliers = lines.network.claims, lines.network.suppliers
    need, promise = claimed(e), promised(e)
    inner = claims.kind <= Kind.DEPOT
    there = summed(suppliers.product, weights=promise, minlength=len(data.PRODUCTS))
    left = np.maximum(there - plan.final.sum(axis=1) / MONTHS_A_YEAR, 0.0)
    asked = need.copy()
    need[inner] = balances.pare(need[inner], claims.product[inner], left)
    held = np.maximum(lines.contract, 0.0)
    rounds = int(p.attachment_rounds) if p.active else 0
    if not p.active:
        held = held * rolled_forward(e)
    for _ in range(rounds):
        lines.contract = held
        kept = balances.scale_to(need, lines.contract_of_claim())
        held = held * gathered(kept, lines.claim)
        given_out = lines.by_supplier(held)[lines.senders]
        over = np.divide(
            promise[lines.senders], given_out, out=np.ones_like(given_out),
            where=given_out > promise[lines.senders],
        )  # fmt: skip
        held = held * np.repeat(over, lines.rungs.number)
    lines.contract = held
    if p.active and e.month > 0:
        e.relay(reattach(lines, need, promise, e.law(supply.Supply, e.month)))
    e.contract_of_claim = e.lines.contract_of_claim()
    plan.inconsistency = balances.inconsistency(asked, e.contract_of_claim)


def rolled_forward(e: SovietEconomy) -> Shares:
    """Return (l,) growth of contracts nobody attends to: the mean of both ends' planned growth."""
    lines, growth = e.lines, 1.0 + e.plan.growth
    claims = lines.network.claims
    taker = growth[claims.product]
    works = slice(0, lines.works_claims)
    taker[works] = growth[e.directors.product[claims.owner[works]]]
    giver = growth[claims.product]
    return np.asarray(np.sqrt(giver * taker)[lines.claim])


def claimed(e: SovietEconomy) -> Rubles:
    """Return (n,) requests of all claims, mln rub a month: norms times the plan, final uses."""
    lines, plan = e.lines, e.plan
    claims = lines.network.claims
    need = np.zeros(len(claims))
    works = slice(0, lines.works_claims)
    e.norm_of_claim = plan.norms[claims.product[works], e.directors.product[claims.owner[works]]]
    maker = e.directors.product[claims.owner[works]]
    e.norm_of_claim = plan.norms[claims.product[works], maker]
    need[works] = e.norm_of_claim * plan.works[claims.owner[works]]
    need[works] *= e.stock_building[claims.product[works], maker]
    mine = e.depots
    pooled = np.einsum("pq,qr->pr", plan.norms * e.pooled * e.stock_building, e.planned_by_place())
    need[mine] = pooled[claims.product[mine], claims.region[mine]]
    for column, kind in enumerate(FINALS):
        mine = claims.kind == kind
        need[mine] = plan.final[claims.product[mine], column] * e.final_share[mine]
    _build_where_builders_are(e, need)
    return need / MONTHS_A_YEAR


def _build_where_builders_are(e: SovietEconomy, need: Rubles) -> None:
    """Claim building work in proportion to what each region's builders are to do."""
    claims, plan = e.lines.network.claims, e.plan
    share = building_share(e.planned_by_place())
    for name in BUILDING:
        product = data.PRODUCTS.index(name)
        for column, kind in enumerate(FINALS):
            mine = (claims.kind == kind) & (claims.product == product)
            need[mine] = plan.final[product, column] * share[product, claims.region[mine]]


def promised(e: SovietEconomy) -> Rubles:
    """Return (m,) what suppliers promise others, mln rub a month."""
    suppliers, plan = e.lines.network.suppliers, e.plan
    own = e.home_use_of_rows() * MONTHS_A_YEAR
    desks = suppliers.product[suppliers.works + suppliers.farms :]
    year = np.concatenate([plan.works, np.maximum(plan.farms - own, 0.0), plan.imports[desks]])
    return np.asarray(year / MONTHS_A_YEAR)


def grow_claims(e: SovietEconomy) -> None:
    """Let the claims of the army and of foreign trade grow for the new year."""
    room = e.law(defence.Defence, e.month)
    e.claim_growth = defence.next_claim(1.0, room) - 1.0
    if year_of(e.month) > FIRST_YEAR:
        e.defence_level = defence.next_claim(e.defence_level, room)
        e.trade_level = trade.next_volume(e.trade_level, e.law(trade.Trade, e.month))
