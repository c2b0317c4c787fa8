"""Economies that many tests look at: each is lived once for all processes of the tests.

How it stood after a month is kept on disk, in the cache of the tests. Who asks for the same
economy at that month or a later one is given a copy of his own, and it goes on from there;
`test_worlds.py` holds such a copy against one that was never put away, to the last bit.
"""

import hashlib
import os
import pickle
import tempfile
from pathlib import Path

from model import calendar, year
from model.record import Record
from tests.strategies import economy

TINY = 0.005
YEAR = year.YEAR
USUAL = {"scale": TINY, "check": True}  # its books are checked, whoever looks at it


def lived(until, scenario="historical", **given):
    """An economy at the end of a month, to look at or to go on with: nobody else has it."""
    given = USUAL | {name: value for name, value in given.items() if value != {}}
    folder = _folder(scenario, given)
    last = calendar.month(until)
    months = sorted(int(file.stem) for file in folder.glob("*.pickle"))
    before = max((month for month in months if month <= last), default=None)
    e = economy(scenario, **given) if before is None else _read(folder / f"{before}.pickle")
    if before != last:
        assert year.YEAR is YEAR, "others would be given what was lived in a year of one test's own"
        for month in (*_stations(given, e.month, last), last):
            e.run(calendar.name(month))
            _keep(e, folder / f"{month}.pickle")
    return e


def _stations(given, first, last):
    """The Decembers on the way, of a history to which nothing was done: many ask for them."""
    return () if given.keys() - USUAL.keys() else range(first + 11 - first % 12, last, 12)


def _folder(scenario, given):
    """Where an economy is kept that was asked for so."""
    asked = repr((scenario, sorted(given.items(), key=lambda item: item[0])))
    name = hashlib.sha256(asked.encode()).hexdigest()[:24]
    folder = Path(os.environ["SEMILETKA_CACHE"]) / "worlds" / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _read(file):
    with file.open("rb") as there:
        return pickle.load(there)


class _Whole(pickle.Pickler):
    """Keeps a record with its statistical office, which does not travel otherwise."""

    def reducer_override(self, thing):
        if type(thing) is Record:
            return Record.__new__, (Record,), vars(thing)
        return NotImplemented


def _keep(e, file):
    """Put a copy there, whole or not at all: another process may want to read it."""
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as there:
        _Whole(there, pickle.HIGHEST_PROTOCOL).dump(e)
    os.replace(there.name, file)
