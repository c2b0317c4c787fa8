"""What stood on the land of each region in 1955, from the regional table of farms.

Areas are thousand hectares, regions in the order of `data.REGIONS`, crops of `data.CROPS`.
The table knows potatoes and vegetables together and fodder with grass and green maize in it.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from model import data
from model.data import CROPS, ZONES
from model.law import Law
from model.mechanisms import harvest
from model.scenario import stack
from model.units import Quantities, Rows

THOUSAND = 1000.0
_VEGETABLES = 1.5
"""Mln ha, recalled: base_yield of farms/agronomy.csv. Regions have them as they have potatoes."""
_COLUMNS = {
    "wheat": "wheat_1955_mln_ha",
    "other_grain": "other_grain_1955_mln_ha",
    "maize": "maize_grain_1955_mln_ha",
    "cotton": "cotton_1955_mln_ha",
    "sugar_beet": "sugar_beet_1955_mln_ha",
    "sunflower": "sunflower_1955_mln_ha",
    "flax": "flax_fibre_1955_mln_ha",
    "other_technical": "other_technical_1955_mln_ha",
    "silage": "maize_silage_green_1955_mln_ha",
    "grass": "perennial_grass_1955_mln_ha",
}
GRAIN = tuple(CROPS.index(name) for name in ("wheat", "other_grain", "maize"))
TECHNICAL = ("cotton", "sugar_beet", "sunflower", "flax", "other_technical")
ROW_CROPS = tuple(
    CROPS.index(name)
    for name in ("maize", "cotton", "sugar_beet", "sunflower", "potatoes", "vegetables", "silage")
)
PRODUCT_OF_CROP = {
    "wheat": "grain",
    "other_grain": "grain",
    "maize": "grain",
    "cotton": "cotton",
    "sugar_beet": "sugar_beet",
    "flax": "flax_fibre",
    "potatoes": "potatoes",
}
"""Crops that are a product by their weight; all others go into other crops by their value."""


def column(name: str) -> Quantities:
    """Return (105,) a column of the table of farms by region, empty cells as zero."""
    return np.array([float(row[name] or 0.0) for row in data.table("farms/farms_by_region")])


@cache
def opening_figures() -> harvest.Harvest:
    """Return the harvest room of January 1956 as it stands in its file."""
    return Law(stack(["historical"]))(harvest.Harvest, 0)


@cache
def zone_of_region() -> Rows:
    """Return (105,) the position of each region's zone in `data.ZONES`."""
    return np.array(
        [ZONES.index(row["weather_zone"]) for row in data.table("farms/farms_by_region")]
    )


@cache
def area_1955() -> Quantities:
    """Return (105, 13) thousand ha under each crop in 1955, all owners, not to be written to."""
    table = np.zeros((len(data.REGIONS), len(CROPS)))
    for crop, name in _COLUMNS.items():
        table[:, CROPS.index(crop)] = column(name)
    both = column("potatoes_vegetables_1955_mln_ha")
    part = _VEGETABLES / both.sum()
    table[:, CROPS.index("potatoes")] = both * (1.0 - part)
    table[:, CROPS.index("vegetables")] = both * part
    green = column(_COLUMNS["silage"]) + column(_COLUMNS["grass"])
    rest = column("fodder_1955_mln_ha") - green
    table[:, CROPS.index("fodder")] = np.maximum(rest, 0.0)
    table *= THOUSAND
    table.flags.writeable = False
    return table


def normal_yields(p: harvest.Harvest) -> Quantities:
    """Return (105, 13) t/ha in normal weather at the technology of 1955-58.

    What is told of grain is told of all grain of a zone: wheat, maize and the rest, as they
    were sown in 1955, give that on average.
    """
    zone, grain = zone_of_region(), list(GRAIN)
    yields = harvest.base_yields(p)[zone]
    area = area_1955()[:, grain]
    land, made = (
        np.bincount(zone, x.sum(axis=1), len(ZONES)) for x in (area, area * yields[:, grain])
    )
    mean = np.divide(made, land, out=np.array(p.grain_yield, dtype=np.float64), where=land > 0)
    yields[:, grain] *= (p.grain_yield / mean)[zone][:, None]
    return np.asarray(yields)


@cache
def normal_1955() -> Quantities:
    """Return (105, 13) thousand t that this land gives in normal weather."""
    return area_1955() * normal_yields(opening_figures())


def crop_shares() -> Quantities:
    """Return (59, 13, 105) a crop's regions' shares in the product it makes; sums over both one.

    For a product by weight each tonne counts alike; other crops count by their part of the
    value. Orchards and vineyards, the rest of other crops, are not in it.
    """
    normal = normal_1955()
    shares = np.zeros((len(data.PRODUCTS), len(CROPS), len(data.REGIONS)))
    part = opening_figures().other_crops_part
    for k, crop in enumerate(CROPS):
        if crop in PRODUCT_OF_CROP:
            shares[data.PRODUCTS.index(PRODUCT_OF_CROP[crop]), k] = normal[:, k]
        else:
            held = normal[:, k].sum()
            shares[data.PRODUCTS.index("other_crops"), k] = part[k] * normal[:, k] / held
    other = data.PRODUCTS.index("other_crops")
    total = shares.sum(axis=(1, 2), keepdims=True)
    total[other] = 1.0
    return np.asarray(shares / np.where(total > 0, total, 1.0))
