"""The shapes that scripts rely on."""

import pandas as pd
import pytest

from experiments import tidy


def test_the_annual_table_is_one_figure_a_row(record):
    years = tidy.annual(record)
    assert list(years.columns) == ["year", "indicator", "value", "unit", "ledger", "region"]
    steel = years.query("indicator == 'steel' and ledger == 'reported' and year == 1956")
    assert steel[["value", "unit", "region"]].to_numpy().tolist() == [[48.7, "mln t", ""]]
    assert not years.duplicated(["year", "indicator", "ledger", "region"]).any()
    assert set(years["region"]) == {"", "leningrad"}
    assert set(years["ledger"]) == {"reported", "true"}
    assert years["value"].notna().all()


def test_the_monthly_table_counts_months_from_one(record):
    months = tidy.monthly(record)
    expected = ["year", "month", "indicator", "value", "unit", "ledger", "region"]
    assert list(months.columns) == expected
    july = months.query("year == 1957 and month == 7 and ledger == 'true'")
    assert july["value"].tolist() == [pytest.approx(4.0 + 0.02 * 18)]
    assert (months["month"].min(), months["month"].max()) == (1, 12)


def test_a_figure_that_is_missing_has_no_row(record):
    class Gaps:
        annual = record.annual.copy()
        regions = record.regions

    Gaps.annual.loc[1960, ("true", "steel")] = float("nan")
    years = tidy.annual(Gaps)
    assert years.query("indicator == 'steel' and ledger == 'true'")["year"].tolist() == [
        year for year in range(1956, 1966) if year != 1960
    ]
    assert 1960 not in tidy.series(Gaps, "true")["steel"]


def test_an_empty_run_gives_empty_tables_of_the_same_shape():
    class Nothing:
        annual = pd.DataFrame(index=pd.Index([], name="year"))
        monthly = pd.DataFrame(index=pd.Index([], name="month"))
        regions = pd.DataFrame(columns=["year", "region", "indicator", "ledger", "value"])

    assert list(tidy.annual(Nothing).columns) == tidy.ANNUAL
    assert list(tidy.monthly(Nothing).columns) == tidy.MONTHLY
    assert len(tidy.annual(Nothing)) == len(tidy.monthly(Nothing)) == 0


def test_a_quantity_with_one_ledger_is_taken_from_it(record):
    assert tidy.series(record)["fill_rate"][1956] == 0.97
    assert tidy.series(record)["group_a_output"][1957] == pytest.approx(110.0)
    assert tidy.series(record, "true")["group_a_output"][1957] == pytest.approx(108.0)


def test_json_has_the_keys_of_the_contract(record):
    told = tidy.as_json("historical", 1, 0.1, record, range(1957, 1960), 2.5)
    assert list(told) == ["scenario", "seed", "scale", "years", "indicators", "seconds"]
    assert told["years"] == [1957, 1958, 1959]
    steel = told["indicators"]["steel"]
    assert list(steel) == ["unit", "values", "true", "record"]
    assert steel["unit"] == "mln t"
    assert steel["record"] == [51.176, 54.92, 59.971]
    assert told["indicators"]["fill_rate"]["record"] == [None, None, None]
    assert told["indicators"]["fill_rate"]["values"] == [0.97, 0.97, 0.97]
