"""What stands in drawings and tables: units as they are read, names that differ, nothing cut."""

import pytest

from experiments.indicators import indicators
from viz.dashboard import readings
from viz.dashboard.charts.cartogram import abbreviations
from viz.dashboard.charts.lines import HEIGHT, Curve, lines
from viz.dashboard.drawings import Beside, _apart, _in_per_cent, number
from viz.dashboard.front.parts import table
from viz.dashboard.past import Mark, Series
from viz.dashboard.scores import Skill, skill_rows
from viz.dashboard.words import say

WIDEST_CHOICE = 30  # letters: what a list beside the charts holds


def beside(base, ours, unit):
    told = ({year: {1: value} for year, value in years.items()} for years in (ours, base))
    return Beside(*told, Series("", {1960: 0.5}, ""), {1965: 0.75}, (), unit)


def test_no_two_regions_have_one_name_on_the_map():
    told = abbreviations()
    assert len(set(told.values())) == len(told) == 105
    assert max(map(len, told.values())) == 4


def test_a_share_is_read_in_per_cent_and_an_index_as_it_is():
    share = _in_per_cent(beside({1965: 0.25}, {1965: 0.5}, "share"), "share_failing_january_plan")
    assert share.unit == "%"
    assert (share.base[1965][1], share.ours[1965][1]) == (25.0, 50.0)
    assert share.record.years == {1960: 50.0}
    assert share.plan == {1965: 75.0}
    steel = beside({1965: 90.0}, {1965: 91.0}, "mln t")
    assert _in_per_cent(steel, "steel") == steel
    assert readings.read_in(indicators()["gross_industrial_output"]) == (1.0, "1958=100")


@pytest.mark.parametrize(
    ("ours", "said"),
    [
        ({1958: 90.0, 1965: 101.0}, ["1958", "60", "90"]),
        ({1958: 60.5, 1965: 100.0}, []),  # too near to one another
        ({1958: 70.0, 1965: 120.0}, []),  # the last year is the year
    ],
)
def test_the_year_in_which_two_worlds_are_furthest_apart_is_told(ours, said):
    words = _apart(beside({1958: 60.0, 1965: 100.0}, ours, "mln t"))
    assert bool(words) == bool(said)
    assert all(word in words for word in said)


def test_names_of_decrees_lie_over_the_lines_and_clear_them():
    curve = Curve("model", "world", ((1956.5, 1.0, 1.0, 1.0), (1957.5, 2.0, 2.0, 2.0)))
    mark = Mark("law", "councils", "A law", 1957.4, "1957-05", False)
    layers = lines([curve], "mln t", [mark], HEIGHT)["layer"]
    kinds = [one.get("mark", {}).get("type") for one in layers]
    assert max(n for n, kind in enumerate(kinds) if kind == "line") < kinds.index("text")
    texts = [one["mark"] for one in layers if one.get("mark", {}).get("type") == "text"]
    assert [("stroke" in one) for one in texts] == [True, False] * (len(texts) // 2)


def test_a_number_that_is_nothing_is_no_power_of_ten():
    assert number(1.3e-14) == "0"
    assert number(-4e-15) == "0"
    assert "e" not in number(0.00012)


def test_what_hits_the_record_to_the_last_digit_is_given_and_no_prediction():
    told = [Skill("steel", 1e-14, 2.0, 3.0), Skill("coal", 1.0, 2.0, 3.0)]
    _, rows, marks = skill_rows(told)
    assert [row[-1] for row in rows] == [say("history.given"), say("history.better")]
    assert marks == {(1, 4): "good"}


def test_columns_of_words_are_told_from_figures():
    told = table(["a", "b", "c"], [["x", "<y>", "1"]], {(0, 2): "bad"}, {1})
    assert '<th scope="col" class="text">b</th>' in told
    assert '<td class="text">&lt;y&gt;</td><td class="bad">1</td>' in told


def test_what_is_chosen_beside_the_charts_is_not_cut():
    from viz.dashboard.levers import orders, presets

    named = [*orders().values(), *(one.label for one in presets())]
    assert max(map(len, named)) <= WIDEST_CHOICE
    assert len(say("inside.words")) <= WIDEST_CHOICE
