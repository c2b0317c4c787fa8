"""The list of indicators a reader chooses from: those the model speaks to, by what they are."""

from __future__ import annotations

from functools import cache

from experiments.indicators import indicators
from viz.dashboard.readings import read_in


@cache
def indicator_options(is_regional: bool = False) -> list[tuple[str, str]]:
    """Return ids and labels of the indicators that the model speaks to; regional ones only."""
    from model.data import table
    from model.indicators.rules import silent

    levels = {row["id"]: row["level"].split() for row in table("history/indicators")}
    unsaid = silent()
    units = {one.id: read_in(one)[1] for one in indicators().values()}
    return [
        (one.id, f"{one.label} ({units[one.id]})" if units[one.id] else one.label)
        for one in indicators().values()
        if one.id not in unsaid and ("region" if is_regional else "national") in levels[one.id]
    ]
