"""The shops room: what is on the shelves is sold, but for the usual stock."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.shops import Shops, sold
from tests.strategies import amounts, in_force, together, within


@given(together(amounts()), within("shops", "stock_months"))
def test_nobody_sells_what_is_not_there(column, months):
    (stock,) = column
    sales = sold(stock, in_force(Shops, stock_months=months))
    assert (sales >= 0).all()
    assert (sales <= stock).all()


@given(st.floats(1.0, 1e4), within("shops", "stock_months"))
def test_with_a_steady_supply_the_usual_stock_is_what_is_left(supply, months):
    p = in_force(Shops, stock_months=months)
    stock = months * supply
    sales = sold(stock + supply, p)
    assert sales == pytest.approx(supply)
    assert stock + supply - sales == pytest.approx(months * sales)


@given(st.floats(1.0, 1e4), st.floats(0.0, 1e5), within("shops", "stock_months"))
def test_whatever_lay_on_the_shelves_sales_come_to_what_is_supplied(supply, stock, months):
    p = in_force(Shops, stock_months=months)
    for _ in range(120):
        sales = sold(stock + supply, p)
        stock = stock + supply - sales
    assert sales == pytest.approx(supply, rel=1e-3)
