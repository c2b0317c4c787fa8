"""Several worlds side by side: what they are called, their runs, what they differ by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from experiments.contrast import Comparison
from experiments.ensemble import Ensemble
from experiments.indicators import indicators
from experiments.request import DEFAULT, Request
from viz.dashboard import readings, shelf
from viz.dashboard.charts.lines import Curve, lines, of_line, of_years
from viz.dashboard.charts.palette import SERIES
from viz.dashboard.drawings import Drawing, number, run_words, signed, table_of
from viz.dashboard.past import marks, recorded
from viz.dashboard.readings import Values
from viz.dashboard.scene import Scene, World
from viz.dashboard.words import say

LOOKS = tuple(colour.removeprefix("@") for colour in SERIES)


@dataclass(frozen=True)
class Side:
    """One of the worlds that are compared."""

    name: str
    world: World


def sides(scene: Scene) -> tuple[Side, ...]:
    """Return the worlds of a scene: history, its own if it differs, the others."""
    found = [Side(say("side.history"), scene.world.baseline)]
    if not scene.world.is_history:
        found.append(Side(name_of(scene.world), scene.world))
    for other in scene.others:
        layers = tuple(layer for layer in other.split("+") if layer != DEFAULT)
        world = World(layers=layers, scale=scene.world.scale)
        if all(side.world != world for side in found):
            found.append(Side(other, world))
    return tuple(found[: len(SERIES)])


def name_of(world: World) -> str:
    """Return what a world is called: its layers, and whether more is changed in it."""
    layers = "+".join(world.layers)
    changed = world.settings or world.decrees or world.weather
    if layers and changed:
        return say("side.changed", layers=layers)
    return layers or say("side.own")


def requests(scene: Scene) -> list[Request]:
    """Return all runs of a scene's worlds, seed by seed, so that pairs are whole early."""
    by_side = [side.world.requests(scene.seeds) for side in sides(scene)]
    return [run for seed in zip(*by_side, strict=True) for run in seed]


def comparison(scene: Scene) -> Comparison | None:
    """Return what the worlds differ by as far as their runs are finished; None before any pair."""
    told = sides(scene)
    runs, named = {}, {}
    for side in told:
        asked = side.world.requests(scene.seeds)
        named[side.name] = asked[0]
        for request in shelf.kept(asked):
            runs[side.name, request.seed] = shelf.lived(request)
    seeds = tuple(range(1, scene.seeds + 1))
    ensemble = Ensemble(named, seeds, runs, ())
    if len(told) < 2 or not any(ensemble.pairs(told[0].name, one.name) for one in told[1:]):
        return None
    return Comparison(ensemble, ledger=scene.ledger)


def values_by_side(scene: Scene, indicator: str) -> Mapping[str, Values]:
    """Return an indicator by side, year and seed; sides without a finished run are left out."""
    told = sides(scene)
    base = shelf.kept(told[0].world.requests(scene.seeds))
    if not base:
        return {}
    key = readings.key_of(indicator, scene.ledger, base[0])
    if key is None:
        return {}
    by_seed = {run.seed: run for run in base}
    found = {}
    for side in told:
        runs = [r for r in shelf.kept(side.world.requests(scene.seeds)) if r.seed in by_seed]
        if runs:
            found[side.name] = readings.values(runs, by_seed, key)
    return found


def lines_drawing(scene: Scene, label: str) -> Drawing | None:
    """Draw an indicator of all sides on one axis, with the record."""
    found = values_by_side(scene, scene.indicator)
    if not found:
        return None
    factor, unit = readings.read_in(indicators()[scene.indicator])
    curves = [
        of_line(name, LOOKS[place], readings.line(readings.times(told, factor), unit))
        for place, (name, told) in enumerate(found.items())
    ]
    record = recorded(scene.indicator)
    past = {year: factor * value for year, value in record.years.items()}
    curves.append(of_years(say("series.record"), "record", past))
    shown = [curve for curve in curves if curve.points]
    source = [say("source.model", run=run_words(scene))]
    if record.years:
        source.append(say("source.record", source=record.source or say("source.unnamed")))
    columns, rows = table_of(shown, unit)
    return Drawing(
        lines(shown, unit, marks(scene.world.baseline.scenario)),
        label,
        say("compare.lines_see", worlds=", ".join(found)),
        " ".join(source),
        columns,
        rows,
    )


def gaps_drawing(scene: Scene, told: Comparison, label: str) -> Drawing | None:
    """Draw by how much each world differs from the first, with intervals of 95 %."""
    frame: Any = told.table
    frame = frame[(frame["indicator"] == scene.indicator) & frame["difference"].notna()]
    if not len(frame):
        return None
    unit = str(frame["difference_unit"].iloc[0])
    curves = []
    for place, name in enumerate(told.others, 1):
        own = frame[frame["scenario"] == name].sort_values("year")
        told_years = own[["year", "difference", "low", "high"]].itertuples(index=False, name=None)
        points = [(y + 0.5, gap, _or(low, gap), _or(high, gap)) for y, gap, low, high in told_years]
        curves.append(Curve(name, LOOKS[place], tuple(points)))
    columns, rows = table_of(curves, unit)
    return Drawing(
        lines(curves, unit, marks(scene.world.scenario), zero=True),
        say("compare.gaps", label=label),
        say("compare.gaps_see"),
        say("source.difference", run=run_words(scene)),
        columns,
        rows,
    )


def effects(told: Comparison, year: int, names: Sequence[str]) -> tuple[list[str], list[list[str]]]:
    """Return a table of what each world differs by in a year, and of the seeds still needed."""
    frame: Any = told.table
    frame = frame[(frame["year"] == year) & frame["difference"].notna()]
    rows = [
        _effect(row)
        for name in names
        for row in frame[frame["indicator"] == name].to_dict("records")
    ]
    heads = ["indicator", "world", "mean", "difference", "interval", "unit", "seeds", "needed"]
    if len(told.others) == 1:  # one world needs no column
        heads.remove("world")
        rows = [row[:1] + row[2:] for row in rows]
    return [say(f"column.{head}") for head in heads], rows


def _effect(row: dict[str, Any]) -> list[str]:
    low, high, needed = row["low"], row["high"], row["needed"]
    is_one = low != low
    interval = "" if is_one else say("compare.interval", low=signed(low), high=signed(high))
    one = indicators()[row["indicator"]]
    factor, unit = readings.read_in(one)
    return [
        f"{one.label}, {unit}",
        str(row["scenario"]),
        number(factor * float(row["mean"])),
        signed(float(row["difference"])),
        interval,
        str(row["difference_unit"]),
        str(row["seeds"]),
        "" if needed is None or needed != needed else f"{needed:,.0f}",
    ]


def partings(told: Comparison) -> list[str]:
    """Return for each world when and in what it first parts from history."""
    found = []
    for name, first in told.first_divergence.items():
        if first.when is None:
            found.append(say("compare.never", world=name))
            continue
        labels = [indicators()[one].label for one in first.indicators if one in indicators()]
        shown = ", ".join(labels[:3])
        more = len(labels) - 3
        key = "compare.parts_more" if more > 0 else "compare.parts"
        found.append(say(key, world=name, when=first.when, what=shown, more=more))
    return found


def _or(value: float, otherwise: float) -> float:
    return otherwise if value != value else value
