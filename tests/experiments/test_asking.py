"""What studies are asked: the same words everywhere, one line and exit 2 for a mistake."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STUDIES = sorted(
    file.stem
    for file in (ROOT / "experiments" / "studies").glob("*.py")
    if "def main(" in file.read_text(encoding="utf-8")
)
MISTAKES = {
    "farming --scale 0": "--scale 0: expected a number above 0 and at most 1",
    "farming --seeds none": "--seeds none: expected a whole number from 1",
    "farming --year 1999": "--year 1999: expected a whole number from 1957 to 1966.",
    "farming --sede 3": "it has no argument '--sede'. Did you mean '--seeds'?",
    "reform --seeds 0": "--seeds 0: expected a whole number from 1",
    "reform --variants-only --variant-seeds 0": "asks nothing",
    "reform --out no/such/file.csv": "no/such does not exist",
    "reform --minutes 0": "--minutes 0: expected a number above 0",
    "reform --reform law": "invalid choice: 'law'",
    "opening --scale 9": "it has no argument '--scale'.",
    "patterns --parts frictons": "Did you mean 'frictions'?",
    "interference --until 1956-05": "at least one full year",
    "scale --scales 0.1 9": "--scales 9: expected a number above 0",
    "stability --points 2 --settings-of 2": "points go from 0 to 1",
    "stability --rooms plnt": "no room 'plnt'",
    "stability --until 1980-01": "a run lies within 1956-01 to 1970-12",
    "tightness --workers 0": "--workers 0: expected a whole number from 1",
    "designs fallow_weater": "Did you mean 'fallow_weather'?",
    "designs fallow_weather --year 1999": "--year 1999: expected a year from 1956",
    "soil --zone dry_stepe_kazakhstan": "Did you mean 'dry_steppe_kazakhstan'?",
}


def ask(words, monkeypatch):
    name, *rest = words
    monkeypatch.setattr(sys, "argv", [f"/some/{name}.py", *rest])
    module = import_module(f"experiments.studies.{name}")
    with pytest.raises(SystemExit) as ended:
        import_module("experiments.studies.asking").begin(module.main)
    return ended.value.code


@pytest.mark.parametrize("name", STUDIES)
def test_every_study_has_help(name, monkeypatch, capsys):
    assert ask([name, "--help"], monkeypatch) == 0
    told = capsys.readouterr().out
    assert f"python -m experiments.studies.{name}" in told
    assert "--help" in told


@pytest.mark.parametrize("name", STUDIES)
def test_no_study_ignores_what_it_does_not_know(name, monkeypatch, capsys):
    needed = ["fallow_weather"] if name == "designs" else []
    assert ask([name, *needed, "--bogus"], monkeypatch) == 2
    assert capsys.readouterr().err == f"{name}: it has no argument '--bogus'.\n"


@pytest.mark.parametrize("words", MISTAKES)
def test_a_mistake_is_one_line_and_2_before_anything_is_run(words, monkeypatch, capsys):
    assert ask(words.split(), monkeypatch) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert told.err.startswith(f"{words.split()[0]}: ")
    assert MISTAKES[words] in told.err


def test_a_study_that_is_stopped_says_so(monkeypatch, capsys):
    from experiments.studies import opening

    monkeypatch.setattr(opening, "founded", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    assert ask(["opening"], monkeypatch) == 130
    assert capsys.readouterr().err == "opening: interrupted.\n"


def test_a_mistake_leaves_the_process_with_2():
    done = subprocess.run(
        [sys.executable, "-m", "experiments.studies.farming", "--scale", "0"],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("farming: --scale 0: expected")
