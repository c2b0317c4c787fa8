"""What a year shows of farms: land, fields, herds, deliveries, nutrients, money.

Worked out at the year's end by region (105,); herds are those of 1 January, as yearbooks have
them, the state's grain that of 1 July.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from model import data
from model.acreage import GRAIN
from model.data import ANIMALS, CROPS, ZONES
from model.farmland import FALLOW
from model.mechanisms import fertiliser, herds, monoculture, procurement
from model.sums import product, summed
from model.units import Hectares, Quantities, Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

GRAIN_ROW = data.PRODUCTS.index("grain")


class FarmYear(NamedTuple):
    """Sums by region (105,), thousand ha and head where nothing else is said.

    ``arable``, ``sown``, ``grain_area``, ``fallow``; ``weeds``, ``fertility``, ``mixed``,
    ``unfit``: yield lost, fertility, squares of crop shares, and yield lost by wrong crops, times
    land; ``procured``: mln rub of grain; ``heads`` (105, 5) on 1 January, by ANIMALS; ``standard``:
    by need of feed; ``feed``: t of feed units times heads; ``plots`` (105, 2): produce of
    households' animals and of all; ``nutrients``: t brought less taken; ``response`` (2,): kg of
    grain a kg of nutrients in the moist north-west and the dry steppe; ``income``: of kolkhozes,
    mln rub; ``kolkhozes``, ``sovkhozes``; ``tractors``: thousand that came; ``reserve``: mln rub.
    """

    arable: Hectares
    sown: Hectares
    grain_area: Hectares
    fallow: Hectares
    weeds: Quantities
    fertility: Quantities
    mixed: Quantities
    unfit: Quantities
    procured: Rubles
    heads: Quantities
    standard: Quantities
    feed: Quantities
    plots: Quantities
    nutrients: Quantities
    response: Quantities
    income: Rubles
    kolkhozes: Quantities
    sovkhozes: Quantities
    tractors: float
    reserve: float


def farm_year(e: SovietEconomy) -> FarmYear:
    """Return the year as it closes."""
    farms, f, country = e.land, e.farms, e.countryside
    by_region = country.by_region
    land, shares = np.asarray(farms.arable), np.asarray(farms.shares)
    sown = 1.0 - shares[:, FALLOW]
    crops = np.divide(
        shares[:, :FALLOW], sown[:, None], out=np.zeros_like(shares[:, :FALLOW]),
        where=sown[:, None] > 0,
    )  # fmt: skip
    mine, room = f.product == GRAIN_ROW, e.law(herds.Herds, e.month)
    heads = np.asarray(farms.herd) + np.asarray(farms.plot_herd)
    state, n = np.asarray(farms.is_state), np.asarray(farms.n_farms)
    return FarmYear(
        arable=by_region(land),
        sown=by_region(land * sown),
        grain_area=by_region(land * shares[:, GRAIN].sum(axis=1)),
        fallow=by_region(land * shares[:, FALLOW]),
        weeds=by_region(land * farms.weeds),
        fertility=by_region(land * farms.fertility),
        mixed=by_region(land * (crops**2).sum(axis=1)),
        unfit=by_region(land * _unfit(e)),
        procured=summed(
            f.region[mine], (country.take * e.harvest_of_year)[mine], len(data.REGIONS)
        ),
        heads=country.heads_january,
        standard=by_region(product(heads, room.feed_need)),
        feed=by_region(product(heads * farms.fed, room.feed_need)),
        plots=_plots(e, room),
        nutrients=_nutrients(e, heads),
        response=_response(e),
        income=by_region(np.asarray(farms.income) * (1.0 - state)),
        kolkhozes=by_region(n * (1.0 - state)),
        sovkhozes=by_region(n * state),
        tractors=country.tractors_of_year,
        reserve=country.reserve_in_july,
    )


def _unfit(e: SovietEconomy) -> Shares:
    """Return (n,) yield lost by crops that do not suit the fields."""
    farms, p = e.land, e.law(monoculture.Monoculture, e.month)
    if not p.active:
        return np.zeros(len(farms))
    columns = (np.asarray(getattr(farms, c)) for c in ("shares", "suits", "apart", "alike"))
    return np.asarray(1.0 - monoculture.fit(monoculture.mismatch(*columns), p))


def _plots(e: SovietEconomy, p: herds.Herds) -> Quantities:
    """Return (105, 2) worth of milk and meat of households' animals, and of all."""
    farms, price = e.land, e.law(procurement.Procurement, e.month).price
    meat, milk = (price[data.PRODUCTS.index(name)] for name in ("meat", "milk"))
    weight = p.slaughter * p.carcass / 1000.0 * meat
    weight[ANIMALS.index("cows")] += p.cow_milk * milk
    gives = herds.output_on(np.asarray(farms.fed), p) * weight
    own = (np.asarray(farms.plot_herd) * gives).sum(axis=1)
    every = own + (np.asarray(farms.herd) * gives).sum(axis=1)
    return e.countryside.by_region(np.stack([own, every], axis=1))


def _nutrients(e: SovietEconomy, heads: Quantities) -> Quantities:
    """Return (105,) tonnes of nutrients brought to the fields less what crops took away."""
    farms, country, p = e.land, e.countryside, e.law(fertiliser.Fertiliser, e.month)
    area = country.by_region(np.asarray(farms.arable)[:, None] * farms.shares[:, :FALLOW])
    dressed = (country.doses * area).sum(axis=1)
    manure = country.by_region(product(heads, p.from_manure))
    grass = p.from_grass * area[:, CROPS.index("grass")]
    taken = product(country.by_region(np.asarray(farms.harvest)), p.taken_away)
    return np.asarray(dressed + manure + grass - taken)


def _response(e: SovietEconomy) -> Quantities:
    """Return (2,) grain for one more kilogram, moist north-west and Kazakh steppe."""
    country, p = e.countryside, e.law(fertiliser.Fertiliser, e.month)
    found = []
    for zone in ("non_chernozem", "dry_steppe_kazakhstan"):
        mine, k = country.zone == ZONES.index(zone), ZONES.index(zone)
        dose = country.doses[mine][:, GRAIN].mean()
        base = country.yields[mine][:, GRAIN].mean()
        found.append(fertiliser.marginal(dose, p.grain_curve[k], p.grain_own[k], base))
    return np.array(found, dtype=np.float64)
