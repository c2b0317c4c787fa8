"""The supply network: suppliers, claims and the links between them.

Suppliers are works, farm sectors of a region and import desks, in this order; claims
are `model.claims.Claims`. Links are sorted by supplier, then claim, so that dispatch is
a gather, `reduceat` and a multiply; a permutation gives them by claim for what arrives.
The full network is drawn once for a network seed and cached; `model.merging` makes the
network of a smaller scale out of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model import data, farm_use
from model.attachment import attach, distances
from model.claims import ABROAD, Claims, Kind, all_claims, region_output, stock_building
from model.opening import Opening
from model.population import AS_RECORDED, Places, Population
from model.units import Quantities, Rows


@dataclass(frozen=True)
class Wiring:
    """What shapes the opening network: parameters of `supply` and `procurement`, places."""

    link_threshold: float
    main_input: float
    distance_decay: float
    abroad_distance: float
    rural_weight: float
    least_marketed: float
    places: Places = AS_RECORDED


@dataclass(frozen=True)
class Suppliers:
    """Columns (m,): works rows first, then farm rows, then import desks.

    ``product``, ``region`` (`claims.ABROAD` for desks), ``supply``: mln rub a month that
    is there for others in January 1956. ``works`` and ``farms`` count the first two kinds.
    """

    product: Rows
    region: Rows
    supply: Quantities
    works: int
    farms: int

    def __len__(self) -> int:
        """Return the number of suppliers."""
        return len(self.product)


@dataclass(frozen=True)
class Network:
    """Population, claims, suppliers and links.

    ``supplier``, ``claim``, ``value``: (l,) ends and opening contract (mln rub a month)
    of every link, sorted by supplier, then claim.
    """

    population: Population
    claims: Claims
    suppliers: Suppliers
    supplier: Rows
    claim: Rows
    value: Quantities


def suppliers_of(population: Population, opening: Opening, least_marketed: float) -> Suppliers:
    """Return every supplier: works, farm sectors by region, import desks by product."""
    farms = population.farms
    own_use = opening.use("farm_use") / np.where(opening.output > 0, opening.output, 1.0)
    kept = farm_use.at_opening(opening, region_output(population), least_marketed).kept()
    kept *= stock_building(opening)[:, None]
    p, r = np.nonzero(farms > 0)
    desks = np.flatnonzero(opening.imports > 0)
    return Suppliers(
        product=np.concatenate([population.product, p, desks]),
        region=np.concatenate([population.region, r, np.full(len(desks), ABROAD)]),
        supply=np.concatenate(
            [
                population.output,
                farms[p, r] * (1.0 - own_use[p]) - kept[p, r],
                opening.imports[desks],
            ]
        ),
        works=len(population),
        farms=len(p),
    )


def build(population: Population, opening: Opening, wiring: Wiring, seed: int) -> Network:
    """Attach every claim of the opening to suppliers, product by product."""
    least = wiring.least_marketed
    claims = all_claims(population, opening, wiring.link_threshold, wiring.rural_weight, least)
    suppliers = suppliers_of(population, opening, least)
    parts = _parts(claims, opening, population, wiring.main_input)
    near = np.exp(-wiring.distance_decay * distances(wiring.abroad_distance))
    pieces = []
    for p in range(len(data.PRODUCTS)):
        mine = np.flatnonzero(claims.product == p)
        makers = np.flatnonzero(suppliers.product == p)
        local = data.PRODUCTS[p] in ("industrial_building", "urban_housing")
        customer, maker, value = attach(
            claims.need[mine],
            claims.region[mine],
            parts[mine],
            suppliers.supply[makers],
            suppliers.region[makers],
            np.eye(len(near)) if local else near,
            (seed, f"attach:{data.PRODUCTS[p]}"),
        )
        pieces.append((makers[maker], mine[customer], value))
    supplier, claim, value = (np.concatenate(column) for column in zip(*pieces, strict=True))
    order = np.lexsort((claim, supplier))
    return Network(population, claims, suppliers, supplier[order], claim[order], value[order])


def _parts(claims: Claims, opening: Opening, population: Population, main_input: float) -> Rows:
    """Return (n,) in how many parts a claim draws: one, two for main inputs, three beyond works."""
    works = claims.kind == Kind.WORKS
    maker = population.product[np.where(works, claims.owner, 0)]
    main = opening.norms[claims.product, maker] >= main_input
    return np.where(works, 1 + main, 3)


def own_region_share(network: Network) -> float:
    """Return the share of linked deliveries, by value, that stay in their region."""
    here = network.suppliers.region[network.supplier] == network.claims.region[network.claim]
    works = network.claims.kind[network.claim] == Kind.WORKS
    return float(network.value[here & works].sum() / network.value[works].sum())


def suppliers_per_claim(network: Network) -> float:
    """Return how many suppliers a linked input of a works has, on average."""
    works = network.claims.kind[network.claim] == Kind.WORKS
    return float(works.sum() / (network.claims.kind == Kind.WORKS).sum())
