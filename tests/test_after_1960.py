"""What parameters know of the years after 1960 stands in a list, with reasons."""

import re
import tomllib
from pathlib import Path

from model.decrees import history
from model.parameters import read, rooms

LISTED = tomllib.loads((Path(__file__).parent / "after_1960.toml").read_text(encoding="utf-8"))
LAST = 1960
POLICY = ("herds.plot_births", "herds.cows_sold")  # of 1958, and results of it rather than rights
REPORTS_OF_LATER = {"time_magazine", "cia_imports1965", "hodnett1965", "cia_plan1966"}


def entries():
    """Every entry of every parameter, with the parameter's name and its place there."""
    for room in rooms():
        for parameter in read(room).values():
            for place, entry in enumerate(parameter.entries):
                yield f"{room}.{parameter.name}", place, entry


def years_of(text):
    """The years after 1960 that a text names."""
    return [int(year) for year in re.findall(r"\b(19\d\d)\b", text) if int(year) > LAST]


def test_a_figure_changes_by_decree_or_stands_in_the_list():
    found = {name for name, place, entry in entries() if place and entry.decree is None}
    assert found == set(LISTED["changes_without_decree"])


def test_a_note_that_speaks_of_later_years_stands_in_the_list():
    found = {
        name
        for name, _, entry in entries()
        if years_of(entry.note) or "later decade" in entry.note
        if entry.decree is None
    }
    assert found == set(LISTED["named_in_notes"])


def test_no_figure_without_a_decree_has_reports_of_later_years_as_its_source():
    found = {
        name
        for name, _, entry in entries()
        if entry.decree is None and entry.value and REPORTS_OF_LATER & set(entry.source)
    }
    assert found == {"trade.most_bought"}


def test_what_a_decree_after_1960_is_guessed_to_have_done_stands_in_the_list():
    found = {
        name
        for name, _, entry in entries()
        if entry.decree and entry.date.year > LAST and entry.status == "estimated"
    }
    assert found | set(POLICY) == set(LISTED["outcomes_of_decrees"])


def test_no_figure_rests_on_a_debate_or_an_outcome():
    decrees = {entry.decree for *_, entry in entries() if entry.decree}
    assert {name for name in decrees if history()[name].use == "context"} == set()
