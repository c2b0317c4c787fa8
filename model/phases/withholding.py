"""Withholding: each quarter authorities choose how much of their goods to keep from strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.authorities import kind_of
from model.mechanisms import localism
from model.phases.release import releases
from model.phases.undertaking import wanted
from model.regime_file import AUTHORITIES
from model.releases import Releases, Rivals
from model.sums import begun, gathered, summed
from model.superiors import TERRITORIAL
from model.units import Rows, Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_QUARTER = 3
_PEERS = {"none": (), "branches": (AUTHORITIES.index("ministry"),), "regions": TERRITORIAL}
"""Kinds of authority whose careers are measured against their like, by reference group."""


def choose_release(e: SovietEconomy) -> None:
    """Each quarter authorities look at their shortages and choose what to keep back."""
    p = e.law(localism.Localism, e.month)
    if not p.active or (e.month + 1) % _QUARTER:
        return
    r, asked, sent = releases(e), wanted(e), e.lines.transit
    peers = peers_of(e, r.body)
    rivals = _rivals(e, r, peers)
    to_rivals = e.ordered[rivals.rows]
    strangers, away = _to_strangers_and_away(r, asked)
    trade = localism.Trade(
        short_at_home=localism.short(
            _by_body(r, r.buyer, np.minimum(sent, asked)), _by_body(r, r.buyer, asked)
        ),
        short_elsewhere=localism.short(
            _of_rivals(r, rivals, np.minimum(sent[rivals.rows], to_rivals)),
            _of_rivals(r, rivals, to_rivals),
        ),
        home=_by_body(r, r.buyer[r.home], asked[r.home]),
        strangers=_by_body(r, r.seller, strangers),
        away=_by_body(r, r.seller, away),
    )
    now = localism.choice(trade, p.rivalry * peers, p)
    e.withheld, e.let_go = localism.smoothed(e.withheld, now, p), None


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


def to_strangers(r: Releases, column: Rubles) -> Rubles:
    """Return (s,) a column of links summed by sender, those under one body left out."""
    return _to_strangers_and_away(r, column)[0]


def _to_strangers_and_away(r: Releases, column: Rubles) -> tuple[Rubles, Rubles]:
    """Return (s,) the same, and that of strangers in other regions alone."""
    counted = column.copy()
    counted[r.home] = 0.0
    strangers = np.add.reduceat(counted, r.lines.rungs.starts)
    counted[r.near] = 0.0
    return strangers, np.add.reduceat(counted, r.lines.rungs.starts)


def _by_body(r: Releases, cell: Rows, column: Rubles) -> Rubles:
    """Return (b, 59) a column summed by body and good; what is nobody's is left out."""
    products = len(data.PRODUCTS)
    size = len(r.body) * products
    return summed(cell, column, size + 1)[:size].reshape(-1, products)


def _of_rivals(r: Releases, rivals: Rivals, column: Rubles) -> Rubles:
    """Return (b, 59) a column of the links to rivals, by the sender's body and good."""
    if not len(rivals.rows):
        return _by_body(r, rivals.seller, column)
    return _by_body(r, rivals.seller, np.add.reduceat(column, rivals.starts))


def _rivals(e: SovietEconomy, r: Releases, peers: Shares) -> Rivals:
    """Return the links to rivals; worked out anew when links or those compared change."""
    known = e.rivals
    if known is None or known.releases is not r or not np.array_equal(known.peers, peers):
        e.rivals = known = _rivals_now(r, peers)
    return known


def _rivals_now(r: Releases, peers: Shares) -> Rivals:
    """Find the links from works to strangers' works whose leaders are measured alike."""
    if not peers.any():
        nothing = np.zeros(0, dtype=np.int64)
        return Rivals(r, peers, nothing, nothing, nothing)
    number, nobody = r.lines.rungs.number, len(peers) * len(data.PRODUCTS)
    measured = np.append(np.repeat(peers > 0, len(data.PRODUCTS)), False)
    is_rival = gathered(measured, r.buyer)
    is_rival &= r.lines.claim < r.lines.works_claims
    is_rival &= np.repeat(r.seller < nobody, number)
    is_rival[r.home] = False
    rows = np.flatnonzero(is_rival)
    sender = np.repeat(np.arange(len(number)), number)[rows]
    starts = begun(sender)
    return Rivals(r, peers, rows, starts, r.seller[sender[starts]])
