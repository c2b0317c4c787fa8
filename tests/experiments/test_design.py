"""A design is checked whole before the first run, and its points are what it says."""

import math
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.request import request_of
from experiments.store import key_of
from experiments.sweeps.design import METHODS, MOST_RUNS, Design, design_of, read_design
from experiments.sweeps.points import points_of, runs_of
from model.errors import Refusal
from tests.small_rooms import refusal
from tests.source import HOUSE

FINE, LINES = "localism.fine", "balances.lines"
RANGE = {FINE: {"low": 0.0, "high": 6.0}, LINES: {"low": 5e3, "high": 2e4}}
THREE = [(FINE, 0, 6), (LINES, 5e3, 2e4), ("localism.worth", 2, 5)]
DESIGNS = sorted((HOUSE / "experiments" / "designs").glob("*.toml"))


def grid(**told):
    return design_of({"parameters": told.pop("parameters", {}), **told})


def test_a_design_says_nothing_and_is_history_once():
    found = design_of({})
    assert (list(found.requests), found.seeds, points_of(found)) == (["historical"], (1,), [()])
    (only,) = runs_of(found)
    assert only.key == key_of(request_of("historical", "1965-12", {}))


def test_a_file_that_says_nothing_is_refused(tmp_path):
    (tmp_path / "empty.toml").write_text("# nothing yet\n")
    said = "empty.toml says nothing: it needs parameters, scenarios or seeds."
    assert refusal(read_design, tmp_path / "empty.toml") == said


def test_a_grid_crosses_all_values():
    parameters = {FINE: {"values": [0, 3]}, LINES: {"low": 5e3, "high": 2e4, "steps": 4}}
    found = grid(parameters=parameters, seeds=2, scenarios=["historical", "no_fuel"])
    assert points_of(found) == list(product([0.0, 3.0], [5e3, 1e4, 1.5e4, 2e4]))
    runs = list(runs_of(found))
    assert found.runs == len(runs) == len({run.key for run in runs}) == 2 * 8 * 2
    assert [run.scenario for run in runs[:3]] == ["historical", "no_fuel", "historical"]


def test_a_point_is_what_set_would_make_of_a_run():
    found = grid(parameters={f"{FINE}@1958-04": {"values": [3]}, LINES: {"values": [5000]}})
    overrides = {f"{FINE}@1958-04": 3.0, LINES: 5000.0}
    (only,) = runs_of(found)
    assert only.key == key_of(request_of("historical", "1965-12", {"overrides": overrides}))


def test_a_table_goes_through_its_columns_abreast(tmp_path):
    lists = {FINE: [0, 3, 3], LINES: {"values": [5e3, 5e3, 2e4]}}
    found = design_of({"design": {"method": "table"}, "parameters": lists})
    assert points_of(found) == [(0.0, 5e3), (3.0, 5e3), (3.0, 2e4)]
    (tmp_path / "points.csv").write_text(
        f"{FINE},{LINES}, localism.active\n0,5e3,true\n3,2e4,False\n"
    )
    (tmp_path / "a.toml").write_text('[design]\nmethod = "table"\nfile = "points.csv"\n')
    found = read_design(tmp_path / "a.toml")
    assert points_of(found) == [(0.0, 5e3, True), (3.0, 2e4, False)]


@given(st.integers(1, 40), st.integers(0, 2**31))
def test_a_latin_hypercube_has_one_point_in_every_stratum(samples, seed):
    draw = {"method": "latin_hypercube", "samples": samples, "seed": seed}
    found = design_of({"design": draw, "parameters": RANGE})
    points = points_of(found)
    assert points == points_of(found)
    for place, (low, high) in enumerate([(0.0, 6.0), (5e3, 2e4)]):
        strata = sorted(int((point[place] - low) / (high - low) * samples) for point in points)
        assert strata == list(range(samples))


@given(st.integers(0, 7))
def test_a_sobol_fills_each_half_alike(power):
    draw = {"method": "sobol", "samples": 2**power}
    points = points_of(design_of({"design": draw, "parameters": RANGE}))
    assert len(points) == 2**power
    assert all(0.0 <= fine <= 6.0 and 5e3 <= lines <= 2e4 for fine, lines in points)
    if power:
        assert sum(fine < 3.0 for fine, _ in points) == 2 ** (power - 1)


def test_what_is_drawn_takes_listed_values_in_equal_parts():
    draw = {"method": "latin_hypercube", "samples": 9}
    listed = {"localism.active": {"values": [False, True]}, FINE: {"values": [0, 1, 2]}}
    points = points_of(design_of({"design": draw, "parameters": listed}))
    assert sorted(fine for _, fine in points) == [0.0] * 3 + [1.0] * 3 + [2.0] * 3


def test_several_kinds_of_weather_are_an_axis():
    design = design_of({"weather": ["normal", "described"], "parameters": {FINE: {"values": [1]}}})
    assert points_of(design) == [("normal", 1.0), ("described", 1.0)]
    assert [run.request.weather for run in runs_of(design)] == ["normal", "described"]
    assert len({run.key for run in runs_of(design)}) == 2


REFUSED = [
    ({"scenarois": []}, "Did you mean 'scenarios'?"),
    ({"scenarios": ["historicl"]}, "Did you mean 'historical'?"),
    ({"scenarios": []}, "scenarios is []"),
    ({"scenarios": ["no_fuel", "historical+no_fuel"]}, "is named twice"),
    ({"seeds": 0}, "seeds is 0"),
    ({"seeds": True}, "seeds is True"),
    ({"seeds": []}, "names no seed"),
    ({"seeds": [1, 1]}, "a seed twice"),
    ({"seeds": 10**9}, "expected how many"),
    ({"scale": 0}, "scale 0"),
    ({"scale": math.nan}, "scale nan"),
    ({"scale": "0.1"}, "scale is '0.1'"),
    ({"to": "1955-12"}, "to 1955-12: a run lies within"),
    ({"to": 1958}, "to is 1958"),
    ({"weather": "norml"}, "Did you mean 'normal'?"),
    ({"weather": ["measured", "norml"]}, "Did you mean 'normal'?"),
    ({"weather": ["normal", "normal"]}, "is named twice"),
    ({"weather": []}, "weather is []"),
    ({"weather": ["normal"], "design": {"method": "table"}}, "an axis of a grid"),
    ({"indicators": ["stel"]}, "Did you mean 'steel'?"),
    ({"design": {"metod": "grid"}}, "Did you mean 'method'?"),
    ({"design": {"method": "sobl"}}, "Did you mean 'sobol'?"),
    ({"design": {"method": "sobol"}, "parameters": RANGE}, "has no samples"),
    ({"design": {"method": "sobol", "samples": 60}, "parameters": RANGE}, "for instance 64"),
    ({"design": {"method": "latin_hypercube", "samples": 4}}, "names none"),
    ({"design": {"samples": 4}, "parameters": {FINE: {"values": [1]}}}, "does not draw"),
    ({"design": {"file": "a.csv"}}, "does not read"),
    ({"design": {"method": "table"}}, "say one of them"),
    ({"design": {"method": "table", "file": "no.csv"}}, "no.csv cannot be read"),
    ({"design": {"method": "table"}, "parameters": {FINE: [1], LINES: [5e3, 6e3]}}, "one length"),
    ({"parameters": {"localism.fin": {"values": [1]}}}, "Did you mean 'fine'?"),
    ({"parameters": {"locialism.fine": {"values": [1]}}}, "Did you mean 'localism'?"),
    ({"parameters": {FINE: {"value": [1]}}}, "Did you mean 'values'?"),
    ({"parameters": {FINE: {"values": []}}}, "its list is empty"),
    ({"parameters": {FINE: {"values": [1, 1.0]}}}, "takes a value twice"),
    ({"parameters": {FINE: {"values": [7]}}}, "outside its range 0.0 to 6.0"),
    ({"parameters": {FINE: {"values": [math.nan]}}}, "must be a finite number"),
    ({"parameters": {FINE: {"values": ["much"]}}}, "must be a number"),
    ({"parameters": {FINE: {"values": 3}}}, "Write a list"),
    ({"parameters": {FINE: 3}}, "Write { values"),
    ({"parameters": {FINE: {"low": 1}}}, "has no high"),
    ({"parameters": {FINE: {"low": 1, "high": 1}}}, "the range is empty"),
    ({"parameters": {FINE: {"low": 6, "high": 0}}}, "the range is empty"),
    ({"parameters": {FINE: {"low": 0, "high": math.inf}}}, "must be a finite number"),
    ({"parameters": {FINE: {"low": 0, "high": 6}}}, "a range with steps"),
    ({"parameters": {FINE: {"low": 0, "high": 6, "steps": 1}}}, "from 2 to"),
    ({"parameters": {FINE: {"low": 0, "values": [1]}}}, "Say one of them"),
    ({"parameters": {"localism.active": {"low": 0, "high": 1}}}, "is a switch"),
    ({"parameters": {FINE: {"values": [1]}, f" {FINE}": {"values": [2]}}}, "are one"),
    (
        {
            "parameters": {
                name: {"low": low, "high": high, "steps": 1000}
                for name, low, high in THREE
            }
        },
        f"this takes 1,000,000,000 runs (1 scenarios x 1,000,000,000 points x 1 seeds); "
        f"expected at most {MOST_RUNS:,}.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("told", "said"), REFUSED)
def test_what_cannot_be_is_refused_in_one_line(told, said):
    assert said in refusal(design_of, told)


def test_a_refusal_names_the_file(tmp_path):
    file = tmp_path / "a.toml"
    file.write_text("seeds = \n")
    assert refusal(read_design, file).startswith("a.toml is not valid TOML at line 1")
    file.write_text("seed = 3\n")
    assert refusal(read_design, file).startswith("a.toml: a sweep does not know 'seed'.")
    file.write_bytes(b"\xff")
    assert "is not UTF-8" in refusal(read_design, file)
    assert "is a folder. Name the file" in refusal(read_design, tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("localism.fine\n", "has no points"),
        ("localism.fine,localism.fine\n1,2\n", "two columns of one name"),
        ("localism.fine\n1\n1,2\n", "row 3, has 2 cells for 1 columns"),
        ("localism.fine\nmuch\n", "must be a number"),
    ],
)
def test_a_file_of_points_that_cannot_be_is_refused(tmp_path, text, said):
    (tmp_path / "points.csv").write_text(text)
    draw = {"method": "table", "file": "points.csv"}
    assert said in refusal(design_of, {"design": draw}, folder=tmp_path)


THINGS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
AXES = st.dictionaries(
    st.sampled_from([FINE, LINES, "localism.active", "localism", "", "a.b"]),
    THINGS | st.dictionaries(st.sampled_from(["low", "high", "steps", "values"]), THINGS),
    max_size=3,
)
DRAWS = st.fixed_dictionaries(
    {}, optional={"method": st.sampled_from(METHODS) | THINGS, "samples": THINGS, "seed": THINGS}
)


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "seeds": THINGS,
            "scale": THINGS,
            "to": THINGS,
            "weather": THINGS,
            "scenarios": THINGS,
            "design": DRAWS | THINGS,
            "parameters": AXES | THINGS,
        },
    )
)
def test_whatever_is_written_is_a_design_or_a_refusal(told):
    try:
        found = design_of(told)
    except Refusal:
        return
    assert isinstance(found, Design)


@pytest.mark.parametrize("file", DESIGNS, ids=lambda file: file.stem)
def test_the_designs_of_the_house_are_designs(file):
    found = read_design(file)
    assert found.question.endswith("?")
    assert found.runs == len(list(runs_of(found)))
