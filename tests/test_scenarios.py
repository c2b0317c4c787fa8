"""Scenarios as values: what a layer may say, how layers stack, what is refused."""

import pickle
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import regime
from model.data import sources
from model.scenario import BASE, describe, names, stack
from tests.small_rooms import build, refusal, stacked, write_layers

FIRST_SCENARIOS = {
    "historical",
    "frictionless",
    "ministries_stay",
    "no_bifurcation",
    "no_enlargement",
    "one_reform",
    "sixth_plan_kept",
    "targets_not_raised",
}


@pytest.fixture
def house(tmp_path):
    return build(tmp_path)


def same_world(one, other):
    """Whether two scenarios differ in name only."""
    return (one.settings, one.decrees, one.weather, one.dropped) == (
        other.settings,
        other.decrees,
        other.weather,
        other.dropped,
    )


# The scenarios of the model.


def test_the_first_scenarios_exist_and_history_comes_first():
    assert set(names()) >= FIRST_SCENARIOS
    assert names()[0] == BASE


@pytest.mark.parametrize("name", names())
def test_every_scenario_says_what_it_asks_and_on_whose_word(name):
    layer = describe(name)
    assert layer.what
    assert "?" in layer.question
    assert "\n" not in layer.what
    assert set(layer.source) <= {source.key for source in sources()}


@pytest.mark.parametrize("name", names())
def test_every_scenario_stacks_on_history_alone(name):
    found, layer = stack([name]), describe(name)
    assert found.name == (BASE if name == BASE else f"{BASE} + {name}")
    assert (found.decrees, found.weather) == (layer.decrees, layer.weather)
    assert sorted(s.name for s in found.settings) == sorted(s.name for s in layer.settings)


def test_history_changes_nothing():
    found = stack()
    assert found == stack([BASE]) == stack(BASE) == stack([])
    assert (found.name, found.layers, found.settings) == (BASE, (), ())
    assert (found.decrees, found.weather, found.dropped) == ({}, None, ())


@pytest.mark.parametrize(
    ("name", "gone", "kept"),
    [
        ("ministries_stay", ["ministries_1965", "republic_councils_1960"], ["kosygin_1965"]),
        ("no_bifurcation", ["party_reunited_1964"], ["councils_enlarged_1963"]),
        ("no_enlargement", ["central_asia_1963"], ["party_split_1962", "ministries_1965"]),
        ("one_reform", ["vsnkh_1963", "gossnab_1965"], ["law_1957_05_10", "party_split_1962"]),
        ("sixth_plan_kept", ["seven_year_plan_1959", "targets_raised_1961"], ["law_1957_05_10"]),
        ("targets_not_raised", [], ["seven_year_plan_1959"]),
    ],
)
def test_what_goes_with_a_dropped_decree_is_listed(name, gone, kept):
    found = stack([name])
    assert set(gone) <= set(found.dropped)
    assert not set(kept) & ({*found.dropped} | found.decrees.keys())
    assert set(found.dropped).isdisjoint(found.decrees)


def test_frictionless_has_normal_weather():
    assert stack(["frictionless"]).weather == "normal"


# Layers that change nothing.


@pytest.mark.parametrize(
    "text",
    [
        "",
        "weather = 'measured'",
        "[decrees]\nlaw_1957_05_10 = '1957-07'",
        "[decrees]\nriazan_1959 = '1959-01'",
        "[decrees]\nliberman_1962 = 'never'",
        "[parameters]\n'localism.rank.shops' = 4",
        "[parameters]\n'localism.fine@1966-01' = 0",
        "[parameters]\n'ratchet.may_fall' = false",
        "[parameters]\n'ratchet.pass_through@1961-01' = 0.4",
        "[parameters]\n'ratchet.tautness.coal' = 0.03",
        "[parameters]\n'ratchet.tautness.metals' = 0.02",
        "[parameters]\n'ratchet.pass_through@1961-01' = { value = 0.4, regions = ['leningrad'] }",
    ],
)
def test_a_layer_that_changes_nothing_is_refused(house, text):
    assert refusal(stacked, house, a=text) == "Layer 'a' changes nothing."


@pytest.mark.parametrize(
    "text",
    [
        "[parameters]\n'ratchet.pass_through' = 0.5",
        "[parameters]\n'ratchet.pass_through@1960-03' = 0.4",
        "[parameters]\n'ratchet.tautness' = 0.03",
        "[parameters]\n'localism.fine@1960-01' = 3",
        "[decrees]\nlaw_1957_05_10 = '1957-06'",
    ],
)
def test_a_layer_that_changes_a_part_is_let_in(house, text):
    """A fine of three months that stays when the decree goes is a change."""
    assert stacked(house, a=text).layers == ("a",)


def test_a_layer_within_another_is_refused_with_both_names():
    said = "Layer 'no_enlargement' changes nothing that 'ministries_stay' does not."
    assert refusal(stack, ["ministries_stay", "no_enlargement"]) == said
    assert refusal(stack, ["no_enlargement", "ministries_stay"]) == said


def test_a_layer_stacked_twice_is_refused():
    assert refusal(stack, ["no_bifurcation", "no_bifurcation"]) == (
        "Layer 'no_bifurcation' is stacked twice."
    )


# Layers that contradict one another.


def test_two_dates_for_one_decree_are_refused_with_both_names(house):
    assert refusal(
        stacked,
        house,
        a="[decrees]\nfine_1958_04_24 = '1959-01'",
        b="[decrees]\nfine_1958_04_24 = 'never'",
    ) == (
        "Layers 'a' and 'b' contradict one another: decree 'fine_1958_04_24' is in force "
        "from 1959-01 in one and never issued in the other."
    )


def test_two_figures_on_one_day_are_refused_with_both_names(house):
    assert refusal(
        stacked,
        house,
        a="[parameters]\n'ratchet.tautness@1958-04' = 0.1",
        b="[parameters]\n'ratchet.tautness.coal@1958-04' = 0.05",
    ) == (
        "Layers 'a' and 'b' contradict one another: from 1958-04 ratchet.tautness is 0.1 in one "
        "and ratchet.tautness.coal is 0.05 in the other."
    )


def test_the_whole_run_and_its_first_month_are_one_day(house):
    said = refusal(
        stacked,
        house,
        a="[parameters]\n'localism.fine' = 6",
        b="[parameters]\n'localism.fine@1956-01' = 5",
    )
    assert said.startswith("Layers 'a' and 'b' contradict one another: from 1956-01 localism.fine")


def test_figures_of_a_room_that_another_layer_switches_off_are_refused():
    for layers in (["zero_intelligence", "no_indicator"], ["no_indicator", "zero_intelligence"]):
        said = refusal(stack, layers)
        assert "room 'indicator' is switched off in one" in said
        assert "indicator.by_lot is True in the other" in said


def test_two_kinds_of_weather_are_refused_with_both_names(house):
    assert refusal(stacked, house, a="weather = 'normal'", b="weather = 'described'") == (
        "Layers 'a' and 'b' contradict one another: the weather is normal in one "
        "and described in the other."
    )


def test_a_decree_moved_by_one_layer_and_lost_by_another_is_refused(house):
    assert (
        refusal(
            stacked,
            house,
            a="[decrees]\nlaw_1957_05_10 = 'never'",
            b="[decrees]\nfine_1958_04_24 = '1959-01'",
        )
        == "Decree 'fine_1958_04_24' presupposes 'law_1957_05_10', which is never issued."
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("'localism.fine@1957-01' = 6", "'localism.fine@1958-01' = 5"),
        ("'ratchet.tautness.coal' = 0.1", "'ratchet.tautness.metals' = 0.05"),
        (
            "'ratchet.pass_through' = { value = 0.1, regions = ['leningrad'] }",
            "'ratchet.pass_through' = { value = 0.2, regions = ['moscow_city'] }",
        ),
        (
            "'localism.fine' = 6\n'localism.rank.shops' = 1",
            "'localism.fine' = 6\n'ratchet.may_fall' = true",
        ),
    ],
)
def test_what_does_not_meet_does_not_contradict(house, one, other):
    found = stacked(house, a=f"[parameters]\n{one}", b=f"[parameters]\n{other}")
    assert found.layers == ("a", "b")


# Order, and the user's own word.


def test_the_order_of_layers_does_not_matter():
    layers = ["ministries_stay", "no_bifurcation", "targets_not_raised", "frictionless"]
    first = stack(layers)
    assert first.name == "historical + " + " + ".join(layers)
    assert all(same_world(stack(order), first) for order in permutations(layers))


FIGURES = {
    "'ratchet.tautness.coal'": st.floats(0.04, 0.2),
    "'ratchet.tautness.metals@1957-01'": st.floats(0.04, 0.2),
    "'ratchet.pass_through'": st.floats(0.6, 0.7),
    "'ratchet.pass_through@1959-01'": st.floats(0.8, 1.0),
    "'localism.fine'": st.floats(4, 6),
    "'localism.rank.shops'": st.floats(5, 9),
}
DECREES = ("party_split_1962", "targets_raised_1961", "fine_1958_04_24", "construction_list_1963")


@settings(max_examples=30)
@given(st.data())
def test_layers_that_share_nothing_stack_in_any_order(tmp_path_factory, data):
    things = data.draw(st.permutations([*FIGURES, *DECREES]))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(things) - 1), max_size=3)))
    layers = {}
    for first, last in zip([0, *cuts], [*cuts, len(things)], strict=True):
        own = things[first:last]
        figures = [f"{name} = {data.draw(FIGURES[name])!r}" for name in own if name in FIGURES]
        never = [f"{name} = 'never'" for name in own if name in DECREES]
        layers[f"layer_{first}"] = "\n".join(["[parameters]", *figures, "[decrees]", *never])
    house = build(tmp_path_factory.mktemp("house"))
    folder = write_layers(house / "layers", **layers)
    one = stack(list(layers), folder=folder, rooms=house)
    order = data.draw(st.permutations(list(layers)))
    assert same_world(stack(order, folder=folder, rooms=house), one)


def test_what_the_user_sets_comes_last_in_order_of_time(house):
    found = stacked(
        house,
        a="[parameters]\n'localism.fine@1960-01' = 6\n'localism.fine' = 5",
        overrides={"localism.fine@1958-01": 1, "localism.fine": 2, "ratchet.may_fall": False},
    )
    assert [(s.name, s.month, s.value, s.layer) for s in found.settings] == [
        ("localism.fine", None, 5.0, "a"),
        ("localism.fine", 48, 6.0, "a"),
        ("localism.fine", None, 2.0, "--set"),
        ("ratchet.may_fall", None, False, "--set"),
        ("localism.fine", 24, 1.0, "--set"),
    ]


def test_a_user_may_set_what_is_so_anyway(house):
    """A sweep runs through the default as through any other figure."""
    assert stacked(house, overrides={"ratchet.may_fall": False}).settings[0].value is False
    assert stacked(house, decrees={"law_1957_05_10": "1957-07"}).dropped == ()


@pytest.mark.parametrize("never", [None, "never"])
def test_a_user_moves_and_drops_decrees(never):
    found = stack(decrees={"party_split_1962": never, "fine_1958_04_24": "1959-01"})
    assert found.decrees == {"party_split_1962": None, "fine_1958_04_24": 36}
    assert found.dropped == ("party_reunited_1964",)
    assert found.name == BASE


def test_a_users_decree_against_a_layer_is_refused_with_both_names():
    assert refusal(stack, ["no_bifurcation"], decrees={"party_split_1962": "1962-11"}) == (
        "Layer 'no_bifurcation' and the decrees set contradict one another: decree "
        "'party_split_1962' is never issued in one and in force from 1962-11 in the other."
    )


def test_a_users_mistakes_are_refused_like_a_layers(house):
    assert refusal(stacked, house, overrides={"localism.fine": 7}) == (
        "localism.fine is 7 months of salary, outside its range 0 to 6."
    )
    assert refusal(stacked, house, decrees={"party_spilt_1962": None}) == (
        "There is no decree 'party_spilt_1962'. Did you mean 'party_split_1962'?"
    )


def test_a_scenario_can_be_sent_to_a_worker():
    one = stack(["ministries_stay"], {"supply.catch_up": 1.0})
    assert pickle.loads(pickle.dumps(one)) == one


def test_the_timeline_of_a_scenario_drops_what_the_scenario_drops():
    one = stack(["ministries_stay"])
    assert regime.timeline(one).dropped == one.dropped
