"""The money room: taxes take the wedge, loans fill gaps, nobody pays back what he does not owe."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms import money
from model.mechanisms.money import Money
from tests.strategies import amounts, columns, in_force, shares

sums = st.floats(-1e4, 1e4)


@given(columns(5, amounts()), columns(5, st.floats(0.0, 0.7)), st.floats(0.5, 2.0))
def test_a_higher_retail_price_goes_to_the_budget_in_full(sold, tax, price):
    now = money.turnover_tax(sold, np.full(5, price), tax)
    before = money.turnover_tax(sold, np.ones(5), tax)
    np.testing.assert_allclose(now - before, sold * (price - 1), atol=1e-8)


@given(amounts(), amounts(), sums)
def test_the_budget_adds_only_what_is_missing(building, worn, kept):
    granted = money.grant(building, worn, kept)
    assert granted >= 0
    assert granted + worn + kept >= building - 1e-6


@given(sums, amounts(), amounts())
def test_nobody_pays_back_more_than_he_owes_or_can(held, needed, owed):
    back = money.repayment(held, needed, owed)
    assert 0 <= back <= owed
    assert back == 0 or held - back >= needed - 1e-9


@given(sums)
def test_a_loan_brings_an_empty_account_back_to_nothing(held):
    assert held + money.loan(held) >= 0
    assert money.loan(abs(held)) == 0


@given(columns(4, sums), shares)
def test_only_those_with_profits_hand_them_on(profit, part):
    assert money.remittance(profit, part) == pytest.approx(part * profit[profit > 0].sum())


@given(columns(4, amounts()), columns(4, amounts()))
def test_deposits_are_what_is_not_in_hand(held, income):
    found = money.deposits(held, income, in_force(Money))
    assert (found >= 0).all()
    assert (found <= held).all()
