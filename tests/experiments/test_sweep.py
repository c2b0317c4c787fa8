"""`semiletka sweep`: every run once, here or on a cluster, and told whatever becomes of it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import Future

import numpy as np
import pandas as pd
import pytest

from experiments import engines, run, sweep, tidy
from experiments.cli import main
from experiments.keeping import Tally
from experiments.paired import paired, pairs_needed
from experiments.store import Store
from experiments.sweeps.design import design_of
from experiments.sweeps.show import against_of, show
from tests.small_rooms import refusal
from tests.source import HOUSE

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("sweep")]  # one world for all

FINE = "localism.fine"
YEAR = {
    "question": "What does the fine do?",
    "scenarios": ["historical", "no_defence"],
    "seeds": 2,
    "scale": 0.005,
    "to": "1956-12",
    "indicators": ["steel", "fill_rate"],
    "parameters": {FINE: {"values": [0.0, 6.0]}},
}
ONE = {**YEAR, "scenarios": ["historical"]}
FILE = """\
question = "What does the fine do?"
scenarios = ["historical", "no_defence"]
seeds = {seeds}
scale = 0.005
to = "{to}"
[parameters]
"localism.fine" = {{ values = {fines} }}
"""


@pytest.fixture
def file(tmp_path):
    """A design of a few months, in a file."""
    path = tmp_path / "fine.toml"
    path.write_text(FILE.format(seeds=1, to="1956-03", fines=[0, 6]))
    return path


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """A sweep of a year, lived in this process."""
    return sweep(YEAR, tmp_path_factory.mktemp("here") / "store")


def test_a_sweep_is_the_runs_that_run_gives(found):
    alone = run("no_defence", "1956-12", scale=0.005, seed=2, overrides={FINE: 6.0})
    row = found.points.query(f"scenario == 'no_defence' and seed == 2 and `{FINE}` == 6").iloc[0]
    years = found.store.annual(row["run"])[tidy.ANNUAL]
    pd.testing.assert_frame_equal(years, tidy.annual(alone), check_exact=True)


def test_the_table_is_one_row_a_point_scenario_and_indicator(found):
    table = found.table
    assert list(table.columns[:5]) == ["point", FINE, "scenario", "year", "indicator"]
    assert len(table) == 2 * 2 * 2
    assert set(table["indicator"]) == set(YEAR["indicators"])
    others = table[table["scenario"] == "no_defence"]
    assert others["difference"].notna().all()
    assert (table["seeds"] == 2).all()


def test_the_years_of_all_runs_stand_beside_their_points(found):
    years = found.annual(["steel"])
    assert {FINE, "scenario", "seed", "value", "level"} <= set(years.columns)
    assert len(years) == found.tally.total * years["ledger"].nunique()
    assert len(found.annual(regions=True)) > len(found.annual())
    points = pd.read_parquet(found.store.sweeps / "sweep.parquet")
    pd.testing.assert_frame_equal(points, found.points)


def test_a_second_sweep_lives_only_what_is_new(found):
    counted = []
    more = {**YEAR, "seeds": 3}
    again = sweep(more, found.store.folder, progress=counted.append)
    assert again.tally == counted[-1] == Tally(12, reused=8, lived=4)
    assert sweep(more, found.store.folder).tally == Tally(12, reused=12)


@pytest.fixture(scope="module")
def alone(found):
    """The points of one scenario, from the same store."""
    return sweep(ONE, found.store.folder)


def test_points_of_one_scenario_are_compared_with_the_first_on_the_same_seeds(alone, found):
    steel = alone.table.query("indicator == 'steel'").set_index("point")
    assert list(steel[FINE]) == [0.0, 6.0]
    assert np.isnan(steel.loc[0, ["difference", "low", "high"]].astype(float)).all()
    years = alone.annual(["steel"]).query("ledger == 'reported'")
    made = years.pivot(index="seed", columns="point", values="value")
    gaps = 100.0 * (made[1] / made[0] - 1.0)
    told = paired(list(gaps))
    assert (steel["difference"][1], steel["low"][1]) == pytest.approx((told.mean, told.low))
    assert steel["needed"][1] == pairs_needed(told.spread, 0.1)
    assert steel["mean"].to_list() == pytest.approx(made.mean().to_list())
    apart = found.table.query("indicator == 'steel' and scenario == 'historical'")
    assert steel["mean"].to_list() == pytest.approx(apart["mean"].to_list())


def test_a_point_whose_first_has_failed_is_told_by_its_mean(tmp_path, monkeypatch):
    from experiments.running import live

    def failing(asked, progress=None):
        if any(setting.value == 0.0 for setting in asked.scenario.settings):
            raise ValueError("broken")
        return live(asked, progress)

    with monkeypatch.context() as patched:
        patched.setattr("experiments.running.live", failing)
        failed = sweep({**ONE, "seeds": 1}, tmp_path / "store")
    assert set(failed.table["point"]) == {1}
    assert failed.table["difference"].isna().all()
    assert failed.table["mean"].notna().all()


def test_the_points_of_one_scenario_are_told_with_what_they_are_compared_with(alone, capsys):
    show(alone, alone.table)
    told = capsys.readouterr().out
    assert "Paired differences from the first point (localism.fine 0), over the same seeds" in told
    assert "seeds needed" in told
    assert against_of(sweep({**ONE, "parameters": {}}, alone.store.folder)) == ""


def test_figures_do_not_depend_on_the_number_of_workers(found, tmp_path):
    shared = sweep(YEAR, tmp_path / "store", workers=2)
    assert shared.tally == Tally(8, lived=8)
    pd.testing.assert_frame_equal(
        shared.annual(regions=True), found.annual(regions=True), check_exact=True
    )


def test_figures_do_not_depend_on_who_lives_them(found, tmp_path):
    distributed = pytest.importorskip("distributed", reason="Dask is not installed")
    size = {"n_workers": 2, "threads_per_worker": 1, "processes": False}
    with distributed.LocalCluster(
        **size, protocol="tcp", host="127.0.0.1", dashboard_address=None
    ) as cluster:
        engine = cluster.scheduler_address.replace("tcp://", "dask://")
        there = sweep(YEAR, tmp_path / "store", engine=engine)
    assert there.tally == Tally(8, lived=8)
    pd.testing.assert_frame_equal(
        there.annual(regions=True), found.annual(regions=True), check_exact=True
    )


def test_a_scheduler_that_is_not_there_is_refused(tmp_path, monkeypatch):
    pytest.importorskip("distributed", reason="Dask is not installed")
    monkeypatch.setattr("experiments.engines.PATIENCE", "200ms")
    said = refusal(sweep, YEAR, tmp_path / "store", engine="dask://127.0.0.1:9")
    assert said == "--engine dask://127.0.0.1:9: no Dask scheduler answers there."


def test_a_scheduler_that_goes_is_told_in_one_sentence():
    pytest.importorskip("distributed", reason="Dask is not installed")
    ours, theirs = Future(), Future()
    theirs.cancel()
    engines._pass_on(theirs, ours)
    assert str(ours.exception()) == engines.GONE


# Failures.


def test_a_failure_is_a_row_with_its_traceback_until_it_is_tried_again(tmp_path, monkeypatch):
    from experiments.running import live

    def failing(asked, progress=None):
        if asked.seed == 2 and asked.scenario.layers:
            raise ValueError("broken")
        return live(asked, progress)

    design = {**YEAR, "parameters": {}}
    with monkeypatch.context() as patched:
        patched.setattr("experiments.running.live", failing)
        failed = sweep(design, tmp_path / "store")
    (row,) = failed.failures.to_dict("records")
    assert (row["scenario"], row["seed"], row["why"]) == ("no_defence", 2, "ValueError: broken")
    assert "in failing" in row["trace"]
    kept = pd.read_parquet(failed.store.runs / row["run"] / "run.parquet").iloc[0]
    assert (kept["status"], kept["trace"]) == ("failed", row["trace"])
    assert set(failed.table.query("scenario == 'no_defence'")["seeds"]) == {1}
    assert sweep(design, tmp_path / "store").tally == Tally(4, reused=4, failed=1)
    assert sweep(design, tmp_path / "store", again=True).tally == Tally(4, reused=3, lived=1)


# The command line.


def test_the_command_tells_and_goes_on(file, tmp_path, capsys):
    words = ["sweep", str(file), "--out", str(tmp_path / "store"), "--workers", "1"]
    assert main(words) == 0
    told = capsys.readouterr()
    assert "What does the fine do?" in told.out
    assert "4 of 4 runs are in" in told.err
    assert main(words) == 0
    assert "0 lived now, 4 there before, 0 failed" in capsys.readouterr().err
    assert len(pd.read_parquet(tmp_path / "store" / "sweeps" / "fine.parquet")) == 4


def test_the_result_is_a_table_or_json_or_csv(tmp_path, capsys, strict_json):
    path = tmp_path / "fine.toml"
    path.write_text(FILE.format(seeds=1, to="1956-12", fines=[0, 6]))
    words = ["sweep", str(path), "--out", str(tmp_path / "store"), "--workers", "1"]
    assert main([*words, "--indicators", "steel"]) == 0
    assert "Crude steel" in capsys.readouterr().out
    assert main([*words, "--format", "json"]) == 0
    rows = strict_json(capsys.readouterr().out)
    assert main([*words, "--format", "csv"]) == 0
    head = capsys.readouterr().out.splitlines()[0].split(",")
    assert list(rows[0]) == head
    assert {row["difference"] for row in rows if row["scenario"] == "historical"} == {None}


def test_a_store_of_the_users_own_is_used_unless_another_is_named(file, tmp_path, monkeypatch):
    monkeypatch.setenv("SEMILETKA_STORE", str(tmp_path / "own"))
    assert main(["sweep", str(file), "--workers", "1"]) == 0
    assert len(Store(tmp_path / "own").kept()) == 4


MISTAKES = {
    "FILE --workers 0": "--workers 0: expected a whole number from 1",
    "FILE --engine loca": "--engine loca: expected local or dask://HOST:PORT. Did you mean 'local'",
    "FILE --engine dask://nowhere": "expected local or dask://HOST:PORT.",
    "FILE --out pyproject.toml": "this is a file; expected the folder of a store.",
    "FILE --out model": "is not a store (it has no store.json).",
    "FILE --year 1956": "--year 1956: no full year is lived.",
    "FILE --indicators stel": "Did you mean 'steel'?",
    "FILE --figure fine.gif": "--figure fine.gif: expected a name that ends in .svg or .png.",
    "FILE --figure no/fine.svg": "/no does not exist. Create it first.",
    "FILE --format xml": "--format xml: expected table, json or csv.",
    "FILE --outt x": "sweep has no option '--outt'. Did you mean '--out'?",
    "nowhere.toml": "There is no file nowhere.toml.",
    "pyproject.toml": "pyproject.toml: a sweep does not know 'build-system'.",
}


@pytest.mark.parametrize("words", MISTAKES)
def test_a_mistake_is_one_line_and_2_before_anything_is_run(words, file, capsys, monkeypatch):
    monkeypatch.chdir(HOUSE)
    assert main(["sweep", *words.replace("FILE", str(file)).split()]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert MISTAKES[words] in told.err


def test_nothing_heavy_is_loaded_before_a_design_is_checked(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text('scenarios = ["historicl"]')
    heavy = ("numpy", "pandas", "pyarrow", "scipy", "dask", "distributed", "model.economy")
    code = (
        f"import sys; from experiments.cli import main; status = main(['sweep', {str(path)!r}]); "
        f"print(status, [name for name in {heavy!r} if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "2 []"


@pytest.mark.skipif(os.name == "nt", reason="no groups of processes")
def test_ctrl_c_keeps_what_is_finished_and_the_same_command_goes_on(tmp_path):
    path, store = tmp_path / "fine.toml", Store(tmp_path / "store")
    path.write_text(FILE.format(seeds=2, to="1956-06", fines=[0, 2, 6]))
    words = [sys.executable, "-m", "experiments", "sweep", str(path), "--out", str(store.folder)]
    words += ["--workers", "2", "--format", "json"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    with subprocess.Popen(words, cwd=HOUSE, start_new_session=True, **pipes) as process:
        deadline = time.monotonic() + 300.0  # on a busy machine too
        while len(store.kept()) < 3:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does
        out, error = process.communicate()
    done = len(store.kept())
    told = re.search(rf"semiletka: (\d+) of 12 runs are in {re.escape(str(store.folder))}", error)
    assert process.returncode == 130, error
    assert "Traceback" not in error
    assert told, error
    assert (
        done - 2 <= int(told[1]) <= done
    )  # workers may finish theirs while they are told to leave
    assert json.loads(out) == []
    assert not list(store.leases.iterdir())
    again = sweep(path, store.folder)
    assert again.tally == Tally(12, reused=done, lived=12 - done)


def test_a_design_may_be_a_table_in_python():
    assert design_of(YEAR).runs == 8
    assert "Did you mean 'seeds'?" in refusal(sweep, {"seds": 3}, "nowhere")
    assert not os.path.exists("nowhere")
