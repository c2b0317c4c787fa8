"""One farm product in one region: all its kolkhozy, sovkhozy and private plots together.

Farms sow, keep herds and pay one by one (`model/agents/farm.py`); a row here is their sum
as the yearbook prints it and the supply of goods sees it: a harvest with its capital and
hands, what the state took of it (*zagotovki*: compulsory deliveries, payment in kind to
the machine-tractor stations and, from 1958, purchases) and what stayed for seed, feed,
pay in kind and private use. Its ``capacity`` is a year's, that of works a month's, since
a harvest comes once a year. Source: ``nove1969``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from model.rows import Column, RowAgent

_NOTHING = np.finfo(np.float64).tiny  # in the place of an empty harvest, so that 0 / 0 is 0


class FarmSector(RowAgent):
    """Grows one farm product in one region."""

    region = Column("code", "position in REGIONS", np.int64)
    product = Column("code", "position in PRODUCTS", np.int64)
    sector = Column("code", "position in SECTORS: grain, livestock or technical crops", np.int64)
    employment = Column("thousand persons", "people at work in the farms, as years of work")
    capital = Column("mln rub", "productive capital in place, prices of 1955")
    labour = Column("thousand persons", "employment as capacity counts it")
    capacity = Column("mln rub/year", "harvest of usual years with supplies in full")
    weather = Column("ratio", "harvest that a unit of work in the fields brings in this year")
    coverage = Column("share", "supplies in hand against what the farms need")
    harvest = Column("mln rub/year", "what was brought in this year, or last year till the harvest")
    paid = Column("mln rub", "paid by the state since January, at procurement prices")
    store = Column("mln rub", "on farms and at the state's points, not yet used or sent")
    reserve = Column("mln rub", "part of it in the hands of the state")

    def harvest_lost(self) -> Any:
        """Return what weather and want of supplies took from a normal harvest, mln rub/year."""
        return np.maximum(self.capacity - self.harvest, 0.0)
