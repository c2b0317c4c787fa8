"""What the statistical office has written down: of every month, and of the year in full.

Flows add up over months, a state is that of the last day. A year keeps its regions
(R = 105); a month keeps the nation alone (R = 1), so that ten years are a few megabytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from model.indicators.bodies import AuthorityYear
from model.indicators.farm_year import FarmYear
from model.indicators.interference_book import InterferenceFlows
from model.indicators.levels import Levels
from model.indicators.links import LinkYear
from model.indicators.money_book import MoneyFlows, MoneyState
from model.units import Persons, Quantities, Rubles


class Flows(NamedTuple):
    """Sums over ``months`` months, mln rub unless said otherwise.

    ``made``, ``useful``, ``reported`` (59, R): output, the same by its quality, and as
    said; ``used`` (59,): materials;
    ``worked`` (59,): output that inputs were used for - on farms the work done, whatever
    the weather made of it; ``served`` (6, 59): by `claims.Kind`, what users took;
    ``imported``, ``eaten`` (59,): from abroad, by farm people at home; ``owed``, ``given``
    (3,): deliveries under contract, by `links.RELATIONS`; ``invested`` (R,): spent on sites;
    ``commissioned`` (R, 22): handed over, by `sites.PURPOSES`; ``fertiliser`` (R,): that
    reached farms; ``depreciation``; ``workers`` (R,): thousand person-months in industry;
    ``able``, ``reserve`` (R,): what industry could make, and what of it nobody set out to
    make; ``set_out``, ``lost`` (R,): what it set out to make, and what of it missing inputs
    prevented; ``last_third`` (R,): works times the part of a month that fell in its last ten days;
    ``labour`` (20,): the same by sector, ``hours`` (20,) times hours of the week; ``needed``:
    inputs the works' plans of the month needed, of which ``bartered`` came from other works
    outside the plan and ``in_house`` from their own shops; ``money``: of households and accounts;
    ``interference``: of secretaries, their orders and rescues.
    """

    months: int
    made: Rubles
    useful: Rubles
    reported: Rubles
    used: Rubles
    worked: Rubles
    served: Rubles
    imported: Rubles
    eaten: Rubles
    owed: Rubles
    given: Rubles
    invested: Rubles
    commissioned: Rubles
    fertiliser: Rubles
    depreciation: float
    workers: Persons
    able: Rubles
    reserve: Rubles
    set_out: Rubles
    lost: Rubles
    last_third: Quantities
    labour: Persons
    hours: Quantities
    needed: float
    bartered: float
    in_house: float
    money: MoneyFlows
    interference: InterferenceFlows

    def plus(self, other: Flows) -> Flows:
        """Return the sum of both."""
        both: Any = zip(self, other, strict=True)
        return Flows(*(a + b for a, b in both))

    def of_nation(self) -> Flows:
        """Return the same with regions added up."""
        return self._replace(
            made=self.made.sum(axis=1, keepdims=True),
            useful=self.useful.sum(axis=1, keepdims=True),
            reported=self.reported.sum(axis=1, keepdims=True),
            able=self.able.sum(keepdims=True),
            reserve=self.reserve.sum(keepdims=True),
            set_out=self.set_out.sum(keepdims=True),
            lost=self.lost.sum(keepdims=True),
            last_third=self.last_third.sum(keepdims=True),
            invested=self.invested.sum(keepdims=True),
            commissioned=self.commissioned.sum(axis=0, keepdims=True),
            fertiliser=self.fertiliser.sum(keepdims=True),
            workers=self.workers.sum(keepdims=True),
            money=self.money.of_nation(),
            interference=self.interference.of_nation(),
        )


class State(NamedTuple):
    """Stocks on the last day of a month.

    ``unfinished`` (R, 22): mln rub spent on open sites; ``sites`` (R,): open sites;
    ``inputs``, ``finished``: mln rub of input and of finished stocks in works; ``money``:
    deposits, loans, poor goods, dwellings.
    """

    unfinished: Rubles
    sites: Quantities
    inputs: float
    finished: float
    money: MoneyState

    def of_nation(self) -> State:
        """Return the same with regions added up."""
        return self._replace(
            unfinished=self.unfinished.sum(axis=0, keepdims=True),
            sites=self.sites.sum(keepdims=True),
        )


class Accounts(NamedTuple):
    """What is worked out once a year.

    ``capital`` (105, 20): mln rub of plant on 31 December; ``spent`` (105, 22): mln rub put
    into sites by purpose; ``site_years`` (2,): cost-weighted years of the sites handed over,
    and their cost; ``norms`` (59, 59): the year's; ``planned``, ``achieved`` (59,): the
    January plan, and last year's reports it builds on, mln rub; ``inconsistency``,
    ``rounds``: of the balances; ``padding``: requests of works over needs; ``tautness``:
    January target over capacity; ``fulfilment``, ``failing``: of the January plan, by ledger;
    ``corrected``, ``bunched``: of the plan as last corrected, median and share at 100 to 103
    per cent; ``works`` (105,): works of industry; ``cut_share``: of corrections, those
    downward; ``links``: deliveries by both ends; ``authorities``: who planned them;
    ``farms``: land, fields, herds.
    """

    capital: Rubles
    spent: Rubles
    site_years: Quantities
    norms: Quantities
    planned: Rubles
    achieved: Rubles
    inconsistency: float
    rounds: int
    padding: float
    tautness: Levels
    fulfilment: Mapping[str, Levels]
    failing: Mapping[str, Levels]
    corrected: Mapping[str, Levels]
    bunched: Mapping[str, Levels]
    works: Quantities
    cut_share: float
    links: LinkYear
    authorities: AuthorityYear
    farms: FarmYear


class Span(NamedTuple):
    """A month, without accounts, or a year with them."""

    year: int
    flows: Flows
    state: State
    accounts: Accounts | None = None
