"""The machine: freed memory is used again, and a C library that cannot be asked is left alone."""

import ctypes
from types import SimpleNamespace

import pytest

from experiments import machine


def test_what_is_freed_is_kept_for_the_longest_column_and_no_more(monkeypatch):
    told = {}
    library = SimpleNamespace(mallopt=told.__setitem__)
    monkeypatch.setattr(ctypes, "CDLL", lambda _: library)
    machine.keep_what_is_freed()
    full = 3 * 600_000 * 8  # bytes of a column by kind of sorts at full scale
    assert full < told[-3] <= 2**25  # glibc refuses more
    assert full < told[-1] < 2**31


@pytest.mark.parametrize("fault", [OSError, TypeError, AttributeError])
def test_a_library_without_the_call_is_left_alone(monkeypatch, fault):
    def missing(_):
        raise fault

    monkeypatch.setattr(ctypes, "CDLL", missing)
    assert machine.keep_what_is_freed() is None
