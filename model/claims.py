"""Who needs what at the opening: works, depots, shops, sites, the army, foreign trade.

A *claim* is one customer's need of one product. Works have a claim for every input
whose norm is at least the link threshold; smaller inputs, the services of the
networks (current, haulage) and everything farms buy come from the region's *depot*,
which claims from suppliers in its turn; seed and feed stay on the farms (`model.farm_use`).
Final users claim by region: shops with the people who buy there, building sites where
builders are, the army where defence works are; exports leave from a place abroad.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from model import data, farm_use
from model.opening import Opening
from model.population import Population, is_farm_product
from model.sums import summed
from model.units import Flags, Quantities, Rows

ABROAD = len(data.REGIONS)


def _role(role: str) -> tuple[str, ...]:
    """Return the inputs that play a role, in the order of the table."""
    rows = data.table("industry/input_roles")
    return tuple(row["input"] for row in rows if row["role"] == role)


def _essential() -> dict[str, tuple[str, ...]]:
    """Return by sector the inputs it uses in fixed proportion; a group stands for its members."""
    groups = {"fuel": FUELS, "material": MATERIALS}
    found: dict[str, tuple[str, ...]] = {}
    for row in data.table("industry/input_roles"):
        if row["role"] == "essential":
            inputs = groups.get(row["input"], (row["input"],))
            found[row["sector"]] = (*found.get(row["sector"], ()), *inputs)
    return found


NETWORK_SERVICES = _role("network_service")
BUILDING = _role("building")
IN_HOUSE = _role("in_house")
FUELS, FIBRES, MATERIALS = _role("fuel"), _role("fibre"), _role("material")
SUBSTITUTES = (FUELS, MATERIALS)
"""Inputs that count together: fuels of one boiler house, and what farms send to industry, where
a works' lines for flour, butter or starch stand for each other in its total."""
ESSENTIAL = _essential()
NEVER_REQUIRED = _role("never_required")


class Kind(IntEnum):
    """What stands at the customer's end of a link."""

    WORKS = 0
    DEPOT = 1
    DEFENCE = 2
    INVESTMENT = 3
    EXPORTS = 4
    SHOPS = 5


@dataclass(frozen=True)
class Claims:
    """Columns of shape (n,), works first in the order of their rows, then one kind after another.

    ``owner``: row of the works, or the region of another customer; ``need``: mln rub a
    month, sums by product to what suppliers have for others.
    """

    kind: Rows
    owner: Rows
    product: Rows
    region: Rows
    need: Quantities

    def __len__(self) -> int:
        """Return the number of claims."""
        return len(self.kind)

    def works(self) -> int:
        """Return how many claims are of works: they stand first."""
        return int(np.searchsorted(self.kind, Kind.WORKS, side="right"))


def linked(norms: Quantities, threshold: float) -> Flags:
    """Return (59, 59) whether works of the column's product have links for the row's."""
    services = np.isin(np.array(data.PRODUCTS), NETWORK_SERVICES)
    return np.asarray((norms >= threshold) & ~services[:, None] & ~is_farm_product()[None, :])


def substitutes() -> Rows:
    """Return (59,) the group of inputs that replace one another: 0 none, 1, 2, ...."""
    group = np.zeros(len(data.PRODUCTS), dtype=np.int64)
    for number, names in enumerate(SUBSTITUTES, start=1):
        group[[data.PRODUCTS.index(name) for name in names]] = number
    return group


def input_rank() -> Rows:
    """Return (59,) the place of each product in a works' list of inputs."""
    order = np.lexsort((np.arange(len(data.PRODUCTS)), substitutes()))
    return np.asarray(np.argsort(order, kind="stable"))


def stock_building(opening: Opening) -> Quantities:
    """Return (59,) claims over use: what is planned to be added to users' stocks."""
    finals = ("household", "defence", "investment")
    users: Quantities = opening.flows.sum(axis=1)
    for name in finals:
        users = users + opening.use(name)
    added = opening.use("stock_change")
    return 1.0 + np.divide(added, users, out=np.zeros_like(users), where=users > 0)


def works_slots(product: Rows, links: Flags) -> tuple[Rows, Rows]:
    """Return owner and product of every linked input of works making ``product``.

    Rows run works by works; inside a works substitutes stand together (`input_rank`).
    """
    number = links.sum(axis=0)[product]
    owner = np.repeat(np.arange(len(product)), number)
    ranked = np.argsort(input_rank(), kind="stable")
    makers, place = np.nonzero(links.T[:, ranked])
    inputs = ranked[place]
    first = np.searchsorted(makers, np.arange(links.shape[0]))
    start = np.cumsum(number) - number
    within = np.arange(len(owner)) - start[owner]
    return owner, inputs[first[product[owner]] + within]


def region_output(population: Population) -> Quantities:
    """Return (59, 105) output by product and region, farms included, mln rub a month."""
    regions = len(data.REGIONS)
    cell = population.product * regions + population.region
    made = summed(cell, weights=population.output, minlength=len(data.PRODUCTS) * regions)
    return made.reshape(-1, regions) + population.farms


def all_claims(
    population: Population, opening: Opening, threshold: float, rural_weight: float,
    least_marketed: float,
) -> Claims:  # fmt: skip
    """Return every claim of January 1956; claims of a product equal its supply."""
    links, factor = linked(opening.norms, threshold), stock_building(opening)
    owner, product = works_slots(population.product, links)
    maker = population.product[owner]
    need = opening.norms[product, maker] * population.output[owner] * factor[product]
    made = region_output(population)
    beyond = opening.norms - farm_use.inside(opening.norms)
    pooled = np.einsum("pq,qr->pr", beyond * ~links, made)
    back = farm_use.at_opening(opening, made, least_marketed).bought()
    pooled = (pooled + back) * factor[:, None]
    blocks = {
        Kind.DEPOT: pooled,
        Kind.DEFENCE: (opening.use("defence") * factor)[:, None] * defence_share(population, made),
        Kind.INVESTMENT: (opening.use("investment") * factor)[:, None] * building_share(made),
        Kind.SHOPS: (opening.use("household") * factor)[:, None] * buyers(rural_weight),
    }
    columns = [(np.full(len(owner), Kind.WORKS), owner, product, population.region[owner], need)]
    for kind, table in blocks.items():
        p, r = np.nonzero(table > 0)
        columns.append((np.full(len(p), kind), r, p, r, table[p, r]))
    p = np.flatnonzero(opening.use("exports") > 0)
    abroad = np.full(len(p), ABROAD)
    columns.append((np.full(len(p), Kind.EXPORTS), abroad, p, abroad, opening.use("exports")[p]))
    return Claims(*(np.concatenate(column) for column in zip(*columns, strict=True)))


def buyers(rural_weight: float) -> Quantities:
    """Return (105,) shares of regions in what shops sell; a villager counts as a part."""
    rows = data.table("history/sovnarkhozy")
    people = np.array([float(row["population_1959_thousand"]) for row in rows])
    urban = np.array([float(row["urban_share_1959"]) for row in rows])
    weight = people * (urban + rural_weight * (1.0 - urban))
    return np.asarray(weight / weight.sum())


def building_share(made: Quantities) -> Quantities:
    """Return (59, 105) where investment goods are claimed: where builders are."""
    builders = np.array([data.PRODUCTS.index(name) for name in BUILDING])
    total = made[builders].sum(axis=0)
    share = np.broadcast_to(total / total.sum(), made.shape).copy()
    share[builders] = made[builders] / made[builders].sum(axis=1, keepdims=True)
    return share


def defence_share(population: Population, made: Quantities) -> Quantities:
    """Return (59, 105) where the army claims: by defence works; its building by builders."""
    defence = population.shares[data.SECTORS.index("defence_space")]
    share = np.broadcast_to(defence / defence.sum(), made.shape).copy()
    builders = np.array([data.PRODUCTS.index(name) for name in BUILDING])
    share[builders] = made[builders] / made[builders].sum(axis=1, keepdims=True)
    return share
