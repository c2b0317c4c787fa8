"""A sovnarkhoz, the council of national economy of a region: everything in one place.

The law of 10 May 1957 put industry and building under 105 such councils, most of them
one oblast large; in 1963 they were merged into 47. What had stopped at the border of a
branch now stopped at the border of a region: *mestnichestvo*, localism. Sources:
``law_1957_05_10``, ``nove1969``.
"""

from __future__ import annotations

from collections.abc import Iterable

import mesa

from model.agents.authority import Authority


class Sovnarkhoz(Authority):
    """Commands the works of its region, or of several once councils are merged."""

    def __init__(self, economy: mesa.Model, name: str, regions: Iterable[int]) -> None:
        super().__init__(economy, name, regions=regions)
