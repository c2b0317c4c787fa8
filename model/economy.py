"""The Soviet economy as a Mesa model: builds the opening state, holds the law, lives months."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import numpy as np

from model import calendar, data, given, year
from model.agents.factory_director import FactoryDirector
from model.agents.farm_sector import FarmSector
from model.agents.general_staff import GeneralStaff
from model.agents.gosplan import Gosplan
from model.agents.institutions import institute
from model.agents.ministry import Ministry
from model.agents.republic import Republic
from model.agents.sovnarkhoz import Sovnarkhoz
from model.agents.supply_organs import SupplyOrgans
from model.claims import NETWORK_SERVICES, Kind, linked, region_output, stock_building
from model.law import Law
from model.lines import SupplyLines, lay
from model.mechanisms import capacity, construction, procurement, shops, supply
from model.merging import merge
from model.network import Network, Wiring, build
from model.opening import Opening, opening_state
from model.phases.month import pooled_units
from model.plan import Plan
from model.population import divide, draw
from model.product_table import sector_of_product
from model.record import Record
from model.scenario import Scenario, stack
from model.sites import DWELLINGS, PURPOSES, Sites
from model.society import Society
from model.units import Quantities, Rubles, Shares


@lru_cache(maxsize=1)
def _opening() -> Opening:
    return opening_state()


@lru_cache(maxsize=1)
def _full_network(seed: int, wiring: Wiring, copies: int) -> Network:
    population = divide(draw(_opening(), seed), copies)
    return build(population, _opening(), wiring, seed)


@lru_cache(maxsize=2)
def network_at(scale: float, seed: int, wiring: Wiring, copies: int = 1) -> Network:
    """Return the network of a seed at a scale; the full one is drawn once for each seed."""
    return merge(_full_network(seed, wiring, copies), scale)


_HEAVY = ("lines", "network", "sites", "identity", "owner", "used", "received", "served")


class SovietEconomy(Society):
    """One possible history of the Soviet economy, a month to the step.

    Parameters
    ----------
    scenario : str, sequence of str or Scenario
        Layers on history (`model.scenario`).
    scale : float in (0, 1]
        How many rows the works are merged into, 1 for all 62,190.
    seed, network_seed : int
        Luck, and the drawing of works and their attachments.
    overrides, decrees : mappings
        ``{"room.parameter": value}`` and ``{"decree": "YYYY-MM" or None}``.
    weather : ``measured``, ``described``, ``resampled`` or ``normal``
    check : bool
        Check the books after every month and seal columns against undeclared writing.
    detail : bool
        Keep a row a year of every works and farm sector.
    copies : int
        Divide every works into so many: more rows than there were, to measure cost.

    Raises
    ------
    model.errors.Refusal
        If a name or a value is not one the model has; the message names the nearest.
    """

    def __init__(
        self,
        scenario: str | Sequence[str] | Scenario = "historical",
        scale: float = 0.1,
        seed: int = 1,
        network_seed: int = 1,
        overrides: Mapping[str, object] | None = None,
        decrees: Mapping[str, str | None] | None = None,
        weather: str | None = None,
        check: bool = False,
        detail: bool = False,
        copies: int = 1,
    ) -> None:
        super().__init__(seed)
        layers = [scenario] if isinstance(scenario, str) else scenario
        chosen = (
            layers if isinstance(layers, Scenario) else stack(list(layers), overrides, decrees)
        )
        self.layers = chosen
        self.law = Law(chosen)
        self.month, self.scale, self.check = 0, scale, check
        self.seed_of_luck, self.network_seed = seed, network_seed
        self.weather_kind = weather or chosen.weather or "measured"
        self.opening = _opening()
        p = self.law(supply.Supply, 0)
        self.network = network_at(
            scale,
            network_seed,
            Wiring(p.link_threshold, p.distance_decay, p.abroad_distance, p.rural_weight),
            copies,
        )
        self._people()
        self._wires(p)
        self._books_of_december()
        self._stocks(p)
        self._sites()
        self.institutions = institute(self)
        self.record = Record(self, detail)

    # -- building the opening state ------------------------------------------------

    def _people(self) -> None:
        """Enrol directors and farm sectors with their plant, hands and output."""
        population, suppliers = self.network.population, self.network.suppliers
        sector = sector_of_product()
        d = self.directors = self.enrol("directors", FactoryDirector, len(population))
        d.region, d.product, d.sector = (
            population.region, population.product, sector[population.product]
        )  # fmt: skip
        d.n_works = np.rint(population.n_works).astype(np.int64)
        d.employment = population.employment
        d.opening_output = d.output = population.output
        self.identity = population.identity
        made = self.opening.sector_output()
        d.capital = self.opening.capital[d.sector] * population.output / made[d.sector]
        rows = slice(suppliers.works, suppliers.works + suppliers.farms)
        f = self.farms = self.enrol("farms", FarmSector, suppliers.farms)
        f.region, f.product = suppliers.region[rows], suppliers.product[rows]
        f.sector = sector[f.product]
        output = region_output(population, self.opening)[f.product, f.region]
        f.capital = self.opening.capital[f.sector] * output / made[f.sector]
        self.farm_opening = output
        self.first_capital, self.farm_first_capital = d.capital.copy(), f.capital.copy()
        self.opening_employment = d.employment.copy()
        self.opening_labour = self.opening.labour.copy()
        self.labour = self.opening.labour.copy()
        self.sector_capital: Quantities | None = None
        crops = np.array([data.SECTORS.index(s) for s in ("grain", "technical_crops")])
        self.is_crop = np.isin(f.sector, crops).astype(np.float64)
        self.progress = given.progress(self.law(capacity.Capacity, 0))

    def _wires(self, p: supply.Supply) -> None:
        """Lay the supply lines and note what depends on them alone."""
        self.lines = lay(self.network, p.rank, p.shared_floor, p.final_floor)
        claims = self.network.claims
        self.owner = claims.owner[: self.lines.works_claims]
        self.depots = np.flatnonzero(claims.kind == Kind.DEPOT)
        links = linked(self.opening.norms, p.link_threshold)
        self.pooled = (~links).astype(np.float64)
        pool = pooled_units(self.opening.norms, self.pooled, p.link_threshold)
        self.pool_weight, self.feed_share, self.feeds = pool.weight, pool.feed_share, pool.feeds
        self.pool_units = np.broadcast_to(pool.units, (len(data.REGIONS), len(pool.units)))
        self.stock_factor = stock_building(self.opening)
        self.stock_building = np.repeat(self.stock_factor[:, None], len(data.PRODUCTS), axis=1)
        self.defence_claim = self.opening.use("defence") * self.stock_factor
        self.is_housing = (
            np.array(data.PRODUCTS) == "urban_housing"
        ).astype(np.int64)
        total = np.zeros((len(Kind), len(data.PRODUCTS)))
        np.add.at(total, (claims.kind, claims.product), claims.need)
        self.final_share = claims.need / total[claims.kind, claims.product]
        self.relay(self.lines)

    def _books_of_december(self) -> None:
        """Write down what December 1955 knew: achieved output, last plan, growth."""
        o = self.opening
        final = np.stack(
            [o.use("defence"), o.use("investment"), o.use("exports"), o.use("household")], axis=1
        )
        final[:, [0, 1, 3]] *= self.stock_factor[:, None]
        self.achieved = o.output * calendar.MONTHS_A_YEAR
        self.last_achieved = self.achieved.copy()
        self.last_growth = np.zeros(len(o.output))
        self.last_final = final.sum(axis=1) * calendar.MONTHS_A_YEAR
        self.defence_level = self.trade_level = 1.0
        self.claim_growth = 0.0
        old = o.investment / o.investment.sum()
        self.plan = Plan(
            norms=o.norms.copy(), growth=np.zeros(len(o.output)), output=self.achieved.copy(),
            final=final * calendar.MONTHS_A_YEAR, imports=o.imports * calendar.MONTHS_A_YEAR,
            profile=np.full((len(o.output), 12), 1.0 / 12), works=self.directors.output * 12.0,
            farms=self.farm_opening * 12.0,
            limits=np.zeros((len(data.REGIONS), len(PURPOSES))), old_limits=old,
            path=np.zeros(len(o.output)),
        )  # fmt: skip
        p = self.capacity_room()
        self.capacity = self.directors.opening_output * (1.0 + p.reserve)
        self.able = self.capacity.copy()
        self.farm_capacity = self.farm_opening.copy()
        self.capacity_growth = self._first_capacity_growth()
        self.last_capacity = self.capacity_by_sector()
        self.mean_capacity = self.last_capacity * calendar.MONTHS_A_YEAR
        self.drawn = np.zeros(len(data.SECTORS))
        self.plant_wanted = np.ones(len(data.PRODUCTS))
        self.due_so_far = self.made_so_far = np.zeros(len(self.directors))
        self.site_years = np.zeros(2)

    def _first_capacity_growth(self) -> Shares:
        """Return (20,) growth of capacity known in December 1955: progress, plant under way."""
        room = given.plant()
        sectors = len(data.SECTORS)
        plant = self.opening.investment[:sectors] * room.yields / self.opening.capital - room.wear
        people = given.all_labour(12) / given.all_labour(0) - 1.0
        return np.asarray(self.progress + room.weight * plant + (1.0 - room.weight) * people)

    def _stocks(self, p: supply.Supply) -> None:
        """Fill stocks at their norms, put a month of goods on the way, stand the crops."""
        lines, claims, o = self.lines, self.network.claims, self.opening
        maker = self.directors.sector[self.owner]
        works = slice(0, lines.works_claims)
        self.stock_norm = np.zeros(len(claims))
        self.stock_norm[works] = o.stock_months[maker]
        services = np.isin(np.array(data.PRODUCTS), NETWORK_SERVICES)
        used = o.flows.sum(axis=0)
        mean = float((o.stock_months[sector_of_product()] * used).sum() / used.sum())
        depot = np.where(services, p.service_stock, mean)
        self.stock_norm[self.depots] = depot[claims.product[self.depots]]
        need = claims.need / self.stock_factor[claims.product]
        lines.stock[:] = self.stock_norm * need
        shelves = claims.kind == Kind.SHOPS
        lines.stock[shelves] = need[shelves] * self.law(shops.Shops, 0).stock_months
        lines.transit = lines.contract.copy()
        suppliers = self.network.suppliers
        lines.finished[: suppliers.works] = p.finished_stock * self.directors.output
        farms = slice(suppliers.works, suppliers.works + suppliers.farms)
        room = self.law(procurement.Procurement, 0)
        months = room.first_harvest + room.carry_over
        outflow = suppliers.supply[farms]
        store = np.where(
            self.is_crop > 0,
            outflow * months + self.home_use_of_rows() * room.first_harvest,
            p.finished_stock * outflow,
        )
        lines.finished[farms] = store
        self.farms.store = store
        self.standing = self.is_crop * self.farm_opening * 2.0
        self.extra = None

    def _sites(self) -> None:
        """Open the sites of January 1956: the purposes of 1955, where builders are."""
        year.limits_of_opening(self)
        claims = self.network.claims
        mine = claims.kind == Kind.INVESTMENT
        regions = len(data.REGIONS)
        pool = claims.region[mine] + regions * self.is_housing[claims.product[mine]]
        material = np.bincount(pool, weights=claims.need[mine], minlength=2 * regions)
        rate = self.plan.limits * material[:regions, None]
        rate[:, DWELLINGS] = material[regions:]
        self.sites = Sites(self.opening, rate, self.law(construction.Construction, 0))

    # -- what several phases ask ---------------------------------------------------

    def capacity_room(self) -> capacity.Capacity:
        """Return the capacity room as in force now."""
        return self.law(capacity.Capacity, self.month)

    def substitution(self, p: capacity.Capacity) -> float:
        """Return the elasticity in force; one without the room."""
        return p.substitution if p.active else 1.0

    def capital_by_place(self) -> Rubles:
        """Return (105, 20) mln rub of plant by region and sector."""
        d, f, n = self.directors, self.farms, len(data.SECTORS)
        size = len(data.REGIONS) * n
        held = np.bincount(d.region * n + d.sector, weights=d.capital, minlength=size)
        held += np.bincount(f.region * n + f.sector, weights=f.capital, minlength=size)
        return held.reshape(-1, n)

    def capital_of_sector(self) -> Rubles:
        """Return (20,) mln rub of plant; kept until plant changes."""
        if self.sector_capital is None:
            self.sector_capital = self.capital_by_place().sum(axis=0)
        return self.sector_capital

    def building_place(self) -> Rubles:
        """Return (105,) planned industrial building by region, mln rub a year."""
        product = data.PRODUCTS.index("industrial_building")
        return self.planned_by_place()[product]

    def planned_by_place(self) -> Rubles:
        """Return (59, 105) the plan by product and region, mln rub a year."""
        d, f, n = self.directors, self.farms, len(data.REGIONS)
        size = len(data.PRODUCTS) * n
        plan = np.bincount(d.product * n + d.region, weights=self.plan.works, minlength=size)
        plan += np.bincount(f.product * n + f.region, weights=self.plan.farms, minlength=size)
        return plan.reshape(-1, n)

    def home_use_of_rows(self) -> Rubles:
        """Return (m,) what farm people keep to eat, mln rub a month, by farm row."""
        share = self.opening.use("farm_use") / self.opening.output
        people = self.labour[self.farms.sector] / self.opening_labour[self.farms.sector]
        return np.asarray(self.farm_opening * share[self.farms.product] * people)

    def home_use(self) -> Rubles:
        """Return (59,) the same by product."""
        return np.bincount(
            self.farms.product, weights=self.home_use_of_rows(), minlength=len(data.PRODUCTS)
        )

    def contract_now(self) -> Rubles:
        """Return (l,) this month's contracts: the year's average times the season of the good."""
        season = self.plan.month(calendar.month_of_year(self.month))
        lines = self.lines
        return lines.contract * season[self.network.claims.product][lines.claim]

    def capacity_by_sector(self) -> Rubles:
        """Return (20,) what works and farms could make, mln rub a month."""
        d, f, n = self.directors, self.farms, len(data.SECTORS)
        total = np.bincount(d.sector, weights=self.capacity, minlength=n)
        return total + np.bincount(f.sector, weights=self.farm_capacity, minlength=n)

    def relay(self, lines: SupplyLines) -> None:
        """Use these supply lines from now on."""
        self.lines, self.network = lines, lines.network
        self.outlet_links = np.flatnonzero(lines.outlet)
        self.outlet_supplier = lines.supplier[self.outlet_links]

    def farm_store(self) -> Rubles:
        """Return (m,) the farm rows' produce in store, as a view that can be written."""
        suppliers = self.network.suppliers
        return self.lines.finished[suppliers.works : suppliers.works + suppliers.farms]

    # -- living --------------------------------------------------------------------

    def step(self) -> None:
        """Live one month."""
        year.live(self)
        self.month += 1

    def run(
        self,
        until: str = "1965-12",
        progress: Callable[[int, int], None] | None = None,
    ) -> SovietEconomy:
        """Live to the end of a month, ``YYYY-MM``; report months done and to be done."""
        last = calendar.month(until)
        first = self.month
        while self.month <= last:
            self.step()
            if progress is not None:
                progress(self.month - first, last + 1 - first)
        return self

    def close(self) -> None:
        """Free the columns, links and sites; the record stays."""
        self.record.release()
        super().close()
        for name in _HEAVY:
            vars(self).pop(name, None)

    @property
    def gosplan(self) -> Gosplan:
        """The State Planning Committee."""
        return self.institutions.gosplan

    @property
    def supply_organs(self) -> SupplyOrgans:
        """Those who attach customers to suppliers."""
        return self.institutions.supply_organs

    @property
    def general_staff(self) -> GeneralStaff:
        """Those who present the claim of the army and of space."""
        return self.institutions.general_staff

    @property
    def ministries(self) -> list[Ministry]:
        """The branch ministries of 1956."""
        return self.institutions.ministries

    @property
    def sovnarkhozy(self) -> list[Sovnarkhoz]:
        """The councils of the 105 regions."""
        return self.institutions.sovnarkhozy

    @property
    def republics(self) -> list[Republic]:
        """The fifteen republics."""
        return self.institutions.republics

    @property
    def name(self) -> str:
        """The scenario's name."""
        return self.layers.name

