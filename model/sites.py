"""Building sites: a table that grows, with dead rows flagged and swept now and then.

A row is what was started in one region for one purpose in one month: its cost, what has
been spent, its design time. Purposes are the twenty sectors, dwellings and other
non-productive building.
"""

from __future__ import annotations

import numpy as np

from model import chance, data
from model.mechanisms import construction
from model.opening import MONTHS, Opening
from model.sums import summed
from model.units import Flags, Quantities, Rows, Rubles, Shares

PURPOSES = (*data.SECTORS, "dwellings", "other_nonproductive")
DWELLINGS = len(data.SECTORS)
NONPRODUCTIVE = DWELLINGS + 1
_SWEEP = 4_000
_COHORTS = 8


class Sites:
    """All open building sites as columns.

    ``region``, ``purpose``: codes; ``cost``, ``spent``: mln rub; ``months``: design time;
    ``started``: month. Money is conserved: what is spent is in ``spent`` until the site
    is commissioned and leaves the table.
    """

    def __init__(self, opening: Opening, place: Rubles, p: construction.Construction) -> None:
        self.regions = len(data.REGIONS)
        self.region = np.zeros(0, dtype=np.int64)
        self.purpose = np.zeros(0, dtype=np.int64)
        self.cost, self.spent, self.months = np.zeros(0), np.zeros(0), np.zeros(0)
        self.started = np.zeros(0, dtype=np.int64)
        monthly = np.maximum(place.sum(axis=0), 1e-9)
        tied_up = opening.unfinished / monthly
        self.short_months = construction.short_months(tied_up, p)
        self.long_part = construction.long_outlays(tied_up, p)
        self._open_opening(place, p)

    def _open_opening(self, rate: Rubles, p: construction.Construction) -> None:
        """Open what was under way in January 1956: most of it young, in each place other ages.

        ``rate``: (105, 22) mln rub a month spent in each place on each purpose; sites are
        due more than that by the opening delay.
        """
        parts = ((p.long_site, self.long_part), (self.short_months, 1.0 - self.long_part))
        for months, part in parts:
            time = np.broadcast_to(months, part.shape)
            young = construction.outlays_by_age(time * p.opening_delay, _COHORTS, p)
            for cohort in range(_COHORTS):
                monthly = rate * (part * young[:, cohort])[None, :]
                region, purpose = np.nonzero(monthly > 0)
                design = time[purpose]
                cost = monthly[region, purpose] * design * p.opening_delay
                age = (cohort + ((region + purpose) % _COHORTS + 0.5) / _COHORTS) / _COHORTS
                started = -np.rint(age * design * p.opening_delay)
                self._add(region, purpose, cost, cost * age, design, started)

    def _add(
        self,
        region: Rows,
        purpose: Rows,
        cost: Rubles,
        spent: Rubles,
        months: Quantities,
        started: Quantities,
    ) -> None:
        self.region = np.concatenate([self.region, region])
        self.purpose = np.concatenate([self.purpose, purpose])
        self.cost = np.concatenate([self.cost, cost])
        self.spent = np.concatenate([self.spent, spent])
        self.months = np.concatenate([self.months, months])
        self.started = np.concatenate([self.started, started.astype(np.int64)])

    def pool(self) -> Rows:
        """Return (n,) which store of material a site draws on: its region's, or for dwellings."""
        return np.asarray(self.region + self.regions * (self.purpose == DWELLINGS))

    def due(self) -> Rubles:
        """Return (n,) mln rub each site is due this month."""
        return construction.due(self.cost, self.spent, self.months)

    def due_by_place(self) -> Rubles:
        """Return (105, 22) mln rub due this month by region and purpose."""
        cell = self.region * len(PURPOSES) + self.purpose
        total = summed(cell, weights=self.due(), minlength=self.regions * len(PURPOSES))
        return total.reshape(self.regions, len(PURPOSES))

    def start(self, rate: Rubles, month: int, seed: int, p: construction.Construction) -> None:
        """Start sites that are due ``rate`` (105, 22) mln rub a month in all."""
        region, purpose = np.nonzero(rate > 0)
        cell = region * len(PURPOSES) + purpose
        months = construction.design_months(
            self.long_part[purpose],
            self.short_months[purpose],
            chance.uniform(seed, "site:long", month, cell),
            chance.uniform(seed, "site:months", month, cell),
            p,
        )
        cost = rate[region, purpose] * months
        self._add(region, purpose, cost, np.zeros(len(cost)), months, np.full(len(cost), month))

    def build(
        self, material: Rubles, month: int, listed: float = 0.0
    ) -> tuple[Rubles, Rubles, Quantities]:
        """Spend material on the sites and commission those that are full.

        Parameters
        ----------
        material : (210,) mln rub by region, then for dwellings by region
        listed : part of what is due that a list of big sites takes before the rest

        Returns
        -------
        spent : (210,) mln rub taken from each store, never above it
        commissioned : (105, 22) mln rub of assets handed over
        years : (2,) summed cost-weighted years from start to commissioning, and the cost
        """
        pool, pace, left = self.pool(), self.cost / self.months, self.cost - self.spent
        if listed > 0.0:
            first = self._list(pool, listed)
            put = construction.built_by_list(pace, left, pool, material, first)
        else:
            put = construction.built(pace, left, pool, material)
        self.spent = self.spent + put
        spent = summed(pool, weights=put, minlength=2 * self.regions)
        full = (self.spent >= self.cost * (1.0 - 1e-9)) & (self.cost > 0)
        cell = self.region[full] * len(PURPOSES) + self.purpose[full]
        handed = summed(cell, weights=self.spent[full], minlength=self.regions * len(PURPOSES))
        age = (month + 1 - self.started[full]) / MONTHS
        years = np.array([float((age * self.cost[full]).sum()), float(self.cost[full].sum())])
        self.cost = np.where(full, 0.0, self.cost)
        self.spent = np.where(full, 0.0, self.spent)
        if full.sum() and (self.cost == 0).sum() > _SWEEP:
            self._sweep()
        return spent, handed.reshape(self.regions, len(PURPOSES)), years

    def _list(self, pool: Rows, part: float) -> Flags:
        """Return (n,) the big sites that are served before the others."""
        done = np.divide(self.spent, self.cost, out=np.zeros_like(self.cost), where=self.cost > 0)
        return construction.on_the_list(self.due(), pool, done, self.months > MONTHS, part)

    def _sweep(self) -> None:
        """Forget the rows of commissioned sites."""
        keep = self.cost > 0
        for name in ("region", "purpose", "cost", "spent", "months", "started"):
            setattr(self, name, getattr(self, name)[keep])

    def unfinished(self) -> Shares:
        """Return (105,) mln rub spent on sites not yet commissioned, by region."""
        return summed(self.region, weights=self.spent, minlength=self.regions)
