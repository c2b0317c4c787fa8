"""The monoculture room: orders against knowledge of the field."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model.mechanisms.monoculture import (
    Monoculture,
    alike_in_balance,
    alike_next,
    fallow_ordered,
    fit,
    mismatch,
    obeyed,
    order,
    own_choice,
    pests_next,
    ripe,
    run_next,
)
from tests.strategies import in_force, shares, together, within

P = in_force(Monoculture)


@st.composite
def uses(draw, rows=6, kinds=5):
    """Shares of land that add up to one in every row."""
    table = draw(arrays(np.float64, (rows, kinds), elements=st.floats(0.01, 1.0)))
    return table / table.sum(axis=1, keepdims=True)


@given(uses(), uses(), arrays(np.float64, 6, elements=st.floats(0, 1)))
def test_what_is_sown_lies_between_own_choice_and_order_and_uses_all_land(own, told, psi):
    found = obeyed(own, told, psi)
    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    assert (found >= np.minimum(own, told) - 1e-12).all()
    assert (found <= np.maximum(own, told) + 1e-12).all()


@given(uses(), uses(), arrays(np.float64, 5, elements=st.floats(0.5, 3)))
def test_a_farm_steps_towards_what_suits_and_pays(last, suits, pays):
    found = own_choice(last, suits, pays, P)
    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    dear = own_choice(last, suits, pays * np.array([2.0, 1, 1, 1, 1]), P)
    assert (dear[:, 0] >= found[:, 0]).all()
    np.testing.assert_allclose(own_choice(suits, suits, np.ones(5), P), suits, atol=1e-12)


@given(uses(), uses(), st.floats(0, 1), within("monoculture", "mismatch_loss"))
def test_wrong_crops_cost_yield_and_right_ones_none(sown, suits, psi, loss):
    p = P._replace(mismatch_loss=loss)
    none, alike = np.zeros_like(suits), np.full(len(suits), psi)
    assert (fit(mismatch(suits, suits, none, alike), p) == 1).all()
    left = fit(mismatch(sown, suits, none, alike), p)
    assert (left <= 1).all()
    assert (left >= 0).all()


@given(st.integers(0, 50), st.floats(0.02, 0.12))
def test_uniform_orders_cost_more_where_soils_vary_more(seed, spread):
    rng = np.random.default_rng(seed)
    middle = np.full((400, 5), 0.2)
    costs = []
    for sd in (spread / 2, spread):
        suits = np.maximum(middle + sd * rng.standard_normal(middle.shape), 0.0)
        suits /= suits.sum(axis=1, keepdims=True)
        distance = mismatch(middle, suits, np.zeros_like(suits), np.ones(400))
        costs.append(1 - fit(distance, P).mean())
    assert costs[1] > costs[0]


def test_a_row_of_many_farms_loses_what_they_lose_one_by_one():
    rng, middle = np.random.default_rng(1), np.full((4000, 5), 0.2)
    suits = middle + 0.05 * rng.standard_normal(middle.shape)
    alone = mismatch(middle, suits, np.zeros_like(suits), np.ones(4000)).mean()
    together_ = mismatch(middle[:1], suits.mean(axis=0)[None], suits.std(axis=0)[None], np.ones(1))
    assert together_[0] == pytest.approx(alone, rel=0.02)


@given(st.integers(0, 50), st.lists(st.floats(0, 1), min_size=1, max_size=6), st.floats(0.02, 0.1))
def test_a_row_of_many_farms_follows_them_through_years_of_orders(seed, orders, spread):
    rng, told = np.random.default_rng(seed), np.array([[0.4, 0.15, 0.15, 0.15, 0.15]])
    suits = 0.2 + spread * rng.standard_normal((4000, 5))
    suits -= suits.mean(axis=1, keepdims=True) - 0.2
    middle, pays = suits.mean(axis=0)[None], np.ones(5)
    alike, sown, row = np.full(1, 0.7), 0.3 * suits + 0.7 * middle, middle.copy()
    for psi in orders:
        strict = np.full(1, psi)
        sown = obeyed(own_choice(sown, suits, pays, P), told, np.full(4000, psi))
        row = obeyed(own_choice(row, middle, pays, P), told, strict)
        alike = alike_next(alike, strict, P)
    alone = mismatch(sown, suits, np.zeros_like(suits), np.ones(4000)).mean()
    found = mismatch(row, middle, suits.std(axis=0)[None], alike)[0]
    assert found == pytest.approx(alone, rel=0.04, abs=1e-9)


@given(together(shares, shares))
def test_orders_make_farms_alike_and_their_own_choice_undoes_it(both):
    alike, psi = both
    found = alike_next(alike, psi, P)
    assert ((found >= 0) & (found <= 1)).all()
    assert (alike_next(alike, np.ones_like(psi), P) == 1).all()
    assert (alike_next(alike, np.zeros_like(psi), P) <= alike + 1e-12).all()  # but for rounding
    assert (alike_next(alike, psi, P._replace(own_pace=0.6)) <= found + 1e-12).all()


@given(st.floats(0, 1), st.floats(0.1, 0.6))
def test_orders_followed_as_ever_keep_farms_as_alike_as_they_were(psi, pace):
    p = P._replace(own_pace=pace)
    kept = alike_in_balance(psi, p)
    assert alike_next(np.full(1, kept), np.full(1, psi), p)[0] == pytest.approx(kept)
    assert 0 <= kept <= 1


@given(uses(kinds=4), arrays(np.float64, 6, elements=st.floats(0, 0.3)))
def test_orders_fit_the_land_and_grain_has_what_is_left(wanted, fallow):
    grain = np.array([True, True, False, False])
    found = order(wanted, fallow, grain)
    np.testing.assert_allclose(found.sum(axis=1), 1.0)
    np.testing.assert_allclose(found[:, -1], fallow, atol=1e-12)
    room = wanted[:, 2:].sum(axis=1) < 1 - fallow
    np.testing.assert_allclose(found[room][:, 2:4], wanted[room][:, 2:])


@given(together(st.floats(0.0, 0.4)), st.floats(0, 10))
def test_fallow_ordered_falls_and_a_campaign_sets_a_ceiling(column, years):
    (first,) = column
    found = fallow_ordered(first, years, P)
    assert (found <= first).all()
    assert (fallow_ordered(first, years + 1, P) <= found).all()
    assert (fallow_ordered(first, years, P._replace(fallow_ceiling=0.02)) <= 0.02).all()


@given(together(st.floats(0.05, 1.0), st.floats(0.0, 3.0), shares))
def test_pests_feed_on_wheat_after_wheat_and_starve_in_a_rotation(column):
    pests, run, rotation = column
    found = pests_next(pests, run, rotation, P)
    assert (found > 0).all()
    assert (found <= 1).all()
    assert (pests_next(pests, run + 1, rotation, P) >= found).all()
    assert (pests_next(pests, run, np.minimum(rotation + 0.2, 1), P) <= found + 1e-12).all()


def test_wheat_after_wheat_is_counted_in_years():
    run, none = np.zeros(1), np.zeros(1)
    for _ in range(4):
        run = run_next(run, np.ones(1), none)
    assert run[0] == 4
    assert run_next(run, none, np.ones(1))[0] == 0


def test_maize_gives_all_where_it_ripens_and_little_where_it_does_not():
    found = ripe(np.array([1.0, 0.0]), P)
    assert found[0] == 1
    assert found[1] == pytest.approx(1 - P.unripe_loss)
