"""Charts of what was watched: plan and output month by month, in one world and in another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from model.calendar import FIRST_YEAR, MONTHS_A_YEAR
from viz.dashboard.charts.lines import Curve, lines
from viz.dashboard.drawings import Drawing, table_of
from viz.dashboard.inside.rows import Array, Watched
from viz.dashboard.past import Mark
from viz.dashboard.words import say

_HEIGHT = 260
_PLAN, _MADE = "target", "reported_output"


def months_drawing(
    run: Watched, rows: Array, title: str, source: str, marks: Sequence[Mark]
) -> Drawing:
    """Draw the plan and what was reported, month by month."""
    told = [
        _curve(say("series.asked"), "plan", run.by_month(rows, _PLAN)),
        _curve(say("series.reported"), "world", run.by_month(rows, _MADE)),
    ]
    unit = say("unit.mln_rub_month")
    columns, table = table_of(_yearly(told), say("unit.mln_rub_month_mean"))
    return Drawing(
        lines(told, unit, marks, _HEIGHT), title, say("inside.months_see"), source, columns, table,
        _HEIGHT,
    )  # fmt: skip


def _curve(name: str, look: str, values: Sequence[float]) -> Curve:
    points = []
    for month, value in enumerate(values):
        x = FIRST_YEAR + (month + 0.5) / MONTHS_A_YEAR
        points.append((round(x, 4), value, value, value))
    return Curve(name, look, tuple(points))


def _yearly(curves: Sequence[Curve]) -> list[Curve]:
    """Return the means of years: a hundred and twenty rows are no table to be read."""
    found = []
    for curve in curves:
        values = np.array([y for _, y, _, _ in curve.points])
        means = values[: len(values) // 12 * 12].reshape(-1, 12).mean(axis=1)
        points = tuple(
            (FIRST_YEAR + n + 0.5, float(v), float(v), float(v)) for n, v in enumerate(means)
        )
        found.append(Curve(curve.name, curve.look, points))
    return found
