r"""Soil: clean fallow rests dry land, starves weeds and bares the ground to the wind.

A field left bare for a summer gathers water and loses its weeds, and gives nothing. Whoever
sows it has more grain at once; weeds come back over the years and take it away again. Wind
lifts light soil where a dry spring finds it bare: black fallow and autumn ploughing do,
stubble and grass do not. Herbicide and stubble left standing do the work of fallow without
its cost, which is why later agronomy went back to continuous wheat - but neither was there.

.. math::

    \omega = \min\left(1, \frac{\phi_{t-1}}{1-\phi_t}\right), \qquad
    g = E (1-w) \left[ (1-\omega) R + \omega (1+p_f) \max(R, (1-r_f) R + r_f) \right]

    w' = w + g_w w (1 - w/\bar w) - (k_\phi \phi + k_g s_g + k_r s_r + k_h h + k_s l)\, w

    J = J_c\, (q + \rho (1-q)) \min(1, k_0 e^{-k v}), \qquad
    E' = E - \epsilon_t J - \epsilon_h (1 - s_g - \mu) E + \beta s_g

Weeds of the opening are those that a farm's own crops and fallow of 1955 leave as they are, so
that none grow or go before anybody changes what is sown. There had been less maize before that
year's campaign, and more weeds, if maize was hoed as row crops are.

``phi`` fallow and ``s`` crops as shares of arable land (grass, row crops), ``R`` the season's
water over the normal, ``w`` yield lost to weeds, ``E`` fertility, ``c`` the class of the
spring, ``q`` whether soil is light, ``v`` cover, ``l`` late sowing, ``mu`` manure.

Sources: ``swift_current``, ``prairie_rotations``, ``fallow_storage``, ``weed_losses``,
``wind_erosion``, ``chernozem_humus``, ``barayev``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Quantities, Shares


class Soil(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    fallow_premium: Shares
    drought_floor: float
    weeds_on_new_land: float
    weed_growth: float
    weed_ceiling: float
    weed_floor: float
    fallow_kill: float
    grass_kill: float
    row_kill: float
    herbicide_kill: float
    herbicide: float
    late_kill: float
    late_sown: Shares
    cover_fallow: float
    cover_ploughed: float
    cover_winter: float
    cover_grass: float
    stubble_kept: float
    cover_stubble: float
    winter_sown: Shares
    cover_exponent: float
    cover_factor: float
    heavy_soil: float
    blown_calm: float
    blown_dry: float
    blown_storms: float
    blown_gales: float
    fertility_lost: float
    humus_decline: float
    manured: float
    grass_builds: float
    fertility_floor: float
    crop_blown_out: float


def rested(fallow_before: Shares, fallow: Shares) -> Shares:
    """Return (n,) the part of the crop that stands on last year's fallow, at most all of it."""
    sown = np.maximum(1.0 - fallow, np.finfo(np.float64).tiny)
    return np.asarray(np.minimum(fallow_before / sown, 1.0))


def water(resting: Shares, rain: Shares, premium: Shares, p: Soil) -> Shares:
    """Return (n,) what rain lets grow, on stubble and on fallow together, over stubble's normal.

    Fallow adds its premium and keeps some of a normal year's water in a dry one.
    """
    kept = np.maximum(rain, (1.0 - p.drought_floor) * rain + p.drought_floor)
    return np.asarray((1.0 - resting) * rain + resting * (1.0 + premium) * kept)


def weeds_next(
    weeds: Shares, fallow: Shares, grass: Shares, row: Shares, late: Shares, p: Soil
) -> Shares:
    """Return (n,) the share of yield that weeds will take next year.

    ``fallow``, ``grass``, ``row``: shares of arable land under them; ``late``: share sown after
    a first growth of weeds was ploughed under.
    """
    grown = p.weed_growth * (1.0 - weeds / p.weed_ceiling)
    left = weeds * (1.0 + grown - _killed(fallow, grass, row, late, p))
    return np.asarray(np.clip(left, p.weed_floor, p.weed_ceiling))


def weeds_in_balance(fallow: Shares, grass: Shares, row: Shares, late: Shares, p: Soil) -> Shares:
    """Return (n,) the share of yield that weeds take where land has long been farmed like this.

    `weeds_next` leaves it as it is. Arguments are those of `weeds_next`.
    """
    growth = np.maximum(p.weed_growth, np.finfo(np.float64).tiny)
    left = 1.0 - _killed(fallow, grass, row, late, p) / growth
    return np.asarray(np.clip(p.weed_ceiling * left, p.weed_floor, p.weed_ceiling))


def _killed(fallow: Shares, grass: Shares, row: Shares, late: Shares, p: Soil) -> Shares:
    """Return (n,) the part of weeds killed in a year."""
    tilled = p.fallow_kill * fallow + p.grass_kill * grass + p.row_kill * row
    return np.asarray(tilled + p.herbicide_kill * p.herbicide + p.late_kill * late)


def cover(fallow: Shares, grass: Shares, winter: Shares, p: Soil) -> Shares:
    """Return (n,) the mean share of ground covered in April and May."""
    ploughed = np.maximum(1.0 - fallow - grass - winter, 0.0)
    bare = p.stubble_kept * p.cover_stubble + (1.0 - p.stubble_kept) * p.cover_ploughed
    fallowed = p.stubble_kept * p.cover_stubble + (1.0 - p.stubble_kept) * p.cover_fallow
    return np.asarray(
        fallow * fallowed + grass * p.cover_grass + winter * p.cover_winter + ploughed * bare
    )


def blown(spring: Quantities, light: Shares, covered: Shares, p: Soil) -> Quantities:
    """Return (n,) tonnes of soil a hectare that the wind takes.

    ``spring``: class of the season, 0 calm or moist to 3 dry with gales; ``light``: share of
    light soil. Heavy soil loses a part of what light soil loses.
    """
    bare = p.blown_calm + (p.blown_dry - p.blown_calm) * np.clip(spring, 0.0, 1.0)
    bare = bare + (p.blown_storms - p.blown_dry) * np.clip(spring - 1.0, 0.0, 1.0)
    bare = bare + (p.blown_gales - p.blown_storms) * np.clip(spring - 2.0, 0.0, 1.0)
    kept = np.minimum(p.cover_factor * np.exp(-p.cover_exponent * covered), 1.0)
    return np.asarray(bare * (light + p.heavy_soil * (1.0 - light)) * kept)


def fertility_next(fertility: Shares, lost: Quantities, grass: Shares, p: Soil) -> Shares:
    """Return (n,) next year's fertility over that of old land in 1956; never below the floor."""
    worn = p.humus_decline * np.maximum(1.0 - grass - p.manured, 0.0) * fertility
    left = fertility - p.fertility_lost * lost - worn + p.grass_builds * grass
    return np.asarray(np.maximum(left, p.fertility_floor))


def blown_out(spring: Quantities, light: Shares, p: Soil) -> Shares:
    """Return (n,) the share of a crop that the spring's wind destroys."""
    strength = np.asarray(spring, dtype=np.float64) / 3
    return np.asarray(p.crop_blown_out * strength**2 * (0.5 + light))
