"""62,190 works and their regions: nobody is left out and totals are what they were."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import data
from model.merging import merge
from model.population import (
    PERMUTED,
    Places,
    apportion,
    divide,
    draw,
    farm_output,
    farms_at,
    is_farm_product,
    regional_shares,
    shares_at,
    size_anchors,
)
from model.product_table import sector_of_product
from tests.strategies import amounts, columns, network, opening

WORKS = 62_190


def population(seed=1):
    """The full population of a network seed."""
    return network(seed=seed).population


def test_there_are_as_many_works_of_a_product_as_the_table_says():
    number = [int(row["n_works"] or 0) for row in data.table("industry/products")]
    number = np.where(is_farm_product(), 0, number)
    assert len(population()) == WORKS == number.sum()
    found = np.bincount(population().product, minlength=len(number))
    assert found.tolist() == number.tolist()
    assert (population().n_works == 1).all()
    assert (population().identity == np.arange(WORKS)).all()


def test_works_make_the_output_of_the_country():
    p, o = population(), opening()
    made = np.bincount(p.product, weights=p.output, minlength=len(o.output))
    np.testing.assert_allclose(made, np.where(is_farm_product(), 0.0, o.output), rtol=1e-9)
    assert (p.output > 0).all()


def test_works_employ_the_labour_of_their_sector():
    p, o = population(), opening()
    sector = sector_of_product()[p.product]
    found = np.bincount(sector, weights=p.employment, minlength=len(data.SECTORS))
    in_works = np.bincount(sector, minlength=len(data.SECTORS)) > 0
    np.testing.assert_allclose(found[in_works], o.labour[in_works], rtol=1e-9)
    assert (p.employment > 0).all()


def test_a_region_has_works_of_a_sector_exactly_where_the_record_has_the_sector():
    p = population()
    found = np.zeros((len(data.SECTORS), len(data.REGIONS)), dtype=bool)
    found[sector_of_product()[p.product], p.region] = True
    assert (found == (regional_shares() > 0)).all()


def test_a_region_makes_its_share_of_a_sector():
    p, o = population(), opening()
    sector, regions = sector_of_product()[p.product], len(data.REGIONS)
    size = len(data.SECTORS) * regions
    made = np.bincount(sector * regions + p.region, weights=p.output, minlength=size)
    share = made.reshape(-1, regions) / o.sector_output()[:, None]
    asked = regional_shares()
    farms = np.isin(data.SECTORS, data.FARM_SECTORS)
    missed = np.abs(share - asked)[~farms].sum(axis=1) / 2
    assert np.median(missed) < 0.01
    assert missed.max() < 0.06


def test_rows_stand_by_region_then_product():
    p = population()
    cell = p.region * len(data.PRODUCTS) + p.product
    assert (np.diff(cell) >= 0).all()


def test_big_works_hold_the_labour_that_the_anchors_say():
    found = size_anchors(population())
    assert 0.07 < found["works_above_1000"] < 0.13  # documented: about a tenth
    assert 0.52 < found["labour_above_1000"] < 0.68  # and three fifths


def test_another_seed_draws_other_works_with_the_same_totals():
    one, other = population(), draw(opening(), 2)
    assert not np.array_equal(one.output, other.output)
    assert not np.array_equal(one.product, other.product)
    for code in ("product", "region"):
        pair = (np.bincount(getattr(p, code)) for p in (one, other))
        np.testing.assert_array_equal(*pair)
    again = draw(opening(), 1)
    assert np.array_equal(one.output, again.output)
    assert np.array_equal(one.region, again.region)


@given(st.integers(0, 1000), st.integers(1, 12).flatmap(lambda n: columns(n, amounts(1.0))))
def test_apportioning_gives_out_the_whole_number(more, share):
    there = share > 0
    if not there.any():
        share, there = np.ones(len(share)), np.ones(len(share), dtype=bool)
    total = int(there.sum()) + more
    found = apportion(total, share / share.sum())
    assert found.sum() == total
    assert (found[there] >= 1).all()
    assert (found[~there] == 0).all()
    exact = total * share / share.sum()
    assert (found[there] >= np.minimum(np.floor(exact[there]) - there.sum(), 1)).all()


@given(st.integers(20, 5000))
def test_apportioning_is_by_largest_remainders(total):
    share = np.array([0.41, 0.33, 0.17, 0.09])
    found = apportion(total, share)
    assert (np.abs(found - total * share) < 1).all()


def test_farms_stand_where_fields_and_herds_are():
    o, made = opening(), farm_output(opening())
    farms = is_farm_product()
    assert (made >= 0).all()
    np.testing.assert_allclose(made.sum(axis=1), np.where(farms, o.output, 0.0), rtol=1e-9)
    cotton = made[data.PRODUCTS.index("cotton")]
    growers = {data.REPUBLIC_OF_REGION[r] for r in np.flatnonzero(cotton > 0.02 * cotton.sum())}
    assert "uzbek" in " ".join(growers)


@pytest.mark.parametrize("copies", [2, 3])
def test_works_divided_are_more_and_make_no_more(copies):
    small = merge(network(), 0.02, 1).population
    many = divide(small, copies)
    assert len(many) == copies * len(small)
    assert len(set(many.identity)) == len(many)
    for column in ("output", "employment"):
        assert getattr(many, column).sum() == pytest.approx(getattr(small, column).sum())
    assert divide(small, 1) is small


@given(st.integers(0, 10_000))
def test_regions_permuted_are_the_same_regions_elsewhere(seed):
    recorded, found = regional_shares(), shares_at(Places(PERMUTED), seed)
    assert sorted(map(tuple, found.T)) == sorted(map(tuple, recorded.T))
    np.testing.assert_array_equal(found, shares_at(Places(PERMUTED), seed))
    farms = farms_at(opening(), Places(PERMUTED), seed)
    np.testing.assert_array_equal(farms, farm_output(opening()))  # fields do not move


@given(st.integers(0, 10_000), st.floats(0.01, 1.0))
def test_shares_off_by_lot_keep_the_totals_of_the_country(seed, noise):
    places, recorded = Places(noise=noise), regional_shares()
    found, farms = shares_at(places, seed), farms_at(opening(), places, seed)
    np.testing.assert_allclose(found.sum(axis=1), recorded.sum(axis=1), rtol=1e-12)
    np.testing.assert_allclose(farms.sum(axis=1), farm_output(opening()).sum(axis=1), rtol=1e-12)
    assert ((found > 0) == (recorded > 0)).all()
    assert not np.allclose(found, recorded, rtol=1e-3)


def test_shares_are_off_by_as_much_as_said():
    there = regional_shares() > 0
    off = [
        np.log(shares_at(Places(noise=0.3), seed)[there] / regional_shares()[there])
        for seed in range(20)
    ]
    assert np.std(off) == pytest.approx(0.3, abs=0.03)


def test_nothing_said_is_as_recorded():
    np.testing.assert_array_equal(shares_at(Places(), 5), regional_shares())
    np.testing.assert_array_equal(farms_at(opening(), Places(), 5), farm_output(opening()))


@pytest.mark.parametrize("places", [Places(PERMUTED), Places(noise=0.3)])
def test_works_elsewhere_make_the_same_in_all(places):
    p, o = draw(opening(), 3, places), opening()
    made = np.bincount(p.product, weights=p.output, minlength=len(o.output))
    np.testing.assert_allclose(made, np.where(is_farm_product(), 0.0, o.output), rtol=1e-9)
    assert len(p) == WORKS
    assert not np.array_equal(p.region, population(3).region)


def test_too_few_cannot_be_given_to_too_many():
    for total, share in ((2, [0.3, 0.3, 0.4]), (1, [0.0, 0.0])):
        with pytest.raises(ValueError, match="cannot be divided"):
            apportion(total, np.array(share))
