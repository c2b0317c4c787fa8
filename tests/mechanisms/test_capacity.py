"""The capacity room: constant returns, bad substitution, one steady progress."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.capacity import Capacity, ces, labour_services, luck_next, progress
from tests.strategies import in_force, ratios, together, within

weights = st.floats(0.05, 0.95)
elasticities = within("capacity", "substitution")


@given(together(ratios, ratios, weights), elasticities, st.floats(0.1, 10.0))
def test_twice_the_plant_and_twice_the_hands_make_twice_the_output(column, sigma, factor):
    k, n, weight = column
    once, more = ces(k, n, weight, sigma), ces(k * factor, n * factor, weight, sigma)
    np.testing.assert_allclose(more, once * factor, rtol=1e-9)


@given(together(ratios, ratios, weights), elasticities)
def test_output_lies_between_its_two_inputs(column, sigma):
    k, n, weight = column
    made = ces(k, n, weight, sigma)
    assert (made >= np.minimum(k, n) * (1 - 1e-9)).all()
    assert (made <= np.maximum(k, n) * (1 + 1e-9)).all()


@given(together(ratios, ratios, weights), elasticities, st.floats(1.001, 3.0))
def test_output_rises_with_either_input_but_by_less(column, sigma, factor):
    k, n, weight = column
    made = ces(k, n, weight, sigma)
    for more in (ces(k * factor, n, weight, sigma), ces(k, n * factor, weight, sigma)):
        assert (more >= made * (1 - 1e-12)).all()
        assert (more <= made * factor * (1 + 1e-12)).all()


@given(together(ratios, ratios, weights), st.floats(0.2, 0.9))
def test_the_worse_inputs_replace_each_other_the_less_is_made(column, sigma):
    k, n, weight = column
    assert (ces(k, n, weight, sigma) <= ces(k, n, weight, 1.0) * (1 + 1e-9)).all()


@pytest.mark.parametrize("digits", range(2, 17))
def test_cobb_douglas_is_where_the_elasticity_reaches_one(digits):
    k, n, weight = np.array([2.0, 0.5]), np.array([1.1, 3.0]), np.array([0.3, 0.7])
    there = ces(k, n, weight, 1.0)
    np.testing.assert_allclose(there, k**weight * n ** (1 - weight), rtol=1e-12)
    for away in (10.0**-digits, -(10.0**-digits)):
        near = ces(k, n, weight, 1.0 + away)
        np.testing.assert_allclose(near, there, rtol=abs(away) + 1e-9)


@given(together(ratios, ratios, weights), elasticities)
def test_inputs_may_change_places_with_their_weights(column, sigma):
    k, n, weight = column
    np.testing.assert_allclose(ces(k, n, weight, sigma), ces(n, k, 1 - weight, sigma), rtol=1e-9)


@given(together(ratios, st.floats(0.7, 1.0)), within("capacity", "hours_elasticity"))
def test_a_shorter_week_costs_at_most_its_hours(column, elasticity):
    persons, hours = column
    services = labour_services(persons, hours, elasticity)
    assert (services <= persons).all()
    assert (services >= persons * hours * (1 - 1e-12)).all()


@pytest.mark.parametrize(("elasticity", "left"), [(0.0, 1.0), (0.5, 0.9), (1.0, 0.81)])
def test_hours_count_as_far_as_they_are_said_to(elasticity, left):
    found = labour_services(np.array([1.0]), np.array([0.81]), elasticity)
    assert found == pytest.approx(left)


@given(together(ratios, ratios, ratios, weights), elasticities, st.integers(1, 10))
def test_progress_is_what_inputs_leave(column, sigma, years):
    made, k, n, weight = column
    rate = progress(made, k, n, weight, sigma, years)
    again = ces(k, n, weight, sigma) * np.exp(rate * years)
    np.testing.assert_allclose(again, made, rtol=1e-9)


@given(within("capacity", "mending"), st.floats(-4.0, 4.0))
def test_luck_fades_with_the_months_and_stays_a_deviation_wide(mending, luck):
    p = in_force(Capacity, mending=mending)
    one, none = np.ones(1), np.zeros(1)
    kept, drawn = luck_next(one, none, p), luck_next(none, one, p)
    np.testing.assert_allclose(kept**2 + drawn**2, 1.0)
    left = np.array([luck])
    for _ in range(5):
        left = luck_next(left, none, p)
    np.testing.assert_allclose(left, luck * np.exp(-5 / mending), atol=1e-12)
