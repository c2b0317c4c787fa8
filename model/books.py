"""The books: what must add up, by good, region and month.

    opening + made + imported + received
        = used + shipped + served + eaten on farms + spoiled + closing

Goods on the way are a stock of their own: what was sent last month is what is received
in this one, to the last digit. Served is what the army, sites, foreign trade and shops
took. Stocks are never negative, and nobody makes more than he can. Money is in the five
accounts (`model.accounts`), which together hold nothing. A model that conserves by making
nothing fails elsewhere: output is tested against plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model import data
from model.calendar import name
from model.claims import ABROAD
from model.sums import summed
from model.units import Quantities, Rows, Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy

TOLERANCE = 1e-9


class BooksDoNotBalance(RuntimeError):
    """The model lost or made something out of nothing: a fault of ours, never the user's."""


class Balance(NamedTuple):
    """One month's flows, each (106, 59) mln rub by region - abroad last - and product."""

    opening: Rubles
    made: Rubles
    imported: Rubles
    received: Rubles
    used: Rubles
    shipped: Rubles
    served: Rubles
    eaten: Rubles
    spoiled: Rubles
    closing: Rubles

    def gap(self) -> Rubles:
        """Return (106, 59) what the identity leaves, mln rub."""
        came = self.opening + self.made + self.imported + self.received
        went = self.used + self.shipped + self.served + self.eaten + self.spoiled + self.closing
        return np.asarray(came - went)

    def turnover(self) -> Rubles:
        """Return (106, 59) the size against which a gap is small."""
        return np.asarray(self.opening + self.made + self.imported + self.received)


def by_place(region: Rows, product: Rows, value: Quantities) -> Rubles:
    """Return (106, 59) a column summed by region and product."""
    width = len(data.PRODUCTS)
    size = (ABROAD + 1) * width
    return summed(region * width + product, weights=value, minlength=size).reshape(-1, width)


def stocks(e: SovietEconomy) -> Rubles:
    """Return (106, 59) goods held by suppliers and customers, on the way not included."""
    claims, suppliers = e.network.claims, e.network.suppliers
    held = by_place(suppliers.region, suppliers.product, e.lines.finished)
    return held + by_place(claims.region, claims.product, e.lines.stock)


def balance(e: SovietEconomy, opening: Rubles) -> Balance:
    """Return the month's balance, after its dispatch, from the stocks it opened with."""
    claims, suppliers, works = e.network.claims, e.network.suppliers, e.lines.works_claims
    desks = slice(suppliers.works + suppliers.farms, len(suppliers))
    f, d = e.farms, e.directors
    used = by_place(claims.region[:works], claims.product[:works], e.used)
    used += by_place(claims.region[e.depots], claims.product[e.depots], e.depot_use)
    used += by_place(f.region, f.product, e.fed)
    return Balance(
        opening,
        by_place(d.region, d.product, d.output) + by_place(f.region, f.product, e.grown),
        by_place(suppliers.region[desks], suppliers.product[desks], e.imported)
        + by_place(f.region, f.product, e.bought),
        by_place(claims.region, claims.product, e.received),
        used,
        by_place(suppliers.region, suppliers.product, e.sent_by_supplier),
        by_place(claims.region, claims.product, e.served),
        by_place(f.region, f.product, e.eaten),
        by_place(f.region, f.product, e.spoiled),
        stocks(e),
    )


class Closing(NamedTuple):
    """What a month leaves to the next: (106, 59) stocks and (106, 59) goods on the way, by end."""

    stocks: Rubles
    way: Rubles


def closing(e: SovietEconomy) -> Closing:
    """Return what is held and what is on the way now."""
    return Closing(stocks(e), on_the_way(e))


def open_month(e: SovietEconomy) -> Closing:
    """Return what the month opens with, which must be what the last one closed with.

    Raises
    ------
    BooksDoNotBalance
        If anything came or went between two months.
    """
    now = closing(e)
    if e.closed is not None:
        _same(e, now.stocks, e.closed.stocks, "held between two months")
        _same(e, now.way, e.closed.way, "on the way between two months")
    return now


def check(e: SovietEconomy, opened: Closing) -> None:
    """Check the month just lived, from what it opened with, and close it.

    Raises
    ------
    BooksDoNotBalance
        Naming the identity, the month, the worst region and good, and the amounts.
    """
    account = balance(e, opened.stocks)
    came = account.gap() + account.turnover()
    _same(e, came, account.turnover(), "in the balance of the month")
    _same(e, account.received, opened.way, "sent last month and received")
    e.closed = closing(e)
    e.accounts.check()
    suppliers, sender = e.network.suppliers, e.lines.supplier
    sent = by_place(suppliers.region[sender], suppliers.product[sender], e.lines.transit)
    _same(e, sent, account.shipped, "sent and on the way")
    for what, column in (
        ("input stock", e.lines.stock), ("finished stock", e.lines.finished),
        ("transit", e.lines.transit), ("labour", e.labour), ("capital", e.directors.capital),
        ("unfinished building", e.sites.spent), ("state reserve", e.farms.reserve),
        ("farms' own store", e.farms.store - e.farms.reserve + TOLERANCE),
    ):  # fmt: skip
        if column.min(initial=0.0) < 0:
            raise BooksDoNotBalance(f"{name(e.month)}: {what} is negative: {column.min():.6g}.")
    within_capacity(e)


def within_capacity(e: SovietEconomy) -> None:
    """Refuse works that made more than they could, or of which two arrays tell two capacities."""
    one_capacity(e)
    if (e.directors.output > e.able * (1.0 + TOLERANCE)).any():
        raise BooksDoNotBalance(f"{name(e.month)}: a works made more than it could.")


def one_capacity(e: SovietEconomy) -> None:
    """Refuse works of which one array says that they can make more than another does."""
    by_fate = e.fates.of_rows(e.able_of_fate)
    for what, told in (("directors.capacity", e.directors.capacity), ("able_of_fate", by_fate)):
        if not np.allclose(told, e.able, rtol=TOLERANCE, atol=0.0):
            raise BooksDoNotBalance(
                f"{name(e.month)}: {what} is not what works can make (able). Take part of it "
                "with lessening.leave, which keeps them in step."
            )


def _same(e: SovietEconomy, found: Rubles, expected: Rubles, where: str) -> None:
    """Refuse a difference, naming good and - where there are regions - place."""
    gap = np.abs(found - expected) / np.maximum(np.abs(expected), 1e-6)
    if gap.max() <= TOLERANCE:  # false where something is not a number
        return
    at = np.unravel_index(int(gap.argmax()), gap.shape)
    place = f" in {(*data.REGIONS, 'abroad')[at[0]]}" if gap.ndim > 1 else ""
    raise BooksDoNotBalance(
        f"{name(e.month)}: {data.PRODUCTS[at[-1]]}{place} does not agree {where}: "
        f"{found[at]:.6g} against {expected[at]:.6g} mln rub."
    )


def on_the_way(e: SovietEconomy) -> Rubles:
    """Return (106, 59) goods in transit by the region they go to and product, mln rub."""
    claims = e.network.claims
    return by_place(claims.region[e.lines.claim], claims.product[e.lines.claim], e.lines.transit)
