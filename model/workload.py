"""How much planning there is to do, and who is there to do it, counted at full number.

Work is counted in lines, a good for one fund-holding body, in the opening network of all
works drawn: whether some link of a branch or a soviet is planned inside it depends on how many
works there are, and rows that stand for many would have less to balance than their works do. So
bodies have the same load at any scale; which flows they plan still follows from the rows. Links
that are found in later years add no line, so that load changes by decree alone. Whom the posts
sit with follows from the order and from who runs works (`model.posts`).

Lines are counted at the level below: the centre deals with ministries and republics, a
republic with its councils and soviets, as `above_AUTHORITY` of the order says; a body deals
with its own branch administrations in what it plans between its own works.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model import cache, data, posts
from model.authorities import CENTRE, Orders, bodies_over, kind_of
from model.mechanisms.balances import Balances
from model.network import Network, Wiring
from model.networks import network_at, subordination_of_all
from model.regime_file import AUTHORITIES
from model.sums import gathered
from model.superiors import Ends, ends, numbered, planned_by, republic_over
from model.units import Flags, Quantities, Rows, Shares

KEPT = 256
"""How many counts are kept on disk: a small file each."""


class Workload(NamedTuple):
    """What bodies have to plan, and who there is to do it; bodies ascending.

    ``lines``, ``posts``: (b,) lines to balance, with what links add to their work, and share of
    all planning posts of 1956.
    """

    body: Rows
    lines: Quantities
    posts: Shares


def at_full_number(
    orders: Orders, council: Rows, p: Balances, seed: int, wiring: Wiring, copies: int
) -> Workload:
    """Return what there is to plan for all works of a seed under the orders of a day.

    ``council``: (105,) of each region; ``wiring``, ``copies``: of the network. Read from disk if
    it was counted before.
    """

    def counted() -> Workload:
        network = network_at(1.0, seed, wiring, copies)
        body = bodies_over(subordination_of_all(seed, wiring, copies), orders, council)
        return workload(network, orders, p, ends(network, body, council), body, seed)

    if copies != 1:
        return counted()
    asked = (asked_for(orders, council, p), seed, wiring)
    return cache.kept("workload", asked, counted, (_of_columns, Workload._asdict), KEPT)


def asked_for(orders: Orders, council: Rows, p: Balances) -> tuple[object, ...]:
    """Return all that lines and posts hang on in the orders of a day."""
    told = tuple((order.contents, where.tobytes()) for order, where in orders)
    return told, council.tobytes(), p.centre_posts, p.work_of_link


def _of_columns(columns: cache.Columns) -> Workload:
    return Workload(*(columns[name] for name in Workload._fields))


def workload(
    network: Network, orders: Orders, p: Balances, both: Ends, body: Rows, lot: int
) -> Workload:
    """Return what every body has to plan, and its posts, under the orders in force.

    ``network``: of all works; ``both``: bodies at its ends; ``body``: (n,) over its works;
    ``lot``: the seed of the network. A body that plans no link has no line.
    """
    works = network.population
    planner, lines_of, links_of = _lines(network, orders, both, lot)
    found = np.union1d(planner, posts.with_posts(body, works.region))
    lines = np.zeros(len(found))
    lines[np.searchsorted(found, planner)] = lines_of + p.work_of_link * links_of
    held = posts.staff(orders, kind_of(body), works.region, works.employment, p.centre_posts)
    return Workload(found, lines, posts.by_body(held, found, body, works.region, works.n_works))


def _lines(
    network: Network, orders: Orders, both: Ends, lot: int
) -> tuple[Rows, Quantities, Quantities]:
    """Return the bodies that plan links, how many lines each has to balance, and how many links."""
    claims, goods = network.claims, len(data.PRODUCTS)
    superior, own = planned_by(network, (network.supplier, network.claim), orders, both, lot)
    found, place_of_body = numbered(superior)
    at_republic = republic_over(claims.region)
    below = np.where(_under_republics(orders)[kind_of(both.customer)], at_republic, both.customer)
    holders, holder = numbered(np.concatenate([both.customer, below]))
    width = len(holders) + goods + 1  # funds of bodies, then of a body's own branches
    branch = len(holders) + branches(network)
    funds = [
        claims.product * width + fund for fund in (branch, holder[both.customer], holder[below])
    ]
    kind = np.where(own, 0, 1 + (superior == CENTRE))  # which of the three draws the funds
    fund = gathered(np.concatenate(funds), network.claim + len(claims) * kind)
    used = np.zeros(len(found) * goods * width, dtype=np.bool_)
    used[gathered(place_of_body, superior) * (goods * width) + fund] = True
    lines = np.count_nonzero(used.reshape(len(found), -1), axis=1).astype(np.float64)
    return found, lines, np.bincount(place_of_body[superior]).astype(np.float64)


def branches(network: Network) -> Rows:
    """Return (c,) the branch administration that draws a claim's funds inside one body.

    A ministry's glavki and a council's administrations each ran the works of one product; other
    customers are counted together.
    """
    claims = network.claims
    found = np.full(len(claims), len(data.PRODUCTS))
    works = claims.works()
    found[:works] = gathered(network.population.product, claims.owner[:works])
    return found


def _under_republics(orders: Orders) -> Flags:
    """Return by kind of authority whether a republic stands over it in the orders in force."""
    found = np.zeros(len(AUTHORITIES), dtype=np.bool_)
    for order, _ in orders:
        for name in ("sovnarkhoz", "local_soviet"):
            found[AUTHORITIES.index(name)] |= order.above(name) == "republic"
    return found
