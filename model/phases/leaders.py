"""Leaders: what their effort adds, and at the year's end who is promoted and who goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import chance
from model.authorities import NOBODY, kind_of
from model.calendar import MONTHS_A_YEAR
from model.leaders import founded, of_today
from model.mechanisms import careers
from model.phases.release import peers_of
from model.sums import summed
from model.units import Quantities, Rows, Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_POINTS = 100.0
_FIRST_YEARS = 2


def striven(e: SovietEconomy, planned: Rubles) -> Rubles:
    """Return (n,) what works set out to make once their leaders drive them; at most what they can.

    ``planned``: (n,) mln rub, what directors would make on their own.
    """
    if not e.law(careers.Careers, e.month).active:
        return planned
    now = of_today(e.leaders, e.body)
    effort = now.effort[np.searchsorted(now.body, e.body)]
    harder = planned * np.exp(effort - e.leaders.usual)
    return np.asarray(np.minimum(harder, np.maximum(e.able, planned)))


def appoint(e: SovietEconomy) -> None:
    """Appoint the leaders of January 1956: nobody has outgrown anybody yet."""
    p, output = e.law(careers.Careers, 0), np.asarray(e.directors.opening_output)
    body = np.unique(e.body)
    even = careers.chance_of_promotion(np.zeros(len(body)), np.zeros(len(body)), p)
    clear = careers.sharpness(1.0, 1.0, peers_of(e, body) > 0)
    usual = float(careers.effort(even, clear, p).mean())
    e.leaders = founded(e.body, output * MONTHS_A_YEAR, usual)


def judge(e: SovietEconomy) -> None:
    """Judge leaders by the year's growth: chances, effort of the coming year, who goes."""
    p = e.law(careers.Careers, e.month)
    made = np.asarray(e.counted_so_far)
    now = of_today(e.leaders, e.body)
    if not p.active:
        return
    place = np.searchsorted(now.body, e.body)
    growth = _growth(place, len(now.body), made, now.before)
    kind = kind_of(now.body)
    compared = peers_of(e, now.body) > 0
    weight = compared.astype(np.float64)
    number = np.maximum(summed(kind, weight, kind.max() + 1), 1.0)
    mean = (summed(kind, growth * weight, kind.max() + 1) / number)[kind]
    common, own = _variances(now.shared, growth[now.body != NOBODY])
    clear = careers.sharpness(common, own, compared)
    promotion = careers.chance_of_promotion(growth, np.where(compared, mean, 0.0), p)
    goes = _who_goes(e, place, promotion, growth, p)
    e.leaders = now._replace(
        tenure=np.where(goes, 0.0, now.tenure + 1.0),
        effort=np.where(now.body == NOBODY, now.usual, careers.effort(promotion, clear, p)),
        promotion=promotion,
        before=made.copy(),
        shared=(*now.shared, float(growth[now.body != NOBODY].mean())),
    )


def _growth(place: Rows, bodies: int, made: Rubles, before: Rubles) -> Quantities:
    """Return (b,) growth of reported output of the works a body runs today, points."""
    now, then = (summed(place, weights=column, minlength=bodies) for column in (made, before))
    known = (now > 0) & (then > 0)
    ratio = np.divide(now, then, out=np.ones(bodies), where=known)
    return np.asarray(_POINTS * np.log(np.maximum(ratio, np.finfo(np.float64).tiny)))


def _variances(shared: tuple[float, ...], growth: Quantities) -> tuple[float, float]:
    """Return variances of growth between years and between bodies; alike until years tell."""
    own = float(growth.var())
    return (float(np.var(shared)) if len(shared) >= _FIRST_YEARS else own), own


def _who_goes(
    e: SovietEconomy, place: Rows, promotion: Quantities, growth: Quantities, p: careers.Careers
) -> Rows:
    """Return (b,) whether a leader leaves: promoted, or dismissed from the slowest."""
    first = np.full(len(promotion), np.iinfo(np.int64).max)
    np.minimum.at(first, place, e.identity)  # a body is known by its first works, not by a name
    drawn = chance.uniform(e.seed_of_luck, "promotion", e.month, first)
    slow = growth < np.quantile(growth, p.dismissal)
    return np.asarray((drawn < promotion) | slow)
