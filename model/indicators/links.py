"""Deliveries under contract: what was owed on every link, what of it was sent, who to whom.

Owed is what a contract gives for the month as far as the customer called for it: a works
that needs less than its contract is not short. Given is what was sent up to that; what
suppliers press on shops and sites beyond their orders fills no one's plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model import data
from model.attachment import distances
from model.calendar import month_of_year
from model.claims import ABROAD, Kind
from model.indicators.levels import HOME
from model.mechanisms import supply
from model.sums import gathered, summed
from model.units import Quantities, Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy

RELATIONS = ("within", "between", "abroad")
BRANCHES = ("not_works", "same", "other")
CUSTOMERS = ("not_works", "defence", "civil")
_TONNES = {"mln t": 1.0, "thousand t": 1e-3}
_PLACES = ABROAD + 1


class LinkYear(NamedTuple):
    """A year's deliveries, mln rub.

    ``owed``, ``given`` (106, 106): by the customer's and the supplier's region, abroad
    last; ``owed_by_branch``, ``given_by_branch`` (3, 3): by `BRANCHES` and `CUSTOMERS`;
    ``tonnes`` (106,): mln t that reached a region, of goods counted by weight, and
    ``haul`` (106,): bn t-km they had come.
    """

    owed: Rubles
    given: Rubles
    owed_by_branch: Rubles
    given_by_branch: Rubles
    tonnes: Quantities
    haul: Quantities

    def plus(self, other: LinkYear) -> LinkYear:
        """Return both together."""
        return LinkYear(*(one + two for one, two in zip(self, other, strict=True)))


class LinkAccount:
    """Adds up links month by month; codes of both ends are worked out once."""

    def __init__(self, e: SovietEconomy) -> None:
        lines = self.lines = e.lines
        claims, suppliers = lines.network.claims, lines.network.suppliers
        customer = gathered(claims.region.astype(np.int16), lines.claim)
        supplier = gathered(suppliers.region.astype(np.int16), lines.supplier)
        self.pair = customer * np.int16(_PLACES) + supplier
        at_home = (customer != ABROAD) & (supplier != ABROAD)
        self.here = np.flatnonzero(at_home & (customer == supplier))
        self.abroad = np.flatnonzero(~at_home)
        sector = e.directors.sector.astype(np.int16)
        works = claims.kind == Kind.WORKS
        maker = np.where(works, sector[np.where(works, claims.owner, 0)], -1)
        seller = np.full(len(suppliers), -1)
        seller[: suppliers.works] = sector
        defence = maker == data.SECTORS.index("defence_space")
        who = np.where(works, np.where(defence, 1, 2), 0).astype(np.int16)
        taker = gathered(maker.astype(np.int16), lines.claim)
        giver = gathered(seller.astype(np.int16), lines.supplier)
        both = (taker >= 0) & (giver >= 0)
        branch = np.where(both, np.where(taker == giver, np.int16(1), np.int16(2)), np.int16(0))
        self.branch = branch * np.int16(len(CUSTOMERS)) + gathered(who, lines.claim)
        self.product = suppliers.product
        self.tonnes = e.opening.price() * _tonnes_a_unit()
        self.km = distances(e.law(supply.Supply, e.month).abroad_distance)
        self.owed, self.given = np.zeros(len(taker)), np.zeros(len(taker))

    def begin_year(self) -> None:
        """Start from nothing."""
        self.owed[:], self.given[:] = 0.0, 0.0

    def month(self, e: SovietEconomy) -> tuple[Rubles, Rubles]:
        """Add the month and return (3,) owed and given, by `RELATIONS`."""
        now = self._by_product(e.plan.month(month_of_year(e.month)))
        now *= e.lines.contract
        np.minimum(now, e.ordered, out=now)
        self.owed += now
        owed = self._by_relation(now)
        np.minimum(now, e.lines.transit, out=now)
        self.given += now
        return owed, self._by_relation(now)

    def _by_product(self, column: Quantities) -> Quantities:
        """Return (l,) a product column (59,) on every link."""
        return self.lines.of_supplier(column[self.product])

    def _by_relation(self, column: Rubles) -> Rubles:
        here, abroad = (float(gathered(column, rows).sum()) for rows in (self.here, self.abroad))
        return np.array([here, float(column.sum()) - here - abroad, abroad])

    def year(self) -> LinkYear:
        """Return the year's deliveries by both ends."""
        tonnes = self._by_pair(self.given * self._by_product(self.tonnes))
        return LinkYear(
            owed=self._by_pair(self.owed),
            given=self._by_pair(self.given),
            owed_by_branch=self._by_branch(self.owed),
            given_by_branch=self._by_branch(self.given),
            tonnes=tonnes.sum(axis=1),
            haul=(tonnes * self.km.T).sum(axis=1) / 1000.0,
        )

    def _by_pair(self, column: Rubles) -> Rubles:
        return summed(self.pair, column, _PLACES**2).reshape(_PLACES, _PLACES)

    def _by_branch(self, column: Rubles) -> Rubles:
        held = summed(self.branch, column, len(BRANCHES) * len(CUSTOMERS))
        return held.reshape(len(BRANCHES), len(CUSTOMERS))


def between(table: Quantities) -> Quantities:
    """Return (106, 106) deliveries between different regions at home, nothing else."""
    home = np.arange(_PLACES) < HOME
    return np.asarray(np.where(home & home[:, None] & ~np.eye(_PLACES, dtype=bool), table, 0.0))


def _tonnes_a_unit() -> Quantities:
    """Return (59,) mln t in a unit of `products.csv`; zero for what is not counted by weight."""
    units = [f"{row['unit']} " for row in data.table("industry/products")]
    return np.array(
        [sum(t for name, t in _TONNES.items() if unit.startswith(f"{name} ")) for unit in units]
    )
