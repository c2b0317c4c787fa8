"""The Soviet economy as a Mesa model: holds the law, lives months, answers questions."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from numbers import Integral, Real
from typing import Any, TypedDict, Unpack

import numpy as np

from model import calendar, data, year
from model.agents.farm import Farm, Kolkhoz, Sovkhoz, of_kind
from model.agents.general_staff import GeneralStaff
from model.agents.gosplan import Gosplan
from model.agents.institutions import institute
from model.agents.ministry import Ministry
from model.agents.republic import Republic
from model.agents.sovnarkhoz import Sovnarkhoz
from model.agents.supply_organs import SupplyOrgans
from model.errors import Refusal, nearest, unknown
from model.founding import found
from model.holdings import Holdings
from model.law import Law
from model.lines import SupplyLines
from model.mechanisms import capacity
from model.population import RECORDED, REGIONAL, Places
from model.record import Record
from model.scenario import Scenario, stack
from model.society import Society
from model.sums import summed
from model.units import Rubles

WEATHER = ("measured", "described", "resampled", "normal")
_KEPT = ("opening", "places", "directors", "farms", "land")
"""What stays of the holdings when an economy is closed: Mesa remembers a model for ever."""


class Extras(TypedDict, total=False):
    """What only studies of the model itself ask for."""

    network_seed: int  # drawing of works and their attachments; 1 if not said
    check: bool  # check the books after every month, seal columns against undeclared writing
    detail: bool  # keep a row a year of every works and farm sector
    copies: int  # divide every works into so many: more rows than there were
    regions: str  # "as recorded", or "permuted": the industry of each region moved to another
    region_noise: float  # how far regions' shares of sectors are off by lot, logarithms


_MEANT = {"parameters": "overrides", "settings": "overrides", "laws": "decrees", "rng": "seed"}
"""What somebody means by a keyword that a name like it would not find."""


def _known(asked: Mapping[str, object]) -> None:
    """Refuse a keyword that there is not, with the nearest that there is."""
    known = (*inspect.signature(SovietEconomy.__init__).parameters, *Extras.__annotations__)
    right = [name for name in known if name not in ("self", "extras")]
    for name in asked:
        if name in _MEANT or name not in Extras.__annotations__:
            hint = nearest(name, right) or f" It has {', '.join(right)}."
            hint = f" Did you mean {_MEANT[name]!r}?" if name in _MEANT else hint
            raise Refusal(f"SovietEconomy() has no argument {name!r}.{hint}")


def _whole(name: str, told: object, least: int) -> int:
    """Return a whole number, Python's or numpy's; refuse anything else."""
    if isinstance(told, Integral) and not isinstance(told, bool) and int(told) >= least:
        return int(told)
    raise Refusal(f"{name} is {told!r}. It is a whole number from {least} up.")


def _part(name: str, told: object) -> float:
    """Return a part of a whole, Python's or numpy's; refuse anything else."""
    if isinstance(told, Real) and not isinstance(told, bool) and 0.0 < float(told) <= 1.0:
        return float(told)
    raise Refusal(f"{name} is {told!r}. It is above 0 and at most 1, for instance 0.1.")


def _places(regions: str, noise: float) -> Places:
    """Return where works and farms stand; refuse what cannot be."""
    if regions not in REGIONAL:
        raise unknown("regions", regions, REGIONAL)
    if not (isinstance(noise, (int, float)) and 0.0 <= noise <= 1.0):
        raise Refusal(f"region_noise is {noise!r}. It is from 0 to 1, for instance 0.3.")
    return Places(regions, float(noise))


class SovietEconomy(Holdings, Society):
    """One possible history of the Soviet economy, a month to the step.

    Parameters
    ----------
    scenario : str, sequence of str or Scenario
        Layers on history (`model.scenario`).
    scale : float in (0, 1]
        How many rows the works are merged into, 1 for all 62,190.
    seed : int
        Luck.
    overrides, decrees : mappings
        ``{"room.parameter": value}`` and ``{"decree": "YYYY-MM" or None}``.
    weather : ``measured``, ``described``, ``resampled`` or ``normal``
        What the scenario says, or measured, if not said.
    **extras
        ``network_seed``, ``check``, ``detail``, ``copies``, ``regions``, ``region_noise``:
        see `Extras`.

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
        overrides: Mapping[str, object] | None = None,
        decrees: Mapping[str, str | None] | None = None,
        weather: str | None = None,
        **extras: Unpack[Extras],
    ) -> None:
        _known(extras)
        scale = _part("scale", scale)
        if weather is not None and weather not in WEATHER:
            raise unknown("weather", weather, WEATHER)
        seed = _whole("seed", seed, least=0)
        network_seed = _whole("network_seed", extras.get("network_seed", 1), least=0)
        copies = _whole("copies", extras.get("copies", 1), least=1)
        for name in ("check", "detail"):
            if not isinstance(extras.get(name, False), (bool, np.bool_)):
                raise Refusal(f"{name} is {extras.get(name)!r}. It is True or False.")
        layers = [scenario] if isinstance(scenario, str) else scenario
        self.layers = (
            layers if isinstance(layers, Scenario) else stack(list(layers), overrides, decrees)
        )
        super().__init__(seed)
        self.law = Law(self.layers)
        self.month, self.scale, self.check = 0, scale, bool(extras.get("check", False))
        self.seed_of_luck, self.network_seed = seed, network_seed
        self.weather_kind = weather or self.layers.weather or "measured"
        self.places = _places(extras.get("regions", RECORDED), extras.get("region_noise", 0.0))
        found(self, copies)
        self.institutions = institute(self)
        self.record = Record(self, extras.get("detail", False))

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
        held = summed(d.region * n + d.sector, weights=d.capital, minlength=size)
        held += summed(f.region * n + f.sector, weights=f.capital, minlength=size)
        return held.reshape(-1, n)

    def capital_of_sector(self) -> Rubles:
        """Return (20,) mln rub of plant; kept until plant changes."""
        if self.sector_capital is None:
            self.sector_capital = self.capital_by_place().sum(axis=0)
        return self.sector_capital

    def building_place(self) -> Rubles:
        """Return (105,) planned industrial building by region, mln rub a year."""
        product = data.PRODUCTS.index("industrial_building")
        return np.asarray(self.planned_by_place()[product])

    def planned_by_place(self) -> Rubles:
        """Return (59, 105) what is counted on by product and region, mln rub a year."""
        d, f, n = self.directors, self.farms, len(data.REGIONS)
        size = len(data.PRODUCTS) * n
        plan = summed(d.product * n + d.region, weights=self.counted_on(), minlength=size)
        plan += summed(f.product * n + f.region, weights=self.plan.farms, minlength=size)
        return plan.reshape(-1, n)

    def counted_on(self) -> Rubles:
        """Return (n,) what each works is counted on for, mln rub a year: plan, usual excess."""
        plan = self.fates.of_rows(self.plan.works)
        return np.asarray(plan * self.plan.usual[self.directors.product])

    def home_use_of_rows(self) -> Rubles:
        """Return (m,) what farm people keep to eat, mln rub a month; sovkhozes pay no grain."""
        share = self.opening.use("farm_use") / self.opening.output
        people = self.labour[self.farms.sector] / self.opening_labour[self.farms.sector]
        people[self.farms.product == data.PRODUCTS.index("grain")] *= self.countryside.paid_in_grain
        return np.asarray(self.farm_opening * share[self.farms.product] * people)

    def home_use(self) -> Rubles:
        """Return (59,) the same by product."""
        return summed(
            self.farms.product, weights=self.home_use_of_rows(), minlength=len(data.PRODUCTS)
        )

    def capacity_by_sector(self) -> Rubles:
        """Return (20,) what works, supplied as in 1955, and farms could make, mln rub a month."""
        d, f, n = self.directors, self.farms, len(data.SECTORS)
        total = summed(d.sector, weights=self.capacity * self.usual_coverage, minlength=n)
        return total + summed(f.sector, weights=self.farm_expected(), minlength=n)

    def farm_expected(self) -> Rubles:
        """Return (m,) what farm rows bring in as a rule, mln rub a month: work, usual yields."""
        return np.asarray(self.farm_capacity * self.countryside.usual)

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
        """Live one month; beyond December 1970 nothing is given, and it is refused."""
        if self.month > calendar.LAST_MONTH:
            raise Refusal(f"A run lies within {calendar.SPAN}; this one is at its end.")
        year.live(self)
        self.month += 1

    @property
    def agents_by_type(self) -> dict[type, Any]:
        """The set of each kind of agent; farms by whose they are."""
        kinds = dict(super().agents_by_type)
        if kinds.pop(Farm, None) is not None:
            kinds |= {kind: of_kind(self.land, kind) for kind in (Kolkhoz, Sovkhoz)}
        return kinds

    @property
    def kolkhozy(self) -> Any:
        """The collective farms."""
        return of_kind(self.land, Kolkhoz)

    @property
    def sovkhozy(self) -> Any:
        """The state farms."""
        return of_kind(self.land, Sovkhoz)

    def run(
        self,
        until: str = "1965-12",
        progress: Callable[[int, int], None] | None = None,
    ) -> SovietEconomy:
        """Live to the end of a month, ``YYYY-MM``; report months done and to be done.

        Refused before the first month: an end outside 1956-70, or one that is already past.
        """
        first, last = self.month, calendar.month(until)
        if not calendar.FIRST_MONTH <= last <= calendar.LAST_MONTH:
            raise Refusal(f"until is {until}. A run lies within {calendar.SPAN}.")
        if last < first - 1:
            lived = calendar.name(first - 1)
            raise Refusal(f"until is {until}, which is past: this run has lived to {lived}.")
        while self.month <= last:
            self.step()
            if progress is not None:
                progress(self.month - first, last + 1 - first)
        return self

    def close(self) -> None:
        """Free everything held; the record stays."""
        self.record.release()
        super().close()
        for name in set(Holdings.__annotations__).difference(_KEPT):
            self.__dict__.pop(name, None)

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
