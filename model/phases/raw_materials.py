"""Raw materials: December fits what food and light industry make to the produce there will be.

A product here is many: other food is flour, butter, oil, jam, spirits. Each has a raw material
of its own, so more milk and little grain means more butter and less flour, not idle dairies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.calendar import MONTHS_A_YEAR
from model.mechanisms import procurement
from model.phases import granary, own_use
from model.population import is_farm_product
from model.sums import product, summed
from model.units import Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy


def assortment(e: SovietEconomy) -> None:
    """Let the norms of farm produce follow what of each raw material will be there."""
    if e.month == 0:
        return
    plan, farms = e.plan, is_farm_product()
    works = np.where(farms, 0.0, plan.output * plan.usual)
    needed = np.where(farms, product(e.norms, works), 0.0)
    over = np.divide(for_works(e), needed, out=np.ones_like(needed), where=needed > 0)
    pace = e.law(procurement.Procurement, e.month).assortment_pace
    raw = np.outer(farms, ~farms)
    for norms in (e.norms, plan.norms):
        norms[raw] = procurement.mixed(np.where(raw, norms, 0.0), over, pace)[raw]


def for_works(e: SovietEconomy) -> Rubles:
    """Return (59,) farm produce that works can have in the year, mln rub.

    What farms keep, sell at the market and buy back is not theirs, nor what goes abroad,
    grain that is sold there beyond what was promised included.
    """
    f, products = e.farms, len(data.PRODUCTS)
    kept = summed(f.product, e.home_use_of_rows() + own_use.kept(e), products)
    back = own_use.bought_back(e).sum(axis=1)
    abroad = e.opening.use("exports") * e.trade_level
    abroad[granary.GRAIN] *= 1.0 - e.countryside.exports_cut
    gone = (kept + back + abroad + e.home.sales) * MONTHS_A_YEAR
    return np.asarray(np.maximum(granary.expected(e) - gone, 0.0))
