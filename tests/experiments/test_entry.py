"""Ctrl-C is one line and 130 from the first instant, whatever is being loaded."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.source import HOUSE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="no SIGINT to send there")

RUN = ["run", "--scale", "0.02", "--to", "1956-01"]
PRESSING = """\
import os, signal, sys, weakref

def press(*_):
    os.kill(os.getpid(), signal.SIGINT)

class Presser:
    def find_spec(self, name, *_):
        if name == {name!r}:
            sys.meta_path.remove(self)
            {press}

sys.meta_path.insert(0, Presser())
from experiments.entry import main
sys.exit(main())
"""
TELLING = """\
import sys
from experiments.entry import main
print("begun", flush=True)
sys.exit(main())
"""


def started(code, *words):
    """A process of its own at the entry of the command line."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=HOUSE,
    )


def assert_interrupted(process):
    """Wait for the end of a process: one line, and the status of an interruption."""
    out, error = process.communicate()
    assert (process.returncode, out, error) == (130, "", "semiletka: interrupted.\n")


@pytest.mark.parametrize(
    "name", ["typer", "experiments.cli", "model.regime", "numpy", "mesa", "pandas", "model.year"]
)
def test_an_interruption_while_a_module_is_loaded_is_one_line_and_130(name):
    with started(PRESSING.format(name=name, press="press()"), *RUN) as process:
        assert_interrupted(process)


@pytest.mark.parametrize("name", ["model.parameters", "model.regime", "experiments.tidy"])
def test_what_the_loader_calls_back_does_not_swallow_an_interruption(name):
    told = "assert signal.getsignal(signal.SIGINT).__name__ == 'hear'"
    press = f"{told}; weakref.ref(type('Gone', (), {{}})(), press)"  # its errors are ignored
    with started(PRESSING.format(name=name, press=press), *RUN) as process:
        assert_interrupted(process)


@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.1, 0.2, 0.3, 0.5])
def test_an_early_interruption_is_one_line_and_130(seconds):
    with started(TELLING, "run", "--scale", "1") as process:
        assert process.stdout.readline() == "begun\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        assert_interrupted(process)


def test_who_does_not_hear_interruptions_is_left_alone():
    deaf = "import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
    with started(deaf + PRESSING.format(name="typer", press="press()"), *RUN) as process:
        out, error = process.communicate()
    assert (process.returncode, error) == (0, "")
    assert out


def test_the_installed_command_begins_here():
    told = (HOUSE / "pyproject.toml").read_text(encoding="utf-8")
    assert 'semiletka = "experiments.entry:main"' in told
