"""What farms use of their own produce: seed for the fields, feed for the animals.

It never leaves the region's farms as long as these have it: seed and feed are no deliveries.
Where a region's animals need more than its fields can spare, farms buy feed back from the
state, through the region's depot. All tables are (59, 105) by product and region, mln rub a month.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from model import data
from model.opening import Opening
from model.population import is_farm_product
from model.product_table import sector_of_product
from model.sums import product
from model.units import Quantities, Rubles, Shares


class FarmUse(NamedTuple):
    """``seed``, ``feed``: needs; ``own``: the part of a need that own fields cover."""

    seed: Rubles
    feed: Rubles
    own: Shares

    def kept(self) -> Rubles:
        """Return what stays on farms."""
        return np.asarray((self.seed + self.feed) * self.own)

    def bought(self) -> Rubles:
        """Return what farms buy back."""
        return np.asarray((self.seed + self.feed) * (1.0 - self.own))


@cache
def is_farm() -> Quantities:
    """Return (59,) one for what farms grow; not to be written to."""
    found = is_farm_product().astype(np.float64)
    found.flags.writeable = False
    return found


def is_animal() -> Quantities:
    """Return (59,) one for animal produce."""
    return np.where(sector_of_product() == data.SECTORS.index("livestock"), 1.0, 0.0)


def inside(norms: Quantities) -> Quantities:
    """Return (59, 59) norms of farm produce used by farms; zero elsewhere."""
    farm = is_farm()
    return np.asarray(norms * farm[:, None] * farm[None, :])


def at_opening(opening: Opening, made: Rubles, least_marketed: float) -> FarmUse:
    """Return what farms need of their own produce in January 1956, and how far they have it.

    ``made`` (59, 105): output, mln rub a month; ``least_marketed``: the part of a region's
    produce that always went to the state.
    """
    norms, animal = inside(opening.norms), is_animal()
    feed = product(norms, made * animal[:, None])
    seed = product(norms, made * (1.0 - animal)[:, None])
    eaten = np.divide(
        opening.use("farm_use"), opening.output, out=np.zeros(len(animal)),
        where=opening.output > 0,
    )  # fmt: skip
    free = made * (1.0 - eaten - least_marketed)[:, None]
    need = seed + feed
    own = np.divide(np.maximum(free, 0.0), need, out=np.ones_like(need), where=need > free)
    return FarmUse(seed, feed, own)
