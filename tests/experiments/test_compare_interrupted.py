"""Ctrl-C during a comparison keeps what is finished and leaves nobody behind."""

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.source import HOUSE

pytestmark = pytest.mark.once

WORDS = ["compare", "historical", "no_defence", "--scale", "0.005", "--to", "1965-12"]
WORDS += ["--workers", "2", "--seeds", "500"]


def is_alive(group):
    """Whether any process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(os.name == "nt", reason="no groups of processes")
@pytest.mark.skipif(
    signal.getsignal(signal.SIGINT) == signal.SIG_IGN, reason="Ctrl-C is not heard here"
)
def test_ctrl_c_reaches_the_verb_and_leaves_no_worker_behind():
    command = [sys.executable, "-m", "experiments", *WORDS]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    for seconds in (4.0, 16.0, 64.0):  # until workers are there
        with subprocess.Popen(command, cwd=HOUSE, start_new_session=True, **pipes) as process:
            time.sleep(seconds)
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does
            _, error = process.communicate()
        assert process.returncode == 130
        assert "Traceback" not in error
        if "of 1000 runs were finished" in error:
            break
    assert "of 1000 runs were finished" in error
    deadline = time.monotonic() + 20.0
    while is_alive(process.pid):  # what keeps the shared resources leaves a little later
        assert time.monotonic() < deadline, "a process was left behind"
        time.sleep(0.1)
