r"""Investment: limits between the old structure and what the plan's growth needs.

Gosplan divides the year's building and equipment among sectors. A sector asks for what
wears out and for the plant that its planned growth needs; the old structure resists.

.. math::

    I^*_j = K_j\, (r_j + \max(\gamma_j, 0)) / v_j, \qquad
    s'_j = w\, I^*_j / \sum I^* + (1 - w)\, s_j

``v_j`` is how much capital a rouble of investment leaves: geology, drainage and other
outlays create none, and later prices are higher than those of 1955 in which capital is
counted. Regions build where builders are; inside a region sectors keep their place.

Sources: ``opening_tables``; mechanism M4 of the model, ``trial``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Quantities, Rubles, Shares


class Investment(NamedTuple):
    """Parameters of the room, as in force in one month."""

    plan_weight: float


def limits(
    old: Shares, capital: Rubles, wear: Shares, growth: Shares, yields: Shares, p: Investment
) -> Shares:
    """Return (n,) shares of productive investment; positive, sum as ``old`` does.

    ``old`` (n,) last year's shares; ``growth`` (n,) planned a year; ``wear`` (n,) a year;
    ``yields`` (n,) capital a rouble of investment.
    """
    asked = capital * (wear + np.maximum(growth, 0.0)) / yields
    wanted = asked / asked.sum() * old.sum()
    return np.asarray(p.plan_weight * wanted + (1.0 - p.plan_weight) * old)


def by_region(limit: Rubles, place: Rubles, prior: Quantities, rounds: int) -> Rubles:
    """Return (k, n) limits by region and sector: both totals kept, near the prior.

    ``limit`` (n,) by sector, ``place`` (k,) by region with the same sum; ``prior`` (k, n)
    zero where a sector is not in a region. Region totals hold exactly.
    """
    table = prior * limit[None, :]
    for _ in range(rounds):
        columns = table.sum(axis=0)
        table = table * np.divide(limit, columns, out=np.zeros_like(limit), where=columns > 0)
        rows = table.sum(axis=1)
        table = table * np.divide(place, rows, out=np.zeros_like(place), where=rows > 0)[:, None]
    return np.asarray(table)
