"""Reserves: how a harvest is divided between farms and the state, and grain that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.calendar import MONTHS_A_YEAR
from model.mechanisms import harvest, procurement, trade
from model.phases import granary, own_use
from model.sums import LEAST, summed
from model.units import Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

GRAIN = data.PRODUCTS.index("grain")
TO_AUGUST = 10
"""Months from November to the last before new grain."""


def note_july(e: SovietEconomy) -> None:
    """Note what grain the state has before the new harvest, at its points and in mills."""
    mine = e.network.claims.product == GRAIN
    held = np.asarray(e.farms.reserve)[e.farms.product == GRAIN].sum()
    e.countryside.reserve_in_july = float(held + e.lines.stock[mine].sum())


def divide(e: SovietEconomy, to_come: Rubles) -> None:
    """Decide in July what of the harvest (m,) the state takes, and how far feed will go.

    Farms count what they have left, too; the feed that stays is given out evenly.
    """
    p, f, country = e.law(procurement.Procurement, e.month), e.farms, e.countryside
    kept_so_far = np.asarray(f.store - f.reserve)
    seed, feed = own_use.own_seed(e) * MONTHS_A_YEAR, own_use.own_feed(e) * MONTHS_A_YEAR
    eaten = e.home_use_of_rows() * MONTHS_A_YEAR
    cushion = 1.0 + p.farm_cushion / MONTHS_A_YEAR
    there = to_come + kept_so_far
    country.straw = country.straw_part * to_come / MONTHS_A_YEAR
    straw = country.straw * MONTHS_A_YEAR
    need = (seed + eaten + feed) * cushion + straw
    taken = p.surplus_taken[f.product]
    given = procurement.delivered(there, seed, need, country.quota, taken, p)
    share = np.divide(given, to_come, out=np.zeros_like(given), where=to_come > LEAST)
    country.take = np.minimum(share, 1.0) * e.is_crop
    told = country.take * to_come * (1.0 + np.asarray(e.officials.padding))[f.region]
    country.quota = procurement.next_plan(country.quota, told, p)
    left = there - country.take * to_come - seed - eaten - straw
    country.ration = np.where(e.is_crop > 0, _ration(e, left, feed), 1.0)


def _ration(e: SovietEconomy, left: Rubles, feed: Rubles) -> Shares:
    """Return (m,) feed that farms can give over need; nobody feeds more than fattening takes."""
    room = e.law(harvest.Harvest, e.month)
    cover = np.divide(left, feed, out=np.ones_like(left), where=feed > LEAST)
    return np.clip(cover, 0.0, room.most_fed)


def store(e: SovietEconomy, month: int) -> None:
    """Put into store what came in; seed, people and animals take of it, some spoils."""
    p, f, country = e.law(harvest.Harvest, e.month), e.farms, e.countryside
    held, reserve = e.farm_store(), np.asarray(f.reserve).copy()
    rate = e.is_crop * (p.spoilage / MONTHS_A_YEAR)
    e.bought = _from_abroad(e)
    e.spoiled = held * rate
    taken = country.take * e.grown
    reserve = reserve * (1.0 - rate) + taken + e.bought
    held += e.grown + e.bought - e.spoiled
    seed = own_use.own_seed(e)
    sown = seed * np.where(e.is_crop > 0, harvest.seed_of_month(month, p) * MONTHS_A_YEAR, 1.0)
    sown = np.minimum(sown, held)  # short of seed, farms borrow from the state
    held -= sown
    own = np.maximum(held - reserve, 0.0)
    e.eaten = procurement.eaten_at_home(own, e.home_use_of_rows())
    straw = np.minimum(country.straw, own - e.eaten)
    fed = np.minimum(own_use.own_feed(e) * country.ration, own - e.eaten - straw)
    held -= e.eaten + fed + straw
    np.maximum(held, 0.0, out=held)
    e.fed = sown + fed + straw
    e.procured = np.where(e.is_crop > 0, taken, np.maximum(e.grown - e.eaten - e.fed, 0.0))
    f.store, f.reserve = held, np.where(e.is_crop > 0, np.minimum(reserve, held), held)
    _note_feed(e, fed)


def _note_feed(e: SovietEconomy, fed: Rubles) -> None:
    """Note how far grain covers what animals need, own and bought back."""
    f, country = e.farms, e.countryside
    mine = f.product == GRAIN
    given = summed(f.region[mine], weights=fed[mine], minlength=len(data.REGIONS))
    seed = (own_use.seed(e) * (1.0 - country.own))[GRAIN]
    given += np.maximum(country.came_back[GRAIN] - seed, 0.0)
    straw = summed(f.region[mine], country.straw_1955[mine], len(data.REGIONS))
    need = own_use.feed(e)[GRAIN] - straw * country.feed_index[GRAIN]
    country.grain_fed = np.divide(given, need, out=np.ones_like(need), where=need > 0)


def _from_abroad(e: SovietEconomy) -> Rubles:
    """Return (m,) grain that comes from abroad this month, where mills need it."""
    f, bought = e.farms, np.zeros(len(e.farms))
    if e.countryside.to_buy > 0.0:
        mine = f.product == GRAIN
        need = _mills(e)[f.region[mine]]
        bought[mine] = e.countryside.to_buy * need / need.sum()
    return bought


def _mills(e: SovietEconomy) -> Rubles:
    """Return (105,) grain that works of each region need a month for what they are to make."""
    claims, works = e.network.claims, e.lines.works_claims
    mine = claims.product[:works] == GRAIN
    need = e.norm_of_claim * np.asarray(e.directors.target)[e.owner]
    return summed(claims.region[:works][mine], need[mine], len(data.REGIONS))


def grain(e: SovietEconomy) -> None:
    """Decide in October how grain that will be missing by August is found."""
    p, country = e.law(trade.Trade, e.month), e.countryside
    back = float(own_use.bought_back(e)[GRAIN].sum()) / (1.0 - country.feed_cut)
    exports = granary.abroad(e)
    use = granary.bread(e) + exports + back
    mine = e.network.claims.product == GRAIN
    held = float(np.asarray(e.farms.reserve)[e.farms.product == GRAIN].sum())
    held += float(e.lines.stock[mine].sum())
    missing = use * (TO_AUGUST + p.reserve_wanted) - held
    most = p.most_bought * country.grain_1956
    found = trade.grain(missing, back * TO_AUGUST, exports * TO_AUGUST, most, p)
    country.feed_cut, country.exports_cut = found.feed_cut, found.exports_cut
    country.to_buy = found.bought / TO_AUGUST
