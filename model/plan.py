"""The plan in force: what December wrote down and the months carry out.

Products in the order of `data.PRODUCTS`; flows in mln rub a year unless said otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.units import Quantities, Rubles, Shares


@dataclass
class Plan:
    """National figures of the year's plan and the norms it is drawn up with.

    ``norms``: (59, 59) rub a rub; ``growth``: (59,) planned growth; ``path``: (59,) what the
    long-term plan asks a year; ``output``: (59,) and ``final``: (59, 4) defence,
    investment, exports, shops; ``imports``: (59,); ``profile``: (59, 12) parts of the year;
    ``works``: (f,) yearly figures by fate, ``farms``: (m,) by row; ``limits``: (105, 22)
    shares of a region's building material by purpose, ``old_limits``: (22,) the Union's.
    ``usual``: (59,) over-fulfilment left out of the plan's base;
    ``bases``: (59,) own output in the base year of each text so far; ``inconsistency``:
    what of the needs the contracts left unmet; ``padding``: requests of works over their
    needs; ``rounds``: balancing rounds done; ``tautness``: of the last plan.
    """

    norms: Quantities
    growth: Shares
    output: Rubles
    final: Rubles
    imports: Rubles
    profile: Quantities
    works: Rubles
    farms: Rubles
    limits: Shares
    old_limits: Shares
    path: Shares
    bases: dict[str, Rubles]
    usual: Shares
    inconsistency: float = 0.0
    padding: float = 1.0
    rounds: int = 0
    tautness: float = 1.0

    def month(self, month_of_year: int) -> Shares:
        """Return (59,) this month's part of the year, times twelve."""
        return np.asarray(self.profile[:, month_of_year] * self.profile.shape[1])
