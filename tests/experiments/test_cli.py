"""The command line: one clear line for every mistake, exit status 2, nothing else."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from experiments.cli import main
from experiments.show import WIDTH
from model.data import table

ROOT = Path(__file__).resolve().parents[2]
VERBS = ["run", "compare", "sweep", "scenarios", "decrees", "indicators", "parameters"]
VERBS += ["explain", "cite", "bench", "figures"]
HEAVY = ("numpy", "pandas", "mesa", "pyarrow", "altair", "scipy", "model.economy")


def semiletka(*words, code=None):
    command = [sys.executable, *(("-c", code) if code else ("-m", "experiments")), *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


@pytest.mark.parametrize("words", [[], ["--help"]], ids=["nothing", "help"])
def test_help_names_every_verb(words):
    done = semiletka(*words)
    assert (done.returncode, done.stderr) == (0, "")
    for verb in VERBS:
        assert f"\n  {verb} " in done.stdout


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(verb, capsys):
    assert main([verb, "--help"]) == 0
    assert f"semiletka {verb}" in capsys.readouterr().out


MISTAKES = {
    "runn": "there is no verb 'runn'. Did you mean 'run'?",
    "run --sede 3": "run has no option '--sede'. Did you mean '--seed'?",
    "--seed 3": "there is no option '--seed' before the verb: write semiletka VERB --seed.",
    "run --bogus": "run has no option '--bogus'. It has --to, --scale,",
    "run zzz": "There is no scenario 'zzz'. `semiletka scenarios` lists them.",
    "run --decree zzz=never": "There is no decree 'zzz'. `semiletka decrees` lists them.",
    "compare historical no_fuel --indicators zz": "'zz'. `semiletka indicators` lists them.",
    "explain zzz": "There is no room 'zzz'. `semiletka parameters` lists them.",
    "explain supply --region zzz": "There is no region 'zzz'. There are 105, for instance",
    "run historicl": "There is no scenario 'historicl'. Did you mean 'historical'?",
    "run no_bifurcation no_bifurcation": "Layer 'no_bifurcation' is stacked twice.",
    "run --scale 0": "--scale 0: expected a number above 0 and at most 1, for instance 0.1.",
    "run --scale 2": "--scale 2: expected a number above 0 and at most 1, for instance 0.1.",
    "run --scale nan": "--scale nan: expected a number above 0 and at most 1",
    "run --seed -1": "--seed -1: expected a whole number from 0 to",
    "run --to 1955-12": "--to 1955-12: a run lies within 1956-01 to 1970-12.",
    "run --to yesterday": "--to yesterday: 'yesterday' is not a month. Write YYYY-MM",
    "run --set suply.catch_up=1": "There is no room 'suply'. Did you mean 'supply'?",
    "run --set supply.cach_up=1": "The supply room does not have 'cach_up'.",
    "run --set supply.catch_up=nan": "It must be a finite number",
    "run --set supply.catch_up=99": "outside its range",
    "run --set supply.catch_up": "does not set a parameter. Write ROOM.PARAMETER=VALUE",
    "run --set supply.link_threshold@1958-04=0.02": "is read at the opening, in 1956-01, and",
    "run --decree mts_1985=never": "There is no decree 'mts_1985'. Did you mean 'mts_1958'?",
    "run --decree mts_1958=soon": "'soon' is not a date for a decree. Write YYYY-MM or never.",
    "run --weather norml": "Did you mean 'normal'?",
    "run --out no/such/folder": "--out no/such/folder: the folder",
    "run --out pyproject.toml": "this is a file; expected the name of a folder to create.",
    "run --format xml": "--format xml: expected table, json or csv.",
    "run --scale": "Option '--scale' requires an argument.",
    "compare historical": "compare takes at least two scenarios",
    "compare historical ministries_sty": "Did you mean 'ministries_stay'?",
    "compare historical historical": "'historical' is named twice",
    "compare historical no_fuel --year 1970": "--year 1970: expected a year from 1956 to 1965.",
    "compare historical no_fuel --to 1956-05": "a comparison takes at least one full year.",
    "compare historical no_fuel --seeds 0": "--seeds 0: expected how many, from 1 to",
    "compare historical no_fuel --seeds 1,1": "--seeds names a seed twice.",
    "compare historical no_fuel --indicators stel": "Did you mean 'steel'?",
    "compare historical no_fuel --indicators gdp": "gdp: the model does not speak to that;",
    "compare historical no_fuel --workers 0": "--workers 0: expected a whole number from 1",
    "compare historical no_fuel --precision 0": "--precision 0: expected a number above 0",
    "compare historical no_fuel --ledger tru": "Did you mean 'true'?",
    "compare historical no_fuel --out pyproject.toml": "this is a file",
    "compare historical no_fuel --store pyproject.toml": "--store pyproject.toml: this is a file",
    "sweep": "sweep: Missing argument 'FILE'.",
    "scenarios now": "scenarios: Got unexpected extra argument",
    "explain": "explain: Missing argument 'ROOM'.",
    "explain suply": "There is no room 'suply'. Did you mean 'supply'?",
    "explain supply --date 1958": "--date 1958: '1958' is not a month.",
    "explain supply --region tartaria": "There is no region 'tartaria'.",
    "parameters suply": "There is no room 'suply'. Did you mean 'supply'?",
    "cite historicl": "There is no scenario 'historicl'. Did you mean 'historical'?",
    "bench --scales 3": "--scales 3: expected a number above 0 and at most 1",
    "bench --rows many": "--rows many: expected whole numbers from 1 to",
    "bench --years 0": "--years 0: expected a whole number from 1 to 10.",
    "figures scorcard": "figure scorcard: expected scorecard. Did you mean 'scorecard'?",
    "figures --out pyproject.toml/x": "pyproject.toml is not a folder; choose one that is.",
    "run --out pyproject.toml/x": "pyproject.toml is not a folder; choose one that is.",
    "compare historical no_fuel --seeds 1-5": "expected how many, for instance 5, or a list 1,2,3.",
    "sweep model": "model is a folder. Name the file that describes a sweep.",
    f"run {'x' * 300}": "There is no scenario 'xxx",
    f"run {'x' * 300}.toml": "xxx... is too long for a file.",
    f"run --out {'x' * 300}": "xxx... is too long for a file.",
    "run --out a\0b": "there is a NUL character in the command line",
    "run +": "The name of a scenario is empty.",
    "run historical+": "The name of a scenario is empty.",
    "compare historical no_fuel+": "The name of a scenario is empty.",
    "--verson": "there is no option '--verson' before the verb. Did you mean '--version'?",
    "figures --out no/such/folder": "--out no/such/folder: the folder",
}


EMPTY = {
    ("run", "--weather", ""): "--weather : expected measured, described, resampled or normal.",
    ("parameters", ""): "There is no room ''.",
    ("parameters", "--status", ""): "--status : expected",
    ("explain", "fuel", "--region", ""): "There is no region ''.",
    ("figures", "--out", ""): "--out is empty: expected the name of a folder.",
    ("figures", ""): "figure : expected scorecard.",
}


@pytest.mark.parametrize("words", EMPTY, ids=" ".join)
def test_nothing_is_no_answer(words, capsys):
    assert main([*words]) == 2
    assert EMPTY[words] in capsys.readouterr().err


@pytest.mark.parametrize("words", [["-h"], ["run", "-h"]])
def test_help_has_a_short_name(words, capsys):
    assert main(words) == 0
    assert capsys.readouterr().out.startswith("Usage: semiletka")


@pytest.mark.parametrize("verb", ["run", "cite", "compare"])
def test_an_empty_scenario_is_not_history(verb, capsys):
    assert main([verb, "", *["historical"] * (verb == "compare")]) == 2
    assert "The name of a scenario is empty." in capsys.readouterr().err


def test_check_does_not_promise_more_than_each_month(capsys):
    assert main(["run", "--help"]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Check the books each month, and what phases write." in told


@pytest.mark.parametrize("words", MISTAKES)
def test_a_mistake_is_one_clear_line_and_exit_2(words, capsys):
    assert main(words.split()) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("semiletka: ")
    assert told.err.count("\n") == 1
    assert MISTAKES[words] in told.err


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder that takes no file")
@pytest.mark.parametrize(
    "words", ["figures scorecard --out /proc/x", "sweep FILE --figure /proc/x.svg"]
)
def test_a_folder_that_takes_no_file_is_told_before_anything_is_run(words, tmp_path, capsys):
    (tmp_path / "design.toml").write_text("seeds = 2\n")
    assert main(words.replace("FILE", str(tmp_path / "design.toml")).split()) == 2
    assert "/proc cannot be written" in capsys.readouterr().err


def test_the_version_is_told(capsys):
    assert main(["--version"]) == 0
    assert re.fullmatch(r"semiletka \d[\w.+]*\n", capsys.readouterr().out)


@pytest.mark.parametrize("words", ["run historicl", "runn", "run --scale 0"])
def test_a_mistake_leaves_the_process_with_2_and_no_traceback(words):
    done = semiletka(*words.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("semiletka: ")


@pytest.mark.parametrize(
    "words", ["--help", "run --help", "run --to 1955-12 --scale 0.5", "run x", "explain supply"]
)
def test_nothing_heavy_is_loaded_before_everything_is_checked(words):
    code = (
        "import sys; from experiments.cli import main; main(sys.argv[1:]); "
        f"print('loaded:', [name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert semiletka(*words.split(), code=code).stdout.splitlines()[-1] == "loaded: []"


def test_a_fault_of_ours_keeps_its_traceback():
    code = (
        "import sys; from experiments import cli\n"
        "@cli.app.command()\n"
        "def broken(): raise RuntimeError('ours')\n"
        "sys.exit(cli.main(['broken']))"
    )
    done = semiletka(code=code)
    assert done.returncode == 1
    assert "RuntimeError: ours" in done.stderr


def test_an_interruption_is_one_line_and_130():
    code = (
        "import sys; from experiments import cli\n"
        "@cli.app.command()\n"
        "def endless(): raise KeyboardInterrupt\n"
        "sys.exit(cli.main(['endless']))"
    )
    done = semiletka(code=code)
    assert done.returncode == 130
    assert done.stderr == "semiletka: interrupted.\n"


def test_a_reader_who_has_seen_enough_is_no_fault():
    command = f"{sys.executable} -m experiments decrees --format csv | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.startswith("id,title,")
    assert done.stderr == ""


@pytest.mark.parametrize("verb", ["scenarios", "decrees", "indicators", "parameters", "cite"])
def test_a_list_is_a_table_or_json_or_csv(verb, capsys, strict_json):
    assert main([verb]) == 0
    printed = capsys.readouterr().out
    assert main([verb, "--format", "json"]) == 0
    lines = strict_json(capsys.readouterr().out)
    assert main([verb, "--format", "csv"]) == 0
    head = capsys.readouterr().out.splitlines()[0].split(",")
    assert list(lines[0]) == head
    for line in lines:
        assert next(iter(line.values())) in printed


def test_the_table_of_indicators_folds_no_id_and_no_short_word(capsys):
    assert main(["indicators"]) == 0
    lines = capsys.readouterr().out.splitlines()
    for row in table("history/indicators"):
        (line,) = [line for line in lines if line.split()[:1] == [row["id"]]]
        assert row["ledger"] in line.split()
        assert (row["base"] if row["unit"] == "index" and row["base"] else row["unit"]) in line
    assert max(map(len, lines)) <= WIDTH


def test_parameters_tell_unit_range_status_and_source(capsys, strict_json):
    assert main(["parameters", "supply", "--format", "json"]) == 0
    lines = strict_json(capsys.readouterr().out)
    for line in lines:
        assert line["parameter"].startswith("supply.")
        assert line["unit"]
        assert line["range"] or line["unit"] == "yes/no"
        assert line["status"]
        assert line["source"]


def test_parameters_are_listed_by_how_well_they_are_known(capsys, strict_json):
    assert main(["parameters", "--status", "calibrated", "--format", "json"]) == 0
    told = strict_json(capsys.readouterr().out)
    assert told
    assert {line["status"] for line in told} == {"calibrated"}
    assert main(["parameters", "--status", "calibratd"]) == 2
    assert "Did you mean 'calibrated'?" in capsys.readouterr().err


def test_explain_tells_story_figures_order_and_sources(capsys):
    assert main(["explain", "supply", "--date", "1958-06", "--region", "leningrad"]) == 0
    told = capsys.readouterr().out
    for words in ("Supply:", "r_i = ", "supply.catch_up", "1957_sovnarkhoz", "Berliner"):
        assert words in told


def test_cite_tells_what_rests_on_each_source(capsys, strict_json):
    assert main(["cite", "no_bifurcation", "--format", "json"]) == 0
    lines = {line["source"]: line for line in strict_json(capsys.readouterr().out)}
    assert any("scenario no_bifurcation" in line["used_for"] for line in lines.values())
    assert any("supply" in line["used_for"] for line in lines.values())
    assert all(line["text"] and line["status"] for line in lines.values())
