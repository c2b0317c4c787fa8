"""Secretaries in a whole economy: whom they reach, what they cost, that nothing is lost."""

from functools import cache

import numpy as np
import pytest

from model import calendar, data
from model.committees import SENDERS, mean_of_neighbours
from model.mechanisms.interference import Interference
from tests import worlds

pytestmark = pytest.mark.once  # the same on every interpreter: fingerprint.py


@cache
def lived(until, scenario="historical", **overrides):
    given = {f"interference.{name}": value for name, value in overrides.items()}
    return worlds.lived(until, scenario, overrides=given)


def people(e):
    return np.asarray(e.directors.employment)


def test_january_1956_finds_works_as_they_were():
    e = lived("1956-01")
    np.testing.assert_allclose(e.committees.left, 1.0, rtol=1e-12)
    e = lived("1956-09")
    c = e.committees
    part = float((c.away * people(e)).sum() / people(e).sum())
    assert 0.02 <= part <= 0.10  # recalled: MECHANISMS M9
    np.testing.assert_allclose(c.help, c.usual_help, rtol=0.12)  # people leave farms


def test_nobody_is_lent_in_winter_and_harvest_months_save_crops():
    winter, harvest, after = (lived(month) for month in ("1956-01", "1956-09", "1956-12"))
    assert winter.officials.lent.sum() == winter.officials.saved.sum() == 0
    assert harvest.officials.lent.sum() > 0 < harvest.officials.saved.sum()
    assert not after.committees.away.any()
    assert after.officials.lent.sum() > harvest.officials.lent.sum()


def test_orders_keep_their_number_and_change_their_senders():
    before, after = lived("1956-09"), lived("1958-09")
    hands = people(before) * before.committees.posts.any(
        axis=0
    )  # kolkhoz workshops have no superior

    def sent(e, sender):
        return float((e.committees.orders[SENDERS.index(sender)] * hands).sum() / hands.sum())

    for e in (before, after):
        posts = sum(sent(e, sender) for sender in SENDERS[1:])
        assert posts == pytest.approx(3.5, rel=0.06)  # 56 thousand posts were cut in 1957
    assert sent(after, "council") > 1.5 * sent(before, "council")
    assert sent(after, "centre") < 0.5 * sent(before, "centre")


def test_a_council_in_the_region_lets_go_what_a_ministry_in_moscow_protects():
    ministries, councils = lived("1956-09"), lived("1958-09")
    reach = [
        float((e.committees.reach * people(e)).sum() / people(e).sum())
        for e in (ministries, councils)
    ]
    assert reach[0] + 0.1 < reach[1] < 1.0
    assert councils.officials.lent.sum() > ministries.officials.lent.sum()


def test_where_the_map_makes_no_difference_the_law_changes_no_reach():
    e = lived("1958-09", far=1.0)
    assert (e.committees.reach == 1.0).all()


def test_split_committees_give_half_their_attention_to_works():
    e = lived("1963-03")
    np.testing.assert_allclose(e.officials.industry, 0.5)
    assert e.law(Interference, calendar.month("1965-03")).kept_for_industry == 0
    together = lived("1963-03", scenario="no_bifurcation")
    assert together.officials.industry.max() < 0.5


def test_without_the_room_nobody_orders_lends_or_helps():
    e = lived("1956-09", scenario="no_interference")
    c, o = e.committees, e.officials
    assert not c.orders.any()
    assert not c.away.any()
    assert o.lent.sum() == o.rescues.sum() == o.saved.sum() == 0
    assert c.left.min() > 1.0
    with_it = lived("1956-09")
    crops = with_it.is_crop > 0
    assert e.harvest_of_year[crops].sum() < with_it.harvest_of_year[crops].sum()


def test_rescues_move_goods_and_make_none():
    e = lived("1957-06")
    assert e.officials.rescues.sum() > 0 < e.officials.diverted.sum()
    gained = e.spot_gained.sum()  # by works, and by users of the region to whom works, farms sold
    assert gained == pytest.approx(e.spot_sold.sum() + e.sold_nearby.sum(), abs=1e-6)
    assert e.lines.stock.min() >= 0


def test_supervisors_take_capacity_in_step_with_their_number():
    left = [lived("1957-06", supervisors=n).committees.left.mean() for n in (0.0, 1.0, 2.0, 4.0)]
    assert left == sorted(left, reverse=True)


def test_neighbours_are_mutual_and_a_region_like_its_neighbours_is_not_behind():
    assert np.allclose(mean_of_neighbours(np.ones(len(data.REGIONS))), 1.0)
    spike = np.zeros(len(data.REGIONS))
    spike[0] = 1.0
    seen = mean_of_neighbours(spike)
    assert seen[0] == 0
    assert (seen > 0).any()


def test_the_year_is_judged_by_what_the_centre_can_see():
    e = lived("1958-12")
    o, c = e.officials, e.committees
    assert c.procured_before.sum() > 0 < c.made_before.sum()
    assert np.ptp(o.behind_industry) > 0 < np.ptp(o.behind_farms)
    assert ((o.promotion > 0) & (o.promotion < 1)).all()
    assert (np.asarray(o.tenure) == 0).any()


def test_secretaries_are_judged_by_what_was_taken_of_the_harvest_not_by_what_was_bought_abroad():
    e = lived("1956-07")
    before = e.committees.procured.copy()
    e.countryside.to_buy = 100.0  # mln rub of grain a month
    e.step()
    crops = e.is_crop > 0
    assert e.bought.sum() == pytest.approx(100.0)
    assert e.procured[crops].sum() > 0
    np.testing.assert_allclose(e.procured[crops], (e.countryside.take * e.grown)[crops])
    assert (e.procured <= e.grown + 1e-9).all()
    taken = np.bincount(e.farms.region, e.procured, minlength=len(data.REGIONS))
    np.testing.assert_allclose(e.committees.procured - before, taken, rtol=1e-9, atol=1e-9)


def test_hectares_change_who_is_behind():
    tonnes, both = lived("1960-12", hectares=0.0), lived("1960-12")
    behind = [np.asarray(e.officials.behind_farms) for e in (tonnes, both)]
    assert 0.5 < np.corrcoef(behind[0], behind[1])[0, 1] < 0.99


def test_pledged_meat_comes_at_once_and_is_missing_later():
    pledged, none = lived("1961-12"), lived("1961-12", pledge=0.0)
    meat, other = (e.record.annual["true"]["meat"] for e in (pledged, none))
    assert meat[1957] == other[1957]
    assert meat[1958] > other[1958]
    assert meat[1961] < other[1961]
    assert pledged.officials.pledged.max() == 0  # the campaign is over
