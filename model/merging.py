"""Scale: works of one region, product and size class merge into one row.

Nothing is sampled. Every cell of region and product keeps at least one row, rows stand
for whole works (`n_works`), links merge with their ends, and all totals stay what they
were; then links are bundled (`model.bundling`). Sampling was tried and is wrong: a twentieth
of the works drawn at random leaves out two cells in five, and with them most of the neighbours
from whom works are supplied.
"""

from __future__ import annotations

import numpy as np

from model import data
from model.bundling import bundled
from model.claims import Claims, Kind, input_rank
from model.network import Network, Suppliers
from model.population import Population
from model.sums import rows_of_cells, summed
from model.units import Quantities, Rows


def merge(network: Network, scale: float, seed: int) -> Network:
    """Return the network at a scale in (0, 1]; at 1 the network itself.

    Guarantees: no non-empty cell of region and product disappears; output, employment,
    needs, supplies and link values add up to the same totals, these from region to region too.
    ``seed``: of the network, for the lots by which links are bundled.
    """
    if scale >= 1.0:
        return network
    group = groups(network.population, scale)
    population = _merge_works(network.population, group)
    claims, claim_group = _merge_claims(network.claims, group)
    suppliers, supplier_group = _merge_suppliers(network.suppliers, group, len(population))
    width = len(claims)
    key = supplier_group[network.supplier].astype(np.int64) * width + claim_group[network.claim]
    pair, inverse = np.unique(key, return_inverse=True)
    value = summed(inverse, weights=network.value)
    merged = Network(population, claims, suppliers, pair // width, pair % width, value)
    return bundled(merged, seed)


def groups(population: Population, scale: float) -> Rows:
    """Return (n,) the row each works merges into, numbered by region, product and size.

    A cell of n works gets about ``scale`` x n rows and never less than one; inside a cell
    rows are classes of size with equal sums of square roots of output, so that big works
    stand alone longest.
    """
    cell = population.region * len(data.PRODUCTS) + population.product
    order = np.lexsort((-population.output, cell))
    sorted_cell = cell[order]
    starts, _, rows, which = rows_of_cells(sorted_cell, scale)
    weight = np.sqrt(population.output[order])
    total = np.add.reduceat(weight, starts)
    before = np.cumsum(weight) - weight
    before -= before[starts][which]
    share = np.minimum(before / total[which], 1.0 - 1e-12)
    wanted = np.floor(share * rows[which]).astype(np.int64)
    first = np.cumsum(rows) - rows
    _, dense = np.unique(first[which] + wanted, return_inverse=True)
    group = np.empty(len(cell), dtype=np.int64)
    group[order] = dense
    return group


def _merge_works(population: Population, group: Rows) -> Population:
    first = np.unique(group, return_index=True)[1]

    def total(column: Quantities) -> Quantities:
        return summed(group, weights=column)

    return Population(
        population.product[first],
        population.region[first],
        total(population.output),
        total(population.employment),
        total(population.n_works),
        population.identity[first],
        population.shares,
        population.farms,
    )


def _merge_claims(claims: Claims, group: Rows) -> tuple[Claims, Rows]:
    """Merge the claims of merged works; all others stay as they are, behind them."""
    works = claims.kind == Kind.WORKS
    width, rank = len(data.PRODUCTS), input_rank()
    by_rank = np.argsort(rank, kind="stable")
    key = group[claims.owner[works]] * width + rank[claims.product[works]]
    pair, inverse = np.unique(key, return_inverse=True)
    first = np.unique(inverse, return_index=True)[1]
    number = len(pair)
    where = np.concatenate([inverse, number + np.arange((~works).sum())])

    def joined(ours: Rows, theirs: Rows) -> Rows:
        return np.concatenate([ours, theirs[~works]])

    merged = Claims(
        joined(np.full(number, Kind.WORKS), claims.kind),
        joined(pair // width, claims.owner),
        joined(by_rank[pair % width], claims.product),
        joined(claims.region[works][first], claims.region),
        np.concatenate([summed(inverse, weights=claims.need[works]), claims.need[~works]]),
    )
    return merged, where


def _merge_suppliers(suppliers: Suppliers, group: Rows, rows: int) -> tuple[Suppliers, Rows]:
    """Merge the works among the suppliers; farm rows and desks follow unchanged."""
    beyond = len(suppliers) - suppliers.works
    where = np.concatenate([group, rows + np.arange(beyond)])
    first = np.unique(where, return_index=True)[1]
    merged = Suppliers(
        suppliers.product[first],
        suppliers.region[first],
        summed(where, weights=suppliers.supply),
        rows,
        suppliers.farms,
    )
    return merged, where
