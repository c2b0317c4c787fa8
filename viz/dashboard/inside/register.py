"""Farms, households and secretaries in a watched run: what is written down of each, a year a row.

A flow of the month is kept as the mean of its months, a state as it stands on 31 December; what
a farm did is done by then. Names of figures are those of the catalogue of words.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from model import calendar
from model.acreage import GRAIN
from model.agents.farm import Farm
from model.data import ANIMALS
from model.farmland import FALLOW

Array = npt.NDArray[Any]

_YEAR = calendar.MONTHS_A_YEAR
_NOTHING = 1e-12
_TONNES_A_CENTNER = 0.1


class Kind(NamedTuple):
    """A kind of agent that is written down.

    ``roll``: where the economy has them; ``flows``: kept as means of months; ``states``: as they
    stand at the year's end; ``static``: what does not change.
    """

    roll: str
    flows: tuple[str, ...]
    states: tuple[str, ...]
    static: tuple[str, ...]

    @property
    def figures(self) -> tuple[str, ...]:
        """All that is kept of a year, in order."""
        return (*self.flows, *self.states)


FARM, HOUSEHOLD, OFFICIAL = "f", "h", "o"
KINDS = {
    FARM: Kind(
        "land",
        (),
        (
            "n_farms", "is_state", "is_alive", "arable", "labour", "fallow_share", "fallow_suits",
            "grain_share", "unsuited", "grain_harvest", "grain_yield", "moisture", "weeds",
            "fertility", "pests", "blown", "nutrients", "pay", "paid", "cows", "pigs",
            "tractors", "combines",
        ),
        ("region", "is_state", "n_farms", "light"),
    ),
    HOUSEHOLD: Kind(
        "households",
        ("wages", "farm_pay", "transfers", "income", "wanted", "bought", "unmet"),
        ("people", "money", "deposits", "dwellings"),
        ("region", "urban"),
    ),
    OFFICIAL: Kind(
        "officials",
        ("industry", "behind_industry", "behind_farms", "party_orders", "rescues", "diverted"),
        ("lent", "saved", "promotion", "tenure"),
        ("region",),
    ),
}  # fmt: skip


def file_of(letter: str) -> str:
    """Return the file in which a kind is kept."""
    return f"{KINDS[letter].roll}.npy"


class Register:
    """What is written down of one kind: (rows, figures, years)."""

    def __init__(self, kind: Kind, roll: Any, years: int) -> None:
        self.kind = kind
        self.found: npt.NDArray[np.float32] = np.zeros(
            (len(roll), len(kind.figures), years), dtype=np.float32
        )
        self.static = {name: np.asarray(getattr(roll, name)).tolist() for name in kind.static}

    def write(self, roll: Any, month: int) -> None:
        """Write down a month; states after the last of a year."""
        year, of_year = divmod(month, _YEAR)
        if year >= self.found.shape[2]:
            return
        for place, name in enumerate(self.kind.flows):
            self.found[:, place, year] += np.asarray(getattr(roll, name)) / _YEAR
        if of_year == _YEAR - 1:
            for place, name in enumerate(self.kind.states, len(self.kind.flows)):
                self.found[:, place, year] = _state(roll, name)


def _state(roll: Any, name: str) -> Array:
    """Return a figure as it stands: a column, or what follows from columns of a farm."""
    return np.asarray(_OF_A_FARM[name](roll) if name in _OF_A_FARM else getattr(roll, name))


def _grain_share(farms: Farm) -> Array:
    return np.asarray(np.asarray(farms.shares)[:, GRAIN].sum(axis=1))


def _grain_harvest(farms: Farm) -> Array:
    return np.asarray(np.asarray(farms.harvest)[:, GRAIN].sum(axis=1))


def _grain_yield(farms: Farm) -> Array:
    """Return centners a hectare."""
    area = _grain_share(farms) * np.asarray(farms.arable)
    return np.asarray(_grain_harvest(farms) / np.maximum(area, _NOTHING) / _TONNES_A_CENTNER)


def _unsuited(farms: Farm) -> Array:
    """Return the part of the land that would be under something else if it suited the fields."""
    return np.asarray(0.5 * np.abs(np.asarray(farms.shares) - np.asarray(farms.suits)).sum(axis=1))


def _animals(name: str) -> Callable[[Farm], Array]:
    return lambda farms: np.asarray(farms.herd)[:, ANIMALS.index(name)]


_OF_A_FARM: dict[str, Callable[[Farm], Array]] = {
    "fallow_share": lambda farms: np.asarray(farms.shares)[:, FALLOW],
    "fallow_suits": lambda farms: np.asarray(farms.suits)[:, FALLOW],
    "grain_share": _grain_share,
    "grain_harvest": _grain_harvest,
    "grain_yield": _grain_yield,
    "unsuited": _unsuited,
    "paid": lambda farms: np.asarray(farms.income),
    "cows": _animals("cows"),
    "pigs": _animals("pigs"),
}
