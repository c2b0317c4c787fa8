"""The interference room: hours are taken, people are lent, the greatest stake is saved first."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import data
from model.mechanisms import interference
from model.mechanisms.interference import Interference
from tests.strategies import amounts, columns, in_force, law_of, shares, together, within

GRAIN = np.array([data.SECTORS.index("grain")])
points = st.floats(-30.0, 30.0)


@given(together(points, points), within("interference", "swing"))
def test_secretaries_turn_to_the_side_that_is_further_behind(column, swing):
    behind, more = column
    p = in_force(Interference, swing=swing)
    now = interference.attention(behind, p)
    assert ((now > 0) & (now < 1)).all()
    assert (interference.attention(behind + np.abs(more), p) >= now).all()
    np.testing.assert_allclose(interference.attention(0 * behind, p), p.first_industry)


@given(st.integers(0, 99), within("interference", "hectares"))
def test_hectares_count_by_the_spread_of_tonnes(seed, weight):
    tonnes, hectares = np.random.default_rng(seed).normal(size=(2, 105)) * [[4.0], [0.5]]
    p = in_force(Interference, hectares=weight)
    found = interference.both_seen(tonnes, hectares, p)
    np.testing.assert_allclose(interference.both_seen(tonnes, 2.0 * hectares, p), found)
    np.testing.assert_allclose(interference.both_seen(tonnes, tonnes, p), tonnes)
    np.testing.assert_allclose(
        interference.both_seen(tonnes, 0.0 * tonnes, p), (1 - weight) * tonnes
    )
    more = hectares + np.eye(105)[7]
    assert interference.both_seen(tonnes, more, p)[7] >= found[7]


@given(together(points), within("interference", "kept_for_industry"))
def test_what_the_law_keeps_for_industry_no_secretary_takes_away(column, kept):
    (behind,) = column
    found = interference.attention(behind, in_force(Interference, kept_for_industry=kept))
    assert kept == 0 or (found == kept).all()


@given(together(st.floats(0.0, 40.0), st.floats(0.0, 40.0)), within("interference", "management"))
def test_every_order_takes_hours_and_none_takes_nothing(column, weight):
    orders, more = column
    p = in_force(Interference, management=weight)
    left = interference.time_left(orders, p)
    assert ((left > 0) & (left <= 1)).all()
    assert (interference.time_left(orders + more, p) <= left).all()
    assert (interference.time_left(0 * orders, p) == 1).all()


@given(together(shares, amounts(), amounts()), within("interference", "most_lent"))
def test_nobody_lends_more_than_he_is_asked_for_or_to_farms_that_lack_nobody(column, most):
    industry, missing, workers = column
    p = in_force(Interference, most_lent=most)
    part = interference.lent(industry, missing, workers, p)
    assert ((part >= 0) & (part <= most / (1 - p.first_industry) + 1e-12)).all()
    assert (part[missing == 0] == 0).all()
    assert (part[industry == 1] == 0).all()
    assert (interference.lent(industry, missing + 1.0, workers, p) >= part - 1e-12).all()


@given(together(shares, shares, shares))
def test_more_hands_never_lose_more_of_a_crop(column):
    helped, usual, more = column
    p, sector = in_force(Interference), np.repeat(GRAIN, len(helped))
    lost = interference.lost_at_harvest(helped, usual, sector, p)
    assert ((lost >= 0) & (lost <= 1)).all()
    assert (interference.lost_at_harvest(helped + more, usual, sector, p) <= lost + 1e-12).all()
    livestock = np.full(len(helped), data.SECTORS.index("livestock"))
    assert (interference.lost_at_harvest(helped, usual, livestock, p) == 0).all()


def test_a_farm_with_all_hands_it_needs_loses_nothing():
    p = in_force(Interference)
    late = p.harvest_weeks[GRAIN] / p.in_time[GRAIN]
    enough = (late - 1.0) / p.skill
    assert interference.lost_at_harvest(enough, np.zeros(1), GRAIN, p)[0] == 0
    first = np.array([10.0])
    missing = interference.hands_missing(first, first, GRAIN, p)
    np.testing.assert_allclose(missing, first * (late - 1.0))


@given(columns(9, amounts(50.0)), columns(9, st.floats(1.0, 20.0)), columns(3, amounts(40.0)))
def test_time_goes_to_the_works_with_most_at_stake(stake, works, able):
    region = np.repeat(np.arange(3), 3)
    found = interference.rescued(stake, works, region, able)
    assert ((found >= 0) & (found <= 1)).all()
    assert (found[stake == 0] == 0).all()
    for r in range(3):
        mine = region == r
        short = mine & (stake > 0)
        used = (found * works)[mine].sum()
        np.testing.assert_allclose(used, min(able[r], works[short].sum()), atol=1e-9)
        if (found[short] < 1).any():
            first = stake[short & (found < 1)].max()
            assert (found[short & (stake > first)] == 1).all()


@given(together(shares, shares))
def test_goods_wait_only_for_lorries_lent_beyond_the_usual(column):
    away, usual = column
    found = interference.not_loaded(away, usual, in_force(Interference))
    assert ((found >= 0) & (found <= 1)).all()
    assert (found[away <= usual] == 0).all()


def test_who_is_not_behind_pledges_nothing_and_the_slogan_makes_them_pledge():
    during = law_of()(Interference, 24)
    found = interference.pledged(np.array([-5.0, 0.0, 10.0, 1000.0]), during)
    assert (found[:2] == 0).all()
    assert 0 < found[2] <= found[3] == during.most_pledged
    for month in (0, 72):
        calm = law_of()(Interference, month)
        assert (interference.pledged(np.array([10.0]), calm) == 0).all()


def test_who_is_not_behind_pads_nothing_and_nobody_pads_without_limit():
    p = in_force(Interference)
    found = interference.padded(np.array([-5.0, 0.0, 10.0, 1000.0]), p)
    assert found.tolist() == [0.0, 0.0, pytest.approx(10 * p.padding), p.most_padding]


def test_a_secretary_of_works_orders_farms_about_less():
    p = in_force(Interference)
    found = interference.campaign(np.array([0.0, p.first_industry, 1.0]), p)
    assert found[0] > 1.0
    assert found[1] == pytest.approx(1.0)
    assert found[2] == 0.0
