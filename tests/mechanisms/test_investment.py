"""The investment room: limits move by weight, and both totals are kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model.mechanisms.investment import Investment, by_region, limits
from tests.strategies import in_force, together, within

sectors = together(
    st.floats(0.01, 1.0),  # old shares
    st.floats(1.0, 1e5),  # capital
    st.floats(0.01, 0.1),  # wear
    st.floats(-0.05, 0.3),  # growth
    st.floats(0.3, 1.0),  # yields
)


@given(sectors, within("investment", "plan_weight"))
def test_limits_share_out_what_there_was_to_share(column, weight):
    old, capital, wear, growth, yields = column
    found = limits(old, capital, wear, growth, yields, in_force(Investment, plan_weight=weight))
    assert (found > 0).all()
    assert found.sum() == pytest.approx(old.sum())


@given(sectors)
def test_without_weight_on_the_plan_the_old_structure_stays(column):
    old, capital, wear, growth, yields = column
    found = limits(old, capital, wear, growth, yields, in_force(Investment, plan_weight=0.0))
    np.testing.assert_allclose(found, old, rtol=1e-12)


@given(sectors, st.floats(0.05, 1.0))
def test_who_is_to_grow_faster_gets_more(column, weight):
    old, capital, wear, growth, yields = column
    p = in_force(Investment, plan_weight=weight)
    faster = growth.copy()
    faster[0] = max(growth[0], 0.0) + 0.1
    before = limits(old, capital, wear, growth, yields, p)
    after = limits(old, capital, wear, faster, yields, p)
    assert after[0] >= before[0]
    assert (after[1:] <= before[1:] * (1 + 1e-12)).all()


@st.composite
def maps(draw):
    """Limits by sector, places by region, and where sectors are."""
    regions, n = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    limit = draw(arrays(np.float64, n, elements=st.floats(0.1, 10.0)))
    place = draw(arrays(np.float64, regions, elements=st.floats(0.1, 10.0)))
    cells = st.floats(0.2, 1.0)
    prior = draw(arrays(np.float64, (regions, n), elements=cells))
    return limit, place * (limit.sum() / place.sum()), prior


@given(maps())
def test_both_totals_are_kept_where_every_sector_is_everywhere(drawn):
    limit, place, prior = drawn
    table = by_region(limit, place, prior, 200)
    assert (table >= 0).all()
    np.testing.assert_allclose(table.sum(axis=1), place, rtol=1e-9)
    np.testing.assert_allclose(table.sum(axis=0), limit, rtol=1e-6)


@given(maps(), st.integers(1, 20), st.data())
def test_a_region_builds_what_its_builders_can_and_nothing_where_a_sector_is_not(
    drawn, rounds, data
):
    limit, place, prior = drawn
    absent = data.draw(st.integers(0, len(limit) - 1))
    prior[0, absent] = 0.0
    table = by_region(limit, place, prior, rounds)
    assert table[0, absent] == 0
    reached = prior.sum(axis=1) > 0
    np.testing.assert_allclose(table.sum(axis=1)[reached], place[reached], rtol=1e-9)
