"""The secretary of a region's party committee: first over its works, its farms and its soviets.

He was judged on what the centre could see, hectares and tons delivered and plans met, beside
his neighbours; he ordered directors and chairmen about, sent workers and lorries to the
harvest, and was the one man who could make another works give what a works of his lacked.
Sources: ``hough1969``, ``hodnett1965``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from model.rows import Column, RowAgent


class LocalOfficial(RowAgent):
    """Stands over one region: what he attends to, whom he orders, lends and helps."""

    region = Column("code", "position in REGIONS", np.int64)
    industry = Column("share", "attention to industry; the rest goes to farms")
    behind_industry = Column("points", "by which works are behind the neighbours' and the plan")
    behind_farms = Column("points", "by which farms are behind the neighbours' and the plan")
    party_orders = Column("per quarter", "orders of his committee to a director")
    lent = Column("thousand person-months", "of people of works at this year's harvest so far")
    saved = Column("mln rub", "crops of this year that would have been lost without them")
    rescues = Column("works/month", "works for which he found what they lacked")
    diverted = Column("mln rub/month", "what he had brought for them from other works")
    padding = Column("share", "by which deliveries of farms are told higher than they were")
    pledged = Column("share/yr", "of animals but hens killed before their time for his pledge")
    promotion = Column("share", "chance in the last year of being promoted")
    tenure = Column("years", "in the post")

    def farming(self) -> Any:
        """Return the part of attention that goes to farms."""
        return 1.0 - self.industry

    def behind(self) -> Any:
        """Return by how many points industry is further behind than farming."""
        return self.behind_industry - self.behind_farms
