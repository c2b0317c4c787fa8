"""December's new attachments: the short are given to the free, and nothing else moves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.lines import lay
from model.mechanisms.supply import Supply
from model.reattachment import pieces, reattach
from tests.strategies import SMALL, amounts, columns, in_force, network

RULE = in_force(Supply)


@st.composite
def halves(draw):
    """Needs and spare goods, each in some group."""
    sides = []
    for _ in range(2):
        n = draw(st.integers(1, 10))
        group = draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))
        sides += [draw(columns(n, amounts())), np.array(group)]
    return sides


@given(halves())
def test_a_group_is_matched_up_to_the_smaller_of_its_totals(sides):
    need, of_need, spare, of_spare = sides
    customer, supplier, value = pieces(*sides)
    assert (value > 0).all()
    assert (of_need[customer] == of_spare[supplier]).all()
    given_to = np.bincount(customer, weights=value, minlength=len(need))
    taken = np.bincount(supplier, weights=value, minlength=len(spare))
    assert (given_to <= need * (1 + 1e-9) + 1e-6).all()
    assert (taken <= spare * (1 + 1e-9) + 1e-6).all()
    for g in range(4):
        met = value[of_need[customer] == g].sum()
        both = min(need[of_need == g].sum(), spare[of_spare == g].sum())
        assert met == pytest.approx(both, rel=1e-6, abs=1e-6 * need.sum())


def test_no_rounding_gives_a_customer_goods_of_another_group():
    row, groups = np.arange(60_000), 3_000
    need, spare = (1.0 + 0.9 * np.sin(row)) ** 8, 0.3 * (1.0 + 0.9 * np.cos(3.0 * row)) ** 8
    of_need, of_spare = row % groups, (7 * row) % groups
    customer, supplier, _ = pieces(need, of_need, spare, of_spare)
    assert (of_need[customer] == of_spare[supplier]).all()


@pytest.fixture
def lines():
    """The lines of a small economy with goods on the way."""
    laid = lay(network(SMALL), RULE)
    laid.transit = laid.contract * np.linspace(0.5, 1.5, len(laid.contract))
    laid.stock = np.linspace(0.0, 1.0, len(laid.stock))
    return laid


def ends(lines):
    """Each link as one number."""
    return lines.supplier.astype(np.int64) * len(lines.network.claims) + lines.claim


def strained(lines):
    """Needs and promises where every third claim lost half and every second supplier has more."""
    need, promise = lines.contract_of_claim(), lines.by_supplier(lines.contract)
    need[::3] *= 1.5
    promise[::2] *= 1.4
    return need, promise


def test_who_has_what_he_needs_gets_no_new_supplier(lines):
    need, promise = lines.contract_of_claim(), lines.by_supplier(lines.contract)
    assert reattach(lines, need, promise * 2, RULE) is lines


def test_the_short_get_more_and_nobody_promises_what_he_has_not(lines):
    need, promise = strained(lines)
    before = lines.contract_of_claim()
    laid = reattach(lines, need, promise, RULE)
    after = laid.contract_of_claim()
    assert (after >= before * (1 - 1e-9)).all()
    assert (after <= need * (1 + 1e-6) + 1e-9).all()
    assert (laid.by_supplier(laid.contract) <= promise * (1 + 1e-6) + 1e-9).all()
    assert after.sum() > before.sum() * 1.02


def test_old_contracts_goods_on_the_way_and_stocks_stay_where_they_are(lines):
    laid = reattach(lines, *strained(lines), RULE)
    assert set(ends(lines)) <= set(ends(laid))
    place = {end: i for i, end in enumerate(ends(laid).tolist())}
    where = np.array([place[end] for end in ends(lines).tolist()])
    assert (laid.transit[where] == lines.transit).all()
    assert laid.transit.sum() == pytest.approx(lines.transit.sum())
    assert (laid.contract[where] >= lines.contract * (1 - 1e-12)).all()
    assert laid.stock is lines.stock
    assert laid.finished is lines.finished


def test_new_links_join_a_maker_and_a_user_of_one_good(lines):
    laid = reattach(lines, *strained(lines), RULE)
    claims, suppliers = laid.network.claims, laid.network.suppliers
    assert (claims.product[laid.claim] == suppliers.product[laid.supplier]).all()
    assert len(np.unique(ends(laid))) == len(laid.contract)


def test_links_that_carry_nothing_any_more_are_dropped_once_they_are_empty(lines):
    lines.contract[5], lines.transit[5] = 0.0, 0.0
    lines.contract[6] = 0.0  # and something on the way
    gone, kept = ends(lines)[[5, 6]]
    need, promise = strained(lines)
    left = set(ends(reattach(lines, need, promise, RULE)).tolist())
    assert kept in left
    short_again = lines.claim[5] % 3 == 0
    assert gone not in left or short_again


def test_neighbours_are_asked_first(lines):
    need, promise = lines.contract_of_claim(), lines.by_supplier(lines.contract)
    claims, suppliers = lines.network.claims, lines.network.suppliers
    bricks = np.bincount(suppliers.product[suppliers.region == 0]).argmax()
    customer = np.flatnonzero((claims.product == bricks) & (claims.region == 0))[0]
    need[customer] *= 1.5
    makers = np.flatnonzero(suppliers.product == bricks)
    promise[makers] *= 2.0
    laid = reattach(lines, need, promise, RULE)
    mine = laid.claim == customer
    more = laid.contract[mine].sum() - lines.contract[lines.claim == customer].sum()
    here = suppliers.region[laid.supplier[mine]] == 0
    old_here = suppliers.region[lines.supplier[lines.claim == customer]] == 0
    held = lines.contract[lines.claim == customer][old_here].sum()
    assert laid.contract[mine][here].sum() - held == pytest.approx(more)
    assert more > 0
