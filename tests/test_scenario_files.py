"""What a layer's file may say, and the words with which it is refused."""

import re

import pytest

from model import calendar
from model.scenario import describe, stack
from tests.small_rooms import build, refusal, stacked, write_layers


@pytest.fixture
def house(tmp_path):
    return build(tmp_path)


def test_a_layer_is_read_as_written(house):
    found = stacked(
        house,
        a="""
        weather = "described"
        [decrees]
        fine_1958_04_24 = "1959-01"
        party_split_1962 = "never"
        [parameters]
        "localism.fine" = 6
        "ratchet.may_fall" = true
        "ratchet.tautness.coal" = { value = 0.1, from = "1958-04" }
        "ratchet.pass_through@1957-01" = { value = 0.2, regions = ["leningrad", "moscow_city"] }
        """,
    )
    assert found.name == "historical + a"
    assert found.layers == ("a",)
    assert found.weather == "described"
    assert found.decrees == {
        "fine_1958_04_24": calendar.month("1959-01"),
        "party_split_1962": None,
    }
    assert found.dropped == ("party_reunited_1964",)
    assert [(s.name, s.month, s.value, s.regions, s.layer) for s in found.settings] == [
        ("localism.fine", None, 6.0, (), "a"),
        ("ratchet.may_fall", None, True, (), "a"),
        ("ratchet.pass_through", 12, 0.2, ("leningrad", "moscow_city"), "a"),
        ("ratchet.tautness.coal", 27, 0.1, (), "a"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[decree]\nlaw_1957_05_10 = 'never'",
            "a.toml: A layer does not know 'decree'. It knows what, question, source, weather, "
            "decrees, phasing, preparation, parameters. Did you mean 'decrees'?",
        ),
        (
            "[decrees]\nlaw_1957_05_01 = 'never'",
            "a.toml: There is no decree 'law_1957_05_01'. Did you mean 'law_1957_05_10'?",
        ),
        (
            "[decrees]\nlaw_1957_05_10 = 'nevr'",
            "a.toml: 'nevr' is not a date for a decree. Write YYYY-MM or never.",
        ),
        (
            "[decrees]\nlaw_1957_05_10 = 1957-07-01",
            'a.toml: 1957-07-01 is a day, and decrees come by month. Write "1957-07" or "never".',
        ),
        (
            "[phasing]\nlaw_1957_05_10 = 'gradual'",
            "a.toml: phasing.law_1957_05_10 must give dates with lists of regions, "
            "and is 'gradual'.",
        ),
        (
            "[phasing.law_1957_05_01]\n'1957-07' = ['rest']",
            "a.toml: There is no decree 'law_1957_05_01'. Did you mean 'law_1957_05_10'?",
        ),
        (
            "[phasing.law_1957_05_10]\n'1957-07' = ['leningrat']\nnever = ['rest']",
            "a.toml: There is no region or republic 'leningrat'. Did you mean 'leningrad'?",
        ),
        (
            "[phasing.law_1957_05_10]\n'1957' = ['leningrad']\nnever = ['rest']",
            "a.toml: '1957' is not a date for a decree. Write YYYY-MM or never.",
        ),
        (
            "[phasing.law_1957_05_10]\n'1957-07' = []\nnever = ['rest']",
            "a.toml: phasing.law_1957_05_10.1957-07 must be a list of regions and is [].",
        ),
        (
            "[phasing.law_1957_05_10]\n'1957-07' = ['leningrad']\nnever = ['rsfsr', 'rest']",
            "a.toml: phasing.law_1957_05_10 names 'leningrad' twice.",
        ),
        (
            "[phasing.law_1957_05_10]\n'1957-07' = ['leningrad']",
            "a.toml: phasing.law_1957_05_10 says nothing of 'arkhangelsk' and 103 more. "
            "Name 'rest' under a date or never.",
        ),
        (
            "[phasing.law_1957_05_10]\n'1957-07' = ['rest']\nnever = ['rest']",
            "a.toml: phasing.law_1957_05_10: rest stands for regions named nowhere else, "
            "and stands once.",
        ),
        (
            "[phasing.law_1957_05_10]\n'1957-10' = ['rest']",
            "a.toml: phasing.law_1957_05_10 has one date for all. Write it under [decrees].",
        ),
        (
            "[decrees]\nlaw_1957_05_10 = '1957-10'\n[phasing.law_1957_05_10]\n"
            "'1957-07' = ['leningrad']\nnever = ['rest']",
            "a.toml: Decree 'law_1957_05_10' is moved under [decrees] and phased as well.",
        ),
        (
            "[preparation]\nlaw_1957_05_10 = -1",
            "a.toml: preparation.law_1957_05_10 is -1. "
            "It must be a whole number of months from 0 up.",
        ),
        (
            "[preparation]\nlaw_1957_05_10 = 1.5",
            "a.toml: preparation.law_1957_05_10 is 1.5. "
            "It must be a whole number of months from 0 up.",
        ),
        (
            "[preparation]\nlaw_1957_05_01 = 3",
            "a.toml: There is no decree 'law_1957_05_01'. Did you mean 'law_1957_05_10'?",
        ),
        (
            "[parameters]\n'ratchet.tautnes' = 0.1",
            "a.toml: The ratchet room does not have 'tautnes'. It has pass_through, tautness, "
            "may_fall. Did you mean 'tautness'?",
        ),
        (
            "[parameters]\n'ratchett.tautness' = 0.1",
            "a.toml: There is no room 'ratchett'. Did you mean 'ratchet'?",
        ),
        (
            "[parameters]\n'ratchet.tautness' = 2",
            "a.toml: ratchet.tautness is 2 share/yr, outside its range 0.0 to 0.2. "
            "If the figure is a percentage, write 0.02.",
        ),
        (
            "[parameters]\n'ratchet.tautness' = { value = 0.1, form = '1958-04' }",
            "a.toml: ratchet.tautness does not know 'form'. It knows value, from, regions. "
            "Did you mean 'from'?",
        ),
        (
            "[parameters]\n'ratchet.tautness' = { from = '1958-04' }",
            "a.toml: ratchet.tautness has no value.",
        ),
        (
            "[parameters]\n'ratchet.tautness' = { value = 0.1, from = '1958' }",
            "a.toml: '1958' is not a month. Write YYYY-MM, for instance 1957-07.",
        ),
        (
            "[parameters]\n'ratchet.pass_through' = { value = 0.1, regions = [] }",
            "a.toml: ratchet.pass_through: 'regions' must be a list of texts and is [].",
        ),
        (
            "[parameters]\n'ratchet.pass_through' = { value = 0.1, regions = ['leningrat'] }",
            "a.toml: There is no region 'leningrat'. Did you mean 'leningrad'?",
        ),
        (
            "[parameters]\n'ratchet.may_fall' = { value = true, regions = ['leningrad'] }",
            "a.toml: ratchet.may_fall holds for the whole country "
            "and cannot be confined to regions.",
        ),
        (
            "[parameters]\nratchet.tautness.coal = 0.1",
            'a.toml: Write "ratchet.tautness.coal" in quotes: '
            "without them the dot parts it in two.",
        ),
        ("parameters = 3", "a.toml: 'parameters' must be a table, [parameters], and is 3."),
        (
            "weather = 'norml'",
            "a.toml: There is no weather 'norml'. There is measured, described, resampled, "
            "normal. Did you mean 'normal'?",
        ),
        ("weather = ", "a.toml is not valid TOML at line 4, its end: Invalid value."),
    ],
)
def test_a_layer_that_cannot_be_is_refused_with_its_file(house, text, said):
    assert refusal(stacked, house, a=text) == said


@pytest.mark.parametrize("key", ["what", "question"])
def test_a_layer_that_does_not_say_what_it_is_for_is_refused(house, key):
    folder = write_layers(house / "layers", a="weather = 'normal'")
    text = (folder / "a.toml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith(key)]
    (folder / "a.toml").write_text("\n".join(lines), encoding="utf-8")
    said = f"a.toml: {key!r} must be a text and is missing."
    assert refusal(describe, "a", folder, house) == said


def test_an_unknown_layer_is_refused_with_the_nearest():
    assert refusal(stack, ["ministries_stya"]) == (
        "There is no scenario 'ministries_stya'. Did you mean 'ministries_stay'?"
    )


def test_a_source_that_the_bibliography_does_not_have_is_refused_with_its_file(house):
    folder = write_layers(house / "layers", a="weather = 'normal'")
    text = (folder / "a.toml").read_text(encoding="utf-8")
    text = re.sub(r"source *= *.*", 'source = ["estimated_hre"]', text)
    (folder / "a.toml").write_text(text, encoding="utf-8")
    assert refusal(describe, "a", folder, house) == (
        "a.toml: There is no source 'estimated_hre'. Did you mean 'estimated_here'?"
    )
