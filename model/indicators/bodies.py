"""What a year shows of authorities: who plans what is delivered, and what is kept back.

Worked out at the year's end: links by their contracts, orders as they were in December.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model.authorities import CENTRE, kind_of
from model.mechanisms import balances, localism
from model.phases.authorities import planning
from model.phases.release import releases
from model.phases.undertaking import wanted
from model.phases.withholding import to_strangers
from model.regime_file import AUTHORITIES

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_UNION = (AUTHORITIES.index("centre"), AUTHORITIES.index("ministry"))


class AuthorityYear(NamedTuple):
    """What the year's end shows of the authorities.

    ``strength``: of links; ``hours``: lines of the centre over what its posts can balance;
    ``union``: part of deliveries planned by Union bodies; ``owed``, ``withheld``: mln rub of
    strangers' orders, and what of them was kept back;
    ``changed``: part of works that passed to another body.
    """

    strength: float
    hours: float
    union: float
    owed: float
    withheld: float
    changed: float


def authority_year(e: SovietEconomy) -> AuthorityYear:
    """Return the year as it closes."""
    lines, planned = e.lines, planning(e)
    total = float(lines.contract.sum())
    union = np.isin(kind_of(planned.superior), _UNION)
    load = balances.overload(planned.lines, planned.posts, e.law(balances.Balances, e.month))
    room = e.law(localism.Localism, e.month)
    owed = kept = 0.0
    if room.active:
        r = releases(e)
        stranger = to_strangers(r, wanted(e)) * (r.seller < e.withheld.size)
        owed = float(stranger.sum())
        withheld = np.append(e.withheld.ravel(), 0.0)
        kept = float((stranger * withheld[r.seller]).sum())
    return AuthorityYear(
        strength=float((lines.contract * lines.strength).sum()) / total,
        hours=float(load[planned.body == CENTRE].sum()),
        union=float((lines.contract * union).sum()) / total,
        owed=owed,
        withheld=kept,
        changed=e.works_moved / float(e.directors.n_works.sum()),
    )
