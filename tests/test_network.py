"""The opening network: sparse, exactly balanced, with a stated share from the own region."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import data
from model.attachment import attach, distances, gravity
from model.claims import ABROAD, BUILDING, Kind, linked
from model.network import own_region_share, suppliers_per_claim
from model.population import is_farm_product
from tests.strategies import amounts, columns, network, opening

FULL = 1.0
OWN_REGION = 0.234  # share by value of the linked deliveries to works


def sums(code, value, n):
    """A column summed by a code."""
    return np.bincount(code, weights=value, minlength=n)


def ends(n):
    """Needs met, supplies sent and goods moved of a network."""
    return (
        sums(n.claim, n.value, len(n.claims)),
        sums(n.supplier, n.value, len(n.suppliers)),
        sums(n.claims.product[n.claim], n.value, len(data.PRODUCTS)),
    )


def test_needs_are_met_and_supplies_taken_to_the_last_digit():
    n = network()
    met, sent, moved = ends(n)
    good = moved[n.claims.product]
    assert (np.abs(met - n.claims.need) <= 1e-12 * good).all()
    good = moved[n.suppliers.product]
    assert (np.abs(sent - n.suppliers.supply) <= 1e-12 * good).all()
    np.testing.assert_allclose(met, n.claims.need, rtol=1e-6)
    np.testing.assert_allclose(sent, n.suppliers.supply, rtol=1e-6)


def test_what_is_claimed_of_a_good_is_what_there_is_of_it():
    n = network()
    claimed = sums(n.claims.product, n.claims.need, len(data.PRODUCTS))
    there = sums(n.suppliers.product, n.suppliers.supply, len(data.PRODUCTS))
    np.testing.assert_allclose(claimed, there, rtol=1e-9)
    assert (n.claims.need > 0).all()


def test_no_supplier_is_without_customers_and_no_claim_without_a_supplier():
    n = network()
    assert set(range(len(n.suppliers))) == set(n.supplier.tolist())
    assert set(range(len(n.claims))) == set(n.claim.tolist())


def test_links_join_a_maker_and_a_user_of_one_good_once():
    n = network()
    assert (n.suppliers.product[n.supplier] == n.claims.product[n.claim]).all()
    pairs = n.supplier.astype(np.int64) * len(n.claims) + n.claim
    assert (np.diff(pairs) > 0).all()
    assert (n.value > 0).all()


def test_an_input_has_one_to_four_suppliers():
    n = network()
    works = n.claims.kind == Kind.WORKS
    number = np.bincount(n.claim, minlength=len(n.claims))[works]
    assert number.min() == 1
    assert (number <= 4).mean() > 0.995  # the biggest works take whole mines and more
    assert 1.3 < suppliers_per_claim(n) < 1.9


def test_every_works_has_a_link_for_every_input_above_the_threshold():
    n, threshold = network(), 0.01
    wanted = linked(opening().norms, threshold)[:, n.population.product].sum(axis=0)
    works = n.claims.kind == Kind.WORKS
    held = np.bincount(n.claims.owner[works], minlength=len(n.population))
    assert (held == wanted).all()
    assert (held >= 1).all()


@pytest.mark.parametrize("threshold", [0.005, 0.01, 0.05])
def test_no_works_lives_from_the_depot_alone_whatever_the_threshold(threshold):
    inputs = linked(opening().norms, threshold).sum(axis=0)
    assert (inputs[~is_farm_product()] >= 1).all()


@pytest.mark.parametrize("seed", [1, 2])
def test_the_own_region_supplies_its_stated_share(seed):
    share = own_region_share(network(seed=seed))
    assert share == pytest.approx(OWN_REGION, abs=0.02)


def test_building_is_done_by_builders_of_the_region():
    n = network()
    building = [data.PRODUCTS.index(name) for name in BUILDING]
    mine = np.isin(n.claims.product[n.claim], building)
    here = n.suppliers.region[n.supplier] == n.claims.region[n.claim]
    assert n.value[mine & here].sum() / n.value[mine].sum() > 0.999


def test_imports_come_from_abroad_and_exports_go_there():
    n = network()
    desks = slice(n.suppliers.works + n.suppliers.farms, len(n.suppliers))
    assert (n.suppliers.region[desks] == ABROAD).all()
    assert (n.suppliers.region[: desks.start] < ABROAD).all()
    exports = n.claims.kind == Kind.EXPORTS
    assert (n.claims.region[exports] == ABROAD).all()
    assert (n.claims.region[~exports] < ABROAD).all()


# The way it is made.


def test_distances_are_the_same_both_ways_and_least_at_home():
    km = distances(2000.0)
    assert km.shape == (ABROAD + 1, ABROAD + 1)
    inland = km[:ABROAD, :ABROAD]
    np.testing.assert_allclose(inland, inland.T)
    assert (inland > 0).all()
    assert (np.diag(inland) < np.quantile(inland, 0.1, axis=1)).all()
    assert (km[ABROAD] == 2000.0).all()


@given(st.data(), st.integers(1, 6))
def test_gravity_keeps_both_margins(draw, n):
    need, supply = (draw.draw(columns(n, st.floats(0.1, 100.0))) for _ in range(2))
    supply *= need.sum() / supply.sum()
    nearness = np.exp(-draw.draw(columns(n * n, st.floats(0.0, 3.0))).reshape(n, n))
    flow = gravity(need, supply, nearness)
    assert (flow >= 0).all()
    np.testing.assert_allclose(flow.sum(axis=0), supply, rtol=1e-9)
    np.testing.assert_allclose(flow.sum(axis=1), need, rtol=1e-6)


@st.composite
def markets(draw):
    """Customers and suppliers of one good in a few regions; a part may need or have nothing."""
    k = draw(st.integers(1, 4))
    need = draw(st.integers(1, 8).flatmap(lambda n: columns(n, st.floats(0.01, 100.0))))
    supply = draw(st.integers(1, 8).flatmap(lambda m: columns(m, st.floats(0.01, 100.0))))
    supply *= need.sum() / supply.sum()
    places = st.integers(0, k - 1)
    region, place = (
        np.array(draw(st.lists(places, min_size=n, max_size=n))) for n in (len(need), len(supply))
    )
    parts = np.array(draw(st.lists(st.integers(1, 3), min_size=len(need), max_size=len(need))))
    km = np.array(draw(st.lists(amounts(3e3), min_size=k * k, max_size=k * k))).reshape(k, k)
    return need, region, parts, supply, place, np.exp(-0.002 * km)


@settings(max_examples=60)
@given(markets(), st.integers(0, 100))
def test_attaching_meets_every_need_from_every_supply(market, seed):
    need, _, parts, supply, *_ = market
    customer, supplier, value = attach(*market, (seed, "attach"))
    assert (value > 0).all()
    np.testing.assert_allclose(sums(customer, value, len(need)), need, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(sums(supplier, value, len(supply)), supply, rtol=1e-9, atol=1e-9)
    assert len(value) <= parts.sum() + len(supply) - 1
    assert len(set(zip(customer.tolist(), supplier.tolist(), strict=True))) == len(value)


@settings(max_examples=30)
@given(markets(), st.integers(0, 100))
def test_attaching_is_by_lot_of_the_seed_alone(market, seed):
    one, again = (attach(*market, (seed, "attach")) for _ in range(2))
    for a, b in zip(one, again, strict=True):
        assert np.array_equal(a, b)
