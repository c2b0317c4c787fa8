"""The defence room: the claim grows by decree, or stands still without the room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import calendar
from model.mechanisms.defence import Defence, next_claim
from tests.strategies import in_force, law_of, within


@given(st.floats(0.1, 10.0), within("defence", "growth"))
def test_the_claim_grows_by_its_rate_and_stands_without_the_room(level, rate):
    grown = next_claim(level, in_force(Defence, growth=rate))
    assert grown == pytest.approx(level * (1 + rate))
    assert next_claim(level, in_force(Defence, growth=rate, active=False)) == level


def test_the_arms_race_begins_with_the_seven_year_plan():
    before, after = (law_of()(Defence, calendar.month(m)) for m in ("1958-12", "1959-01"))
    assert next_claim(1.0, after) > next_claim(1.0, before)
