"""The General Staff: the first claimant on the economy.

Its orders for rockets, aircraft and ships were served before any civil need, in the
best quality, and grew with the race of 1958-62 while civil investment slowed; the works
that filled them stayed with all-Union ministries and state committees whatever the order
of the day was. Source: ``nove1969``.
"""

from __future__ import annotations

from collections.abc import Iterable

import mesa

from model.agents.authority import Authority


class GeneralStaff(Authority):
    """Claims space, missile and conventional goods; `works` are those that make them."""

    def __init__(self, economy: mesa.Model, products: Iterable[int]) -> None:
        super().__init__(economy, "General Staff", products=products)
