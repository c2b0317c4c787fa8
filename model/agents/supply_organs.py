"""The supply organs: who is attached to whom, and who gets what is short.

Under the ministries their own sales offices (*glavsbyty*) and Gosplan's issued the
fund certificates (*fondy*) and attached customer to supplier; after 1957 Gosplan's and
the republics' offices did, and from October 1965 the State Committee for Material
Supply (*Gossnab*). They knew padded orders and a backlog. Sources: ``berliner1957``,
``nove1969``.
"""

from __future__ import annotations

from collections.abc import Iterable

import mesa

from model.agents.authority import Authority


class SupplyOrgans(Authority):
    """Attach customers to the makers of funded goods; `works` are those makers.

    ``products`` are the goods on the balance list, which grows as new ones are funded.
    """

    def __init__(self, economy: mesa.Model, products: Iterable[int]) -> None:
        super().__init__(economy, "supply organs", products=products)

    def fund(self, product: int) -> None:
        """Put a product on the balance list, once."""
        if self.products is not None and product not in self.products:
            self.products = (*self.products, product)
