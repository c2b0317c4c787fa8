"""Who plans a link: the lowest authority over both its ends, and how much work that is.

The planning superior of a link is the body that stands over both ends; if none does, the
republic of both, so far as republics plan under the order in force; else the centre. A body
sees well what both ends report to it alone; what crosses the border of two bodies is seen less
well, by a republic over two of its councils as by the centre over two ministries (unless
`balances` says that republics see as well). Work is counted in lines, a good for one
fund-holding body, which does not depend on how many works a row stands for. Posts are those
of the order; nothing else in an order touches planning.

Lines are counted at the level below: the centre deals with ministries and republics, a
republic with its councils and soviets, as `above_AUTHORITY` of the order says; a body deals
with its own branch administrations in what it plans between its own works.

Farms are under no council or ministry: what they sell is planned at the centre in every
order. Building sites are under whoever stands over the region's builders, ministry or
council; depots, the army and foreign trade are the centre's, shops the republic's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from model import chance, data
from model.authorities import CENTRE, NOBODY, bodies, kind_of, republics
from model.claims import ABROAD, Kind
from model.mechanisms import balances
from model.mechanisms.balances import Balances
from model.network import Network
from model.regime_file import AUTHORITIES
from model.sums import gathered, summed
from model.units import Flags, Persons, Quantities, Rows, Rubles, Shares

if TYPE_CHECKING:
    from model.lines import SupplyLines
    from model.regime import Regime

Orders: TypeAlias = "tuple[tuple[Regime, Flags], ...]"
"""Orders in force, each with its (105,) regions; one of them in most months."""
TERRITORIAL = tuple(AUTHORITIES.index(name) for name in ("republic", "sovnarkhoz", "local_soviet"))
_REPUBLIC = AUTHORITIES.index("republic")
_PLACES = ABROAD + 1


class Ends(NamedTuple):
    """Bodies at both ends of links: ``supplier`` (m,) by supplier, ``customer`` (c,) by claim."""

    supplier: Rows
    customer: Rows


class Over(NamedTuple):
    """Works as authorities see them: ``body``, ``region``, ``works`` (n,), works in a row."""

    body: Rows
    region: Rows
    works: Quantities


class Planning(NamedTuple):
    """Who plans each link, and what it has to do.

    ``superior``: (l,) body; ``inside``: (l,) whether one body stands over both ends, so that the
    link crosses no border; ``place``: (l,) row of the superior in ``body``; ``body``: (b,)
    bodies that plan anything; ``lines``, ``posts``: (b,) lines to balance, share of all planning
    posts of 1956.
    """

    superior: Rows
    inside: Flags
    place: Rows
    body: Rows
    lines: Quantities
    posts: Shares


@dataclass(frozen=True, eq=False)
class Handling:
    """How well claims are planned, by the contracts of the day it was worked out.

    ``load``: (b,) of each planning body.
    """

    planned: Planning
    rule: Balances
    load: Quantities
    lines: SupplyLines
    contract: Rubles

    @cached_property
    def total(self) -> Rubles:
        """(c,) contracts by claim."""
        return self.lines.by_claim(self.contract)

    @cached_property
    def error(self) -> Shares:
        """(c,) standard error, in logarithms, of the need that is seen."""
        far, near = (
            balances.noise(self.load, np.full(len(self.load), inside), self.rule)
            for inside in (False, True)
        )
        of_place = np.concatenate([far**2, near**2])
        planned = self.planned
        inside = planned.superior != CENTRE if self.rule.republic_inside else planned.inside
        place = planned.place + len(self.load) * inside
        return np.sqrt(self._mean(gathered(of_place, place)))

    @cached_property
    def repair(self) -> Shares:
        """(c,) part of a wanted change of contract that there are hours for."""
        of_link = gathered(balances.repair(self.load), self.planned.place)
        return self._mean(of_link)

    def _mean(self, column: Quantities) -> Quantities:
        """Return (c,) the mean of a link column over each claim's contracts."""
        return self.lines.mean_of_claim(column, self.contract, self.total)


def ends(network: Network, body: Rows, council: Rows) -> Ends:
    """Return the bodies at both ends; ``body`` (n,) over works, ``council`` (105,) of regions."""
    claims, suppliers = network.claims, network.suppliers
    beyond = len(suppliers) - suppliers.works - suppliers.farms
    supplier = np.concatenate([body, np.full(suppliers.farms, NOBODY), np.full(beyond, CENTRE)])
    works = claims.kind == Kind.WORKS
    customer = np.where(works, body[np.where(works, claims.owner, 0)], CENTRE)
    at = np.minimum(claims.region, ABROAD - 1)
    sites = (claims.kind == Kind.INVESTMENT) & (claims.region < ABROAD)
    customer = np.where(sites, _builders(network, body)[at], customer)
    shops = claims.kind == Kind.SHOPS
    nothing = np.zeros(len(at), dtype=np.int64)
    republic = bodies(np.full(len(at), _REPUBLIC), nothing, at, council)
    return Ends(supplier, np.where(shops, republic, customer))


def _builders(network: Network, body: Rows) -> Rows:
    """Return (105,) the body over each region's largest building works; the centre without any.

    Whoever stands over the builders holds the funds of their sites, ministry or council.
    """
    works = network.population
    mine = np.flatnonzero(works.product == data.PRODUCTS.index("industrial_building"))
    order = mine[np.argsort(works.output[mine], kind="stable")]
    found = np.full(ABROAD, CENTRE)
    found[works.region[order]] = body[order]
    return found


def owned(both: Ends) -> Ends:
    """Return the same with -1 for what the centre plans and for nobody's."""
    return Ends(*(np.where((end != CENTRE) & (end != NOBODY), end, -1) for end in both))


def local(both: Ends, place: Ends) -> Ends:
    """Return the places of both ends with -1 where no territorial authority stands over one."""
    return Ends(
        *(
            np.where(np.isin(kind_of(end), TERRITORIAL), where, -1)
            for end, where in zip(both, place, strict=True)
        )
    )


def shared(both: Ends, supplier: Rows, claim: Rows) -> Flags:
    """Return (l,) whether both ends of links are the same, and not -1."""
    there = np.where(both.customer < 0, -2, both.customer).astype(np.int16)
    return np.equal(gathered(both.supplier.astype(np.int16), supplier), gathered(there, claim))


def bodies_apart() -> int:
    """Return by how much the numbers of bodies of two kinds are apart."""
    return NOBODY // AUTHORITIES.index("none")


def republic_share(orders: Orders) -> Shares:
    """Return (105,) the part of what stays in a region's republic that the republic plans."""
    rows, found = data.table("history/republics"), np.zeros(ABROAD)
    for order, where in orders:
        column = str(order.rights["planned_in_republic"])
        planned = np.array([float(row[column]) for row in rows])[republics()]
        found = np.where(where, planned / 100.0, found)
    return np.asarray(found)


def staff(orders: Orders, kind: Rows, region: Rows, hands: Persons) -> Shares:
    """Return posts of each kind of authority, shares of all of January 1956.

    An order says how many posts there are over the hands below each kind; where orders stand
    side by side each holds in its regions. ``kind``: (n,) of authority over works, by
    `AUTHORITIES`; ``region``: (n,); ``hands``: (n,) of January 1956.
    """
    found = np.zeros(len(AUTHORITIES))
    for order, where in orders:
        mine = where[region]
        below = summed(kind[mine], hands[mine], len(AUTHORITIES)) @ chains(order)
        found += per_hand(order) * below
    ruled = hands[kind != AUTHORITIES.index("none")].sum()
    return np.asarray(found / max(ruled, 1e-9))


def per_hand(order: Regime) -> Quantities:
    """Return (kinds,) posts over the hands below, in the mean of January 1956."""
    told = (order.information.get(f"staff_{name}", 0.0) for name in AUTHORITIES)
    return np.array([float(posts) for posts in told])


def chains(order: Regime) -> Quantities:
    """Return (kinds, kinds) 1 where the second kind of authority stands over the first's works.

    A kind stands over its own works; what no authority runs has none above it.
    """
    found = np.zeros((len(AUTHORITIES), len(AUTHORITIES)))
    for number, name in enumerate(AUTHORITIES):
        above = name
        while above != "none" and not found[number, AUTHORITIES.index(above)]:
            found[number, AUTHORITIES.index(above)] = 1.0
            above = order.above(above)
    return found


def _under_republics(orders: Orders) -> Flags:
    """Return by kind of authority whether a republic stands over it in the orders in force."""
    found = np.zeros(len(AUTHORITIES), dtype=np.bool_)
    for order, _ in orders:
        for name in ("sovnarkhoz", "local_soviet"):
            found[AUTHORITIES.index(name)] |= order.above(name) == "republic"
    return found


def plan_links(lines: SupplyLines, orders: Orders, both: Ends, over: Over, lot: int) -> Planning:
    """Return who plans each link under the orders in force; ``lot``: the seed of the network."""
    claims, suppliers = lines.network.claims, lines.network.suppliers
    home, share = np.append(republics(), -1), np.append(republic_share(orders), 0.0)
    own = shared(owned(both), lines.supplier, lines.claim)
    place = Ends(home[suppliers.region], home[claims.region])
    rows = np.flatnonzero(shared(local(both, place), lines.supplier, lines.claim) & ~own)
    claim = lines.claim[rows]
    cell = suppliers.region[lines.supplier[rows]] * _PLACES
    cell += (claims.product * _PLACES**2 + claims.region)[claim]
    planned = gathered(_lots(lot), cell) < share[claims.region][claim]
    rows, claim = rows[planned], claim[planned]
    of_supplier, at_republic = (
        column.astype(np.int16)
        for column in (both.supplier, _REPUBLIC * bodies_apart() + home[claims.region])
    )
    superior = np.where(own, lines.of_supplier(of_supplier), np.int16(CENTRE))
    superior[rows] = at_republic[claim]
    found, place_of_body = _numbered(superior)
    place_of_link, goods = gathered(place_of_body, superior), len(data.PRODUCTS)
    below = np.where(_under_republics(orders)[kind_of(both.customer)], at_republic, both.customer)
    holders, holder = _numbered(np.concatenate([both.customer, below]))
    width = len(holders) + goods + 1  # funds of bodies, then of a body's own branches
    branch = len(holders) + branches(lines.network)
    funds = [
        claims.product * width + fund for fund in (branch, holder[both.customer], holder[below])
    ]
    kind = np.where(own, 0, 1 + (superior == CENTRE))  # which of the three draws the funds
    fund = gathered(np.concatenate(funds), lines.claim + len(claims) * kind)
    used = np.zeros(len(found) * goods * width, dtype=np.bool_)
    used[place_of_link * (goods * width) + fund] = True
    count = np.count_nonzero(used.reshape(len(found), -1), axis=1).astype(np.float64)
    hands = lines.network.population.employment
    kind_posts = staff(orders, kind_of(over.body), over.region, hands)
    return Planning(superior, own, place_of_link, found, count, posts(kind_posts, found, over))


def branches(network: Network) -> Rows:
    """Return (c,) the branch administration that draws a claim's funds inside one body.

    A ministry's glavki and a council's administrations each ran the works of one product; other
    customers are counted together.
    """
    claims = network.claims
    works = claims.kind == Kind.WORKS
    product = network.population.product[np.where(works, claims.owner, 0)]
    return np.where(works, product, len(data.PRODUCTS))


@lru_cache(maxsize=2)
def _lots(seed: int) -> Quantities:
    """Return the lot of each good and pair of regions that a republic may plan; by cell."""
    cell = np.arange(len(data.PRODUCTS) * _PLACES**2)
    return chance.uniform(seed, "planned in republic", 0, cell)


def _numbered(body: Rows) -> tuple[Rows, Rows]:
    """Return the bodies there are, ascending, and the place of every number among them."""
    there = np.bincount(body) > 0
    return np.flatnonzero(there), np.cumsum(there) - 1


def in_new_order(planned: Planning, row: Rows) -> Planning:
    """Return the same for links in another order: ``row`` (l,) is where each stood."""
    return planned._replace(
        superior=gathered(planned.superior, row),
        inside=gathered(planned.inside, row),
        place=gathered(planned.place, row),
    )


def posts(staff_of_kind: Shares, found: Rows, over: Over) -> Shares:
    """Return (b,) shares of all planning posts of 1956 that bodies have.

    Posts of a kind of authority are divided among its bodies by the works they run; one that
    runs none counts as one works.
    """
    kind = kind_of(found)
    ran, place_of_works = np.unique(over.body, return_inverse=True)
    number = summed(place_of_works, over.works, len(ran))
    place = np.minimum(np.searchsorted(ran, found), len(ran) - 1)
    run = np.where(ran[place] == found, np.maximum(number[place], 1.0), 1.0)
    total = summed(kind, weights=run, minlength=len(AUTHORITIES))
    return np.asarray(staff_of_kind[kind] * run / total[kind])
