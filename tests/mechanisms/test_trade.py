"""The trade room: exports and imports grow together at one rate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.trade import Trade, next_volume
from tests.strategies import in_force, within


@given(st.floats(0.1, 10.0), within("trade", "growth"))
def test_trade_grows_by_its_rate(level, rate):
    p = in_force(Trade, growth=rate)
    assert next_volume(level, p) == pytest.approx(level + level * rate)
    assert next_volume(2 * level, p) == pytest.approx(2 * next_volume(level, p))
