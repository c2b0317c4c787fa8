"""Farms, households and secretaries of a watched run, read one at a time."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from model.calendar import FIRST_YEAR, MONTHS_A_YEAR
from model.data import REGIONS
from viz.dashboard.inside.register import FARM, HOUSEHOLD, KINDS, OFFICIAL
from viz.dashboard.readings import Values
from viz.dashboard.words import say

Array = npt.NDArray[Any]
Figures = dict[str, float]

PER_CENT = frozenset((
    "fallow_share", "fallow_suits", "grain_share", "unsuited", "moisture", "weeds", "fertility",
    "pests", "industry", "promotion", "unmet_share",
))  # fmt: skip
"""Shares and ratios: they are told in per cent."""
_A_HEAD = ("wages", "farm_pay", "transfers", "income", "wanted", "bought", "money", "deposits")
SHOWN = {
    FARM: (
        "n_farms", "arable", "labour", "fallow_share", "fallow_suits", "grain_share", "unsuited",
        "grain_harvest", "grain_yield", "moisture", "weeds", "fertility", "pests", "blown",
        "nutrients", "paid", "pay", "cows", "pigs", "tractors", "combines",
    ),
    HOUSEHOLD: (
        "people", "income", "wages", "farm_pay", "transfers", "wanted", "bought", "unmet_share",
        "money", "deposits", "space",
    ),
    OFFICIAL: (
        "industry", "behind_industry", "behind_farms", "party_orders", "lent", "saved", "rescues",
        "diverted", "promotion", "tenure",
    ),
}  # fmt: skip
"""Figures of a year as they are listed."""
DRAWN = {
    FARM: ("grain_yield", "fallow_share", "weeds"),
    HOUSEHOLD: ("income", "unmet_share", "deposits"),
    OFFICIAL: ("industry", "party_orders", "lent"),
}
"""Figures that are drawn over the years."""


class Others:
    """One kind of agent of a watched run."""

    def __init__(self, letter: str, found: Array, static: dict[str, list[float]]) -> None:
        self.letter, self.found = letter, found
        self.names = KINDS[letter].figures
        self.static = {name: np.asarray(values) for name, values in static.items()}

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.found)

    def region(self, row: int) -> int:
        """Return in which region a row stands."""
        return int(self.static["region"][row])

    def year(self, row: int, year: int) -> Figures:
        """Return the figures of a year, as they are told: per cent, a head, a year."""
        told = np.asarray(self.found[row, :, year - FIRST_YEAR], dtype=float)
        figures = dict(zip(self.names, (float(value) for value in told), strict=True))
        if self.letter == HOUSEHOLD:
            figures = _a_head(figures)
        if "diverted" in figures:
            figures["diverted"] *= MONTHS_A_YEAR
        return {
            name: 100.0 * value if name in PER_CENT else value for name, value in figures.items()
        }

    def is_there(self, row: int, year: int) -> bool:
        """Say whether there is anybody in a year: farms merge, and rows of them end."""
        told = self.year(row, year)
        return told.get("is_alive", 1.0) > 0.0 and told.get("people", 1.0) > 0.0

    def values(self, row: int, name: str) -> Values:
        """Return a figure by year, for the one seed of a watched run."""
        years = range(FIRST_YEAR, FIRST_YEAR + self.found.shape[2])
        return {year: {1: self.year(row, year)[name]} for year in years if self.is_there(row, year)}

    def name(self, row: int, regions: tuple[str, ...]) -> str:
        """Return what a row is called."""
        region = regions[self.region(row)]
        if self.letter == FARM:
            kind = "sovkhoz" if self.static["is_state"][row] > 0 else "kolkhoz"
            soil = say("soil.light" if self.static["light"][row] > 0 else "soil.heavy")
            return say(f"agent.{kind}", region=region, soil=soil, number=row)
        if self.letter == HOUSEHOLD:
            return say("agent.towns" if row < len(REGIONS) else "agent.villages", region=region)
        return say("agent.official", region=region)


def _a_head(figures: Figures) -> Figures:
    """Return the figures of households a head, rubles; and what follows from them."""
    people = figures["people"]
    each = 1000.0 / people if people > 0 else 0.0
    told = {name: value * each if name in _A_HEAD else value for name, value in figures.items()}
    told["space"] = figures["dwellings"] * each
    wanted = figures["wanted"]
    told["unmet_share"] = figures["unmet"] / wanted if wanted > 0 else 0.0
    return told
