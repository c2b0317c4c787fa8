"""What is in force in a month, and in what shape a room is given it."""

import json
import pickle
from importlib import import_module

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import calendar
from model.data import REGIONS, SECTORS
from model.errors import Refusal
from model.law import Law
from model.parameters import read, rooms
from model.scenario import names, stack
from tests.small_rooms import Localism, Ratchet, build, write_layers

FINED = calendar.month("1958-04")
COAL, METALS = SECTORS.index("coal"), SECTORS.index("metals")


@pytest.fixture
def house(tmp_path):
    return build(tmp_path)


def law_of(house, overrides=None, decrees=None, **layers):
    """The law of the small house under layers written for one test."""
    folder = write_layers(house / "layers", **layers)
    return Law(stack(tuple(layers), overrides, decrees, folder=folder, rooms=house), house)


def room_class(room):
    """The parameters that a room of the model takes."""
    return getattr(import_module(f"model.mechanisms.{room}"), room.title().replace("_", ""))


# Shapes.


def test_a_room_is_given_floats_switches_arrays_and_dicts(house):
    law = law_of(house)
    ratchet, localism = law(Ratchet, 0), law(Localism, 0)
    assert ratchet.pass_through == 0.5
    assert ratchet.may_fall is False
    assert isinstance(localism.fine, float)
    assert localism.rank == {"defence": 0.0, "shops": 4.0}
    assert ratchet.tautness.dtype == np.float64
    assert ratchet.tautness.shape == (len(SECTORS),)
    assert ratchet.tautness[COAL] == 0.03
    assert set(np.delete(ratchet.tautness, COAL)) == {0.02}


def test_what_is_given_cannot_be_written_to(house):
    with pytest.raises(ValueError, match="read-only"):
        law_of(house)(Ratchet, 0).tautness[0] = 1.0


def test_a_figure_confined_to_regions_is_an_array_by_region_from_the_first_month(house):
    law = law_of(
        house,
        a="[parameters]\n'ratchet.pass_through' = "
        "{ value = 0.9, from = '1958-01', regions = ['leningrad', 'bashkir'] }",
    )
    before, after = (law(Ratchet, calendar.month(m)).pass_through for m in ("1957-12", "1958-01"))
    assert before.shape == after.shape == (105,)
    assert set(before) == {0.5}
    assert {REGIONS[i] for i in np.flatnonzero(after == 0.9)} == {"leningrad", "bashkir"}
    assert set(after) == {0.5, 0.9}
    assert set(law(Ratchet, calendar.month("1961-01")).pass_through) == {0.4, 0.9}


def test_the_same_figures_are_the_same_object_until_one_of_them_changes(house):
    law = law_of(house)
    march, april = calendar.month("1960-03"), calendar.month("1960-04")
    assert law(Ratchet, 0) is law(Ratchet, march)
    assert law(Ratchet, april) is law(Ratchet, calendar.LAST_MONTH)
    assert law(Ratchet, march).pass_through == 0.5
    assert law(Ratchet, april).pass_through == 0.4
    assert law(Localism, march) is law(Localism, april)


@pytest.mark.parametrize("name", names())
def test_every_room_of_the_model_is_given_its_figures_in_every_scenario(name):
    law = Law(stack([name]))
    for room in rooms():
        for month in (calendar.FIRST_MONTH, calendar.LAST_MONTH):
            assert law(room_class(room), month)._fields == tuple(read(room))


def test_a_month_before_the_first_figure_is_refused(house):
    with pytest.raises(
        Refusal, match="is not known before 1950-01-01, and was asked for 1949-12-01"
    ):
        law_of(house)(Ratchet, calendar.month("1949-12"))


# Figures that come with decrees.


def test_a_figure_comes_moves_and_goes_with_its_decree(house):
    def fine(month, **moves):
        return law_of(house, decrees=moves)(Localism, calendar.month(month)).fine

    assert [fine(month) for month in ("1958-03", "1958-04", "1965-09")] == [0.0, 3.0, 3.0]
    assert fine("1965-10") == 0.0  # it ends with the councils
    assert fine("1960-01", fine_1958_04_24=None) == 0.0
    assert fine("1960-01", law_1957_05_10=None) == 0.0
    assert fine("1958-12", fine_1958_04_24="1959-01") == 0.0
    assert fine("1959-01", fine_1958_04_24="1959-01") == 3.0
    assert fine("1966-01", ministries_1965=None) == 3.0


def test_steps_of_a_decree_keep_their_distance_when_it_moves(house):
    text = (house / "localism.toml").read_text(encoding="utf-8")
    step = """
  [[fine.since]]
  date   = 1959-04-24
  decree = "fine_1958_04_24"
  value  = 6
  status = "estimated"
  source = ["estimated_here"]

[rank]"""
    (house / "localism.toml").write_text(text.replace("\n[rank]", step), encoding="utf-8")
    law = law_of(house, decrees={"fine_1958_04_24": "1960-01"})
    asked = ("1959-12", "1960-01", "1960-12", "1961-01")
    assert [law(Localism, calendar.month(m)).fine for m in asked] == [0.0, 3.0, 3.0, 6.0]


# What scenarios and users set.


def test_what_is_set_goes_before_history_and_the_later_before_the_earlier(house):
    law = law_of(house, a="[parameters]\n'localism.fine' = 1\n'localism.fine@1960-01' = 2")
    asked = ("1956-01", "1958-04", "1959-12", "1960-01", "1970-12")
    assert [law(Localism, calendar.month(m)).fine for m in asked] == [1.0, 1.0, 1.0, 2.0, 2.0]


def test_a_user_goes_before_layers(house):
    law = law_of(
        house,
        {"localism.fine@1961-01": 5},
        a="[parameters]\n'localism.fine' = 1\n'localism.fine@1962-01' = 2",
    )
    asked = ("1960-12", "1961-01", "1962-01")
    assert [law(Localism, calendar.month(m)).fine for m in asked] == [1.0, 5.0, 5.0]


def test_a_part_of_a_table_goes_before_the_whole(house):
    settings = "[parameters]\n'ratchet.tautness.metals' = 0.1\n'ratchet.tautness' = 0.05"
    tautness = law_of(house, a=settings)(Ratchet, 0).tautness
    assert tautness[METALS] == 0.1
    assert set(np.delete(tautness, METALS)) == {0.05}
    ranks = law_of(house, {"localism.rank.shops": 1})(Localism, 0).rank
    assert ranks == {"defence": 0.0, "shops": 1.0}


@given(st.integers(0, 179), st.integers(0, 179))
def test_two_laws_that_differ_by_one_setting_agree_until_it_holds(since, month):
    history, other = Law(stack()), Law(stack([], {f"supply.catch_up@{calendar.name(since)}": 1.25}))
    supply = room_class("supply")
    assert (history(supply, month).catch_up == other(supply, month).catch_up) == (month < since)


@given(st.integers(0, 179), st.sampled_from(names()))
def test_laws_agree_before_the_first_decree_that_differs(month, name):
    """Two runs that differ by decrees are identical until one of them is in force."""
    history, other = Law(stack()), Law(stack([name]))
    moved = [*other.scenario.decrees, *other.scenario.dropped]
    dates = [law.date_of(decree) for law in (history, other) for decree in moved]
    if all(month < date for date in dates if date is not None):
        assert other.order(month).contents == history.order(month).contents


# Decrees and orders.


def test_decrees_are_asked_by_name():
    law = Law(stack(["no_bifurcation"]))
    assert law.date_of("law_1957_05_10") == calendar.month("1957-07")
    assert law.date_of("party_reunited_1964") is None
    assert law.in_force("law_1957_05_10", calendar.month("1960-01"))
    assert not law.in_force("party_split_1962", calendar.month("1963-06"))
    with pytest.raises(Refusal, match="There is no decree 'party_spilt_1962'"):
        law.in_force("party_spilt_1962", 0)
    with pytest.raises(Refusal, match="There is no decree 'party_spilt_1962'"):
        law.date_of("party_spilt_1962")


def test_an_order_is_one_object_while_no_decree_comes_or_goes():
    law = Law(stack())
    assert law.order(calendar.month("1957-07")) is law.order(calendar.month("1957-07"))
    assert law.order(calendar.month("1957-06")).name == "1953_ministerial"
    assert law.order(calendar.month("1957-07")).name == "1957_sovnarkhoz"
    assert Law(stack(["ministries_stay"])).order(calendar.month("1957-07")).amended_by == ()


# What the law tells.


def test_changes_are_told_in_order_of_time():
    told = Law(stack()).changes(last=calendar.month("1965-12"))
    assert told == sorted(told, key=lambda change: change.month)
    assert ("1957-07", "economic order 1957_sovnarkhoz with gosekonomkomissiia_1957") in told
    assert (
        "1957-07",
        "decree law_1957_05_10 in force: Law on the management of industry and construction",
    ) in told
    assert ("1965-10", "decree law_1957_05_10 no longer in force") in told
    assert all("1956-01" <= month <= "1965-12" for month, _ in told)


def test_figures_that_change_are_told(house):
    told = law_of(house, {"ratchet.tautness.coal@1957-01": 0.1}).changes()
    figures = [change for change in told if change.what.startswith(("ratchet", "localism"))]
    assert [(month, what[:30]) for month, what in figures] == [
        ("1957-01", "ratchet.tautness = {'coal': 0."),
        ("1958-04", "localism.fine = 3.0 months of "),
        ("1960-04", "ratchet.pass_through = 0.4 sha"),
        ("1965-10", "localism.fine = 0.0 months of "),
    ]


def test_every_figure_in_force_is_told_with_its_dates_and_sources(house):
    told = law_of(house, {"localism.fine@1960-01": 6}).parameters_in_force()
    rows = [row for row in told if row["parameter"] == "localism.fine"]
    assert [(row["from"], row["value"], row["status"], row["set_by"]) for row in rows] == [
        ("1956-01", 0.0, "confirmed", []),
        ("1958-04", 3.0, "confirmed", []),
        ("1960-01", 6.0, "set", ["--set"]),
    ]
    assert rows[0]["source"] == ["decree_1958_04_24"]
    assert rows[2]["source"] == []
    assert {row["parameter"] for row in told} == {
        "ratchet.pass_through",
        "ratchet.tautness",
        "ratchet.may_fall",
        "localism.fine",
        "localism.rank",
    }


@pytest.mark.parametrize("name", names())
def test_what_is_told_can_be_written_as_json(name):
    law = Law(stack([name]))
    told = json.loads(json.dumps([law.parameters_in_force(), law.changes()], allow_nan=False))
    assert {row["parameter"].partition(".")[0] for row in told[0]} == set(rooms())


def test_a_law_can_be_sent_to_a_worker():
    law = Law(stack(["ministries_stay"]))
    law(room_class("capacity"), 0)
    again = pickle.loads(pickle.dumps(law))
    assert again.scenario == law.scenario
    assert again.changes() == law.changes()
