"""Which inputs of a works stand for each other: its claims grouped into units."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model import data
from model.claims import ESSENTIAL, NEVER_REQUIRED, substitutes
from model.network import Network
from model.product_table import sector_of_product
from model.sums import gathered
from model.units import Flags, Quantities, Rows, Shares


class Units(NamedTuple):
    """How the inputs of a works combine: substitutes form one unit, others one each.

    ``starts``: first claim of each unit; ``of_claim``: unit of each works claim;
    ``owner_starts``: first unit of each works; ``weight``: zero for what is never required;
    ``required``: (works,) required units; ``essential``: whether output cannot exceed it;
    ``several``: (w,) whether a works claim has substitutes in its unit; ``joint``: the units of
    which this is so, ``members``: their claims, ``first_members``: the first one of each.
    """

    starts: Rows
    of_claim: Rows
    owner_starts: Rows
    weight: Shares
    required: Quantities
    essential: Flags
    several: Flags
    joint: Rows
    members: Rows
    first_members: Rows

    def summed(self, column: Quantities) -> Quantities:
        """Return (units,) the sum of a column (w,) of works claims; most units have but one."""
        total = gathered(column, self.starts)
        if len(self.joint):
            together = gathered(column, self.members)
            total[self.joint] = np.add.reduceat(together, self.first_members)
        return total


def units_of(network: Network, works: int) -> Units:
    """Group the claims of each works into units of substitutes."""
    owner = network.claims.owner[:works]
    product = network.claims.product[:works]
    group = substitutes()[product]
    new_owner = np.diff(owner, prepend=-1) != 0
    new = new_owner | (group == 0) | (np.diff(group, prepend=-1) != 0)
    starts = np.flatnonzero(new)
    unit = np.cumsum(new) - 1
    required = (~np.isin(np.array(data.PRODUCTS), NEVER_REQUIRED)[product]).astype(np.float64)
    weight = np.maximum.reduceat(required, starts)
    owner_starts = np.flatnonzero(np.diff(owner[starts], prepend=-1))
    required = np.add.reduceat(weight, owner_starts)
    maker = sector_of_product()[network.population.product[owner[starts]]]
    essential = np.zeros(len(starts), dtype=np.bool_)
    for sector, names in ESSENTIAL.items():
        inputs = np.isin(product[starts], [data.PRODUCTS.index(name) for name in names])
        essential |= inputs & (maker == data.SECTORS.index(sector))
    number = np.diff(np.append(starts, works))
    several = (number > 1)[unit]
    joint = np.flatnonzero(number > 1)
    first = np.cumsum(number[joint]) - number[joint]
    members = np.flatnonzero(several)
    return Units(
        starts, unit, owner_starts, weight, required, essential, several, joint, members, first
    )
