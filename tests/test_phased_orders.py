"""Orders side by side: where the law has come works are the council's, elsewhere the ministry's."""

import numpy as np

from model import authorities, calendar, data
from model.law import Law
from model.phases.authorities import _prepared
from model.regime_file import AUTHORITIES
from tests.small_rooms import build, stacked
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


def test_a_decree_that_amends_comes_to_some_regions_first(tmp_path):
    name = "cooperatives_1960"
    text = f"[phasing.{name}]\n'1960-10' = ['estonia']\n'1961-10' = ['rest']"
    law = Law(stacked(build(tmp_path), a=text))
    found = dict(zip(("amended", "not"), (
        [where for order, where in law.orders_by_region(calendar.month("1961-01"))
         if (name in order.amended_by) is amended] for amended in (True, False)
    ), strict=True))  # fmt: skip
    (here,) = found["amended"]
    assert np.flatnonzero(here).tolist() == [data.REGIONS.index("estonia")]
    assert (sum(map(np.asarray, found["not"])) + here == 1).all()


def test_whoever_is_moved_by_two_decrees_was_prepared_as_for_the_later_of_the_two():
    e = lived("1957-06", scale=SMALL)
    known = e.law.preparation
    law, other = "law_1957_05_10", "defence_committees_1957"
    months = {law: 18, other: 5}
    order = e.law.orders_by_region(calendar.month("1958-01"))[0][0]
    assert (order.decree, other in order.amended_by) == (law, True)
    e.law.preparation = lambda name: months.get(name, known(name))
    everywhere = np.ones(105, dtype=bool)
    assert _prepared(e, ((order, everywhere),)) == 5
    del e.law.preparation
