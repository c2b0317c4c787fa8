"""Release: own customers first, and what authorities let go to strangers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.authorities import CENTRE, NOBODY, republics
from model.calendar import name
from model.claims import ABROAD
from model.lines import TIERS, SupplyLines, Tiers, as_network, laid_again
from model.mechanisms import localism, supply
from model.releases import Releases
from model.sums import gathered
from model.superiors import Ends, ends, local, owned, shared
from model.units import Rows, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy


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
    buyer, of_link = gathered(buyer, lines.claim), lines.of_supplier(seller)
    is_home = (of_link == buyer) & (of_link < nobody)
    place = lines.of_supplier(suppliers.region.astype(np.int16))
    is_near = gathered(claims.region.astype(np.int16), lines.claim) == place
    home, near = np.flatnonzero(is_home), np.flatnonzero(is_near & ~is_home)
    return Releases(lines, body, seller[lines.senders], buyer, home, near)


def _carried(withheld: Shares, before: Rows, now: Rows) -> Shares:
    """Return (b, 59) habits of the bodies of today; new ones have none."""
    found = np.zeros((len(now), len(data.PRODUCTS)))
    same, old, new = np.intersect1d(before, now, return_indices=True)
    if len(same):
        found[new] = withheld[old]
    return found


def let_go(e: SovietEconomy) -> Shares | None:
    """Return (l,) the part of orders that authorities let be served; None where it is all.

    Strangers are served less, own customers more; kept until authorities choose anew.
    """
    if not e.law(localism.Localism, e.month).active:
        return None
    r = releases(e)
    if not e.withheld.any():
        return None
    if e.let_go is None:
        kept = np.append(e.withheld.ravel(), 0.0)
        e.let_go = np.repeat(1.0 - kept[r.seller], r.lines.rungs.number)
        e.let_go[r.home] = 1.0 + kept[r.buyer[r.home]]
    return e.let_go
