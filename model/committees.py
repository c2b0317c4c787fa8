"""What is known of party committees beside their rows: whom they reach, what was usual.

Worked out anew when the law changes, and from the opening map for 1955.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.authorities import kind_of, republics
from model.mechanisms import balances
from model.posts import standing
from model.regime_file import AUTHORITIES
from model.sums import summed
from model.units import Flags, Hectares, Quantities, Rows, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

SENDERS = ("party", "council", "republic", "centre")
"""Whose orders are counted."""
_SENDER_OF = {
    "centre": "centre",
    "ministry": "centre",
    "republic": "republic",
    "sovnarkhoz": "council",
    "local_soviet": "council",
}
_REGIONS = len(data.REGIONS)


@dataclass
class Committees:
    """Columns over works (n,), farm rows (m,) and regions (105,).

    ``near``: (n,) whether the superior sits in the region, ``reach``: (n,) part of what is
    asked for that he lets go; ``posts``: (4, n) posts
    for them over their hands by `SENDERS`, the party left empty; ``of_body``: for which map.

    ``usual_away``, ``usual_orders``: (n,) people lent in a month of harvest, and orders a
    quarter, in 1955; ``usual_help``: (105,) people lent over farm hands then.

    ``away``: (n,) part of people lent this month; ``orders``: (4, n) orders a quarter;
    ``left``: (n,) of what plant can make, over 1955; ``help``, ``saved``: (105,) people lent
    over farm hands, mln rub of crops saved this month; ``procured``: (105,) of what farms made
    this year; ``..._before``: that, what works made, and thousand ha sown, last year.
    """

    near: Flags
    reach: Shares
    posts: Quantities
    of_body: Rows
    usual_away: Shares
    usual_orders: Quantities
    usual_help: Shares
    away: Shares
    orders: Quantities
    left: Shares
    help: Shares
    saved: Quantities
    procured_before: Quantities
    made_before: Quantities
    sown_before: Hectares
    procured: Quantities = field(default_factory=lambda: np.zeros(_REGIONS))


def near(e: SovietEconomy) -> Flags:
    """Return (n,) whether the superior of each works sits in its region.

    Its council does, its soviet, the government of a republic of one region.
    """
    region, kind = e.directors.region, kind_of(e.body)
    here: Flags = np.isin(kind, [AUTHORITIES.index(name) for name in ("local_soviet", "none")])
    seat = e.council[region] == region
    here |= (kind == AUTHORITIES.index("sovnarkhoz")) & seat
    alone = np.bincount(republics(), minlength=len(data.REPUBLICS))[republics()] == 1
    here |= (kind == AUTHORITIES.index("republic")) & alone[region]
    return here


def posts_by_sender(e: SovietEconomy) -> Quantities:
    """Return (4, n) posts for each works over its hands, by whom they sit with."""
    at_centre = e.law(balances.Balances, e.month).centre_posts
    region, kind = e.directors.region, kind_of(e.body)
    found = np.zeros((len(SENDERS), len(region)))
    for order, where in e.orders:
        mine = np.flatnonzero(where[region])
        over = standing(order, at_centre)
        for number, name in enumerate(AUTHORITIES):
            if name in _SENDER_OF:
                found[SENDERS.index(_SENDER_OF[name]), mine] += over[kind[mine], number]
    return found


@lru_cache(maxsize=1)
def _neighbours() -> tuple[Rows, Rows]:
    """Return pairs of regions that touch, both ways."""
    index = {name: number for number, name in enumerate(data.REGIONS)}
    rows = data.table("history/adjacency")
    one = np.array([index[row["a"]] for row in rows])
    other = np.array([index[row["b"]] for row in rows])
    return np.concatenate([one, other]), np.concatenate([other, one])


def mean_of_neighbours(column: Quantities) -> Quantities:
    """Return (105,) the mean of a column over each region's neighbours; its own without any."""
    here, there = _neighbours()
    number = np.bincount(here, minlength=_REGIONS)
    total = summed(here, column[there], _REGIONS)
    return np.where(number > 0, total / np.maximum(number, 1), column)
