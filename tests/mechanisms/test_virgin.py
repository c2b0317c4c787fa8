"""The virgin room: new land is sown later than broken, fades, and is not all good."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.virgin import Virgin, flush_next, lost, mixed, quality, sown
from tests.strategies import amounts, in_force, shares, together

P = in_force(Virgin)


@given(together(amounts(), amounts()))
def test_no_more_is_sown_than_was_broken(column):
    now, before = column
    assert (sown(now, before, P) <= np.maximum(now, before) + 1e-9).all()
    twice = sown(now, 0 * now, P) + sown(0 * now, now, P)
    np.testing.assert_allclose(twice, P.kept * now)


def test_the_bonus_of_new_land_halves_in_three_years():
    flush = np.array([0.2])
    for _ in range(3):
        flush = flush_next(flush, P)
    assert flush[0] == pytest.approx(0.1)


@given(together(st.floats(0, 1), st.floats(0.1, 100)))
def test_the_best_land_is_broken_first(column):
    part, whole = column
    found = quality(part * whole, whole, P)
    assert set(found) <= {1.0, P.marginal_yield}
    assert (found[part < P.good_land - 1e-6] == 1).all()


@given(together(amounts(), st.floats(1.0, 1e4)))
def test_grain_is_lost_only_beyond_what_can_be_stored(column):
    grain, storage = column
    found = lost(grain, storage, P)
    assert (found >= 0).all()
    assert (found < 1).all()
    assert (found[grain <= storage] == 0).all()


@given(together(shares, amounts(), amounts()), st.floats(0, 1))
def test_a_mean_of_fields_lies_between_old_and_new(column, new):
    old, land, added = column
    found = mixed(old, land, new, added)
    assert (found >= np.minimum(old, new) - 1e-9).all()
    assert (found <= np.maximum(old, new) + 1e-9).all()
