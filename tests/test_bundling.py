"""Bundling: fewer links carry the same goods to the same claims, between the same regions."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.bundling import _cut, bundled
from model.claims import Kind
from tests.strategies import network

SEED = 7


@pytest.fixture(scope="module")
def pair():
    """A network as drawn, and bundled."""
    return network(), bundled(network(), SEED)


def flows(n, place):
    """What the makers of a good in each region send to each place of a claim."""
    origin = n.suppliers.product * (n.suppliers.region.max() + 1) + n.suppliers.region
    places = place.max() + 1
    return np.bincount(
        origin[n.supplier] * places + place[n.claim], n.value, (origin.max() + 1) * places
    )


def test_claims_get_suppliers_send_and_regions_exchange_what_they_did(pair):
    drawn, _ = pair
    claims, small = drawn.claims, 1e-9 * drawn.value.mean()
    for end, number in (("claim", len(claims)), ("supplier", len(drawn.suppliers))):
        sums = [np.bincount(getattr(n, end), n.value, number) for n in pair]
        np.testing.assert_allclose(sums[1], sums[0], rtol=1e-6, atol=small)
    works = (claims.kind == Kind.WORKS).astype(np.int64)
    for place in (claims.region, claims.region * 2 + works):
        sent = [flows(n, place) for n in pair]
        np.testing.assert_allclose(sent[1], sent[0], rtol=1e-6, atol=small)


def test_there_are_fewer_links_and_each_carries_something(pair):
    drawn, few = pair
    assert len(few.value) < len(drawn.value)
    assert (few.value > 0).all()
    pairs = few.supplier * len(few.claims) + few.claim
    assert (np.diff(pairs) > 0).all()
    assert (few.suppliers.product[few.supplier] == few.claims.product[few.claim]).all()


def test_merged_works_have_about_as_many_suppliers_as_a_works():
    def suppliers(n):
        works = n.claims.kind == Kind.WORKS
        return works[n.claim].sum() / works.sum()

    assert suppliers(network(0.1)) < 1.5 * suppliers(network())


def test_another_seed_bundles_otherwise(pair):
    _, few = pair
    other = bundled(network(), SEED + 1)
    assert other.value.sum() == pytest.approx(few.value.sum())
    assert not np.array_equal(other.supplier[:1000], few.supplier[:1000]) or not np.array_equal(
        other.claim[:1000], few.claim[:1000]
    )


amounts = st.lists(st.floats(1e-3, 1e3), min_size=1, max_size=6)


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=5))
def test_lines_are_cut_inside_blocks_only_and_keep_both_margins(blocks):
    left_block = np.repeat(np.arange(len(blocks)), [len(one) for one, _ in blocks])
    right_block = np.repeat(np.arange(len(blocks)), [len(other) for _, other in blocks])
    left = np.concatenate([one for one, _ in blocks])
    right = np.concatenate([np.array(other) * sum(one) / sum(other) for one, other in blocks])
    row, column, value = _cut(left_block, left, right_block, right)
    assert (left_block[row] == right_block[column]).all()
    assert len(value) <= len(left) + len(right) - len(blocks)
    small = 1e-6 * left.sum()
    np.testing.assert_allclose(np.bincount(row, value, len(left)), left, rtol=1e-6, atol=small)
    np.testing.assert_allclose(np.bincount(column, value, len(right)), right, rtol=1e-6, atol=small)


def test_links_that_carry_nothing_are_left_out_even_where_nothing_else_is():
    drawn = network()
    idle = drawn.claims.product[drawn.claim] == 0
    for value in (np.where(idle, 0.0, drawn.value), np.zeros(len(drawn.value))):
        few = bundled(replace(drawn, value=value), SEED)
        assert (few.value > 0).all()
        assert few.value.sum() == pytest.approx(value.sum())
