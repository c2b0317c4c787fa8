"""Sorting: what is ordered, laid in and used of the sorts of each input that works buy.

Columns are of kinds of sorts by works claims (k, w), mln rub of 1958; over kinds they add up
to the stocks of the supply lines.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from model.mechanisms import assortment, supply
from model.mechanisms.assortment import PARTS, Assortment, all_kinds
from model.phases.authorities import handling
from model.schedules import Schedule
from model.sums import LEAST, blockwise, gathered, part_of
from model.units import Quantities, Rows, Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_SETTLING = 36
"""Months after which stocks of sorts have come to rest."""
_SOME = 0.1  # of the opening table's stocks
_FULL = 1.0 - 1e-12  # a need that is covered but for rounding


def sorted_1955(e: SovietEconomy) -> None:
    """Begin with sorts as unevenly in stock as the planning of 1955 would leave them in time.

    Totals are the opening table's. Directors meant to hold more than they could get; plant
    could have made more than it did, had every sort come.
    """
    works, claims = slice(0, e.lines.works_claims), e.network.claims
    held = e.lines.stock[works].copy()
    need = PARTS * (claims.need[works] / e.stock_factor[claims.product[works]])
    contract = e.lines.contract_of_claim()[works]
    now, p, room = handling(e), e.law(supply.Supply, e.month), e.law(Assortment, 0)
    months = _SETTLING if now.error.any() else 0

    def settled(
        held: Rubles, contract: Rubles, planned: Shares, need: Rubles, aim: Quantities,
        repair: Shares,
    ) -> tuple[Rubles, Rubles, Shares]:  # fmt: skip
        stock, came, share = PARTS * held, PARTS * contract, np.ones_like(planned)
        called = contract * planned
        for _ in range(months):
            came, share = _within(called, need, stock, aim, repair, p)
            stock = assortment.renewed(stock + came, room)
            stock = stock - _used_somehow(stock, need)
        return stock, came, share

    aim, repair = e.stock_norm[works], now.repair[works]
    stock, came, share = blockwise(settled, held, contract, schedule(e), need, aim, repair)
    left = np.divide(all_kinds(stock), held, out=np.ones_like(held), where=held > 0)
    rested = left > _SOME  # where nothing would be left stocks begin even
    e.stock_norm[works] /= np.where(rested, left, 1.0)
    e.sorts = np.where(rested, stock / np.where(rested, left, 1.0), PARTS * held)
    e.sorts_ordered = assortment.made_up_of(came, all_kinds(came))
    e.stalls = tuple(np.empty_like(stock) for _ in range(3))
    e.sorts_apart = _variance(share)
    moving = np.ones(len(claims))
    moving[works] = _over(all_kinds(came), contract)
    e.lines.transit = e.lines.transit * gathered(moving, e.lines.claim)


def _used_somehow(stock: Rubles, need: Rubles) -> Rubles:
    """Return (k, w) what is used of sorts; what is lacking of one is made up by the others."""
    used = np.minimum(stock, need)
    spare, lacking = stock - used, all_kinds(need - used)
    held = all_kinds(spare)
    return np.asarray(used + spare * part_of(lacking, held))


def laid_in(e: SovietEconomy) -> None:
    """Lay in what came, sort by sort as it was ordered; some sorts are scheduled anew."""
    p = e.law(Assortment, e.month)

    def held(sorts: Rubles, received: Rubles, ordered: Shares) -> tuple[Rubles, Rubles]:
        came = received * ordered
        came += sorts
        found = assortment.renewed(came, p)
        return found, all_kinds(found)

    received = e.received[: e.lines.works_claims]
    blockwise(held, e.sorts, received, e.sorts_ordered, into=stores(e))


def with_new(e: SovietEconomy, received: Rubles) -> Rubles:
    """Return (k, w) what is held once ``received`` (w,) has come."""
    return assortment.renewed(e.sorts + received * e.sorts_ordered, e.law(Assortment, e.month))


def consumed(e: SovietEconomy, norm: Rubles, part: Shares) -> Rubles:
    """Use up the norm (w,) as far as it is there, and ``part`` (w,) of what is there beyond it.

    Returns (w,) mln rub used.
    """

    def left(sorts: Rubles, norm: Rubles, part: Shares) -> tuple[Rubles, Rubles, Rubles]:
        used = PARTS * norm
        np.minimum(used, sorts, out=used)
        held = sorts - used
        held *= part
        used += held
        np.minimum(used, sorts, out=used)
        np.subtract(sorts, used, out=held)
        return held, all_kinds(held), all_kinds(used)

    used = np.empty_like(norm)
    blockwise(left, e.sorts, norm, part, into=(*stores(e), used))
    return used


Terms: TypeAlias = Callable[..., tuple[Rubles, Rubles]]
"""From stocks (k, w) and other columns to what is offered and what is asked for, (k, w)."""


class Brought(NamedTuple):
    """What works bring to market: ``stock``, ``offered``, ``asked`` (k, w) mln rub by kind.

    ``has``, ``lacks``: (w,) what is offered and asked for, all sorts together. Holds until
    somebody brings anything again.
    """

    stock: Rubles
    offered: Rubles
    asked: Rubles
    has: Rubles
    lacks: Rubles


def brought_to_market(
    e: SovietEconomy, terms: Terms, columns: tuple[Quantities, ...], among: Rows | None
) -> Brought:
    """Return what is brought on these terms; ``among``: the works claims that come, else all."""

    def totals(*block: Quantities) -> tuple[Rubles, ...]:
        offered, asked = terms(*block)
        return offered, asked, all_kinds(offered), all_kinds(asked)

    width = len(e.market) if among is None else len(among)
    stock, offered, asked = (stall[:, :width] for stall in e.stalls)
    if among is None:
        stock = e.sorts
    else:
        np.take(e.sorts, among, axis=1, out=stock, mode="clip")
        columns = tuple(gathered(column, among) for column in columns)
    has, lacks = np.empty((2, width))
    blockwise(totals, stock, *columns, into=(offered, asked, has, lacks))
    return Brought(stock, offered, asked, has, lacks)


def traded(e: SovietEconomy, brought: Brought, gained: Rubles, among: Rows | None) -> None:
    """Lay in what was bartered for, by what was lacking, and give up what there was too much of.

    ``gained``: (w,) mln rub got of what was asked for or, negative, given of what was offered.
    """

    def after(
        stock: Rubles, offered: Rubles, asked: Rubles, has: Rubles, lacks: Rubles, gained: Rubles
    ) -> tuple[Rubles, Rubles]:
        held = asked * (np.maximum(gained, 0.0) / np.maximum(lacks, LEAST))
        held += stock
        held += offered * (np.minimum(gained, 0.0) / np.maximum(has, LEAST))
        np.maximum(held, 0.0, out=held)
        return held, all_kinds(held)

    sorts, total = stores(e)
    if among is None:
        blockwise(after, *brought, gained, into=(sorts, total))
        return
    blockwise(after, *brought, gained, into=(brought.stock, brought.has))
    for kind, held in zip(sorts, brought.stock, strict=True):
        kind[among] = held
    total[among] = brought.has


def schedule(e: SovietEconomy) -> Shares:
    """Return (k, w) what part of each contract is of each kind of sorts, as planned."""
    now, p = handling(e), e.law(Assortment, e.month)
    if e.scheduled is None or e.scheduled.planned is not now or e.scheduled.rule is not p:
        error = now.error[: e.lines.works_claims]
        e.scheduled = Schedule(now, p, assortment.scheduled(error, p))
    return e.scheduled.part


def ordered(e: SovietEconomy, contract: Rubles, need: Rubles, aim: Quantities) -> Shares:
    """Return (w,) this month's orders over contracts; note what they are made up of.

    ``contract``, ``need``: (w,) mln rub a month; ``aim``: (w,) months of need to be held.
    """
    p, repair = e.law(supply.Supply, e.month), handling(e).repair[: len(aim)]

    def made_up(
        contract: Rubles, planned: Shares, need: Rubles, stock: Rubles, aim: Quantities,
        repair: Shares,
    ) -> tuple[Quantities, Shares, Shares]:  # fmt: skip
        called, share = _within(contract * planned, PARTS * need, stock, aim, repair, p)
        total = all_kinds(called)
        return _variance(share), assortment.made_up_of(called, total), _over(total, contract)

    orders = np.empty_like(contract)
    into = e.sorts_apart, e.sorts_ordered, orders
    blockwise(made_up, contract, schedule(e), need, e.sorts, aim, repair, into=into)
    return orders


def _within(
    contract: Rubles, need: Rubles, stock: Rubles, aim: Quantities, repair: Shares,
    p: supply.Supply,
) -> tuple[Rubles, Shares]:  # fmt: skip
    """Return (k, w) what is ordered of sorts, and the part of what is wanted that this is.

    ``contract``, ``need``, ``stock``: (k, w) mln rub; ``aim``: (w,) months of need;
    ``repair``: (w,) part of what goes beyond the contract that someone has time to allow.
    """
    wanted = supply.wanted(need, stock, aim, p)
    called = supply.called(wanted, contract, repair, p)
    return called, part_of(called, wanted)


def _over(called: Rubles, contract: Rubles) -> Shares:
    return np.divide(called, contract, out=np.zeros_like(called), where=contract > 0)


def unevenness(e: SovietEconomy, fill: Shares) -> Quantities:
    """Return (w,) the variance, between sorts, of what came of what was wanted.

    ``fill``: (w,) of what was ordered, alike for all sorts.
    """
    return np.asarray(e.sorts_apart * np.square(fill))


def _variance(share: Shares) -> Quantities:
    """Return (w,) the variance of shares (k, w) between sorts."""
    apart = share - all_kinds(PARTS * share)
    np.square(apart, out=apart)
    apart *= PARTS
    return all_kinds(apart)


def lacking(e: SovietEconomy, need: Rubles) -> Shares:
    """Return (w,) the part of sorts of each input of which there is less than the need (w,)."""

    def part(sorts: Rubles, need: Rubles) -> tuple[Shares]:
        return (all_kinds(PARTS * (sorts < (_FULL * PARTS) * need)),)

    return blockwise(part, e.sorts, need)[0]


def stores(e: SovietEconomy) -> tuple[Rubles, Rubles]:
    """Return where stocks are written down by kind (k, w), and in total (w,)."""
    return e.sorts, e.lines.stock[: e.lines.works_claims]
