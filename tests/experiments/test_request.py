"""The door: what is wrong is said before anything heavy is loaded."""

import pytest

from experiments import request as door
from experiments.verbs.flags import RunFlags
from model.errors import Refusal


def said(call, *arguments):
    with pytest.raises(Refusal) as told:
        call(*arguments)
    return str(told.value)


@pytest.mark.parametrize("text", ["0", "2", "nan", "-0.1", "inf", "a tenth", "", "1.0001"])
def test_a_scale_outside_its_range_is_refused(text):
    expected = f"--scale {text}: expected a number above 0 and at most 1, for instance 0.1."
    assert said(door.scale_of, text) == expected


@pytest.mark.parametrize("text", ["0.1", "1", "1e-3"])
def test_a_scale_within_its_range_is_taken(text):
    assert door.scale_of(text) == float(text)


@pytest.mark.parametrize("text", ["-1", "1.5", "one", "", str(2**63), "\u0661"])
def test_a_seed_is_a_whole_number_from_nought(text):
    assert said(door.seed_of, text).startswith(f"--seed {text}: expected a whole number from 0 to ")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("1956-01", "1955-12", "--to 1955-12: a run lies within 1956-01 to 1970-12."),
        ("1956-01", "1971-01", "--to 1971-01: a run lies within 1956-01 to 1970-12."),
        ("1960-01", "1959-12", "--to 1959-12: this is before --from 1960-01."),
        (
            "1956-1",
            "1959-12",
            "--from 1956-1: '1956-1' is not a month. Write YYYY-MM, for instance 1957-07.",
        ),
    ],
)
def test_months_lie_in_the_run_and_in_order(first, last, expected):
    assert said(door.checked, RunFlags(first=first, last=last)) == expected


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (
            {"scenario": ["historicl"]},
            "There is no scenario 'historicl'. Did you mean 'historical'?",
        ),
        (
            {"weather": "mesured"},
            "--weather mesured: expected measured, described, resampled or normal. "
            "Did you mean 'measured'?",
        ),
        (
            {"form": "jsn"},
            "--format jsn: expected table, json or csv. Did you mean 'json'?",
        ),
        (
            {"settings": ["suply.catch_up=1"]},
            "--set suply.catch_up=1: There is no room 'suply'. Did you mean 'supply'?",
        ),
        (
            {"decrees": ["law_1957_05_01=never"]},
            "--decree law_1957_05_01=never: There is no decree 'law_1957_05_01'. "
            "Did you mean 'law_1957_05_10'?",
        ),
        (
            {"decrees": ["law_1957_05_10=1957-13"]},
            "--decree law_1957_05_10=1957-13: '1957-13' is not a date for a decree. "
            "Write YYYY-MM or never.",
        ),
        (
            {"decrees": ["law_1957_05_10"]},
            "--decree law_1957_05_10: expected ID=YYYY-MM or ID=never.",
        ),
        ({"detail": "agents"}, "--detail agents writes tables: say where with --out DIR."),
        ({"detail": "agent"}, "--detail agent: expected agents. Did you mean 'agents'?"),
    ],
)
def test_a_wrong_word_is_refused_with_the_nearest_right_one(flags, expected):
    assert said(door.checked, RunFlags(**flags)) == expected


def test_setting_one_thing_twice_is_refused():
    twice = ["supply.catch_up=1.1", "supply.catch_up=1.2"]
    assert (
        said(door.overrides_of, twice) == "--set supply.catch_up=1.2: supply.catch_up is set twice."
    )


def test_a_figure_that_is_no_number_is_refused():
    told = said(door.overrides_of, ["supply.catch_up=nan"])
    assert "must be a finite number" in told


def test_layers_may_be_joined_by_plus():
    asked = door.checked(RunFlags(scenario=["historical + no_bifurcation", "targets_not_raised"]))
    assert asked.scenario.layers == ("no_bifurcation", "targets_not_raised")
    assert asked.name == "historical + no_bifurcation + targets_not_raised"


def test_the_weather_is_the_scenarios_unless_asked_for():
    assert door.checked(RunFlags()).weather == "measured"
    assert door.checked(RunFlags(scenario=["frictionless"])).weather == "normal"
    flags = RunFlags(scenario=["frictionless"], weather="described")
    assert door.checked(flags).weather == "described"


def test_only_whole_years_are_shown_from_the_first_month_asked_for():
    asked = door.checked(RunFlags(first="1957-01", last="1959-11"))
    assert asked.years == [1957, 1958]


def test_a_call_from_python_is_checked_like_a_command():
    assert said(door.request_of, "historical", "1965-12", {"scale": 2.0}).startswith("scale 2.0: ")
    assert said(door.request_of, "historical", "1955-12", {}).startswith("until 1955-12: ")
    told = said(door.request_of, "historical", "1965-12", {"sede": 1})
    assert told == "run() has no argument 'sede'. Did you mean 'seed'?"
    asked = door.request_of(
        ["no_bifurcation"], "1957-12", {"decrees": {"fallow_campaign_1962": None}}
    )
    assert asked.scenario.decrees["fallow_campaign_1962"] is None
