"""A tiny economy that keeps the contract of the real one: it grows at a steady rate."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from model import calendar
from model.law import Law

GROWTH = {  # a year: reported, true
    "group_a_output": (0.10, 0.08),
    "group_b_output": (0.07, 0.05),
    "gross_industrial_output": (0.09, 0.07),
    "national_income": (0.07, 0.06),
    "gross_agricultural_output": (0.04, 0.04),
    "steel": (0.075, 0.075),
    "cotton_fabric": (0.01, 0.01),
    "housing_urban": (0.03, 0.03),
}
LEVEL_OF_1956 = {"steel": 48.7, "cotton_fabric": 5500.0, "housing_urban": 41.5}
ALONE_IN_TRUTH = {"fill_rate": 0.97}


class FakeRoll:
    def __init__(self, kind, columns):
        self.kind, self.columns = kind, columns

    def __len__(self):
        return len(self.columns["region"])


class FactoryDirector:
    pass


class FakeRecord:
    silent = frozenset({"cotton_fabric"})

    def __init__(self):
        self.seconds = {"dispatch": 0.03, "production": 0.01}
        self.written = []

    @property
    def monthly(self):
        months = [calendar.name(month) for month in self.written]
        steel = [4.0 + 0.02 * month for month in self.written]
        columns = pd.MultiIndex.from_tuples([("reported", "steel"), ("true", "steel")])
        return pd.DataFrame(np.array([steel, steel]).T, index=months, columns=columns)

    @property
    def annual(self):
        years = sorted({calendar.year_of(m) for m in self.written if m % 12 == 11})
        columns = {}
        for name, rates in GROWTH.items():
            for ledger, rate in zip(("reported", "true"), rates, strict=True):
                level = LEVEL_OF_1956.get(name, 100.0)
                columns[ledger, name] = [level * (1 + rate) ** (year - 1956) for year in years]
        columns |= {("true", name): [level] * len(years) for name, level in ALONE_IN_TRUTH.items()}
        index = pd.Index(years, name="year", dtype="int64")
        frame = pd.DataFrame(columns, index=index)
        frame.columns = pd.MultiIndex.from_tuples(columns)
        return frame

    @property
    def regions(self):
        rows = [
            {
                "year": 1956,
                "region": "leningrad",
                "indicator": "fill_rate",
                "ledger": "true",
                "value": 0.9,
            }
        ]
        return pd.DataFrame(rows)


class FakeEconomy:
    """Lives its months, remembers what it was asked to be."""

    def __init__(
        self, scenario, scale, seed, network_seed=1, weather="measured", check=False, copies=1
    ):
        self.asked = {
            "scale": scale,
            "seed": seed,
            "network_seed": network_seed,
            "weather": weather,
        }
        self.check, self.closed, self.copies = check, False, copies
        self.law = Law(scenario) if not isinstance(scenario, str) else None
        self.month = calendar.FIRST_MONTH
        self.record = FakeRecord()
        columns = {
            "region": np.array([0, 1]),
            "product": np.array([0, 2]),
            "sector": np.array([0, 1]),
            "output": np.array([1.0, 2.0]),
            "inputs": np.zeros((2, 3)),
        }
        self.directors = FakeRoll(FactoryDirector, columns)
        self.rolls = {"directors": self.directors}

    def run(self, until, progress=None):
        last = calendar.month(until)
        first = self.month
        while self.month <= last:
            self.record.written.append(self.month)
            self.directors.columns["output"] += 1.0
            self.month += 1
            if progress:
                progress(self.month - first, last - first + 1)

    def close(self):
        self.closed = True


@pytest.fixture
def economy():
    return FakeEconomy


@pytest.fixture
def record():
    """The record of 1956-65."""
    whole = FakeRecord()
    whole.written = list(range(120))
    return whole


@pytest.fixture
def strict_json():
    """Read JSON that says neither NaN nor infinity."""

    def read(text):
        def refuse(word):
            raise AssertionError(f"{word} is not JSON")

        return json.loads(text, parse_constant=refuse)

    return read
