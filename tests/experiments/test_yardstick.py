"""Model, plan and record are added up in one way."""

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.yardstick import Product, Sector, bottom_up, products, sectors
from model.data import table

GOODS = (
    Product("iron", "metals", 3.0, 1.0, "iron"),
    Product("tools", "machinery", 1.0, 0.5, ""),
    Product("cloth", "light", 4.0, 0.25, "cloth"),
    Product("wheat", "farms", 2.0, 0.0, "wheat"),
)
BRANCHES = (
    Sector("metals", "A", 1.0),
    Sector("machinery", "A", 1.0),
    Sector("light", "B", 2.0),
    Sector("farms", "agri", 4.0),
)


def test_an_index_is_the_mean_growth_of_its_parts_by_what_they_were_worth():
    growth = {"iron": 2.0, "cloth": 1.2, "wheat": 1.5, "machine_building_output": 3.0}
    index = bottom_up(growth, GOODS, BRANCHES)
    assert index.group_a_output == pytest.approx(100 * (3 * 2.0 + 0.5 * 3.0 + 1 * 1.2) / 4.5)
    assert index.group_b_output == pytest.approx(100 * (0.5 * 3.0 + 3 * 1.2) / 3.5)
    assert index.gross_industrial_output == pytest.approx(100 * (6.0 + 3.0 + 4.8) / 8.0)
    assert index.national_income == pytest.approx(100 * (2.0 + 3.0 + 2 * 1.2 + 4 * 1.5) / 8.0)
    assert (index.own_rows, index.branch_rows, index.borrowed) == (3, 1, 0)


def test_what_has_no_row_takes_its_groups_total_and_is_counted():
    growth = {"iron": 2.0, "group_a_output": 1.9, "group_b_output": 1.6}
    index = bottom_up(growth, GOODS, BRANCHES)
    assert index.group_a_output == pytest.approx(100 * (3 * 2.0 + 1.5 * 1.9) / 4.5)
    assert index.group_b_output == pytest.approx(160.0)
    assert (index.own_rows, index.borrowed) == (1, 3)
    assert index.borrowed_share == pytest.approx(5 / 8)
    assert isnan(index.national_income)  # nothing is known of farms


@given(st.floats(0.5, 5.0))
def test_parts_that_all_grow_alike_give_that_growth(growth):
    rows = {good.row for good in products()}
    rows |= {"group_a_output", "group_b_output", "gross_agricultural_output", "national_income"}
    index = bottom_up(dict.fromkeys(rows - {""}, growth))
    assert index[:4] == pytest.approx((100 * growth,) * 4)


def test_the_weights_are_those_of_1958():
    values = dict.fromkeys((row.name for row in sectors()), 0.0)
    for good in products():
        values[good.sector] += good.value
    for row in table("industry/sector_parameters"):
        if row["wholesale_value_1958_bn_rub"]:
            given_value = float(row["wholesale_value_1958_bn_rub"])
            assert values[row["sector"]] == pytest.approx(given_value, rel=0.01)
