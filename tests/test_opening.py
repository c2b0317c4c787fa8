"""January 1956 adds up: every good, every sector, every use."""

import numpy as np
import pytest

from model import data
from model.opening import carry_forward
from model.product_table import USES, allowed, divide, sector_of_product, table_of_1955
from tests.strategies import opening

SECTOR = sector_of_product()
ROUNDED = 5e-5  # the coefficients of the sector table have six decimals and do not close better


def rows_of(table, *columns):
    """Columns of a table of sectors, in the order of the sectors."""
    found = {row["sector"]: row for row in data.table(table)}
    return np.array([[float(found[s][c] or 0.0) for c in columns] for s in data.SECTORS])


def by_sector(table):
    """A table by product summed by sector along its first axis."""
    total = np.zeros((len(data.SECTORS), *table.shape[1:]))
    np.add.at(total, SECTOR, table)
    return total


def test_every_good_of_1955_is_sold_in_full():
    t = table_of_1955()
    came, went = t.output + t.imports, t.flows.sum(axis=1) + t.uses.sum(axis=1)
    np.testing.assert_allclose(came, went, rtol=1e-9)
    assert t.flows.min() >= 0
    assert t.uses.min() >= 0
    assert t.output.min() > 0


def test_products_of_a_sector_sell_what_the_sector_table_says():
    t = table_of_1955()
    flows = by_sector(by_sector(t.flows).T).T
    norms = data.table("industry/opening_1956_coefficients")
    output = rows_of("industry/opening_1956", "gross_output_1955_bn_rub")[:, 0]
    asked = np.array([[float(row[s]) for s in data.SECTORS] for row in norms]) * output
    np.testing.assert_allclose(flows, asked, rtol=ROUNDED)
    uses = rows_of("industry/opening_1956", *USES)
    np.testing.assert_allclose(by_sector(t.uses), uses, rtol=ROUNDED)


def test_nobody_buys_what_is_not_for_him():
    t = table_of_1955()
    forbidden = allowed() == 0
    bought = np.concatenate([t.flows, t.uses], axis=1)
    assert forbidden.sum() > 100
    assert (bought[forbidden] == 0).all()


def test_ore_goes_to_the_furnaces_and_crude_to_the_refineries():
    t, names = table_of_1955(), list(data.PRODUCTS)
    for good, buyer in (("iron_ore", "pig_iron"), ("oil", "oil_products")):
        bought = t.flows[names.index(good)]
        assert bought[names.index(buyer)] == pytest.approx(bought.sum())


@pytest.mark.parametrize("column", ["gross_output_1955_bn_rub", "imports"])
def test_products_share_out_the_figure_of_their_sector(column):
    shared = divide(column)
    assert (shared >= 0).all()
    np.testing.assert_allclose(by_sector(shared), rows_of("industry/opening_1956", column)[:, 0])


def test_new_year_lies_half_a_year_after_the_table():
    o, t = opening(), table_of_1955()
    assert 1.03 < carry_forward() < 1.08
    np.testing.assert_allclose(o.output * 12, t.output * 1000 * carry_forward())
    came = o.output + o.imports
    np.testing.assert_allclose(came, o.flows.sum(axis=1) + o.uses.sum(axis=1), rtol=1e-9)
    np.testing.assert_allclose(o.norms * o.output, o.flows, rtol=1e-9, atol=1e-12)


def test_every_maker_leaves_something_over_what_he_uses():
    o = opening()
    assert (o.norms.sum(axis=0) < 1).all()
    assert (o.norms >= 0).all()


def test_every_sector_has_plant_and_hands_and_its_share_of_building():
    o = opening()
    assert (o.capital > 0).all()
    assert (o.labour > 0).all()
    assert (o.unfinished >= 0).all()
    assert len(o.investment) == len(data.SECTORS) + 2
    stated = rows_of("industry/opening_1956", "capital_1956_01_01_bn_rub")[:, 0]
    np.testing.assert_allclose(o.capital, stated * 1000)
    np.testing.assert_allclose(o.sector_output().sum(), o.output.sum())


def test_a_rouble_of_a_good_is_so_much_of_it():
    o = opening()
    made = np.array([float(row["output_1955"]) for row in data.table("industry/products")])
    np.testing.assert_allclose(o.price() * o.output * 12 / carry_forward(), made)
