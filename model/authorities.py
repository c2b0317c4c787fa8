"""Who stands over each works: levels of subordination, kinds of authority, single bodies.

A works belongs to a level of subordination of 1956 (`industry/authority.csv`): the larger
it is, the higher it hangs. Levels never change; which kind of authority stands over a level
is for the order in force to say, and the body follows: the ministry of the product, the
council, the republic or the soviet of the region. Bodies are numbers that are compared and
counted, nothing more: what an order is called, and how its bodies are numbered, changes no
run.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from model import chance, data
from model.product_table import sector_of_product
from model.regime_file import AUTHORITIES
from model.units import Flags, Quantities, Rows, Rubles, Shares

if TYPE_CHECKING:
    from model.law import Law
    from model.population import Population
    from model.regime import Regime

Orders: TypeAlias = "tuple[tuple[Regime, Flags], ...]"
"""Orders in force, each with its (105,) regions; one of them in most months."""
LEVELS = (
    "union_ministry",
    "military",
    "railways",
    "union_republic_ministry",
    "republic_ministry",
    "cooperative",
    "local",
    "kolkhoz",
)
"""Levels of subordination, the largest works first."""
CENTRE = 0
_BLOCK = 1000
NOBODY = _BLOCK * AUTHORITIES.index("none")
"""The body of those whom no one plans: kolkhoz workshops, farms."""


class Subordination(NamedTuple):
    """How works stand towards authorities, in every order: columns (n,).

    ``product``, ``region``; ``level``: of subordination of 1956, in `LEVELS`; ``lot``: in (0, 1),
    places a works among the authorities of its level.
    """

    product: Rows
    region: Rows
    level: Rows
    lot: Shares


def body_of(kind: str, number: int = 0) -> int:
    """Return the body of a kind of authority: the ministry, council or republic of that number.

    >>> kind_of(np.array([body_of("sovnarkhoz", 7)])) == AUTHORITIES.index("sovnarkhoz")
    array([ True])
    """
    return _BLOCK * AUTHORITIES.index(kind) + number


def kind_of(body: Rows) -> Rows:
    """Return (n,) positions in `AUTHORITIES` of bodies."""
    return np.asarray(body // _BLOCK)


@lru_cache(maxsize=1)
def _shares() -> Shares:
    """Return (20, 8) shares of output by sector and level, 1956."""
    table = np.zeros((len(data.SECTORS), len(LEVELS)))
    for row in data.table("industry/authority"):
        if row["row"] == "share_1956":
            place = data.SECTORS.index(row["sector"]), LEVELS.index(row["level"])
            table[place] = float(row["share_of_output_1956"])
    return np.asarray(table / table.sum(axis=1, keepdims=True))


def levels(sector: Rows, output: Rubles, works: Quantities, identity: Rows, seed: int) -> Rows:
    """Return (n,) the level of each row, so that levels have their shares of output.

    Inside a sector the larger a works (``output`` over ``works``) the higher, with a draw
    of its own: small works of a Union ministry exist, large ones of a town soviet too.
    """
    size = np.log(output / works) + chance.normal(seed, "level", 0, identity)
    order = np.lexsort((-size, sector))
    starts = np.flatnonzero(np.diff(sector[order], prepend=-1))
    line = np.cumsum(output[order])
    number = np.diff(np.append(starts, len(order)))
    base = np.repeat(line[starts] - output[order][starts], number)
    total = np.repeat(np.add.reduceat(output[order], starts), number)
    middle = (line - base - 0.5 * output[order]) / total
    edges = np.cumsum(_shares(), axis=1)[sector[order]]
    found = np.empty(len(order), dtype=np.int64)
    found[order] = np.minimum((middle[:, None] > edges).sum(axis=1), len(LEVELS) - 1)
    return found


def subordination(population: Population, seed: int) -> Subordination:
    """Return how works stand towards authorities; ``seed``: of the network."""
    made, product = population.output, population.product
    level = levels(
        sector_of_product()[product], made, population.n_works, population.identity, seed
    )
    lot = chance.uniform(seed, "superior", 0, population.identity)
    return Subordination(product, population.region, level, lot)


def _table(order: Regime) -> Shares:
    """Return (59, 8, authorities) cumulated shares of each kind over a product's levels."""
    sector = {row["product"]: row["sector"] for row in data.table("industry/products")}
    table = np.zeros((len(data.PRODUCTS), len(LEVELS), len(AUTHORITIES)))
    for p, product in enumerate(data.PRODUCTS):
        for number, level in enumerate(LEVELS):
            over = order.superiors(level, sector[product], product)
            for authority, share in over.items():
                table[p, number, AUTHORITIES.index(authority)] = share
    return np.cumsum(table, axis=2)


def kinds(order: Regime, works: Subordination) -> Rows:
    """Return (n,) the kind of authority over each works."""
    edges = _table(order)[works.product, works.level]
    found = (works.lot[:, None] >= edges).sum(axis=1)
    return np.asarray(np.minimum(found, len(AUTHORITIES) - 1))


@lru_cache(maxsize=1)
def ministries() -> Rows:
    """Return (59,) the ministry of each product; farm products have one of their own."""
    found = np.full(len(data.PRODUCTS), len(data.table("industry/ministries")), dtype=np.int64)
    for number, row in enumerate(data.table("industry/ministries")):
        for name in row["products"].split():
            found[data.PRODUCTS.index(name)] = number
    return found


@lru_cache(maxsize=1)
def republics() -> Rows:
    """Return (105,) the republic of each region."""
    ids = [row["id"] for row in data.table("history/republics")]
    return np.array([ids.index(name) for name in data.REPUBLIC_OF_REGION])


def councils(law: Law, month: int) -> Rows:
    """Return (105,) the council of each region, by number of its first region.

    Two were dissolved in 1957 and joined their neighbours; in 1963 the 105 became 47.
    """
    return _councils(
        law.in_force("regions_merged_1957", month), law.in_force("councils_enlarged_1963", month)
    )


@lru_cache
def _councils(merged: bool, enlarged: bool) -> Rows:
    """Return the same, not to be written to, after what was done to them."""
    rows = data.table("history/sovnarkhozy")
    found = np.arange(len(rows))
    index = {row["id"]: number for number, row in enumerate(rows)}
    if merged:
        for number, row in enumerate(rows):
            if row["merged_into"]:
                found[number] = index[row["merged_into"]]
    if enlarged:
        first: dict[str, int] = {}
        for number, row in enumerate(rows):
            found[number] = first.setdefault(row["enlarged_1963"], number)
    found.flags.writeable = False
    return found


def bodies_over(works: Subordination, orders: Orders, council: Rows) -> Rows:
    """Return (n,) bodies over works under orders, each in its regions."""
    kind = np.zeros(len(works.product), dtype=np.int64)
    for order, where in orders:
        kind = np.where(where[works.region], kinds(order, works), kind)
    return bodies(kind, works.product, works.region, council)


def bodies(kind: Rows, product: Rows, region: Rows, council: Rows) -> Rows:
    """Return (n,) the body over each works: kind and, inside it, branch or place."""
    place = np.zeros(len(kind), dtype=np.int64)
    for name, inside in (
        ("ministry", ministries()[product]),
        ("republic", republics()[region]),
        ("sovnarkhoz", council[region]),
        ("local_soviet", region),
    ):
        mine = kind == AUTHORITIES.index(name)
        place[mine] = inside[mine]
    return kind * _BLOCK + place
