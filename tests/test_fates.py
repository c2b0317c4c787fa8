"""Fates: a row's kinds of luck are as wide as works', their mean as wide as that of all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.fates import FATES, share_out
from model.sums import summed
from tests.worlds import lived

MANY = st.lists(st.integers(1, 500), min_size=1, max_size=40).map(np.array)


def fates_of(works):
    return share_out(works, np.arange(len(works)))


@given(MANY)
def test_fates_share_out_rows_and_works(works):
    fates = fates_of(works)
    np.testing.assert_allclose(fates.of_rows(fates.part), 1.0, rtol=1e-12)
    np.testing.assert_allclose(fates.of_rows(fates.works), works, rtol=1e-12)
    assert (np.bincount(fates.row) == np.minimum(works, FATES)).all()
    assert len(np.unique(fates.identity)) == len(fates)


@given(MANY)
def test_a_row_of_one_works_has_its_own_fate_and_its_own_luck(works):
    fates = fates_of(works)
    alone = works[fates.row] == 1
    drawn = np.linspace(-2.0, 2.0, len(fates))
    np.testing.assert_allclose(fates.luck(drawn)[alone], drawn[alone], rtol=1e-12, atol=1e-15)
    assert (fates.identity[alone] == fates.row[alone]).all()


@given(MANY)
def test_means_lie_between_what_they_are_of(works):
    fates = fates_of(works)
    column = np.cos(np.arange(len(fates)))
    for weight in (fates.works, np.zeros(len(fates)), np.sin(np.arange(len(fates))) ** 2):
        (mean,) = fates.means(weight, column)
        low, high = np.full(len(works), np.inf), np.full(len(works), -np.inf)
        np.minimum.at(low, fates.row, column)
        np.maximum.at(high, fates.row, column)
        assert (mean >= low - 1e-12).all()
        assert (mean <= high + 1e-12).all()


@pytest.mark.parametrize("number", [2, FATES, FATES + 1, 40, 300])
def test_each_fate_is_as_wide_as_a_works_and_their_mean_as_that_of_all(number):
    fates = fates_of(np.full(4000, number))
    luck = fates.luck(np.random.default_rng(number).standard_normal(len(fates)))
    mean = fates.of_rows(luck * fates.part)
    assert np.sqrt(np.mean(luck**2)) == pytest.approx(1.0, rel=0.03)
    assert np.sqrt(np.mean(mean**2)) == pytest.approx(1.0 / np.sqrt(number), rel=0.05)


def test_more_fates_than_there_are_works_would_be_too_many():
    assert len(fates_of(np.array([1, 2, 3]))) == 6


def test_rows_are_what_their_fates_make_together():
    e = lived("1956-06", scale=0.02)
    d, fates = e.directors, e.fates
    np.testing.assert_allclose(fates.of_rows(e.able_of_fate), e.able, rtol=1e-12)
    np.testing.assert_allclose(fates.of_rows(e.planned_of_fate), e.planned, rtol=1e-12)
    made = e.planned_of_fate * np.asarray(d.coverage)[fates.row]
    np.testing.assert_allclose(fates.of_rows(made), d.output, rtol=1e-12)
    told = fates.of_rows(made * e.value_of_fate)
    np.testing.assert_allclose(told, d.output * e.value, rtol=1e-12)
    assert (e.planned_of_fate <= e.able_of_fate * (1 + 1e-12)).all()


@pytest.mark.once
def test_what_shares_of_works_do_hardly_depends_on_the_scale():
    shares = []
    for scale in (0.02, 0.1):
        e = lived("1957-12", scale=scale)
        table = e.record.annual["reported"]
        shares.append(table[["share_failing_january_plan", "share_fulfilling_100_103"]])
    assert np.abs(shares[0] - shares[1]).to_numpy().max() < 0.02
    assert shares[0]["share_failing_january_plan"].min() > 0.03


def test_summed_and_fates_agree():
    fates = fates_of(np.array([1, 9, 2]))
    column = np.arange(float(len(fates)))
    assert (fates.of_rows(column) == summed(fates.row, column, 3)).all()
