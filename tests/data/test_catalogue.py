"""The catalogue: every file described, every cell with a unit, a status and a source."""

import ast
import re
from fnmatch import fnmatch
from itertools import chain

import pytest

import model.data
from model.data import SECTORS, catalogue, given, source, table, table_names
from model.data.tables import DIRECTORY

WORDS = {"confirmed", "recalled", "derived", "estimated", "calibrated"}
TEXT = (DIRECTORY / "catalogue.toml").read_text(encoding="utf-8")
FURTHER_WORDS = {"disputed", "mixed", "zero"}

every_table = pytest.mark.parametrize("name", table_names())


def statuses(name):
    """All statuses of a table, by the rule of the catalogue."""
    rule = catalogue()[name].status
    if "columns" in rule:
        return [row[column] for row in table(name) for column in rule["columns"]]
    if "file" in rule:
        return [row[sector] for row in table(rule["file"]) for sector in SECTORS]
    return [rule["word"]]


def leading_words(status):
    """The word a status begins with, or both of "recalled/confirmed"."""
    return re.split(r"[ :(]", status)[0].split("/")


def is_number(cell):
    try:
        float(cell)
    except ValueError:
        return False
    return True


def numeric_columns(name):
    """Columns whose cells are numbers wherever they are filled, at least once."""
    for column in table(name)[0]:
        filled = [row[column].strip() for row in table(name) if row[column].strip()]
        if filled and all(map(is_number, filled)):
            yield column


def unit_of(name, column):
    entry = catalogue()[name]
    if column in entry.per_row:
        return entry.unit_column
    fitting = (
        unit
        for pattern, unit in entry.units.items()
        if (pattern == "SECTORS" and column in SECTORS) or fnmatch(column, pattern)
    )
    return next(fitting, "")


def test_the_catalogue_names_every_file_and_nothing_that_is_missing():
    assert set(catalogue()) == set(table_names())


@every_table
def test_a_row_has_one_key(name):
    key = catalogue()[name].key
    seen = [tuple(row[column] for column in key) for row in table(name)]
    assert len(set(seen)) == len(seen)


@every_table
def test_every_row_has_a_status_that_is_one_of_the_words(name):
    found = statuses(name)
    assert found
    strange = {s for s in found if not set(leading_words(s)) <= WORDS | FURTHER_WORDS}
    assert not strange


def test_the_further_words_are_those_that_occur_and_each_is_explained():
    found = chain.from_iterable(
        map(leading_words, chain.from_iterable(map(statuses, table_names())))
    )
    assert set(found) - WORDS == FURTHER_WORDS
    explained = TEXT.partition("[words]")[2].partition("\n\n")[0]
    assert set(re.findall(r"^(\w+) +=", explained, flags=re.MULTILINE)) == FURTHER_WORDS


def test_a_status_for_a_whole_file_gives_its_reason():
    for entry in catalogue().values():
        if "word" in entry.status:
            assert entry.status["word"] in WORDS
            assert len(entry.status["reason"]) > 30


def test_the_status_file_has_a_cell_for_every_norm():
    norms, words = table("industry/io_coefficients"), table("industry/io_coefficients_status")
    for norm, word in zip(norms, words, strict=True):
        assert norm["supplying_sector"] == word["supplying_sector"]
        for sector in SECTORS:
            assert (float(norm[sector]) == 0.0) == (word[sector] == "zero")


@every_table
def test_every_number_has_a_unit(name):
    without = [column for column in numeric_columns(name) if not unit_of(name, column)]
    assert not without


@every_table
def test_the_catalogue_names_only_columns_that_exist(name):
    entry, columns = catalogue()[name], table(name)[0].keys()
    rules = entry.outcomes
    named = {*entry.key, *entry.per_row, *entry.status.get("columns", ())}
    named |= {rule.column for rule in rules if rule.column}
    named |= {column for rule in rules for column in (*rule.cells, *rule.excepted)}
    named |= {entry.unit_column} - {""}
    assert named <= columns
    for pattern in entry.units:
        assert pattern == "SECTORS" or any(fnmatch(column, pattern) for column in columns), pattern


@every_table
def test_a_unit_column_is_filled_in_every_row(name):
    entry = catalogue()[name]
    assert bool(entry.unit_column) == bool(entry.per_row)
    if entry.unit_column:
        assert all(row[entry.unit_column] for row in table(name))


@every_table
def test_every_source_is_in_the_bibliography(name):
    assert catalogue()[name].sources
    for key in catalogue()[name].sources:
        assert source(key).key == key


@every_table
def test_use_says_whether_there_are_outcomes(name):
    entry = catalogue()[name]
    assert set(entry.use) <= {"given", "calibration", "outcome"}
    assert ("outcome" in entry.use) == bool(entry.outcomes)


def test_a_model_sees_no_result_after_1960():
    series = given("history/annual_series")
    late = {row["indicator"] for row in series if int(row["year"]) > 1960}
    assert late == {
        "population",
        "armed_forces",
        "defence_budget_official",
        "defence_budget_planned",
        "grain_exports",
        "grain_imports",
        "kolkhozes_total",
        "sovkhozes",
    }
    assert {"steel", "group_a_growth"} <= {row["indicator"] for row in series}


def test_given_series_are_those_the_keys_call_given():
    keys = table("history/annual_series_keys")
    called = {row["series_id"] for row in keys if row["note"].startswith("given")}
    late = {r["indicator"] for r in given("history/annual_series") if int(r["year"]) > 1960}
    assert late == called - {"mts"}  # the stations end in 1959


def test_a_model_sees_the_plan_and_not_its_result():
    assert {row["actual_1965"] for row in given("history/plan_targets")} == {""}
    assert {row["target_1965_low"] for row in given("history/plan_targets")} > {"86.0"}
    for row in given("industry/plan_targets_other"):
        assert row["actual"] == "" or int(row["target_year"]) <= 1960
        assert row["target_low"] != ""


def test_a_model_sees_total_labour_and_hours_but_not_where_people_went():
    late = [row for row in given("industry/labour") if int(row["year"]) > 1960]
    persons = {row["sector"] for row in late if row["persons_thousand"]}
    assert "total_employed_with_kolkhoz_and_forces" in persons
    assert not persons & {*SECTORS, "all_industry", "kolkhoz", "workers_and_employees_total"}
    assert {row["hours_per_week"] for row in late if row["sector"] == "coal"} != {""}


def test_a_model_sees_prices_by_decree_and_not_wages_after_1960():
    late = [row for row in given("industry/wages_prices") if int(float(row["year"])) > 1960]
    assert {row["item"] for row in late if row["item"] != "budget"} == {
        "procurement_price",
        "retail_price_change",
        "retail_price_index_official",
    }
    assert {row["scope"] for row in late if row["item"] == "budget"} == {"defence"}


def test_fuel_capital_and_storms_come_without_their_outcomes():
    assert max(int(row["year"]) for row in given("industry/fuel_mix")) == 1960
    assert {row["role"] for row in given("industry/capital")} == {"input"}
    variables = {row["variable"] for row in given("farms/weather_month")}
    assert "dust_storm_class" not in variables
    assert "erosion_weather_class" in variables
    assert {r["forecast 65/60"] for r in given("industry/growth_accounting_table")} == {""}


def test_giving_leaves_the_table_as_it_is():
    before = [dict(row) for row in table("history/plan_targets")]
    given.cache_clear()
    given("history/plan_targets")
    assert [dict(row) for row in table("history/plan_targets")] == before


def test_a_table_of_outcomes_is_not_given():
    with pytest.raises(KeyError, match="for comparison only"):
        given("history/stylised_facts")


def test_an_unknown_table_is_not_given_either():
    with pytest.raises(KeyError, match="Did you mean 'history/decrees'"):
        given("history/decree")


def breaches(text):
    """What a module reads that a model may not: outcomes by table(), or the record."""
    guarded = {name for name, entry in catalogue().items() if entry.outcomes}
    record = {"record", "record_growth"}
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.ImportFrom(module="model.data" | "model.data.comparison", names=names):
                yield from record & {name.name for name in names}
            case ast.Attribute(value=ast.Name(id="data"), attr=name) if name in record:
                yield name
            case ast.Call(
                func=ast.Name(id="table") | ast.Attribute(attr="table"),
                args=[ast.Constant(value=name)],
            ) if name in guarded:
                yield name


@pytest.mark.parametrize(
    "text",
    [
        "from model.data import record",
        "from model import data\nx = data.record_growth('steel')",
        "from model.data import table\nx = table('history/annual_series')",
        "from model import data\nx = data.table('industry/labour')",
    ],
)
def test_reading_outcomes_by_the_wrong_door_is_noticed(text):
    assert list(breaches(text))


def test_no_module_of_the_model_reads_outcomes():
    package = DIRECTORY.parent
    modules = [file for file in package.rglob("*.py") if DIRECTORY not in file.parents]
    found = {
        file.relative_to(package).as_posix(): list(breaches(file.read_text(encoding="utf-8")))
        for file in modules
    }
    assert not {file: names for file, names in found.items() if names}, (
        "use given or record_to_1960"
    )


def test_everything_promised_is_exported():
    assert all(hasattr(model.data, name) for name in model.data.__all__)
