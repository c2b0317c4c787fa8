"""The pay room: deliveries become pay, pay becomes effort, effort care."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.pay import Pay, care, effort, per_day
from tests.strategies import amounts, in_force, together

P = in_force(Pay)


def test_a_day_of_1956_brought_a_ruble():
    found = per_day(np.array([0.36 * 9_500.0]), np.array([24_800.0]), P)
    assert found[0] == pytest.approx(0.98, abs=0.03)


@given(together(amounts(), amounts()))
def test_nobody_is_paid_less_than_in_kind(column):
    income, people = column
    assert (per_day(income, people, P) >= P.in_kind).all()
    assert (per_day(-income, people, P) == P.in_kind).all()


@given(together(st.floats(0.1, 5.0)))
def test_a_better_paid_day_is_worked_harder(column):
    (pay,) = column
    found = effort(pay, P)
    assert (found > 0).all()
    assert (found < 1).all()
    assert (effort(pay * 1.5, P) > found).all()
    np.testing.assert_allclose(care(found, found, P), 1.0)
    assert (care(effort(pay * 1.5, P), found, P) > 1).all()
    assert (care(found, 0.5 * found, P._replace(active=False)) == 1).all()
