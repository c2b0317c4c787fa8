"""The standing studies: settings inside their ranges, and the same numbers from any workers."""

import numpy as np
import pytest

from experiments.studies import opening, scale, stability
from experiments.studies.many import Ask, each
from model.parameters import read, rooms


def test_points_cover_the_whole_range_of_every_number():
    names = {name for name, _, _ in stability.numeric_parameters()}
    known = {
        f"{room}.{name}"
        for room in rooms()
        for name, parameter in read(room).items()
        if parameter.unit != "yes/no" and parameter.by != "claimant"
    }
    assert names == known
    drawn = stability.points(64)
    for name, low, high in stability.numeric_parameters():
        values = np.array([point[name] for point in drawn])
        assert (values >= low).all()
        assert (values <= high).all()
        assert np.ptp(values) > 0.9 * (high - low)


def test_any_number_of_workers_gives_the_same_numbers():
    asks = [Ask({"scale": 0.005, "seed": seed}, "1956-12") for seed in (1, 2, 3)]
    alone = [found for _, found in each(asks, stability.use_of_capacity, workers=1)]
    shared = [found for _, found in each(asks, stability.use_of_capacity, workers=2)]
    assert alone == shared
    assert alone[0] != alone[1]


def test_a_paired_difference_has_its_interval():
    gap, half = scale.compare([1.0, 2.0, 3.0], [1.5, 2.5, 3.5])
    assert gap == pytest.approx(0.5)
    assert half == pytest.approx(0.0, abs=1e-12)
    _, wide = scale.compare([1.0, 2.0, 3.0], [1.5, 2.0, 4.0])
    assert wide > 0


def test_levels_of_a_year_are_those_of_the_record():
    found = next(iter(each([Ask({"scale": 0.005}, "1957-12")], scale.levels, workers=1)))[1]
    assert [set(year) for year in found] == [set(scale.OUTPUTS + scale.FILLS)] * 2
    assert found[1]["national_income"] > found[0]["national_income"] > 0
    assert 0.9 < found[0]["fill_rate_within_region"] <= 1.0


def test_the_opening_is_told_as_it_is():
    told = opening.facts()
    assert told["works"] == 62190
    assert 700_000 < told["links"] < 1_000_000
    assert 0.08 < told["works_above_1000"] < 0.12
    assert 0.55 < told["labour_above_1000"] < 0.65
