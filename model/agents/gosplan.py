"""Gosplan, the State Planning Committee: balances the whole economy on paper.

It drew up the perspective plan, each December's control figures and the material
balances that were meant to make them possible; it worked from the reports of those it
planned, with a few thousand staff and four months' time. From May 1957 it also took
over what the abolished ministries' sales offices had known. Sources: ``nove1969``.
"""

from __future__ import annotations

import mesa

from model.agents.authority import Authority


class Gosplan(Authority):
    """Plans for every works of the Union."""

    def __init__(self, economy: mesa.Model) -> None:
        super().__init__(economy, "Gosplan")
