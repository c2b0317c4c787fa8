"""Runs of the store as pages want them: read once, held by key, the same for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.store import key_of
from viz.dashboard.kitchen import kitchen

if TYPE_CHECKING:
    import pandas as pd

    from experiments.ensemble import Lived
    from experiments.request import Request

Years = dict[int, float]


def kept(requests: Sequence[Request]) -> list[Request]:
    """Return those of the runs that are finished."""
    place = kitchen()
    return [request for request in requests if place.has([request])]


def lived(request: Request) -> Lived:
    """Return a finished run as comparisons want it."""
    return _lived(key_of(request))


def spoken(request: Request) -> list[tuple[str, str]]:
    """Return what a finished run speaks to: pairs of ledger and indicator."""
    keys: Any = lived(request).annual.columns.to_list()
    return [(str(ledger), str(name)) for ledger, name in keys]


def years(request: Request, key: tuple[str, str], is_level: bool = False) -> Years:
    """Return an indicator of a finished run by year; empty where it does not speak to it.

    With ``is_level`` what an index is before it is put on its base.
    """
    told = lived(request)
    frame = told.levels if is_level else told.annual
    return _column(frame, key)


def months(request: Request, key: tuple[str, str]) -> dict[str, float]:
    """Return an indicator of a finished run by month, an index before it is put on a base."""
    frame = lived(request).months
    if key not in frame.columns:
        return {}
    return {str(m): float(v) for m, v in frame[key].items() if np.isfinite(v)}


def places(request: Request, key: tuple[str, str]) -> pd.DataFrame:
    """Return an indicator of a finished run by year and region (or republic): a wide table."""
    return _places(key_of(request), key)


def _column(frame: pd.DataFrame, key: tuple[str, str]) -> Years:
    if key not in frame.columns:
        return {}
    column: Any = frame[key]
    return {int(year): float(value) for year, value in column.items() if np.isfinite(value)}


@lru_cache(maxsize=200)
def _lived(key: str) -> Lived:
    from experiments.store.tables import lived_of

    return lived_of(kitchen().store, key)


@lru_cache(maxsize=400)
def _places(key: str, indicator: tuple[str, str]) -> pd.DataFrame:
    ledger, name = indicator
    wanted = [("indicator", "==", name), ("ledger", "==", ledger), ("region", "!=", "")]
    table = kitchen().store.annual(key, filters=wanted, columns=["year", "region", "value"])
    return table.pivot(index="year", columns="region", values="value")
