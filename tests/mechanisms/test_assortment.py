"""The assortment room: a right total can be of the wrong sorts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms import assortment
from model.mechanisms.assortment import PARTS, Assortment
from tests.strategies import economy, in_force, shares, together

P = in_force(Assortment)
numbers = st.floats(0.0, 100.0)


def coverage(e, months=12):
    """Mean part of what works set out to make that inputs allowed, by output."""
    found = []
    for _ in range(months):
        e.step()
        found.append(np.average(e.directors.coverage, weights=e.planned))
    return np.mean(found)


# What is scheduled.


@given(shares, numbers)
def test_a_schedule_adds_up_and_names_no_sort_less_than_not_at_all(error, sorts):
    part = assortment.scheduled(error, in_force(Assortment, sorts=sorts))
    assert (part >= 0).all()
    np.testing.assert_allclose(part.sum(axis=0), 1.0, rtol=1e-12)
    np.testing.assert_allclose(part[1], PARTS[1, 0])


@given(shares, numbers, numbers)
def test_more_sorts_and_larger_errors_are_scheduled_more_unevenly(error, one, other):
    few, many = (
        assortment.scheduled(error, in_force(Assortment, sorts=n)) for n in sorted((one, other))
    )
    assert (many[0] <= few[0] + 1e-15).all()
    wider = assortment.scheduled(1.5 * error, in_force(Assortment, sorts=one))
    assert (wider[0] <= assortment.scheduled(error, in_force(Assortment, sorts=one))[0]).all()


def test_the_steps_have_the_moments_of_a_normal_error():
    sigma, sorts = 0.01, 25.0
    part = assortment.scheduled(np.array([sigma]), in_force(Assortment, sorts=sorts))
    error = part[:, 0] / PARTS[:, 0] - 1.0
    spread = sigma * np.sqrt(sorts)
    for power, moment in enumerate((1.0, 0.0, 1.0, 0.0, 3.0, 0.0)):
        mean = (PARTS[:, 0] * error**power).sum()
        assert mean == pytest.approx(moment * spread**power, abs=1e-15)


@given(shares)
def test_without_the_room_or_without_error_every_sort_is_scheduled_as_needed(error):
    for part in (
        assortment.scheduled(error, in_force(Assortment, active=False)),
        assortment.scheduled(np.zeros_like(error), P),
    ):
        np.testing.assert_array_equal(part, np.broadcast_to(PARTS, part.shape))


# What is held.


@given(together(*[st.floats(0.0, 1e4)] * 3), st.floats(0.08, 0.35), st.booleans())
def test_scheduling_sorts_anew_makes_nothing_and_takes_nothing(column, renewed, active):
    held = np.stack(column)
    now = assortment.renewed(held, in_force(Assortment, renewed=renewed, active=active))
    np.testing.assert_allclose(now.sum(axis=0), held.sum(axis=0), rtol=1e-12, atol=1e-300)
    assert (now >= -1e-12 * held.sum(axis=0)).all()
    aim = PARTS * held.sum(axis=0)
    assert (np.abs(now - aim) <= np.abs(held - aim) + 1e-12 * held.sum(axis=0)).all()


@given(together(*[st.floats(0.0, 1e4)] * 3))
def test_parts_of_an_order_sum_to_one_and_go_where_there_is_a_claim(column):
    amount = np.stack(column)
    part = assortment.made_up_of(amount, amount.sum(axis=0))
    np.testing.assert_allclose(part.sum(axis=0), 1.0, rtol=1e-12)
    claimed = amount.sum(axis=0) > 0
    assert (part[:, claimed][amount[:, claimed] == 0] == 0).all()
    assert (part[:, ~claimed] == PARTS).all()


# In an economy.


def test_works_lack_sorts_of_goods_of_which_there_is_enough():
    e = economy(scale=0.005)
    short = coverage(e)
    assert 0.9 < short < 0.999
    works = slice(0, e.lines.works_claims)
    total = e.lines.stock[works] + e.used
    need = e.norm_of_claim * e.planned[e.owner]
    enough = total >= need
    assert np.average(enough, weights=need) > 0.9
    assert np.average((e.sorts[0] < 0.1 * PARTS[0] * need)[enough]) > 0.5


def test_planners_who_see_every_need_leave_no_sort_short():
    seen = economy(scale=0.005, overrides={"balances.hours_bind": False})
    assert coverage(seen) > 0.999


def test_more_sorts_make_supply_tighter_and_stocks_no_smaller_at_the_opening():
    loose, tight = (economy(scale=0.005, overrides={"assortment.sorts": n}) for n in (5.0, 50.0))
    np.testing.assert_allclose(loose.lines.stock, tight.lines.stock, rtol=1e-9)
    assert coverage(tight) < coverage(loose) - 0.005
