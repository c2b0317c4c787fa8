"""The scorecard: every row once, misses first, nothing hidden."""

import pytest

from experiments.indicators import indicators
from experiments.score import card, known_record, met, rebased
from experiments.tidy import series
from model.data import plan, record, table


@pytest.fixture
def model(record):
    return series(record)


def test_every_row_of_the_plan_stands_once_spoken_or_silent(model):
    found = card(model, {"cotton_fabric"})
    labels = [row.label for row in (*found.rows, *found.silent)]
    assert sorted(labels) == sorted(row["label"] for row in table("history/plan_targets"))
    assert {row.indicator.id for row in found.rows} == {
        "group_a_output",
        "group_b_output",
        "gross_industrial_output",
        "national_income",
        "gross_agricultural_output",
        "steel",
        "housing_urban",
    }
    assert "cotton_fabric" in {row.indicator.id for row in found.silent}


def test_the_largest_miss_comes_first_and_what_has_no_error_last(model):
    model = {**model, "food_industry_output": {year: 90.0 + year for year in range(1956, 1966)}}
    rows = card(model).rows
    misses = [row.miss for row in rows if row.error is not None]
    assert misses == sorted(misses, reverse=True)
    assert [row.error is None for row in rows] == [False] * len(misses) + [True]
    growth = [row.miss for row in card(model).growth]
    assert growth == sorted(growth, reverse=True)


def test_the_error_is_that_of_growth_from_1958(model):
    steel = next(row for row in card(model).rows if row.indicator.id == "steel")
    made, recorded = 1.075**7, record("steel")[1965] / record("steel")[1958]
    assert steel.error == pytest.approx(100 * (made / recorded - 1))
    assert steel.model_base == pytest.approx(48.7 * 1.075**2)
    assert steel.plan == plan("steel")
    assert steel.record_year == 1965


def test_an_error_can_be_worked_out_from_what_stands_beside_it(model):
    told = [r for r in card(model).rows if r.error is not None and r.model_base and r.record_base]
    assert len(told) >= 6
    for row in told:
        made, recorded = row.model_last / row.model_base, row.record_last / row.record_base
        assert row.error == pytest.approx(100.0 * (made / recorded - 1.0)), row.label


def test_a_sum_that_is_not_reached_has_no_record_beside_it(model):
    short = {n: {y: v for y, v in years.items() if y <= 1960} for n, years in model.items()}
    housing = next(row for row in card(short).rows if row.indicator.id == "housing_urban")
    assert (housing.model_last, housing.record_last, housing.error) == (None, None, None)


def test_a_seven_year_sum_is_compared_with_the_sum(model):
    housing = next(row for row in card(model).rows if row.indicator.id == "housing_urban")
    made = sum(41.5 * 1.03 ** (year - 1956) for year in range(1959, 1966))
    assert housing.model_last == pytest.approx(made)
    assert housing.error == pytest.approx(100 * (made / 557.0 - 1))
    assert housing.is_met is False
    assert housing.unit == "mln m2, 7-year sum"


def test_an_index_has_the_runs_own_1958_as_base(model):
    years = rebased(indicators()["group_a_output"], model["group_a_output"])
    assert years[1958] == pytest.approx(100.0)
    assert years[1965] == pytest.approx(100 * 1.1**7)


def test_an_index_has_the_records_level_where_1958_is_not_run():
    years = rebased(indicators()["national_income"], {1956: 7.0, 1957: 7.7})
    level = record("national_income")[1956]
    assert years == {1956: pytest.approx(level), 1957: pytest.approx(1.1 * level)}


def test_what_the_record_withholds_is_compared_with_the_last_year_it_shows():
    withheld = sorted(
        name
        for name, found in indicators().items()
        if found.plan_row and not found.is_planned_as_sum and 1964 in record(name)
        if 1965 not in record(name)
    )
    assert withheld, "the table of outcomes has changed: choose another example"
    years = dict.fromkeys(range(1956, 1966), 10.0)
    row = next(r for r in card({withheld[0]: years}).rows if r.indicator.id == withheld[0])
    assert row.record_year == 1964
    assert row.record_last == record(withheld[0])[1964]


def test_a_run_that_ends_early_is_compared_where_it_ends(model):
    short = {n: {y: v for y, v in years.items() if y <= 1960} for n, years in model.items()}
    found = card(short)
    assert (found.base, found.last) == (1958, 1960)
    assert met(found.rows) == (0, 0)
    assert not found.totals
    steel = next(row for row in found.rows if row.indicator.id == "steel")
    assert steel.error == pytest.approx(
        100 * (1.075**2 / (record("steel")[1960] / record("steel")[1958]) - 1)
    )


def test_a_run_without_a_whole_year_has_only_silent_rows():
    found = card({})
    assert not found.rows
    assert len(found.silent) == len(table("history/plan_targets"))


def test_published_totals_stand_beside_the_sum_of_their_parts(model):
    found = card(model)
    assert [total.indicator.id for total in found.totals] == [
        "group_a_output",
        "group_b_output",
        "gross_industrial_output",
        "national_income",
    ]
    producer_goods = found.totals[0]
    assert producer_goods.published == (
        pytest.approx(100 * 1.1**7),
        185.0,
        pytest.approx(record("group_a_output")[1965]),
    )
    for total in found.totals:
        assert all(value is not None and 100 < value < 250 for value in total.bottom_up)
    model_parts, plan_parts, record_parts = found.parts
    assert plan_parts.own_rows > 20
    assert record_parts.own_rows > 15
    assert model_parts.own_rows == 2  # steel and cotton; housing is planned as a sum


def test_rows_met_are_counted_for_the_model(model):
    rows = card(model, {"cotton_fabric"}).rows
    assert {row.indicator.id: row.is_met for row in rows} == {
        "group_a_output": True,
        "group_b_output": False,
        "gross_industrial_output": True,
        "national_income": False,
        "gross_agricultural_output": False,
        "steel": True,
        "housing_urban": False,
    }
    assert met(rows) == (3, 7)


def test_growth_of_1956_60_is_held_against_the_record(model):
    steel = next(row for row in card(model).growth if row.indicator.id == "steel")
    recorded = 100 * ((record("steel")[1960] / record("steel")[1956]) ** 0.25 - 1)
    assert (steel.first, steel.last) == (1956, 1960)
    assert steel.model == pytest.approx(7.5)
    assert steel.error == pytest.approx(7.5 - recorded)


def test_annual_reports_carry_the_groups_back_to_1956():
    years = known_record("group_a_output")
    assert 1958 in record("group_a_output")
    assert 1957 not in record("group_a_output")
    assert years[1958] / years[1957] == pytest.approx(1.114)
    assert years[1957] / years[1956] == pytest.approx(1.110)


def test_frictionless_gives_the_benchmark_of_capital_and_labour_alone(model):
    assert card(model).benchmark == ()
    rows = card(model, layers=("frictionless",)).benchmark
    assert [row.indicator.id for row in rows][:2] == ["group_a_output", "group_b_output"]
    assert (rows[0].first, rows[0].last) == (1956, 1965)
    assert rows[0].model == pytest.approx(10.0)
    assert rows[0].error == pytest.approx(10.0 - rows[0].record)
