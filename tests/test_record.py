"""The record of a run: the contract kept, bases, ledgers, sums, months and years, detail."""

import pickle
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

from model import data
from model.claims import Kind
from model.economy import SovietEconomy
from model.errors import Refusal
from model.indicators.contract import contract
from model.indicators.levels import republic_of_region
from model.indicators.rules import RULES, silent

SMALL = 0.02
HALF_YEAR, BEFORE_1958, LAST = "1956-06", "1957-12", "1959-12"
ADDITIVE = (
    "investment_total", "housing_urban", "commissioned_assets", "unfinished_construction",
    "sites_open", "employment_industry", "fertiliser_delivered", "grain", "meat", "milk",
    "cotton", "sugar_beet", "potatoes",
)  # fmt: skip
MONTHLY_MEANS = ("hours_week", "employment_industry", "average_wage")


class Tables(NamedTuple):
    annual: pd.DataFrame
    monthly: pd.DataFrame
    regions: pd.DataFrame


class Story(NamedTuple):
    economy: SovietEconomy
    early: Tables  # half a year
    short: Tables  # to 1957
    whole: Tables
    seen: dict  # the first year's sums, taken by hand


def read(economy):
    record = economy.record
    return Tables(record.annual, record.monthly, record.regions)


def look(economy, seen):
    """Add up a month in the plainest way."""
    month = economy.month - 1
    season = economy.plan.month(month % 12)
    lines, claims = economy.lines, economy.network.claims
    contract_now = lines.contract * season[claims.product[lines.claim]]
    owed = np.minimum(contract_now, economy.ordered)
    made = economy.directors.output.sum() + economy.grown.sum()
    used = economy.used.sum() + economy.depot_use.sum() + economy.fed.sum()
    for name, amount in (
        ("owed", owed.sum()),
        ("given", np.minimum(owed, lines.transit).sum()),
        ("made", made),
        ("used", used),
        ("army", economy.served[claims.kind == Kind.DEFENCE].sum()),
        ("invested", economy.invested.sum()),
    ):
        seen[name] = seen.get(name, 0.0) + float(amount)


@pytest.fixture(scope="module")
def story():
    """One run, read on its way."""
    economy, seen = SovietEconomy("no_indicator", scale=SMALL, detail=True), {}
    for month in range(12):
        economy.step()
        look(economy, seen)
        if month == 5:
            early = read(economy)
    economy.run(until=BEFORE_1958)
    short = read(economy)
    economy.run(until=LAST)
    return Story(economy, early, short, read(economy), seen)


@pytest.fixture(scope="module")
def annual(story):
    return story.whole.annual


def national(name):
    return "national" in contract()[name].levels


def indices():
    return [name for name in RULES if contract()[name].is_index and national(name)]


def by_place(tables, indicator, ledger="true"):
    """Years by region."""
    rows = tables.regions
    mine = rows[(rows["indicator"] == indicator) & (rows["ledger"] == ledger)]
    return mine.pivot(index="year", columns="region", values="value")


# -- the contract --------------------------------------------------------------------


def test_every_indicator_is_spoken_or_silent(story):
    assert story.economy.record.silent == silent()
    assert silent() | set(RULES) == set(contract())
    assert not silent() & set(RULES)


def test_the_record_speaks_of_what_it_says_it_does_and_of_nothing_else(story, annual):
    found = set(annual.columns) | set(
        story.whole.regions[["ledger", "indicator"]].itertuples(index=False, name=None)
    )
    expected = {(ledger, name) for name in RULES for ledger in contract()[name].ledgers}
    assert found == expected
    nation = {(ledger, name) for ledger, name in expected if national(name)}
    assert set(annual.columns) == nation


def test_what_is_hidden_from_the_planner_is_silent():
    assert {"padding", "diversion_detected_share"} <= silent()
    assert not {"hidden_reserve", "quality", "storming_share", "diversion_share"} & silent()


def test_annual_has_the_years_and_columns_that_scripts_rely_on(annual):
    assert annual.index.to_list() == [1956, 1957, 1958, 1959]
    assert annual.index.name == "year"
    assert annual.columns.names == ["ledger", "indicator"]
    assert annual["true"]["steel"].loc[1958] == annual.loc[1958, ("true", "steel")]


def test_every_year_has_a_figure_from_the_year_the_contract_says(annual):
    for ledger, name in annual.columns:
        years = annual[ledger, name]
        late = years.index >= contract()[name].first_year
        assert np.isfinite(years[late]).all(), name
        assert years[~late].isna().all(), name


def test_regions_are_named_as_the_contract_has_them(story):
    rows = story.whole.regions
    assert rows.columns.to_list() == ["year", "region", "indicator", "ledger", "value"]
    assert set(rows["region"]) == {*data.REGIONS, *data.REPUBLICS}
    assert not rows.duplicated(["year", "region", "indicator", "ledger"]).any()
    assert rows["value"].notna().all()
    large = {name for name in data.REPUBLICS if name not in data.REGIONS}
    for name in set(rows["indicator"]):
        places = set(rows.loc[rows["indicator"] == name, "region"])
        assert bool(places & large) == ("republic" in contract()[name].levels)
        assert bool(places - large) == ("region" in contract()[name].levels)


# -- ledgers and bases ---------------------------------------------------------------


def test_while_nobody_pads_both_ledgers_agree(annual):
    both = [n for ledger, n in annual.columns if ledger == "reported" and not n.startswith("grain")]
    assert len(both) > 40
    pd.testing.assert_frame_equal(annual["reported"][both], annual["true"][both], rtol=1e-12)


def test_grain_is_reported_in_the_bunker_and_true_in_the_barn(annual):
    barn = annual["true", "grain"] / annual["reported", "grain"]
    assert barn.to_numpy() == pytest.approx(90.2 / 103.7)


def test_an_index_has_the_runs_own_1958_as_base(annual):
    for name in indices():
        for ledger in contract()[name].ledgers:
            assert annual.loc[1958, (ledger, name)] == pytest.approx(100.0), name


def test_a_regions_index_has_its_own_1958_as_base(story):
    for name in ("gross_industrial_output", "capital_stock", "labour_productivity_industry"):
        assert by_place(story.whole, name).loc[1958].to_numpy() == pytest.approx(100.0)


def test_without_1958_an_index_stands_where_the_record_does(story):
    annual = story.short.annual
    for name in ("gross_industrial_output", "national_income", "gross_agricultural_output"):
        known = data.record_to_1960(name)[1956]
        assert annual.loc[1956, ("reported", name)] == pytest.approx(known)
        assert annual.loc[1956, ("true", name)] == pytest.approx(known)


def test_without_a_record_an_index_is_100_in_the_first_year(story):
    assert min(data.record_to_1960("group_a_output")) == 1958
    for name in ("group_a_output", "capital_stock", "machine_building_output"):
        assert story.short.annual.loc[1956, ("true", name)] == pytest.approx(100.0)


def test_regions_without_1958_stand_where_the_nation_stands(story):
    found = by_place(story.short, "gross_industrial_output").loc[1956].to_numpy()
    assert found == pytest.approx(data.record_to_1960("gross_industrial_output")[1956])


def test_what_was_read_early_is_the_same_later_but_for_its_base(story):
    early, late = story.short.annual, story.whole.annual.loc[:1957]
    assert set(late.columns) - set(early.columns) == {("true", "site_years")}  # from 1958
    for key in early.columns:
        if contract()[key[1]].is_index:
            growth = late[key] / late.loc[1956, key] - early[key] / early.loc[1956, key]
            assert growth.to_numpy() == pytest.approx(0.0, abs=1e-12)
        elif key[1] != "material_intensity":  # measured by the norms of 1958
            pd.testing.assert_series_equal(early[key], late[key], check_exact=True)


# -- what the office wrote is what happened ------------------------------------------


def test_the_first_year_is_what_a_plain_count_finds(story, annual):
    seen, year = story.seen, story.economy.record.years[1956]
    flows = year.flows
    assert flows.made.sum() == pytest.approx(seen["made"])
    assert flows.used.sum() == pytest.approx(seen["used"])
    assert annual.loc[1956, ("true", "investment_total")] == pytest.approx(seen["invested"] / 1e3)
    assert annual.loc[1956, ("true", "fill_rate")] == pytest.approx(seen["given"] / seen["owed"])
    income = seen["made"] - seen["used"] - flows.depreciation
    assert annual.loc[1956, ("true", "defence_share")] == pytest.approx(
        100.0 * seen["army"] / income
    )


def test_steel_is_in_tonnes(annual):
    steel_1955 = float(
        next(r for r in data.table("industry/products") if r["product"] == "steel")["output_1955"]
    )
    planned = 1.0 + annual.loc[1956, ("true", "plan_growth_industry")] / 100.0
    assert annual.loc[1956, ("true", "steel")] == pytest.approx(steel_1955 * planned, rel=0.1)


def test_physical_units_are_those_of_the_contract():
    units = {row["id"]: row["unit"] for row in data.table("history/indicators")}
    for row in data.table("industry/products"):
        name = "housing_urban" if row["product"] == "urban_housing" else row["product"]
        if name in RULES:
            assert row["unit"].startswith(units[name]), name


def test_gosplan_plans_from_the_years_reports(story, annual):
    record = story.economy.record
    made = record.year_made() * record.years[1959].flows.months / 12
    coal = made[data.PRODUCTS.index("coal")] * story.economy.opening.price()[0]
    assert coal == pytest.approx(annual.loc[1959, ("reported", "coal")])
    served = record.years[1959].flows.served[Kind.DEFENCE :].sum(axis=0)
    assert record.year_final() == pytest.approx(served)


def test_what_sites_took_by_purpose_is_what_was_invested(story):
    for year in story.economy.record.years.values():
        spent = year.accounts.spent
        assert spent.sum(axis=1) == pytest.approx(year.flows.invested, rel=1e-9)
        assert spent.min() > -1e-6


def test_shares_and_fill_rates_are_shares(annual):
    for ledger, name in annual.columns:
        if name.startswith(("fill_rate", "share_", "release_share", "investment_")) and (
            name != "investment_total"
        ):
            assert annual[ledger, name].between(0.0, 1.0 + 1e-12).all(), name


# -- places --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ADDITIVE)
def test_regions_add_up_to_the_nation(story, annual, name):
    for ledger in contract()[name].ledgers:
        places = by_place(story.whole, name, ledger)
        added = places[list(data.REGIONS)].sum(axis=1)
        assert added.to_numpy() == pytest.approx(annual[ledger, name].to_numpy(), rel=1e-9)


@pytest.mark.parametrize("name", ["investment_total", "grain", "employment_industry"])
def test_regions_add_up_to_their_republic(story, name):
    places = by_place(story.whole, name)
    codes = republic_of_region()
    for code, republic in enumerate(data.REPUBLICS):
        mine = [region for region, r in zip(data.REGIONS, codes, strict=True) if r == code]
        assert places[mine].sum(axis=1).to_numpy() == pytest.approx(places[republic].to_numpy())


def test_a_regions_growth_is_that_of_its_index(story):
    growth, index = (
        by_place(story.whole, name) for name in ("growth_industry", "gross_industrial_output")
    )
    expected = 100.0 * (index.loc[1959] / index.loc[1958] - 1.0)
    assert growth.loc[1959].to_numpy() == pytest.approx(expected[growth.columns].to_numpy())
    assert growth.index.min() == 1957


# -- months --------------------------------------------------------------------------


def monthly_of_year(story, year):
    return story.whole.monthly.filter(like=f"{year}-", axis=0)


def test_months_are_named_and_in_order(story):
    index = story.whole.monthly.index
    assert index[:2].to_list() == ["1956-01", "1956-02"]
    assert index[-1] == LAST
    assert len(index) == 48
    assert index.name == "month"


@pytest.mark.parametrize("year", [1956, 1958, 1959])
def test_months_make_the_year(story, annual, year):
    months = monthly_of_year(story, year)
    kinds = {row["id"]: row["kind"] for row in data.table("history/indicators")}
    checked = set()
    for key in months.columns:
        kind, whole = kinds[key[1]], annual.loc[year, key]
        if contract()[key[1]].is_index or key[1] in MONTHLY_MEANS:
            assert months[key].mean() == pytest.approx(whole, rel=2e-3), key
        elif kind == "flow":
            assert months[key].sum() == pytest.approx(whole), key
        elif kind == "stock" or key[1] == "input_output_stock_ratio":
            assert months[key].iloc[-1] == pytest.approx(whole), key
        else:
            assert months[key].min() - 1e-12 <= whole <= months[key].max() + 1e-12, key
        checked.add(key[1])
    assert {"steel", "grain", "fill_rate", "gross_industrial_output"} <= checked


def test_an_index_by_months_averages_to_the_years(story, annual):
    months = monthly_of_year(story, 1959)["true"]["gross_industrial_output"]
    whole = annual.loc[1959, ("true", "gross_industrial_output")]
    assert months.mean() == pytest.approx(whole, rel=1e-12)


def test_before_the_first_year_is_over_months_average_to_the_base(story):
    monthly = story.early.monthly
    assert len(monthly) == 6
    known = data.record_to_1960("gross_industrial_output")[1956]
    assert monthly["true", "gross_industrial_output"].mean() == pytest.approx(known)
    assert story.early.annual.empty
    assert story.early.regions.empty


def test_months_are_kept_small(story):
    month = story.economy.record.months[0]
    numbers = sum(np.size(field) for field in (*month.flows, *month.state))
    assert numbers < 105 * 59


# -- detail, travel, end -------------------------------------------------------------


def test_works_are_a_row_a_year_and_hold_what_the_nation_has(story):
    works, directors = story.economy.record.works, story.economy.directors
    assert len(works) == 4 * len(directors)
    last = works[works["year"] == 1959]
    assert last["employment"].sum() == pytest.approx(directors.employment.sum())
    assert set(works["region"]) == set(data.REGIONS)
    assert set(works["product"]) < set(data.PRODUCTS)
    first = works[works["year"] == 1956]
    assert first["output"].sum() < last["output"].sum()


def test_farms_say_whose_they_are(story):
    farms = story.economy.record.farms
    assert set(farms["kind"]) == {"Kolkhoz", "Sovkhoz"}
    assert len(farms) == 4 * len(story.economy.land)
    assert set(farms["region"]) <= set(data.REGIONS)
    assert ((farms["kind"] == "Sovkhoz") == (farms["is_state"] > 0)).all()


def test_without_detail_rows_are_refused_and_the_tables_are_the_same(story):
    economy = SovietEconomy("no_indicator", scale=SMALL)
    economy.run(until="1956-12")
    with pytest.raises(Refusal, match="detail=True"):
        _ = economy.record.works
    column = ("true", "steel")
    assert economy.record.annual.loc[1956, column] == story.whole.annual.loc[1956, column]


def test_a_record_travels_and_can_still_be_read(story):
    carried = pickle.loads(pickle.dumps(story.economy.record))
    pd.testing.assert_frame_equal(carried.annual, story.whole.annual, check_exact=True)
    pd.testing.assert_frame_equal(carried.regions, story.whole.regions, check_exact=True)
    carried.release()
    with pytest.raises(LookupError, match="over"):
        carried.enter_month(story.economy)


def test_a_released_record_keeps_its_tables():
    economy = SovietEconomy(scale=SMALL)
    economy.step()
    economy.record.release()
    assert len(economy.record.monthly) == 1
    with pytest.raises(LookupError, match="over"):
        economy.step()


def test_time_is_noted_by_phase(story):
    assert {"report", "accounts", "dispatch"} <= story.economy.record.seconds.keys()
