"""Farms that pass on: land, people and animals go from some rows to others, and all adds up."""

from __future__ import annotations

import numpy as np

from model.agents.farm import Farm
from model.rows import Roll
from model.units import Rows, Shares

ADDS_UP = (
    "n_farms", "arable", "plots", "pasture", "harvest", "labour", "herd", "tractors", "combines",
    "income",
)  # fmt: skip
"""Columns that are amounts; households' animals pass apart."""
OF_LAND = (
    "shares", "suits", "apart", "alike", "fallow_before", "new_land", "weeds", "fertility", "flush",
    "wheat_run", "pests", "nutrients", "moisture", "blown", "light", "roughage",
)  # fmt: skip
"""Columns that belong to the fields: means weighed by arable land."""


def pass_on(
    farms: Roll[Farm], source: Rows, target: Rows, part: Shares, kept_on_plot: float
) -> None:
    """Give a ``part`` of each source row to its target; a row that has given all is dead.

    ``source``, ``target``, ``part``: (k,), no row both gives and takes. Of the households'
    animals ``kept_on_plot`` stay theirs, the rest go into the common herd.
    """
    land = np.array(farms.arable)
    moved = part * land[source]
    total = land.copy()
    np.add.at(total, target, moved)
    for name in OF_LAND:
        column = np.array(getattr(farms, name))
        wide = (slice(None), *(None,) * (column.ndim - 1))
        held = column * land[wide]
        np.add.at(held, target, column[source] * moved[wide])
        new = np.divide(held, total[wide], out=column.copy(), where=total[wide] > 0)
        column[target] = new[target]
        setattr(farms, name, column)
    plots = np.array(farms.plot_herd)
    leaving = part[:, None] * plots[source]
    herd = np.array(farms.herd)
    plots[source] -= leaving
    np.add.at(plots, target, kept_on_plot * leaving)
    np.add.at(herd, target, (1.0 - kept_on_plot) * leaving)
    farms.plot_herd, farms.herd = np.maximum(plots, 0.0), herd
    for name in ADDS_UP:
        column = np.array(getattr(farms, name))
        wide = (slice(None), *(None,) * (column.ndim - 1))
        given = part[wide] * column[source]
        column[source] = np.maximum(column[source] - given, 0.0)
        np.add.at(column, target, given)
        setattr(farms, name, column)
