"""The targets room: plans follow the text from what was achieved."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.targets import (
    Targets,
    drawn_up,
    growth,
    is_hopeless,
    mobilised,
    monthly_profile,
    norm_drift,
    path_growth,
    raised,
)
from tests.strategies import in_force, shares, together, within

rates = st.floats(-0.3, 0.6)


@given(together(st.floats(1.0, 1e6), st.floats(0.3, 5.0)), st.integers(1, 10))
def test_the_path_reaches_its_goal_in_the_years_left(column, years):
    achieved, times = column
    goal = achieved * times
    rate = path_growth(achieved, goal, np.array(float(years)))
    np.testing.assert_allclose(achieved * (1 + rate) ** years, goal, rtol=1e-9)


@given(together(st.floats(1.0, 1e6), st.floats(-0.1, 0.3)), st.integers(2, 7))
def test_a_plan_that_is_met_asks_for_the_same_growth_again(column, years):
    achieved, rate = column
    goal = achieved * (1 + rate) ** years
    first = path_growth(achieved, goal, np.array(float(years)))
    second = path_growth(achieved * (1 + first), goal, np.array(float(years - 1)))
    np.testing.assert_allclose(second, first, atol=1e-12)


@given(together(rates, rates, rates), within("targets", "rigidity"), within("targets", "catch_up"))
def test_planned_growth_lies_between_the_text_and_last_year_and_is_no_fall(
    column, rigidity, catch_up
):
    path, asked, last = column
    planned = growth(path, asked, last, in_force(Targets, rigidity=rigidity, catch_up=catch_up))
    text = np.minimum(path, asked + catch_up)
    assert (planned >= np.maximum(np.minimum(text, last), 0.0) - 1e-12).all()
    assert (planned <= np.maximum(np.maximum(text, last), 0.0) + 1e-12).all()


@given(together(rates, rates, rates), within("targets", "rigidity"))
def test_arrears_are_made_good_within_limits(column, rigidity):
    path, asked, last = column
    p = in_force(Targets, rigidity=rigidity)
    planned = growth(path, asked, np.minimum(last, asked), p)
    assert (planned <= np.maximum(asked + p.catch_up, 0.0) + 1e-12).all()
    kept = growth(np.minimum(path, asked), asked, last, p)
    free = growth(np.minimum(path, asked), asked + 1.0, last, p)
    assert (kept == free).all()


@pytest.mark.parametrize(("rigidity", "planned"), [(0.0, 0.02), (0.5, 0.05), (1.0, 0.08)])
def test_rigidity_is_the_weight_of_the_text(rigidity, planned):
    p = in_force(Targets, rigidity=rigidity)
    found = growth(np.array([0.08]), np.array([0.08]), np.array([0.02]), p)
    assert found == pytest.approx(planned)


@given(together(rates, rates, rates), within("targets", "rigidity"))
def test_without_texts_last_year_goes_on(column, rigidity):
    path, asked, last = column
    planned = growth(path, asked, last, in_force(Targets, active=False, rigidity=rigidity))
    assert (planned == np.maximum(last, 0.0)).all()


@given(together(rates, rates), within("targets", "mobilisation"), shares)
def test_reserves_are_mobilised_where_plant_would_stand_idle_and_nowhere_else(column, more, less):
    asked, plant = column
    p = in_force(Targets, mobilisation=more)
    planned = mobilised(asked, plant, p)
    assert (planned[plant <= asked] == asked[plant <= asked]).all()
    assert (planned >= asked).all()
    assert (planned <= np.maximum(asked, plant) + 1e-12).all()
    milder = mobilised(asked, plant, p._replace(mobilisation=less * more))
    assert (milder <= planned + 1e-12).all()


@given(together(rates))
def test_the_months_of_a_year_make_up_its_plan_and_continue_one_another(column):
    (rate,) = column
    profile = monthly_profile(rate, 12)
    np.testing.assert_allclose(profile.sum(axis=1), 1.0, rtol=1e-12)
    assert (profile > 0).all()
    step = np.broadcast_to(((1 + rate) ** (1 / 12))[:, None], (len(rate), 11))
    np.testing.assert_allclose(profile[:, 1:] / profile[:, :-1], step, rtol=1e-9)
    next_january = profile[:, 0] * (1 + rate)
    np.testing.assert_allclose(next_january / profile[:, -1], step[:, 0], rtol=1e-9)


@given(together(rates, rates))
def test_norms_fall_only_where_users_outgrow_a_supply(column):
    supply, users = column
    drift = norm_drift(supply, users, in_force(Targets))
    assert (drift <= 0).all()
    assert (drift > -1).all()
    assert (drift[supply >= users] == 0).all()


@given(together(rates, rates))
def test_norms_that_drift_in_full_bring_need_to_supply(column):
    supply, users = column
    drift = norm_drift(supply, users, in_force(Targets, fastest_saving=1.0))
    need = (1 + users) * (1 + drift)
    np.testing.assert_allclose(need, np.minimum(1 + supply, 1 + users), rtol=1e-9)


@given(together(rates, rates), st.floats(0.0, 0.1))
def test_norms_never_fall_faster_than_works_can_save(column, fastest):
    supply, users = column
    free = norm_drift(supply, users, in_force(Targets, fastest_saving=1.0))
    held = norm_drift(supply, users, in_force(Targets, fastest_saving=fastest))
    np.testing.assert_array_equal(held, np.maximum(free, -fastest))


# Texts that follow rules.


@given(together(rates, st.floats(0.0, 0.08)))
def test_a_new_text_asks_for_no_less_than_the_last_years_brought(column):
    past, ambition = column
    asked = drawn_up(past, ambition)
    assert (asked >= past).all()
    assert (asked >= ambition).all()


@given(
    together(st.floats(-0.1, 0.3), st.floats(0.5, 1.5)),
    st.integers(3, 10),
    within("targets", "raising"),
)
def test_goals_that_were_met_rise_by_the_raise_and_others_stay(column, years, part):
    asked, met = column
    higher = raised(asked, met, years, in_force(Targets, raising=part))
    goal, before = (1 + higher) ** years, (1 + asked) ** years
    over = met > 1 + 1e-9
    np.testing.assert_allclose(goal[over], before[over] * (1 + part), rtol=1e-9)
    np.testing.assert_array_equal(higher[met <= 1], asked[met <= 1])


@given(together(st.floats(1.0, 1e6)), within("targets", "hopeless"), st.floats(0.5, 2.0))
def test_a_plan_is_past_saving_where_the_median_product_is_asked_too_much(column, limit, times):
    (capacity,) = column
    p = in_force(Targets, hopeless=limit)
    few = capacity.copy()
    few[0] *= 100.0
    assert is_hopeless(capacity * times, capacity, p) == bool(times > limit) or times == limit
    if len(capacity) > 2:
        assert not is_hopeless(few, capacity, p)
