"""The supply room: nothing is made in sharing out, nobody starves, every input counts alike."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.mechanisms.supply import Supply, coverage, dispatch, order_ratio, shortage_term, theta
from tests.strategies import (
    amounts,
    columns,
    in_force,
    queues,
    ratios,
    rungs_of,
    shares,
    together,
    within,
)

CLOSE = 1e-9


def by_supplier(column, rungs):
    """A column of claims summed by supplier."""
    return np.add.reduceat(column, rungs.starts)


def fill_of(order, available, rungs):
    """The pro-rata fill of each claim's supplier."""
    asked = by_supplier(order, rungs)
    fill = np.minimum(1.0, available / np.where(asked > 0, asked, 1.0))
    return np.repeat(np.where(asked > 0, fill, 1.0), rungs.number)


# Dispatch.


@given(queues())
def test_nothing_is_sent_that_was_not_ordered_or_not_there(queue):
    order, available, floor, rungs, *_ = queue
    sent = dispatch(order, available, floor, rungs).by_link
    assert (sent >= 0).all()
    assert (sent <= order).all()
    assert (by_supplier(sent, rungs) <= available * (1 + CLOSE) + CLOSE).all()


@given(queues())
def test_what_is_sent_on_the_links_is_what_leaves_the_supplier(queue):
    order, available, floor, rungs, *_ = queue
    sent = dispatch(order, available, floor, rungs)
    found = by_supplier(sent.by_link, rungs)
    np.testing.assert_allclose(sent.by_supplier, found, rtol=1e-12, atol=1e-12)


@given(queues())
def test_where_there_is_enough_everyone_gets_what_he_ordered(queue):
    order, available, floor, rungs, *_ = queue
    sent = dispatch(order, available, floor, rungs).by_link
    enough = np.repeat(by_supplier(order, rungs) <= available, rungs.number)
    assert (sent[enough] == order[enough]).all()


@given(queues())
def test_in_a_shortage_nothing_is_held_back(queue):
    order, available, floor, rungs, *_ = queue
    sent = by_supplier(dispatch(order, available, floor, rungs).by_link, rungs)
    due = np.minimum(by_supplier(order, rungs), available)
    np.testing.assert_allclose(sent, due, rtol=CLOSE, atol=1e-8)


@given(queues())
def test_every_claim_gets_its_part_of_the_pro_rata_fill_whatever_its_rank(queue):
    order, available, floor, rungs, *_ = queue
    sent = dispatch(order, available, floor, rungs).by_link
    least = order * floor * fill_of(order, available, rungs)
    assert (sent >= least * (1 - CLOSE) - CLOSE).all()


@given(queues())
def test_beyond_the_floor_better_ranks_are_served_in_full_first(queue):
    order, available, floor, rungs, supplier, rank = queue
    sent = dispatch(order, available, floor, rungs).by_link
    least = order * floor * fill_of(order, available, rungs)
    for here in np.flatnonzero(sent > least * (1 + 1e-6) + 1e-6):
        better = (supplier == supplier[here]) & (rank < rank[here])
        np.testing.assert_allclose(sent[better], order[better], rtol=1e-6, atol=1e-6)


@given(queues(floors=st.just(1.0)))
def test_with_a_floor_of_one_rank_counts_for_nothing(queue):
    order, available, floor, rungs, *_ = queue
    sent = dispatch(order, available, floor, rungs).by_link
    due = order * fill_of(order, available, rungs)
    np.testing.assert_allclose(sent, due, rtol=CLOSE, atol=1e-8)


@given(queues())
def test_a_supplier_does_not_know_what_lies_at_the_others(queue):
    order, available, floor, rungs, supplier, rank = queue
    sent = dispatch(order, available, floor, rungs).by_link
    for s in np.unique(supplier):
        mine = supplier == s
        alone = dispatch(
            order[mine], available[[s]], floor[mine], rungs_of(supplier[mine], rank[mine])
        ).by_link
        np.testing.assert_allclose(sent[mine], alone, rtol=1e-7, atol=1e-7)


@given(queues(), st.floats(1.0, 3.0))
def test_more_goods_never_leave_anyone_with_less(queue, more):
    order, available, floor, rungs, *_ = queue
    before = dispatch(order, available, floor, rungs).by_link
    after = dispatch(order, available * more, floor, rungs).by_link
    assert (after >= before * (1 - CLOSE) - 1e-8).all()


@given(queues(), st.floats(0.01, 100.0))
def test_dispatch_does_not_depend_on_the_unit(queue, unit):
    order, available, floor, rungs, *_ = queue
    sent = dispatch(order, available, floor, rungs).by_link
    again = dispatch(order * unit, available * unit, floor, rungs).by_link
    np.testing.assert_allclose(again, sent * unit, rtol=1e-7, atol=1e-7 * max(unit, 1.0))


@given(queues())
def test_dispatch_leaves_orders_and_goods_as_they_were(queue):
    order, available, floor, rungs, *_ = queue
    before = order.copy(), available.copy(), floor.copy()
    sent = dispatch(order, available, floor, rungs).by_link
    sent += 1.0
    for then, now in zip(before, (order, available, floor), strict=True):
        assert (then == now).all()


# Orders.


@given(
    together(amounts(), amounts(), amounts(), st.floats(0.0, 12.0)), within("supply", "catch_up")
)
def test_orders_stay_between_nothing_and_the_catch_up(column, catch_up):
    contract, need, stock, months = column
    ones = np.ones(len(need))
    ratio = order_ratio(contract, need, stock, months, ones, in_force(Supply, catch_up=catch_up))
    assert (ratio >= 0).all()
    assert (ratio <= catch_up).all()
    assert (ratio[contract == 0] == 0).all()


@given(together(st.floats(0.1, 1e4), st.floats(0.0, 6.0)))
def test_a_works_at_its_norms_orders_its_contract(column):
    need, months = column
    ratio = order_ratio(need, need, months * need, months, np.ones(len(need)), in_force(Supply))
    np.testing.assert_allclose(ratio, 1.0, rtol=CLOSE)


@given(
    together(amounts(), amounts(), amounts(), st.floats(0.0, 6.0)),
    amounts(),
    within("supply", "order_months"),
)
def test_more_stock_means_smaller_orders_and_more_need_larger_ones(column, more, months):
    contract, need, stock, norm = column
    p = in_force(Supply, order_months=months)
    ones = np.ones(len(need))
    ratio = order_ratio(contract, need, stock, norm, ones, p)
    assert (order_ratio(contract, need, stock + more, norm, ones, p) <= ratio).all()
    assert (order_ratio(contract, need + more, stock, norm, ones, p) >= ratio).all()


# Coverage.


@given(together(shares), within("supply", "input_substitution"))
def test_a_shortage_term_is_one_where_nothing_is_short_and_rises_with_the_shortage(
    column, elasticity
):
    p = in_force(Supply, input_substitution=elasticity)
    ratio = np.sort(column[0])
    term = shortage_term(ratio, p)
    assert np.isfinite(term).all()
    assert (term >= 1).all()
    assert (np.diff(term) <= 0).all()
    assert (shortage_term(1.0 + ratio, p) == 1).all()


@given(together(shares, rows=20), within("supply", "input_substitution"))
def test_coverage_lies_between_the_scarcest_input_and_one(column, elasticity):
    p = in_force(Supply, input_substitution=elasticity)
    ratio = np.maximum(column[0], p.nothing_left)
    found = float(coverage(np.array(shortage_term(ratio, p).mean()), p))
    assert ratio.min() * (1 - 1e-6) <= found <= 1.0


@given(st.floats(0.01, 1.0), within("supply", "input_substitution"))
def test_where_all_inputs_are_short_alike_output_is_short_by_as_much(ratio, elasticity):
    p = in_force(Supply, input_substitution=elasticity)
    found = coverage(np.array([shortage_term(np.full(5, ratio), p).mean()]), p)
    np.testing.assert_allclose(found, ratio, rtol=1e-9)


@given(together(st.floats(0.01, 1.0)), within("supply", "input_substitution"))
def test_inputs_that_replace_one_another_more_easily_stop_less(column, elasticity):
    assume(elasticity < 0.39)
    hard = in_force(Supply, input_substitution=elasticity)
    easy = in_force(Supply, input_substitution=0.4)

    def covered(p):
        return float(coverage(np.array(shortage_term(column[0], p).mean()), p))

    assert covered(easy) >= covered(hard) - 1e-12


@given(columns(4, ratios))
def test_more_than_is_needed_of_one_input_makes_up_for_no_other(ratio):
    p = in_force(Supply)
    capped = shortage_term(np.minimum(ratio, 1.0), p)
    assert (shortage_term(ratio, p) == capped).all()


@pytest.mark.parametrize(("elasticity", "exponent"), [(0.2, 4.0), (0.5, 1.0)])
def test_the_exponent_follows_from_the_elasticity(elasticity, exponent):
    assert theta(in_force(Supply, input_substitution=elasticity)) == pytest.approx(exponent)


def test_a_contract_that_is_next_to_nothing_takes_no_orders():
    one = np.ones(2)
    ratio = order_ratio(np.array([1e-320, 1.0]), one, one, one, one, in_force(Supply))
    assert ratio[0] == 0.0
    assert ratio[1] > 0.0
