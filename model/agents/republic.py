"""A Union republic: plans part of its own industry, before 1957 a tenth, after it most.

Its Gosplan and, in the three largest from the summer of 1960, a republican council stood
between the centre and the sovnarkhozy. Source: ``nove1969``.
"""

from __future__ import annotations

from collections.abc import Iterable

import mesa

from model.agents.authority import Authority


class Republic(Authority):
    """Stands over the works of its regions, so far as planning is its own."""

    def __init__(self, economy: mesa.Model, name: str, regions: Iterable[int]) -> None:
        super().__init__(economy, name, regions=regions)

    def __contains__(self, region: int) -> bool:
        """Say whether a region lies in the republic."""
        return region in (self.regions or ())
