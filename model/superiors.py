"""Who plans a link: the lowest authority over both its ends, and how much work that is.

The planning superior of a link is the body that stands over both ends; if none does, the
republic of both, so far as republics plan under the order in force; else the centre. What
stays inside one body's domain it sees well, what crosses a border less well. Work is
counted in lines, a good for one fund-holding body, which does not depend on how many works
a row stands for. Posts are those of the order; nothing else in an order touches planning.

Farms are under no council or ministry: what they sell is planned at the centre in every
order. Building sites and depots are the council's where there is one, else the centre's;
shops are the republic's, the army's and foreign trade's claims the centre's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from model import chance, data
from model.authorities import CENTRE, NOBODY, bodies, kind_of, republics
from model.claims import ABROAD, Kind
from model.mechanisms.balances import Balances
from model.network import Network
from model.regime_file import AUTHORITIES
from model.sums import gathered, summed
from model.units import Flags, Quantities, Rows, Shares

if TYPE_CHECKING:
    from model.lines import SupplyLines
    from model.regime import Regime

Orders: TypeAlias = "tuple[tuple[Regime, Flags], ...]"
"""Orders in force, each with its (105,) regions; one of them in most months."""
TERRITORIAL = tuple(AUTHORITIES.index(name) for name in ("republic", "sovnarkhoz", "local_soviet"))
_REPUBLIC, _COUNCIL = AUTHORITIES.index("republic"), AUTHORITIES.index("sovnarkhoz")
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

    ``superior``: (l,) body; ``inside``: (l,) whether both ends are its own; ``place``: (l,)
    row of the superior in ``body``; ``body``: (b,) bodies that plan anything; ``lines``,
    ``posts``: (b,) lines to balance, share of all planning posts of 1956.
    """

    superior: Rows
    inside: Flags
    place: Rows
    body: Rows
    lines: Quantities
    posts: Shares


class Handling(NamedTuple):
    """How well claims are planned.

    ``load``: (b,) of each planning body; ``error``: (c,) in logarithms, of the need that is
    seen; ``repair``: (c,) part of a wanted change of contract that there are hours for.
    """

    planned: Planning
    rule: Balances
    load: Quantities
    error: Shares
    repair: Shares


class Releases(NamedTuple):
    """Whose goods move on which link.

    ``lines``: the links it holds for; ``body``: (b,) bodies that have customers of their own;
    ``seller``, ``buyer``: (l,) cells of body and good at both ends, the last cell for those
    under nobody; ``home``: (l,) one where both ends are one body's.
    """

    lines: SupplyLines
    body: Rows
    seller: Rows
    buyer: Rows
    home: Quantities


def ends(network: Network, body: Rows, council: Rows) -> Ends:
    """Return the bodies at both ends; ``body`` (n,) over works, ``council`` (105,) of regions."""
    claims, suppliers = network.claims, network.suppliers
    beyond = len(suppliers) - suppliers.works - suppliers.farms
    supplier = np.concatenate([body, np.full(suppliers.farms, NOBODY), np.full(beyond, CENTRE)])
    works = claims.kind == Kind.WORKS
    customer = np.where(works, body[np.where(works, claims.owner, 0)], CENTRE)
    local = (claims.kind == Kind.DEPOT) | (claims.kind == Kind.INVESTMENT)
    local &= claims.region < ABROAD
    at = np.minimum(claims.region, ABROAD - 1)
    nothing = np.zeros(len(at), dtype=np.int64)
    has_council = np.isin(council, body[kind_of(body) == _COUNCIL] % bodies_apart())
    there = bodies(np.full(len(at), _COUNCIL), nothing, at, council)
    customer = np.where(local & has_council[at], there, customer)
    shops = claims.kind == Kind.SHOPS
    republic = bodies(np.full(len(at), _REPUBLIC), nothing, at, council)
    return Ends(supplier, np.where(shops, republic, customer))


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


def staff(orders: Orders, works: Quantities) -> Shares:
    """Return posts of each kind of authority, shares of all of 1956.

    Where orders stand side by side, each has its posts in proportion to the works in its
    regions; ``works``: (105,).
    """
    found = np.zeros(len(AUTHORITIES))
    for order, where in orders:
        part = float(works[where].sum() / works.sum())
        for name in ("centre", "ministry", "republic", "sovnarkhoz", "local_soviet"):
            posts_of_kind = float(order.information[f"staff_{name}"])
            found[AUTHORITIES.index(name)] += part * posts_of_kind
    return found


def plan_links(lines: SupplyLines, orders: Orders, both: Ends, over: Over, lot: int) -> Planning:
    """Return who plans each link under the orders in force; ``lot``: the seed of the network."""
    claims, suppliers = lines.network.claims, lines.network.suppliers
    one, other = both.supplier[lines.supplier], both.customer[lines.claim]
    inside = (one == other) & (one != CENTRE) & (one != NOBODY)
    from_place = suppliers.region[lines.supplier]
    to_place = claims.region[lines.claim]
    product = claims.product[lines.claim]
    home = np.append(republics(), -1)
    common = (home[from_place] == home[to_place]) & (home[to_place] >= 0)
    common &= np.isin(kind_of(one), TERRITORIAL) & np.isin(kind_of(other), TERRITORIAL)
    rows = np.flatnonzero(common)
    place = product[rows].astype(np.int64) * _PLACES + from_place[rows]
    drawn = chance.uniform(lot, "planned in republic", 0, place * _PLACES + to_place[rows])
    common[rows] = drawn < np.append(republic_share(orders), 0.0)[to_place[rows]]
    at_republic = _REPUBLIC * bodies_apart() + home[to_place]
    superior = np.where(inside, one, np.where(common, at_republic, CENTRE))
    found, place = _numbered(superior)
    holders, holder = _numbered(other)
    used = np.zeros(len(found) * len(data.PRODUCTS) * len(holders), dtype=np.bool_)
    used[(place * len(data.PRODUCTS) + product) * len(holders) + holder] = True
    count = used.reshape(len(found), -1).sum(axis=1).astype(np.float64)
    kind_posts = staff(orders, summed(over.region, over.works, ABROAD))
    return Planning(superior, inside, place, found, count, posts(kind_posts, found, over.body))


def _numbered(body: Rows) -> tuple[Rows, Rows]:
    """Return the bodies there are, ascending, and the place of each row's among them."""
    there = np.bincount(body) > 0
    found = np.flatnonzero(there)
    return found, gathered(np.cumsum(there) - 1, body)


def posts(staff_of_kind: Shares, found: Rows, body: Rows) -> Shares:
    """Return (b,) shares of all planning posts of 1956 that bodies have.

    Posts of a kind of authority are divided among its bodies by the rows they run; those of
    republics by all works in them that no ministry runs, since councils are under them.
    """
    kind = kind_of(found)
    rows = np.ones(len(found))
    ran, number = np.unique(body, return_counts=True)
    place = np.minimum(np.searchsorted(ran, found), len(ran) - 1)
    known = ran[place] == found
    rows[known] += number[place[known]]
    total = summed(kind, weights=rows, minlength=len(AUTHORITIES))
    return np.asarray(staff_of_kind[kind] * rows / total[kind])
