"""THE ECONOMIC YEAR, read downwards.

One tick is a month. In December Gosplan plans the coming year; each month goods
arrive, works and farms produce, the country is served and goods are sent; the year
closes with its accounts. A phase names what it writes; what it does stands in
`model.phases`, the equations in `model.mechanisms`.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from model import books
from model.calendar import month_of_year
from model.phases import close, december, month

if TYPE_CHECKING:
    from model.economy import SovietEconomy

CADENCES = {"December": (0,), "monthly": tuple(range(12)), "close": (11,)}
"""Months of the year (0 is January) in which phases of a cadence act; December plans on New
Year's Eve, so its phases come first in January."""


class Phase(NamedTuple):
    """A step of the year: when it comes, what it does, which agents' columns it writes."""

    cadence: str
    act: Callable[[SovietEconomy], None]
    writes: tuple[str, ...] = ()


YEAR = (
    # December, for the coming year
    Phase("December", december.grow_claims),
    Phase("December", december.control_figures),
    Phase("December", december.norms),
    Phase("December", december.balance),
    Phase("December", december.division),
    Phase("December", december.limits),
    Phase("December", december.labour),
    Phase("December", december.attachment),
    # each month
    Phase("monthly", month.arrivals),
    Phase("monthly", month.people),
    Phase(
        "monthly",
        month.plant,
        (
            "directors.capacity",
            "directors.employment",
            "directors.labour",
            "farms.capacity",
            "farms.employment",
            "farms.labour",
        ),
    ),
    Phase("monthly", month.works_plan, ("directors.target",)),
    Phase(
        "monthly",
        month.production,
        (
            "directors.output",
            "directors.reported_output",
            "directors.coverage",
            "directors.fulfilment",
        ),
    ),
    Phase(
        "monthly", month.fields, ("farms.coverage", "farms.weather", "farms.harvest", "farms.store")
    ),
    Phase("monthly", month.depots),
    Phase("monthly", month.imports),
    Phase("monthly", month.final_users),
    Phase("monthly", month.building, ("directors.capital", "farms.capital")),
    Phase("monthly", month.dispatch, ("directors.finished_stock",)),
    Phase("monthly", close.report),
    # the year's end
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
