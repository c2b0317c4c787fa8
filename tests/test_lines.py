"""Supply lines: sums by supplier and by claim are what counting one by one gives."""

import numpy as np
import pytest

from model import data
from model.claims import NEVER_REQUIRED, SUBSTITUTES, Kind
from model.lines import OUTLETS, lay, ranks
from model.mechanisms.supply import Supply
from model.population import is_farm_product
from model.product_table import sector_of_product
from tests.strategies import SMALL, in_force, network, rungs_of

RULE = in_force(Supply)


@pytest.fixture(scope="module")
def lines():
    """The lines of a small economy, something on all of them."""
    laid = lay(network(SMALL), RULE)
    laid.transit = laid.contract * np.linspace(0.5, 1.5, len(laid.contract))
    return laid


def product(name):
    """The code of a product."""
    return data.PRODUCTS.index(name)


def test_every_link_of_the_network_is_laid_once(lines):
    n = lines.network
    width = len(n.claims)
    ends = lines.supplier.astype(np.int64) * width + lines.claim
    order = np.argsort(ends)
    assert (ends[order] == np.sort(n.supplier * width + n.claim)).all()
    assert lines.contract.sum() == pytest.approx(n.value.sum())
    met = np.bincount(lines.claim, weights=lines.contract)
    np.testing.assert_allclose(met, np.bincount(n.claim, weights=n.value))


def test_links_stand_by_supplier_and_rank_and_their_beginnings_are_known(lines):
    rank, _ = ranks(lines.network, RULE.rank)
    rank_of_link = rank[lines.claim]
    number = 30_000
    end = int(np.flatnonzero(np.diff(lines.supplier[:number]))[-1]) + 1
    counted = rungs_of(lines.supplier[:end].tolist(), rank_of_link[:end].tolist())
    rungs = lines.rungs
    found = rungs._replace(rung_starts=rungs.shelf_starts[rungs.rung_starts])
    for name in ("starts", "number", "rung_starts", "first_rung", "rungs"):
        column = getattr(counted, name)
        np.testing.assert_array_equal(getattr(found, name)[: len(column)], column)
    assert (np.diff(lines.supplier) >= 0).all()
    same = np.diff(lines.supplier) == 0
    assert (np.diff(rank_of_link)[same] >= 0).all()
    assert (lines.supplier[lines.rungs.starts] == lines.senders).all()


def test_sums_by_claim_and_by_supplier_are_what_counting_gives(lines):
    claims, suppliers = len(lines.network.claims), len(lines.network.suppliers)
    cases = (
        (lines.received(), lines.claim, lines.transit, claims),
        (lines.contract_of_claim(), lines.claim, lines.contract, claims),
        (lines.by_supplier(lines.transit), lines.supplier, lines.transit, suppliers),
    )
    for found, code, value, n in cases:
        counted = np.bincount(code, weights=value, minlength=n)
        np.testing.assert_allclose(found, counted, rtol=1e-12)


def test_whatever_stands_in_a_balance_is_counted_in_doubles(lines):
    for column in (lines.contract, lines.transit, lines.stock, lines.finished):
        assert column.dtype == np.float64


def test_ranks_are_as_decreed(lines):
    n, p = lines.network, RULE.rank
    rank, is_final = ranks(n, p)
    claims = n.claims
    maker = np.array([data.PRODUCTS[q] for q in n.population.product])
    works = claims.kind == Kind.WORKS

    def of(mask):
        (only,) = set(rank[mask].tolist())
        return only

    armourer = works.copy()
    armourer[works] = maker[claims.owner[works]] == "military_goods"
    smith = works.copy()
    smith[works] = maker[claims.owner[works]] == "steel"
    weaver = works.copy()
    weaver[works] = maker[claims.owner[works]] == "cotton_fabric"
    seed = (claims.kind == Kind.DEPOT) & is_farm_product()[claims.product]
    depot = (claims.kind == Kind.DEPOT) & ~is_farm_product()[claims.product]
    army, site, shop = (claims.kind == k for k in (Kind.DEFENCE, Kind.INVESTMENT, Kind.SHOPS))
    assert of(seed) < of(army) == of(armourer) < of(site) < of(smith) == of(depot)
    assert of(smith) < of(weaver) < of(shop)
    assert (is_final == (claims.kind >= Kind.DEFENCE)).all()


def test_final_deliveries_keep_more_of_their_share(lines):
    final = lines.network.claims.kind[lines.claim] >= Kind.DEFENCE
    floor = np.repeat(lines.floor, lines.rungs.shelf_number)
    assert set(floor[final]) == {RULE.final_floor}
    assert set(floor[~final]) == {RULE.shared_floor}


def test_a_shelf_is_of_one_supplier_and_one_rank(lines):
    rungs, rank = lines.rungs, ranks(lines.network, RULE.rank)[0][lines.claim]
    for column in (lines.supplier, rank):
        least, most = (f.reduceat(column, rungs.shelf_starts) for f in (np.minimum, np.maximum))
        assert (least == most).all()
    shelves = np.repeat(np.arange(len(rungs.rungs)), rungs.shelves)
    np.testing.assert_array_equal(shelves, np.repeat(np.repeat(
        np.arange(len(rungs.rungs)), rungs.rungs), rungs.rung_number))  # fmt: skip
    assert rungs.shelf_number.sum() == rungs.number.sum() == len(lines.claim)


def test_what_works_have_beyond_their_orders_goes_to_sites_and_shops_and_arms_to_the_army(lines):
    claims, sector_of = lines.network.claims, sector_of_product()
    kind, sector = claims.kind[lines.claim], sector_of[claims.product[lines.claim]]
    works = lines.supplier < lines.network.suppliers.works
    arms = (kind == Kind.DEFENCE) & (sector == data.SECTORS.index("defence_space"))
    assert (lines.outlet == (works & (np.isin(kind, OUTLETS) | arms))).all()
    assert (lines.outlet & arms).any()
    assert lines.outlet.any()


def test_substitutes_of_a_works_are_one_unit_and_other_inputs_one_each(lines):
    claims, units = lines.network.claims, lines.units
    owner, good = claims.owner[: lines.works_claims], claims.product[: lines.works_claims]
    group = {product(name): g for g, names in enumerate(SUBSTITUTES) for name in names}
    kinds = [
        (o, ("group", group[g]) if g in group else g) for o, g in zip(owner, good, strict=True)
    ]
    found = {}
    for key, unit in zip(kinds, units.of_claim, strict=True):
        assert found.setdefault(key, unit) == unit
    assert len(set(found.values())) == len(found) == len(units.starts)


def test_new_materials_stop_nobody_and_old_ones_do(lines):
    claims, units = lines.network.claims, lines.units
    never = [product(name) for name in NEVER_REQUIRED]
    new = np.isin(claims.product[: lines.works_claims], never)
    assert new.any()
    old = np.bincount(units.of_claim, weights=~new)
    assert (units.weight == (old > 0)).all()
    owner = claims.owner[units.starts]
    required = np.bincount(owner, weights=units.weight)
    np.testing.assert_array_equal(units.required, required)


def test_every_works_has_inputs_of_its_own(lines):
    owners = np.unique(lines.network.claims.owner[: lines.works_claims])
    assert len(owners) == len(lines.network.population) == len(lines.units.owner_starts)
