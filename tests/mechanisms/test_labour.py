"""The labour room: the total is given, branches draw hands from one another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.labour import Labour, divide
from tests.strategies import in_force, together, within

branches = together(st.floats(1.0, 1e4), st.floats(-0.1, 0.4))


@given(branches, st.floats(1.0, 1e5), within("labour", "mobility"))
def test_the_total_is_given(column, total, mobility):
    persons, growth = column
    found = divide(persons, growth, total, in_force(Labour, mobility=mobility))
    assert (found > 0).all()
    assert found.sum() == pytest.approx(total)


@given(branches, st.floats(1.0, 1e5))
def test_hands_that_do_not_move_keep_every_branch_its_share(column, total):
    persons, growth = column
    found = divide(persons, growth, total, in_force(Labour, mobility=0.0))
    np.testing.assert_allclose(found / total, persons / persons.sum(), rtol=1e-9)


@given(branches, st.floats(0.01, 1.0))
def test_branches_that_are_to_grow_faster_draw_hands_from_the_others(column, mobility):
    persons, growth = column
    found = divide(persons, growth, persons.sum(), in_force(Labour, mobility=mobility))
    order = np.argsort(growth)
    change = (found / persons)[order]
    assert (np.diff(change) >= -1e-9).all()
    assert change[-1] >= 1 - 1e-9
    assert change[0] <= 1 + 1e-9


@given(branches, st.floats(-0.1, 0.4), within("labour", "mobility"))
def test_where_all_are_to_grow_alike_nobody_moves(column, rate, mobility):
    persons, _ = column
    growth = np.full(len(persons), rate)
    found = divide(persons, growth, persons.sum(), in_force(Labour, mobility=mobility))
    np.testing.assert_allclose(found, persons, rtol=1e-9)
