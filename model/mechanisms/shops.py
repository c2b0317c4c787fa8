r"""Shops: a stock on the shelves, and sales that follow it.

Stand-in until households buy: in a sellers' market everything that is on the shelves
beyond the usual stock is sold.

.. math::  x = s / (1 + n)

Source: ``nove1969``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Rubles


class Shops(NamedTuple):
    """Parameters of the room, as in force in one month."""

    stock_months: float


def sold(stock: Rubles, p: Shops) -> Rubles:
    """Return (n,) mln rub sold this month from what is on the shelves; never more than that."""
    return np.asarray(stock / (1.0 + p.stock_months))
