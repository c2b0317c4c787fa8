"""Building sites: money goes in, plant comes out, nothing is lost between."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import data, sites
from model.mechanisms.construction import Construction
from model.sites import DWELLINGS, PURPOSES, Sites
from tests.strategies import amounts, in_force, opening

REGIONS = len(data.REGIONS)
RULE = in_force(Construction)


def a_year_of_building():
    """What 1955 spent in each place on each purpose, mln rub a month, spread over ten regions."""
    share = np.zeros(REGIONS)
    share[:10] = np.linspace(1.0, 3.0, 10)
    return (share / share.sum())[:, None] * opening().investment[None, :] / 12


def material_of(rate):
    """What sites spend at this rate, by store."""
    return np.concatenate([np.delete(rate, DWELLINGS, axis=1).sum(axis=1), rate[:, DWELLINGS]])


def enough():
    """Material for whatever is due."""
    return np.full(2 * REGIONS, 1e9)


def test_the_opening_has_under_way_what_the_table_says():
    s, o = Sites(opening(), a_year_of_building(), RULE), opening()
    found = np.bincount(s.purpose, weights=s.spent, minlength=len(PURPOSES))
    np.testing.assert_allclose(found, o.unfinished, rtol=0.04)  # ages differ from place to place
    assert found.sum() == pytest.approx(o.unfinished.sum(), rel=0.005)


def test_the_opening_is_due_more_than_was_spent_by_its_delay():
    s, rate = Sites(opening(), a_year_of_building(), RULE), a_year_of_building()
    pace = np.bincount(s.purpose, weights=s.cost / s.months)
    np.testing.assert_allclose(pace, rate.sum(axis=0) * RULE.opening_delay, rtol=1e-9)
    due = s.due_by_place()
    assert (due <= rate * RULE.opening_delay * (1 + 1e-9)).all()
    assert due.sum() > 0.85 * RULE.opening_delay * rate.sum()


def test_the_opening_goes_on_as_1955_did():
    s, rate = Sites(opening(), a_year_of_building(), RULE), a_year_of_building()
    handed = 0.0
    for month in range(12):
        s.start(np.maximum(rate * RULE.opening_delay - s.due_by_place(), 0.0), month, 1, RULE)
        handed += s.build(material_of(rate), month)[1].sum()
    assert 0.85 < handed / rate.sum() / 12 < 1.0  # outlays grew until now: more begun than ended


@settings(max_examples=25)
@given(st.lists(amounts(1.5), min_size=6, max_size=6), st.integers(0, 1000))
def test_what_is_spent_is_under_way_or_handed_over(supply, seed):
    s, rate = Sites(opening(), a_year_of_building(), RULE), a_year_of_building()
    for month, part in enumerate(supply):
        before = s.unfinished().sum()
        s.start(rate * 0.1, month, seed, RULE)
        material = np.zeros(2 * REGIONS)
        material[:REGIONS] = part * np.delete(rate, DWELLINGS, axis=1).sum(axis=1)
        material[REGIONS:] = part * rate[:, DWELLINGS]
        spent, handed, years = s.build(material, month)
        assert (spent >= 0).all()
        assert (spent <= material * (1 + 1e-9)).all()
        assert (handed >= 0).all()
        assert before + spent.sum() == pytest.approx(s.unfinished().sum() + handed.sum())
        assert (s.spent <= s.cost * (1 + 1e-9)).all()
        assert years[1] == pytest.approx(handed.sum(), rel=1e-6)


def test_dwellings_draw_on_their_own_store():
    s, rate = Sites(opening(), a_year_of_building(), RULE), a_year_of_building()
    material = np.zeros(2 * REGIONS)
    material[REGIONS:] = 2 * RULE.opening_delay * rate[:, DWELLINGS]
    before = np.bincount(s.purpose, weights=s.spent, minlength=len(PURPOSES))
    spent, handed, _ = s.build(material, 0)
    after = np.bincount(s.purpose, weights=s.spent, minlength=len(PURPOSES)) + handed.sum(axis=0)
    moved = np.flatnonzero(np.abs(after - before) > 1e-9)
    assert moved.tolist() == [DWELLINGS]
    assert (spent[:REGIONS] == 0).all()
    asked = RULE.opening_delay * rate[:, DWELLINGS].sum()
    assert 0.8 * asked < spent.sum() <= asked * (1 + 1e-9)


def test_a_site_with_all_it_is_due_is_handed_over_when_its_time_is_up_and_once():
    s = Sites(opening(), np.zeros((REGIONS, len(PURPOSES))), RULE)
    rate = np.zeros((REGIONS, len(PURPOSES)))
    rate[3, data.SECTORS.index("coal")] = 5.0
    s.start(rate, 0, 1, RULE)
    (time,), (cost,) = s.months, s.cost
    assert cost == pytest.approx(5.0 * time)
    handed = [s.build(enough(), month)[1].sum() for month in range(int(np.ceil(time)) + 3)]
    assert np.flatnonzero(handed).tolist() == [int(np.ceil(time)) - 1]
    assert max(handed) == pytest.approx(cost)
    assert int((s.cost > 0).sum()) == 0
    assert s.unfinished().sum() == 0


def test_small_works_finish_within_the_year_and_big_ones_take_about_three():
    s = Sites(opening(), a_year_of_building(), RULE)
    s._sweep()
    n = len(s.months)
    for month in range(12):
        s.start(a_year_of_building(), month, 1, RULE)
    new = s.months[n:]
    big = new > 12
    assert 0.01 < big.mean() < 0.3
    assert 12 < RULE.opening_delay * RULE.short_site < 13  # as built, not as designed
    assert new[~big].max() <= RULE.short_site * (1 + RULE.design_spread)
    assert new[big].mean() == pytest.approx(RULE.long_site, rel=0.02)
    width = RULE.long_site * RULE.design_spread
    assert np.abs(new[big] - RULE.long_site).max() <= width
    assert np.abs(new[big] - RULE.long_site).max() > 0.95 * width


def test_what_is_started_is_due_at_the_rate_asked_for():
    s, rate = Sites(opening(), np.zeros((REGIONS, len(PURPOSES))), RULE), a_year_of_building()
    s.start(rate, 0, 1, RULE)
    np.testing.assert_allclose(s.due_by_place(), rate, rtol=1e-9)


def years_of_building(crowding, months, listed=0.0):
    """Assets handed over by year, and what is under way in the end, at one rate of material.

    ``crowding``: what open sites are due over the material there is.
    """
    s, rate, handed = Sites(opening(), a_year_of_building(), RULE), a_year_of_building(), []
    material = material_of(rate)
    for month in range(months):
        s.start(np.maximum(crowding * rate - s.due_by_place(), 0.0), month, 1, RULE)
        handed.append(s.build(material, month, listed)[1].sum())
    return np.array(handed).reshape(-1, 12).sum(axis=1), s.unfinished().sum()


@pytest.mark.parametrize("more", [1.1, 1.5, 2.0])
def test_more_starts_hand_over_less_in_the_same_year_and_leave_more_unfinished(more):
    usual, under_way = years_of_building(RULE.opening_delay, 24)
    crowded, heap = years_of_building(RULE.opening_delay * more, 24)
    assert crowded[0] < usual[0]
    assert crowded.sum() < usual.sum()
    assert heap > under_way


def test_unfinished_building_grows_with_what_is_open_in_proportion():
    levels = [years_of_building(RULE.opening_delay * more, 144)[1] for more in (0.75, 1.5)]
    assert levels[1] / levels[0] == pytest.approx(2.0, rel=0.15)


def test_a_list_hands_over_more_in_the_years_after_it_came():
    usual, under_way = years_of_building(RULE.opening_delay, 36)
    listed, less = years_of_building(RULE.opening_delay, 36, listed=0.3)
    assert listed.sum() > usual.sum()
    assert less < under_way


def test_sites_handed_over_are_forgotten_and_nothing_else(monkeypatch):
    kept = []
    for sweep in (10**9, 0):
        monkeypatch.setattr(sites, "_SWEEP", sweep)
        s = Sites(opening(), a_year_of_building(), RULE)
        for month in range(10):
            s.start(a_year_of_building() * 0.1, month, 1, RULE)
            s.build(enough(), month)
        kept.append((s.unfinished(), s.due_by_place(), int((s.cost > 0).sum()), len(s.cost)))
    for one, other in zip(kept[0][:3], kept[1][:3], strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12)
    assert kept[1][3] == kept[1][2] < kept[0][3]


def test_the_luck_of_a_site_is_that_of_its_place_and_month():
    drawn = []
    for rate in (a_year_of_building(), np.where(np.arange(22) < 5, a_year_of_building(), 0.0)):
        s = Sites(opening(), np.zeros((REGIONS, len(PURPOSES))), RULE)
        s.start(rate, 4, 1, RULE)
        drawn.append({(r, p): m for r, p, m in zip(s.region, s.purpose, s.months, strict=True)})
    few, many = sorted(drawn, key=len)
    assert few.items() <= many.items()
    assert len(few) < len(many)
