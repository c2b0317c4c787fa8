"""Secretaries: how they are judged beside their neighbours, and what they turn to next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import chance, data
from model.committees import mean_of_neighbours
from model.farmland import FALLOW
from model.mechanisms import careers, interference
from model.shelves import farm_goods
from model.sums import summed
from model.units import Flags, Hectares, Quantities, Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_REGIONS = len(data.REGIONS)
_POINTS = 100.0


def procurement(e: SovietEconomy) -> None:
    """Count what the state took this month of what farms of each region made.

    Not what left its stores, where grain from abroad and from other years lies as well.
    """
    taken = summed(e.farms.region, e.procured, _REGIONS)
    e.committees.procured = e.committees.procured + taken


def judge_secretaries(e: SovietEconomy) -> None:
    """Compare what the centre sees of each region with its neighbours and with the plan.

    Who is promoted goes; his successor thinks no side behind.
    """
    p, c, o = e.law(interference.Interference, e.month), e.committees, e.officials
    works = e.fates.of_rows(e.counted_so_far)
    made = summed(e.directors.region, works, _REGIONS)
    procured = c.procured * (1.0 + np.asarray(o.padding))  # as the centre is told
    sown, c.procured = sown_by_region(e), np.zeros(_REGIONS)
    before = c.made_before, c.procured_before, c.sown_before
    c.made_before, c.procured_before, c.sown_before = made, procured, sown
    if not p.active:
        o.padding, o.pledged = np.zeros((2, _REGIONS))
        return
    farms = farm_goods()
    industry, tonnes = _growth(made, before[0]), _growth(procured, before[1])
    fields = interference.both_seen(tonnes, _growth(sown, before[2]), p)
    behind = (
        mean_of_neighbours(industry) - industry + _planned(e, ~farms) - _nation(made, before[0]),
        mean_of_neighbours(fields) - fields + _planned(e, farms) - _nation(procured, before[1]),
    )
    o.behind_industry = interference.remembered(np.asarray(o.behind_industry), behind[0], p)
    o.behind_farms = interference.remembered(np.asarray(o.behind_farms), behind[1], p)
    o.padding = interference.padded(np.asarray(o.behind_farms), p)
    o.pledged = interference.pledged(np.asarray(o.behind_farms), p)
    weight = np.asarray(o.industry)
    room = e.law(careers.Careers, e.month)
    ahead = -(weight * behind[0] + (1.0 - weight) * behind[1])
    o.promotion = careers.chance_of_promotion(ahead, room)
    drawn = chance.uniform(e.seed_of_luck, "secretary", e.month, np.arange(_REGIONS))
    gone = (drawn < np.asarray(o.promotion)) & room.active
    o.tenure = np.where(gone, 0.0, np.asarray(o.tenure) + 1.0)
    o.behind_industry = np.where(gone, 0.0, np.asarray(o.behind_industry))
    o.behind_farms = np.where(gone, 0.0, np.asarray(o.behind_farms))


def sown_by_region(e: SovietEconomy) -> Hectares:
    """Return (105,) thousand ha under crops this year."""
    farms = e.land
    return e.countryside.by_region(np.asarray(farms.arable) * (1.0 - farms.shares[:, FALLOW]))


def _growth(now: Rubles, before: Rubles) -> Quantities:
    """Return (105,) growth in points; nothing where there was nothing to grow from."""
    known = (now > 0) & (before > 0)
    ratio = np.divide(now, before, out=np.ones_like(now), where=known)
    return np.asarray(_POINTS * np.log(ratio))


def _nation(now: Rubles, before: Rubles) -> float:
    return float(_POINTS * np.log(max(now.sum(), 1e-300) / max(before.sum(), 1e-300)))


def _planned(e: SovietEconomy, of: Flags) -> float:
    """Return the growth of goods that the path of the plan in force asks for, points."""
    weight = e.last_achieved * of
    return float(_POINTS * (e.plan.path * weight).sum() / weight.sum())
