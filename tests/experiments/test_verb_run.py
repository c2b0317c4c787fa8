"""What `semiletka run` prints, of a tiny economy and of the real one."""

import csv
import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments.cli import main
from experiments.request import checked
from experiments.running import live
from experiments.show import figure_of
from experiments.verbs.flags import RunFlags
from experiments.verbs.run import tell
from model.data import record

ROOT = Path(__file__).resolve().parents[2]
needs_the_model = pytest.mark.skipif(
    not (ROOT / "model" / "economy.py").exists(), reason="the economy is not built yet"
)


def told(economy, **flags):
    asked = checked(RunFlags(**flags))
    tell(asked, live(asked, economy=economy))


def test_the_scorecard_is_printed_misses_first(economy, capsys):
    told(economy)
    out = capsys.readouterr().out
    assert "Scorecard of historical" in out
    assert "The model speaks to 7 of 50 rows" in out
    assert out.index("Urban and workers-settlement housing") < out.index("Crude steel")
    assert out.index("Crude steel") < out.index("Crude oil")  # silent rows come last
    assert "One yardstick" in out
    assert "by the published total of their group" in out.replace("\n", " ")
    assert "CES and no institutions" not in out


@pytest.mark.parametrize("width", [80, 100, 120, 140, 149, 150, 200])
def test_every_row_of_the_plan_shows_its_miss_at_any_width(economy, width, monkeypatch, capsys):
    from experiments import show

    monkeypatch.setattr(show, "WIDTH", width)
    told(economy)
    lines = capsys.readouterr().out.splitlines()
    assert any(line.rstrip().endswith(" error") and "1965" in line for line in lines)
    assert sum(line.rstrip().endswith(" %") for line in lines) >= 6


def test_frictionless_prints_the_benchmark_and_what_it_misses(economy, capsys):
    told(economy, scenario=["frictionless"])
    out = capsys.readouterr().out
    assert "CES and no institutions" in out
    assert "It misses: Producer goods, gross output (group A) 10.0 against 10.3 % a year" in out


def test_json_is_all_there_is_on_standard_output(economy, capsys, strict_json):
    told(economy, form="json", first="1957-01", last="1959-12")
    printed = strict_json(capsys.readouterr().out)
    assert printed["years"] == [1957, 1958, 1959]
    assert printed["scenario"] == "historical"


def test_csv_is_the_tidy_annual_table(economy, capsys):
    told(economy, form="csv", first="1957-01", last="1958-12")
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(rows[0]) == ["year", "indicator", "value", "unit", "ledger", "region"]
    assert {row["year"] for row in rows} == {"1957", "1958"}


def test_a_run_that_ends_before_the_scorecard_begins_tells_its_months(economy, capsys):
    told(economy, last="1956-06")
    out = " ".join(capsys.readouterr().out.split())
    assert "this run ends in 1956-06 and is not scored (--to 1959-12 would be)" in out
    assert "Crude steel mln t 4.00 4.02" in out
    assert "Scorecard of" not in out


@pytest.mark.parametrize("last", ["1957-12", "1958-12", "1959-06"])
def test_a_run_that_ends_by_1958_tells_its_years_beside_the_record(economy, capsys, last):
    told(economy, last=last)
    out = capsys.readouterr().out
    assert f"this run ends in {last}" in " ".join(out.split())
    steel = next(line for line in out.splitlines() if line.startswith(" Crude steel"))
    assert steel.split()[4:6] == ["48.7", figure_of(record("steel")[1956])]


def test_what_is_not_modelled_is_told_from_what_is_not_reached(economy, capsys):
    told(economy, last="1960-12")
    out = capsys.readouterr().out
    assert "not reached" in next(x for x in out.splitlines() if "Urban and workers" in x)
    assert "not modelled" in next(x for x in out.splitlines() if "Crude oil" in x)
    assert "from each one's own 1958" in out
    assert "rows without an error last" in " ".join(out.split())


@needs_the_model
def test_the_real_model_lives_two_years_and_writes_its_folder(tmp_path, capsys, strict_json):
    out = tmp_path / "run"
    words = f"run --to 1957-12 --scale 0.02 --format json --detail agents --out {out}".split()
    assert main(words) == 0
    printed = strict_json(capsys.readouterr().out)
    assert printed["years"] == [1956, 1957]
    steel = printed["indicators"]["steel"]
    assert steel["values"][0] == pytest.approx(steel["record"][0], rel=0.1)
    assert {p.name for p in out.iterdir()} >= {
        "annual.parquet",
        "monthly.parquet",
        "works.parquet",
        "run.json",
    }
    story = strict_json((out / "run.json").read_text(encoding="utf-8"))
    assert story["peak_megabytes"] > 10


@needs_the_model
def test_two_runs_are_told_apart_by_what_is_printed(capsys, monkeypatch):
    words = "run --to 1956-01 --scale 0.02 --seed 7 --weather normal --set soil.weed_growth=0.4"
    monkeypatch.setattr(sys, "argv", ["semiletka", *words.split()])
    assert main(words.split()) == 0
    printed = capsys.readouterr().out
    assert "Scale 0.02, seed 7, weather normal." in printed
    assert f"Made by: semiletka {words}" in " ".join(printed.split())


@needs_the_model
def test_a_table_of_years_without_a_year_says_so(capsys):
    assert main(["run", "--to", "1956-01", "--scale", "0.02", "--format", "csv"]) == 0
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 1
    assert printed.err == "semiletka: no year is whole yet; --out keeps the months.\n"


@needs_the_model
def test_python_gives_the_record():
    from experiments import run

    record = run("historical", until="1956-12", scale=0.02, seed=3)
    assert list(record.annual.index) == [1956]
    assert {"reported", "true"} == set(record.annual.columns.get_level_values(0))


@needs_the_model
@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to send there")
def test_a_run_can_be_interrupted(tmp_path):
    words = ["run", "--scale", "1", "--to", "1970-12", "--out", str(tmp_path / "run")]
    command = [sys.executable, "-m", "experiments", *words]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        time.sleep(2.0)
        assert process.poll() is None, "it was over before it could be interrupted"
        process.send_signal(signal.SIGINT)
        out, error = process.communicate()
    assert process.returncode == 130
    assert (out, error) == ("", "semiletka: interrupted.\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.once
@needs_the_model
def test_the_figures_are_drawn_of_a_real_run(tmp_path, capsys):
    words = f"figures scorecard --scale 0.02 --format svg --out {tmp_path / 'figures'}".split()
    assert main(words) == 0
    path = tmp_path / "figures" / "scorecard.svg"
    assert capsys.readouterr().out == f"{path}\n"
    assert path.read_text(encoding="utf-8").startswith("<svg")


def test_what_was_changed_is_told_in_whatever_form(tmp_path, capsys, strict_json):
    words = [
        "run",
        "--to",
        "1956-01",
        "--scale",
        "0.005",
        "--set",
        "localism.fine=6",
        "--decree",
        "mts_1958=never",
    ]
    assert main([*words, "--format", "json"]) == 0
    made_by = strict_json(capsys.readouterr().out)["made_by"]
    assert made_by["settings"][0]["parameter"] == "localism.fine"
    assert made_by["decrees"] == {"mts_1958": "never"}
    assert (made_by["weather"], made_by["to"], made_by["network_seed"]) == (
        "measured",
        "1956-01",
        1,
    )
    out = str(tmp_path / "run")
    for _ in range(2):
        assert main([*words, "--out", out, "--check"]) == 0
        told = capsys.readouterr()
        assert "What historical, changed made" in told.out
        assert "Goods and money balanced in each of 1 months, phases wrote" in told.out
    assert f"{out}: replaced what `" in told.err
