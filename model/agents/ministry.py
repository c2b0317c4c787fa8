"""A branch ministry: one group of products, wherever it is made.

A ministry set its works' targets, allotted their funds and preferred deliveries within
the branch to those outside it, to the point of building its own foundries and sawmills
(*vedomstvennost*, the self-sufficiency of a department). Most industrial ministries
were abolished on 1 July 1957 and restored in October 1965. Sources: ``granick1954``,
``nove1969``.
"""

from __future__ import annotations

from collections.abc import Iterable

import mesa

from model.agents.authority import Authority


class Ministry(Authority):
    """Commands the makers of its products in every region."""

    def __init__(self, economy: mesa.Model, name: str, products: Iterable[int]) -> None:
        super().__init__(economy, name, products=products)
