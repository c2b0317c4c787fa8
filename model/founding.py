"""Founding the economy of 1 January 1956: people, wires, stocks and sites.

Everything here happens once, before the first month, from the opening tables alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import calendar, chance, data, farm_use, given
from model.agents.factory_director import FactoryDirector
from model.agents.farm_sector import FarmSector
from model.claims import NETWORK_SERVICES, Kind, linked, region_output, stock_building
from model.fates import share_out
from model.horizon import Horizon
from model.housekeeping import households
from model.lines import lay
from model.mechanisms import capacity, construction, procurement, shops, supply
from model.network import Wiring
from model.networks import network_at, opening
from model.phases import granary, own_use
from model.phases.authorities import settle
from model.phases.depots import pooled_units
from model.phases.directing import december_1955
from model.phases.interfering import enlist
from model.phases.leaders import appoint
from model.phases.limits import limits
from model.phases.making import usual_coverage
from model.phases.release import tiers_of
from model.phases.safety import remembered_1955
from model.phases.sorting import sorted_1955
from model.plan import Plan
from model.product_table import sector_of_product
from model.settling import settle_farms
from model.sites import DWELLINGS, PURPOSES, Sites
from model.sums import summed
from model.units import Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy


def found(e: SovietEconomy, copies: int) -> None:
    """Give a new economy its works and farms, their network, stocks and building sites."""
    e.opening = opening()
    p = e.law(supply.Supply, 0)
    least = e.law(procurement.Procurement, 0).least_marketed
    e.wiring = Wiring(
        p.link_threshold, p.main_input, p.distance_decay, p.abroad_distance, p.rural_weight, least,
        e.places,
    )  # fmt: skip
    e.copies = copies
    e.network = network_at(e.scale, e.network_seed, e.wiring, copies)
    e.unit_of = e.opening.price()
    people(e)
    settle_farms(e)
    settle(e)
    appoint(e)
    wires(e, p)
    stocks(e, p)
    sorted_1955(e)
    e.usual_coverage = usual_coverage(e)
    books_of_december(e)
    remembered_1955(e)
    sites(e)
    households(e)
    granary.bread_of_1956(e)
    enlist(e)


def people(e: SovietEconomy) -> None:
    """Enrol directors and farm sectors with their plant, hands and output."""
    population, suppliers = e.network.population, e.network.suppliers
    sector = sector_of_product()
    d = e.directors = e.enrol("directors", FactoryDirector, len(population))
    d.region, d.product, d.sector = (
        population.region, population.product, sector[population.product]
    )  # fmt: skip
    d.n_works = np.rint(population.n_works).astype(np.int64)
    d.employment = population.employment
    d.opening_output = d.output = population.output
    e.identity = population.identity
    made = e.opening.sector_output()
    d.capital = e.opening.capital[d.sector] * population.output / made[d.sector]
    rows = slice(suppliers.works, suppliers.works + suppliers.farms)
    f = e.farms = e.enrol("farms", FarmSector, suppliers.farms)
    f.region, f.product = suppliers.region[rows], suppliers.product[rows]
    f.sector = sector[f.product]
    output = region_output(population)[f.product, f.region]
    f.weather = 1.0
    f.capital = e.opening.capital[f.sector] * output / made[f.sector]
    e.farm_opening = output
    e.farm_capacity = output.copy()
    e.farm_people = e.opening.labour[f.sector] * output / made[f.sector]
    e.first_capital, e.farm_first_capital = d.capital.copy(), f.capital.copy()
    e.opening_employment = d.employment.copy()
    e.opening_labour = e.opening.labour.copy()
    e.labour = e.opening.labour.copy()
    e.sector_capital = None
    crops = np.array([data.SECTORS.index(s) for s in ("grain", "technical_crops")])
    e.is_crop = np.isin(f.sector, crops).astype(np.float64)
    e.progress = given.progress(e.law(capacity.Capacity, 0))


def wires(e: SovietEconomy, p: supply.Supply) -> None:
    """Lay the supply lines and note what depends on them alone."""
    e.lines = lay(e.network, p, tiers_of(e))
    claims = e.network.claims
    e.owner = claims.owner[: e.lines.works_claims]
    e.depots = np.flatnonzero(claims.kind == Kind.DEPOT)
    links = linked(e.opening.norms, p.link_threshold)
    farm = farm_use.is_farm()
    e.pooled = ~links - farm[:, None] * farm[None, :]  # seed and feed do not leave the farms
    pool = pooled_units(e.opening.norms, e.pooled, p.link_threshold)
    e.pool_weight = pool.weight
    e.pool_units = np.broadcast_to(pool.units, (len(data.REGIONS), len(pool.units)))
    e.pool_term = e.pool_units
    e.scheduled = None
    e.stock_factor = stock_building(e.opening)
    e.stock_building = np.repeat(e.stock_factor[:, None], len(data.PRODUCTS), axis=1)
    e.defence_claim = e.opening.use("defence") * e.stock_factor
    e.is_housing = (np.array(data.PRODUCTS) == "urban_housing").astype(np.int64)
    total = np.zeros((len(Kind), len(data.PRODUCTS)))
    np.add.at(total, (claims.kind, claims.product), claims.need)
    e.final_share = claims.need / total[claims.kind, claims.product]
    e.relay(e.lines)


def books_of_december(e: SovietEconomy) -> None:
    """Write down what December 1955 knew: achieved output, last plan, growth."""
    o = e.opening
    final = np.stack(
        [o.use("defence"), o.use("investment"), o.use("exports"), o.use("household")], axis=1
    )
    final[:, [0, 1, 3]] *= e.stock_factor[:, None]
    e.achieved = o.output * calendar.MONTHS_A_YEAR
    e.last_achieved = e.achieved.copy()
    e.last_growth = np.zeros(len(o.output))
    e.last_final = final.sum(axis=1) * calendar.MONTHS_A_YEAR
    e.defence_level = e.trade_level = 1.0
    e.claim_growth = 0.0
    old = o.investment / o.investment.sum()
    e.plan = Plan(
        norms=o.norms.copy(), growth=np.zeros(len(o.output)), output=e.achieved.copy(),
        final=final * calendar.MONTHS_A_YEAR, imports=o.imports * calendar.MONTHS_A_YEAR,
        profile=np.full((len(o.output), 12), 1.0 / 12), works=e.directors.output * 12.0,
        farms=e.farm_opening * 12.0,
        limits=np.zeros((len(data.REGIONS), len(PURPOSES))), old_limits=old,
        path=np.zeros(len(o.output)),
        bases={}, usual=np.ones(len(o.output)),
    )  # fmt: skip
    e.norms = o.norms.copy()
    p = e.capacity_room()
    e.capacity = e.directors.opening_output * (1.0 + p.reserve) / e.usual_coverage
    e.able = e.capacity.copy()
    e.fates = share_out(np.asarray(e.directors.n_works), e.identity)
    e.luck = chance.normal(e.seed_of_luck, "breakdown", -1, e.fates.identity)
    e.able_of_fate = e.capacity[e.fates.row] * e.fates.part
    e.plan.works = e.plan.works[e.fates.row] * e.fates.part
    e.capacity_growth = first_capacity_growth(e)
    e.last_capacity = e.capacity_by_sector()
    e.mean_capacity = e.last_capacity * calendar.MONTHS_A_YEAR
    e.drawn = np.zeros(len(data.SECTORS))
    e.plant_wanted = np.ones(len(data.PRODUCTS))
    e.due_so_far = e.made_so_far = e.counted_so_far = np.zeros(len(e.fates))
    e.bids = e.able_of_fate
    e.planned_capital = e.directors.capital.copy()
    december_1955(e)
    e.site_years = np.zeros(2)
    e.horizon = Horizon(made=[e.achieved.copy()])
    e.closed = None


def first_capacity_growth(e: SovietEconomy) -> Shares:
    """Return (20,) growth of capacity known in December 1955: progress, plant under way."""
    room = given.plant()
    sectors = len(data.SECTORS)
    plant = e.opening.investment[:sectors] * room.yields / e.opening.capital - room.wear
    people = given.all_labour(12) / given.all_labour(0) - 1.0
    return np.asarray(e.progress + room.weight * plant + (1.0 - room.weight) * people)


def stocks(e: SovietEconomy, p: supply.Supply) -> None:
    """Fill stocks at their norms, put a month of goods on the way, stand the crops."""
    lines, claims, o = e.lines, e.network.claims, e.opening
    maker = e.directors.sector[e.owner]
    works = slice(0, lines.works_claims)
    e.stock_norm = np.zeros(len(claims))
    e.stock_norm[works] = o.stock_months[maker]
    services = np.isin(np.array(data.PRODUCTS), NETWORK_SERVICES)
    used = o.flows.sum(axis=0)
    mean = float((o.stock_months[sector_of_product()] * used).sum() / used.sum())
    depot = np.where(services, p.service_stock, mean)
    e.stock_norm[e.depots] = depot[claims.product[e.depots]]
    need = claims.need / e.stock_factor[claims.product]
    lines.stock[:] = e.stock_norm * need
    shelves = claims.kind == Kind.SHOPS
    lines.stock[shelves] = need[shelves] * e.law(shops.Shops, 0).stock_months
    lines.transit = lines.contract.copy()
    suppliers = e.network.suppliers
    lines.finished[: suppliers.works] = p.finished_stock * e.directors.output
    farms = slice(suppliers.works, suppliers.works + suppliers.farms)
    room = e.law(procurement.Procurement, 0)
    months = room.first_harvest + room.carry_over[e.farms.product]
    outflow = suppliers.supply[farms]
    e.farms.reserve = outflow * np.where(e.is_crop > 0, months, p.finished_stock)
    lines.finished[farms] = e.farms.reserve + own_use.held_in_january(e)
    e.farms.store = lines.finished[farms]
    e.countryside.quota = outflow * calendar.MONTHS_A_YEAR
    grain = e.farms.product == data.PRODUCTS.index("grain")
    e.countryside.grain_1956 = float(e.countryside.quota[grain].sum())
    e.standing = e.is_crop * e.farm_opening * 2.0
    e.bought = np.zeros(len(e.farms))
    e.procured = np.zeros(len(e.farms))


def sites(e: SovietEconomy) -> None:
    """Open the sites of January 1956: the purposes of 1955, where builders are."""
    limits(e)
    claims = e.network.claims
    mine = claims.kind == Kind.INVESTMENT
    regions = len(data.REGIONS)
    pool = claims.region[mine] + regions * e.is_housing[claims.product[mine]]
    material = summed(pool, weights=claims.need[mine], minlength=2 * regions)
    rate = e.plan.limits * material[:regions, None]
    rate[:, DWELLINGS] = material[regions:]
    e.sites = Sites(e.opening, rate, e.law(construction.Construction, 0))
