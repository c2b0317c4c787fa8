"""The households of a region's towns, or of its villages: they earn, buy, queue and save.

Wages, pay from the kolkhoz and pensions came in money; what they bought came from shops
of the state and of co-operatives at prices set by decree, and from the peasant market,
where prices were free. Who did not find what he wanted queued, bought something else, came
back, or took the money to the savings bank. Sources: ``nove1969``, ``kornai1992``,
``chapman1963``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from model.rows import Column, RowAgent

_NOBODY = np.finfo(np.float64).tiny  # in the place of zero persons, so that 0 / 0 is 0


class Household(RowAgent):
    """Stands for all households of the towns, or of the villages, of one region."""

    region = Column("code", "position in REGIONS", np.int64)
    urban = Column("flag", "one for towns, zero for villages", np.int64)
    people = Column("thousand persons", "who live there")
    wages = Column("mln rub/month", "wages of works, trade, offices and the army, bonuses too")
    farm_pay = Column("mln rub/month", "money pay for work in farms and stations")
    transfers = Column("mln rub/month", "pensions, allowances, stipends")
    income = Column("mln rub/month", "money income of every kind")
    disposable = Column("mln rub/month", "income less taxes, bonds, rent and houses of their own")
    wanted = Column("mln rub/month", "what they set out to spend")
    bought = Column("mln rub/month", "what they spent in shops and on the market")
    unmet = Column("mln rub/month", "what they would have spent and found no goods for")
    money = Column("mln rub", "money in hand and at the savings bank")
    deposits = Column("mln rub", "of it at the savings bank")
    dwellings = Column("mln m2", "floor space in town; what stands in villages is not counted")

    def income_per_head(self) -> Any:
        """Return money income a head, rub/month; zero where nobody lives."""
        return 1000.0 * self.income / np.maximum(self.people, _NOBODY)

    def space_per_head(self) -> Any:
        """Return floor space a head in towns, m2."""
        return 1000.0 * self.dwellings / np.maximum(self.people, _NOBODY)

    def share_unmet(self) -> Any:
        """Return the part of the money taken to shops that found nothing."""
        return self.unmet / np.maximum(self.wanted, _NOBODY)
