"""Who plans a link: the lowest authority over both its ends, and how well.

The planning superior of a link is the body that stands over both ends; if none does, the
republic of both, so far as republics plan under the order in force; else the centre. A body
sees well what both ends report to it alone; what crosses the border of two bodies is seen less
well, by a republic over two of its councils as by the centre over two ministries (unless
`balances` says that republics see as well). How much work that is and who there is to do it
is counted at full number (`model.workload`). What an order says of planning is its map, its posts
and what republics plan; nothing else in it touches planning.

Farms are under no council or ministry: what they sell is planned at the centre in every
order. Building sites are under whoever stands over the region's builders, ministry or
council; depots, the army and foreign trade are the centre's, shops the republic's.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model import chance, data
from model.authorities import CENTRE, NOBODY, Orders, bodies, kind_of, republics
from model.claims import ABROAD, Kind
from model.mechanisms import balances
from model.mechanisms.balances import Balances
from model.network import Network
from model.regime_file import AUTHORITIES
from model.sums import gathered
from model.units import Flags, Quantities, Rows, Rubles, Shares

if TYPE_CHECKING:
    from model.lines import SupplyLines
    from model.workload import Workload

TERRITORIAL = tuple(AUTHORITIES.index(name) for name in ("republic", "sovnarkhoz", "local_soviet"))
_REPUBLIC = AUTHORITIES.index("republic")
_PLACES = ABROAD + 1


class Ends(NamedTuple):
    """Bodies at both ends of links: ``supplier`` (m,) by supplier, ``customer`` (c,) by claim."""

    supplier: Rows
    customer: Rows


class Planning(NamedTuple):
    """Who plans each link, and what it has to do.

    ``superior``: (l,) body; ``inside``: (l,) whether one body stands over both ends, so that the
    link crosses no border; ``place``: (l,) row of the superior in ``body``; ``body``: (b,)
    bodies that plan anything; ``lines``, ``posts``: (b,) lines to balance and share of all planning
    posts of 1956, of all works of the country whatever a row stands for.
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
    works = claims.works()
    kind, at = claims.kind[works:], np.minimum(claims.region[works:], ABROAD - 1)
    sites = (kind == Kind.INVESTMENT) & (claims.region[works:] < ABROAD)
    others = np.where(sites, _builders(network, body)[at], CENTRE)
    nothing = np.zeros(len(at), dtype=np.int64)
    republic = bodies(np.full(len(at), _REPUBLIC), nothing, at, council)
    others = np.where(kind == Kind.SHOPS, republic, others)
    return Ends(supplier, np.concatenate([gathered(body, claims.owner[:works]), others]))


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
    is_one = np.isin(np.arange(len(AUTHORITIES)), TERRITORIAL)
    return Ends(
        *(np.where(is_one[kind_of(end)], where, -1) for end, where in zip(both, place, strict=True))
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


def plan_links(
    lines: SupplyLines, orders: Orders, both: Ends, work: Workload, lot: int
) -> Planning:
    """Return who plans each link under the orders in force; ``lot``: the seed of the network.

    Whoever plans links here and has none to plan at full number has no load.
    """
    superior, own = planned_by(lines.network, (lines.supplier, lines.claim), orders, both, lot)
    found, place_of_body = numbered(superior)
    place = np.minimum(np.searchsorted(work.body, found), len(work.body) - 1)
    known = work.body[place] == found
    count, posts = np.where(known, work.lines[place], 0.0), np.where(known, work.posts[place], 1.0)
    return Planning(superior, own, gathered(place_of_body, superior), found, count, posts)


def planned_by(
    network: Network, links: tuple[Rows, Rows], orders: Orders, both: Ends, lot: int
) -> tuple[Rows, Flags]:
    """Return (l,) the superior of each link, and whether one body stands over both ends.

    ``links``: supplier and claim of each; ``lot``: the seed of the network.
    """
    supplier, claim = links
    claims, suppliers = network.claims, network.suppliers
    home, share = np.append(republics(), -1), np.append(republic_share(orders), 0.0)
    own = shared(owned(both), supplier, claim)
    place = Ends(home[suppliers.region], home[claims.region])
    rows = np.flatnonzero(shared(local(both, place), supplier, claim) & ~own)
    taker = claim[rows]
    cell = suppliers.region[supplier[rows]] * _PLACES
    cell += (claims.product * _PLACES**2 + claims.region)[taker]
    planned = gathered(_lots(lot), cell) < share[gathered(claims.region, taker)]
    rows, taker = rows[planned], taker[planned]
    superior = np.where(own, gathered(both.supplier.astype(np.int16), supplier), np.int16(CENTRE))
    superior[rows] = republic_over(claims.region).astype(np.int16)[taker]
    return superior, own


def republic_over(region: Rows) -> Rows:
    """Return (n,) the body that the republic of each region is; of nothing in particular abroad."""
    return np.asarray(_REPUBLIC * bodies_apart() + np.append(republics(), -1)[region])


@lru_cache(maxsize=2)
def _lots(seed: int) -> Quantities:
    """Return the lot of each good and pair of regions that a republic may plan; by cell."""
    cell = np.arange(len(data.PRODUCTS) * _PLACES**2)
    return chance.uniform(seed, "planned in republic", 0, cell)


def numbered(body: Rows) -> tuple[Rows, Rows]:
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
