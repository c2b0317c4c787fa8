"""One indicator in one year or month: the nation's level, its republics' and its regions'."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from model import data
from model.sums import summed
from model.units import Quantities, Rows

Codes: TypeAlias = npt.NDArray[np.integer[Any]]
"""Positions, in whatever width keeps a long column short."""

HOME = len(data.REGIONS)
"""Regions at home; where an array has one place more, the last is abroad."""


class Levels(NamedTuple):
    """``regions`` (105,) and ``republics`` (15,) are None where only the nation is known."""

    nation: float
    regions: Quantities | None = None
    republics: Quantities | None = None


@cache
def republic_of_region() -> Rows:
    """Return (105,) the position of each region's republic in `data.REPUBLICS`."""
    return np.array([data.REPUBLICS.index(name) for name in data.REPUBLIC_OF_REGION])


def by_republic(amount: Quantities) -> Quantities:
    """Return (15,) sums of an amount by region (105,)."""
    return summed(republic_of_region(), amount, len(data.REPUBLICS))


def nation(value: float) -> Levels:
    """Return what is known of the whole country only."""
    return Levels(float(value))


def total(amount: Quantities) -> Levels:
    """Return an amount that adds up; ``amount`` (105,), or (1,) where regions are added up."""
    if len(amount) < HOME:
        return Levels(float(amount.sum()))
    home = amount[:HOME]
    return Levels(float(amount.sum()), home, by_republic(home))


def ratio(top: Quantities, bottom: Quantities, scale: float = 1.0) -> Levels:
    """Return sums over sums; not a number where there is nothing to divide by.

    >>> ratio(np.array([3.0]), np.array([4.0]), 100.0).nation
    75.0
    """
    whole = scale * float(quotient(np.array(top.sum()), np.array(bottom.sum())))
    if len(top) < HOME:
        return Levels(whole)
    above, below = top[:HOME], bottom[:HOME]
    return Levels(
        whole,
        scale * quotient(above, below),
        scale * quotient(by_republic(above), by_republic(below)),
    )


def quotient(top: Quantities, bottom: Quantities) -> Quantities:
    """Return top over bottom, not a number where the bottom is not positive."""
    low = np.asarray(bottom, dtype=np.float64)
    something = low > np.finfo(np.float64).tiny
    with np.errstate(over="ignore"):
        return np.asarray(np.divide(top, low, out=np.full(low.shape, np.nan), where=something))


def medians(value: Quantities, weight: Quantities, region: Rows) -> Levels:
    """Return weighted medians: the least value that at least half the weight does not exceed.

    ``value``, ``weight``, ``region`` : (n,); places without weight are not a number.

    >>> medians(np.array([1.0, 2.0, 9.0]), np.array([1.0, 1.0, 3.0]), np.zeros(3, int)).nation
    9.0
    """
    order = np.argsort(value, kind="stable")
    value, weight, region = value[order], weight[order], region[order]
    whole = _grouped(value, weight, np.zeros(len(value), dtype=np.int16), 1)
    place = region.astype(np.int16)
    republic = republic_of_region().astype(np.int16)[place]
    return Levels(
        float(whole[0]),
        _grouped(value, weight, place, HOME),
        _grouped(value, weight, republic, len(data.REPUBLICS)),
    )


def _grouped(value: Quantities, weight: Quantities, group: Codes, groups: int) -> Quantities:
    """Return (groups,) weighted medians of values that come in rising order."""
    held = summed(group, weight, groups)
    order = np.argsort(group, kind="stable")
    value, weight = value[order], weight[order]
    cumulated = np.cumsum(weight)
    before = np.cumsum(held) - held
    place = np.searchsorted(cumulated, before + 0.5 * held)
    found = value[np.minimum(place, len(value) - 1)]
    return np.asarray(np.where(held > 0, found, np.nan))
