"""What the statistical office writes down of secretaries: orders sent, people lent, rescues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.sums import summed
from model.units import Persons, Quantities, Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_REGIONS = len(data.REGIONS)
_MONTHS_A_QUARTER = 3.0


@dataclass(frozen=True)
class InterferenceFlows:
    """Sums over months; R regions.

    ``orders`` (4, R): that reached directors, by `committees.SENDERS`; ``works`` (R,):
    works times months; ``lent``, ``people`` (R,): thousand person-months of works at the
    harvest, and in all; ``rescues`` (R,): works whose shortage was solved; ``diverted``,
    ``saved`` (R,): mln rub brought for them from others, of crops saved by those lent;
    ``able``, ``usual`` (R,): mln rub that plant could make, and could have with the orders
    and the harvest of 1955.
    """

    orders: Quantities
    works: Quantities
    lent: Persons
    people: Persons
    rescues: Quantities
    diverted: Rubles
    saved: Rubles
    able: Rubles
    usual: Rubles

    def __add__(self, other: InterferenceFlows) -> InterferenceFlows:
        """Return the sum of both."""
        pairs = zip(vars(self).values(), vars(other).values(), strict=True)
        return InterferenceFlows(*(one + two for one, two in pairs))

    def of_nation(self) -> InterferenceFlows:
        """Return the same with regions added up."""
        return InterferenceFlows(*(c.sum(axis=-1, keepdims=True) for c in vars(self).values()))


def interference_flows(e: SovietEconomy) -> InterferenceFlows:
    """Return the month just lived."""
    d, o, c = e.directors, e.officials, e.committees
    works = np.asarray(d.n_works, dtype=np.float64)

    def by_region(column: Quantities) -> Quantities:
        return summed(d.region, column, _REGIONS)

    return InterferenceFlows(
        orders=np.stack([by_region(sent * works) for sent in c.orders]) / _MONTHS_A_QUARTER,
        works=by_region(works),
        lent=by_region(c.away * np.asarray(d.employment)),
        people=by_region(np.asarray(d.employment)),
        rescues=np.asarray(o.rescues).copy(),
        diverted=np.asarray(o.diverted).copy(),
        saved=c.saved.copy(),
        able=by_region(e.capacity),
        usual=by_region(e.capacity / c.left),
    )
