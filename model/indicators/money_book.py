"""What the statistical office writes down of households, shops, dwellings and money.

Two little books that add up or stand beside `span.Flows` and `span.State`.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from model import given
from model.home import TOWNS, by_region
from model.mechanisms import shops
from model.phases.earning import soldiers_pay, staff_of_works
from model.units import Persons, Quantities, Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy


@dataclass(frozen=True)
class MoneyFlows:
    """Sums over months, mln rub of the day unless said otherwise; R regions.

    ``payments`` (26, 5, 5): by `accounts.Kind`, payer and payee; ``sold``, ``lacking`` (5, R):
    in shops of the state, by `shelves.GROUPS`, and asked for in vain; ``wanted``, ``unmet``
    (R,): money taken to shops and market, and what found nothing; ``kept`` (R,): of income,
    neither spent nor meant to be saved; ``served`` (R,): bought by households at prices of
    1958, dwellings left out; ``goods``: sold in shops of the state, in prices of 1958;
    ``wages``, ``staff``: of workers and employees, mln rub and thousand
    person-months; ``moved`` (R,): thousand villagers who became townsfolk; ``space`` (2, R):
    mln m2 handed over, private and other; ``panels``: mln m2 of panels.
    """

    payments: Rubles
    sold: Rubles
    lacking: Rubles
    wanted: Rubles
    unmet: Rubles
    kept: Rubles
    served: Rubles
    goods: float
    wages: float
    staff: float
    moved: Persons
    space: Quantities
    panels: float

    def __add__(self, other: MoneyFlows) -> MoneyFlows:
        """Return the sum of both."""
        pairs = ((getattr(self, f.name), getattr(other, f.name)) for f in fields(self))
        return MoneyFlows(*(one + two for one, two in pairs))

    def of_nation(self) -> MoneyFlows:
        """Return the same with regions added up."""
        summed: dict[str, Any] = {
            name: getattr(self, name).sum(axis=-1, keepdims=True)
            for name in (
                "sold", "lacking", "wanted", "unmet", "kept", "served", "moved", "space"
            )
        }  # fmt: skip
        return MoneyFlows(**(vars(self) | summed))


@dataclass(frozen=True)
class MoneyState:
    """Stocks on the last day, mln rub: deposits, loans to works, poor goods; mln m2 in towns.

    ``loans`` (5,): by `accounts.Account`; ``dwellings``, ``people`` in towns: mln m2, thousand.
    """

    deposits: float
    loans: Rubles
    poor: float
    dwellings: float
    townsmen: float


def money_flows(e: SovietEconomy) -> MoneyFlows:
    """Return the month just lived."""
    h, home, accounts = e.households, e.home, e.accounts
    army, *outside = given.outside(e.month)
    pay = float(np.asarray(h.wages).sum()) - army * soldiers_pay(e)
    lacking = by_region(np.asarray(h.unmet))
    meant = 1.0 - e.law(shops.Shops, e.month).returning
    return MoneyFlows(
        payments=accounts.table.copy(),
        sold=home.by_group.copy(),
        lacking=home.lacking.copy(),
        wanted=by_region(np.asarray(h.wanted)),
        unmet=lacking,
        kept=lacking * meant,
        served=home.bought.copy(),
        goods=home.goods,
        wages=pay,
        staff=staff_of_works(e) + float(sum(outside)),
        moved=home.moved.copy(),
        space=e.dwellings.space.copy(),
        panels=float(e.dwellings.space[1].sum()) * e.dwellings.panels,
    )


def money_state(e: SovietEconomy) -> MoneyState:
    """Return the stocks of the day."""
    h = e.households
    return MoneyState(
        deposits=float(np.asarray(h.deposits).sum()),
        loans=e.accounts.loans.copy(),
        poor=float(e.shelves.poor.sum()),
        dwellings=float(e.dwellings.stock.sum()),
        townsmen=float(np.asarray(h.people)[TOWNS].sum()),
    )
