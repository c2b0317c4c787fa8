r"""Harvest: what land, soil and rain give, brought in within a few months.

.. math::

    y_{F,k} = Y_{0,z,k}\; e^{\gamma t}\; (W_z\, u_F)^{\epsilon_k}\; X_{F,k}, \qquad
    u_F = \exp(\sigma \nu_F - \sigma^2 / 2)

``Y_0`` is the yield of the zone at the technology and normal weather of 1955-58, ``W`` the
zone's index of the year, computed from rain alone and blind to harvests, ``u`` the farm's own
luck, and ``X`` what fields have become since 1955: soil, crops, nutrients, machines, each over
its own value then. So fields give what four years gave, not what 1955 did: the harvest of that
year is in the opening stores, and was less than its rain alone says.
Work of the season accumulates in the fields; the harvest months bring it in.

Sources: ``noaa_ghcn``; ``narkhoz1958``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.data import CROPS
from model.units import Quantities, Shares


class Harvest(NamedTuple):
    """Parameters of the room, as in force in one month."""

    weather_elasticity: Shares
    field_luck: float
    better_seed: float
    grain_yield: Quantities
    wheat_yield: Quantities
    maize_yield: Quantities
    other_grain_yield: Quantities
    beet_yield: Quantities
    sunflower_yield: Quantities
    potato_yield: Quantities
    silage_yield: Quantities
    hay_yield: Quantities
    crop_yield: Quantities
    other_crops_part: Shares
    spoilage: float
    july: float
    august: float
    september: float
    seed_april: float
    seed_may: float
    most_fed: float
    straw_part: float
    memory: float


def base_yields(p: Harvest) -> Quantities:
    """Return (zones, crops) t/ha in normal weather at the technology of 1955-58."""
    table = np.tile(p.crop_yield, (len(p.grain_yield), 1))
    told = {
        "wheat": p.grain_yield * p.wheat_yield,
        "other_grain": p.grain_yield * p.other_grain_yield,
        "maize": p.grain_yield * p.maize_yield,
        "sugar_beet": p.beet_yield,
        "sunflower": p.sunflower_yield,
        "potatoes": p.potato_yield,
        "silage": p.silage_yield,
        "grass": p.hay_yield,
    }
    for crop, by_zone in told.items():
        table[:, CROPS.index(crop)] *= by_zone
    return table


def own_luck(drawn: Quantities, farms: Quantities, p: Harvest) -> Shares:
    """Return (n,) a row's own weather over its zone's; one that stands for many averages it."""
    spread = p.field_luck / np.sqrt(np.maximum(farms, 1.0))
    return np.asarray(np.exp(spread * drawn - 0.5 * spread**2))


def as_told_on_average(farms: Quantities, p: Harvest) -> Quantities:
    """Return (n, 13) what makes a row's own luck change no crop's yield on average.

    Yields are told as means over farms, each with luck of its own; where a crop answers to rain
    by less and less, that luck costs a lone farm some of it and a row of many nothing. What
    fallow keeps of water through a drought (`soil.water`) is not in it: lone farms have up to
    half a per cent more small grain of it than rows of many.
    """
    answer = p.weather_elasticity
    spread = p.field_luck**2 / np.maximum(farms, 1.0)
    return np.asarray(np.exp(0.5 * spread[:, None] * answer * (1.0 - answer)))


def brought_in(month_of_year: int, p: Harvest) -> float:
    """Return the part of what stands that a month (0 is January) brings in; all in October."""
    parts = {6: p.july, 7: p.august, 8: p.september, 9: 1.0}
    return parts.get(month_of_year, 0.0)


def by_month(p: Harvest) -> Quantities:
    """Return (12,) the part of a harvest, standing in July, that each month brings in."""
    parts, left = np.zeros(12), 1.0
    for month in range(12):
        parts[month] = left * brought_in(month, p)
        left -= parts[month]
    return parts


def seed_of_month(month_of_year: int, p: Harvest) -> float:
    """Return the part of a year's seed that a month (0 is January) sows; the rest in September."""
    parts = {3: p.seed_april, 4: p.seed_may, 8: 1.0 - p.seed_april - p.seed_may}
    return parts.get(month_of_year, 0.0)


def sown_by(month_of_year: int, p: Harvest) -> float:
    """Return the part of a year's seed sown before a month."""
    return sum(seed_of_month(month, p) for month in range(month_of_year))


def months_to_next(month_of_year: int, first_harvest: int) -> int:
    """Return in how many months, this one included, the store must last to new produce.

    >>> months_to_next(0, 7), months_to_next(7, 7), months_to_next(10, 7)
    (7, 12, 9)
    """
    return (first_harvest - month_of_year - 1) % 12 + 1
