"""The trade room: exports and imports grow together; missing grain is found in one order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.trade import Grain, Trade, grain, next_volume
from tests.strategies import in_force, within


@given(st.floats(0.1, 10.0), within("trade", "growth"))
def test_trade_grows_by_its_rate(level, rate):
    p = in_force(Trade, growth=rate)
    assert next_volume(level, p) == pytest.approx(level + level * rate)
    assert next_volume(2 * level, p) == pytest.approx(2 * next_volume(level, p))


AMOUNT = st.just(0.0) | st.floats(1e-3, 1e4)


@given(AMOUNT, AMOUNT, AMOUNT, AMOUNT, st.booleans())
def test_missing_grain_is_found_in_feed_first_then_exports_then_abroad(
    missing, feed, exports, most, may
):
    p = in_force(Trade, may_buy=may)
    found = grain(missing, feed, exports, most, p)
    if missing == 0:
        return
    assert 0 <= found.feed_cut <= p.feed_first + 1e-9
    assert 0 <= found.exports_cut <= p.exports_cut + 1e-9
    assert 0 <= found.bought <= most
    got = found.feed_cut * feed + found.exports_cut * exports + found.bought
    assert got <= missing * (1 + 1e-9) + 1e-9
    if found.exports_cut > 0:
        assert found.feed_cut == pytest.approx(p.feed_first) or feed == 0
    if found.bought > 0:
        assert may
        assert found.exports_cut == pytest.approx(p.exports_cut) or exports == 0


@given(AMOUNT, st.floats(0.1, 1e3), AMOUNT)
def test_part_of_what_is_left_over_goes_abroad_as_far_as_ports_carry_it(over, exports, most):
    p = in_force(Trade)
    found = grain(-over, 10.0, exports, most, p)
    assert (found.feed_cut, found.bought) == (0.0, 0.0)
    assert -found.exports_cut * exports == pytest.approx(min(p.surplus_sold * over, most))


def test_nothing_is_decided_where_there_is_just_enough_or_nobody_decides():
    nothing = Grain(0.0, 0.0, 0.0)
    assert grain(0.0, 10.0, 10.0, 10.0, in_force(Trade)) == nothing
    assert grain(50.0, 10.0, 10.0, 10.0, in_force(Trade, grain_decided=False)) == nothing
