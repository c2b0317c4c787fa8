"""Leaders: what their effort adds, and at the year's end who is promoted and who goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import chance
from model.authorities import NOBODY, kind_of
from model.calendar import MONTHS_A_YEAR
from model.leaders import founded, of_today
from model.mechanisms import careers
from model.phases.withholding import peers_of
from model.sums import summed
from model.units import Flags, Quantities, Rows, Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_POINTS = 100.0


def striven(e: SovietEconomy, planned: Rubles) -> Rubles:
    """Return (f,) what works set out to make once their leaders drive them; at most what they can.

    ``planned``: (f,) mln rub, what directors would make on their own.
    """
    if e.leaders.usual is None or not e.law(careers.Careers, e.month).active:
        return planned
    now = of_today(e.leaders, e.body)
    effort = now.effort[np.searchsorted(now.body, e.body)]
    harder = planned * np.exp(effort - e.leaders.usual)[e.fates.row]
    return np.asarray(np.minimum(harder, np.maximum(e.able_of_fate, planned)))


def appoint(e: SovietEconomy) -> None:
    """Appoint the leaders of January 1956; what their works made is of 1955."""
    output = np.asarray(e.directors.opening_output, dtype=np.float64)
    e.leaders = founded(e.body, output * MONTHS_A_YEAR)


def judge(e: SovietEconomy) -> None:
    """Judge leaders by the year's growth: chances, effort of the coming year, who goes."""
    p = e.law(careers.Careers, e.month)
    if not p.active:
        return
    made, now = e.fates.of_rows(e.counted_so_far), of_today(e.leaders, e.body)
    place, bodies = np.searchsorted(now.body, e.body), len(now.body)
    growth = _growth(place, bodies, made, now.before)
    planned = now.before * (1.0 + e.plan.growth)[e.directors.product]
    expected = _growth(place, bodies, planned, now.before)
    kind, compared = kind_of(now.body), peers_of(e, now.body)
    kinds = int(kind.max()) + 1
    number = np.maximum(summed(kind, compared, kinds), 1.0)
    mean = (summed(kind, growth * compared, kinds) / number)[kind]
    run = summed(place, made, bodies) * (now.body != NOBODY)
    excess = float(((growth - expected) * run).sum() / run.sum())
    foreseen = excess if now.usual is None else now.excess
    ahead = growth - np.where(compared > 0, mean, expected + foreseen)
    promotion = careers.chance_of_promotion(ahead, p)
    effort = careers.effort(promotion, careers.sharpness(ahead, kind, p), p)
    usual = float((effort * run).sum() / run.sum()) if now.usual is None else now.usual
    e.leaders = now._replace(
        tenure=np.where(_promoted(e, place, promotion), 0.0, now.tenure + 1.0),
        effort=np.where(now.body == NOBODY, usual, effort),
        promotion=promotion,
        before=made.copy(),
        usual=usual,
        excess=excess,
    )


def _growth(place: Rows, bodies: int, made: Rubles, before: Rubles) -> Quantities:
    """Return (b,) growth of reported output of the works a body runs today, points."""
    now, then = (summed(place, weights=column, minlength=bodies) for column in (made, before))
    known = (now > 0) & (then > 0)
    ratio = np.divide(now, then, out=np.ones(bodies), where=known)
    return np.asarray(_POINTS * np.log(np.maximum(ratio, np.finfo(np.float64).tiny)))


def _promoted(e: SovietEconomy, place: Rows, promotion: Quantities) -> Flags:
    """Return (b,) who is promoted; a body is known by its first works, not by a name."""
    first = np.full(len(promotion), np.iinfo(np.int64).max)
    np.minimum.at(first, place, e.identity)
    drawn = chance.uniform(e.seed_of_luck, "promotion", e.month, first)
    return np.asarray(drawn < promotion)
