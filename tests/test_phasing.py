"""Decrees that come to the regions one after another, their preparation, and placebos."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import calendar, regime
from model.data import REGIONS, REPUBLIC_OF_REGION, REPUBLICS, table
from model.law import Law
from model.scenario import describe, names, stack
from tests.small_rooms import Localism, build, refusal, stacked
from tests.worlds import lived

LAW = "law_1957_05_10"
PILOTS = {"leningrad", "stalino", "chelyabinsk", "kiev", "belorussia"}
ROWS = {row["id"]: row for row in table("history/sovnarkhozy")}


@pytest.fixture
def house(tmp_path):
    return build(tmp_path)


def month(text):
    return calendar.month(text)


def phased(*dates, **others):
    """A layer's table of phasing for the law of 1957."""
    told = {**dict(dates), **others}
    return f"[phasing.{LAW}]\n" + "\n".join(f"'{date}' = {list(p)}" for date, p in told.items())


def law_of(house, text):
    return Law(stacked(house, a=text))


def weight(regions):
    """The regions' share of the country's industrial employment."""
    return sum(float(ROWS[r]["industrial_employment_share_of_ussr"]) for r in regions)


# What phasing does to a law.


def test_without_phasing_every_region_has_the_order_of_the_country():
    law = Law(stack())
    for when in (0, month("1958-08"), month("1965-11")):
        ((order, mask),) = law.orders_by_region(when)
        assert order is law.order(when) or order == law.order(when)
        assert mask.all()
        assert mask.shape == (len(REGIONS),)


def test_a_decree_comes_to_each_region_in_its_month(house):
    law = law_of(house, phased(("1957-07", ["estonia"]), ("1958-07", ["rest"])))
    here, there = REGIONS.index("estonia"), REGIONS.index("leningrad")
    assert law.date_of(LAW) == month("1957-07")
    assert (law.date_of(LAW, here), law.date_of(LAW, there)) == (month("1957-07"), month("1958-07"))
    assert law.in_force(LAW, month("1957-07"), here)
    assert not law.in_force(LAW, month("1958-06"), there)
    assert law.order(month("1958-06"), here).name == "1957_sovnarkhoz"
    assert law.order(month("1958-06"), there).name == "1953_ministerial"
    assert law.order(month("1958-07"), there) == law.order(month("1958-07"), here)
    (order, mask), (other, rest) = law.orders_by_region(month("1957-07"))
    assert {order.name, other.name} == {"1957_sovnarkhoz", "1953_ministerial"}
    assert np.array_equal(mask, ~rest)


def test_where_a_decree_never_comes_nothing_that_rests_on_it_comes(house):
    law = law_of(house, phased(("1957-07", ["ukraine"]), never=["rest"]))
    there = REGIONS.index("leningrad")
    for name in ("republic_councils_1960", "councils_enlarged_1963", "ministries_1965"):
        assert law.date_of(name, there) is None
        assert law.date_of(name) is not None
    for when in (month("1958-02"), month("1960-08"), month("1966-01")):
        assert law.order(when, there).name == "1953_ministerial"
    assert law.order(month("1960-08"), REGIONS.index("kiev")).name == "1960_republics"


def test_what_rests_on_a_decree_waits_for_it_and_what_it_ends_stays(house):
    law = law_of(house, phased(("1957-07", ["estonia"]), ("1961-01", ["rest"])))
    there = REGIONS.index("leningrad")
    assert law.date_of("republic_councils_1960", there) == month("1961-01")
    assert law.in_force("republic_transfer_1956", month("1960-12"), there)
    assert not law.in_force("republic_transfer_1956", month("1961-01"), there)
    assert not law.in_force("republic_transfer_1956", month("1957-07"))
    assert law.date_of("ukraine_councils_1960", there) == month("1961-01")


def test_what_would_have_ended_before_it_comes_never_comes(house):
    law = law_of(house, phased(("1957-07", ["estonia"]), ("1963-06", ["rest"])))
    there = REGIONS.index("leningrad")
    assert law.date_of("large_regions_1961", there) is None
    assert law.date_of("large_regions_1961", REGIONS.index("estonia")) == month("1961-06")


@given(
    st.lists(st.sampled_from(["1957-07", "1958-01", "1959-03", "1963-02", "never"]), min_size=1),
    st.integers(0, 179),
)
def test_every_region_has_exactly_one_order(tmp_path_factory, dates, when):
    told = {"1957-07": ["estonia"]}
    for place, date in zip(REPUBLICS[1:-1], dates, strict=False):
        told.setdefault(date, []).append(place)
    told.setdefault("1958-07", []).append("rest")
    house = build(tmp_path_factory.mktemp("house"))
    law = law_of(house, phased(*told.items()))
    orders = law.orders_by_region(when)
    assert np.array_equal(sum(mask.astype(int) for _, mask in orders), np.ones(len(REGIONS)))
    for order, mask in orders:
        for region in np.flatnonzero(mask):
            assert law.order(when, int(region)) == order
    if when < month("1957-07"):
        assert len(orders) == 1


def test_the_masks_are_kept_and_not_to_be_written_to(house):
    law = law_of(house, phased(("1957-07", ["estonia"]), ("1958-07", ["rest"])))
    found = law.orders_by_region(20)
    assert law.orders_by_region(20) is found
    with pytest.raises(ValueError, match="read-only"):
        found[0][1][0] = False


def test_the_steps_are_among_the_changes(house):
    law = law_of(house, phased(("1957-07", ["estonia"]), ("1958-07", ["rest"])))
    told = [change for change in law.changes() if "comes to" in change.what]
    assert told == [
        ("1957-07", f"decree {LAW} comes to 1 regions"),
        ("1958-07", f"decree {LAW} comes to 104 regions"),
    ]


FINE = "fine_1958_04_24"


@pytest.mark.parametrize("regional", [True, False])
def test_a_figure_comes_to_regions_with_its_decree_if_its_room_takes_it_by_region(house, regional):
    text = (house / "localism.toml").read_text(encoding="utf-8")
    if regional:
        text = text.replace("range  = [0, 6]", "range  = [0, 6]\nregional = true")
        (house / "localism.toml").write_text(text, encoding="utf-8")
    layer = phased(("1957-07", ["estonia"]), ("1959-01", ["rest"]))
    law = Law(stacked(house, a=layer), folder=house)
    here, there = REGIONS.index("estonia"), REGIONS.index("leningrad")
    before, between, after = (
        law(Localism, month(m)).fine for m in ("1958-03", "1958-04", "1959-01")
    )
    if not regional:
        assert (before, between, after) == (0.0, 3.0, 3.0)
        return
    assert {array.shape for array in (before, between, after)} == {(len(REGIONS),)}
    assert (before[here], between[here], between[there], after[there]) == (0.0, 3.0, 0.0, 3.0)
    assert law.date_of(FINE, there) == month("1959-01")
    told = [row for row in law.parameters_in_force() if row["parameter"] == "localism.fine"]
    assert [row["from"] for row in told] == ["1956-01", "1958-04", "1959-01", "1965-10"]
    assert (told[0]["value"], told[2]["value"]) == (0.0, 3.0)


# What is refused.


def test_a_decree_phased_past_its_end_is_refused(house):
    text = phased(("1957-07", ["estonia"]), ("1966-01", ["rest"]))
    said = refusal(stacked, house, a=text)
    assert said.startswith(f"Decree '{LAW}' cannot come to a region in 1966-01")


@pytest.mark.parametrize(
    ("other", "how"),
    [
        (phased(("1957-07", ["estonia"]), ("1959-07", ["rest"])), "in other steps in the other"),
        (f"[decrees]\n{LAW} = '1958-01'", "is in force from 1957-07 in one"),
        (f"[decrees]\n{LAW} = 'never'", "never issued in the other"),
    ],
)
def test_layers_that_phase_one_decree_differently_contradict(house, other, how):
    one = phased(("1957-07", ["estonia"]), ("1958-07", ["rest"]))
    said = refusal(stacked, house, a=one, b=other)
    assert said.startswith("Layers 'a' and 'b' contradict one another: decree")
    assert how in said


def test_what_a_user_moves_must_agree_with_the_phases(house):
    one = phased(("1957-07", ["estonia"]), ("1958-07", ["rest"]))
    for when in ("1957-07", "1958-07", "never"):
        said = refusal(stacked, house, a=one, decrees={LAW: when})
        assert said.startswith("Layer 'a' and the decrees set contradict one another")


def test_a_phasing_that_another_layer_has_is_refused(house):
    one = phased(("1957-07", ["estonia"]), ("1958-07", ["rest"]))
    said = refusal(stacked, house, a=one, b=one)
    assert "changes nothing that" in said


@pytest.mark.parametrize(
    "text",
    [
        "[preparation]\nlaw_1957_05_10 = 3",
        "[phasing.liberman_1962]\n'1957-07' = ['estonia']\nnever = ['rest']",
    ],
)
def test_a_layer_that_phases_or_prepares_nothing_is_refused(house, text):
    assert refusal(stacked, house, a=text) == "Layer 'a' changes nothing."


# Preparation.


def test_preparation_is_as_in_the_table_unless_a_layer_sets_it(house):
    law = law_of(house, f"[preparation]\n{LAW} = 24")
    assert law.preparation(LAW) == 24
    assert Law(stack()).preparation(LAW) == 3
    assert law.preparation("ministries_1965") == Law(stack()).preparation("ministries_1965")
    assert refusal(law.preparation, "law_1957").startswith("There is no decree 'law_1957'.")


def test_two_layers_that_prepare_a_decree_differently_contradict(house):
    one, other = f"[preparation]\n{LAW} = 24", f"[preparation]\n{LAW} = 12"
    said = refusal(stacked, house, a=one, b=other)
    assert said.endswith(f"decree '{LAW}' is prepared for 24 months in one and 12 in the other.")


# The scenarios.


def test_gradual_goes_from_the_smallest_republic_to_the_centre_by_the_rule():
    phases = dict(zip(REGIONS, stack(["gradual_1957"]).phasing[LAW], strict=True))
    russia = {
        r for r, republic in zip(REGIONS, REPUBLIC_OF_REGION, strict=True) if republic == "rsfsr"
    }
    units = {}
    for region, republic in zip(REGIONS, REPUBLIC_OF_REGION, strict=True):
        unit = ROWS[region]["major_economic_region"] if region in russia else republic
        units.setdefault((region in russia, unit), []).append(region)
    in_order = sorted(units, key=lambda unit: (unit[0], weight(units[unit])))
    dates = [{phases[region] for region in units[unit]} for unit in in_order]
    assert all(len(date) == 1 for date in dates)
    steps = [date.pop() for date in dates]
    assert steps == sorted(steps)
    assert sorted(set(steps)) == list(range(month("1957-07"), month("1960-07") + 1, 6))
    for step in set(steps):
        assert 0.07 < weight(r for r in REGIONS if phases[r] == step) < 0.2
    assert Law(stack(["gradual_1957"])).preparation(LAW) == 24


def test_the_pilots_are_the_largest_of_their_kind():
    phases = dict(zip(REGIONS, stack(["pilot_1957"]).phasing[LAW], strict=True))
    assert {r for r in REGIONS if phases[r] == month("1957-07")} == PILOTS
    assert {phases[r] for r in REGIONS if r not in PILOTS} == {month("1959-07")}
    largest = {
        max(
            (r for r in REGIONS if ROWS[r]["main_sector"] == sector and "moscow" not in r),
            key=lambda r: weight([r]),
        )
        for sector in ("machinery", "coal", "metals", "light_industry")
    }
    alone = [
        r for r in REGIONS if REPUBLIC_OF_REGION.count(REPUBLIC_OF_REGION[REGIONS.index(r)]) == 1
    ]
    assert largest | {max(alone, key=lambda r: weight([r]))} == PILOTS


def test_no_scenario_says_that_nothing_answers_to_it():
    assert not [name for name in names() if "no room answers" in describe(name).what]


# Placebos: another name and nothing else.


@pytest.mark.parametrize(
    ("name", "since"), [("placebo_1955", "1955-07"), ("placebo_1956", "1956-03")]
)
def test_a_placebo_is_another_order_with_the_same_contents(name, since):
    law, history = Law(stack([name])), Law(stack())
    first = month(since)
    for when in (first, month("1957-06"), month("1966-01")):
        now, then = law.order(when), history.order(when)
        assert now.name == "1956_relabelled" != then.name
        assert (now.contents, now.amended_by) == (then.contents, then.amended_by)
    assert law.order(first - 1).name == "1953_ministerial"
    assert law.order(month("1958-01")) == history.order(month("1958-01"))


@pytest.mark.parametrize("name", ["placebo_1955", "placebo_1956"])
def test_a_placebo_run_is_history_to_the_last_bit(name):
    until = "1957-08"
    one, other = (lived(until, scenario, scale=0.02) for scenario in ("historical", name))
    assert one.record.monthly.equals(other.record.monthly)
    assert one.record.annual.equals(other.record.annual)
    assert one.record.regions.equals(other.record.regions)


def test_another_name_may_say_nothing_of_its_own(tmp_path):
    text = (regime.REGIMES / "1956_relabelled.toml").read_text(encoding="utf-8")
    for order in ("1953_ministerial", "1957_sovnarkhoz"):
        (tmp_path / f"{order}.toml").write_bytes((regime.REGIMES / f"{order}.toml").read_bytes())
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    assert regime.read("a", tmp_path).contents == regime.read("1953_ministerial", tmp_path).contents
    (tmp_path / "b.toml").write_text(f"{text}\n[rights]\nstart_sites = 1", encoding="utf-8")
    assert "does not know 'rights'" in refusal(regime.read, "b", tmp_path)
    (tmp_path / "c.toml").write_text(text.replace("1953_ministerial", "a"), encoding="utf-8")
    assert "is itself another name" in refusal(regime.read, "c", tmp_path)
    (tmp_path / "d.toml").write_text(text.replace("1953_ministerial", "d"), encoding="utf-8")
    assert "is itself another name" in refusal(regime.read, "d", tmp_path)


def test_placebos_are_never_issued_in_history():
    placebos = list(table("history/placebo_decrees"))
    assert placebos
    assert {row["use"] for row in placebos} == {"placebo"}
    assert all(Law(stack()).date_of(row["id"]) is None for row in placebos)
    assert set(placebos[0]) == set(table("history/decrees")[0])
