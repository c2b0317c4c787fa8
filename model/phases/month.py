"""Each month: what arrives, what is made, who is served, what is sent.

Goods made this month leave at its end and arrive in the next. Every quantity is in
mln rub of 1958; nothing is made, moved or used outside these functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model import chance, data, given
from model.calendar import MONTHS_A_YEAR, month_of_year, year_of
from model.claims import NEVER_REQUIRED, Kind
from model.lines import as_network, laid_again, queue_of
from model.mechanisms import capacity, construction, harvest, procurement, shops, supply
from model.mechanisms import labour as labour_room
from model.population import is_farm_product
from model.sites import DWELLINGS
from model.sums import gathered, summed
from model.units import Quantities, Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy


def arrivals(e: SovietEconomy) -> None:
    """Goods sent last month reach works, depots and final users."""
    lines = e.lines
    e.received = lines.received()
    lines.stock += e.received


def people(e: SovietEconomy) -> None:
    """Move labour: villages lose people, branches draw them as the plan asks."""
    p = e.law(labour_room.Labour, e.month)
    farms = np.isin(np.array(data.SECTORS), data.FARM_SECTORS)
    now = e.month + 1.0
    leaving = np.exp(-p.leaving_farms * now / MONTHS_A_YEAR)
    e.labour[farms] = given.farm_people() * leaving
    total = given.all_labour(e.month) - e.labour[farms].sum()
    monthly = e.drawn[~farms] / MONTHS_A_YEAR
    e.labour[~farms] = labour_room.divide(e.labour[~farms], monthly, total, p)


def plant(e: SovietEconomy) -> None:
    """Work out what every works and farm row could make this month.

    Hands of a branch follow its plant from works to works; on farms they stay in their fields.
    """
    p = e.capacity_room()
    sectors = len(data.SECTORS)
    held, opened = e.capital_of_sector(), e.opening.capital
    hands = capacity.labour_services(
        e.labour / e.opening_labour, given.hours(e.month), p.hours_elasticity
    )
    per_plant = hands / (held / opened)
    weight = given.plant().weight
    worth = capacity.ces(np.ones(sectors), per_plant, weight, e.substitution(p))
    time = (e.month + 1.0) / MONTHS_A_YEAR
    worth *= np.exp(e.progress * time)
    d = e.directors
    e.capacity = d.opening_output * (1.0 + p.reserve) * (d.capital / e.first_capital)
    e.capacity *= worth[d.sector]
    luck = p.breakdowns * chance.normal(e.seed_of_luck, "breakdown", e.month, e.identity)
    e.able = e.capacity * np.maximum(1.0 + luck / np.sqrt(d.n_works), 0.0)
    f = e.farms
    in_fields = capacity.ces(
        f.capital / e.farm_first_capital, hands[f.sector], weight[f.sector], e.substitution(p)
    )
    e.farm_capacity = e.farm_opening * in_fields * np.exp(e.progress * time)[f.sector]
    f.capacity = e.farm_capacity * MONTHS_A_YEAR
    f.employment = e.farm_people * (e.labour / e.opening_labour)[f.sector]
    f.labour = f.employment * given.hours(e.month)[f.sector]
    d.capacity = e.able
    d.employment = (
        e.opening_employment
        * (d.capital / e.first_capital)
        * ((e.labour / e.opening_labour) / (held / opened))[d.sector]
    )
    d.labour = d.employment * given.hours(e.month)[d.sector]


def works_plan(e: SovietEconomy) -> None:
    """Set the month's plan of each works, arrears of the year included as far as they may be."""
    p = e.law(supply.Supply, e.month)
    d, month = e.directors, month_of_year(e.month)
    part = e.plan.profile[:, month][d.product]
    d.target = e.plan.works * part
    if month == 0:
        e.due_so_far, e.made_so_far = np.zeros(len(d)), np.zeros(len(d))
    arrears = np.maximum(e.due_so_far - e.made_so_far, 0.0)
    asked = d.target + np.minimum(arrears, (p.catch_up - 1.0) * d.target)
    e.planned = np.minimum(asked, e.able)


def production(e: SovietEconomy) -> None:
    """Works make what plan, plant and supplies allow, and use up their inputs."""
    p, lines, d = e.law(supply.Supply, e.month), e.lines, e.directors
    works, units = slice(0, lines.works_claims), lines.units
    stock = lines.stock[works]
    need = e.norm_of_claim * e.planned[e.owner]
    depot_fill(e, p)
    cell = d.region, d.product
    ratio = unit_ratios(e, stock, need, p)
    term = supply.shortage_term(ratio, p) * units.weight
    total = np.add.reduceat(term, units.owner_starts) + e.pool_term[cell]
    mean = supply.coverage(total / (units.required + e.pool_units[cell]), p)
    bound = np.minimum.reduceat(np.where(units.essential, ratio, 1.0), units.owner_starts)
    d.coverage = np.minimum(mean, bound)
    d.output = e.planned * d.coverage
    d.reported_output = d.output
    e.used = consumption(e, stock, d.output)
    lines.stock[works] -= e.used
    lines.finished[: len(d)] += d.output
    e.made_so_far += d.output
    e.due_so_far += d.target
    d.fulfilment = e.made_so_far / e.due_so_far


def unit_ratios(e: SovietEconomy, stock: Rubles, need: Rubles, p: supply.Supply) -> Shares:
    """Return (units,) how far each unit of inputs covers the need, at most one.

    An input alone counts as far as its stock goes; substitutes count together, each up
    to its part of the need and what the other's boilers can burn beyond theirs.
    """
    units = e.lines.units
    have = np.minimum(stock, need * (1.0 + p.flexibility))
    have = np.add.reduceat(have, units.starts)
    asked = np.add.reduceat(need, units.starts)
    return np.divide(have, asked, out=np.ones_like(asked), where=have < asked)


def consumption(e: SovietEconomy, stock: Rubles, output: Rubles) -> Rubles:
    """Return (n,) mln rub used of each input; what is saved on scarce ones is made up by others."""
    lines = e.lines
    norm = e.norm_of_claim * output[e.owner]
    used = np.minimum(stock, norm)
    first = lines.units.starts[lines.units.owner_starts]
    missing = np.add.reduceat(norm - used, first)
    if missing.max() <= 0:
        return used
    spare = stock - used
    held = np.add.reduceat(spare, first)
    part = np.divide(missing, held, out=np.zeros_like(held), where=held > 0)
    np.minimum(part, 1.0, out=part)
    used += spare * part[e.owner]
    return np.minimum(used, stock)


def depot_fill(e: SovietEconomy, p: supply.Supply) -> None:
    """Note how far the region's depots cover what is planned to be used from them.

    ``pool_term`` (105, 59) sums the shortage terms of a maker's depot inputs: each main
    one counts as a unit, the small ones together as one.
    """
    lines, claims = e.lines, e.lines.network.claims
    d, mine = e.directors, e.depots
    regions, products = len(data.REGIONS), len(data.PRODUCTS)
    cell = d.region * products + d.product
    plan = summed(cell, weights=e.planned, minlength=regions * products)
    plan = plan.reshape(regions, products)
    np.add.at(plan, (e.farms.region, e.farms.product), e.farm_capacity)
    norms = e.plan.norms * e.pooled
    need = np.einsum("pq,rq->rp", norms, plan)
    stock = np.zeros_like(need)
    stock[claims.region[mine], claims.product[mine]] = lines.stock[mine]
    fill = np.divide(stock, need, out=np.ones_like(need), where=need > stock)
    term = supply.shortage_term(fill, p)
    e.pool_term = np.einsum("rp,pq->rq", term, e.pool_weight)
    fed = np.einsum("rp,pq->rq", fill, e.feed_share)
    e.pool_term += supply.shortage_term(fed, p) * e.feeds
    e.depot_need = need


def depots(e: SovietEconomy) -> None:
    """Works and farms use up what they had from the depots, for what they really made."""
    lines, claims, d, f = e.lines, e.lines.network.claims, e.directors, e.farms
    regions, products = len(data.REGIONS), len(data.PRODUCTS)
    cell = d.region * products + d.product
    made = summed(cell, weights=d.output, minlength=regions * products)
    made = made.reshape(regions, products)
    np.add.at(made, (f.region, f.product), e.farm_capacity * f.coverage)
    wanted = np.einsum("pq,rq->rp", e.plan.norms * e.pooled, made)
    mine = e.depots
    e.depot_use = np.minimum(wanted[claims.region[mine], claims.product[mine]], lines.stock[mine])
    lines.stock[mine] -= e.depot_use


def fields(e: SovietEconomy) -> None:
    """Farm work of the month, and the harvest when it is time."""
    p, f = e.law(harvest.Harvest, e.month), e.farms
    s = e.law(supply.Supply, e.month)
    units = np.maximum(e.pool_units[f.region, f.product], 1.0)
    f.coverage = supply.coverage(e.pool_term[f.region, f.product] / units, s)
    work = e.farm_capacity * f.coverage
    month = month_of_year(e.month)
    e.standing += work * e.is_crop
    if month == 0:
        now = given.weather(e.weather_kind, year_of(e.month), e.seed_of_luck)[f.region]
        answer = p.weather_elasticity[f.product]
        f.weather = harvest.weather_factor(now, answer, _weather_of_1955(e, answer))
        e.harvest_of_year = np.zeros(len(f))
    cut = e.standing * harvest.brought_in(month, p)
    e.standing -= cut
    e.grown = np.where(e.is_crop > 0, cut * f.weather, work)
    e.harvest_of_year += e.grown
    f.harvest = np.where(e.harvest_of_year > 0, e.harvest_of_year, f.harvest)
    store = e.farm_store()
    spoiled = store * e.is_crop * (p.spoilage / MONTHS_A_YEAR)
    store += e.grown - spoiled
    e.eaten = procurement.eaten_at_home(store, e.home_use_of_rows())
    store -= e.eaten
    e.spoiled = spoiled
    f.store = store


def _weather_of_1955(e: SovietEconomy, answer: Shares) -> Shares:
    """Return (m,) what the weather of 1955 did to each row's product in the whole country.

    By the index the run uses; the opening holds the harvest that this weather gave.
    """
    f, products = e.farms, len(data.PRODUCTS)
    kind = "described" if e.weather_kind == "described" else "measured"
    then = given.weather(kind, 1955, 0)[f.region] ** answer
    total = summed(f.product, weights=e.farm_opening, minlength=products)
    wet = summed(f.product, weights=e.farm_opening * then, minlength=products)
    return np.asarray((wet / np.where(total > 0, total, 1.0))[f.product])


def imports(e: SovietEconomy) -> None:
    """Bring the month's imports to the import desks."""
    suppliers = e.lines.network.suppliers
    desks = slice(suppliers.works + suppliers.farms, len(suppliers))
    e.imported = e.plan.imports[suppliers.product[desks]] / MONTHS_A_YEAR
    e.lines.finished[desks] += e.imported


def final_users(e: SovietEconomy) -> None:
    """Serve the army and foreign trade with what came; sell from the shelves of shops."""
    lines, claims = e.lines, e.lines.network.claims
    e.served = np.zeros(len(claims))
    at_once = (claims.kind == Kind.DEFENCE) | (claims.kind == Kind.EXPORTS)
    e.served[at_once] = lines.stock[at_once]
    shelves = claims.kind == Kind.SHOPS
    e.served[shelves] = shops.sold(lines.stock[shelves], e.law(shops.Shops, e.month))
    lines.stock -= e.served


def building(e: SovietEconomy) -> None:
    """Sites take the material that reached their region; what is left starts new ones."""
    p, lines, claims = e.law(construction.Construction, e.month), e.lines, e.lines.network.claims
    regions = len(data.REGIONS)
    mine = np.flatnonzero(claims.kind == Kind.INVESTMENT)
    pool = claims.region[mine] + regions * e.is_housing[claims.product[mine]]
    material = summed(pool, weights=lines.stock[mine], minlength=2 * regions)
    if p.active:
        _start(e, material, p)
        spent, handed, years = e.sites.build(material, e.month)
    else:
        spent, years = material, np.zeros(2)
        handed = e.plan.limits * material[:regions, None]
        handed[:, DWELLINGS] = material[regions:]
    part = np.divide(spent, material, out=np.zeros_like(spent), where=material > 0)
    e.served[mine] = lines.stock[mine] * np.minimum(part, 1.0)[pool]
    lines.stock[mine] -= e.served[mine]
    e.invested, e.commissioned, e.site_years = spent, handed, e.site_years + years
    _hand_over(e, handed)


def _start(e: SovietEconomy, material: Rubles, p: construction.Construction) -> None:
    """Start sites that will take what open ones leave, where limits are furthest from met."""
    regions = len(data.REGIONS)
    due = e.sites.due_by_place()
    wanted = e.plan.limits * material[:regions, None]
    wanted[:, DWELLINGS] = material[regions:]
    gap = np.maximum(wanted - due, 0.0)
    rows = np.arange(regions)[:, None] + np.arange(gap.shape[1])[None, :]
    gap = np.where((rows + e.month) % 3 == 0, gap, 0.0)
    free = np.maximum(material[:regions] - np.delete(due, DWELLINGS, axis=1).sum(axis=1), 0.0)
    asked = np.delete(gap, DWELLINGS, axis=1).sum(axis=1)
    scale = np.divide(free, asked, out=np.zeros_like(free), where=asked > 0)
    dwellings = gap[:, DWELLINGS].copy()
    gap = gap * np.minimum(scale, 3.0)[:, None]
    gap[:, DWELLINGS] = dwellings
    e.sites.start(gap, e.month, e.seed_of_luck, p)


def _hand_over(e: SovietEconomy, handed: Rubles) -> None:
    """Give commissioned plant to the works and farms of its region and sector; wear the old.

    Inside a sector it goes where the plan's path for the product asks for more plant.
    """
    sectors = len(data.SECTORS)
    d, f, room = e.directors, e.farms, given.plant()
    added = handed[:, :sectors] * room.yields
    wear = room.wear / MONTHS_A_YEAR
    want = np.concatenate(
        [d.capital * e.plant_wanted[d.product], f.capital * e.plant_wanted[f.product]]
    )
    region, sector = np.concatenate([d.region, f.region]), np.concatenate([d.sector, f.sector])
    cell = region * sectors + sector
    total = summed(cell, weights=want, minlength=added.size)
    share = want / np.where(total > 0, total, 1.0)[cell]
    plant = added.ravel()[cell] * share
    d.capital = d.capital * (1.0 - wear[d.sector]) + plant[: len(d)]
    f.capital = f.capital * (1.0 - wear[f.sector]) + plant[len(d) :]
    e.sector_capital = None


def dispatch(e: SovietEconomy) -> None:
    """Works and depots order, suppliers send; what no one ordered is offered to final users."""
    p = e.law(supply.Supply, e.month)
    if e.lines.queue != queue_of(p):
        e.relay(laid_again(e.lines, *as_network(e.lines), p))
    lines = e.lines
    suppliers = lines.network.suppliers
    orders = order_column(e, p)
    order = lines.contract * gathered(orders, lines.claim)
    available = lines.finished.copy()
    farms = slice(suppliers.works, suppliers.works + suppliers.farms)
    room = e.law(procurement.Procurement, e.month)
    left = harvest.months_to_next(month_of_year(e.month), int(room.first_harvest))
    available[farms] = procurement.released(available[farms], left, e.is_crop)
    sent = supply.dispatch(order, available[lines.senders], lines.floor, lines.rungs)
    out = lines.by_supplier(sent)
    sent[e.outlet_links] += _offer(e, available - out, p)
    out = lines.by_supplier(sent)
    lines.finished = np.maximum(lines.finished - out, 0.0)
    lines.transit, e.ordered, e.sent_by_supplier = sent, order, out
    d = e.directors
    d.finished_stock = lines.finished[: len(d)]


def order_column(e: SovietEconomy, p: supply.Supply) -> Shares:
    """Return (n,) this month's orders over the year's average contract of each claim."""
    lines, claims, mine = e.lines, e.lines.network.claims, e.depots
    month = month_of_year(e.month)
    season = e.plan.month(month)[claims.product]
    contract = e.contract_of_claim * season
    works = slice(0, lines.works_claims)
    need = np.zeros(len(claims))
    ahead = 1.0 + e.plan.growth[e.directors.product] / MONTHS_A_YEAR
    need[works] = e.norm_of_claim * np.minimum(e.directors.target * ahead, e.able)[e.owner]
    need[mine] = e.depot_need[claims.region[mine], claims.product[mine]]
    ratio = np.ones(len(claims))
    inner = claims.kind <= Kind.DEPOT
    ratio[inner] = supply.order_ratio(
        contract[inner], need[inner], lines.stock[inner], e.stock_norm[inner], p
    )
    return ratio * season


def _offer(e: SovietEconomy, left: Rubles, p: supply.Supply) -> Rubles:
    """Offer what works hold beyond their usual stock to the final users they serve."""
    lines = e.lines
    keep = np.zeros(len(left))
    d = e.directors
    keep[: len(d)] = p.finished_stock * d.output
    farms = slice(len(d), len(d) + len(e.farms))
    keep[farms] = np.where(e.is_crop > 0, np.inf, p.finished_stock * e.grown)
    surplus = np.maximum(left - keep, 0.0)
    held = summed(e.outlet_supplier, weights=lines.contract[e.outlet_links], minlength=len(left))
    part = np.divide(surplus, held, out=np.zeros_like(held), where=held > 1e-12)
    return np.asarray(lines.contract[e.outlet_links] * part[e.outlet_supplier])


class Pooled(NamedTuple):
    """How depot inputs count in coverage: (59, 59) supplier x maker, (59,) by maker.

    ``weight``: each main input a unit, the small ones one together; ``feed_share``: shares of
    farm produce in what a farm maker takes of it, which counts as one unit where ``feeds``.
    ``units``: how many units there are.
    """

    weight: Quantities
    feed_share: Quantities
    feeds: Quantities
    units: Quantities


def pooled_units(norms: Quantities, pooled: Quantities, threshold: float) -> Pooled:
    """Return how the inputs from depots count."""
    farm = is_farm_product()
    table = norms * pooled
    table[[data.PRODUCTS.index(name) for name in NEVER_REQUIRED]] = 0.0
    fed = table * farm[:, None] * farm[None, :]
    table = table - fed
    main = (table >= threshold).astype(np.float64)
    small = np.where(main > 0, 0.0, table)
    total, feed = small.sum(axis=0), fed.sum(axis=0)
    weight = main + np.divide(small, total, out=np.zeros_like(small), where=total > 0)
    share = np.divide(fed, feed, out=np.zeros_like(fed), where=feed > 0)
    feeds = (feed > 0).astype(np.float64)
    return Pooled(weight, share, feeds, weight.sum(axis=0) + feeds)
