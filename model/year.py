"""THE ECONOMIC YEAR, read downwards.

One tick is a month. In December Gosplan plans the coming year; each month goods
arrive, works and farms produce, the country is served and goods are sent; the year
closes with its accounts. A phase names the columns of agents that it writes; the arrays
of the economy itself (`model/holdings.py`) it writes undeclared. What it does stands in
`model.phases`, the equations in `model.mechanisms`.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from model import books
from model.calendar import month_of_year
from model.passing import ADDS_UP, OF_LAND
from model.phases import (
    attachment,
    authorities,
    balancing,
    bargaining,
    building,
    close,
    control_figures,
    deliveries,
    depots,
    dwelling,
    earning,
    fields,
    inputs,
    interfering,
    leaders,
    limits,
    making,
    payments,
    perspective,
    plant,
    raw_materials,
    rescuing,
    safety,
    secretaries,
    shopping,
    villages,
    withholding,
)

if TYPE_CHECKING:
    from model.economy import SovietEconomy

CADENCES = {
    "December": (0,),
    "quarter": (3, 6, 9),
    "monthly": tuple(range(12)),
    "close": (11,),
}
"""Months of the year (0 is January) in which phases of a cadence act; December plans on New
Year's Eve, so its phases come first in January."""


class Phase(NamedTuple):
    """A step of the year: when it comes, what it does, which agents' columns it writes."""

    cadence: str
    act: Callable[[SovietEconomy], None]
    writes: tuple[str, ...] = ()


YEAR = (
    # the law of the month
    Phase("monthly", authorities.superiors),
    # December, for the coming year
    Phase("December", control_figures.grow_claims),
    Phase("December", perspective.perspective),
    Phase("December", bargaining.bids),
    Phase("December", control_figures.control_figures),
    Phase("December", control_figures.norms),
    Phase("December", raw_materials.assortment),
    Phase("December", bargaining.bargain),
    Phase("December", dwelling.houses_planned),
    Phase("December", balancing.balance),
    Phase("December", balancing.division),
    Phase("December", inputs.allotted),
    Phase("December", limits.limits),
    Phase("December", limits.labour),
    Phase("December", earning.wage_plan),
    Phase("December", shopping.allot),
    Phase("December", safety.insurance),
    Phase("December", attachment.attachment),
    # each quarter but the first
    Phase("quarter", bargaining.corrections),
    # each month
    Phase("monthly", deliveries.arrivals),
    Phase("monthly", safety.remember),
    Phase("monthly", plant.people),
    Phase(
        "monthly",
        plant.plant,
        (
            "directors.capacity",
            "directors.employment",
            "directors.labour",
            "farms.capacity",
            "farms.employment",
            "farms.labour",
        ),
    ),
    Phase("monthly", safety.hands, ("directors.capacity",)),
    Phase(
        "monthly",
        interfering.interfere,
        ("directors.capacity", "officials.industry", "officials.party_orders", "officials.lent"),
    ),
    Phase(
        "monthly",
        making.works_plan,
        ("directors.target", "directors.effort", "directors.corners", "directors.weight"),
    ),
    Phase("monthly", safety.barter),
    Phase("monthly", rescuing.rescue, ("officials.rescues", "officials.diverted")),
    Phase(
        "monthly",
        making.production,
        (
            "directors.output",
            "directors.reported_output",
            "directors.coverage",
            "directors.fulfilment",
            "directors.last_third",
        ),
    ),
    Phase(
        "monthly",
        fields.fields,
        (
            "farms.coverage",
            "farms.weather",
            "farms.harvest",
            "farms.store",
            "farms.reserve",
            "land.blown",
            "land.arable",
            "land.pasture",
            "land.shares",
            "land.alike",
            "land.flush",
            "land.new_land",
            "land.nutrients",
            "land.moisture",
            "land.herd",
            "land.plot_herd",
            "land.fed",
            "land.roughage",
            "land.harvest",
            "land.weeds",
            "land.fertility",
            "land.wheat_run",
            "land.pests",
            "land.fallow_before",
            "officials.saved",
        ),
    ),
    Phase("monthly", villages.paid, ("farms.paid",)),
    Phase("monthly", depots.depots),
    Phase("monthly", deliveries.imports),
    Phase("monthly", earning.families, ("households.people",)),
    Phase(
        "monthly",
        earning.earn,
        (
            "households.wages",
            "households.farm_pay",
            "households.transfers",
            "households.income",
            "households.disposable",
        ),
    ),
    Phase("monthly", deliveries.final_users),
    Phase(
        "monthly",
        shopping.shopping,
        ("households.wanted", "households.bought", "households.unmet"),
    ),
    Phase("monthly", building.building, ("directors.capital", "farms.capital")),
    Phase("monthly", dwelling.dwelling, ("households.dwellings",)),
    Phase("monthly", inputs.came),
    Phase(
        "monthly",
        deliveries.dispatch,
        ("directors.finished_stock", "farms.store", "farms.reserve"),
    ),
    Phase("monthly", secretaries.procurement),
    Phase("monthly", payments.settle, ("households.money", "households.deposits")),
    Phase("monthly", withholding.choose_release),
    Phase("monthly", close.report),
    # the year's end
    Phase("close", leaders.judge),
    Phase(
        "close",
        secretaries.judge_secretaries,
        (
            "officials.behind_industry",
            "officials.behind_farms",
            "officials.padding",
            "officials.pledged",
            "officials.promotion",
            "officials.tenure",
        ),
    ),
    Phase("close", villages.accounts_of_farms, ("land.income", "land.pay", "land.care")),
    Phase(
        "close",
        villages.numbers,
        ("land.is_alive", "land.plot_herd", *(f"land.{name}" for name in (*ADDS_UP, *OF_LAND))),
    ),
    Phase("close", inputs.machines_of_year, ("land.tractors", "land.combines")),
    Phase("close", close.accounts),
)


def live(e: SovietEconomy) -> None:
    """Live one month: December's planning on New Year's Eve, the month, the close."""
    number = month_of_year(e.month)
    opened = books.open_month(e) if e.check else None
    for phase in YEAR:
        if number in CADENCES[phase.cadence]:
            _act(e, phase)
    if opened is not None:
        books.check(e, opened)
        e.unseal()


def _act(e: SovietEconomy, phase: Phase) -> None:
    """Let one phase happen, sealed to what it declares under ``check``, and time it."""
    if e.check:
        e.open_only(phase.writes)
    begun = perf_counter()
    phase.act(e)
    name = phase.act.__name__
    e.record.seconds[name] = e.record.seconds.get(name, 0.0) + perf_counter() - begun
