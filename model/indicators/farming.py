"""Farming: harvests, animal produce, fertiliser that came.

Grain is carried in bunker weight, as the TsSU reported it; the true ledger gives what
reached the barn, less the trash and moisture of 1955.
"""

from __future__ import annotations

import numpy as np

from model import data
from model.indicators.contract import TRUE
from model.indicators.levels import Levels, total
from model.indicators.output import product
from model.indicators.view import Rule, View

PRODUCE = ("meat", "milk", "eggs", "wool", "cotton", "sugar_beet", "potatoes", "flax_fibre")
"""Products that are indicators of their own under the same name and in the same unit."""


def gross_output(view: View) -> Levels:
    """Return crops and animal produce, the growth of herds included, in constant prices."""
    is_farm = view.weights.is_sector(*data.FARM_SECTORS).astype(np.float64)
    return total(view.worth(is_farm))


def grain(view: View) -> Levels:
    """Return the harvest, mln t: bunker weight as reported, barn weight in truth."""
    kept = view.weights.net_grain if view.ledger == TRUE else 1.0
    return total(view.physical("grain") * kept)


def fertiliser(view: View) -> Levels:
    """Return fertiliser that reached farms, mln t in standard units."""
    row = data.PRODUCTS.index("mineral_fertiliser")
    return total(view.flows.fertiliser * view.weights.units[row])


RULES = {
    "gross_agricultural_output": Rule(gross_output),
    "grain": Rule(grain, monthly=True),
    "fertiliser_delivered": Rule(fertiliser, monthly=True),
    **{name: Rule(product(name), monthly=True) for name in PRODUCE},
}
