"""The construction room: money is conserved and sites last as long as they should."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.mechanisms.construction import (
    Construction,
    built,
    built_by_list,
    design_months,
    due,
    hunger,
    licensed,
    long_outlays,
    months_tied_up,
    on_the_list,
    outlays_by_age,
    short_months,
    spread,
    starts,
)
from tests.strategies import amounts, columns, in_force, law_of, shares, together, within

REGIONS = 3
LOTS = 40_000


@st.composite
def sites(draw):
    """Open sites with their regions, and the material of each region."""
    cost, done, months = draw(together(st.floats(0.1, 1e4), shares, st.floats(3.0, 48.0)))
    n = len(cost)
    region = np.array(draw(st.lists(st.integers(0, REGIONS - 1), min_size=n, max_size=n)))
    return cost, cost * done, months, region, draw(columns(REGIONS, amounts()))


@given(sites())
def test_a_site_is_due_an_even_part_of_its_cost_until_it_is_full(site):
    cost, spent, months, *_ = site
    asked = due(cost, spent, months)
    assert (asked >= 0).all()
    assert (asked <= cost / months).all()
    assert (spent + asked <= cost * (1 + 1e-12)).all()
    assert (due(cost, cost, months) == 0).all()


@given(sites())
def test_what_reaches_a_region_is_spent_there_as_far_as_sites_are_due(site):
    cost, spent, months, region, material = site
    asked = due(cost, spent, months)
    put = spread(asked, region, material)
    assert (put >= 0).all()
    assert (put <= asked).all()
    used = np.bincount(region, weights=put, minlength=REGIONS)
    wanted = np.bincount(region, weights=asked, minlength=REGIONS)
    np.testing.assert_allclose(used, np.minimum(wanted, material), rtol=1e-9, atol=1e-9)


@given(sites())
def test_sites_of_a_region_share_alike(site):
    cost, spent, months, region, material = site
    asked = due(cost, spent, months)
    put = spread(asked, region, material)
    assume((asked > 0).all())
    for r in np.unique(region):
        assert np.ptp((put / asked)[region == r]) < 1e-9


@given(sites())
def test_all_material_is_built_with_as_far_as_sites_are_due(site):
    cost, spent, months, region, material = site
    pace, left = cost / months, cost - spent
    put = built(pace, left, region, material)
    assert (put >= 0).all()
    assert (put <= np.minimum(pace, left) * (1 + 1e-12)).all()
    used = np.bincount(region, weights=put, minlength=REGIONS)
    wanted = np.bincount(region, weights=np.minimum(pace, left), minlength=REGIONS)
    np.testing.assert_allclose(used, np.minimum(wanted, material), rtol=1e-9, atol=1e-9)


@given(sites(), shares)
def test_a_list_is_served_first_and_costs_nobody_material(site, part):
    cost, spent, months, region, material = site
    pace, left = cost / months, cost - spent
    first = on_the_list(np.minimum(pace, left), region, spent / cost, months > 12, part)
    assert not first[months <= 12].any()
    alone = built(np.where(first, pace, 0.0), left, region, material)
    put = built_by_list(pace, left, region, material, first)
    np.testing.assert_array_equal(put[first], alone[first])
    used = np.bincount(region, weights=put, minlength=REGIONS)
    without = np.bincount(region, weights=built(pace, left, region, material), minlength=REGIONS)
    np.testing.assert_allclose(used, without, rtol=1e-9, atol=1e-9)


def test_the_list_names_big_sites_nearest_to_their_end_until_its_part_is_reached():
    due = np.ones(10)
    done = np.linspace(0.0, 0.9, 10)
    big = np.arange(10) != 9
    region = np.zeros(10, dtype=np.int64)
    assert np.flatnonzero(on_the_list(due, region, done, big, 0.3)).tolist() == [6, 7, 8]
    assert not on_the_list(due, region, done, big, 0.0).any()
    assert on_the_list(due, region, done, big, 1.0).sum() == 9


@given(st.floats(1.0, 1e4), st.integers(3, 48), st.floats(1.0, 3.0))
def test_completion_takes_longer_in_proportion_to_what_is_open(cost, months, crowding):
    """The time from start to commissioning has an elasticity of one once material binds."""
    cost, pace = np.full(3, cost), np.full(3, cost / months)
    spent, month, one = np.zeros(3), 0, np.zeros(3, dtype=np.int64)
    while spent[0] < cost[0] * (1 - 1e-9):
        spent = spent + built(pace, cost - spent, one, np.array([pace.sum() / crowding]))
        month += 1
    assert month == pytest.approx(months * crowding, abs=1.01)


# What is started.


@given(shares, st.floats(0.0, 0.2))
def test_hunger_rises_with_losses_covered_and_falls_with_a_charge(soft, charge):
    p = in_force(Construction)
    assert hunger(soft, charge, p) >= 0
    assert hunger(soft, 0.0, p) >= hunger(soft, charge, p)
    assert hunger(1.0, charge, p) >= hunger(soft, charge, p)
    assert hunger(0.0, 0.0, p) == pytest.approx(p.ordinary_hunger)


@given(st.floats(0.0, 2.0), within("construction", "understated"))
def test_hunger_and_understatement_let_in_more_than_the_limit(hungry, left_out):
    limit = np.array([0.0, 3.0])
    p = in_force(Construction, understated=left_out)
    room = licensed(limit, hungry, p)
    assert (room >= limit).all()
    assert room[1] == pytest.approx(3.0 * (1 + hungry) / (1 - left_out))


def test_the_sites_of_january_1956_are_as_crowded_as_the_rules_of_1953_make_them():
    p, money = in_force(Construction), law_of().order(0).money
    rule = hunger(money["losses_covered"], money["capital_charge"], p)
    assert licensed(np.ones(1), rule, p)[0] == pytest.approx(p.opening_delay, abs=0.005)


@given(together(amounts(), amounts(), st.sampled_from([0.0, 1.0, 2.0])))
def test_starts_fill_gaps_and_no_ledger_beyond_its_limits(column):
    wanted, due, ledger = column
    ledger = ledger.astype(np.int64)
    rate = starts(wanted, due, ledger)
    gap = np.maximum(wanted - due, 0.0)
    assert (rate >= 0).all()
    assert (rate <= gap).all()
    after = np.bincount(ledger, weights=due + rate - wanted)
    before = np.bincount(ledger, weights=due - wanted)
    assert (after <= np.maximum(before, 0.0) + 1e-6).all()


def test_a_council_starts_less_where_another_branch_of_its_region_is_over_its_limit():
    wanted, due = np.array([10.0, 10.0]), np.array([4.0, 13.0])
    assert starts(wanted, due, np.array([0, 0])) == pytest.approx([3.0, 0.0])
    assert starts(wanted, due, np.array([0, 1])) == pytest.approx([6.0, 0.0])


# How long sites are.


@given(st.floats(1.0, 1e4), st.integers(3, 48))
def test_a_site_that_gets_its_due_is_full_when_its_time_is_up(cost, months):
    spent, full = np.zeros(1), []
    for _ in range(months):
        spent = spent + due(np.array([cost]), spent, np.array([float(months)]))
        full.append(spent[0] >= cost * (1 - 1e-9))
    assert full == [False] * (months - 1) + [True]


growths = within("construction", "opening_growth")


@given(together(st.floats(1.0, 80.0)), growths)
def test_outlays_tied_up_are_those_of_an_even_stream_that_grows(column, growth):
    (time,) = column
    p = in_force(Construction, opening_growth=growth)
    age = (np.arange(2000) + 0.5) / 2000
    for tied_up, months in zip(months_tied_up(time, p), time, strict=True):
        outlay = (1 + growth) ** (-age * months / 12)
        assert tied_up == pytest.approx(months * (outlay * age).sum() / outlay.sum(), rel=1e-3)


@given(together(st.floats(0.5, 25.0)), growths)
def test_the_mixture_of_sites_ties_up_what_it_should(column, growth):
    (tied_up,) = column
    p = in_force(Construction, opening_growth=growth)
    part, short = long_outlays(tied_up, p), short_months(tied_up, p)
    assert ((part >= 0) & (part <= 1)).all()
    assert ((short >= 1) & (short <= p.short_site)).all()
    held = part * months_tied_up(np.array(p.long_site * p.opening_delay), p)
    held += (1 - part) * months_tied_up(short * p.opening_delay, p)
    possible = tied_up >= 1.1
    np.testing.assert_allclose(held[possible], tied_up[possible], rtol=0.02)


@given(st.floats(1.0, 80.0), st.integers(1, 20), growths)
def test_most_sites_of_a_growing_stock_are_young(time, cohorts, growth):
    p = in_force(Construction, opening_growth=growth)
    part = outlays_by_age(np.array([time]), cohorts, p)
    assert part.sum() == pytest.approx(1.0)
    assert (np.diff(part[0]) <= 0).all()


@pytest.mark.parametrize("growth", [0.0, 0.12])
@pytest.mark.parametrize("part", [0.0, 0.2, 0.6, 1.0])
def test_outlays_on_sites_drawn_go_to_big_ones_as_they_should(part, growth):
    p = in_force(Construction, design_spread=0.0, opening_growth=growth)
    lot = (np.arange(LOTS) + 0.5) / LOTS
    short = np.full(LOTS, p.short_site)
    drawn = design_months(np.full(LOTS, part), short, lot, lot[::-1], p)
    assert set(drawn) <= {p.short_site, p.long_site}
    time = drawn * p.opening_delay / 12  # every start is built on for that long, the older the less
    rate = np.log1p(growth)
    outlay = time if growth == 0 else -np.expm1(-rate * time) / rate
    assert outlay[drawn > 12].sum() / outlay.sum() == pytest.approx(part, abs=2e-3)


@given(
    together(shares, st.floats(1.0, 9.0), shares, shares), within("construction", "design_spread")
)
def test_sites_are_short_or_about_as_long_as_big_works_take(column, about):
    part, short, lot, spread_lot = column
    p = in_force(Construction, design_spread=about)
    months = design_months(part, short, lot, spread_lot, p)
    is_long = np.abs(months / p.long_site - 1) <= about + 1e-9
    is_short = np.abs(months / short - 1) <= about + 1e-9
    assert (is_short | is_long).all()
    assert (months > 0).all()
