"""The balances room: paper adds up, and cutting is fair."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.mechanisms import balances
from tests.strategies import amounts, columns, productive_norms, shares, together

GOODS = 4


@st.composite
def requests(draw):
    """Requests for some goods and what is promised of each."""
    n = draw(st.integers(1, 15))
    good = draw(st.lists(st.integers(0, GOODS - 1), min_size=n, max_size=n))
    promise = draw(columns(GOODS, amounts(1e5)))
    return draw(columns(n, amounts())), np.array(good), promise


@given(requests())
def test_paring_brings_every_good_to_its_promise_and_no_lower(request_):
    need, good, promise = request_
    pared = balances.pare(need, good, promise)
    assert (pared >= 0).all()
    assert (pared <= need).all()
    asked = np.bincount(good, weights=need, minlength=GOODS)
    kept = np.bincount(good, weights=pared, minlength=GOODS)
    np.testing.assert_allclose(kept, np.minimum(asked, promise), rtol=1e-9, atol=1e-9)


@given(requests())
def test_paring_cuts_all_who_ask_for_a_good_in_one_proportion(request_):
    need, good, promise = request_
    pared = balances.pare(need, good, promise)
    for g in range(GOODS):
        mine = (good == g) & (need > 0)
        kept = pared[mine] / need[mine]
        np.testing.assert_allclose(kept, kept[:1].repeat(len(kept)), rtol=1e-9)


@given(requests())
def test_what_was_pared_is_not_pared_again(request_):
    need, good, promise = request_
    once = balances.pare(need, good, promise)
    np.testing.assert_allclose(balances.pare(once, good, promise), once, rtol=1e-9)


def test_a_promise_below_nothing_leaves_nothing():
    pared = balances.pare(np.array([3.0, 4.0]), np.array([0, 1]), np.array([-1.0, 4.0]))
    assert pared.tolist() == [0.0, 4.0]


@given(together(amounts(), amounts()))
def test_scaling_brings_what_is_held_to_the_total(column):
    total, held = column
    factor = balances.scale_to(total, held)
    np.testing.assert_allclose((held * factor)[held > 0], total[held > 0], rtol=1e-12)
    assert (factor[held == 0] == 1).all()


@given(together(st.floats(0.1, 1e4), shares))
def test_inconsistency_is_the_part_of_requests_that_contracts_leave_unmet(column):
    claimed, met = column
    contracted = claimed * met
    found = balances.inconsistency(claimed, contracted)
    assert 0 <= found <= 1
    assert found == pytest.approx(1 - contracted.sum() / claimed.sum(), abs=1e-9)
    assert balances.inconsistency(claimed, claimed * 2.0) == 0


@given(productive_norms(), st.data())
def test_needs_are_norms_times_outputs(norms, draw):
    output = draw.draw(columns(len(norms), amounts()))
    found = balances.needs_of(norms, output)
    by_hand = [sum(a * x for a, x in zip(row, output, strict=True)) for row in norms]
    np.testing.assert_allclose(found, by_hand, rtol=1e-12, atol=1e-12)


# Planning with full information.


@st.composite
def programmes(draw):
    """Norms, capacity, supplies from elsewhere and protected uses."""
    norms = draw(productive_norms())
    n = len(norms)
    capacity = draw(columns(n, st.floats(1.0, 100.0)))
    supplied = draw(columns(n, st.floats(0.0, 10.0)))
    final = draw(columns(n, st.floats(0.0, 50.0)))
    return norms, capacity, supplied, final


SLACK = 1e-6


def best(programme):
    """The best plan where every good is a good of its own."""
    norms, capacity, supplied, final = programme
    free = np.full(len(norms), np.inf)
    return balances.feasible_plan(norms, capacity, supplied, final, free, np.eye(len(norms)), SLACK)


@settings(max_examples=40)
@given(programmes())
def test_the_best_plan_balances_within_capacity(programme):
    norms, capacity, supplied, final = programme
    output, part = best(programme)
    assert 0 <= part <= 1
    assert (output >= 0).all()
    assert (output <= capacity).all()
    left = output + supplied - norms @ output - part * final
    assert (left >= -1e-6 * (1 + capacity)).all()


@settings(max_examples=40)
@given(programmes())
def test_final_uses_that_can_be_kept_are_kept(programme):
    norms, capacity, supplied, _ = programme
    free = np.maximum(capacity + supplied - norms @ capacity, 0.0)
    _, part = best((norms, capacity, supplied, free * 0.9))
    short = capacity + supplied - norms @ capacity < 0
    assert part == pytest.approx(1 - SLACK, rel=1e-5) or short.any()


@settings(max_examples=40)
@given(programmes())
def test_no_smaller_plan_of_the_same_mix_gives_more_income(programme):
    norms, _, supplied, final = programme
    output, part = best(programme)
    income = 1 - norms.sum(axis=0)
    for share in (0.0, 0.5, 0.9):
        smaller = output * share
        keeps = (smaller + supplied - norms @ smaller - part * final >= -1e-9).all()
        assert not keeps or income @ smaller <= income @ output + 1e-6


def test_substitutes_are_counted_together():
    norms = np.array([[0.0, 0.0, 0.4], [0.0, 0.0, 0.1], [0.0, 0.0, 0.0]])  # coal and oil for power
    capacity, nothing = np.array([0.0, 60.0, 100.0]), np.zeros(3)
    free = np.full(3, np.inf)
    apart, _ = balances.feasible_plan(norms, capacity, nothing, nothing, free, np.eye(3), SLACK)
    fuel = np.array([[1.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    as_one, _ = balances.feasible_plan(norms, capacity, nothing, nothing, free, fuel, SLACK)
    assert apart[2] == pytest.approx(0.0, abs=1e-6)
    assert as_one[2] == pytest.approx(100.0)


def test_a_plan_is_found_where_nobody_takes_anything():
    next_to_none = np.array([[0.0, 1e-7], [0.0, 1e-7]])  # rub a rub, beneath what a solver sees
    nothing = np.zeros(2)
    output, _ = balances.feasible_plan(
        next_to_none, np.ones(2), nothing, nothing, nothing, np.eye(2), SLACK
    )
    assert (output <= 2 * SLACK).all()


def test_what_cannot_balance_is_said():
    with pytest.raises(ArithmeticError, match="No plan balances"):
        balances.feasible_plan(
            np.zeros((2, 2)),
            np.ones(2),
            np.array([-5.0, 0.0]),
            np.ones(2),
            np.full(2, np.inf),
            np.eye(2),
            SLACK,
        )


@settings(max_examples=40)
@given(programmes(), st.floats(0.0, 2.0))
def test_a_perfect_plan_makes_nothing_that_nobody_takes(programme, wanted):
    norms, capacity, supplied, final = programme
    most = final * wanted  # less than is protected, or than comes from elsewhere, too
    output, _ = balances.feasible_plan(
        norms, capacity, supplied, final, most, np.eye(len(norms)), SLACK
    )
    left = output + supplied - norms @ output
    there = np.maximum(most, supplied)
    assert (left <= there + SLACK + 1e-6 * (1 + there)).all()


@given(together(amounts(), amounts(), amounts(), amounts()))
def test_a_surplus_is_not_planned_and_use_is(column):
    output, used, supplied, least = column
    planned = balances.without_surplus(output, used, supplied, least)
    assert (planned <= output).all()
    assert (planned >= np.minimum(output, used - supplied) - 1e-9).all()
    assert (planned >= np.minimum(output, least)).all()
    nobody = np.full(len(output), np.inf)
    assert (balances.without_surplus(output, nobody, supplied, least) == output).all()


def test_a_fuel_that_nobody_takes_does_not_serve_for_another():
    # counted together coal could keep all final use, but nobody takes coal itself
    output, part = balances.feasible_plan(
        norms=np.zeros((2, 2)),
        capacity=np.array([10.0, 4.0]),
        supplied=np.zeros(2),
        final=np.array([0.0, 8.0]),
        most=np.array([2.0, np.inf]),
        together=np.ones((1, 2)),
        slack=1e-6,
    )
    assert part == pytest.approx(0.75, rel=1e-5)
    assert output == pytest.approx([2.0, 4.0])


def test_what_is_next_to_nothing_is_left_as_it_is():
    held = np.array([1e-320, 0.0, 2.0])
    assert balances.scale_to(np.array([1e5, 1e5, 4.0]), held).tolist() == [1.0, 1.0, 2.0]
