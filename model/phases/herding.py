"""Herding: the month of the animals, on farms and on plots, and what feed the fields left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.calendar import MONTHS_A_YEAR, month_of_year
from model.countryside import Herding
from model.mechanisms import herds
from model.sums import product
from model.units import Quantities, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

PRODUCTS = ("meat", "milk", "eggs", "wool")
"""Animal produce that is counted animal by animal; all else of it grows with the herds."""
A_MONTH = 1.0 / MONTHS_A_YEAR
QUARTERS = (0, 3, 6, 9)
GIVING = [herds.COWS, herds.HENS, herds.SHEEP]
"""Animals that give without being killed: milk, eggs, wool."""


def heads_index(e: SovietEconomy) -> Shares:
    """Return (105,) herds over those of January 1956, by what they need to be fed."""
    need = _weighed(e, e.law(herds.Herds, e.month).feed_need)
    first = e.countryside.heads_1956[:, 0]
    return np.divide(need, first, out=np.ones_like(need), where=first > 0)


def heads_by_region(e: SovietEconomy) -> Quantities:
    """Return (105, 5) thousand head of farms and plots, by kind."""
    return e.countryside.by_region(np.asarray(e.land.herd) + np.asarray(e.land.plot_herd))


def _weighed(e: SovietEconomy, weight: Quantities) -> Quantities:
    """Return (105,) heads of farms and plots, weighed by kind."""
    return np.asarray(product(heads_by_region(e), weight))


def herding(e: SovietEconomy) -> None:
    """Let animals be born, milked and slaughtered for a month; rations change by the quarter."""
    p, farms, country = e.law(herds.Herds, e.month), e.land, e.countryside
    if not p.active:
        return
    if month_of_year(e.month) in QUARTERS or country.herding is None:
        country.herding = ration(e, p, np.asarray(e.officials.pledged)[farms.region])
    made = produce(e)
    own = herds.turnover(np.asarray(farms.herd), country.herding.own)
    plots = herds.turnover(np.asarray(farms.plot_herd), country.herding.plots)
    sold = p.cows_sold * A_MONTH * plots[:, herds.COWS]
    own[:, herds.COWS] += sold
    plots[:, herds.COWS] -= sold
    farms.herd, farms.plot_herd = own, plots
    _feed_index(e, p)
    _yields(e, made, p)


def ration(e: SovietEconomy, p: herds.Herds, pledged: Shares | float = 0.0) -> Herding:
    """Feed the animals of the next months, and work out what they will do on it.

    ``pledged``: (n,) part of the animals but hens that is killed in a year for pledges.
    """
    farms, country = e.land, e.countryside
    fed = herds.fed_by(country.grain_fed[farms.region], np.asarray(farms.roughage), p)
    farms.fed = fed
    everywhere = np.ones_like(p.plot_births)
    own, plots = (herds.rates(fed, of, A_MONTH, p, pledged) for of in (everywhere, p.plot_births))
    gives = herds.output_on(fed, p)
    cared = gives * np.asarray(farms.care)[:, None]
    return Herding(
        own, plots, own.killed * cared * p.carcass, plots.killed * gives * p.carcass,
        cared[:, GIVING], gives[:, GIVING],
    )  # fmt: skip


def produce(e: SovietEconomy) -> Quantities:
    """Return (4, 105) meat, milk, eggs and wool of a month, in units of their own."""
    farms, country = e.land, e.countryside
    if country.herding is None:
        raise LookupError("No ration has been given out yet.")
    own, plots, at = np.asarray(farms.herd), np.asarray(farms.plot_herd), country.herding
    made = np.empty((len(own), len(PRODUCTS)))
    made[:, 0] = np.einsum("nk,nk->n", own, at.own_meat)
    made[:, 0] += np.einsum("nk,nk->n", plots, at.plot_meat)
    made[:, 1:] = own[:, GIVING] * at.own_gives + plots[:, GIVING] * at.plot_gives
    return np.asarray(country.by_region(made).T)


def _feed_index(e: SovietEconomy, p: herds.Herds) -> None:
    """Note how much more feed animals need than in January 1956: grain, and all else."""
    country = e.countryside
    heads = heads_by_region(e)
    for column, need in ((0, p.feed_need), (1, p.grain_need)):
        now, first = product(heads, need), country.heads_1956[:, column]
        index = np.divide(now, first, out=np.ones_like(now), where=first > 0)
        rows = np.arange(len(data.PRODUCTS)) == data.PRODUCTS.index("grain")
        country.feed_index[rows == bool(column)] = index


def _yields(e: SovietEconomy, made: Quantities, p: herds.Herds) -> None:
    """Note what a head brings in, over that of January 1956, by farm row."""
    f, country = e.farms, e.countryside
    better = (1.0 + p.better_stock) ** (e.month / MONTHS_A_YEAR)
    index = heads_index(e)
    for place, name in enumerate(PRODUCTS):
        mine = f.product == data.PRODUCTS.index(name)
        now, first = made[place], country.made_1956[place]
        ratio = np.divide(now, first * index, out=np.ones_like(now), where=first * index > 0)
        f.weather[mine] = better * ratio[f.region[mine]]


def roughage_left(e: SovietEconomy) -> None:
    """Work out in October how far hay, silage, straw and pasture will go until the next."""
    p, farms, country = e.law(herds.Herds, e.month), e.land, e.countryside
    crops, rain = np.asarray(farms.harvest), np.asarray(farms.moisture)
    there = herds.roughage(crops, np.asarray(farms.pasture), rain, p)
    heads = np.asarray(farms.herd) + np.asarray(farms.plot_herd)
    need = product(heads, p.feed_need) * country.roughage_1955[farms.region]
    cover = np.divide(there, need, out=np.ones_like(need), where=need > 0)
    mixed = (1.0 - p.feed_kept) * cover + p.feed_kept * np.asarray(farms.roughage)
    farms.roughage = np.clip(mixed, 0.0, p.most_feed)


def settle_herds(e: SovietEconomy) -> None:
    """Measure herds and feed so that January 1956 is one everywhere."""
    p, farms, country = e.law(herds.Herds, 0), e.land, e.countryside
    farms.fed, farms.roughage = 1.0, 1.0
    country.heads_1956 = np.stack([_weighed(e, p.feed_need), _weighed(e, p.grain_need)], axis=1)
    country.herding = ration(e, p)
    country.made_1956 = produce(e)
    area = np.asarray(farms.arable)[:, None] * np.asarray(farms.shares)[:, :-1]
    crops = area * country.yields[farms.region]
    ones = np.ones(len(farms))
    there = country.by_region(herds.roughage(crops, np.asarray(farms.pasture), ones, p))
    need = country.heads_1956[:, 0]
    country.roughage_1955 = np.divide(there, need, out=np.ones_like(need), where=need > 0)
