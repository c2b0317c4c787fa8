"""Fuel: what oil and gas are of all fuel produced.

Conversion is that of 1955, a share in conventional fuel over tonnes. Firewood is no
product of its own in the model and stays what it was in 1955.
"""

from __future__ import annotations

import numpy as np

from model import data
from model.indicators.levels import Levels, ratio
from model.indicators.view import Rule, View
from model.units import Quantities

_FLUID = np.isin(np.array(data.PRODUCTS), ("oil", "natural_gas"))


def share_of_fuel(view: View) -> Levels:
    """Return oil and gas in all fuel produced, conventional fuel, %."""
    firewood = view.weights.firewood * view.flows.months / 12.0
    return _share(view, view.weights.conventional, firewood)


def share_of_energy(view: View) -> Levels:
    """Return oil and gas in the energy of coal, oil and gas, %."""
    return _share(view, view.weights.energy, 0.0)


def _share(view: View, content: Quantities, beside: float) -> Levels:
    fuel = content * view.made.sum(axis=1)
    return ratio(fuel[_FLUID].sum(keepdims=True), fuel.sum(keepdims=True) + beside, 100.0)


RULES = {
    "oil_gas_share_fuel": Rule(share_of_fuel),
    "oil_gas_share_energy": Rule(share_of_energy),
}
