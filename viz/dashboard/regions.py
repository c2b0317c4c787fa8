"""What is known of regions: figures by region and year, where a world differs, on the map."""

from __future__ import annotations

from statistics import fmean
from typing import Any

from experiments.contrast import Comparison
from experiments.indicators import indicators
from model.data import REGIONS, REPUBLICS, table
from viz.dashboard import readings, shelf
from viz.dashboard.charts.bars import dots, height_of
from viz.dashboard.charts.cartogram import HEIGHT as MAP_HEIGHT
from viz.dashboard.charts.cartogram import cartogram
from viz.dashboard.charts.lines import lines, of_line
from viz.dashboard.drawings import Drawing, number, run_words, signed, table_of
from viz.dashboard.past import marks
from viz.dashboard.readings import Line, Values
from viz.dashboard.scene import Scene, World
from viz.dashboard.words import say

SHOWN = 9  # regions at either end
PANEL = (
    "gross_industrial_output", "share_failing_january_plan", "fill_rate_between_regions",
    "link_strength", "grain", "grain_yield", "fallow_share", "erosion_index",
)  # fmt: skip
"""What is told of a region in its panel."""

ByYear = dict[int, dict[str, float]]


def names() -> dict[str, str]:
    """Return the names of regions and republics by their ids."""
    found = {row["id"]: row["name"] for row in table("history/republics")}
    return found | {row["id"]: row["name"] for row in table("history/sovnarkhozy")}


def facts(region: str) -> dict[str, str]:
    """Return the row of a region; empty for a republic of several."""
    rows = (row for row in table("history/sovnarkhozy") if row["id"] == region)
    return next(rows, {})


def by_region(scene: Scene, world: World, indicator: str) -> dict[str, Values]:
    """Return an indicator of a world by region, year and seed."""
    runs = shelf.kept(world.requests(scene.seeds))
    key = _key(indicator, scene.ledger)
    found: dict[str, Values] = {}
    for run in runs:
        frame: Any = shelf.places(run, key)
        for region in frame.columns:
            for year, value in frame[region].items():
                if value == value:
                    one = found.setdefault(str(region), {}).setdefault(int(year), {})
                    one[run.seed] = float(value)
    return found


def map_drawing(scene: Scene, indicator: str) -> Drawing | None:
    """Draw an indicator of all regions on the cartogram, as the scene measures it."""
    one = indicators()[indicator]
    ours = by_region(scene, scene.world, indicator)
    if not ours:
        return None
    is_difference = scene.measure == "difference" and not scene.world.is_history
    factor, unit = readings.read_in(one)
    if is_difference:
        base = by_region(scene, scene.world.baseline, indicator)
        told: ByYear = {}
        for region in ours:
            gaps, unit = readings.differences(one, ours[region], base.get(region, {}))
            _add(told, region, gaps)
    else:
        told = {}
        for region, values in ours.items():
            _add(told, region, readings.times(values, factor))
    told = {y: {r: v for r, v in row.items() if r in REGIONS} for y, row in sorted(told.items())}
    year = scene.year if scene.year in told else max(told)
    title = say("titles.difference", label=one.label) if is_difference else one.label
    ranked = sorted(told[year].items(), key=lambda item: -item[1])
    rows = tuple(
        (names()[region], facts(region)["republic"], *(number(told[y].get(region)) for y in told))
        for region, _ in ranked
    )
    top, last = (names()[ranked[place][0]] for place in (0, -1))
    high, low = (number(ranked[place][1]) for place in (0, -1))
    return Drawing(
        cartogram(told, year, unit, scene.region, is_difference),
        title,
        say("map.see", year=year, top=top, high=high, last=last, low=low, unit=unit),
        say("map.source", run=run_words(scene)),
        (say("column.region"), say("column.republic"), *(str(y) for y in told)),
        rows,
        MAP_HEIGHT,
        unit,
    )


def ends(drawing: Drawing, year: int) -> tuple[list[str], list[list[str]]]:
    """Return a table of the regions at either end of a map, in a year or the last it has."""
    column = str(year) if str(year) in drawing.columns else drawing.columns[-1]
    place = drawing.columns.index(column)
    rows = [[row[0], row[place]] for row in drawing.rows]
    apart = [say("map.between", regions=len(rows) - 2 * SHOWN), ""]
    shown = [*rows[:SHOWN], apart, *rows[-SHOWN:]] if len(rows) > 2 * SHOWN else rows
    return [say("column.region"), column], shown


def figures(scene: Scene, region: str) -> list[list[str]]:
    """Return what a world says of a region in a year: what it is, how much, in what."""
    found = []
    for indicator in PANEL:
        values = by_region(scene, scene.world, indicator).get(region, {}).get(scene.year)
        if values:
            one = indicators()[indicator]
            factor, unit = readings.read_in(one)
            found.append([one.label, number(factor * fmean(values.values())), unit])
    return found


def region_drawing(scene: Scene, indicator: str, region: str) -> Drawing | None:
    """Draw an indicator of one region, in this world and in history."""
    one = indicators()[indicator]
    factor, unit = readings.read_in(one)
    base = by_region(scene, scene.world.baseline, indicator).get(region)
    if not base:
        return None
    curves = [of_line(say("series.baseline"), "baseline", line(base, factor, unit))]
    if not scene.world.is_history:
        ours = by_region(scene, scene.world, indicator).get(region, {})
        curves.append(of_line(say("series.world"), "world", line(ours, factor, unit)))
    columns, rows = table_of(curves, unit)
    return Drawing(
        lines(curves, unit, marks(scene.world.scenario), 260),
        say("map.region_title", label=one.label, region=names()[region]),
        say("map.region_see"),
        say("map.source", run=run_words(scene)),
        columns,
        rows,
        260,
    )


def line(values: Values, factor: float, unit: str) -> Line:
    """Return the line of a region over the years, as it is read."""
    return readings.line(readings.times(values, factor), unit)


def regions_drawing(told: Comparison, other: str) -> Drawing | None:
    """Draw the regions that gain and lose most in a world, by the growth of their industry."""
    frame = told.regions()
    frame = frame[(frame["scenario"] == other) & frame["region"].isin(list(REGIONS))]
    if not len(frame):
        return None
    rows = []
    for row in frame.sort_values("difference", ascending=False).to_dict("records"):
        gap = float(row["difference"])
        low, high = (float(row[k]) if row[k] == row[k] else gap for k in ("low", "high"))
        kind = "plain" if not row["differs"] else "good" if gap > 0 else "bad"
        name = names()[str(row["region"])]
        rows.append({"name": name, "x": gap, "low": low, "high": high, "kind": kind})
    shown = [*rows[:SHOWN], *rows[-SHOWN:]] if len(rows) > 2 * SHOWN else rows
    columns = tuple(say(f"column.{name}") for name in ("region", "difference", "from", "to"))
    return Drawing(
        dots(shown, say("unit.points_a_year")),
        say("compare.where", world=other),
        say("compare.where_see", shown=SHOWN),
        say("compare.where_source"),
        columns,
        tuple(
            (str(r["name"]), *(signed(float(str(r[key]))) for key in ("x", "low", "high")))
            for r in rows
        ),
        height_of(shown),
    )


def all_places() -> list[tuple[str, str]]:
    """Return ids and names of all republics and regions, regions with their republic."""
    told = names()
    regions = [(one, f"{told[one]}, {facts(one)['republic']}") for one in REGIONS]
    republics = [(one, told[one]) for one in REPUBLICS if one not in REGIONS]
    return sorted(regions, key=lambda item: item[1]) + republics


def _add(told: ByYear, region: str, values: Values) -> None:
    for year, row in values.items():
        if row:
            told.setdefault(year, {})[region] = fmean(row.values())


def _key(indicator: str, ledger: str) -> tuple[str, str]:
    own = indicators()[indicator].ledger
    return (ledger if own == "both" else own, indicator)
