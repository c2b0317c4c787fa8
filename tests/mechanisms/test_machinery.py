"""The machinery room: work in time, machines that wear, and where new ones go."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.machinery import Machinery, delivered, in_time, next_park
from tests.strategies import amounts, in_force, together

P = in_force(Machinery)


@given(together(amounts(50), amounts(50), amounts(5000), amounts(5000), st.floats(0.01, 0.14)))
def test_more_machines_never_bring_in_less_and_half_is_always_got_in(column):
    tractors, combines, land, grain, loss = column
    left = in_time(tractors, combines, land, grain, loss, P)
    assert (left >= 0.25).all()
    assert (left <= 1).all()
    some = (tractors > 0) & (combines > 0)
    more = in_time(tractors * 2, combines * 2, land, grain, loss, P)
    assert (more[some] >= left[some]).all()


def test_the_park_of_1956_loses_some_per_cent():
    land, grain = np.array([211_800.0]), np.array([126_400.0])
    left = in_time(np.array([840.0]), np.array([338.0]), land, grain, np.array([0.055]), P)
    assert 0.90 < left[0] < 0.97


@given(together(amounts(), amounts()), st.floats(5, 10))
def test_machines_wear_and_are_added(column, life):
    park, came = column
    left = next_park(park, came, life)
    assert (left >= came).all()
    np.testing.assert_allclose(left - came, park * (1 - 1 / life))


@given(together(st.floats(1.0, 1e3), st.sampled_from([0.0, 1.0])), st.floats(0, 1e3))
def test_all_machines_come_somewhere_and_the_campaign_has_its_share(column, total):
    land, new = column
    came = delivered(total, land, new, P)
    assert (came >= 0).all()
    if new.any() and not new.all():
        assert came.sum() == pytest.approx(total)
        assert (came * new).sum() == pytest.approx(P.to_new_lands * total)
