"""The procurement room: farm people first, then evenly to the next harvest."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.harvest import months_to_next
from model.mechanisms.procurement import (
    Procurement,
    delivered,
    eaten_at_home,
    mixed,
    next_plan,
    released,
)
from tests.strategies import amounts, in_force, together


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


GIVEN = together(amounts(), amounts(100), amounts(1000), amounts(), st.floats(0.5, 1.0))


@given(GIVEN)
def test_the_state_takes_no_more_than_there_is_beside_most_of_the_seed(column):
    harvest, seed, rest, plan, taken = column
    p = in_force(Procurement)
    found = delivered(harvest, seed, seed + rest, plan, taken, p)
    assert (found >= 0).all()
    assert (found <= np.maximum(harvest - (1 - p.seed_reached) * seed, 0) + 1e-9).all()
    calm = delivered(harvest, seed, seed + rest, plan, taken, p._replace(grip=0.0))
    assert (found >= calm - 1e-9).all()


def test_a_good_harvest_goes_to_the_state_and_a_bad_one_is_felt_by_the_animals():
    p = in_force(Procurement)
    harvest, seed, need = np.array([100.0, 125.0, 80.0]), np.full(3, 20.0), np.full(3, 65.0)
    found = delivered(harvest, seed, need, np.full(3, 37.0), np.full(3, 0.85), p)
    assert found[1] - found[0] > 0.5 * 25
    left = harvest - found - need
    assert left[2] < 0 < left[1]


def test_the_plan_follows_deliveries_upwards():
    p, plan = in_force(Procurement), np.array([30.0])
    for _ in range(30):
        plan = next_plan(plan, np.array([30.0]), p)
    assert plan[0] == pytest.approx(30 * (1 + p.plan_raised), rel=1e-3)


@given(together(amounts(), st.floats(1.0, 5.0)))
def test_dearer_deliveries_do_not_change_what_is_delivered_in_one_year(column):
    harvest, price = column
    p, seed = in_force(Procurement), 0.1 * harvest
    dear = p._replace(price=p.price * price.max())
    args = (harvest, seed, 3 * seed, harvest, np.ones(len(harvest)))
    assert (delivered(*args, p) == delivered(*args, dear)).all()


@given(st.integers(1, 6), st.integers(1, 4), st.integers(0, 2**32 - 1), st.floats(0.0, 0.2))
def test_the_worth_of_raw_materials_in_a_product_stays_what_it_was(goods, makers, seed, pace):
    drawn = np.random.default_rng(seed)
    norms = drawn.random((goods, makers)) * (drawn.random((goods, makers)) > 0.3)
    over = drawn.uniform(0.0, 3.0, goods)
    found = mixed(norms, over, pace)
    np.testing.assert_allclose(found.sum(axis=0), norms.sum(axis=0), rtol=1e-9)
    assert ((found > 0) == (norms > 0)).all()
    share, before = (x / np.where(x.sum(axis=0) > 0, x.sum(axis=0), 1.0) for x in (found, norms))
    assert (share <= before * (1.0 + pace) ** 2 + 1e-12).all()


def test_what_there_is_more_of_takes_the_place_of_what_is_short():
    norms = np.array([[0.1], [0.1]])
    found = mixed(norms, np.array([1.2, 0.9]), 0.1)
    assert found[0, 0] > 0.1 > found[1, 0]
    np.testing.assert_allclose(mixed(norms, np.array([0.5, 0.5]), 0.1), norms)  # all short alike
