"""A run lived with every agent watched: what a worker process does for the page Inside."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from experiments.running import real_economy
from experiments.store.identity import key_of
from experiments.store.shelf import ANNUAL, ROW
from experiments.store.tables import CHANGED, parquet
from model import calendar
from model.errors import Refusal
from viz.dashboard.inside.register import KINDS, Register, file_of
from viz.dashboard.kitchen.hands import give_way, noting

if TYPE_CHECKING:
    from experiments.request import Request

Array = npt.NDArray[np.float32]

MONTHLY = ("target", "output", "reported_output", "coverage", "effort")
YEARLY = (
    "bid", "january_plan", "capacity", "employment", "capital", "finished_stock", "corners",
    "weight", "pushers", "body",
)  # fmt: skip
MONTHS, YEARS, INPUTS, STATIC = "months.npy", "years.npy", "inputs.npy", "works.json"
_YEAR = calendar.MONTHS_A_YEAR


def watch_run(task: tuple[str, Request], note: str) -> dict[str, bytes]:
    """Live a run and return what its works did, and its farms, households and secretaries.

    ``months``: (works, `MONTHLY`, months), mln rub a month and shares; ``years``: (works,
    `YEARLY`, years) on 31 December; ``inputs``: (claims, 2, years) months of need in stock and
    part of the orders that came; ``works``: what does not change. The others: `register`.
    """
    give_way()
    key, asked = task
    if key != key_of(asked):
        raise Refusal(CHANGED)
    economy = real_economy()(
        scenario=asked.scenario,
        scale=asked.scale,
        seed=asked.seed,
        network_seed=asked.network_seed,
        weather=asked.weather,
    )
    progress, total = noting(note), asked.last + 1
    try:
        diary = Diary(economy, total)
        for month in range(total):
            economy.step()
            diary.write(economy, month)
            progress(month + 1, total)
        return diary.files(key)
    finally:
        economy.close()


class Diary:
    """What is written down of every works of an economy, and of all others who are watched."""

    def __init__(self, economy: Any, months: int) -> None:
        rows, self.claims = len(economy.directors), economy.lines.works_claims
        years = months // _YEAR
        self.months: Array = np.zeros((rows, len(MONTHLY), months), dtype=np.float32)
        self.years: Array = np.zeros((rows, len(YEARLY), years), dtype=np.float32)
        self.inputs: Array = np.zeros((self.claims, 2, years), dtype=np.float32)
        self.others = {
            letter: Register(kind, getattr(economy, kind.roll), years)
            for letter, kind in KINDS.items()
        }
        self.static = _static(economy, self.claims) | {
            kind.roll: self.others[letter].static for letter, kind in KINDS.items()
        }

    def write(self, e: Any, month: int) -> None:
        """Write down a month, and a year after its last month."""
        d = e.directors
        for place, name in enumerate(MONTHLY):
            self.months[:, place, month] = d.columns[name]
        for other in self.others.values():
            other.write(getattr(e, other.kind.roll), month)
        year, of_year = divmod(month, _YEAR)
        if year >= self.years.shape[2]:
            return
        if of_year == 0:
            self.years[:, YEARLY.index("january_plan"), year] = e.fates.of_rows(e.plan.works)
        if of_year == _YEAR - 1:
            self._close(e, year)

    def _close(self, e: Any, year: int) -> None:
        """Write down what stands on 31 December; bids are those for the year that comes."""
        d = e.directors
        told = {
            "bid": e.fates.of_rows(e.bids) * _YEAR,
            "body": e.body,
            "pushers": e.pushers,
            **{name: d.columns[name] for name in YEARLY if name in d.columns},
        }
        for place, name in enumerate(YEARLY):
            if name in told:
                self.years[:, place, year] = told[name]
        works = slice(0, self.claims)
        need = e.norm_of_claim * e.planned[e.owner]
        stock = e.lines.stock[works]
        months = np.divide(stock, need, out=np.zeros_like(stock), where=need > 0)
        self.inputs[:, 0, year] = np.minimum(months, 99.0)
        self.inputs[:, 1, year] = e.fill_mean[works]

    def files(self, key: str) -> dict[str, bytes]:
        """Return all of it as the files of a run."""
        import pandas as pd

        mark = pd.DataFrame({"run": [key]})
        return {
            MONTHS: _npy(self.months),
            YEARS: _npy(self.years),
            INPUTS: _npy(self.inputs),
            STATIC: json.dumps(self.static).encode(),
            **{file_of(letter): _npy(other.found) for letter, other in self.others.items()},
            ROW: parquet(mark),
            ANNUAL: parquet(mark),  # what tells a run that is done from one that failed
        }


def _static(e: Any, claims: int) -> dict[str, Any]:
    """Return what does not change: who makes what where, whose inputs are which, names."""
    d = e.directors
    bodies = {
        int(body.body): [kind, body.name]
        for kind, all_ in (
            ("ministry", e.ministries),
            ("sovnarkhoz", e.sovnarkhozy),
            ("republic", e.republics),
        )
        for body in all_
    }
    return {
        "region": d.region.tolist(),
        "product": d.product.tolist(),
        "works": d.n_works.tolist(),
        "owner": e.owner.tolist(),
        "good": e.network.claims.product[:claims].tolist(),
        "bodies": bodies,
    }


def _npy(array: Array) -> bytes:
    written = io.BytesIO()
    np.save(written, array, allow_pickle=False)
    return written.getvalue()
