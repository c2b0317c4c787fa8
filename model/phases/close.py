"""Month's and year's end: reports go up, the books are closed, Gosplan learns what was achieved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.calendar import MONTHS_A_YEAR

if TYPE_CHECKING:
    from model.economy import SovietEconomy


def report(e: SovietEconomy) -> None:
    """Enter the month in the record."""
    e.record.enter_month(e)


def accounts(e: SovietEconomy) -> None:
    """Close the year: what was achieved becomes what December plans from."""
    year = e.record.year_made()
    e.last_growth = year / e.last_achieved - 1.0 if e.month >= MONTHS_A_YEAR else e.plan.growth
    grown = e.capacity_by_sector()
    e.capacity_growth = np.where(
        e.last_capacity > 0, grown / e.last_capacity - 1.0, e.capacity_growth
    )
    e.mean_capacity = 0.5 * (grown + e.last_capacity) * MONTHS_A_YEAR
    e.last_capacity = grown
    e.achieved = year
    e.last_final = e.record.year_final()
    e.record.close_year(e)
