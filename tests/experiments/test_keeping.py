"""Whatever is killed, at whatever moment: nothing that was kept is lost, nothing is half there."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest

from experiments.keeping import ELSEWHERE, LIVED, REUSED, Tally, keep
from experiments.store import Store, leases_in
from experiments.supervisor import local
from model.errors import Refusal
from tests.source import HOUSE
from tests.sweeper import FILES, SIZE, WORKERS, keys

pytestmark = pytest.mark.once

posix = pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
MANY = 200
KILLED = ["worker", "parent", "group"] * 3 + ["worker"]
HERE = local(1)


def files(_):
    return dict.fromkeys(FILES, b"whole")


def refused(_):
    raise ValueError("so it is")


def started(store, log, many=MANY):
    """A sweep in a session of its own."""
    code = "import sys; from tests.sweeper import main; main(*sys.argv[1:])"
    words = [sys.executable, "-c", code, str(store), str(log), str(many)]
    return subprocess.Popen(words, cwd=HOUSE, start_new_session=True, stderr=subprocess.PIPE)


def lines(log):
    """Who was at what: pairs of key and process."""
    return [line.split() for line in log.read_text().splitlines()] if log.exists() else []


def wait_for(what, seconds=20.0):
    """Wait until something is so."""
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it never came"
        time.sleep(0.01)


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def assert_whole(store):
    """Every run that has its name has all its files, to the last byte."""
    for key in store.kept():
        sizes = {file.name: file.stat().st_size for file in (store.runs / key).iterdir()}
        assert sizes == dict.fromkeys(FILES, SIZE)


def kill(target, process, worker):
    """Kill a worker, the process that hired it, or all; and let nobody go on."""
    if target == "group":
        os.killpg(process.pid, signal.SIGKILL)
    elif target == "parent":
        process.kill()
    else:
        os.kill(worker, signal.SIGKILL)
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)  # the rest of it is for the next round
    process.communicate()


@posix
def test_what_is_killed_costs_at_most_a_run_a_worker(tmp_path):
    """Ten times, at moments drawn by lot: a worker, the parent alone, the whole group."""
    luck, log, store = random.Random(1), tmp_path / "log", Store(tmp_path / "store")
    before = set()
    for target in KILLED:
        begun = len(lines(log))
        process = started(store.folder, log)
        wait_for(lambda begun=begun: len(lines(log)) > begun)
        time.sleep(luck.uniform(0.0, 0.2))
        workers = {int(worker) for _, worker in lines(log)[begun:]}
        kill(target, process, int(lines(log)[-1][1]))
        wait_for(lambda workers=workers: not any(map(is_alive, workers)))
        assert before <= store.kept()
        before = store.kept()
        assert_whole(store)
    assert len(before) < MANY, "there was nothing left to kill"
    with started(store.folder, log) as process:
        assert process.communicate() == (None, b"")
    assert store.kept() == set(keys(MANY))
    assert_whole(store)
    assert not list(store.leases.iterdir())
    starts = Counter(key for key, _ in lines(log))
    assert sum(starts.values()) - MANY <= WORKERS * (len(KILLED) + KILLED.count("worker"))


@posix
def test_two_processes_share_the_work_and_do_none_of_it_twice(tmp_path):
    store, log = Store(tmp_path / "store").open(), tmp_path / "log"
    both = [started(store.folder, log, 60) for _ in range(2)]
    for process in both:
        assert process.communicate() == (None, b"")
    assert store.kept() == set(keys(60))
    starts = Counter(key for key, _ in lines(log))
    assert max(starts.values()) == 1
    assert len({worker for _, worker in lines(log)}) == 2 * WORKERS


def test_what_is_kept_is_not_lived_again(tmp_path):
    store = Store(tmp_path / "store").open()
    first = list(keep(store, dict.fromkeys("abc"), HERE, live=files))
    second = list(keep(store, dict.fromkeys("abcd"), HERE, live=files))
    assert [(one.key, one.how) for one in first] == [(key, LIVED) for key in "abc"]
    assert [one.how for one in second] == [REUSED] * 3 + [LIVED]
    assert sum(second, Tally(4)) == Tally(4, reused=3, lived=1)


def test_what_another_finishes_meanwhile_is_waited_for_and_not_lived(tmp_path):
    store = Store(tmp_path / "store").open()
    with leases_in(store.leases) as others:
        assert others.take("b")

        def files_and_other(_):
            store.keep("b", files(None))
            others.give_back("b")
            return files(None)

        found = list(keep(store, dict.fromkeys("ab"), HERE, live=files_and_other))
    assert [(one.key, one.how) for one in found] == [("a", LIVED), ("b", ELSEWHERE)]


def test_a_full_disk_is_one_clear_sentence_and_leaves_nothing_half_written(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    size = ["-o", "size=256k"]
    try:
        mount = subprocess.run(["mount", "-t", "tmpfs", *size, "tmpfs", str(disk)], check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount here")
    if mount.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        store = Store(disk / "store").open()
        with pytest.raises(Refusal) as told:
            list(keep(store, dict.fromkeys(keys(50), str(tmp_path / "log")), HERE, live=big))
        assert str(told.value).startswith(f"--out {store.folder}: the disk is full (No space left")
        assert 1 <= len(store.kept()) < 50
        assert_whole(store)
        assert not [file for file in store.runs.iterdir() if file.name.startswith(".")]
        assert not list(store.leases.iterdir())
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def big(_):
    return dict.fromkeys(FILES, bytes(SIZE))


def test_a_store_that_cannot_be_written_is_one_clear_sentence(tmp_path, monkeypatch):
    store = Store(tmp_path / "store").open()

    def fail(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("experiments.store.shelf.put", fail)
    with pytest.raises(Refusal, match=r"cannot be written \(Permission denied\)"):
        list(keep(store, {"a": None}, HERE, live=files))
    assert not list(store.leases.iterdir())
