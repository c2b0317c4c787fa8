"""Orders side by side: where the law has come works are the council's, elsewhere the ministry's."""

import numpy as np

from model import authorities
from model.regime_file import AUTHORITIES
from tests.strategies import SMALL
from tests.worlds import lived

COUNCIL = AUTHORITIES.index("sovnarkhoz")


def under_councils(e):
    """The regions in which some works are under a council."""
    mine = authorities.kind_of(e.body) == COUNCIL
    return set(np.asarray(e.directors.region)[mine].tolist())


def test_a_pilot_reaches_only_its_regions_and_others_later():
    e = lived("1957-08", "pilot_1957", scale=SMALL)
    first = under_councils(e)
    where = {r for order, mask in e.orders if order.name != "1953_ministerial"
             for r in np.flatnonzero(mask).tolist()}  # fmt: skip
    assert first
    assert first <= where
    assert len(where) < len(e.orders[0][1])


def test_orders_side_by_side_have_their_posts_each_in_its_own_regions():
    from model.posts import staff

    e = lived("1957-08", "pilot_1957", scale=SMALL)
    kind, region = authorities.kind_of(e.body), e.directors.region
    hands = e.lines.network.population.employment
    ruled = hands[kind != AUTHORITIES.index("none")].sum()
    apart = np.zeros((len(AUTHORITIES), len(AUTHORITIES)))
    for order, where in e.orders:
        mine = where[region]
        part = hands[mine & (kind != AUTHORITIES.index("none"))].sum() / ruled
        everywhere = np.ones(105, dtype=bool)
        apart += part * staff(((order, everywhere),), kind[mine], region[mine], hands[mine], 0.1)
    np.testing.assert_allclose(staff(e.orders, kind, region, hands, 0.1), apart, atol=1e-12)
