"""The shops room: neither more than there is nor more than is wanted, and habits that add up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms import shops
from model.mechanisms.shops import Shops
from tests.strategies import amounts, columns, in_force, ratios, shares, together, within


@given(together(amounts(), amounts()), within("shops", "stock_months"), within("shops", "choice"))
def test_nobody_sells_more_than_there_is_or_than_is_wanted(column, months, choice):
    wanted, stock = column
    sales = shops.sold(wanted, stock, in_force(Shops, stock_months=months, choice=choice))
    assert (sales >= 0).all()
    assert (sales <= stock).all()
    assert (sales <= wanted * (1 + 1e-12)).all()


@given(st.floats(1.0, 1e4), within("shops", "queue"), within("shops", "choice"))
def test_usual_shelves_leave_the_queue_of_january_1956(supply, queue, choice):
    p = in_force(Shops, queue=queue, choice=choice)
    wanted, stock = np.array([supply / (1 - queue)]), np.array([supply * (1 + p.stock_months)])
    assert shops.sold(wanted, stock, p)[0] == pytest.approx(supply, rel=1e-9)


@given(together(amounts(), amounts()))
def test_more_goods_and_more_money_never_sell_less(column):
    wanted, stock = column
    p = in_force(Shops)
    now = shops.sold(wanted, stock, p)
    slack = 1e-9 * (1.0 + now)
    assert (shops.sold(1.5 * wanted, stock, p) >= now - slack).all()
    assert (shops.sold(wanted, 1.5 * stock, p) >= now - slack).all()


@given(columns(6, st.floats(1.0, 1e3)), columns(6, st.floats(0.2, 2.5)), within("shops", "free"))
def test_the_opening_money_is_divided_as_it_was(spent, elasticity, free):
    spent = spent[None, :]
    habit = shops.habits(spent, elasticity, in_force(Shops, free=free))
    np.testing.assert_allclose(shops.demand(spent.sum(axis=1), habit), spent, rtol=1e-9)
    assert (habit.least >= 0).all()


@given(columns(6, st.floats(1.0, 1e3)), ratios)
def test_all_money_is_divided_whatever_there_is_of_it(spent, ratio):
    habit = shops.habits(spent[None, :], np.linspace(0.5, 1.8, 6), in_force(Shops))
    money = ratio * spent.sum(keepdims=True)
    assert shops.demand(money, habit).sum() == pytest.approx(money[0], rel=1e-9)


def test_a_richer_household_turns_from_food_to_durables():
    spent = np.array([[60.0, 10.0]])
    habit = shops.habits(spent, np.array([0.7, 1.8]), in_force(Shops))
    now, then = (shops.demand(np.array([m]), habit)[0] for m in (70.0, 90.0))
    grown = then / now
    assert 1.0 < grown[0] < 90 / 70 < grown[1]


@given(shares, within("shops", "passed_by"))
def test_buyers_pass_by_what_is_poorer_than_it_was(quality, slope):
    (part,) = shops.passed_by(np.array([quality]), np.array([slope]))
    assert 0.0 <= part <= 1.0
    assert shops.passed_by(np.ones(1), np.array([slope]))[0] == 0.0


@given(together(amounts(), amounts()))
def test_trade_asks_for_less_only_of_what_lies_unsold(column):
    stock, sales = column
    p = in_force(Shops)
    asked = shops.orders(stock, sales, 12, p)
    beyond = shops.unsold(stock, sales, p)
    assert np.isinf(asked[beyond == 0]).all()
    assert (asked[beyond > 0] <= 12 * sales[beyond > 0] + 1e-9).all()


@given(together(amounts(), amounts()), within("shops", "need"))
def test_only_those_who_found_nothing_take_poor_goods(column, need):
    poor, lacking = column
    taken = shops.poor_goods_taken(poor, lacking, in_force(Shops, need=need))
    assert (taken <= poor).all()
    assert (taken <= lacking).all()


@given(amounts(), amounts())
def test_the_market_clears_up_to_its_ceiling(money, produce):
    p = in_force(Shops)
    price = shops.market(money, produce, p)
    assert price <= p.market_ceiling
    assert price * produce <= money * (1 + 1e-9)
    if price < p.market_ceiling:
        assert price * produce == pytest.approx(money)


@given(columns(8, amounts()), columns(8, amounts()))
def test_funds_of_a_group_are_all_given_out_and_less_where_more_lies(asked, stock):
    asked, stock = asked.reshape(2, 4) + 1.0, stock.reshape(2, 4)
    p = in_force(Shops)
    share = shops.funds(asked, stock, 12, p)
    np.testing.assert_allclose(share.sum(axis=1), 1.0)
    stock[:, 0] += 100.0
    assert (shops.funds(asked, stock, 12, p)[:, 0] <= share[:, 0] + 1e-12).all()


@given(together(amounts(), amounts()))
def test_only_stocks_well_beyond_the_usual_are_unsold(column):
    stock, sales = column
    p = in_force(Shops)
    beyond = shops.unsold(stock, sales, p)
    assert (beyond >= 0).all()
    assert (beyond[stock <= p.stock_months * sales] == 0).all()


@given(columns(8, amounts()), columns(8, amounts()), within("shops", "instead"))
def test_other_goods_are_taken_from_what_is_left_with_money_that_found_nothing(
    lacking, left, instead
):
    lacking, left = lacking.reshape(2, 4), left.reshape(2, 4)
    taken = shops.instead(lacking, left, in_force(Shops, instead=instead))
    assert (taken <= left).all()
    assert (taken.sum(axis=0) <= lacking.sum(axis=0) * (1 + 1e-9)).all()
