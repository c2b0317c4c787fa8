"""`semiletka compare`: paired seeds, honest intervals, and nothing lost on the way."""

import json
import math
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments import compare, run
from experiments.asked import requests_of, seeds_of
from experiments.cli import main
from experiments.contrast import Comparison, Divergence, _divergence
from experiments.ensemble import GROWTH, Lived, gather, lived
from experiments.paired import half_width, paired, pairs_needed
from model.errors import Refusal
from tests.small_rooms import refusal

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("compare")]  # one world for all

YEARS = [1957, 1958, 1959]
INDEX, LEVEL, SHARE = "gross_industrial_output", "steel", "fill_rate"
SMALL = {"scale": 0.005, "until": "1957-12"}
COLUMNS = ["scenario", "year", "indicator", "mean", "difference", "low", "high", "seeds"]
LOWERED = {"no_arms_race": 1.0, "no_fuel": 0.9}  # what a scenario does to every level from 1958


def told(levels, share):
    """Years or months of three indicators; the index not over its base."""
    keys = [("reported", INDEX), ("reported", LEVEL), ("true", SHARE)]
    return pd.DataFrame(
        np.array([levels, levels, share]).T.astype(float),
        index=YEARS,
        columns=pd.MultiIndex.from_tuples(keys, names=["ledger", "indicator"]),
    )


def fake(request):
    """A run whose luck is its seed, and whose scenario lowers all from 1958."""
    name = request.scenario.layers[-1] if request.scenario.layers else "historical"
    if name == "no_fuel" and request.seed == 3:
        raise ValueError("broken")
    effect = LOWERED.get(name, 1.0)
    levels = [
        100.0 + request.seed,
        120.0 * effect,
        150.0 * (effect - 0.01 * request.seed * (effect < 1)),
    ]
    levels_frame = told(levels, [0.9, 0.9 * effect, 0.9 * effect])
    annual = levels_frame.copy()
    annual[("reported", INDEX)] *= 100.0 / annual.loc[1958, ("reported", INDEX)]
    months = levels_frame.set_axis(["1957-12", "1958-05", "1959-01"])
    regions = pd.DataFrame(
        {
            "year": [1957, 1958, 1959],
            "region": "leningrad",
            "indicator": GROWTH,
            "ledger": "reported",
            "value": [9.0, 10.0 * effect, 8.0 * effect],
        }
    )
    return Lived(annual, levels_frame, months, regions, 0.1)


def faked(*names, seeds=4, **how):
    requests = requests_of(names, "1959-12", {})
    return Comparison(gather(requests, seeds_of(seeds), live=fake), **how)


def cell(found, scenario, year, indicator):
    table = found.table
    chosen = (table["scenario"] == scenario) & (table["year"] == year)
    (row,) = table[chosen & (table["indicator"] == indicator)].to_dict("records")
    return row


# Intervals.


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=30))
def test_the_interval_is_students(differences):
    from scipy import stats

    found = paired(differences)
    low, high = stats.t.interval(
        0.95, len(differences) - 1, np.mean(differences), max(stats.sem(differences), 1e-300)
    )
    assert found.low == pytest.approx(low, rel=1e-6, abs=1e-9)
    assert found.high == pytest.approx(high, rel=1e-6, abs=1e-9)
    assert found.differs == (found.low > 0 or found.high < 0)


def test_one_pair_has_no_interval():
    found = paired([0.4])
    assert (found.mean, found.pairs, found.differs) == (0.4, 1, None)
    assert math.isnan(found.low)
    assert pairs_needed(found.spread, 0.1) is None


@given(st.floats(0.001, 20.0), st.floats(0.05, 5.0))
def test_seeds_needed_are_the_fewest_that_do(spread, precision):
    pairs = pairs_needed(spread, precision)
    assert half_width(spread, pairs) <= precision
    assert pairs == 2 or half_width(spread, pairs - 1) > precision


def test_what_no_number_of_seeds_would_do_is_not_counted():
    assert pairs_needed(1e9, 1e-9) is None


# What is compared with what.


def test_an_index_stands_on_the_first_scenarios_base():
    """Over its own 1958 the second would not differ in 1958 at all."""
    found = faked("historical", "no_fuel", seeds=2)
    row = cell(found, "no_fuel", 1958, INDEX)
    assert row["difference"] == pytest.approx(-10.0)
    assert row["mean"] == pytest.approx(90.0)
    assert (row["difference_unit"], row["ledger"], row["seeds"]) == ("points", "reported", 2)
    later = cell(found, "no_fuel", 1959, INDEX)
    assert later["difference"] == pytest.approx(np.mean([-0.11, -0.12]) * 125.0)


def test_a_level_differs_by_per_cent_and_a_share_by_points():
    found = faked("historical", "no_fuel", seeds=2)
    level, share = cell(found, "no_fuel", 1958, LEVEL), cell(found, "no_fuel", 1958, SHARE)
    assert (level["difference_unit"], share["difference_unit"]) == ("%", "points")
    assert level["difference"] == pytest.approx(-10.0)
    assert share["difference"] == pytest.approx(-9.0)
    assert (share["ledger"], share["mean"]) == ("true", pytest.approx(0.81))


def test_the_first_scenario_has_means_and_no_difference():
    found = faked("historical", "no_fuel")
    row = cell(found, "historical", 1957, LEVEL)
    assert row["mean"] == pytest.approx(102.5)
    assert math.isnan(row["difference"])
    assert row["seeds"] == 4
    assert list(found.table.columns[: len(COLUMNS)]) == COLUMNS


def test_a_difference_is_paired_and_significant_by_its_interval_only():
    found = faked("historical", "no_arms_race", "no_fuel", seeds=2)
    row = cell(found, "no_fuel", 1959, LEVEL)
    assert row["low"] < row["difference"] < row["high"]
    assert row["differs"] is (row["high"] < 0)
    same = cell(found, "no_arms_race", 1959, LEVEL)
    assert (same["difference"], same["low"], same["high"], same["differs"]) == (0, 0, 0, False)
    assert found.first_divergence == {
        "no_arms_race": Divergence(None),
        "no_fuel": Divergence("1958-05", (INDEX, LEVEL, SHARE)),
    }


def test_what_differs_most_in_proportion_is_named_first():
    index = pd.MultiIndex.from_tuples([("true", "aa"), ("true", "bb"), ("true", "cc")])
    one = pd.DataFrame([[1.0, 100.0, 5.0], [1.0, 100.0, 5.0]], ["1956-01", "1956-02"], index)
    two = pd.DataFrame([[1.0, 100.0, 5.0], [1.1, 150.0, 5.0]], ["1956-01", "1956-02"], index)
    pair = (SimpleNamespace(months=one, levels=one), SimpleNamespace(months=two, levels=two))
    assert _divergence([pair]) == Divergence("1956-02", ("bb", "aa"))
    assert _divergence([(pair[0], pair[0])]) == Divergence(None)


def test_keywords_are_refused_in_the_name_of_what_was_called():
    said = refusal(compare, ["historical", "no_fuel"], indicators=["steel"])
    assert said == "compare() has no argument 'indicators': its table has them all."
    said = refusal(compare, ["historical", "no_fuel"], parameters={})
    assert said == "compare() has no argument 'parameters'. Did you mean 'overrides'?"
    said = refusal(run, parameters={})
    assert said == "run() has no argument 'parameters'. Did you mean 'overrides'?"


def test_seeds_needed_count_those_still_missing():
    found = faked("historical", "no_fuel", seeds=2, precision=0.1).seeds_needed
    row = found[(found["year"] == 1959) & (found["indicator"] == LEVEL)].iloc[0]
    assert row["needed"] > 2
    assert row["missing"] == row["needed"] - 2
    loose = faked("historical", "no_fuel", seeds=2, precision=1e3).seeds_needed
    assert loose["missing"].max() == 0


def test_a_run_that_fails_is_told_and_costs_its_pair_only():
    found = faked("historical", "no_fuel")
    (failure,) = found.failures
    assert (failure.scenario, failure.seed, failure.why) == ("no_fuel", 3, "ValueError: broken")
    assert cell(found, "no_fuel", 1958, LEVEL)["seeds"] == 3
    assert cell(found, "historical", 1958, LEVEL)["seeds"] == 4


def test_regions_differ_by_points_of_growth_from_the_year_of_divergence():
    places = faked("historical", "no_fuel", seeds=2).regions()
    (row,) = places.to_dict("records")
    assert (row["region"], row["seeds"]) == ("leningrad", 2)
    assert row["mean"] == pytest.approx(9.0)
    assert row["difference"] == pytest.approx(-0.9)


def test_what_is_finished_is_kept_when_it_is_stopped():
    stopped = []

    def until_stopped(request):
        stopped.append(request.seed)
        if len(stopped) == 6:
            raise KeyboardInterrupt
        return fake(request)

    requests = requests_of(["historical", "no_arms_race"], "1959-12", {})
    found = Comparison(gather(requests, (1, 2, 3, 4), live=until_stopped))
    assert found.interrupted
    assert stopped == [1, 1, 2, 2, 3, 3]
    assert len(found.ensemble.runs) == 5
    assert cell(found, "no_arms_race", 1958, LEVEL)["seeds"] == 2


# Real runs.


@pytest.fixture(scope="module")
def outcome():
    return compare(["historical", "no_defence"], seeds=2, **SMALL)


def test_compared_runs_are_the_runs_that_run_gives(outcome):
    alone = run("no_defence", seed=2, **SMALL)
    mine = outcome.ensemble.runs["no_defence", 2]
    assert mine.annual.equals(alone.annual)
    assert mine.months.equals(alone.monthly_levels)


def test_figures_do_not_depend_on_the_number_of_workers(outcome):
    shared = compare(["historical", "no_defence"], seeds=2, workers=2, **SMALL)
    pd.testing.assert_frame_equal(shared.table, outcome.table, check_exact=True)
    assert shared.first_divergence == outcome.first_divergence
    pd.testing.assert_frame_equal(shared.regions(), outcome.regions(), check_exact=True)


def test_a_scenario_diverges_in_its_own_month_and_a_placebo_never():
    found = compare(
        ["historical", "placebo_1956", "no_arms_race"], seeds=[2], scale=0.005, until="1958-12"
    )
    assert found.first_divergence["placebo_1956"].when is None
    assert "1958-01" <= found.first_divergence["no_arms_race"].when <= "1958-12"
    assert found.table["differs"].isna().all()


def test_levels_over_their_base_are_the_indices(outcome):
    one = next(iter(outcome.ensemble.runs.values()))
    record = run("historical", seed=1, **SMALL)
    over = record.annual_levels["reported"][INDEX] / record.annual_levels["reported"][INDEX].iloc[0]
    index = record.annual["reported"][INDEX]
    assert np.allclose(over, index / index.iloc[0], rtol=1e-12)
    assert one.levels["true"]["fill_rate"].equals(one.annual["true"]["fill_rate"])


def test_it_is_written_as_csv(outcome, tmp_path):
    outcome.to_csv(tmp_path / "a.csv")
    back = pd.read_csv(tmp_path / "a.csv")
    assert len(back) == len(outcome.table)
    assert list(back.columns) == list(outcome.table.columns)


# The command line.

ASKED = [
    "compare",
    "historical",
    "no_defence",
    "--scale",
    "0.005",
    "--to",
    "1956-12",
    "--workers",
    "1",
]
FOR_GROWTH = [word.replace("1956", "1957") for word in ASKED]  # of regions: it needs a year before


def test_the_table_tells_divergence_interval_and_seeds(capsys):
    words = ["--seeds", "2", "--indicators", "steel,link_strength", "--regions"]
    assert main([*FOR_GROWTH, *words]) == 0
    out = capsys.readouterr().out
    assert "no_defence against historical: 2 seeds. First divergence: 195" in out
    assert "Crude steel" in out
    assert "95 % interval" in out
    assert "leningrad" in out


def test_one_seed_says_that_it_has_no_interval(capsys):
    assert main([*ASKED, "--seeds", "1"]) == 0
    assert "One seed has no interval" in capsys.readouterr().out


def test_json_is_all_that_is_printed_and_a_folder_is_whole(capsys, tmp_path):
    out = tmp_path / "pair"
    words = ["--seeds", "2,1", "--workers", "2", "--format", "json", "--out", str(out)]
    assert main([*ASKED, *words]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["scenarios"], found["seeds"]) == (["historical", "no_defence"], [2, 1])
    assert {*COLUMNS, "ledger", "unit", "difference_unit"} <= set(found["table"][0])
    assert found["first_divergence"]["no_defence"]["when"]
    assert {file.name for file in out.iterdir()} == {
        "differences.parquet",
        "regions.parquet",
        "runs.parquet",
        "run.json",
    }
    runs = pd.read_parquet(out / "runs.parquet")
    assert set(runs["seed"]) == {1, 2}
    assert json.loads((out / "run.json").read_text())["failures"] == []


def test_csv_is_the_table(capsys):
    assert main([*ASKED, "--seeds", "1", "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith(",".join(COLUMNS))


def test_an_interruption_prints_what_is_finished_and_ends_with_130(capsys, monkeypatch):
    def stopped(request):
        if request.seed == 2:
            raise KeyboardInterrupt
        return lived(request)

    monkeypatch.setattr("experiments.ensemble.gather.__defaults__", (1, None, stopped))
    assert main([*ASKED, "--seeds", "2"]) == 130
    told = capsys.readouterr()
    assert "historical: 1 seed." in told.out
    assert "2 of 4 runs were finished" in told.err


def test_a_failure_is_told_and_the_exit_status_is_ours(capsys, monkeypatch):
    def failing(request):
        if request.seed == 2 and request.scenario.layers:
            raise ValueError("broken")
        return lived(request)

    monkeypatch.setattr("experiments.ensemble.gather.__defaults__", (1, None, failing))
    assert main([*ASKED, "--seeds", "2"]) == 1
    told = capsys.readouterr()
    assert "no_defence, seed 2 failed: ValueError: broken" in told.err
    assert "1 seed." in told.out


# What is refused.


@pytest.mark.parametrize(
    ("names", "how", "said"),
    [
        (["historical"], {}, "at least two scenarios"),
        ("historical", {}, "takes a list"),
        (["historical", "historical"], {}, "named twice"),
        (["no_fuel+no_defence", "no_defence + no_fuel"], {}, "named twice"),
        (["historical", "no_feul"], {}, "Did you mean 'no_fuel'?"),
        (["historical", "no_fuel"], {"seed": 3}, "it takes seeds"),
        (["historical", "no_fuel"], {"seeds": []}, "names no seed"),
        (["historical", "no_fuel"], {"seeds": [1, 1]}, "a seed twice"),
        (["historical", "no_fuel"], {"seeds": 0}, "seeds 0: expected how many"),
        (["historical", "no_fuel"], {"workers": 0}, "workers 0: expected"),
        (["historical", "no_fuel"], {"scale": 2}, "scale 2: expected"),
        (["historical", "no_fuel"], {"until": "1955-12"}, "a run lies within"),
    ],
)
def test_a_call_that_cannot_be_is_refusal(names, how, said):
    assert said in refusal(compare, names, **how)


def test_a_short_run_is_refused_before_it_is_lived():
    with pytest.raises(Refusal, match="one full year"):
        compare(["historical", "no_fuel"], until="1956-11")
