"""Release: own customers first, and what authorities keep back from strangers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.authorities import CENTRE, NOBODY, kind_of, republics
from model.calendar import name
from model.claims import ABROAD
from model.lines import TIERS, SupplyLines, Tiers, as_network, laid_again
from model.mechanisms import localism, supply
from model.regime_file import AUTHORITIES
from model.sums import gathered, summed
from model.superiors import TERRITORIAL, Ends, Releases, ends, local, owned, shared
from model.units import Rows, Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_QUARTER = 3
_PEERS = {"none": (), "branches": (AUTHORITIES.index("ministry"),), "regions": TERRITORIAL}
"""Kinds of authority whose careers are measured against their like, by reference group."""


def tiers_of(e: SovietEconomy) -> Tiers | None:
    """Return how links are told apart inside a rank under today's law; None where they are not."""
    if not e.law(localism.Localism, e.month).active:
        return None
    both, republic = ends(e.network, e.body, e.council), _councils_of_republics(e)
    place = Ends(republic[e.network.suppliers.region], republic[e.network.claims.region])
    return partial(_tier, owned(both), local(both, place))


def _councils_of_republics(e: SovietEconomy) -> Rows:
    """Return (106,) the republic of each region that has a council of its own; -1 else."""
    found, month = np.full(ABROAD + 1, -1), name(e.month)
    has = np.zeros(ABROAD, dtype=np.bool_)
    for order, where in e.orders:
        has |= where & (order.rights["republic_councils"] == "where_founded")
    for number, row in enumerate(data.table("history/republics")):
        since, until = row["republic_council_from"], row["republic_council_until"]
        if since and since <= month < (until or "9999-12"):
            found[:ABROAD][(republics() == number) & has] = number
    return found


def _tier(body: Ends, republic: Ends, supplier: Rows, claim: Rows) -> Rows:
    """Return (l,) 0 for own customers, 1 for those of the own republic's council, 2 for others."""
    near = shared(republic, supplier, claim)
    return np.where(shared(body, supplier, claim), np.int16(0), np.int16(TIERS - 1) - near)


def queue_again(e: SovietEconomy) -> None:
    """Lay the links in the order of today's law."""
    p, tiers = e.law(supply.Supply, e.month), tiers_of(e)
    if tiers is None and e.lines.tiers is None:
        return
    e.relay(laid_again(e.lines, *as_network(e.lines), p, tiers))


def releases(e: SovietEconomy) -> Releases:
    """Return whose goods move on today's links; worked out anew when links change."""
    if e.releases is None or e.releases.lines is not e.lines:
        body = np.unique(e.body)
        body = body[(body != CENTRE) & (body != NOBODY)]
        e.releases = _whose(e.lines, body, ends(e.network, e.body, e.council))
        e.withheld = _carried(e.withheld, e.withheld_by, body)
        e.withheld_by, e.let_go = body, None
    return e.releases


def _whose(lines: SupplyLines, body: Rows, both: Ends) -> Releases:
    """Tell links of one body from those to strangers; both ends of a link deal in one good."""
    claims, suppliers = lines.network.claims, lines.network.suppliers
    products = len(data.PRODUCTS)
    nobody = len(body) * products
    start = np.full(NOBODY + 1, nobody)
    start[body] = np.arange(len(body)) * products
    seller, buyer = (
        np.minimum(start[end] + product, nobody)
        for end, product in ((both.supplier, suppliers.product), (both.customer, claims.product))
    )
    seller, buyer = lines.of_supplier(seller), gathered(buyer, lines.claim)
    home = np.flatnonzero((seller == buyer) & (seller < nobody))
    place = lines.of_supplier(suppliers.region.astype(np.int16))
    far = gathered(claims.region.astype(np.int16), lines.claim) != place
    seller[home] = nobody
    return Releases(lines, body, buyer, home, seller, np.where(far, seller, nobody))


def _carried(withheld: Shares, before: Rows, now: Rows) -> Shares:
    """Return (b, 59) habits of the bodies of today; new ones have none."""
    found = np.zeros((len(now), len(data.PRODUCTS)))
    same, old, new = np.intersect1d(before, now, return_indices=True)
    if len(same):
        found[new] = withheld[old]
    return found


def released(e: SovietEconomy, order: Rubles) -> Rubles:
    """Return (l,) orders as authorities let them be served: strangers less, own more."""
    if not e.law(localism.Localism, e.month).active:
        return order
    r = releases(e)
    if not e.withheld.any():
        return order
    if e.let_go is None:
        kept = np.append(e.withheld.ravel(), 0.0)
        e.let_go = gathered(1.0 - kept, r.stranger)
        e.let_go[r.home] = 1.0 + kept[r.buyer[r.home]]
    return np.asarray(order * e.let_go)


def peers_of(e: SovietEconomy, body: Rows) -> Shares:
    """Return (b,) one for bodies whose leaders are compared with their like.

    By the order that holds for most of a body's works, where several stand side by side.
    """
    compared = np.zeros(len(body))
    works, place = e.directors.n_works, np.searchsorted(body, e.body)
    place = np.minimum(place, len(body) - 1)
    under = (body[place] == e.body) * works
    total = np.maximum(summed(place, under, len(body)), 1.0)
    for order, where in e.orders:
        part = summed(place, under * where[e.directors.region], len(body)) / total
        group = _PEERS[str(order.payoffs["reference_group"])]
        compared += part * np.isin(kind_of(body), group)
    return np.where(compared > 0.5, 1.0, 0.0)


def choose_release(e: SovietEconomy) -> None:
    """Each quarter authorities look at their shortages and choose what to keep back."""
    p = e.law(localism.Localism, e.month)
    if not p.active or (e.month + 1) % _QUARTER:
        return
    r, wanted, sent = releases(e), e.wanted, e.lines.transit
    peers = peers_of(e, r.body)
    rival, own = _rivals(r, peers), r.home
    asked = e.ordered[rival]
    trade = localism.Trade(
        short_at_home=localism.short(
            _by_body(r, r.buyer, np.minimum(sent, wanted)), _by_body(r, r.buyer, wanted)
        ),
        short_elsewhere=localism.short(
            _by_body(r, r.stranger[rival], np.minimum(sent[rival], asked)),
            _by_body(r, r.stranger[rival], asked),
        ),
        home=_by_body(r, r.buyer[own], wanted[own]),
        strangers=_by_body(r, r.stranger, wanted),
        away=_by_body(r, r.away, wanted),
    )
    now = localism.choice(trade, p.rivalry * peers, p)
    e.withheld, e.let_go = localism.smoothed(e.withheld, now, p), None


def _by_body(r: Releases, cell: Rows, column: Rubles) -> Rubles:
    """Return (b, 59) a column of links summed by body and good; what is nobody's is left out."""
    products = len(data.PRODUCTS)
    size = len(r.body) * products
    return summed(cell, column, size + 1)[:size].reshape(-1, products)


def _rivals(r: Releases, peers: Shares) -> Rows:
    """Return the links from works to strangers' works whose leaders are measured alike."""
    if not peers.any():
        return np.zeros(0, dtype=np.int64)
    products = len(data.PRODUCTS)
    measured = np.append(np.repeat(peers > 0, products), False)
    works = r.lines.claim < r.lines.works_claims
    return np.flatnonzero(works & (r.stranger < len(measured) - 1) & gathered(measured, r.buyer))
