"""Worker processes: every task has a result or a failure, whoever did it."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from experiments.crew import Crew, Here, WorkerLostError
from experiments.supervisor import MOST_TRIES, Failure, Team, each, local, supervised, tried
from model.errors import Refusal


def square(number):
    """A task that may fail in several ways."""
    if number == 3:
        raise ValueError("three\nis odd")
    if number == 5 and os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * number


PARENT = int(os.environ.setdefault("TEST_CREW_PARENT", str(os.getpid())))


def refuse(_):
    raise Refusal("not so")


@pytest.mark.parametrize("workers", [1, 2, 5])
def test_every_task_has_its_result_and_a_failure_costs_no_other(workers):
    found = dict(each([1, 2, 3, 4], square, workers))
    assert {n: r for n, r in found.items() if not isinstance(r, Failure)} == {0: 1, 1: 4, 3: 16}
    assert found[2].why == "ValueError: three is odd"
    assert "in square" in found[2].trace


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_a_worker_that_dies_costs_one_task_and_is_replaced():
    found = dict(each([5, 1, 2, 5, 4], square, 2))
    assert {number: found[number] for number in (1, 2, 4)} == {1: 1, 2: 4, 4: 16}
    for number in (0, 3):
        assert found[number].why == "its worker process ended with exit status -9"


def test_a_refusal_is_told_in_its_own_words():
    assert tried(refuse, 1).why == "not so"


def test_nothing_to_do_gives_nothing():
    assert list(each([], square, 2)) == []


def test_workers_that_cannot_start_are_told(monkeypatch):
    monkeypatch.setattr("experiments.crew._work", os._exit)
    with pytest.raises(Refusal, match="could not start"):
        list(each([1, 2], square, 2))


def die_once(log):
    """A task that kills its worker the first time."""
    with Path(log).open("a") as file:
        file.write("x")
    if Path(log).stat().st_size < 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def counted(log):
    """A task that always kills its worker."""
    with Path(log).open("a") as file:
        file.write("x")
    os.kill(os.getpid(), signal.SIGKILL)


def pool():
    """The standard library's own, which breaks whole when one worker dies."""
    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
@pytest.mark.parametrize("team", [local(2), Team(pool, lambda: 2)], ids=["crew", "pool"])
def test_what_a_lost_worker_was_at_is_tried_again(tmp_path, team):
    (found,) = supervised(team, [str(tmp_path / "log")], die_once)
    assert found[1] == "done"


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_a_task_that_kills_three_workers_is_a_failure(tmp_path):
    log = tmp_path / "log"
    ((_, found),) = supervised(local(2), [str(log)], counted)
    assert found == Failure("its worker process ended with exit status -9")
    assert log.read_text() == "x" * MOST_TRIES


def test_no_more_tasks_are_out_than_there_are_workers():
    asked, found = [], []

    def tasks():
        for number in range(6):
            asked.append(number)
            yield number

    for task, result in supervised(local(2), tasks(), square):
        assert len(asked) - len(found) <= 2
        found.append((task, result))
    assert len(found) == 6


def test_an_executor_gives_results_and_faults_as_futures_do():
    for executor in (Crew(2), Here()):
        with executor:
            futures = [executor.submit(square, number) for number in (2, 3)]
            assert futures[0].result() == 4
            with pytest.raises(ValueError, match="three"):
                futures[1].result()


def test_a_crew_that_is_dismissed_leaves_no_future_without_an_answer():
    crew = Crew(1)
    futures = [crew.submit(time.sleep, 60) for _ in range(3)]
    time.sleep(0.5)
    crew.shutdown(cancel_futures=True)
    for future in futures:
        assert isinstance(future.exception(timeout=5), WorkerLostError)
    with pytest.raises(RuntimeError, match="dismissed"):
        crew.submit(square, 1)


def test_what_cannot_travel_is_a_failure():
    ((_, found),) = supervised(local(2), [lambda: None], square)
    assert "cannot travel" in found.why


LEFT = """\
import os, time
from experiments.crew import Crew
crew = Crew(1)
print(crew.submit(os.getpid).result(), flush=True)
crew.submit(time.sleep, 600)
time.sleep(600)
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
def test_a_worker_leaves_in_the_midst_of_a_task_when_its_parent_is_killed():
    with subprocess.Popen([sys.executable, "-c", LEFT], stdout=subprocess.PIPE) as process:
        worker = int(process.stdout.readline())
        time.sleep(0.2)
        process.kill()
    deadline = time.monotonic() + 10.0
    while is_there(worker):
        assert time.monotonic() < deadline, "an orphan is at work"
        time.sleep(0.02)


def is_there(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
