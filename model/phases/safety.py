"""The safety factor: what directors remember of deliveries and do for themselves.

Every quantity is in mln rub of 1958. Columns run over inner claims, works first, then
depots: depots only pad, since their requests are those of the works they serve.
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

import numpy as np

from model import data, given
from model.claims import IN_HOUSE, Kind
from model.mechanisms import hoarding, supply
from model.mechanisms.assortment import PARTS
from model.phases import lessening, sorting
from model.phases.making import coverage
from model.sums import blockwise, gathered, summed
from model.units import Flags, Quantities, Rows, Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

CELLS = len(data.REGIONS) * len(data.PRODUCTS)
"""Markets: a good in a region."""
_NO_LOSS = 1e-12  # part of an output that is lost but for rounding


def remembered_1955(e: SovietEconomy) -> None:
    """Begin with orders filled and with the customary paring of requests.

    What the uneven schedules of 1955 made directors hold is in the opening stocks, and
    their pushers and shops are in the opening output of a rouble of plant and hands.
    """
    claims, works = e.network.claims, e.lines.works_claims
    inner = int((claims.kind <= Kind.DEPOT).sum())
    e.fill_mean, e.fill_variance = np.ones(inner), np.zeros(inner)
    custom = np.full(inner, e.law(hoarding.Hoarding, 0).first_padding)
    e.expected_cut = hoarding.cut_of(custom)
    e.called = e.lines.received()
    e.stock_wanted = e.stock_norm.copy()
    e.market = claims.region[:works] * len(data.PRODUCTS) + claims.product[:works]
    e.house_share = np.zeros(works)
    e.house_norm = np.zeros(works)
    e.unevenness = sorting.unevenness(e, np.ones(works))
    e.insured = _insured(e, e.law(hoarding.Hoarding, 0))
    e.pushers, e.closing_share = np.zeros(len(e.directors)), np.zeros(len(e.directors))
    e.loss_mean, e.output_left = 1.0 - e.usual_coverage, np.ones(len(e.directors))
    e.usual_left = np.ones(len(e.directors))
    if e.law(hoarding.Hoarding, 0).active:
        _, e.usual_left = _sent_out(e, e.law(hoarding.Hoarding, 0))


def remember(e: SovietEconomy) -> None:
    """Directors note how last month's orders were filled."""
    p = e.law(hoarding.Hoarding, e.month)
    if not p.active:
        return
    inner = slice(0, len(e.fill_mean))
    called = e.called[inner]
    fill = np.divide(e.received[inner], called, out=np.ones_like(called), where=called > 0)
    np.minimum(fill, 1.0, out=fill)
    weight = np.where(called > 0, hoarding.monthly_weight(p), 0.0)
    e.fill_mean, e.fill_variance = hoarding.remembered(e.fill_mean, e.fill_variance, fill, weight)
    works = slice(0, e.lines.works_claims)
    e.unevenness += weight[works] * (sorting.unevenness(e, fill[works]) - e.unevenness)


def insurance(e: SovietEconomy) -> None:
    """December: directors set stocks, hire pushers, build shops, from what they remember."""
    p = e.law(hoarding.Hoarding, e.month)
    d, works = e.directors, slice(0, e.lines.works_claims)
    if not p.active:
        e.pushers, e.house_share = np.zeros(len(d)), np.zeros_like(e.house_share)
        e.output_left = 1.0 / e.usual_left
        return
    more = np.maximum(_insured(e, p) - e.insured, 0.0)
    e.stock_wanted[works] = e.stock_norm[works] + more
    per_thousand, left = _sent_out(e, p)
    e.pushers = per_thousand * d.employment
    e.closing_share = hoarding.closed(per_thousand, p)
    share = hoarding.made_in_house(e.house_share, e.fill_mean[works], p)
    e.house_share = np.where(can_be_made(e), share, 0.0)
    norm = own_norms(e) * e.house_share
    burden = (1.0 + p.house_cost) * summed(e.owner, weights=norm, minlength=len(d))
    e.output_left = left / (1.0 + burden) / e.usual_left


def _sent_out(e: SovietEconomy, p: hoarding.Hoarding) -> tuple[Quantities, Shares]:
    """Return (n,) pushers per thousand hands, and the part of capacity left without them."""
    labour = (1.0 - given.plant().weight)[e.directors.sector]
    per_thousand = hoarding.pushers(e.loss_mean, labour, p)
    return per_thousand, 1.0 - labour * hoarding.hands_away(per_thousand, p)


def _insured(e: SovietEconomy, p: hoarding.Hoarding) -> Quantities:
    """Return (w,) months of need that works hold against deliveries that come unevenly."""
    works = slice(0, e.lines.works_claims)
    variance = e.fill_variance[works] + e.unevenness
    return hoarding.target_months(np.zeros(len(variance)), e.fill_mean[works], variance, p)


def own_norms(e: SovietEconomy) -> Quantities:
    """Return (w,) what works need of all inputs for a unit made, whoever makes the input."""
    claims, works = e.lines.network.claims, slice(0, e.lines.works_claims)
    maker = gathered(e.directors.product, e.owner)
    return np.asarray(e.norms[claims.product[works], maker])


@cache
def _engineering() -> Flags:
    """Return (59,) whether a works' own shop can make the product."""
    return np.isin(np.array(data.PRODUCTS), IN_HOUSE)


def can_be_made(e: SovietEconomy) -> Flags:
    """Return (w,) whether a works' shop can make the input, and the works not for sale."""
    product = e.lines.network.claims.product[: e.lines.works_claims]
    return np.asarray(_engineering()[product] & (product != e.directors.product[e.owner]))


def norms_with_shops(e: SovietEconomy) -> Quantities:
    """Return (w,) norms of what works call for: less what they make, more what that uses.

    What a shop makes enters no balance; its materials, dearer than the specialised works
    would need, are asked for with the works' own.
    """
    p, norm = e.law(hoarding.Hoarding, e.month), own_norms(e)
    e.house_norm = norm * e.house_share
    if not p.active or not e.house_norm.any():
        return norm
    product = e.lines.network.claims.product[: e.lines.works_claims]
    mine = can_be_made(e)
    extra = np.zeros_like(norm)
    for good in np.flatnonzero(_engineering()):
        made = e.house_norm * (product == good)
        made = summed(e.owner, weights=made, minlength=len(e.directors))
        extra += made[e.owner] * e.norms[product, good]
    return np.asarray(norm - e.house_norm + (1.0 + p.house_cost) * np.where(mine, 0.0, extra))


def requests(e: SovietEconomy, need: Rubles) -> Rubles:
    """Return (c,) what is asked for in December, mln rub a month: needs, those of works padded."""
    p, inner = e.law(hoarding.Hoarding, e.month), slice(0, len(e.fill_mean))
    asked = need.copy()
    if p.active:
        asked[inner] *= hoarding.padded(e.fill_mean, e.expected_cut, p)
    works = slice(0, e.lines.works_claims)
    if p.active and e.month > 0:
        held, wanted = e.lines.stock[works], e.stock_wanted[works]
        asked[works] = hoarding.with_hoard(asked[works], need[works], held, wanted)
    e.plan.padding = float(asked[works].sum() / need[works].sum())
    return asked


def learn_cut(e: SovietEconomy, need: Rubles) -> None:
    """Let directors see what December left of what they asked for use, stores left out.

    ``need``: (c,) mln rub a month. What was asked for the store on top is no reason to pad.
    """
    p, inner = e.law(hoarding.Hoarding, e.month), slice(0, len(e.fill_mean))
    if not p.active:
        return
    asked = need[inner] * hoarding.padded(e.fill_mean, e.expected_cut, p)
    kept = np.divide(e.contract_of_claim[inner], asked, out=np.ones_like(asked), where=asked > 0)
    cut = 1.0 - np.minimum(kept, 1.0)
    e.expected_cut = e.expected_cut + p.memory * (cut - e.expected_cut)


def hands(e: SovietEconomy) -> None:
    """Pushers are away, and works' own shops take their part of plant and people."""
    lessening.leave(e, e.output_left)


def barter(e: SovietEconomy) -> None:
    """Pushers bring what a works of the region has too much of, or cannot sell, to the short."""
    p = e.law(hoarding.Hoarding, e.month)
    planned = gathered(e.planned, e.owner)
    need = e.norm_of_claim * planned
    e.in_house = float(np.einsum("w,w->", e.house_norm, planned))
    e.bartered, e.needed = 0.0, float(need.sum()) + e.in_house
    e.spot_gained, e.spot_sold = np.zeros(len(e.lines.stock)), np.zeros(len(e.directors))
    e.loss_foreseen = expected_loss(e, e.sorts, need)
    if not p.active:
        return
    e.loss_mean += hoarding.monthly_weight(p) * (e.loss_foreseen - e.loss_mean)
    closing = gathered(e.closing_share * (e.loss_foreseen > 0), e.owner)
    wanted = e.stock_wanted[: len(need)]
    if closing.any():
        e.bartered += trade(e, partial(_to_market, p=p), need, wanted, closing)
    near = np.flatnonzero(_near_the_unsold(e))
    if len(near):
        e.bartered += trade(e, _fetched, need, wanted, among=near)


def _to_market(
    sorts: Rubles, need: Rubles, wanted: Quantities, closing: Shares, p: hoarding.Hoarding
) -> tuple[Rubles, Rubles]:
    """Return (k, w) what works offer of their stocks and what they ask for, by kind of sorts.

    ``need``: (w,) mln rub; ``wanted``: (w,) months of it they mean to hold; ``closing``: (w,)
    the part of what is lacking that pushers look for.
    """
    mine = PARTS * need
    asked = mine - sorts
    np.maximum(asked, 0.0, out=asked)
    asked *= closing
    return hoarding.surplus(sorts, mine, wanted, p), asked


def _fetched(sorts: Rubles, need: Rubles, wanted: Quantities) -> tuple[Rubles, Rubles]:
    """Return the same for works that ask for their stores, beyond the month's need."""
    asked = hoarding.to_hoard(sorts, PARTS * need, wanted)
    return np.zeros_like(asked), asked


def _near_the_unsold(e: SovietEconomy) -> Flags:
    """Return (w,) whether a maker of the region has goods like an input that he cannot sell."""
    there = summed(makers(e), unsold(e), CELLS)
    return gathered(there > 0, e.market)


def makers(e: SovietEconomy) -> Rows:
    """Return (n,) the market, region and good, on which a works could sell what it makes."""
    return np.asarray(e.directors.region * len(data.PRODUCTS) + e.directors.product)


def sell(e: SovietEconomy, sold: Rubles) -> None:
    """Let makers hand over (n,) mln rub of goods that nobody had ordered."""
    e.spot_sold += sold
    mine = slice(0, len(sold))
    e.lines.finished[mine] = np.maximum(e.lines.finished[mine] - sold, 0.0)


def trade(
    e: SovietEconomy, terms: sorting.Terms, *columns: Quantities, among: Rows | None = None
) -> float:
    """Exchange inputs, and what makers cannot sell, inside regions; return mln rub that came.

    ``terms``: what works offer and ask for of stocks, given ``columns`` (w,). Nobody finds
    what he lacks in his own surplus, so each comes to the market with what is left of one
    when the other is set against it. ``among``: works claims that may gain or give, if not all.
    """
    brought = sorting.brought_to_market(e, terms, columns, among)
    works, mine = len(brought.has), slice(0, len(e.market))
    stalls = e.market if among is None else gathered(e.market, among)
    market = np.append(stalls, makers(e))
    there, wanted = np.zeros((2, len(market)))
    blockwise(_set_against, brought.has, brought.lacks, into=(there[:works], wanted[:works]))
    there[works:] = unsold(e)
    gained = hoarding.exchange(there, wanted, market, CELLS)
    gained, sold = gained[:works], -gained[works:]
    e.spot_gained[mine if among is None else among] += gained
    sorting.traded(e, brought, gained, among)
    sell(e, sold)
    return float(np.maximum(gained, 0.0).sum())


def _set_against(has: Rubles, lacks: Rubles) -> tuple[Rubles, Rubles]:
    """Return what is left of surplus and shortage (w,) when one is set against the other."""
    balance = has - lacks
    return np.maximum(balance, 0.0), np.maximum(-balance, 0.0)


def unsold(e: SovietEconomy) -> Rubles:
    """Return (n,) mln rub of finished goods that works hold beyond their usual stock."""
    d, p = e.directors, e.law(supply.Supply, e.month)
    usual = p.finished_stock * np.asarray(d.output)
    return np.asarray(np.maximum(e.lines.finished[: len(d)] - usual, 0.0))


def expected_loss(e: SovietEconomy, stock: Rubles, need: Rubles) -> Shares:
    """Return (n,) the part of the month's output that stocks in hand would cost without barter.

    As in production, for the inputs that come by link; ``stock``: (k, w) by kind of sorts.
    """
    p = e.law(supply.Supply, e.month)
    loss = 1.0 - coverage(e, stock, need, e.pool_units, p)
    loss *= loss > _NO_LOSS
    return loss
