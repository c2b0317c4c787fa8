"""The kolkhozes and sovkhozes of January 1956, at full number, and merged to a scale.

87,400 kolkhozes and 5,134 sovkhozes stand in their regions as recorded. Sown areas are
lognormal with the region's mean and dispersion; a farm's soil is light or heavy, as often as
the region's land is; what suits its fields lies around the region's crops of 1955, and what it
sows lies nearer to these, since orders had made farms alike. All totals by region are kept.

Scale merges, it does not sample: farms of one region, kind and soil become rows by size, never
less than one, and a row keeps how far apart what suits its farms lies.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np

from model import cache, chance, data
from model.acreage import THOUSAND, area_1955, column, zone_of_region
from model.data import ANIMALS, CROPS
from model.mechanisms.monoculture import Monoculture
from model.sums import rows_of_cells, summed
from model.units import Quantities, Rows, Shares

LAND = len(CROPS) + 1
"""Uses of ploughed land: the crops, then clean fallow."""
FALLOW = len(CROPS)
_NOTHING = np.finfo(np.float64).tiny
_EGGS_PER_HEN = 85.0  # a year: output_per_head of farms/agronomy.csv
_PRIVATE_HENS = 0.87  # private share of eggs in 1955: farms/procurement_prices.csv


@dataclass(frozen=True)
class Farms:
    """Columns (n, ...), rows in order of region, kind, soil and size.

    ``region``; ``is_state``: sovkhoz; ``light``: light soil; ``n_farms``; ``identity``;
    ``arable``, ``plots``, ``pasture``: thousand ha; ``shares``, ``suits``, ``apart``: (n, 14)
    uses of land, what suits, and its standard deviation inside the row; ``labour``: thousand
    persons; ``tractors``, ``combines``: thousand; ``herd``, ``plot_herd``: (n, 5) thousand head.
    """

    region: Rows
    is_state: Quantities
    light: Quantities
    n_farms: Quantities
    identity: Rows
    arable: Quantities
    plots: Quantities
    shares: Quantities
    suits: Quantities
    apart: Quantities
    labour: Quantities
    pasture: Quantities
    tractors: Quantities
    combines: Quantities
    herd: Quantities
    plot_herd: Quantities

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.region)


def shares_1955() -> Quantities:
    """Return (105, 14) uses of the region's ploughed land in 1955; rows add up to one."""
    fallow = column("clean_fallow_1955_mln_ha") * THOUSAND
    area = np.concatenate([area_1955(), fallow[:, None]], axis=1)
    area[area.sum(axis=1) <= 0, FALLOW] = 1.0  # fishing kolkhozes have no fields: never mind which
    return np.asarray(area / area.sum(axis=1, keepdims=True))


def suits_1955(maize_before: float, ripening: Shares) -> Quantities:
    """Return (105, 14) uses that suited the region's land: those of 1955 without the campaign.

    The maize ordered in 1955 suits where it ripens (by zone); elsewhere a part of it stood
    before, and other grain and grass.
    """
    found, ripe = shares_1955(), ripening[zone_of_region()]
    for crop, before in (("maize", "other_grain"), ("silage", "grass")):
        k = CROPS.index(crop)
        left = maize_before + (1.0 - maize_before) * ripe
        found[:, CROPS.index(before)] += found[:, k] * (1.0 - left)
        found[:, k] *= left
    return found


def arable_1955() -> Quantities:
    """Return (105,) thousand ha of ploughed land: sown, and fallow."""
    return np.asarray(area_1955().sum(axis=1) + column("clean_fallow_1955_mln_ha") * THOUSAND)


@dataclass(frozen=True)
class Variety:
    """How farms differ in what suits their fields: figures of the room `monoculture`."""

    spread: float
    alike: float
    maize_before: float
    ripening: tuple[float, ...]


def farms_of(scale: float, seed: int, p: Monoculture, alike: float) -> Farms:
    """Return the farms of a seed at a scale under the room's figures.

    ``alike``: how far orders had made the farms of a region sow alike.
    """
    ripening = tuple(p.ripening.tolist())
    return _farms_at(scale, seed, Variety(p.knowledge_spread, alike, p.maize_before, ripening))


@lru_cache(maxsize=2)
def _farms_at(scale: float, seed: int, variety: Variety) -> Farms:
    def drawn() -> Farms:
        return merged(_drawn(seed, variety), scale)

    if scale == 1.0:  # nothing is merged, and its files would be large
        return drawn()
    return cache.kept("farms", (scale, seed, variety), drawn, (_of_columns, _columns), cache.FEW)


def _of_columns(columns: cache.Columns) -> Farms:
    return Farms(**columns)


def _columns(farms: Farms) -> cache.Columns:
    return vars(farms)


@lru_cache(maxsize=1)
def _drawn(seed: int, variety: Variety) -> Farms:
    """Draw every farm of the country."""
    counted = np.stack([column("kolkhozes_1956"), column("sovkhozes_1956")], axis=1)
    number = np.rint(counted).astype(np.int64)
    regions = len(data.REGIONS)
    region = np.repeat(np.arange(regions), number.sum(axis=1))
    kinds = np.tile([0.0, 1.0], regions)
    is_state = np.repeat(kinds, number.ravel())
    identity = np.arange(len(region))
    size = _sizes(region, is_state, identity, seed)
    light = chance.uniform(seed, "soil", 0, identity) < column("light_soil_share")[region]
    suits, shares = _land(region, identity, size, variety, seed)
    kolkhoz = column("labour_kolkhoz_1955_thousand") + column("labour_mts_1955_thousand")
    labour = np.where(
        is_state > 0,
        _divided(column("labour_state_1955_thousand"), size * is_state, region),
        _divided(kolkhoz, size * (1.0 - is_state), region),
    )
    herd, plot_herd = _herds(size, labour, region)
    return Farms(
        region=region, is_state=is_state, light=light.astype(np.float64),
        n_farms=np.ones(len(region)), identity=identity,
        arable=_divided(arable_1955(), size, region),
        plots=_divided(column("private_sown_1955_mln_ha") * THOUSAND, labour, region),
        shares=shares, suits=suits, apart=np.zeros_like(suits), labour=labour,
        pasture=_divided(column("hay_pasture_mln_ha") * THOUSAND, size, region),
        tractors=_divided(column("tractors_1956_thousand"), size, region),
        combines=_divided(column("combines_1956_thousand"), size * shares[:, :3].sum(1), region),
        herd=herd, plot_herd=plot_herd,
    )  # fmt: skip


def _divided(total: Quantities, weight: Quantities, region: Rows) -> Quantities:
    """Return (n,) a total by region divided by weight; where no farm has any, it is lost."""
    held = summed(region, weights=weight, minlength=len(total))
    return np.asarray(weight * (total / np.where(held > 0, held, 1.0))[region])


def _sizes(region: Rows, is_state: Quantities, identity: Rows, seed: int) -> Quantities:
    """Return (n,) thousand ha sown: lognormal around the mean of the region's farms of a kind."""
    sown = np.stack(
        [
            column("kolkhoz_sown_1955_mln_ha") + column("private_sown_1955_mln_ha"),
            column("sovkhoz_sown_1955_mln_ha") + column("other_state_sown_1955_mln_ha"),
        ]
    )
    sigma = np.stack([column("kolkhoz_sown_sigma"), column("sovkhoz_sown_sigma")])
    kind = is_state.astype(np.int64)
    drawn = np.exp(sigma[kind, region] * chance.normal(seed, "farm size", 0, identity))
    cell = kind * len(data.REGIONS) + region
    held = summed(cell, weights=drawn, minlength=sown.size)
    return np.asarray(drawn * (sown.ravel() * THOUSAND / np.where(held > 0, held, 1.0))[cell])


def _land(
    region: Rows, identity: Rows, size: Quantities, variety: Variety, seed: int
) -> tuple[Quantities, Quantities]:
    """Return (n, 14) what suits each farm and what it sows; regions keep their areas.

    Dirichlet by logarithms: each use varies as in a Dirichlet distribution, then rows are
    made to add up to one.
    """
    here = shares_1955()[region]
    suited = suits_1955(variety.maize_before, np.array(variety.ripening))[region]
    varied = np.sqrt(np.log1p((1.0 - suited) / ((variety.spread + 1.0) * np.maximum(suited, 1e-9))))
    who = identity[:, None] * LAND + np.arange(LAND)
    drawn = chance.normal(seed, "land", 0, who.ravel()).reshape(who.shape)
    suits = suited * np.exp(varied * drawn - 0.5 * varied**2)
    suits /= suits.sum(axis=1, keepdims=True)
    shares = (1.0 - variety.alike) * suits + variety.alike * here
    weight = size / np.maximum(summed(region, weights=size), _NOTHING)[region]
    for _ in range(4):  # keep the region's area of every use and the farm's land
        held = np.stack([summed(region, weights=weight * shares[:, k]) for k in range(LAND)], 1)
        shares *= np.divide(shares_1955(), held, out=np.ones_like(held), where=held > 0)[region]
        shares /= shares.sum(axis=1, keepdims=True)
    return suits, shares


def _herds(size: Quantities, labour: Quantities, region: Rows) -> tuple[Quantities, Quantities]:
    """Return (n, 5) thousand head of farms and of plots: by land, and by people."""
    cows, cattle = column("cows_1956_mln"), column("cattle_1956_mln")
    people = column("labour_kolkhoz_1955_thousand")
    eggs = next(
        float(row["output_1955"])
        for row in data.table("industry/products")
        if row["product"] == "eggs"
    )
    head: dict[str, tuple[Quantities, Quantities | float]] = {
        "cows": (cows, column("private_share_cows_1956")),
        "young_cattle": (cattle - cows, _private_young(cattle, cows)),
        "pigs": (column("pigs_1956_mln"), column("private_share_pigs_1956")),
        "sheep": (column("sheep_1956_mln"), column("private_share_sheep_1956")),
        "hens": (eggs * THOUSAND / _EGGS_PER_HEN * people / people.sum(), _PRIVATE_HENS),
    }
    public = [_divided(THOUSAND * head[a][0] * (1.0 - head[a][1]), size, region) for a in ANIMALS]
    plots = [_divided(THOUSAND * head[a][0] * head[a][1], labour, region) for a in ANIMALS]
    return np.stack(public, axis=1), np.stack(plots, axis=1)


def _private_young(cattle: Quantities, cows: Quantities) -> Quantities:
    """Return (105,) the private share of cattle that are not cows."""
    private = column("private_share_cattle_1956") * cattle
    left = np.maximum(private - column("private_share_cows_1956") * cows, 0.0)
    young = np.maximum(cattle - cows, 1e-9)
    return np.asarray(np.clip(left / young, 0.0, 1.0))


def merged(farms: Farms, scale: float) -> Farms:
    """Return the farms at a scale in (0, 1]: rows by region, kind, soil and size."""
    cell = (farms.region * 2 + farms.is_state.astype(np.int64)) * 2 + farms.light.astype(np.int64)
    order = np.lexsort((-farms.arable, cell))
    cell = cell[order]
    starts, number, rows, which = rows_of_cells(cell, scale)
    place = np.arange(len(cell)) - starts[which]
    row = (np.cumsum(rows) - rows)[which] + place * rows[which] // number[which]
    begins = np.flatnonzero(np.diff(row, prepend=-1))
    return _together(farms, order, begins)


def _together(farms: Farms, order: Rows, begins: Rows) -> Farms:
    """Add up what adds up; uses of land are weighed by it."""

    def total(values: Quantities) -> Quantities:
        return np.asarray(np.add.reduceat(values[order], begins, axis=0))

    weight = np.maximum(farms.arable, 1e-9)
    land = np.maximum(total(weight), 1e-12)[:, None]
    suits = total(weight[:, None] * farms.suits) / land
    squares = total(weight[:, None] * farms.suits**2) / land
    found = {
        f.name: total(getattr(farms, f.name))
        for f in fields(farms)
        if f.name not in ("region", "is_state", "light", "identity", "shares", "suits", "apart")
    }
    first = order[begins]
    return Farms(
        region=farms.region[first],
        is_state=farms.is_state[first],
        light=farms.light[first],
        identity=farms.identity[first],
        shares=total(weight[:, None] * farms.shares) / land,
        suits=suits,
        apart=np.sqrt(np.maximum(squares - suits**2, 0.0)),
        **found,
    )
