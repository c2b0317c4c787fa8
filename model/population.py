"""The works and farm sectors of January 1956, at full number.

62,190 works are placed by product and region: as many as `products.csv` says of each
product, regions in proportion to their share of the sector, at least one works in
every region that has the sector at all. Sizes are lognormal with the sector's
dispersion (the pooled distribution is held against the documented anchors: of all
industrial works about a tenth have more than a thousand workers and these hold three
fifths of the labour), then raked so that products and regions keep their totals.
Drawn once for each network seed; scale merges what is drawn here (`model.merging`).

For studies of what place does, industry may change places among regions or regional shares be
blurred by lot (`Places`): totals of the country stay what they were.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from model import acreage, chance, data
from model.opening import Opening
from model.product_table import sector_of_product
from model.sums import product, summed
from model.units import Flags, Quantities, Rows

_RAKES = 60
_LEAST_DISPERSION = 0.4
_SMALLEST = 0.01  # of the mean works of the product: raking may not make a works vanish


RECORDED, PERMUTED = "as recorded", "permuted"
REGIONAL = (RECORDED, PERMUTED)


@dataclass(frozen=True)
class Places:
    """Where works and farms stand.

    ``regions``: as recorded, or the industry of every region moved as a whole to another one
    while fields, herds and people stay; ``noise``: standard deviation, in logarithms, by which
    a region's share of a sector is off. Both drawn by the seed of the network.
    """

    regions: str = RECORDED
    noise: float = 0.0


AS_RECORDED = Places()


@dataclass(frozen=True)
class Population:
    """Works as columns, every one of shape (n,), ordered by region, then product.

    ``product``, ``region``: codes; ``output``: mln rub a month in January 1956;
    ``employment``: thousand persons; ``n_works``: how many works a row stands for;
    ``identity``: number in the full population, by which chance is keyed. Beside them two
    tables: ``shares`` (20, 105) of regions in the sectors of works, ``farms`` (59, 105) output
    of farm products by region, mln rub a month on average.
    """

    product: Rows
    region: Rows
    output: Quantities
    employment: Quantities
    n_works: Quantities
    identity: Rows
    shares: Quantities
    farms: Quantities

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.product)


@cache
def is_farm_product() -> Flags:
    """Return (59,) whether a product comes from farms, not from works; not to be written to."""
    farms = [data.SECTORS.index(name) for name in data.FARM_SECTORS]
    found = np.isin(sector_of_product(), farms)
    found.flags.writeable = False
    return found


def regional_shares() -> Quantities:
    """Return (20, 105) the share of each region in each sector of works (farms: zero)."""
    rows = data.table("history/sovnarkhozy")
    return np.array(
        [
            np.zeros(len(rows))
            if sector in data.FARM_SECTORS
            else [float(row[sector]) for row in rows]
            for sector in data.SECTORS
        ]
    )


def shares_at(places: Places, seed: int) -> Quantities:
    """Return (20, 105) the shares of regions in sectors of works; every sector keeps its total."""
    shares = regional_shares()
    if places.regions == PERMUTED:
        lot = chance.uniform(seed, "place of region", 0, np.arange(shares.shape[1]))
        shares = shares[:, np.argsort(lot, kind="stable")]
    return _blurred(shares, np.arange(len(shares)), places, seed)


def farms_at(opening: Opening, places: Places, seed: int) -> Quantities:
    """Return (59, 105) farm output by region; blurred alike for all products of a sector."""
    return _blurred(farm_output(opening), sector_of_product(), places, seed)


def _blurred(table: Quantities, sector: Rows, places: Places, seed: int) -> Quantities:
    """Return a table by region with its shares off by lot; every row keeps its total."""
    if places.noise == 0.0:
        return table
    regions = table.shape[1]
    cell = sector[:, None] * regions + np.arange(regions)
    lot = chance.normal(seed, "regional share", 0, cell.ravel()).reshape(cell.shape)
    blurred = table * np.exp(places.noise * lot)
    held, total = blurred.sum(axis=1), table.sum(axis=1)
    return np.asarray(
        blurred * np.divide(total, held, out=np.ones_like(held), where=held > 0)[:, None]
    )


def draw(opening: Opening, network_seed: int, places: Places = AS_RECORDED) -> Population:
    """Place and size every works of the country.

    Returns
    -------
    Population
        62,190 rows; outputs of a product sum to its national opening rate exactly,
        outputs of a sector in a region to the region's share within the rake's reach.
    """
    sector, farm = sector_of_product(), is_farm_product()
    shares = shares_at(places, network_seed)
    product, region = _places(sector, farm, shares, network_seed)
    order = np.lexsort((product, region))
    product, region = product[order], region[order]
    identity = np.arange(len(product))
    size = _sizes(product, sector, identity, opening, network_seed)
    output = _rake(size, product, region, shares, opening)
    labour = opening.labour[sector[product]] * output / opening.sector_output()[sector[product]]
    return Population(
        product, region, output, labour, np.ones(len(product)), identity, shares,
        farms_at(opening, places, network_seed),
    )  # fmt: skip


def divide(population: Population, copies: int) -> Population:
    """Return the population with every works divided into ``copies`` equal ones.

    No such economy existed; it is for measuring what more rows cost.
    """
    if copies == 1:
        return population
    row = np.repeat(np.arange(len(population)), copies)
    return Population(
        population.product[row],
        population.region[row],
        population.output[row] / copies,
        population.employment[row] / copies,
        np.ones(len(row)),
        np.arange(len(row)),
        population.shares,
        population.farms,
    )


def _places(sector: Rows, farm: Flags, shares: Quantities, seed: int) -> tuple[Rows, Rows]:
    """Give every works a product and a region: labels shuffled over a sector's places."""
    number = np.array([int(row["n_works"]) for row in data.table("industry/products")])
    products: list[Rows] = []
    regions: list[Rows] = []
    for s in np.unique(sector[~farm]):
        mine = np.flatnonzero(sector == s)
        labels = np.repeat(mine, number[mine])
        places = np.repeat(np.arange(shares.shape[1]), apportion(len(labels), shares[s]))
        lot = chance.uniform(seed, f"place:{data.SECTORS[s]}", 0, np.arange(len(labels)))
        products.append(labels[np.argsort(lot, kind="stable")])
        regions.append(places)
    return np.concatenate(products), np.concatenate(regions)


def apportion(total: int, share: Quantities) -> Rows:
    """Divide a whole number by largest remainders, at least one where the share is positive.

    >>> apportion(10, np.array([0.8, 0.15, 0.05, 0.0])).tolist()
    [8, 1, 1, 0]
    """
    present = share > 0
    if not present.sum() <= total or not present.any():
        raise ValueError(f"{total} cannot be divided among {present.sum()}, one at least to each.")
    exact = share / share.sum() * total
    whole = np.maximum(np.floor(exact).astype(np.int64), present)
    while (gap := int(total - whole.sum())) != 0:
        step = 1 if gap > 0 else -1
        may = present if step > 0 else whole > 1
        first = np.argsort(np.where(may, step * (whole - exact), np.inf), kind="stable")
        whole[first[: min(abs(gap), int(may.sum()))]] += step
    return np.asarray(whole)


def _sizes(product: Rows, sector: Rows, identity: Rows, opening: Opening, seed: int) -> Quantities:
    """Draw relative sizes, mean one a product, dispersed as their sector is.

    What products of a sector differ in mean size is part of the sector's dispersion,
    so the draw inside a product has what is left of it.
    """
    dispersion = {
        row["sector"]: float(row["lognormal_sigma_size"])
        for row in data.table("industry/sector_parameters")
    }
    number = np.bincount(product, minlength=len(sector))
    inside = np.full(len(sector), 1.0)
    for s, name in enumerate(data.SECTORS):
        mine = np.flatnonzero((sector == s) & (number > 0))
        mean = np.log(opening.output[mine] / np.maximum(number[mine], 1))
        weight = number[mine] / max(float(number[mine].sum()), 1.0)
        between = float((weight * (mean - (weight * mean).sum()) ** 2).sum())
        inside[mine] = np.sqrt(max(dispersion[name] ** 2 - between, _LEAST_DISPERSION**2))
    sigma = inside[product]
    drawn = chance.normal(seed, "size", 0, identity)
    return np.asarray(np.exp(sigma * drawn - 0.5 * sigma**2))


def _rake(
    size: Quantities, product: Rows, region: Rows, shares: Quantities, opening: Opening
) -> Quantities:
    """Scale sizes to regional and, last, to product totals."""
    regions, sector = len(data.REGIONS), sector_of_product()
    target = shares * opening.sector_output()[:, None]
    place = sector[product] * regions + region
    number = np.bincount(product, minlength=len(sector))
    least = (_SMALLEST * opening.output / np.maximum(number, 1))[product]
    output = size * (opening.output / np.maximum(number, 1))[product]
    for _ in range(_RAKES):
        held = summed(place, weights=output, minlength=target.size)
        output *= (target.ravel() / np.where(held > 0, held, 1.0))[place]
        output = np.maximum(output, least)
        made = summed(product, weights=output, minlength=len(sector))
        output *= (opening.output / np.where(made > 0, made, 1.0))[product]
    return np.asarray(output)


def size_anchors(population: Population) -> dict[str, float]:
    """Return the share of industrial works above a thousand workers, and of their labour."""
    sector = sector_of_product()[population.product]
    outside = [data.SECTORS.index(s) for s in ("constr_industrial", "constr_housing", "transport")]
    industry = ~np.isin(sector, outside)
    big = industry & (population.employment / population.n_works > 1.0)
    works, labour = population.n_works, population.employment
    return {
        "works_above_1000": float(works[big].sum() / works[industry].sum()),
        "labour_above_1000": float(labour[big].sum() / labour[industry].sum()),
    }


def farm_output(opening: Opening) -> Quantities:
    """Return (59, 105) output of farm products by region, mln rub a month on average.

    Crops stand where their area of 1955 was, at the zone's yield in normal weather; animal
    produce with the region's share of livestock; fruit and grapes, the part of other crops
    that no field grows, fill the region's share of technical crops.
    """
    rows = data.table("farms/farms_by_region")
    share = acreage.crop_shares().sum(axis=1)
    animal = np.array([float(row["share_livestock"]) for row in rows])
    share[_products_of("livestock")] = animal / animal.sum()
    technical, other = _products_of("technical_crops"), data.PRODUCTS.index("other_crops")
    whole = np.array([float(row["share_technical_crops"]) for row in rows])
    worth = opening.output[technical]
    rest = np.maximum(whole * worth.sum() - product(worth, share[technical]), 0.0)
    share[other] += (1.0 - share[other].sum()) * rest / rest.sum()
    return np.asarray(share * opening.output[:, None])


def _products_of(sector: str) -> Rows:
    """Return the codes of a sector's products."""
    return np.flatnonzero(sector_of_product() == data.SECTORS.index(sector))
