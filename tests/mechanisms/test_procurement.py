"""The procurement room: farm people first, then evenly to the next harvest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.harvest import months_to_next
from model.mechanisms.procurement import eaten_at_home, released
from tests.strategies import amounts, together


@given(together(amounts(), amounts()))
def test_farm_people_eat_what_is_custom_if_it_is_there(column):
    store, custom = column
    eaten = eaten_at_home(store, custom)
    assert (eaten == np.where(store >= custom, custom, store)).all()


@given(together(amounts(), st.sampled_from([0.0, 1.0])), st.integers(1, 12))
def test_no_more_leaves_a_store_than_lies_in_it(column, left):
    store, crop = column
    out = released(store, left, crop)
    assert (out >= 0).all()
    assert (out <= store).all()
    assert (out[crop == 0] == store[crop == 0]).all()


@given(st.floats(1.0, 1e4), st.integers(5, 9), st.integers(0, 11))
def test_a_store_lasts_to_the_next_harvest_in_equal_parts(store, first, month):
    months = months_to_next(month, first)
    parts, crop, left = [], np.ones(1), np.array([store])
    for ahead in range(months):
        out = released(left, months_to_next((month + ahead) % 12, first), crop)
        parts.append(float(out[0]))
        left = left - out
    np.testing.assert_allclose(parts, store / months, rtol=1e-9)
    assert left[0] == pytest.approx(0.0, abs=1e-9 * store)
