"""Indicators one by one: levels of places, weights from the tables, rules on made-up years."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model import data
from model.accounts import Account, Kind
from model.indicators import links, weights
from model.indicators.contract import contract
from model.indicators.levels import HOME, by_republic, medians, quotient, ratio, total
from model.indicators.rules import RULES
from model.indicators.view import View
from model.opening import opening_state
from tests.worlds import lived

amounts = st.floats(0.0, 1e9, allow_subnormal=False)
regions = arrays(np.float64, HOME, elements=amounts)


@pytest.fixture(scope="module")
def weighing():
    return weights.weigh(opening_state())


@pytest.fixture(scope="module")
def economy():
    return lived("1957-12", scale=0.02)


@pytest.fixture
def view(economy, weighing):
    """The true ledger of 1957."""
    years = economy.record.years
    return View(years[1957], "true", weighing, years[1956], years[1956].accounts.norms)


def level(name, view):
    return RULES[name].measure(view).nation


def changed(view, **fields):
    return view._replace(span=view.span._replace(flows=view.flows._replace(**fields)))


# -- places --------------------------------------------------------------------------


@given(regions)
def test_a_total_is_the_same_through_regions_and_republics(amount):
    found = total(amount)
    assert found.nation == pytest.approx(amount.sum())
    assert found.republics.sum() == pytest.approx(found.nation)
    assert found.regions.tolist() == amount.tolist()


@given(regions, regions)
def test_a_ratio_lies_between_those_of_its_places(top, bottom):
    found = ratio(top, bottom)
    places = found.regions[bottom > 1e-3]
    if np.all(top[bottom <= 1e-3] == 0.0) and len(places):
        assert places.min() * (1 - 1e-9) - 1e-9 <= found.nation
    assert np.isnan(found.regions[bottom == 0.0]).all()


def test_abroad_counts_in_the_nation_and_is_no_region():
    amount = np.ones(HOME + 1)
    found = total(amount)
    assert found.nation == HOME + 1
    assert len(found.regions) == HOME
    assert found.republics.sum() == HOME


def test_nothing_over_nothing_is_not_a_number():
    assert np.isnan(quotient(np.array([0.0, 1.0]), np.array([0.0, 0.0]))).all()


@settings(max_examples=50)
@given(
    st.lists(
        st.tuples(st.floats(0.0, 2.0), st.integers(1, 9), st.integers(0, HOME - 1)),
        min_size=1,
        max_size=40,
    )
)
def test_medians_are_those_of_each_works_counted_once(rows):
    value, weight, place = (np.array(column) for column in zip(*rows, strict=True))
    found = medians(value, weight.astype(float), place)
    assert found.nation == lower_median(value, weight)
    for region in range(HOME):
        mine = place == region
        if mine.any():
            assert found.regions[region] == lower_median(value[mine], weight[mine])
        else:
            assert np.isnan(found.regions[region])
    held = by_republic(np.bincount(place, minlength=HOME).astype(float)) > 0
    assert np.isfinite(found.republics).tolist() == held.tolist()


def lower_median(value, weight):
    """The middle one of all works, the lower of two."""
    each = np.sort(np.repeat(value, weight))
    return each[(len(each) - 1) // 2]


# -- weights -------------------------------------------------------------------------


def test_output_of_1958_is_worth_what_the_table_of_1958_says(weighing):
    rows = data.table("industry/products")
    made = np.array([float(row["output_1958"]) for row in rows]) / weighing.units
    industry = weighing.wholesale > 0
    worth = np.array([float(row["value_1958_bn_rub_wholesale"]) for row in rows])
    assert (made * weighing.wholesale)[industry] == pytest.approx(worth[industry])
    a = np.array([float(row["group_a_share"] or 0.0) for row in rows])
    assert (made * weighing.group_a)[industry] == pytest.approx((worth * a)[industry])


def test_only_industry_has_wholesale_prices(weighing):
    outside = weighing.is_sector(
        *data.FARM_SECTORS, "transport", "constr_industrial", "constr_housing"
    )
    assert ((weighing.wholesale == 0) == outside).all()


def test_fuel_of_1955_has_the_shares_of_1955(weighing, view):
    made_1955 = np.array([float(row["output_1955"]) for row in data.table("industry/products")])
    year = changed(view, useful=(made_1955 / weighing.units)[:, None])
    for name in ("oil_gas_share_fuel", "oil_gas_share_energy"):
        assert level(name, year) == pytest.approx(data.record_to_1960(name)[1955], abs=0.05)


def test_more_oil_makes_a_larger_share_and_more_coal_a_smaller(view):
    made = view.made.copy()
    made[data.PRODUCTS.index("oil")] *= 1.5
    more_oil = changed(view, useful=made)
    made = view.made.copy()
    made[data.PRODUCTS.index("coal")] *= 1.5
    more_coal = changed(view, useful=made)
    for name in ("oil_gas_share_fuel", "oil_gas_share_energy"):
        assert level(name, more_coal) < level(name, view) < level(name, more_oil)


def test_population_goes_on_at_its_last_rate():
    assert weights.population(1958) == pytest.approx(206.775)
    assert weights.population(1967) / weights.population(1966) == pytest.approx(
        weights.population(1965) / weights.population(1964)
    )


def test_the_east_is_a_minority_of_regions():
    east = dict(zip(data.REGIONS, weights.is_east(), strict=True))
    assert east["novosibirsk"]
    assert not east["sverdlovsk"]
    assert not east["leningrad"]
    assert 0 < sum(east.values()) < HOME / 2


# -- rules ---------------------------------------------------------------------------


def test_a_rule_belongs_to_an_indicator_of_the_contract():
    assert set(RULES) <= set(contract())
    assert contract()["steel"].ledgers == ("reported", "true")
    assert contract()["steel"].levels == {"national"}
    assert contract()["fill_rate"].ledgers == ("true",)


def test_padding_is_seen_in_the_reported_ledger_only(view):
    honest = changed(view, reported=view.flows.useful)
    padded = changed(view, reported=view.flows.useful * 1.1)
    said = padded._replace(ledger="reported")
    for name in ("gross_industrial_output", "group_b_output", "steel", "housing_urban"):
        factor = 1.0 if name == "housing_urban" else 1.1
        assert level(name, padded) == pytest.approx(level(name, honest))
        assert level(name, said) == pytest.approx(factor * level(name, view))
    invented = 0.1 * view.made.sum() / 12.0
    assert level("national_income", said) == pytest.approx(
        level("national_income", view) + invented
    )


def test_groups_make_up_industry(view):
    parts = level("group_a_output", view) + level("group_b_output", view)
    assert parts == pytest.approx(level("gross_industrial_output", view))


def test_twice_the_materials_is_twice_the_intensity(view):
    wasted = changed(view, used=view.flows.used * 2.0)
    once = level("material_intensity", view)
    assert 0.9 < once < 1.1
    assert level("material_intensity", wasted) == pytest.approx(2.0 * once)
    assert level("national_income", wasted) < level("national_income", view)


def test_civil_investment_leaves_defence_plant_out(view):
    civil, whole = level("civil_investment", view), level("investment_total", view)
    defence = view.accounts.spent[:, data.SECTORS.index("defence_space")].sum() / 1000.0
    assert civil == pytest.approx(whole - defence)
    assert 0.9 * whole < civil < whole


def test_shares_of_investment_follow_what_was_spent(view):
    spent = np.zeros_like(view.accounts.spent)
    spent[:, data.SECTORS.index("machinery")] = 3.0
    spent[:, data.SECTORS.index("synth_fibres")] = 1.0
    spent[:, data.SECTORS.index("transport")] = 50.0  # no industry
    made_up = view._replace(span=view.span._replace(accounts=view.accounts._replace(spent=spent)))
    assert level("investment_group_a_share", made_up) == pytest.approx(1.0)
    assert level("investment_chemicals_share", made_up) == pytest.approx(0.25)


def delivered(view, given, owed, by_branch=None):
    """The year with other deliveries."""
    zero = np.zeros((3, 3))
    given_by, owed_by = by_branch or (zero, zero)
    made_up = links.LinkYear(given, given, given_by, owed_by, given[0], given[0])._replace(
        owed=owed, owed_by_branch=owed_by, given_by_branch=given_by
    )
    return view._replace(span=view.span._replace(accounts=view.accounts._replace(links=made_up)))


def test_fill_rates_tell_the_customers_and_the_suppliers_side(view):
    size = HOME + 1
    owed, given = np.zeros((size, size)), np.zeros((size, size))
    owed[0, 0], given[0, 0] = 10.0, 9.0  # at home in region 0
    owed[0, 1], given[0, 1] = 10.0, 5.0  # from 1 to 0
    owed[1, HOME], given[1, HOME] = 20.0, 20.0  # imports of region 1
    year = delivered(view, given, owed)
    whole, within, between, released = (
        RULES[name].measure(year)
        for name in (
            "fill_rate",
            "fill_rate_within_region",
            "fill_rate_between_regions",
            "release_share",
        )
    )
    assert whole.nation == pytest.approx(34.0 / 40.0)
    assert whole.regions[:2] == pytest.approx([0.7, 1.0])
    assert within.nation == pytest.approx(0.9)
    assert between.nation == pytest.approx(0.5)
    assert between.regions[0] == pytest.approx(0.5)
    assert released.nation == pytest.approx(0.5)
    assert released.regions[1] == pytest.approx(0.5)
    assert np.isnan(released.regions[0])


def test_defence_and_branches_are_told_apart(view):
    owed, given = np.zeros((3, 3)), np.zeros((3, 3))
    owed[1] = [0.0, 10.0, 10.0]  # links inside a branch: to defence works, to others
    given[1] = [0.0, 10.0, 8.0]
    owed[2] = [0.0, 10.0, 10.0]
    given[2] = [0.0, 9.0, 7.0]
    owed[0, 0], given[0, 0] = 100.0, 1.0  # what no works makes or takes counts in neither
    square = np.ones((HOME + 1, HOME + 1))
    year = delivered(view, square, square, (given, owed))
    assert level("fill_rate_within_branch", year) == pytest.approx(0.9)
    assert level("fill_rate_between_branches", year) == pytest.approx(0.8)
    assert level("defence_fill_gap", year) == pytest.approx(100.0 * (0.95 - 0.75))


def test_a_region_of_one_branch_is_wholly_concentrated(view):
    made = np.zeros_like(view.made)
    made[data.PRODUCTS.index("coal"), 0] = 5.0
    worth = view.weights.wholesale
    coal, steel = (data.PRODUCTS.index(name) for name in ("coal", "steel"))
    made[coal, 1], made[steel, 1] = 1.0 / worth[coal], 1.0 / worth[steel]
    found = RULES["diversification_output"].measure(changed(view, useful=made)).regions
    assert found[:2] == pytest.approx([1.0, 0.5])
    assert np.isnan(found[2:]).all()


def test_the_week_is_shorter_when_hours_are(view):
    shorter = changed(view, hours=view.flows.hours * 0.9)
    assert level("hours_week", shorter) == pytest.approx(0.9 * level("hours_week", view))
    assert level("output_per_hour", shorter) > level("output_per_hour", view)
    assert 46.0 < level("hours_week", view) < 48.0


def test_plans_are_measured_by_january(economy, view):
    accounts = view.accounts
    assert level("share_failing_january_plan", view) == accounts.failing["true"].nation
    assert 0.5 < level("tautness", view) < 1.2
    assert 0.5 < level("fulfilment_january_plan_median", view) < 1.2
    planned = (view.weights.wholesale * accounts.planned).sum()
    before = (view.weights.wholesale * economy.record.years[1956].flows.made.sum(axis=1)).sum()
    assert level("plan_growth_industry", view) == pytest.approx(100.0 * (planned / before - 1.0))


def test_a_part_of_works_is_all_of_them_or_none(economy):
    office = economy.record.office
    failed = office._part(np.ones(len(office.fate_works), dtype=bool))
    met = office._part(np.zeros(len(office.fate_works), dtype=bool))
    assert failed.nation == 1.0
    assert met.nation == 0.0


def test_a_month_has_no_accounts(economy, view):
    month = view._replace(span=economy.record.months[0])
    with pytest.raises(LookupError, match="no accounts"):
        RULES["capital_stock"].measure(month)


def test_goods_counted_by_weight_are_those_in_tonnes():
    counted = dict(zip(data.PRODUCTS, links._tonnes_a_unit(), strict=True))
    assert counted["steel"] == counted["mineral_fertiliser"] == 1.0
    assert counted["wool"] == counted["plastics_resins"] == pytest.approx(1e-3)
    assert counted["tractors"] == counted["electricity"] == counted["timber"] == 0.0


# -- households and money ------------------------------------------------------------


def test_what_was_taken_to_shops_was_spent_or_found_nothing(view):
    book = view.flows.money
    assert (book.unmet <= book.wanted * (1 + 1e-9)).all()
    assert level("queue_index", view) == pytest.approx(book.unmet.sum() / book.wanted.sum())
    assert 0.0 < level("forced_saving", view) < book.unmet.sum() / 1000


def test_town_housing_is_private_or_not(view):
    parts = level("housing_private", view) + level("housing_state_coop", view)
    assert parts == pytest.approx(level("housing_urban", view))


def test_retail_turnover_is_what_households_and_institutions_paid_without_services(view):
    book = view.flows.money
    paid = book.payments[[Kind.RETAIL, Kind.INSTITUTIONS]].sum() / 1000
    assert 0.8 * paid < level("retail_turnover", view) < paid


def test_the_budget_balance_is_what_its_account_gained(economy):
    years = [economy.record.years[year] for year in (1956, 1957)]
    views = [View(span, "true", None, None, None) for span in years]
    gained = sum(level("budget_balance", view) for view in views)
    assert economy.accounts.others[Account.BUDGET] / 1000 == pytest.approx(gained)


def test_turnover_tax_is_taken_from_works(view):
    table = view.flows.money.payments
    assert level("turnover_tax", view) > 0.5 * table[Kind.TURNOVER_TAX].sum() / 1000
    assert table[Kind.WAGES, Account.BANK].sum() == 0


def test_deposits_wages_and_loans_are_of_the_size_of_the_record(view):
    assert 5 < level("savings_deposits", view) < 12
    assert 70 < level("average_wage", view) < 82
    assert level("credit_to_works", view) > 0
    assert level("unsold_stock", view) >= 0
    assert 1 < level("migration_to_towns", view) < 3
