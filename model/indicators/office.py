"""The statistical office: fills in a form each month, closes a book each December.

In the model it only looks. What it needs to look fast - who stands where, which claims
are whose - is worked out once for a run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data, given
from model.calendar import MONTHS_A_YEAR, month_of_year, year_of
from model.claims import Kind
from model.indicators.bodies import authority_year
from model.indicators.contract import REPORTED, TRUE
from model.indicators.farm_year import farm_year
from model.indicators.interference_book import interference_flows
from model.indicators.levels import HOME, Levels, medians, ratio
from model.indicators.links import LinkAccount, LinkYear
from model.indicators.money_book import money_flows, money_state
from model.indicators.span import Accounts, Flows, Span, State
from model.indicators.weights import Weights
from model.sites import PURPOSES
from model.sums import summed
from model.units import Flags, Quantities, Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_MET = 1.0 - 1e-9  # a plan met to the last digit but for rounding
_BUNCH = 1.03  # where the contract's bunch above the plan ends


class StatisticalOffice:
    """Collects months into the running year; ``weights`` say what is industry."""

    def __init__(self, e: SovietEconomy, weights: Weights) -> None:
        claims, d, f = e.network.claims, e.directors, e.farms
        self.week = weights.week
        self.cell = d.product * HOME + d.region
        self.farm_cell = f.product * HOME + f.region
        self.input = claims.product[: e.lines.works_claims].astype(np.int64)
        self.depot_input = claims.product[e.depots]
        self.first_final = int(np.flatnonzero(claims.kind >= Kind.DEFENCE).min())
        final = slice(self.first_final, None)
        self.final = claims.kind[final] * len(data.PRODUCTS) + claims.product[final]
        fertiliser = data.PRODUCTS.index("mineral_fertiliser")
        self.fertiliser = np.flatnonzero(
            (claims.kind == Kind.DEPOT) & (claims.product == fertiliser)
        )
        self.fertiliser_place = claims.region[self.fertiliser]
        self.industry = np.flatnonzero(weights.is_group("A", "B")[d.sector])
        self.place = d.region[self.industry]
        self.works = d.n_works[self.industry].astype(np.float64)
        self.fates = np.flatnonzero(np.isin(e.fates.row, self.industry))
        self.fate_works = e.fates.works[self.fates]
        self.fate_place = d.region[e.fates.row[self.fates]]
        self.links = LinkAccount(e)
        self.unfinished = _unfinished(e)
        self.year_so_far: Flows | None = None

    # -- each month ----------------------------------------------------------------

    def month(self, e: SovietEconomy) -> Span:
        """Return the month just lived, regions added up; it goes into the running year too."""
        if month_of_year(e.month) == 0:
            self._begin_year(e)
        flows = self._flows(e)
        before = self.year_so_far
        self.year_so_far = flows if before is None else before.plus(flows)
        return Span(year_of(e.month), flows.of_nation(), _state(e).of_nation())

    def _begin_year(self, e: SovietEconomy) -> None:
        """Note the January plan, and how taut it is."""
        self.year_so_far = None
        self.links_so_far: LinkYear | None = None
        if self.links.lines is not e.lines:  # December attached customers anew
            self.links = LinkAccount(e)
        self.links.begin_year()
        self.january_plan = e.plan.works[self.fates]
        self.site_years = e.site_years.copy()
        target = np.asarray(e.directors.target)[self.industry]
        able = np.asarray(e.capacity)[self.industry]
        self.tautness = medians(_over(target, able), self.works, self.place)

    def _links_of_year(self) -> LinkYear:
        now, before = self.links.year(), self.links_so_far
        return now if before is None else now.plus(before)

    def _flows(self, e: SovietEconomy) -> Flows:
        products = len(data.PRODUCTS)
        d, f = e.directors, e.farms
        made = self._by_place(d.output)
        is_honest = np.array_equal(d.output, d.reported_output)
        reported = made.copy() if is_honest else self._by_place(d.reported_output)
        useful = made.copy() if is_honest else self._by_place(d.output * e.worth)
        grown = summed(self.farm_cell, e.grown, products * HOME)
        grown = grown.reshape(products, HOME)
        work = summed(f.product, e.farm_capacity * f.coverage, products)
        used = summed(self.input, e.used, products)
        used += summed(self.depot_input, e.depot_use, products)
        used += summed(f.product, e.fed, products)
        served = summed(self.final, e.served[self.first_final :], len(Kind) * products)
        imported = np.zeros(products)
        suppliers = e.network.suppliers
        np.add.at(imported, suppliers.product[suppliers.works + suppliers.farms :], e.imported)
        imported += summed(f.product, e.bought, products)
        if self.links.lines is not e.lines:  # the queue of claims changed within the year
            self.links_so_far = self._links_of_year()
            self.links = LinkAccount(e)
        owed, sent = self.links.month(e)
        wear = e.capital_of_sector() * given.plant().depreciation / MONTHS_A_YEAR
        return Flows(
            months=1,
            made=made + grown,
            useful=useful + grown,
            reported=reported + grown,
            used=used,
            worked=made.sum(axis=1) + work,
            served=served.reshape(len(Kind), products),
            imported=imported,
            eaten=summed(f.product, e.eaten, products),
            owed=owed,
            given=sent,
            invested=e.invested[:HOME] + e.invested[HOME:],
            commissioned=e.commissioned.copy(),
            fertiliser=summed(self.fertiliser_place, e.received[self.fertiliser], HOME),
            depreciation=float(wear.sum()),
            workers=summed(self.place, d.employment[self.industry], HOME),
            **self._use_of_plant(e),
            labour=e.labour.copy(),
            hours=e.labour * self.week * given.hours(e.month),
            needed=e.needed,
            bartered=e.bartered,
            in_house=e.in_house,
            money=money_flows(e),
            interference=interference_flows(e),
        )

    def _use_of_plant(self, e: SovietEconomy) -> dict[str, Quantities]:
        """Return (105,) what industry could make, what it left or lost, and when it worked."""
        d, mine = e.directors, self.industry
        able = e.able[mine] * d.coverage[mine]
        return {
            "able": summed(self.place, able, HOME),
            "reserve": summed(self.place, able - d.output[mine], HOME),
            "set_out": summed(self.place, e.planned[mine], HOME),
            "lost": summed(self.place, e.planned[mine] - d.output[mine], HOME),
            "last_third": summed(self.place, self.works * d.last_third[mine], HOME),
        }

    def _by_place(self, output: Rubles) -> Rubles:
        """Return (59, 105) works' output by product and region."""
        size = len(data.PRODUCTS) * HOME
        return summed(self.cell, output, size).reshape(-1, HOME)

    # -- each year -----------------------------------------------------------------

    def year(self, e: SovietEconomy) -> Span:
        """Close the year after its last month."""
        if self.year_so_far is None:
            raise LookupError("No month of the year has been lived.")
        state = _state(e)
        spent = state.unfinished - self.unfinished + self.year_so_far.commissioned
        self.unfinished = state.unfinished
        done, corrected = (
            {
                TRUE: _over(e.made_so_far[self.fates], plan),
                REPORTED: _over(e.counted_so_far[self.fates], plan),
            }
            for plan in (self.january_plan, e.plan.works[self.fates])
        )
        cut, raised = (
            float((self.fate_works * number[self.fates]).sum())
            for number in (e.corrected_down, e.corrected_up)
        )
        accounts = Accounts(
            capital=e.capital_by_place(),
            spent=spent,
            site_years=e.site_years - self.site_years,
            norms=e.plan.norms.copy(),
            planned=e.plan.output.copy(),
            achieved=e.last_achieved.copy(),
            inconsistency=e.plan.inconsistency,
            rounds=e.plan.rounds,
            padding=e.plan.padding,
            tautness=self.tautness,
            fulfilment={
                ledger: medians(met, self.fate_works, self.fate_place)
                for ledger, met in done.items()
            },
            failing={ledger: self._part(met < _MET) for ledger, met in done.items()},
            corrected={
                ledger: medians(met, self.fate_works, self.fate_place)
                for ledger, met in corrected.items()
            },
            bunched={
                ledger: self._part((met >= _MET) & (met < _BUNCH))
                for ledger, met in corrected.items()
            },
            works=summed(self.place, self.works, HOME),
            cut_share=cut / max(cut + raised, 1.0),
            links=self._links_of_year(),
            authorities=authority_year(e),
            farms=farm_year(e),
        )
        return Span(year_of(e.month), self.year_so_far, state, accounts)

    def _part(self, found: Flags) -> Levels:
        """Return the share of works of which something is true."""
        those = summed(self.fate_place, self.fate_works * found, HOME)
        return ratio(those, summed(self.place, self.works, HOME))


def _over(top: Quantities, bottom: Quantities) -> Quantities:
    """Return a ratio, one where nothing is asked."""
    return np.divide(top, bottom, out=np.ones_like(top), where=bottom > 0)


def _state(e: SovietEconomy) -> State:
    """Return the stocks of the day, by region."""
    lines, suppliers = e.lines, e.network.suppliers
    is_open = (e.sites.cost > 0).astype(np.float64)
    return State(
        unfinished=_unfinished(e),
        sites=summed(e.sites.region, is_open, HOME),
        inputs=float(lines.stock[: lines.works_claims].sum()),
        finished=float(lines.finished[: suppliers.works].sum()),
        money=money_state(e),
    )


def _unfinished(e: SovietEconomy) -> Rubles:
    """Return (105, 22) mln rub spent on open sites, by region and purpose."""
    cell = e.sites.region * len(PURPOSES) + e.sites.purpose
    held = summed(cell, e.sites.spent, HOME * len(PURPOSES))
    return held.reshape(HOME, -1)
