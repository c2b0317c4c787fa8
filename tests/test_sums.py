"""Columns are gathered and put in order as numpy does it, only faster."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.sums import distinct, gathered, ordered

CODES = st.lists(st.one_of(st.integers(0, 5), st.integers(0, 2**48)), max_size=40)


@given(CODES)
def test_codes_are_put_in_order_and_ties_keep_theirs(told):
    code = np.array(told, dtype=np.int64)
    np.testing.assert_array_equal(ordered(code), np.argsort(code, kind="stable"))


@given(CODES)
def test_different_codes_are_found_with_their_rows(told):
    code = np.array(told, dtype=np.int64)
    unique, inverse = np.unique(code, return_inverse=True)
    found, place = distinct(code)
    np.testing.assert_array_equal(found, unique)
    np.testing.assert_array_equal(place, inverse)
    assert found.dtype == unique.dtype


@given(st.lists(st.floats(), min_size=1, max_size=20), st.data())
def test_rows_are_gathered_to_the_last_bit(told, more):
    rows = more.draw(st.lists(st.integers(0, len(told) - 1), max_size=30))
    column, rows = np.array(told), np.array(rows, dtype=np.int32)
    assert gathered(column, rows).tobytes() == column[rows].tobytes()
