"""Release: own customers first, and what authorities keep back from strangers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from model import data
from model.authorities import CENTRE, NOBODY, kind_of, republics
from model.calendar import name
from model.claims import ABROAD
from model.lines import TIERS, Tiers, as_network, laid_again
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
    return np.where(shared(body, supplier, claim), 0, TIERS - 1 - near)


def queue_again(e: SovietEconomy) -> None:
    """Lay the links in the order of today's law."""
    p, tiers = e.law(supply.Supply, e.month), tiers_of(e)
    if tiers is None and e.lines.tiers is None:
        return
    e.relay(laid_again(e.lines, *as_network(e.lines), p, tiers))


def releases(e: SovietEconomy) -> Releases:
    """Return whose goods move on today's links; worked out anew when links change."""
    if e.releases is None or e.releases.lines is not e.lines:
        lines = e.lines
        both = ends(lines.network, e.body, e.council)
        body = np.unique(e.body)
        body = body[(body != CENTRE) & (body != NOBODY)]
        product = gathered(lines.network.claims.product, lines.claim)
        place = np.full(NOBODY + 1, len(body))
        place[body] = np.arange(len(body))
        seller, buyer = (
            _cell(gathered(place[end], row), product, len(body))
            for end, row in ((both.supplier, lines.supplier), (both.customer, lines.claim))
        )
        home = shared(owned(both), lines.supplier, lines.claim)
        e.releases = Releases(lines, body, seller, buyer, home)
        e.withheld = _carried(e.withheld, e.withheld_by, body)
        e.withheld_by, e.let_go = body, None
    return e.releases


def _cell(place: Rows, product: Rows, nobody: int) -> Rows:
    products = len(data.PRODUCTS)
    return np.where(place == nobody, nobody * products, place * products + product)


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
        kept = gathered(np.append(e.withheld.ravel(), 0.0), r.seller)
        e.let_go = np.where(r.home, 1.0 + kept, 1.0 - kept)
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
    r, lines = releases(e), e.lines
    products = len(data.PRODUCTS)
    cells = (len(r.body) + 1) * products

    def tables(cell: Rows, column: npt.ArrayLike) -> Rubles:
        return summed(cell, np.asarray(column, dtype=np.float64), cells).reshape(-1, products)[:-1]

    claims, suppliers = lines.network.claims, lines.network.suppliers
    stranger, sent = ~r.home, np.minimum(lines.transit, e.wanted)
    far = claims.region[lines.claim] != suppliers.region[lines.supplier]
    peers = peers_of(e, r.body)
    rival = stranger & (lines.claim < lines.works_claims)
    rival &= np.append(np.repeat(peers > 0, products), [False] * products)[r.buyer]
    let_go = released(e, e.wanted)
    (strangers, away, asked, given), home = (
        (tables(r.seller, column) for column in (
            e.wanted * stranger, e.wanted * (stranger & far),
            let_go * rival, np.minimum(lines.transit, let_go) * rival,
        )),
        tables(r.seller, e.wanted * r.home),
    )  # fmt: skip
    trade = localism.Trade(
        short_at_home=localism.short(tables(r.buyer, sent), tables(r.buyer, e.wanted)),
        short_elsewhere=localism.short(given, asked),
        home=home,
        strangers=strangers,
        away=away,
    )
    now = localism.choice(trade, p.rivalry * peers, p)
    e.withheld, e.let_go = localism.smoothed(e.withheld, now, p), None
