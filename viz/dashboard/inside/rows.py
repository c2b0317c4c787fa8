"""A watched run, read a works at a time: its months, its years, its inputs, who stood over it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from experiments.request import Request
from experiments.store import key_of
from model.calendar import FIRST_YEAR
from model.data import PRODUCTS, REGIONS, table
from model.regime_file import AUTHORITIES
from viz.dashboard.inside.lived import INPUTS, MONTHLY, MONTHS, STATIC, YEARLY, YEARS
from viz.dashboard.inside.others import Others
from viz.dashboard.inside.register import KINDS, file_of
from viz.dashboard.kitchen import kitchen
from viz.dashboard.words import say

Array = npt.NDArray[Any]

_BLOCK = 1000  # bodies of one kind of authority (`model.authorities`)


class Input(NamedTuple):
    """An input of a works at a year's end."""

    good: str
    months: float  # of need in stock
    fill: float  # part of the orders that came, as remembered


@dataclass(frozen=True)
class Year:
    """A year of a works (or of several): mln rub a year, thousands, shares; pushers in persons."""

    year: int
    bid: float
    january_plan: float
    plan: float
    made: float
    reported: float
    coverage: float
    worst_month: int  # of its supplies, from 1
    worst: float
    effort: float
    employment: float
    finished_stock: float
    corners: float
    weight: float
    pushers: float
    superior: str

    @property
    def fulfilment(self) -> float:
        """What was reported over the plan as it stood in the end."""
        return self.reported / self.plan if self.plan > 0 else 1.0

    @property
    def correction(self) -> float:
        """By how much the plan was changed in the year."""
        return self.plan / self.january_plan - 1.0 if self.january_plan > 0 else 0.0


class Watched:
    """A run whose works, farms, households and secretaries were watched."""

    def __init__(self, folder: Path) -> None:
        self.months: Array = np.load(folder / MONTHS, mmap_mode="r")
        self.years: Array = np.load(folder / YEARS, mmap_mode="r")
        self.inputs: Array = np.load(folder / INPUTS, mmap_mode="r")
        told = json.loads((folder / STATIC).read_text(encoding="utf-8"))
        self.region = np.array(told["region"])
        self.product = np.array(told["product"])
        self.works = np.array(told["works"])
        self.owner = np.array(told["owner"])
        self.good = np.array(told["good"])
        self.bodies: dict[str, list[str]] = told["bodies"]
        self.others = {
            letter: Others(letter, np.load(folder / file_of(letter)), told[kind.roll])
            for letter, kind in KINDS.items()
        }

    def __len__(self) -> int:
        """Return how many rows of works there are."""
        return len(self.region)

    def year(self, rows: Array, year: int) -> Year:
        """Return a year of some rows together; shares are weighted by plan."""
        at = year - FIRST_YEAR
        months = np.asarray(self.months[rows, :, 12 * at : 12 * (at + 1)], dtype=float)
        told = np.asarray(self.years[rows, :, at], dtype=float)
        plan = months[:, MONTHLY.index("target")]
        total = plan.sum()
        weight = plan / total if total > 0 else np.full_like(plan, 1.0 / plan.size)
        supplies = months[:, MONTHLY.index("coverage")]
        by_month = (supplies * plan).sum(axis=0) / np.maximum(plan.sum(axis=0), 1e-12)
        of_year = weight.sum(axis=1)
        worst = int(np.argmin(by_month))

        def sum_of(name: str) -> float:
            return float(told[:, YEARLY.index(name)].sum())

        def mean_of(name: str) -> float:
            return float((told[:, YEARLY.index(name)] * of_year).sum())

        return Year(
            year,
            sum_of("bid"),
            sum_of("january_plan"),
            float(total),
            float(months[:, MONTHLY.index("output")].sum()),
            float(months[:, MONTHLY.index("reported_output")].sum()),
            float((supplies * weight).sum()),
            worst + 1,
            float(by_month[worst]),
            float((months[:, MONTHLY.index("effort")] * weight).sum()),
            sum_of("employment"),
            sum_of("finished_stock"),
            mean_of("corners"),
            mean_of("weight"),
            sum_of("pushers"),
            self.superior(int(told[0, YEARLY.index("body")])),
        )

    def by_month(self, rows: Array, name: str) -> list[float]:
        """Return a monthly figure of some rows together, added up."""
        place = MONTHLY.index(name)
        found: list[float] = np.asarray(self.months[rows, place], dtype=float).sum(axis=0).tolist()
        return found

    def inputs_of(self, row: int, year: int) -> list[Input]:
        """Return the inputs of one row at a year's end, the scarcest first."""
        mine = np.flatnonzero(self.owner == row)
        told = np.asarray(self.inputs[mine, :, year - FIRST_YEAR], dtype=float)
        found = [
            Input(PRODUCTS[self.good[claim]], float(months), float(fill))
            for claim, (months, fill) in zip(mine, told, strict=True)
        ]
        return sorted(found, key=lambda one: (one.fill, one.months))

    def under(self, body: int, year: int) -> Array:
        """Return the rows that stood under a body at a year's end."""
        bodies = np.asarray(self.years[:, YEARLY.index("body"), year - FIRST_YEAR])
        return np.flatnonzero(np.rint(bodies).astype(int) == body)

    def superior(self, body: int) -> str:
        """Return the name of the body over a works."""
        kind = AUTHORITIES[body // _BLOCK]
        if str(body) in self.bodies:
            return say(f"body.{kind}", name=self.bodies[str(body)][1])
        if kind == "local_soviet":
            return say("body.local_soviet", name=region_names()[body % _BLOCK])
        return say(f"body.{kind}")

    def name(self, row: int) -> str:
        """Return what a row of works is called."""
        product = product_names()[self.product[row]]
        return say("inside.name", product=product, region=region_names()[self.region[row]])


def watched(request: Request) -> Watched:
    """Return a watched run that is finished."""
    return _watched(str(kitchen().cellar.runs / key_of(request)))


@lru_cache(maxsize=8)
def _watched(folder: str) -> Watched:
    return Watched(Path(folder))


@lru_cache(maxsize=1)
def region_names() -> tuple[str, ...]:
    """Return the names of regions in the order of the model."""
    names = {row["id"]: row["name"] for row in table("history/sovnarkhozy")}
    return tuple(names[region] for region in REGIONS)


@lru_cache(maxsize=1)
def product_names() -> tuple[str, ...]:
    """Return what products are called, in the order of the model."""
    names = {row["product"]: row["label"] for row in table("industry/products")}
    return tuple(names[product] for product in PRODUCTS)
