r"""Capacity: capital and labour that replace each other badly, and one steady progress.

What a works can make follows its plant and its hands. Between 1955 and 1960 capital
grew several times as fast as labour, and the elasticity of substitution of Soviet
industry is put near 0.4: more machines per hand help less and less. The working week
fell from 47.8 to 41 hours in the same years, and the answer to most questions about
growth depends more on how hours count than on any institution.

.. math::

    c = c_0 (1 + m)\, e^{g t} \left[ d\, k^{-\rho} + (1 - d)\, \ell^{-\rho} \right]^{-1/\rho},
    \qquad \sigma = 1 / (1 + \rho), \qquad \ell = n\, h^{\eta}

=======  ========================  ===================================================
symbol   name here                 meaning
=======  ========================  ===================================================
k, n, h  ``capital, persons, hours``  over their values on 1 January 1956
sigma    ``p.substitution``        elasticity of substitution
eta      ``p.hours_elasticity``    how far an hour less is a labour less
g        `progress`                constant rate a year, one a sector, from 1955-60
m        ``p.reserve``             capacity above the opening level of output
=======  ========================  ===================================================

Hands follow plant from works to works of a sector, so ``n`` over ``k`` is the sector's; on
farms they stay in their fields, and farms have no reserve.

Progress is what output of 1955-60 leaves after capital and labour, sector by sector,
under the elasticities in force: constant for all years, nothing after 1960 in it, and
carrying whatever price rise of new products the official branch indices hide.

A works has luck of its own with its plant, good and bad: a shop that burnt down, a press
that broke, takes ``mending`` months to come right, so that luck does not cancel out within a
year.

Sources: ``weitzman1970``, ``easterly_fischer1995``, ``growth_accounting``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Shares


class Capacity(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    substitution: float
    hours_elasticity: float
    reserve: float
    progress_shift: Shares
    breakdowns: float
    mending: float


def ces(capital: Shares, labour: Shares, weight: Shares, substitution: float) -> Shares:
    """Return output over the opening from inputs over the opening.

    Parameters
    ----------
    capital, labour : (n,) ratios to 1 January 1956, positive
    weight : (n,) share of capital, in (0, 1)
    substitution : elasticity above 0; 1 is Cobb-Douglas

    Returns
    -------
    (n,) ratio; homogeneous of degree one, rising in both inputs, between their
    minimum and their maximum.

    >>> ces(np.array([2.0]), np.array([2.0]), np.array([0.6]), 0.4)
    array([2.])
    """
    rho = 1.0 / substitution - 1.0
    if abs(rho) < np.sqrt(np.finfo(np.float64).eps):
        return np.asarray(np.exp(weight * np.log(capital) + (1.0 - weight) * np.log(labour)))
    mean = weight * capital**-rho + (1.0 - weight) * labour**-rho
    return np.asarray(mean ** (-1.0 / rho))


def luck_next(luck: Shares, drawn: Shares, p: Capacity) -> Shares:
    """Return (n,) luck of this month: what is left of last month's, and the month's own.

    ``luck``, ``drawn``: (n,) in standard deviations; stays a standard deviation wide.
    """
    kept = np.exp(-1.0 / p.mending)
    return np.asarray(kept * luck + np.sqrt(1.0 - kept**2) * drawn)


def labour_services(persons: Shares, hours: Shares, elasticity: float) -> Shares:
    """Return labour over the opening: persons, and hours as far as they count."""
    return np.asarray(persons * hours**elasticity)


def progress(
    output: Shares, capital: Shares, labour: Shares, weight: Shares, substitution: float, years: int
) -> Shares:
    """Return (n,) the constant yearly rate that output leaves after its inputs.

    All three are ratios of the last year to the first, ``years`` later.
    """
    return np.asarray(np.log(output / ces(capital, labour, weight, substitution)) / years)
