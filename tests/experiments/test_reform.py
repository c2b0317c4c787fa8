"""The study of 1957: what it subtracts, what it counts, and that nothing comes of nothing."""

import dataclasses
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from experiments.studies import reform_tables as tables
from experiments.studies.reform_runs import Task, effects, herfindahl, lived
from experiments.studies.reform_variants import ROOMS, all_variants
from model import data, parameters, scenario

pytestmark = [pytest.mark.once, pytest.mark.xdist_group("reform")]

TINY = 0.001
outputs = arrays(np.float64, (2, 3, 4), elements=st.floats(0.1, 100.0))


def variant(name):
    return next(one for one in all_variants("one_reform") if one.name == name)


@cache
def as_it_was():
    """The reform as history had it, and the same years without it."""
    return lived(Task(variant("as it was"), 1, TINY))


@given(outputs, arrays(np.float64, (2, 3), elements=st.floats(-0.1, 0.1)))
def test_what_sectors_do_alike_everywhere_leaves_no_residual(stayed, national):
    _, sector, region, residual = effects(stayed, stayed * np.exp(national)[:, :, None])
    np.testing.assert_allclose(sector, 100 * national, atol=1e-9)
    # logarithms of sums are not sums of logarithms: second order only
    assert (np.abs(residual) <= 100 * np.ptp(national, axis=1)[:, None] ** 2 / 2 + 1e-9).all()
    assert np.isfinite(region).all()


@given(outputs)
def test_the_same_run_twice_differs_by_nothing(stayed):
    assert all((part == 0.0).all() for part in effects(stayed, stayed.copy()))


@given(arrays(np.float64, (5, 7), elements=st.floats(0.0, 10.0)))
def test_concentration_lies_between_even_and_alone(output):
    found = herfindahl(output)
    made = output.sum(axis=0) > 0
    assert (found[made] >= 1 / len(output) - 1e-12).all()
    assert (found <= 1 + 1e-12).all()
    assert (found[~made] == 0).all()


@given(st.integers(4, 60), st.randoms(use_true_random=False))
def test_quartiles_are_of_equal_size_and_in_order(number, lot):
    key = np.array([[lot.random() for _ in range(number)] for _ in range(3)])
    found = tables.quartiles(key)
    for row, quarter in zip(key, found, strict=True):
        size = np.bincount(quarter, minlength=4)
        assert size.max() - size.min() <= 1
        tops = [row[quarter == q].max() for q in range(4)]
        assert tops == sorted(tops)


def test_recovery_is_counted_from_the_dip_of_the_nation():
    nation = np.array([[0.0, -1.0, -3.0, -2.0, -0.5]])
    dip = tables.dip_year(nation)
    found = dict(zip(tables.MEASURES, tables.measured(nation, dip)[0], strict=True))
    assert (found["dip"], found["recovery"], found["mean"]) == (-3.0, 2.5, -1.625)


def test_variants_have_names_of_their_own_and_settings_that_exist():
    variants = all_variants("historical")
    names = [one.name for one in variants]
    assert len(set(names)) == len(names)
    for one in variants:
        for layers in (one.reform, one.stay):
            scenario.stack(list(dict.fromkeys((*one.layers, *layers))), dict(one.overrides))
    assert all(parameters.find(*switch.split(".")).is_yes_or_no for switch in ROOMS.values())
    assert variants[0].reform == ("historical",)


@pytest.mark.parametrize("name", ["placebo of 1956", "all six off"])
def test_without_content_a_reform_does_nothing_at_all(name):
    found = lived(Task(variant(name), 1, TINY))
    np.testing.assert_array_equal(found.stayed, found.reformed)
    assert found.stayed.sum() > 0


def test_with_content_it_does_something_from_its_year_on():
    found = as_it_was()
    np.testing.assert_array_equal(found.stayed[0], found.reformed[0])
    assert (found.stayed[1:] != found.reformed[1:]).any(axis=(1, 2)).all()
    assert (found.own > 0).any()
    assert (found.own <= 1).all()
    rows = tables.rows("x", tables.gathered([found, found]), data.SECTORS, data.REGIONS)
    assert all(np.isfinite(row.mean) for row in rows)
    assert {row.place for row in rows if row.table == "residual"} == set(data.REGIONS)


def test_other_circumstances_hold_on_both_sides():
    one = dataclasses.replace(variant("as it was"), extras={"regions": "permuted"})
    as_recorded, elsewhere = as_it_was(), lived(Task(one, 1, TINY))
    for pair in (as_recorded, elsewhere):
        np.testing.assert_array_equal(pair.stayed[0], pair.reformed[0])
    # concentration goes with the industry to other regions
    np.testing.assert_allclose(
        np.sort(as_recorded.herfindahl), np.sort(elsewhere.herfindahl), atol=0.15
    )
    assert not np.allclose(as_recorded.herfindahl, elsewhere.herfindahl, atol=0.01)
