"""How well the model's history holds against the record: hits and misses, misses first.

What progress was fitted on (1956-60) is told apart from what was predicted (1961-65). A
prediction is worth something if it beats those that anybody could have made in 1960: the last
rate of growth goes on, or the trend of the ten years before does.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import fmean
from typing import NamedTuple

from experiments.indicators import indicators
from experiments.score import Card, card, known_record
from model.data import record as recorded
from viz.dashboard import readings, shelf
from viz.dashboard.charts.bars import dots, height_of
from viz.dashboard.drawings import Drawing, number, run_words, signed
from viz.dashboard.scene import Scene
from viz.dashboard.words import say

Years = Mapping[int, float]

FITTED, PREDICTED = 1960, range(1961, 1966)
TREND_FROM = 1950
_EXACT = 1e-6  # per cent: nobody predicts so well
LEAST = 3  # years of 1961-65 that the record has to show


class Skill(NamedTuple):
    """The error of a prediction of 1961-65 beside those of two naive ones, mean of logs, %."""

    indicator: str
    model: float
    last: float
    trend: float

    @property
    def is_better(self) -> bool:
        """Whether the model beats both."""
        return self.model < min(self.last, self.trend)


def series_of(scene: Scene) -> dict[str, dict[int, float]]:
    """Return the means over seeds of history in the model, by indicator: the reported ledger."""
    runs = shelf.kept(scene.world.baseline.requests(scene.seeds))
    if not runs:
        return {}
    by_seed = {run.seed: run for run in runs}
    found = {}
    for name in indicators():
        key = readings.key_of(name, "reported", runs[0])
        if key is not None:
            found[name] = readings.means(readings.values(runs, by_seed, key))
    return {name: years for name, years in found.items() if years}


def scorecard(series: Mapping[str, Years]) -> Card:
    """Return the scorecard of 1965, misses first."""
    from model.indicators.rules import silent

    return card({name: dict(years) for name, years in series.items()}, silent())


def scorecard_rows(told: Card) -> tuple[list[str], list[list[str]], dict[tuple[int, int], str]]:
    """Return the scorecard as a table, with the class of the cells that are coloured."""
    heads = ("row", "unit", "model_base", "model_last", "plan_last", "record_base", "record_last")
    rows, marks = [], {}
    for place, row in enumerate(told.rows):
        plan = " - ".join(number(v) for v in dict.fromkeys(row.plan)) if row.plan else ""
        error = "" if row.error is None else signed(row.error)
        made, known = number(row.model_last), number(row.record_last)
        if row.record_last is not None and row.record_year != told.last:
            known = f"{known} ({row.record_year})"
        start, before = number(row.model_base), number(row.record_base)
        rows.append([row.label, row.unit, start, made, plan, before, known, error])
        if row.error is not None:
            marks[place, len(heads)] = "bad" if abs(row.error) > 10.0 else "good"
        if row.is_met is not None:
            marks[place, heads.index("model_last")] = "good" if row.is_met else "bad"
    years = {"base": told.base, "last": told.last}
    words = [say(f"column.{head}", year=years.get(head.rpartition("_")[2], "")) for head in heads]
    return [*words, say("column.growth")], rows, marks


def misses_drawing(told: Card, scene: Scene) -> Drawing:
    """Draw by how much growth to 1965 is missed, row by row of the plan."""
    rows = [
        {
            "name": row.label,
            "x": round(row.error, 1),
            "low": min(0.0, round(row.error, 1)),
            "high": max(0.0, round(row.error, 1)),
            "kind": "plain" if abs(row.error) <= 10.0 else "bad",
        }
        for row in told.rows
        if row.error is not None
    ]
    columns = (say("column.row"), say("column.growth"))
    near = sum(row["kind"] == "plain" for row in rows)
    return Drawing(
        dots(rows, "%"),
        say("history.misses"),
        say("history.misses_see", near=near, rows=len(rows), silent=len(told.silent)),
        say("history.misses_source", run=run_words(scene)),
        columns,
        tuple((str(row["name"]), signed(float(str(row["x"])))) for row in rows),
        height_of(rows),
    )


def skills(series: Mapping[str, Years]) -> list[Skill]:
    """Return how well 1961-65 was predicted, worst against the naive forecasts first."""
    found = [one for name, years in series.items() if (one := _skill(name, years))]
    return sorted(found, key=lambda one: min(one.last, one.trend) - one.model)


def skill_rows(told: list[Skill]) -> tuple[list[str], list[list[str]], dict[tuple[int, int], str]]:
    """Return the predictions as a table, with the class of the cells that are coloured."""
    heads = ("indicator", "naive", "last", "trend", "verdict")
    rows, marks = [], {}
    for place, one in enumerate(told):
        is_given = one.model < _EXACT  # decreed, and so in the model as it was
        verdict = say(f"history.{'given' if is_given else 'better' if one.is_better else 'worse'}")
        cells = (number(one.model), number(one.last), number(one.trend))
        rows.append([indicators()[one.indicator].label, *cells, verdict])
        if not is_given:
            marks[place, 4] = "good" if one.is_better else "bad"
    return [say(f"column.{head}") for head in heads], rows, marks


def _skill(name: str, model: Years) -> Skill | None:
    """Return how a prediction did; None where the record does not show enough."""
    past = recorded(name) or known_record(name)
    shown = [year for year in PREDICTED if past.get(year, 0.0) > 0.0 and model.get(year, 0.0) > 0.0]
    if len(shown) < LEAST or not all(past.get(y, 0.0) > 0.0 for y in (FITTED - 1, FITTED)):
        return None
    first = min(year for year in past if year >= TREND_FROM and past[year] > 0.0)
    last = math.log(past[FITTED] / past[FITTED - 1])
    trend = math.log(past[FITTED] / past[first]) / (FITTED - first)

    def error(rate: float) -> float:
        return 100.0 * fmean(
            abs(math.log(past[FITTED] / past[y]) + rate * (y - FITTED)) for y in shown
        )

    made = 100.0 * fmean(abs(math.log(model[y] / past[y])) for y in shown)
    return Skill(name, made, error(last), error(trend))
