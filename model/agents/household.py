"""The households of a region's towns, or of its villages: they earn, buy, queue and save.

Wages, pay from the kolkhoz and pensions came in money; what they bought came from shops
of the state and of co-operatives at prices set by decree, and from the peasant market,
where prices were free. Who did not find what he wanted queued, bought something else, came
back, or took the money to the savings bank. Sources: ``nove1969``, ``kornai1992``,
``chapman1963``.
"""

from __future__ import annotations

import numpy as np

from model.rows import Column, RowAgent


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
