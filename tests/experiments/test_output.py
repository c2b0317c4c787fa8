"""The folder of a run is whole or absent, whatever happens while it is written."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from experiments.output import check, put, sweep, write, write_and_tell
from model.errors import Refusal

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("annual.parquet", "monthly.parquet", "run.json")
KILLS = 12


def text(content):
    def writer(path):
        path.write_text(content, encoding="utf-8")

    return writer


def test_every_file_is_there_and_nothing_else(tmp_path):
    write(tmp_path / "run", {"a.txt": text("one"), "run.json": text("{}")})
    assert sorted(p.name for p in (tmp_path / "run").iterdir()) == ["a.txt", "run.json"]
    assert [p.name for p in tmp_path.iterdir()] == ["run"]


def test_an_earlier_run_is_replaced_whole(tmp_path, capsys):
    told = text('{"files": ["old.txt", "run.json"], "command": "semiletka run"}')
    write(tmp_path / "run", {"old.txt": text("old"), "run.json": told})
    check(tmp_path / "run")
    write_and_tell(tmp_path / "run", {"new.txt": text("new"), "run.json": text("{}")})
    assert "replaced what `semiletka run` had left there." in capsys.readouterr().err
    assert sorted(p.name for p in (tmp_path / "run").iterdir()) == ["new.txt", "run.json"]
    assert [p.name for p in tmp_path.iterdir()] == ["run"]


@pytest.mark.parametrize("mark", ["{}", "no JSON", '{"files": ["old.txt"]}', "[]"])
def test_what_no_run_wrote_is_never_replaced(tmp_path, mark):
    folder = tmp_path / "run"
    write(folder, {"run.json": text(mark), "old.txt": text("old")})
    (folder / "thesis.txt").write_text("mine", encoding="utf-8")
    (folder / "data").mkdir()
    for refuse in (check, lambda target: write(target, {"run.json": text("{}")})):
        with pytest.raises(Refusal, match=r"data|thesis"):
            refuse(folder)
    assert (folder / "thesis.txt").read_text(encoding="utf-8") == "mine"
    assert (folder / "data").is_dir()


def test_a_link_is_refused_as_one(tmp_path):
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "there")
    with pytest.raises(Refusal, match="this is a link"):
        check(tmp_path / "link")


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "run").mkdir()
    check(tmp_path / "run")
    write(tmp_path / "run", {"run.json": text("{}")})
    assert (tmp_path / "run" / "run.json").is_file()


def test_a_file_that_cannot_be_written_leaves_the_earlier_run_as_it_was(tmp_path):
    write(tmp_path / "run", {"run.json": text("old")})

    def fail(path):
        path.write_text("half", encoding="utf-8")
        raise OSError(28, "No space left on device")

    with pytest.raises(Refusal, match=r"could not be written \(No space left on device\)"):
        write(tmp_path / "run", {"a.txt": text("new"), "run.json": fail})
    assert (tmp_path / "run" / "run.json").read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["run"]


def test_an_interruption_leaves_nothing(tmp_path):
    def interrupt(_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "run", {"a.txt": text("new"), "run.json": interrupt})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("missing/run", "the folder {parent} does not exist. Create it first."),
        ("file", "this is a file; expected the name of a folder to create."),
        ("file/run", "{parent} is not a folder; choose one that is."),
        (
            "other",
            "the folder exists and is not that of an earlier run (it has no run.json). "
            "Choose a new name.",
        ),
    ],
)
def test_a_folder_that_cannot_be_is_refused_before_the_run(tmp_path, made, said):
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letters.txt").write_text("keep me", encoding="utf-8")
    target = tmp_path / made
    with pytest.raises(Refusal) as told:
        check(target)
    assert str(told.value) == f"--out {target}: {said.format(parent=target.parent)}"


def test_a_parent_that_takes_no_folder_is_refused(tmp_path):
    parent = tmp_path / "shut"
    parent.mkdir()
    parent.chmod(0o500)
    if os.geteuid() == 0:  # for whom no folder is shut: ask where nobody can write
        parent = Path("/proc")
    if not parent.is_dir():
        pytest.skip("there is no folder here that cannot be written")
    with pytest.raises(Refusal, match=r"cannot be written \("):
        check(parent / "run")


def test_what_a_killed_run_left_is_swept_away_and_what_a_living_one_writes_is_not(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    host = socket.gethostname()
    left = tmp_path / f".run.semiletka-part-{host}-{dead.pid}"
    alive = tmp_path / f".run.semiletka-part-{host}-{os.getpid()}"
    elsewhere = tmp_path / f".run.semiletka-part-another-{dead.pid}"
    mine = tmp_path / ".run.backup"
    for folder in (left, alive, elsewhere, mine):
        folder.mkdir()
    sweep(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([alive, elsewhere, mine])


def test_an_earlier_run_put_aside_by_a_killed_one_comes_back(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    aside = tmp_path / f".run.semiletka-old-{socket.gethostname()}-{dead.pid}"
    aside.mkdir()
    (aside / "run.json").write_text("{}", encoding="utf-8")
    sweep(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["run"]


SLOW_WRITER = """
import sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from experiments.output import put

def slowly(path):
    with path.open("wb") as file:
        for _ in range(20):
            file.write(bytes(50_000))
            file.flush()
            time.sleep(0.001)

print("writing", flush=True)
put(Path(sys.argv[1]), {name: slowly for name in sys.argv[3:]})
print("written", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL there")
@pytest.mark.parametrize("replaces", [False, True], ids=["new", "replacing"])
def test_killed_while_it_writes_the_folder_is_whole_or_absent(tmp_path, replaces):
    """Kill -9 at moments spread by lot over the writing; then the next run sweeps up."""
    luck = random.Random(1)
    target = tmp_path / "run"
    whole = 0
    for _ in range(KILLS):
        if replaces and not target.exists():
            put(target, {name: text("old") for name in NAMES})
        command = [sys.executable, "-c", SLOW_WRITER, str(target), str(ROOT), *NAMES]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            time.sleep(luck.uniform(0.0, 0.12))
            process.send_signal(signal.SIGKILL)
        if target.exists():
            whole += 1
            assert sorted(p.name for p in target.iterdir()) == sorted(NAMES)
            sizes = {(target / name).stat().st_size for name in NAMES}
            assert sizes == {1_000_000} or (replaces and sizes == {3})
            if not replaces:
                for name in NAMES:
                    (target / name).unlink()
                target.rmdir()
    sweep(tmp_path)
    put(target, {name: text("last") for name in NAMES})
    assert [p.name for p in tmp_path.iterdir()] == ["run"]
    assert whole < KILLS or replaces  # some were killed before the end, or the test shows nothing
