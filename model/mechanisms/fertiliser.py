r"""Fertiliser: who gets the little there is, and what a kilogram gives.

Yields answer to nutrients with falling returns, after Mitscherlich; the field's own supply
comes first, so that the first kilogram gives 12 of grain in the moist north-west and 3 in the
Kazakh steppe.

.. math::

    B_{k}(F) = \frac{1 - e^{-c (b + F)}}{1 - e^{-c b}}, \qquad
    F_{k,r} = \frac{D\, \sigma_k}{A_k}\, \rho_{k,r}

``D`` nutrients delivered, ``sigma`` a crop's share - cotton, beet and flax before all others,
then what is more is divided as the increments of 1955-60 were - and ``rho`` a region's dose over
the country's, as in 1955. Farms cannot bid. ``by_response`` instead divides what grain gets
among regions until the last kilogram gives as much everywhere.

The balance of nutrients: what fertiliser, manure and clover bring less what crops take away.

Sources: ``cia_fertiliser1961``, ``swift_current``; mechanism page on nutrients.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Hectares, Quantities, Shares


class Fertiliser(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    nutrient_content: float
    used_by_farms: float
    first_share: Shares
    further_share: Shares
    further_from: float
    by_response: bool
    grain_curve: Quantities
    grain_own: Quantities
    crop_curve: Quantities
    crop_own: Quantities
    taken_away: Quantities
    from_manure: Quantities
    from_grass: float
    slowest: float
    fastest: float


def shares(nutrients: float, p: Fertiliser) -> Quantities:
    """Return (k,) thousand t of nutrients for each crop; ``nutrients`` thousand t.

    What there was in 1955 is divided as it was then, all beyond it as the increments since.
    """
    first = min(nutrients, p.further_from)
    return np.asarray(first * p.first_share + (nutrients - first) * p.further_share)


def response(dose: Quantities, curve: Quantities, own: Quantities) -> Quantities:
    """Return yield with a dose over yield without; dose and the field's own supply in kg/ha."""
    bare = -np.expm1(-curve * own)
    return np.asarray(-np.expm1(-curve * (own + dose)) / bare)


def marginal(dose: Quantities, curve: Quantities, own: Quantities, base: Quantities) -> Quantities:
    """Return tonnes that one more kilogram a hectare gives; ``base``: t/ha without."""
    bare = -np.expm1(-curve * own)
    return np.asarray(base * curve * np.exp(-curve * (own + dose)) / bare)


def best_doses(
    total: float, area: Hectares, curve: Quantities, own: Quantities, base: Quantities
) -> Quantities:
    """Return (r,) kg/ha that give most grain from a total (kg times the unit of area).

    The last kilogram gives the same wherever any is used, and less where none is; found by
    halving the interval in which the logarithm of that response lies, in which doses are linear.
    """
    there = (area > 0) & (base > 0)
    if total <= 0.0 or not there.any():
        return np.zeros_like(area)
    first = np.where(there, marginal(np.zeros_like(area), curve, own, base), _NOTHING)
    first = np.where(there, np.log(np.maximum(first, _NOTHING)), -np.inf)
    high = float(first.max())
    low = high - float(curve.max()) * total / float(area[there].min())
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        doses = _doses_at(middle, first, curve)
        low, high = (middle, high) if float((doses * area).sum()) > total else (low, middle)
    doses = _doses_at(high, first, curve)
    used = float((doses * area).sum())
    return np.asarray(doses * (total / used if used > 0 else 0.0))


def _doses_at(least: float, first: Quantities, curve: Quantities) -> Quantities:
    """Return (r,) doses at which the last kilogram gives just so much; logarithms of both."""
    return np.asarray(np.maximum(first - least, 0.0) / curve)


_HALVINGS = 60
_NOTHING = float(np.finfo(np.float64).tiny)
