"""The housing room: what households pay for is theirs, loans end, panels save."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import calendar
from model.mechanisms import housing
from model.mechanisms.housing import Housing
from tests.strategies import amounts, columns, in_force, law_of, shares, within


@given(columns(4, amounts()), columns(4, amounts()), st.floats(0.0, 120.0))
def test_private_builders_spend_what_they_have_and_borrow_as_far_as_there_is_building(
    own, built, loans
):
    p = in_force(Housing)
    spent = housing.private_money(own, loans, built, p)
    assert (spent <= p.most_private * built + 1e-9).all()
    assert spent.sum() <= own.sum() + loans * (own.sum() > 0) + 1e-6


@given(columns(4, st.floats(1.0, 1e3)), st.floats(1.0, 120.0))
def test_private_building_falls_when_loans_end_and_nothing_else_changes(own, loans):
    built, p = np.full(4, 1e6), in_force(Housing)
    with_loans = housing.private_money(own, loans, built, p)
    assert (housing.private_money(own, 0.0, built, p) < with_loans).all()


def test_loans_come_with_the_decree_of_1957_and_end_with_that_of_1960():
    law = law_of()
    before, during, after = (
        law(Housing, calendar.month(m)).loans for m in ("1957-07", "1957-08", "1960-10")
    )
    assert during > before > after == 0.0


@given(columns(4, amounts()), columns(4, shares), shares, within("housing", "panel_saving"))
def test_panels_give_more_space_for_the_same_money_to_the_state_alone(handed, private, part, saved):
    p = in_force(Housing, panel_saving=saved)
    own, state = housing.floor_space(handed, private, part, p)
    brick = housing.floor_space(handed, private, 0.0, p)
    np.testing.assert_allclose(brick.sum(axis=0), handed, rtol=1e-9)
    np.testing.assert_allclose(own, brick[0])
    assert (state >= brick[1]).all()


@given(amounts(), amounts(), amounts())
def test_the_part_of_panels_is_a_part(concrete, before, space):
    p = in_force(Housing, panels=0.2)
    assert 0.0 <= housing.panel_share(concrete, before, space, p) <= 1.0
    assert housing.panel_share(before, before, space, p) == 0.0


@given(shares, shares)
def test_a_plan_that_counted_on_more_private_money_gets_less(then, now):
    part = housing.supported(then, now)
    assert (part < 1.0) == (now < then) or part == pytest.approx(1.0)
