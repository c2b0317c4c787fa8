"""A scenario of one's own is a file anywhere: run, compared, cited; what it lacks is told."""

import json

import pytest

from experiments.cli import main
from experiments.request import layers_of, request_of, scenario_of
from model import scenario
from viz.dashboard.reproduce import scenario_file
from viz.dashboard.scene import Scene, World

OWN = """\
what     = "no fuel is converted, and no goal is raised in October 1961"
question = "Do the two add up?"
source   = ["estimated_here"]

[decrees]
targets_raised_1961 = "never"

[parameters]
"fuel.active" = false
"""


@pytest.fixture
def file(tmp_path):
    (tmp_path / "my.toml").write_text(OWN)
    return tmp_path / "my.toml"


def test_a_file_stacks_like_a_layer_of_the_model(file):
    found = scenario_of([str(file), "no_arms_race"])
    assert found.name == "historical + my + no_arms_race"
    assert found.decrees["targets_raised_1961"] is None
    assert {"fuel.active"} <= {setting.name for setting in found.settings}
    assert found.sources["my"] == ("estimated_here",)
    assert request_of([str(file)], "1956-12", {}).name == "historical + my"


def test_a_file_may_have_a_plus_in_its_name(file):
    other = file.with_name("a+b.toml")
    other.write_text(OWN)
    assert layers_of([str(other)]) == (str(other),)
    assert layers_of([f"{file}+no_fuel"]) == (str(file), "no_fuel")


def test_it_runs_from_the_command_line(file, capsys):
    assert main(["run", str(file), "--to", "1956-01", "--scale", "0.005", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["scenario"] == "historical + my"
    assert main(["cite", str(file), "--format", "csv"]) == 0
    assert "scenario my" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "my.toml: 'what' must be a text and is missing."),
        (OWN.replace("source ", "sorce "), "A layer does not know 'sorce'."),
        (OWN.replace('source   = ["estimated_here"]\n', ""), "'source' must be a list of texts"),
        (OWN.replace("fuel.active", "fule.active"), "There is no room 'fule'."),
        (OWN.replace("estimated_here", "estimated_hre"), "Did you mean 'estimated_here'?"),
        (OWN.replace('"fuel.active"', "fuel.active"), 'Write "fuel.active" in quotes'),
        (OWN.replace("never", "1950-10"), "cannot be in force"),
        (OWN.replace("never", "1980-10"), "cannot be in force"),
        (OWN + "[", "my.toml is not valid TOML at line 10"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_key(file, text, said, capsys):
    file.write_text(text)
    for words in (["run", str(file)], ["compare", "historical", str(file)]):
        assert main(words) == 2
        told = capsys.readouterr().err
        assert told.startswith("semiletka: my.toml")
        assert said in told


def test_a_file_that_is_not_there_or_takes_a_name_of_the_model_is_refused(file, capsys):
    assert main(["run", "no_such.toml"]) == 2
    assert "The scenario file no_such.toml is not there." in capsys.readouterr().err
    taken = file.with_name("no_fuel.toml")
    taken.write_text(OWN)
    assert main(["run", str(taken)]) == 2
    assert "the model has a scenario 'no_fuel' of its own" in capsys.readouterr().err


def test_one_broken_file_does_not_hide_the_other_scenarios(file, monkeypatch, capsys):
    (file.parent / "historical.toml").write_text(OWN)
    file.write_text("what = 3\n")
    names, describe = scenario.names, scenario.describe
    monkeypatch.setattr(scenario, "names", lambda *_: names(file.parent))
    monkeypatch.setattr(scenario, "describe", lambda name, *_: describe(name, file.parent))
    assert main(["scenarios", "--format", "csv"]) == 0
    told = capsys.readouterr()
    assert "historical," in told.out
    assert told.err == "semiletka: not listed: my.toml: 'what' must be a text and is 3.\n"


@pytest.mark.parametrize(
    "world",
    [
        World(),
        World(layers=("gradual_1957", "no_fuel")),
        World(decrees=(("targets_raised_1961", "never"),), settings=(("localism.fine", "6"),)),
        World(settings=(("localism.fine", "6"), ("localism.fine@1958-04", "3"))),
        World(settings=(("localism.fine@1958-04", "3"), ("localism.fine", "6"))),
        World(layers=("pilot_1957",), weather="normal"),
    ],
)
def test_a_world_of_the_dashboard_runs_from_its_file(world, tmp_path):
    (tmp_path / "my_world.toml").write_text(scenario_file(Scene(world=world)), encoding="utf-8")
    if world.is_history:
        return
    again, first = scenario_of([str(tmp_path / "my_world.toml")]), world.scenario
    assert (again.decrees, again.phasing) == (first.decrees, first.phasing)
    assert again.preparation == first.preparation
    assert again.weather == (world.weather or first.weather)
    from model.law import Law

    def in_force(scenario):
        """What holds in each month, whoever set it."""
        told = Law(scenario).parameters_in_force(last=179)
        return [{k: v for k, v in line.items() if k != "set_by"} for line in told]

    assert in_force(again) == in_force(first)


def test_the_name_of_a_file_without_its_ending_finds_the_file(file, monkeypatch, capsys):
    monkeypatch.chdir(file.parent)
    assert main(["run", "my"]) == 2
    assert "There is no scenario 'my'. Did you mean 'my.toml'?" in capsys.readouterr().err
