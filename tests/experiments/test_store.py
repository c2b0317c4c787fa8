"""The store: one key for one run, files that anybody reads, leases that outlive nobody."""

import io
import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow.parquet as parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments import compare, run, tidy
from experiments.interruption import hear, held_back
from experiments.request import request_of
from experiments.store import Store, key_of, lease, leases_in, place
from experiments.store.identity import code
from experiments.store.lease import DEAD, is_dead, owner
from experiments.store.tables import CHANGED, lived_files, lived_of
from experiments.supervisor import tried
from tests.small_rooms import refusal

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("store")]  # one world for all

SMALL = {"scale": 0.005, "until": "1957-12"}
BASE = request_of("historical", "1956-12", {"scale": 0.02})


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A store with one run, and the run's own record."""
    store = Store(tmp_path_factory.mktemp("runs") / "store").open()
    asked = request_of("no_defence", SMALL["until"], {"scale": SMALL["scale"], "seed": 2})
    store.keep(key_of(asked), lived_files((key_of(asked), asked)))
    return store, key_of(asked), run("no_defence", seed=2, **SMALL)


# Keys.


@given(
    scale=st.floats(0.001, 1.0),
    seed=st.integers(0, 2**63 - 1),
    fine=st.floats(0.0, 6.0),
    other=st.floats(0.0, 6.0),
)
def test_a_key_is_that_of_the_figures_asked_for(scale, seed, fine, other):
    def key(value):
        choices = {"scale": scale, "seed": seed, "overrides": {"localism.fine": value}}
        return key_of(request_of("no_defence", "1957-12", choices))

    assert key(fine) == key(fine)
    assert (key(fine) == key(other)) == (fine == other)


def test_whatever_changes_a_figure_changes_the_key():
    changed = [
        replace(BASE, seed=2),
        replace(BASE, network_seed=2),
        replace(BASE, scale=0.03),
        replace(BASE, last=BASE.last + 1),
        replace(BASE, weather="normal"),
        replace(BASE, check=True),
        request_of("placebo_1956", "1956-12", {"scale": 0.02}),
        request_of("gradual_1957", "1956-12", {"scale": 0.02}),
        request_of("historical", "1956-12", {"scale": 0.02, "overrides": {"localism.fine": 1}}),
        request_of(
            "historical", "1956-12", {"scale": 0.02, "overrides": {"localism.fine@1957-01": 1}}
        ),
        request_of("historical", "1956-12", {"scale": 0.02, "decrees": {"mts_1958": None}}),
    ]
    assert len({key_of(one) for one in [BASE, *changed]}) == 1 + len(changed)


def test_what_changes_no_figure_does_not():
    one = request_of("no_fuel + no_defence", "1956-12", {})
    other = request_of("no_defence + no_fuel", "1956-12", {})
    assert key_of(one) == key_of(other)
    assert key_of(replace(BASE, command="semiletka run", form="csv")) == key_of(BASE)


def test_figures_may_be_set_in_any_order_and_months_of_preparation_may_not():
    def key(overrides, scenario="historical"):
        return key_of(request_of(scenario, "1956-12", {"overrides": overrides}))

    first, second = {"localism.fine": 1}, {"ratchet.pass_through": 0.2}
    assert key(first | second) == key(second | first)
    prepared = replace(BASE, scenario=replace(BASE.scenario, preparation={"law_1957_05_10": 24}))
    longer = replace(BASE, scenario=replace(BASE.scenario, preparation={"law_1957_05_10": 30}))
    assert len({key_of(one) for one in (BASE, prepared, longer)}) == 3


def test_another_machine_or_scipy_makes_another_run(monkeypatch):
    before = key_of(BASE)
    monkeypatch.setattr("experiments.store.identity.made_with", lambda: ["another"])
    assert key_of(BASE) != before


def test_a_changed_model_is_another_run(monkeypatch):
    before = key_of(BASE)
    monkeypatch.setattr("experiments.store.identity.code", lambda: "another")
    assert key_of(BASE) != before
    assert tried(lived_files, (before, BASE)).why == CHANGED


def test_the_code_is_every_file_a_run_is_made_from(tmp_path, monkeypatch):
    for name, text in {"a.py": "1", "rooms/a.toml": "1", "data/a.csv": "1"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.setattr("model.__file__", str(tmp_path / "__init__.py"))
    found = {code.__wrapped__()}
    for name in ("a.py", "rooms/a.toml", "data/a.csv"):
        (tmp_path / name).write_text("2")
        found.add(code.__wrapped__())
    (tmp_path / "a.pyc").write_text("no source")
    assert len(found | {code.__wrapped__()}) == 4


# Files.


def test_pandas_reads_a_store_without_us(kept):
    store, key, record = kept
    years = pd.concat(pd.read_parquet(file) for file in store.runs.glob("*/annual.parquet"))
    expected = tidy.annual(record)
    assert list(years.columns) == ["run", *tidy.ANNUAL, "level"]
    pd.testing.assert_frame_equal(years[tidy.ANNUAL], expected, check_exact=True)
    months = pd.read_parquet(store.runs / key / "monthly.parquet")
    pd.testing.assert_frame_equal(months[tidy.MONTHLY], tidy.monthly(record), check_exact=True)


def test_the_row_of_a_run_says_what_was_asked_and_what_held(kept):
    store, key, _ = kept
    row = store.row(key)
    assert (row["run"], row["status"], row["seed"]) == (key, "done", 2)
    assert row["scenario"] == "historical + no_defence"
    assert json.loads(row["asked"])["layers"] == ["no_defence"]
    held = {one["parameter"]: one for one in json.loads(row["parameters"])}
    assert held["localism.active"]["value"] is True
    assert row["seconds"] > 0
    assert row["code"] == code()


def test_columns_are_plain(kept):
    store, key, _ = kept
    for file in (store.runs / key).iterdir():
        kinds = {str(field.type) for field in parquet.read_schema(file)}
        assert kinds <= {"string", "double", "int32", "int64", "bool"}


def test_a_run_without_a_full_year_has_a_table_of_the_same_columns(kept):
    store, key, _ = kept
    asked = request_of("historical", "1956-01", {"scale": SMALL["scale"]})
    empty = io.BytesIO(lived_files((key_of(asked), asked))["annual.parquet"])
    assert parquet.read_metadata(empty).num_rows == 0
    whole = parquet.read_schema(store.runs / key / "annual.parquet")
    assert parquet.read_schema(empty).equals(whole)


def test_a_run_read_back_is_the_run_to_the_last_bit(kept):
    store, key, record = kept
    found = lived_of(store, key)
    for table, expected in [
        (found.annual, record.annual),
        (found.levels, record.annual_levels),
        (found.months, record.monthly_levels),
    ]:
        known = expected.dropna(axis="columns", how="all")
        np.testing.assert_array_equal(table.to_numpy(), known[table.columns].to_numpy())
        assert set(table.columns) == set(known.columns)
        assert [str(when) for when in table.index] == [str(when) for when in expected.index]


def test_a_comparison_from_a_store_is_the_comparison(kept):
    names = ["historical", "no_defence"]
    lived = compare(names, seeds=2, **SMALL)
    for _ in range(2):  # lived into the store, then from it
        found = compare(names, seeds=2, store=kept[0].folder, **SMALL)
        pd.testing.assert_frame_equal(found.table, lived.table, check_exact=True)
        pd.testing.assert_frame_equal(found.regions(), lived.regions(), check_exact=True)
        assert found.first_divergence == lived.first_divergence
    assert len(kept[0].kept()) == 4


def test_a_failed_run_is_replaced_by_one_that_is_done_and_never_the_other_way(tmp_path):
    store = Store(tmp_path / "store").open()
    store.keep("a", {"run.parquet": b"failed"})
    assert (store.has("a"), store.status("a")) == (True, "failed")
    store.keep("a", {"run.parquet": b"done", "annual.parquet": b""})
    store.keep("a", {"run.parquet": b"failed"})
    assert store.status("a") == "done"
    assert (store.runs / "a" / "run.parquet").read_bytes() == b"done"


# The folder.


def test_a_store_is_made_once_and_opened_again(tmp_path):
    folder = tmp_path / "one" / "store"
    assert Store(folder).open().kept() == set()
    assert Store(folder).open().folder == folder
    assert json.loads((folder / "store.json").read_text())["form"] == 1


def test_a_folder_that_is_no_store_is_refused(tmp_path):
    (tmp_path / "letters.txt").write_text("keep me")
    assert "is not a store" in refusal(Store, tmp_path)
    assert "this is a file" in refusal(Store, tmp_path / "letters.txt")
    assert "is empty" in refusal(Store, "")
    (tmp_path / "store.json").write_text('{"form": 99}')
    assert "another form" in refusal(Store, tmp_path)


def test_the_store_is_where_the_user_says(monkeypatch, tmp_path):
    monkeypatch.setenv("SEMILETKA_STORE", str(tmp_path))
    assert place() == tmp_path
    monkeypatch.delenv("SEMILETKA_STORE")
    assert place().name == "store"


# Leases.


def gone():
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


@pytest.mark.parametrize(
    ("told", "age", "dead"),
    [
        ({"host": socket.gethostname(), "pid": os.getpid()}, 0.0, False),
        ({"host": socket.gethostname(), "pid": None}, 0.0, True),
        ({"host": "another", "pid": None}, 0.0, False),
        ({"host": "another", "pid": 1}, DEAD + 1.0, True),
        ({"host": socket.gethostname(), "pid": os.getpid()}, DEAD + 1.0, True),
        ({}, 0.0, False),
        ({}, DEAD + 1.0, True),
    ],
)
def test_a_lease_is_dead_with_its_process_or_without_a_heartbeat(tmp_path, told, age, dead):
    file = tmp_path / "key"
    file.write_text(json.dumps({**told, "pid": told.get("pid") or gone()}) if told else "")
    os.utime(file, (time.time() - age,) * 2)
    assert is_dead(file) is dead
    with leases_in(tmp_path) as leases:
        assert leases.take("key") is dead


def test_a_lease_is_held_by_one_and_ends_with_the_block(tmp_path):
    with leases_in(tmp_path) as one, leases_in(tmp_path) as other:
        assert one.take("key")
        assert not other.take("key")
        assert owner(tmp_path / "key")["pid"] == os.getpid()
        one.give_back("key")
        assert other.take("key")
    assert not list(tmp_path.iterdir())


@contextmanager
def interrupted(answer):
    """A block that an interruption ends, whoever ran the tests; ``answer`` is what hears it."""
    before = signal.signal(signal.SIGINT, answer)
    try:
        with pytest.raises(KeyboardInterrupt) as raised:
            yield raised
    finally:
        signal.signal(signal.SIGINT, before)


def test_ctrl_c_never_leaves_a_lease_of_which_nobody_knows(tmp_path, monkeypatch):
    make = lease._make

    def pressed(file):
        is_made = make(file)
        signal.raise_signal(signal.SIGINT)  # the worst moment: made, and not yet noted
        return is_made

    monkeypatch.setattr(lease, "_make", pressed)
    with interrupted(signal.default_int_handler), leases_in(tmp_path) as leases:
        leases.take("key")
    assert not list(tmp_path.iterdir())


def test_a_second_ctrl_c_leaves_no_lease_either(tmp_path, monkeypatch):
    give_back = lease.Leases.give_back

    def pressed(leases, key):
        signal.raise_signal(signal.SIGINT)
        give_back(leases, key)

    monkeypatch.setattr(lease.Leases, "give_back", pressed)
    with interrupted(hear), leases_in(tmp_path) as leases:
        assert all(map(leases.take, "abc"))
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())


def test_an_interruption_held_back_is_raised_whatever_else_is():
    with interrupted(hear) as raised, held_back():
        signal.raise_signal(signal.SIGINT)
        raise OSError
    assert isinstance(raised.value.__context__, OSError)  # and the other is not lost


def test_a_lease_has_a_heartbeat(tmp_path, monkeypatch):
    monkeypatch.setattr("experiments.store.lease.BEAT", 0.02)
    with leases_in(tmp_path) as leases:
        leases.take("key")
        os.utime(tmp_path / "key", (0, 0))
        deadline = time.monotonic() + 5.0
        while (tmp_path / "key").stat().st_mtime < 1.0:
            assert time.monotonic() < deadline
            time.sleep(0.01)


def test_dead_leases_are_cleared_away(tmp_path):
    store = Store(tmp_path / "store").open()
    told = {"host": socket.gethostname(), "pid": gone()}
    (store.leases / "key").write_text(json.dumps(told))
    store.open()
    assert not list(store.leases.iterdir())
