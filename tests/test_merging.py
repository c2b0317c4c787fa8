"""Scale merges and does not sample: every cell survives, every total stays."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import data
from model.claims import Kind
from model.merging import groups, merge
from model.network import own_region_share
from tests.strategies import network

SCALES = [0.001, 0.02, 0.1, 0.5]


def cells(population):
    """The cells of region and product in which works stand."""
    return set((population.region * len(data.PRODUCTS) + population.product).tolist())


@pytest.fixture(params=SCALES, scope="module")
def pair(request):
    """The full network, merged and not."""
    return network(), network(request.param), request.param


def test_no_cell_of_region_and_product_disappears(pair):
    full, small, _ = pair
    assert cells(small.population) == cells(full.population)
    assert len(cells(full.population)) > 2500


def test_totals_stay_what_they_were(pair):
    full, small, _ = pair
    for column in ("output", "employment", "n_works"):
        totals = []
        for n in (full, small):
            cell = n.population.region * len(data.PRODUCTS) + n.population.product
            totals.append(np.bincount(cell, weights=getattr(n.population, column)))
        np.testing.assert_allclose(*totals, rtol=1e-9)
    for n in (full, small):
        assert n.value.sum() == pytest.approx(n.claims.need.sum())
    np.testing.assert_allclose(
        *(np.bincount(n.claims.product, weights=n.claims.need) for n in (full, small)), rtol=1e-9
    )
    np.testing.assert_allclose(
        *(np.bincount(n.suppliers.product, weights=n.suppliers.supply) for n in (full, small)),
        rtol=1e-9,
    )


def test_rows_stand_for_whole_works_and_are_about_as_many_as_asked(pair):
    full, small, scale = pair
    works = small.population.n_works
    assert (works == np.rint(works)).all()
    assert (works >= 1).all()
    assert works.sum() == len(full.population)
    number = np.bincount(list(map_cells(full)))
    asked = np.maximum(1, np.rint(scale * number[number > 0])).sum()
    assert len(cells(full.population)) <= len(small.population) <= asked
    assert len(small.population) > 0.9 * asked


def map_cells(n):
    """The cell of each works."""
    return n.population.region * len(data.PRODUCTS) + n.population.product


def test_links_merge_with_their_ends_and_stay_balanced(pair):
    _, small, _ = pair
    met = np.bincount(small.claim, weights=small.value, minlength=len(small.claims))
    sent = np.bincount(small.supplier, weights=small.value, minlength=len(small.suppliers))
    np.testing.assert_allclose(met, small.claims.need, rtol=1e-6)
    np.testing.assert_allclose(sent, small.suppliers.supply, rtol=1e-6)
    assert (small.suppliers.product[small.supplier] == small.claims.product[small.claim]).all()


def test_the_own_region_supplies_the_same_share_at_every_scale(pair):
    full, small, _ = pair
    assert own_region_share(small) == pytest.approx(own_region_share(full), abs=1e-9)


def test_claims_belong_to_the_row_that_their_works_merged_into(pair):
    _, small, _ = pair
    works = small.claims.kind == Kind.WORKS
    owner = small.claims.owner[works]
    assert (small.claims.region[works] == small.population.region[owner]).all()
    assert (np.diff(owner) >= 0).all()
    assert works[: works.sum()].all()


def test_suppliers_stand_in_the_order_of_works(pair):
    _, small, _ = pair
    s, p = small.suppliers, small.population
    assert s.works == len(p)
    assert (s.product[: s.works] == p.product).all()
    assert (s.region[: s.works] == p.region).all()
    np.testing.assert_allclose(s.supply[: s.works], p.output, rtol=1e-9)


def test_at_full_scale_nothing_is_merged():
    assert merge(network(), 1.0, 1) is network()
    assert (network().population.n_works == 1).all()


def test_more_scale_never_means_fewer_rows():
    number = [len(network(scale).population) for scale in (*SCALES, 1.0)]
    assert number == sorted(number)
    assert number[-1] == 62_190


@settings(max_examples=10)
@given(st.floats(0.001, 0.999))
def test_works_merge_only_with_works_of_their_cell_and_like_size(scale):
    p = network().population
    group = groups(p, scale)
    assert group.min() == 0
    assert len(np.unique(group)) == group.max() + 1
    for code in (p.product, p.region):
        low, high = (extreme_by(group, code, f) for f in (np.minimum, np.maximum))
        assert (low == high).all()
    cell = map_cells(network())
    order = np.lexsort((-p.output, cell))
    assert (np.diff(group[order]) >= 0).all()  # classes of size follow one another


def extreme_by(group, code, extreme):
    """The least or the greatest code in each group."""
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    return extreme.reduceat(code[order], starts)


def test_the_biggest_works_stand_alone_longest():
    p = network().population
    group = groups(p, 0.1)
    number = np.bincount(group)[group]
    cell = map_cells(network())
    crowded = np.flatnonzero(np.bincount(cell) > 200)
    for c in crowded:
        mine = np.flatnonzero(cell == c)
        big = mine[np.argsort(-p.output[mine], kind="stable")]
        tenth = len(mine) // 10
        assert number[big[:tenth]].mean() < number[big[-tenth:]].mean()
    assert len(crowded) > 5
