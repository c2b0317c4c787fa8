"""Economic orders: what a file may say, and which is in force when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import calendar, decrees, regime
from model.authorities import bodies_over, councils, kind_of
from model.data import sources, table
from model.errors import Refusal
from model.law import Law
from model.posts import staff
from model.regime_file import AUTHORITIES, LEVELS, RULE
from model.scenario import stack
from tests.worlds import lived

ORDERS = ("1953_ministerial", "1957_sovnarkhoz", "1960_republics")
KEYS = {source.key for source in sources()}


def order(month, **moves):
    """The order of a month when some decrees are moved or never issued."""
    when = decrees.timeline({name: decrees.parse_date(to) for name, to in moves.items()})
    return regime.order_in_force(when, calendar.month(month))


def refusal_of(folder, text):
    """What is said of an order whose file is this."""
    (folder / "1957_mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as said:
        regime.read("1957_mine", folder)
    return str(said.value)


@pytest.fixture
def file():
    """The text of an order's file that is as it should be."""
    return (regime.REGIMES / "1957_sovnarkhoz.toml").read_text(encoding="utf-8")


# The orders of the model.


@pytest.mark.parametrize("name", regime.names())
def test_every_entry_of_an_order_says_on_whose_word(name):
    found = regime.read(name)
    assert found.source
    assert set(found.source) <= KEYS
    for evidence in found.evidence.values():
        assert set(evidence.source) <= KEYS
    keys = {f"{name}.{key}" for name, table in found.contents.items() for key in table}
    assert keys == set(found.evidence)


@pytest.mark.parametrize("name", regime.names())
def test_shares_of_an_authority_map_add_up(name):
    for shares in regime.read(name).map.values():
        assert sum(shares.values()) == pytest.approx(1.0, abs=1e-12)


def test_decrees_that_amend_orders_name_orders_that_exist():
    assert set(regime.amendments()) == {
        "chemistry_committee_1958",
        "construction_list_1963",
        "cooperatives_1960",
        "defence_committees_1957",
        "gosekonomkomissiia_1957",
        "plenum_1965_03",
        "state_committees_1963",
    }
    for told in regime.amendments().values():
        assert set(told.amends) <= set(regime.names())
        assert set(told.source) <= KEYS


def test_exactly_one_order_needs_no_decree():
    assert [n for n in regime.names() if regime.read(n).decree is None] == ["1953_ministerial"]


def test_orders_pay_alike_and_see_alike_save_for_what_is_documented():
    """No order may be made better than another by a figure of its own."""
    branch, region, republic = (regime.read(name) for name in ORDERS)
    assert branch.money == region.money == republic.money
    assert region.payoffs == republic.payoffs
    assert branch.payoffs == {**region.payoffs, "reference_group": "none"}
    for key in (
        "centre_sees",
        "superior_sees",
        "staff_centre",
        "staff_ministry",
        "staff_republic",
        "staff_local_soviet",
    ):
        assert branch.information[key] == region.information[key] == republic.information[key]
    assert region.information["staff_sovnarkhoz"] == republic.information["staff_sovnarkhoz"]


def posts(month, scenario, at_centre=0.1):
    """Posts of the country by who runs the works (down) and with whom they sit (across)."""
    e = lived("1956-01", scale=0.05)
    then = Law(stack((scenario,)))
    orders, council = then.orders_by_region(month), councils(then, month)
    body = bodies_over(e.subordination, orders, council)
    hands = e.lines.network.population.employment
    return staff(orders, kind_of(body), e.directors.region, hands, at_centre)


def cut():
    administration = next(
        float(row["persons_thousand"])
        for row in table("industry/labour")
        if row["sector"] == "administration" and row["year"] == "1956"
    )
    return 56 / administration


@pytest.mark.parametrize(
    "scenario", ["historical", "one_reform", "ministries_stay", "gradual_1957"]
)
def test_no_change_of_who_runs_what_makes_posts_or_loses_any_but_those_cut_in_1957(scenario):
    for year in range(1956, 1971):
        for month in ("01", "08", "12"):
            total = posts(calendar.month(f"{year}-{month}"), scenario).sum()
            assert 1.0 - cut() - 0.007 <= total <= 1.0 + 1e-12, (scenario, year, month)
    before, after = (posts(calendar.month(m), scenario).sum() for m in ("1956-01", "1961-08"))
    assert before == pytest.approx(1.0)
    kept = 1.0 if scenario == "ministries_stay" else 1.0 - cut()
    assert after == pytest.approx(kept, abs=0.007)  # works that pass later are cut as well


def test_offices_of_sales_stay_where_they_went_until_the_ministries_are_back():
    place = AUTHORITIES.index("republic")
    council = AUTHORITIES.index("sovnarkhoz")
    for month in ("1957-08", "1960-05", "1962-06", "1963-02", "1965-06"):
        held = posts(calendar.month(month), "historical")
        of_councils = held[council].sum() - 0.1 * held[council].sum() / held.sum()
        assert held[council, place] > 0.1 * of_councils, month
    assert posts(calendar.month("1966-01"), "historical")[council].sum() == 0.0


@given(at_centre=st.floats(0.02, 0.3))
def test_the_centre_has_its_part_of_all_posts_in_1956_and_keeps_it(at_centre):
    for month in ("1956-01", "1957-08"):
        held = posts(calendar.month(month), "historical", at_centre)
        sales = 0.122 * held[AUTHORITIES.index("sovnarkhoz"), 1:].sum() / (1.0 - 0.122)
        assert held[:, 0].sum() == pytest.approx(at_centre + sales, abs=1e-9)


def subordination(month):
    """Shares of industry by who stands over the works, in wholesale prices."""
    weights = {
        row["sector"]: float(row["weight_wholesale"] or 0.0)
        for row in table("industry/sector_parameters")
    }
    found, now = {}, order(month)
    for row in table("industry/authority"):
        if row["row"] == "share_1956":
            share = float(row["share_of_output_1956"]) * weights[row["sector"]]
            for authority, part in now.superiors(row["level"], row["sector"]).items():
                found[authority] = found.get(authority, 0.0) + part * share
    return found


def test_the_maps_divide_industry_as_recorded():
    """TsSU for 1958: councils 72 per cent, the Union 6, republics and below 22."""
    before = subordination("1957-06")
    assert before["ministry"] == pytest.approx(0.742, abs=0.001)
    assert "sovnarkhoz" not in before
    first, second = subordination("1958-01"), subordination("1958-07")
    mean = {key: (first[key] + second[key]) / 2 for key in first}
    assert mean["sovnarkhoz"] == pytest.approx(0.72, abs=0.015)
    assert mean["ministry"] == pytest.approx(0.06, abs=0.015)
    assert mean["republic"] + mean["local_soviet"] + mean["none"] == pytest.approx(0.22, abs=0.015)


def test_what_is_said_of_a_product_goes_before_its_sector_and_that_before_the_level():
    now = order("1957-07")
    assert now.superiors("union_ministry", "oil_gas", "natural_gas") == {"ministry": 1.0}
    assert now.superiors("union_ministry", "oil_gas", "oil") == {"sovnarkhoz": 1.0}
    assert now.superiors("union_ministry", "electricity") == {"ministry": 0.8, "sovnarkhoz": 0.2}
    assert now.superiors("union_ministry", "machinery") == {"sovnarkhoz": 1.0}


def test_authorities_stand_over_one_another_up_to_the_centre():
    assert order("1957-07").above("sovnarkhoz") == "republic"
    assert order("1957-07").above("republic") == "centre"
    assert order("1957-07").above("centre") == "centre"


# Which is in force.


@pytest.mark.parametrize(
    ("month", "name"),
    [
        ("1956-01", "1953_ministerial"),
        ("1957-06", "1953_ministerial"),
        ("1957-07", "1957_sovnarkhoz"),
        ("1960-06", "1957_sovnarkhoz"),
        ("1960-07", "1960_republics"),
        ("1965-09", "1960_republics"),
        ("1965-10", "1953_ministerial"),
    ],
)
def test_the_order_follows_the_decrees(month, name):
    assert order(month).name == name


def test_moving_or_dropping_a_decree_moves_the_order():
    assert order("1958-01", law_1957_05_10="never").name == "1953_ministerial"
    assert order("1960-07", republic_councils_1960="never").name == "1957_sovnarkhoz"
    assert order("1960-07", republic_councils_1960="1961-01").name == "1957_sovnarkhoz"
    assert order("1961-01", republic_councils_1960="1961-01").name == "1960_republics"
    assert order("1960-01", ministries_1965="1960-01").name == "1953_ministerial"
    assert order("1966-01", ministries_1965="never").name == "1960_republics"


def test_of_two_orders_that_come_in_one_month_the_later_name_holds():
    assert order("1957-07", republic_councils_1960="1957-07").name == "1960_republics"


def test_decrees_amend_the_order_while_they_are_in_force():
    place = ("union_ministry", "defence_space")
    assert order("1957-12").superiors(*place) == {"ministry": 1.0}
    assert order("1958-01").superiors(*place) == {"sovnarkhoz": 0.85, "ministry": 0.15}
    assert order("1958-01").amended_by == ("gosekonomkomissiia_1957", "defence_committees_1957")
    assert order("1960-07").superiors(*place) == {"sovnarkhoz": 0.85, "ministry": 0.15}
    assert order("1965-03").superiors(*place) == {"ministry": 1.0}
    assert (
        "defence_committees_1957"
        not in order("1958-01", defence_committees_1957="never").amended_by
    )


def test_no_decree_leaves_works_with_councils_that_are_gone():
    for month in ("1960-01", "1964-01", "1966-01"):
        now = order(month, ministries_1965="1960-01")
        assert all("sovnarkhoz" not in shares for shares in now.map.values())


def test_two_orders_of_equal_contents_are_equal_whatever_their_names(tmp_path, file):
    for name, text in (("a", file), ("b", file.replace("105 councils", "anything"))):
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    one, other = regime.read("a", tmp_path), regime.read("b", tmp_path)
    assert one.contents == other.contents
    assert one.name != other.name
    assert one.contents != regime.read("1960_republics").contents


# What a file may not say.


def test_a_share_kept_at_home_is_refused(tmp_path, file):
    said = refusal_of(tmp_path, f"home_first = 0.25\n{file}")
    assert said == f"1957_mine.toml may not say home_first = 0.25. {RULE}"
    assert "authority map" in said
    assert "staff, payoffs, legal rights and money rules" in said


@pytest.mark.parametrize("name", ["information", "payoffs", "rights", "money"])
@pytest.mark.parametrize(
    "outcome", ["efficiency", "fill_rate", "tautness", "loss", "friction", "effort", "home_first"]
)
def test_an_outcome_is_refused_in_every_table(tmp_path, file, name, outcome):
    said = refusal_of(tmp_path, file.replace(f"[{name}]", f"[{name}]\n{outcome} = 0.9"))
    assert said.startswith(f"1957_mine.toml may not say {name}.{outcome} = 0.9. {RULE}")


def test_an_outcome_is_refused_in_the_map(tmp_path, file):
    entry = 'efficiency = { value = 0.9, status = "estimated", source = ["nove1969"] }'
    said = refusal_of(tmp_path, file.replace("[authority_map] ", f"[authority_map]\n{entry} "))
    assert said.startswith(f"1957_mine.toml may not say authority_map.efficiency. {RULE}")


@pytest.mark.parametrize("name", ["parameters", "rules", "losses"])
def test_a_table_of_another_kind_is_refused(tmp_path, file, name):
    said = refusal_of(tmp_path, f'{file}\n[{name}]\n"supply.home_first" = 0.25\n')
    assert said.startswith(f"1957_mine.toml may not say {name}. {RULE}")


def test_a_misspelt_key_is_refused_with_the_nearest(tmp_path, file):
    said = refusal_of(tmp_path, file.replace("tenure ", "tenur "))
    assert said == f"1957_mine.toml may not say payoffs.tenur. {RULE} Did you mean 'tenure'?"
    said = refusal_of(
        tmp_path,
        file.replace("[authority_map.electricity]", "[authority_map.electricity]\nlocals = 1"),
    )
    assert said == (
        f"1957_mine.toml may not say authority_map.electricity.locals = 1. {RULE} "
        f"Did you mean 'local'?"
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'start_sites         = { value = "sovnarkhoz"',
            'start_sites         = { value = "sovnarkhos"',
            "rights.start_sites is 'sovnarkhos'. It may be centre, ministry, republic, "
            "sovnarkhoz, local_official, works, farm. Did you mean 'sovnarkhoz'?",
        ),
        (
            "capital_charge  = { value = 0.0",
            "capital_charge  = { value = 6",
            "money.capital_charge is 6 share of capital a year, outside its range 0.0 to 0.2.",
        ),
        (
            "capital_charge  = { value = 0.0",
            "capital_charge  = { value = nan",
            "money.capital_charge is nan. It must be a finite number, in share of capital a year.",
        ),
        (
            "sovnarkhoz = 0.3, republic = 0.7",
            "sovnarkhoz = 0.3, republic = 0.6",
            "authority_map.republic_ministry adds up to 0.9. Shares must add up to 1.",
        ),
        (
            "sovnarkhoz = 0.3, republic = 0.7",
            "sovnarkhoz = 0.3, republics = 0.7",
            "authority_map.republic_ministry names 'republics'. The authorities are centre, "
            "ministry, republic, sovnarkhoz, local_soviet, none. Did you mean 'republic'?",
        ),
        (
            'capital_charge  = { value = 0.0, status = "recalled"',
            'capital_charge  = { value = 0.0, status = "known"',
            "money.capital_charge has status 'known'. It may be "
            "confirmed, recalled, derived, estimated, calibrated.",
        ),
        (
            'capital_charge  = { value = 0.0, status = "recalled", source = ["nove1969"]',
            'capital_charge  = { value = 0.0, status = "recalled"',
            "money.capital_charge: 'source' must be a list of texts and is missing.",
        ),
    ],
)
def test_an_entry_that_cannot_be_is_refused(tmp_path, file, old, new, said):
    assert old in file
    assert refusal_of(tmp_path, file.replace(old, new, 1)) == f"1957_mine.toml: {said}"


def test_an_order_that_leaves_something_unsaid_is_refused(tmp_path, file):
    lines = [line for line in file.splitlines() if not line.startswith(("tenure", "military"))]
    assert refusal_of(tmp_path, "\n".join(lines)) == (
        "1957_mine.toml: [authority_map] says nothing of military."
    )


def test_a_map_speaks_of_every_level_of_the_table_of_subordination():
    named = {row["level"] for row in table("industry/authority") if row["row"] == "share_1956"}
    assert named == set(LEVELS)


def test_an_order_of_an_unknown_decree_is_refused(tmp_path, file):
    said = refusal_of(tmp_path, file.replace('"law_1957_05_10"\n', '"law_1957_05_01"\n', 1))
    assert said == (
        "1957_mine.toml: There is no decree 'law_1957_05_01'. Did you mean 'law_1957_05_10'?"
    )


def test_an_unknown_order_is_refused_with_the_nearest():
    with pytest.raises(Refusal) as said:
        regime.read("1957_sovnarhoz")
    assert str(said.value) == (
        "There is no economic order '1957_sovnarhoz'. Did you mean '1957_sovnarkhoz'?"
    )
