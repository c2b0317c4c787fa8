"""An authority: one who stands over works, by what they make and by where they stand.

What an authority *may do* to its works is a matter of the order in force
(`model.regime`); here is only whom it means when it says "my works".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import mesa
import numpy as np

from model.agents.factory_director import FactoryDirector
from model.rows import Part


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
