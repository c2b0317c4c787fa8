"""An authority: one who stands over works, by what they make and by where they stand.

Its domain is what it could run: a branch, a place. Which works it *does* run in a month is
for the order in force to say (`model.authorities`), and they are its `subordinates`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import mesa
import numpy as np

from model.agents.factory_director import FactoryDirector
from model.authorities import CENTRE
from model.leaders import of_today
from model.rows import Part


class Leader(NamedTuple):
    """Who leads a body: years in the post, effort (log output), last chance of promotion."""

    tenure: float
    effort: float
    promotion: float


class Authority(mesa.Agent):
    """Commands the works that make its products in its regions (None: all of them)."""

    def __init__(
        self,
        economy: mesa.Model,
        name: str,
        products: Iterable[int] | None = None,
        regions: Iterable[int] | None = None,
    ) -> None:
        super().__init__(economy)
        self.name = name
        self.products = None if products is None else tuple(products)
        self.regions = None if regions is None else tuple(regions)
        self.body = CENTRE

    def works(self, economy: Any) -> Part[FactoryDirector]:
        """Return the rows of the directors under it."""
        directors = economy.directors
        mine = np.ones(len(directors), dtype=bool)
        if self.products is not None:
            mine &= np.isin(directors.product, self.products)
        if self.regions is not None:
            mine &= np.isin(directors.region, self.regions)
        chosen: Part[FactoryDirector] = directors.part(np.flatnonzero(mine))
        return chosen

    def subordinates(self, economy: Any) -> Part[FactoryDirector]:
        """Return the rows of the directors whom the order of the month puts under it."""
        chosen: Part[FactoryDirector] = economy.directors.part(
            np.flatnonzero(economy.body == self.body)
        )
        return chosen

    def leader(self, economy: Any) -> Leader | None:
        """Return who leads it; None while the order of the month gives it no works."""
        now = of_today(economy.leaders, economy.body)
        place = np.flatnonzero(now.body == self.body)
        if not len(place):
            return None
        columns = (now.tenure, now.effort, now.promotion)
        return Leader(*(float(column[place[0]]) for column in columns))

    def fulfilment(self, economy: Any) -> float:
        """Return the reported output of its works this month as a share of their plan.

        It sees reports, not the truth. Without a plan there is nothing to fall short of: 1.
        """
        works = self.works(economy)
        asked = float(works.target.sum())
        return float(works.reported_output.sum()) / asked if asked > 0 else 1.0

    def __repr__(self) -> str:
        """Give kind and name."""
        return f"<{type(self).__name__} {self.name}>"
