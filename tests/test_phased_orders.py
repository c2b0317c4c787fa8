"""Orders side by side: where the law has come works are the council's, elsewhere the ministry's."""

import numpy as np

from model import authorities
from model.regime_file import AUTHORITIES
from tests.strategies import SMALL, economy

COUNCIL = AUTHORITIES.index("sovnarkhoz")


def under_councils(e):
    """The regions in which some works are under a council."""
    mine = authorities.kind_of(e.body) == COUNCIL
    return set(np.asarray(e.directors.region)[mine].tolist())


def test_a_pilot_reaches_only_its_regions_and_others_later():
    e = economy("pilot_1957", scale=SMALL)
    e.run("1957-08")
    first = under_councils(e)
    where = {r for order, mask in e.orders if order.name != "1953_ministerial"
             for r in np.flatnonzero(mask).tolist()}  # fmt: skip
    assert first
    assert first <= where
    assert len(where) < len(e.orders[0][1])


def test_posts_of_orders_side_by_side_lie_between_those_of_either():
    from model.superiors import staff

    e = economy("pilot_1957", scale=SMALL)
    e.run("1957-08")
    works = np.bincount(e.directors.region, weights=e.directors.n_works, minlength=105)
    mixed = staff(e.orders, works)
    everywhere = np.ones(105, dtype=bool)
    alone = np.array([staff(((order, everywhere),), works) for order, _ in e.orders])
    assert (mixed >= alone.min(axis=0) - 1e-12).all()
    assert (mixed <= alone.max(axis=0) + 1e-12).all()
