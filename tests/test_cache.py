"""The network on disk is the network drawn, or there is none on disk."""

import gc
import os
import subprocess
import sys
from dataclasses import fields, is_dataclass, replace
from multiprocessing import get_context

import numpy as np
import pytest

from model import cache, farmland, product_table, workload
from model.farmland import _farms_at
from model.network import Wiring
from model.networks import kept, network_at
from model.product_table import table_of_1955
from tests.source import HOUSE
from tests.strategies import economy, state

WIRING = Wiring(0.01, 0.03, 0.001, 3000.0, 0.5, 0.1)
ASKED = (0.02, 1, WIRING)


@pytest.fixture(scope="module")
def network():
    """A small network, drawn."""
    return network_at(*ASKED)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty cache."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def columns(part):
    """Every column of a network, by the path to it: type, shape and bytes."""
    found = {}
    for field in fields(part):
        value = getattr(part, field.name)
        if is_dataclass(value):
            found |= {f"{field.name}.{name}": told for name, told in columns(value).items()}
        else:
            array = np.asarray(value)
            found[field.name] = (type(value), array.dtype, array.shape, array.tobytes())
    return found


def never(*_):
    """Stand in for a draw that must not be needed."""
    raise AssertionError("drawn again")


def store(network):
    """Keep a network and return the one file there is."""
    kept(ASKED, lambda: network)
    (file,) = cache.place().iterdir()
    return file


def test_what_is_read_is_what_was_drawn_to_the_last_bit(network, folder):
    store(network)
    read = kept(ASKED, never)
    assert columns(read) == columns(network)
    assert read.value.flags.writeable == network.value.flags.writeable
    assert [file.suffix for file in folder.iterdir()] == [".npz"]


@pytest.mark.usefixtures("folder")
def test_a_founding_keeps_its_network(network):
    network_at.cache_clear()
    assert columns(network_at(*ASKED)) == columns(network)
    assert columns(kept(ASKED, never)) == columns(network)
    network_at.cache_clear()


@pytest.mark.parametrize(
    "other",
    [(0.03, 1, WIRING), (0.02, 2, WIRING), (0.02, 1, replace(WIRING, rural_weight=0.6))],
)
def test_another_network_is_another_file(other):
    assert cache.digest(other) != cache.digest(ASKED)


def test_a_change_of_code_of_data_or_of_numpy_is_another_file(monkeypatch):
    before = cache.digest(ASKED)
    for place, name, value in (
        (cache, "_code", lambda: "changed"),
        (cache.data, "fingerprint", lambda: "changed"),
        (cache.np, "__version__", "0.0"),
    ):
        with monkeypatch.context() as changed:
            changed.setattr(place, name, value)
            assert cache.digest(ASKED) != before
    assert cache.digest(ASKED) == before


def test_a_draw_goes_through_no_module_outside_the_digest():
    code = (
        "import sys, model.workload, model.farmland;"
        "print(*(m for m in sys.modules if m.startswith('model')))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    used = {module.rpartition(".")[0] for module in said.stdout.split()}
    assert used == {"", "model", "model.data", "model.mechanisms"}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("harm", ["truncated", "empty", "no archive", "one byte", "a column gone"])
def test_a_broken_file_is_drawn_again_and_mended(network, harm):
    file = store(network)
    whole = file.read_bytes()
    middle = len(whole) // 2
    if harm == "a column gone":
        np.savez(file, supplier=network.supplier)
    else:
        file.write_bytes(
            {
                "truncated": whole[:middle],
                "empty": b"",
                "no archive": b"x" * 1000,
                "one byte": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
            }[harm]
        )
    drawn = []
    kept(ASKED, lambda: drawn.append(1) or network)
    assert drawn == [1]
    assert columns(kept(ASKED, never)) == columns(network)


@pytest.mark.usefixtures("folder")
def test_a_pickle_is_never_opened(network):
    file = store(network)
    np.savez(file, supplier=np.array([{"a": 1}], dtype=object))
    assert kept(ASKED, lambda: network) is network


def test_nobody_needs_the_folder(network, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "file" / "cache"))
    assert kept(ASKED, lambda: network) is network


def test_a_disk_that_is_full_leaves_nothing_behind(network, folder, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(cache.np, "savez", full)
    assert kept(ASKED, lambda: network) is network
    assert list(folder.iterdir()) == []


def test_an_interruption_leaves_nothing_behind_and_nothing_to_complain_of(
    network, folder, monkeypatch
):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    complaints = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    with monkeypatch.context() as stopped:
        stopped.setattr(np.lib.format, "write_array", interrupted)
        with pytest.raises(KeyboardInterrupt):
            kept(ASKED, lambda: network)
    gc.collect()
    assert complaints == []
    assert list(folder.iterdir()) == []


def test_it_can_be_switched_off(network, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv(cache.VARIABLE, "off")
    assert cache.place() is None
    assert kept(ASKED, lambda: network) is network
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("folder")
def test_what_there_is_to_plan_is_read_as_it_was_counted(monkeypatch):
    counted = economy(check=False).workload
    monkeypatch.setattr(workload, "workload", never)
    for one, other in zip(economy(check=False).workload, counted, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.usefixtures("folder")
def test_farms_and_the_flow_table_are_read_as_they_were_drawn(monkeypatch):
    def founded():
        _farms_at.cache_clear()
        return table_of_1955(), state(economy(check=False))

    table, drawn = founded()
    for place, name in ((product_table, "_balanced"), (farmland, "_drawn")):
        monkeypatch.setattr(place, name, never)
    again, read = founded()
    for one, other in zip(table, again, strict=True):
        np.testing.assert_array_equal(one, other)
    assert read == drawn


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the folder has another name")
def test_it_lies_where_the_user_keeps_caches(tmp_path, monkeypatch):
    monkeypatch.delenv(cache.VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.place() == tmp_path / "semiletka"


def test_it_does_not_grow_without_bound(network, folder):
    for seed in range(cache.FEW + 3):
        kept((seed,), lambda: network)
        kept((0,), lambda: network)  # what is used stays
    assert len(list(folder.iterdir())) == cache.FEW
    assert columns(kept((0,), never)) == columns(network)
    assert columns(kept((cache.FEW + 2,), never)) == columns(network)  # so does the last


def test_files_of_others_in_the_folder_stay(network, folder):
    folder.mkdir()
    theirs = {f"network-{n}.csv" for n in range(cache.FEW)} | {"network-notes.npz", "table-1.part"}
    for name in theirs:
        (folder / name).write_text("mine")
        os.utime(folder / name, (0, 0))
    left = folder / "network-abcd1234.part"  # of a process that was killed
    left.write_text("half")
    os.utime(left, (0, 0))
    for seed in range(cache.FEW + 1):
        kept((seed,), lambda: network)
    assert theirs <= {file.name for file in folder.iterdir()}
    assert not left.exists()


@pytest.mark.parametrize("word", ["off", "OFF", "Off"])
def test_off_is_off_however_it_is_written(word, monkeypatch):
    monkeypatch.setenv(cache.VARIABLE, word)
    assert cache.place() is None


def _write_and_read(network):
    """Keep networks where others keep the same; return the bytes of all that was read."""
    told = [columns(kept((turn % 3,), lambda: network)) for turn in range(30)]
    return {column["value"][3] for column in told}


def _keep_two():
    """Leave so little room that each takes away what another wrote."""
    cache.FEW = 2


def test_several_may_write_at_once(network, folder):
    with get_context("spawn").Pool(3, _keep_two) as pool:
        told = set.union(*pool.map(_write_and_read, [network] * 3, chunksize=1))
    assert told == {network.value.tobytes()}
    assert {file.suffix for file in folder.iterdir()} == {".npz"}


@pytest.mark.usefixtures("folder")
def test_a_process_of_its_own_reads_what_another_drew(network):
    store(network)
    code = (
        "from model import networks\n"
        "from model.network import Places, Wiring\n"
        "def build(*_): raise SystemExit('drawn again')\n"
        "networks.build = build\n"
        f"networks.network_at(0.02, 1, {WIRING!r})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
