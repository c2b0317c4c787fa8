"""The record in the indicators' units: what is compounded, divided, subtracted, left alone."""

import pytest

from model.data import (
    plan,
    plan_is_seven_year_sum,
    record,
    record_growth,
    record_to_1960,
    table,
)
from model.data.comparison import _compounded

INDICATORS = {row["id"]: row for row in table("history/indicators")}
KEYS = table("history/annual_series_keys")
SERIES = {row["indicator"] for row in table("history/annual_series")}
COMPARED = [name for name, row in INDICATORS.items() if row["series_id"] in SERIES]

COMPOUNDED = {
    "group_a_output",
    "group_b_output",
    "gross_industrial_output",
    "gross_agricultural_output",
    "labour_productivity_industry",
}
OTHERWISE = {"civil_investment", "gdp", "housing_private", "fallow_share"}


def stated(series):
    rows = table("history/annual_series")
    return {int(row["year"]): float(row["value"]) for row in rows if row["indicator"] == series}


def test_levels_stand_as_they_are():
    assert record("steel")[1958] == 54.92
    for name in set(COMPARED) - COMPOUNDED - OTHERWISE:
        assert record(name) == stated(INDICATORS[name]["series_id"])


@pytest.mark.parametrize(
    ("indicator", "low", "high"),
    [
        ("group_a_output", 195, 198),
        ("group_b_output", 159, 162),
        ("gross_industrial_output", 183, 185),
        ("gross_agricultural_output", 113, 117),
        ("labour_productivity_industry", 141, 144),
    ],
)
def test_growth_compounds_from_1958_to_the_published_total(indicator, low, high):
    index = record(indicator)
    assert index[1958] == 100.0
    assert low < index[1965] < high


def test_compounding_matches_the_result_the_plan_table_reports():
    reported = {row["indicator"]: row["actual_1965"] for row in table("history/plan_targets")}
    for name in COMPOUNDED:
        assert record(name)[1965] == pytest.approx(float(reported[name]), rel=0.015)


def test_years_before_1958_come_from_dividing_back():
    industry = record("gross_industrial_output")
    assert industry[1957] * 1.103 == pytest.approx(100.0)
    assert industry[1955] == pytest.approx(100.0 / (1.106 * 1.10 * 1.103))
    assert min(industry) == 1949
    assert min(record("group_a_output")) == 1958


def test_compounding_stops_at_a_year_that_is_held_back():
    assert _compounded({1959: 10.0, 1960: 10.0, 1962: 50.0}) == pytest.approx(
        {1958: 100.0, 1959: 110.0, 1960: 121.0}
    )
    assert _compounded({1955: 5.0, 1957: 25.0, 1958: 25.0}) == pytest.approx(
        {1956: 64.0, 1957: 80.0, 1958: 100.0}
    )
    assert _compounded({}) == {}


def test_the_western_product_is_put_on_1958():
    assert record("gdp")[1958] == 100.0
    assert record("gdp")[1965] == pytest.approx(137.2, abs=0.1)


def test_private_housing_is_the_rest_and_only_where_both_are_known():
    private = record("housing_private")
    assert private[1958] == pytest.approx(71.2 - 46.7)
    assert set(private) == set(record("housing_urban")) & set(record("housing_state_coop"))


def test_fallow_is_a_share_of_arable():
    share = record("fallow_share")
    assert share[1958] == pytest.approx(24.1 / (195.6 + 24.1))
    assert all(0.0 < value < 0.25 for value in share.values())


def test_growth_without_a_level_gives_growth_and_no_level():
    assert record("civil_investment") == {}
    assert record_growth("civil_investment")[1959] == 13.0
    assert record_growth("group_a_output")[1965] == 8.8
    assert record_growth("steel")[1959] == pytest.approx(100 * (59.971 / 54.92 - 1))
    assert 1962 not in record_growth("natural_gas")


def test_series_held_back_and_indicators_without_a_series_are_empty():
    for name in ("pigs", "sheep", "average_haul_km", "hidden_reserve", "queue_index"):
        assert record(name) == {}
        assert record_growth(name) == {}


def test_every_series_gives_something_but_the_one_without_a_level():
    assert {name for name in COMPARED if not record(name)} == {"civil_investment"}
    for name in COMPARED:
        assert all(1949 <= year <= 1965 for year in record(name))


def test_series_keys_and_indicators_tell_the_same_story():
    comparison = {
        name: row["series_id"]
        for row in KEYS
        if row["relation"] == "comparison"
        for name in row["indicator_id"].split()
    }
    assert comparison == {name: r["series_id"] for name, r in INDICATORS.items() if r["series_id"]}
    assert {row["series_id"] for row in KEYS if row["where"] == "shared"} - SERIES == {
        "pigmeat_supply_per_capita"
    }


def test_units_of_series_left_alone_are_those_of_the_indicator():
    units = {row["indicator"]: row["unit"] for row in table("history/annual_series")}
    same = {"kcal a day": "kcal/capita/day", "kg a year": "kg/capita/yr", "index": "1958=100"}
    for name in set(COMPARED) - COMPOUNDED - OTHERWISE:
        unit = INDICATORS[name]["unit"]
        series = units[INDICATORS[name]["series_id"]].replace("rubles", "rub")
        assert series.startswith(same.get(unit, unit)), name


def test_a_model_may_ask_for_the_record_to_1960():
    assert record_to_1960("steel") == {y: v for y, v in record("steel").items() if y <= 1960}
    assert max(record_to_1960("group_a_output")) == 1960


def test_a_record_can_be_changed_without_harm():
    record("steel")[1958] = 0.0
    assert record("steel")[1958] == 54.92


def test_the_plan_gives_low_and_high():
    assert plan("group_a_output") == (185.0, 188.0)
    assert plan("national_income") == (162.0, 165.0)
    assert plan("investment_total") == (194.0, 197.0)
    assert plan("tractors") is None
    assert plan("queue_index") is None
    assert plan("scorecard_met") is None


def test_every_plan_row_is_reached_by_an_indicator():
    rows = {row["indicator"] for row in table("history/plan_targets")}
    assert {row["plan_id"] for row in INDICATORS.values()} - {"", "all rows"} == rows
    targets = {name: plan(name) for name in INDICATORS}
    found = [target for target in targets.values() if target]
    assert len(found) == 49
    assert all(0 < low <= high for low, high in found)


def test_sums_over_seven_years_are_told_from_levels():
    sums = {name for name in INDICATORS if plan_is_seven_year_sum(name)}
    assert sums == {"tractors_delivered", "housing_urban", "housing_rural", "investment_total"}
    assert plan("housing_urban")[0] > 7 * record("housing_urban")[1958]


@pytest.mark.parametrize(
    "ask", [record, record_to_1960, record_growth, plan, plan_is_seven_year_sum]
)
def test_an_unknown_indicator_is_answered_with_the_nearest(ask):
    with pytest.raises(KeyError) as said:
        ask("steal")
    assert said.value.args == ("there is no indicator 'steal'. Did you mean 'steel'?",)
