"""Deliveries: what arrives, who is served, what is ordered and sent.

Goods made this month leave at its end and arrive in the next. Every quantity is in
mln rub of 1958; nothing is moved or used outside these functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.calendar import MONTHS_A_YEAR, month_of_year
from model.claims import ABROAD, Kind
from model.lines import as_network, laid_again, queue_of
from model.mechanisms import harvest, hoarding, procurement, supply
from model.phases import interfering, sorting
from model.phases.authorities import handling
from model.phases.undertaking import undertaken
from model.sums import gathered, summed
from model.units import Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

GRAIN = data.PRODUCTS.index("grain")
_NOTHING = 1e-12
"""Mln rub a month up to which a contract is the rounding of a difference, and takes nothing."""


def arrivals(e: SovietEconomy) -> None:
    """Goods sent last month reach works, depots and final users."""
    lines = e.lines
    e.received = lines.received()
    lines.stock += e.received
    sorting.laid_in(e)


def imports(e: SovietEconomy) -> None:
    """Bring the month's imports to the import desks."""
    suppliers = e.lines.network.suppliers
    desks = slice(suppliers.works + suppliers.farms, len(suppliers))
    e.imported = e.plan.imports[suppliers.product[desks]] / MONTHS_A_YEAR
    e.lines.finished[desks] += e.imported


def final_users(e: SovietEconomy) -> None:
    """Serve the army and foreign trade with what came."""
    lines, claims = e.lines, e.lines.network.claims
    e.served = np.zeros(len(claims))
    at_once = (claims.kind == Kind.DEFENCE) | (claims.kind == Kind.EXPORTS)
    e.served[at_once] = lines.stock[at_once]
    lines.stock -= e.served


def dispatch(e: SovietEconomy) -> None:
    """Works and depots order, suppliers send; what no one ordered is offered to final users."""
    p = e.law(supply.Supply, e.month)
    if e.lines.queue != queue_of(p):
        e.relay(laid_again(e.lines, *as_network(e.lines), p, e.lines.tiers))
    lines = e.lines
    suppliers = lines.network.suppliers
    orders = order_column(e, p)
    e.called = e.contract_of_claim * orders
    order = undertaken(e, orders)
    available = lines.finished.copy()
    works = slice(0, suppliers.works)
    available[works] -= interfering.not_loaded(e, available[works])
    farms = slice(suppliers.works, suppliers.works + suppliers.farms)
    room = e.law(procurement.Procurement, e.month)
    left = harvest.months_to_next(month_of_year(e.month), int(room.first_harvest))
    held = np.minimum(np.asarray(e.farms.reserve), available[farms])
    available[farms] = procurement.released(held, left, e.is_crop)
    going = supply.dispatch(order, available[lines.senders], lines.floor, lines.rungs)
    out = np.zeros(len(suppliers))
    out[lines.senders] = going.by_supplier
    surplus = _surplus(e, available - out, p)
    offered = _offer(e, surplus)
    taken = summed(e.outlet_supplier, offered, len(surplus))
    going.by_link[e.outlet_links] += offered
    out += taken
    lines.finished = np.maximum(lines.finished - out, 0.0)
    nearby = _sell_nearby(e, np.maximum((surplus - taken)[: farms.stop], 0.0))
    lines.finished[: farms.stop] = np.maximum(lines.finished[: farms.stop] - nearby, 0.0)
    e.spot_sold += nearby[works]
    e.sold_nearby = nearby[farms]
    lines.transit, e.ordered, e.sent_by_supplier, e.called_part = going.by_link, order, out, orders
    d = e.directors
    d.finished_stock = lines.finished[: len(d)]
    e.farms.store = lines.finished[farms]
    e.farms.reserve = np.maximum(held - out[farms] - e.sold_nearby, 0.0)


def order_column(e: SovietEconomy, p: supply.Supply) -> Shares:
    """Return (n,) this month's orders over the year's average contract of each claim."""
    lines, claims, mine = e.lines, e.lines.network.claims, e.depots
    month = month_of_year(e.month)
    season = gathered(e.plan.month(month), claims.product)
    works = slice(0, lines.works_claims)
    need = np.zeros(len(e.fill_mean))
    repair = handling(e).repair
    ahead = 1.0 + e.plan.growth[e.directors.product] / MONTHS_A_YEAR
    able = np.minimum(e.directors.target * ahead, e.able)
    need[works] = e.norm_of_claim * gathered(able, e.owner)
    need[mine] = e.depot_need[claims.region[mine], claims.product[mine]]
    aim = e.stock_wanted if e.law(hoarding.Hoarding, e.month).active else e.stock_norm
    contract = e.contract_of_claim * season
    orders = season.copy()
    orders[mine] *= supply.order_ratio(
        contract[mine], need[mine], lines.stock[mine], aim[mine], repair[mine], p
    )
    orders[works] *= sorting.ordered(e, contract[works], need[works], aim[works])
    grain = (claims.kind == Kind.EXPORTS) & (claims.product == GRAIN)
    orders[grain] *= 1.0 - e.countryside.exports_cut
    return orders


def _surplus(e: SovietEconomy, left: Rubles, p: supply.Supply) -> Rubles:
    """Return (m,) what suppliers hold beyond their usual stock once orders are served."""
    keep = np.zeros(len(left))
    d = e.directors
    keep[: len(d)] = p.finished_stock * d.output
    farms = slice(len(d), len(d) + len(e.farms))
    keep[farms] = np.where(e.is_crop > 0, np.inf, p.finished_stock * e.grown)
    return np.asarray(np.maximum(left - keep, 0.0))


def _offer(e: SovietEconomy, surplus: Rubles) -> Rubles:
    """Return (o,) what is sent to the final users whom a supplier serves beyond their orders."""
    lines = e.lines
    held = summed(e.outlet_supplier, lines.contract[e.outlet_links], len(surplus))
    part = np.divide(surplus, held, out=np.zeros_like(held), where=held > _NOTHING)
    return np.asarray(lines.contract[e.outlet_links] * part[e.outlet_supplier])


def _sell_nearby(e: SovietEconomy, surplus: Rubles) -> Rubles:
    """Hand what could not be sent to final users of their own to those of the region.

    Supply organs find it a taker on the spot: sites and shops that take the good anyway; animal
    produce that nobody ordered goes to the market. ``surplus``, returned: (works and farms,).
    """
    lines, products = e.lines, len(data.PRODUCTS)
    if not surplus.any():
        return surplus
    claims, suppliers = lines.network.claims, lines.network.suppliers
    mine = np.flatnonzero(lines.standing.outlet)
    cell = claims.region[mine] * products + claims.product[mine]
    size = (ABROAD + 1) * products
    taken = summed(cell, e.contract_of_claim[mine], size)
    makers = slice(0, len(surplus))
    maker = suppliers.region[makers] * products + suppliers.product[makers]
    sold = np.where(taken[maker] > _NOTHING, surplus, 0.0)
    offered = summed(maker, sold, size)
    part = np.divide(offered, taken, out=np.zeros_like(taken), where=taken > _NOTHING)
    bought = e.contract_of_claim[mine] * part[cell]
    lines.stock[mine] += bought
    e.spot_gained[mine] += bought
    return sold
