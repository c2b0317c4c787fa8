"""Schedules: what sorts contracts are of, kept as long as the planning behind them stands."""

from __future__ import annotations

from typing import NamedTuple

from model.mechanisms.assortment import Assortment
from model.superiors import Handling
from model.units import Shares


class Schedule(NamedTuple):
    """``part``: (k, w) of each contract, by kind of sorts; from what planning, by what rule."""

    planned: Handling
    rule: Assortment
    part: Shares
