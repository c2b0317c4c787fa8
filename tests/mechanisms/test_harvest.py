"""The harvest room: all that stands is brought in, once a year."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import chance
from model.data import CROPS, ZONES
from model.mechanisms.harvest import (
    Harvest,
    as_told_on_average,
    base_yields,
    brought_in,
    months_to_next,
    own_luck,
)
from tests.strategies import in_force


@given(st.tuples(*[st.floats(0.0, 1.0)] * 3))
def test_a_year_brings_in_all_that_stood_by_october_and_nothing_before_july(parts):
    july, august, september = parts
    p = in_force(Harvest, july=july, august=august, september=september)
    cut = [brought_in(month, p) for month in range(12)]
    assert cut[:6] == [0.0] * 6
    assert cut[10:] == [0.0] * 2
    assert all(0 <= part <= 1 for part in cut)
    assert np.prod([1 - part for part in cut]) == 0


@given(st.floats(0.05, 0.3), st.integers(0, 1000))
def test_luck_of_fields_is_one_on_average_and_evens_out_in_rows_of_many(spread, seed):
    p = in_force(Harvest, field_luck=spread)
    drawn = chance.normal(seed, "field", 0, np.arange(4000))
    alone, many = own_luck(drawn, np.ones(4000), p), own_luck(drawn, np.full(4000, 100.0), p)
    assert alone.mean() == pytest.approx(1.0, abs=0.03)
    assert (alone > 0).all()
    assert many.std() == pytest.approx(spread / 10, rel=0.1)


@given(st.floats(0.05, 0.3), st.sampled_from([1.0, 10.0]), st.integers(0, 200))
def test_own_luck_changes_no_crop_on_average_however_many_farms_a_row_is(spread, number, seed):
    p = in_force(Harvest, field_luck=spread)
    farms = np.full(20_000, number)
    luck = own_luck(chance.normal(seed, "field", 0, np.arange(20_000)), farms, p)
    crops = luck[:, None] ** p.weather_elasticity * as_told_on_average(farms, p)
    np.testing.assert_allclose(crops.mean(axis=0), 1.0, atol=0.01)


def test_yields_are_told_for_every_zone_and_crop():
    table = base_yields(in_force(Harvest))
    assert table.shape == (len(ZONES), len(CROPS))
    assert (table > 0).all()
    wheat, north, south = CROPS.index("wheat"), "non_chernozem", "chernozem_kuban_don"
    assert table[ZONES.index(south), wheat] > 1.5 * table[ZONES.index(north), wheat]
    silage = CROPS.index("silage")
    assert table[ZONES.index(south), silage] > table[ZONES.index(north), silage]


@given(st.integers(5, 9), st.integers(0, 11))
def test_the_months_to_new_produce_count_down_by_one(first, month):
    left = months_to_next(month, first)
    assert 1 <= left <= 12
    following = months_to_next((month + 1) % 12, first)
    assert following == (12 if left == 1 else left - 1)


@pytest.mark.parametrize(("month", "left"), [(0, 8), (7, 1), (8, 12)])
def test_grain_in_store_in_january_must_last_to_september(month, left):
    assert months_to_next(month, 8) == left
