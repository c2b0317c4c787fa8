"""What history says of an indicator: the record, its rivals, the plan, decrees and sources."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from experiments.indicators import indicators
from experiments.score import BASE, GOAL, known_record
from model import calendar
from model.data import plan, plan_is_seven_year_sum, table
from model.decrees import history, timeline
from model.scenario import Scenario
from viz.dashboard.words import say
from viz.figures import planned

RIVALS = Path(__file__).parent / "rivals.toml"
MARKED = (
    "sixth_plan_dropped_1957", "law_1957_05_10", "seven_year_plan_1959", "targets_raised_1961",
    "fallow_campaign_1962", "councils_enlarged_1963", "ministries_1965",
)  # fmt: skip
"""Decrees that are marked on every time axis."""

Years = dict[int, float]


class Series(NamedTuple):
    """A series of the past: what it is called, its years, and on whose word."""

    label: str
    years: Years
    source: str


class Mark(NamedTuple):
    """A decree on a time axis; ``when`` in years, July 1957 being 1957.5."""

    id: str
    label: str
    title: str
    when: float
    month: str
    is_moved: bool


def recorded(indicator: str) -> Series:
    """Return the official record, in the unit of the indicator."""
    row = _row(indicator)
    return Series(row["label"], known_record(indicator), source_of(row["series_id"]))


def plan_path(indicator: str) -> Years:
    """Return the path of the Seven-Year Plan to its lower target; empty without one.

    The plan names 1958 and 1965 only: between them stands the constant rate it implies.
    """
    if plan_is_seven_year_sum(indicator):
        return {}
    if indicators()[indicator].is_index_of_1958:
        return planned(indicator)
    target, start = plan(indicator), known_record(indicator).get(BASE)
    if target is None or not start:
        return {}
    rate = (target[0] / start) ** (1.0 / (GOAL - BASE))
    return {year: start * rate ** (year - BASE) for year in range(BASE, GOAL + 1)}


def rivals(indicator: str) -> tuple[Series, ...]:
    """Return other estimates of the same quantity: Western ones, first publications."""
    return tuple(
        Series(
            told["label"], _RULES[told["rule"]](_series(told["series"])), source_of(told["series"])
        )
        for told in _rivals().get(indicator, [])
    )


def marks(scenario: Scenario) -> tuple[Mark, ...]:
    """Return the decrees that are marked, where a scenario has them."""
    when = timeline(scenario.decrees)
    found = []
    for name in MARKED:
        since, decree = when.since[name], history()[name]
        if since is not None:
            found.append(
                Mark(
                    name,
                    say(f"mark.{name}"),
                    decree.title,
                    calendar.FIRST_YEAR + since / calendar.MONTHS_A_YEAR,
                    calendar.name(since),
                    since != decree.since,
                )
            )
    return tuple(sorted(found, key=lambda mark: mark.when))


def source_of(series: str) -> str:
    """Return the source that most figures of a series stand on."""
    told = Counter(
        _plain(row["source"])
        for row in table("history/annual_series")
        if row["indicator"] == series
    )
    return told.most_common(1)[0][0] if told else ""


def _plain(source: str) -> str:
    """Return a source as a reader wants it: without remarks in brackets."""
    return source.split("[")[0].strip(" ,;") if source else ""


@cache
def _rivals() -> dict[str, list[dict[str, str]]]:
    told: dict[str, list[dict[str, str]]] = tomllib.loads(RIVALS.read_text(encoding="utf-8"))
    return told


def _series(name: str) -> Years:
    rows = table("history/annual_series")
    return {int(row["year"]): float(row["value"]) for row in rows if row["indicator"] == name}


def _over_1958(years: Years) -> Years:
    return {year: 100.0 * value / years[BASE] for year, value in years.items()}


def _compounded(growth: Years) -> Years:
    """Chain growth in per cent from 1958 = 100 as far as years follow on one another."""
    found = {BASE: 100.0}
    for year in range(BASE + 1, GOAL + 1):
        if year not in growth:
            break
        found[year] = found[year - 1] * (1.0 + growth[year] / 100.0)
    for year in range(BASE, 1955, -1):
        if year not in growth:
            break
        found[year - 1] = found[year] / (1.0 + growth[year] / 100.0)
    return dict(sorted(found.items()))


_RULES: dict[str, Callable[[Years], Years]] = {
    "as it stands": dict,
    "over 1958": _over_1958,
    "compounded": _compounded,
}


@cache
def _row(indicator: str) -> dict[str, str]:
    return next(row for row in table("history/indicators") if row["id"] == indicator)
