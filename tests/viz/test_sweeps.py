"""The figure of a sweep says what its table says."""

import json

import pandas as pd
import pytest

from viz.figures import save
from viz.sweeps import effects, points_of

FINE, LINES = "localism.fine", "balances.lines"


def table(*scenarios):
    """Two points under each scenario; the first has no difference."""
    rows = []
    for place, scenario in enumerate(scenarios):
        for fine in (0.0, 6.0):
            gap = -0.1 * place * fine if place else float("nan")
            told = {FINE: fine, LINES: 5e3, "scenario": scenario, "year": 1960, "seeds": 2}
            told |= {"indicator": "steel", "mean": 60.0 + fine, "difference": gap}
            told |= {"low": gap - 0.2, "high": gap + 0.2, "difference_unit": "%"}
            rows.append(told)
    return pd.DataFrame(rows)


def test_differences_are_drawn_where_there_are_any():
    points = points_of(table("historical", "no_fuel"), [FINE, LINES])
    assert list(points["x"]) == [0.0, 6.0]
    assert set(points["scenario"]) == {"no_fuel"}
    assert set(points["series"]) == {"5000"}
    assert points["value"].tolist() == pytest.approx([0.0, -0.6])
    assert set(points["what"]) == {"Crude steel, %"}
    assert set(points["panel"]) == {"no_fuel, 1960"}


def test_one_scenario_is_drawn_by_its_means():
    points = points_of(table("historical"), [])
    assert list(points["value"]) == [60.0, 66.0]
    assert set(points["x"]) == {"historical"}
    assert set(points["low"]) == {None}


def test_points_of_one_scenario_are_drawn_by_their_distance_from_the_first():
    told = table("historical").assign(point=[0, 1], difference=[float("nan"), -0.6])
    points = points_of(told.assign(low=[float("nan"), -0.8], high=[float("nan"), -0.4]), [FINE])
    assert list(points["x"]) == [0.0, 6.0]
    assert list(points["value"]) == [0.0, -0.6]
    assert list(points["low"]) == [None, -0.8]
    drawn = effects(told, [FINE], "What does the fine do?", "scale 0.1.").to_dict()
    assert '"sort": [0.0, 6.0]' in json.dumps(drawn)


@pytest.mark.parametrize("scenarios", [("historical",), ("historical", "no_fuel")])
@pytest.mark.parametrize("parameters", [[], [FINE], [FINE, LINES]])
def test_it_is_drawn_without_a_network(tmp_path, scenarios, parameters):
    chart = effects(table(*scenarios), parameters, "What does the fine do?", "scale 0.1.")
    save(chart, tmp_path / "fine.svg")
    drawn = (tmp_path / "fine.svg").read_text()
    assert "What does the fine do?" in drawn
    assert "Crude steel" in drawn
    assert "1960" in drawn
    assert ("months" in drawn) == (FINE in parameters)  # the unit of the fine
    assert ("no_fuel" in drawn) == (len(scenarios) == 2)
    assert drawn.startswith("<svg")
