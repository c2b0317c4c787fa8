"""The perspective: long-term plans that are raised, dropped and replaced by rule.

In history they come and go by decree, and nothing here acts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import texts
from model.calendar import FIRST_YEAR, year_of
from model.mechanisms import targets
from model.phases.control_figures import expected_capacity, path_of
from model.product_table import sector_of_product

if TYPE_CHECKING:
    from model.economy import SovietEconomy


def perspective(e: SovietEconomy) -> None:
    """Remember the year that is over; let the text in force follow the rules."""
    p, horizon, year = e.law(targets.Targets, e.month), e.horizon, year_of(e.month)
    if year > FIRST_YEAR:
        horizon.remember(e.achieved.copy(), e.plan.output)
    if not (p.active and p.endogenous):
        return
    if year == FIRST_YEAR:
        horizon.adopt(texts.sixth_plan(), year)
    elif horizon.text is None:
        if horizon.replaced is None or year >= horizon.replaced:
            _draw_up(e, p)
    elif year > horizon.text.end_year:
        _draw_up(e, p)
    else:
        _judge(e, p, horizon.text)


def _draw_up(e: SovietEconomy, p: targets.Targets) -> None:
    """Write a new text from what was achieved in the last years."""
    year = year_of(e.month)
    ambition = p.ambition[sector_of_product()]
    asked = targets.drawn_up(e.horizon.growth(int(p.memory)), ambition)
    asked = np.where(np.isnan(texts.sixth_plan().growth), np.nan, asked)
    last = year + int(p.horizon) - 1
    e.horizon.adopt(texts.Text(f"Plan of {year}-{last}", year - 1, last, asked), year)


def _judge(e: SovietEconomy, p: targets.Targets, text: texts.Text) -> None:
    """Drop a text that is past saving; raise one halfway through that was met."""
    horizon, year = e.horizon, year_of(e.month)
    told = ~np.isnan(text.growth)
    asked = e.achieved * (1.0 + path_of(e, text))
    hopeless = targets.is_hopeless(asked[told], expected_capacity(e)[told], p)
    horizon.too_much = horizon.too_much + 1 if hopeless else 0
    if horizon.too_much >= int(p.patience):
        horizon.drop(year + int(p.pause))
    elif not horizon.is_raised and year - horizon.since == int(p.memory):
        met = horizon.fulfilment(int(p.memory))
        years = text.end_year - text.base_year
        horizon.text = texts.raised(text, targets.raised(text.growth, met, years, p))
        horizon.is_raised = True
