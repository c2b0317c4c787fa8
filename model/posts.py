"""Planning posts: how many stand over the works of each authority, and with whom they sit.

Posts are given and follow works that pass to another authority. Over the hands of works there
are as many below the centre whoever runs them, but for those cut in 1957, and all have the
centre above them. Of the posts for works of regional councils an order may set a part aside:
offices of sales with Gosplan and with the Gosplans of republics, councils of republics. So no
change of who runs what makes posts or loses any.
"""

from __future__ import annotations

import numpy as np

from model.authorities import CENTRE, Orders, kind_of
from model.regime import Regime
from model.regime_file import AUTHORITIES
from model.sums import summed
from model.superiors import republic_over
from model.units import Persons, Quantities, Rows, Shares

_KINDS = len(AUTHORITIES)
_BELOW = tuple(AUTHORITIES.index(name) for name in AUTHORITIES if name not in ("centre", "none"))
_COUNCIL, _REPUBLIC = AUTHORITIES.index("sovnarkhoz"), AUTHORITIES.index("republic")
_NONE = AUTHORITIES.index("none")


def standing(order: Regime, at_centre: float) -> Quantities:
    """Return (kinds, kinds) posts over hands: for works of the first kind, with the second.

    One is the mean of January 1956. ``at_centre``: part of all posts that the centre had then.
    What no authority runs has no posts over it.
    """

    def told(name: str) -> float:
        return float(order.information[name])

    found = np.zeros((_KINDS, _KINDS))
    for kind in _BELOW:
        found[kind, kind] = (1.0 - at_centre) * told(f"staff_{AUTHORITIES[kind]}")
    aside = {
        CENTRE: told("sales_at_centre"),
        _REPUBLIC: told("sales_at_republics") + told("republic_council"),
    }
    for kind, part in aside.items():
        found[_COUNCIL, kind] = part * found[_COUNCIL, _COUNCIL]
    found[_COUNCIL, _COUNCIL] *= 1.0 - sum(aside.values())
    found[:_NONE, CENTRE] += at_centre * told("staff_centre")
    return found


def staff(orders: Orders, kind: Rows, region: Rows, hands: Persons, at_centre: float) -> Quantities:
    """Return (kinds, kinds) posts for works of the first kind with the second, shares of 1956's.

    Where orders stand side by side each holds in its regions. ``kind``: (n,) of authority over
    works, by `AUTHORITIES`; ``region``: (n,); ``hands``: (n,) of January 1956.
    """
    found = np.zeros((_KINDS, _KINDS))
    for order, where in orders:
        mine = where[region]
        below = summed(kind[mine], hands[mine], _KINDS)
        found += below[:, None] * standing(order, at_centre)
    return np.asarray(found / max(hands[kind != _NONE].sum(), 1e-9))


def with_posts(body: Rows, region: Rows) -> Rows:
    """Return bodies with posts, ascending: those over works (n,), their republics, the centre."""
    there = np.concatenate([body, republic_over(np.unique(region)), [CENTRE]])
    return np.asarray(np.unique(there), dtype=np.int64)


def by_body(held: Quantities, found: Rows, body: Rows, region: Rows, works: Quantities) -> Shares:
    """Return (b,) shares of all posts of 1956 that bodies ``found`` have, ascending.

    ``held``: (kinds, kinds) as `staff` returns them; ``body``, ``region``, ``works``: (n,) over
    rows of works and how many are in each. Posts for works of a kind are divided by the number
    of works: with those who run them, with the republics they lie in, with the centre. A body
    that runs none counts as one works.
    """
    kind, of_found = kind_of(body), kind_of(found)
    run = np.maximum(summed(np.searchsorted(found, body), works, len(found)), 1.0)
    total = summed(of_found, run, _KINDS)
    have = np.where(of_found == CENTRE, 0.0, held.diagonal()[of_found] * run / total[of_found])
    number = np.maximum(summed(kind, works, _KINDS), 1.0)
    aside = np.where(kind == _REPUBLIC, 0.0, held[kind, _REPUBLIC]) * works / number[kind]
    have += summed(np.searchsorted(found, republic_over(region)), aside, len(found))
    have[np.searchsorted(found, CENTRE)] += held[:, CENTRE].sum()
    return np.asarray(have)
