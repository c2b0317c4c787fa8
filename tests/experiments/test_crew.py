"""Worker processes: every task has a result or a failure, whoever did it."""

import os
import signal

import pytest

from experiments.supervisor import Failure, each, tried
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
