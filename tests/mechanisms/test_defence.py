"""The defence room: the claim grows by decree, or stands still without the room."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import calendar
from model.law import Law
from model.mechanisms.defence import Defence, next_claim
from model.scenario import stack
from tests.strategies import in_force, within


@given(st.floats(0.1, 10.0), within("defence", "growth"))
def test_the_claim_grows_by_its_rate_and_stands_without_the_room(level, rate):
    grown = next_claim(level, in_force(Defence, growth=rate))
    assert grown == pytest.approx(level * (1 + rate))
    assert next_claim(level, in_force(Defence, growth=rate, active=False)) == level


def growth(month, decrees=None):
    """The growth of the claim in a month."""
    law = Law(stack(["historical"], decrees=decrees))
    return law(Defence, calendar.month(month)).growth


def test_the_claim_goes_up_in_steps_with_its_decrees():
    path = [growth(m) for m in ("1959-12", "1960-01", "1961-07", "1964-01")]
    assert path[0] < path[1] < path[2]
    assert path[3] == path[1]  # the decree of 1961 has ended


def test_without_a_decree_its_step_is_not_taken():
    assert growth("1962-01", {"defence_1961": "never"}) == growth("1960-01")
    assert growth("1962-01", {"rocket_forces_1959": "never"}) > growth("1959-12")
