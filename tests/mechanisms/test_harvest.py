"""The harvest room: all that stands is brought in, once a year."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.harvest import Harvest, brought_in, months_to_next, weather_factor
from tests.strategies import in_force, together

indices = st.floats(0.3, 1.6)


@given(st.tuples(*[st.floats(0.0, 1.0)] * 3))
def test_a_year_brings_in_all_that_stood_by_october_and_nothing_before_july(parts):
    july, august, september = parts
    p = in_force(Harvest, july=july, august=august, september=september)
    cut = [brought_in(month, p) for month in range(12)]
    assert cut[:6] == [0.0] * 6
    assert cut[10:] == [0.0] * 2
    assert all(0 <= part <= 1 for part in cut)
    assert np.prod([1 - part for part in cut]) == 0


@given(together(indices, st.floats(0.0, 1.5), st.floats(0.3, 1.6)))
def test_better_rain_never_brings_less(column):
    index, elasticity, base = column
    factor = weather_factor(index, elasticity, base)
    assert (factor > 0).all()
    assert (weather_factor(index * 1.1, elasticity, base) >= factor).all()


@given(together(indices, st.floats(0.0, 1.0)), st.floats(0.0, 1.5))
def test_the_rain_of_1955_gives_the_harvest_of_1955_over_the_country(column, elasticity):
    index, share = column
    share = (share + 0.01) / (share + 0.01).sum()
    base = (share * index**elasticity).sum()
    factor = weather_factor(index, np.full(len(index), elasticity), np.full(len(index), base))
    assert (share * factor).sum() == pytest.approx(1.0)


@given(together(indices))
def test_what_rain_does_not_touch_is_the_same_every_year(column):
    (index,) = column
    nothing, ordinary = np.zeros(len(index)), np.ones(len(index))
    assert (weather_factor(index, nothing, ordinary) == 1).all()


@given(st.integers(5, 9), st.integers(0, 11))
def test_the_months_to_new_produce_count_down_by_one(first, month):
    left = months_to_next(month, first)
    assert 1 <= left <= 12
    following = months_to_next((month + 1) % 12, first)
    assert following == (12 if left == 1 else left - 1)


@pytest.mark.parametrize(("month", "left"), [(0, 8), (7, 1), (8, 12)])
def test_grain_in_store_in_january_must_last_to_september(month, left):
    assert months_to_next(month, 8) == left
