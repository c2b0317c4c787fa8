"""Rescuing: what secretaries have brought to the works with most at stake."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.mechanisms import hoarding, interference
from model.mechanisms.assortment import PARTS, all_kinds
from model.phases import safety, sorting
from model.sums import blockwise, gathered, summed
from model.units import Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_REGIONS = len(data.REGIONS)


def rescue(e: SovietEconomy) -> None:
    """Have what the works with most at stake lack brought from the stores of others.

    Those in reach give all that they do not need this month, others the part their superiors
    let go.
    """
    p, o, d = e.law(interference.Interference, e.month), e.officials, e.directors
    o.rescues = o.diverted = 0.0
    if not p.active:
        return
    need = e.norm_of_claim * gathered(e.planned, e.owner)
    reach = gathered(e.committees.reach, e.owner)
    lacking: Rubles
    spare: Rubles
    lacking, spare = blockwise(_lacking_and_spare, e.sorts, need, reach)
    if not lacking.any():
        return
    works, n = np.asarray(d.n_works, dtype=np.float64), len(d)
    there = summed(e.market, spare, safety.CELLS) > 0
    found = lacking * gathered(there, e.market)
    wanted = summed(e.owner, lacking, n)
    hope = interference.helped_by(wanted, summed(e.owner, found, n))
    able = interference.shortages_solved(np.asarray(o.industry), p)
    stake = e.loss_foreseen * hope * e.planned / works
    chosen = interference.rescued(stake, works, d.region, able)
    if not chosen.any():
        return
    came = summed(e.owner, _bring(e, need, (lacking, spare, reach), chosen), n)
    o.diverted = summed(d.region, came, _REGIONS)
    solved = chosen * interference.helped_by(wanted * chosen, came)
    o.rescues = summed(d.region, solved * works, _REGIONS)


def _bring(
    e: SovietEconomy, need: Rubles, held: tuple[Rubles, Rubles, Shares], chosen: Shares
) -> Rubles:
    """Bring works what they lack from stores and from what makers cannot sell; return what came.

    ``need``: (w,) mln rub; ``held``: (w,) what is lacking of it, what is let go of what is there
    beyond it, and the part that is let go; ``chosen``: (n,) the part of a works' shortages that
    is looked after. Returns (w,). Who is helped gives nothing of what he is brought.
    """
    lacking, spare, reach = held
    helped = gathered(chosen, e.owner)
    called = lacking * helped
    gives = called <= 0
    makers, left, cells = safety.makers(e), safety.unsold(e), safety.CELLS
    offered = summed(e.market, spare * gives, cells) + summed(makers, left, cells)
    parts = hoarding.changing_hands(offered, summed(e.market, called, cells))
    give, take = (gathered(part, e.market) for part in parts)
    give *= gives
    came = called * take
    e.spot_gained[: len(need)] += came - spare * give
    safety.sell(e, left * parts[0][makers])
    blockwise(_after, e.sorts, need, give * reach, take * helped, into=sorting.stores(e))
    return came


def _lacking_and_spare(sorts: Rubles, need: Rubles, reach: Shares) -> tuple[Rubles, Rubles]:
    """Return (w,) what works lack of their need, and what is let go of what they have beyond it."""
    beyond = sorts - PARTS * need
    more = np.maximum(beyond, 0.0)
    spare = all_kinds(more)
    more -= beyond
    return all_kinds(more), spare * reach


def _after(sorts: Rubles, need: Rubles, give: Shares, take: Shares) -> tuple[Rubles, Rubles]:
    """Return (k, w) stocks, and their sums, once parts of surplus and shortage changed hands."""
    beyond = sorts - PARTS * need
    short = np.minimum(beyond, 0.0)
    beyond -= short
    beyond *= give
    short *= take
    held = sorts - beyond
    held -= short
    np.maximum(held, 0.0, out=held)
    return held, all_kinds(held)
