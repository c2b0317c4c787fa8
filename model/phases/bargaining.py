"""Bargaining: bids of works in December, the division of plans, corrections in the year.

The equations are the `ratchet` room's. All in mln rub a year in prices of 1958.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from model.calendar import MONTHS_A_YEAR
from model.mechanisms import indicator, ratchet
from model.mechanisms.indicator import Payoffs
from model.phases.control_figures import expected_capacity
from model.phases.directing import doubt, payoffs_in_force
from model.population import is_farm_product
from model.units import Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy


@lru_cache(maxsize=64)
def _understated(pay: Payoffs, p: ratchet.Ratchet) -> Shares:
    """Return what it pays to leave out of bids, on the grids of tightness and doubt."""
    return ratchet.understatement(indicator.TIGHTNESS, indicator.aims(pay).worth, p)


def bids(e: SovietEconomy) -> None:
    """Works say what they could make: capacity less what it pays to leave out.

    ``e.bids``: (f,) mln rub a month. The plan expected is last year's with its growth. Who
    does not choose says what he has.
    """
    p, room = e.law(ratchet.Ratchet, e.month), e.law(indicator.Indicator, e.month)
    row = e.fates.row
    e.bids = e.capacity[row] * e.fates.part
    if not (p.active and room.active) or room.by_lot or e.month == 0:
        return
    d = e.directors
    asked = e.plan.works * (1.0 + e.last_growth[d.product])[row] / MONTHS_A_YEAR
    could = e.bids * e.expected[row]
    tightness = np.divide(asked, could, out=np.ones_like(asked), where=could > 0)
    place = indicator.places(tightness, doubt(e, room)[row])
    honest, inspected = payoffs_in_force(e)[:2]
    hidden = np.where(
        (room.inspected[d.sector] > 0)[row],
        _understated(inspected, p)[place],
        _understated(honest, p)[place],
    )
    e.bids = e.bids * (1.0 - hidden)


def bargain(e: SovietEconomy) -> None:
    """Bring plans of products part of the way down to what their works say they can make."""
    p = e.law(ratchet.Ratchet, e.month)
    if p.active and e.month > 0:
        lower = ratchet.bargained(e.plan.output, expected_capacity(e), p)
        e.plan.output = np.where(is_farm_product(), e.plan.output, lower)


def corrections(e: SovietEconomy) -> None:
    """Correct the plans of works hopelessly behind, or far ahead, for the rest of the year."""
    p = e.law(ratchet.Ratchet, e.month)
    if not p.active:
        return
    due = e.due_so_far
    met = np.divide(e.counted_so_far, due, out=np.ones_like(due), where=due > 0)
    factor = ratchet.correction(met, p)
    e.plan.works = e.plan.works * factor
    e.due_so_far = due * factor
    e.corrected_down += factor < 1.0
    e.corrected_up += factor > 1.0
