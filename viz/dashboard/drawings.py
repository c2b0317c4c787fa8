"""A drawing: a chart with all that belongs to it - a sentence, its sources, the same as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import NamedTuple

from experiments.indicators import indicators
from experiments.paired import Paired
from viz.dashboard import past, readings
from viz.dashboard.charts.lines import HEIGHT, SMALL, Curve, lines, of_line, of_years
from viz.dashboard.charts.palette import Spec
from viz.dashboard.readings import Values
from viz.dashboard.scene import Scene
from viz.dashboard.shelf import kept
from viz.dashboard.words import say

MODEL_YEARS = range(1956, 1966)
_NOTHING = 1e-4  # what is smaller is told as nothing: nobody reads 4e-15
_LEAST = 0.02  # of a figure: worlds that are nearer are not told apart in words
_FAR = 1.5  # times the distance of the last year, from which another year's is told


class Drawing(NamedTuple):
    """A chart, and what is said beside it."""

    spec: Spec
    title: str
    see: str
    source: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    height: int = HEIGHT
    unit: str = ""  # of a map

    @property
    def csv(self) -> str:
        """The same figures as a file."""
        written = io.StringIO()
        writer = csv.writer(written, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(self.rows)
        return written.getvalue()


class Beside(NamedTuple):
    """An indicator of a world beside the baseline and the past."""

    ours: Values
    base: Values
    record: past.Series
    plan: past.Years
    rivals: tuple[past.Series, ...]
    unit: str


def beside(scene: Scene, indicator: str) -> Beside | None:
    """Return an indicator of a scene's world beside all it is held against.

    None where nothing is finished yet, or the model does not speak to it.
    """
    base_runs = kept(scene.world.baseline.requests(scene.seeds))
    runs = kept(scene.world.requests(scene.seeds))
    if not base_runs:
        return None
    key = readings.key_of(indicator, scene.ledger, base_runs[0])
    if key is None:
        return None
    by_seed = {run.seed: run for run in base_runs}
    paired = [run for run in runs if run.seed in by_seed]
    return Beside(
        readings.values(paired, by_seed, key),
        readings.values(base_runs, by_seed, key),
        past.recorded(indicator),
        past.plan_path(indicator),
        past.rivals(indicator),
        indicators()[indicator].full_unit,
    )


def indicator_drawing(scene: Scene, indicator: str, height: int = HEIGHT) -> Drawing | None:
    """Draw an indicator of a scene's world as the scene measures it."""
    told = beside(scene, indicator)
    if told is None:
        return None
    is_history = scene.world.is_history
    if scene.measure == "difference" and not is_history:
        return _difference(scene, indicator, told, height)
    if scene.measure == "index":
        told = _as_index(told)
    told = _in_per_cent(told, indicator)
    curves = _curves(told, is_history)
    label = indicators()[indicator].label
    return Drawing(
        lines(curves, told.unit, past.marks(scene.world.scenario), height, legend=height > SMALL),
        label,
        _see(told, is_history),
        _sources(told, scene),
        *table_of(curves, told.unit),
        height,
    )


def _curves(told: Beside, is_history: bool) -> list[Curve]:
    base, ours = (readings.line(v, told.unit) for v in (told.base, told.ours))
    curves = [of_line(say("series.baseline"), "baseline", base)]
    if not is_history:
        curves.append(of_line(say("series.world"), "world", ours))
    curves.append(of_years(say("series.plan"), "plan", told.plan))
    curves.append(of_years(say("series.record"), "record", told.record.years))
    for look, rival in zip(("rival", "rival2"), told.rivals, strict=False):
        curves.append(of_years(rival.label, look, rival.years))
    return [curve for curve in curves if curve.points]


def _in_per_cent(told: Beside, indicator: str) -> Beside:
    """Return shares as they are read, in per cent; what is no share, or an index, as it is."""
    factor, unit = readings.read_in(indicators()[indicator])
    if factor == 1.0 or told.unit != indicators()[indicator].full_unit:
        return told

    def times(years: past.Years) -> past.Years:
        return {year: factor * value for year, value in years.items()}

    return Beside(
        readings.times(told.ours, factor),
        readings.times(told.base, factor),
        told.record._replace(years=times(told.record.years)),
        times(told.plan),
        tuple(rival._replace(years=times(rival.years)) for rival in told.rivals),
        unit,
    )


def _as_index(told: Beside) -> Beside:
    def over(years: past.Years) -> past.Years:
        start = years.get(readings.BASE)
        return {y: 100.0 * v / start for y, v in years.items()} if start else {}

    return Beside(
        readings.as_index(told.ours, told.base),
        readings.as_index(told.base, told.base),
        told.record._replace(years=over(told.record.years)),
        over(told.plan),
        tuple(rival._replace(years=over(rival.years)) for rival in told.rivals),
        "1958=100",
    )


def _difference(scene: Scene, indicator: str, told: Beside, height: int) -> Drawing:
    gaps, unit = readings.differences(indicators()[indicator], told.ours, told.base)
    found = readings.intervals(gaps)
    points = tuple(
        (
            year + 0.5,
            one.mean,
            one.mean if one.pairs < 2 else one.low,
            one.mean if one.pairs < 2 else one.high,
        )
        for year, one in found.items()
    )
    curve = Curve(say("series.difference"), "world", points)
    last = scene.year if scene.year in found else max(found, default=0)
    see = say("see.nothing") if not found else _difference_seen(found[last], last, unit)
    marks = past.marks(scene.world.scenario)
    return Drawing(
        lines([curve], unit, marks, height, zero=True, legend=False),
        say("titles.difference", label=indicators()[indicator].label),
        see,
        say("source.difference", run=run_words(scene)),
        *table_of([curve], unit),
        height,
    )


def _difference_seen(found: Paired, year: int, unit: str) -> str:
    told = {"year": year, "value": signed(found.mean), "unit": unit}
    if found.pairs < 2:
        return say("see.difference_one", **told)
    return say("see.difference", **told, seeds=found.pairs)


def _see(told: Beside, is_history: bool) -> str:
    """Return one sentence on what is to be seen."""
    base = readings.line(told.base, told.unit)
    if not base.bands:
        return say("see.nothing")
    last = base.bands[-1]
    parts = [say("see.baseline", year=last.year, value=number(last.mean), unit=told.unit)]
    ours = readings.line(told.ours, told.unit).at(last.year)
    if not is_history and ours:
        parts.append(say("see.world", value=number(ours.mean)))
    shown = [year for year in told.record.years if MODEL_YEARS[0] <= year <= last.year]
    if shown:
        year = max(shown)
        key = "see.record" if year == last.year else "see.record_of"
        parts.append(say(key, year=year, value=number(told.record.years[year])))
    if last.year in told.plan:
        parts.append(say("see.plan", value=number(told.plan[last.year])))
    said = ", ".join(parts[:-1]) + (f" {say('see.and')} " if parts[1:] else "") + parts[-1] + "."
    return said if is_history else f"{said} {_apart(told)}".strip()


def _apart(told: Beside) -> str:
    """Return in which year two worlds are furthest apart, if that is not simply the last."""
    base, ours = (readings.line(v, told.unit) for v in (told.base, told.ours))
    both = [(one, other) for one in base.bands if (other := ours.at(one.year))]
    if not both:
        return ""
    gaps = [abs(other.mean - one.mean) for one, other in both]
    one, other = both[gaps.index(max(gaps))]
    if max(gaps) <= max(_LEAST * abs(one.mean), _FAR * gaps[-1]):
        return ""
    return say("see.apart", year=one.year, base=number(one.mean), value=number(other.mean))


def _sources(told: Beside, scene: Scene) -> str:
    parts = [say("source.model", run=run_words(scene))]
    if told.record.years:
        parts.append(say("source.record", source=told.record.source or say("source.unnamed")))
    parts += [say("source.rival", label=r.label, source=r.source) for r in told.rivals]
    if told.plan:
        parts.append(say("source.plan"))
    return " ".join(parts)


def run_words(scene: Scene) -> str:
    """Return what was run, in a few words."""
    scenario = scene.world.scenario
    told = {"scenario": scenario.name, "scale": f"{scene.world.scale:g}"}
    if scene.seeds == 1:
        return say("source.run_one", **told)
    return say("source.run", **told, seeds=scene.seeds)


def table_of(
    curves: Sequence[Curve], unit: str
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return the columns and rows of curves: a row a year."""
    columns = [say("column.year")]
    wide = [any(low < high for _, _, low, high in curve.points) for curve in curves]
    for curve, has_band in zip(curves, wide, strict=True):
        columns.append(f"{curve.name}, {unit}")
        columns += [say("column.low"), say("column.high")] if has_band else []
    at = [{int(x): told for x, *told in curve.points} for curve in curves]
    rows = []
    for year in sorted({year for points in at for year in points}):
        row = [str(year)]
        for points, has_band in zip(at, wide, strict=True):
            figures = 3 if has_band else 1
            known = points.get(year)
            row += [number(v) for v in known[:figures]] if known else [""] * figures
        rows.append(tuple(row))
    return tuple(columns), tuple(rows)


def number(value: float | None) -> str:
    """Return a number as it is read, with as many digits as mean anything.

    >>> number(12345.6), number(178.264), number(0.0712), number(None), number(4e-15)
    ('12,346', '178', '0.071', '', '0')
    """
    if value is None or value != value:
        return ""
    size = abs(value)
    if size < _NOTHING:
        return "0"
    if size >= 100:
        return f"{value:,.0f}"
    if size >= 10:
        return f"{value:.1f}"
    return f"{value:.2g}" if size < 0.1 else f"{value:.2f}"


def signed(value: float) -> str:
    """Return a difference with its sign; what rounds to nothing has none.

    >>> signed(0.512), signed(-12.3), signed(0.0)
    ('+0.51', '-12.3', '0.00')
    """
    told = number(value) if abs(value) >= 0.005 else "0.00"
    return f"+{told}" if value >= 0.005 else told


def difference_at(told: Beside, indicator: str, year: int) -> tuple[float, float, str] | None:
    """Return mean and half interval of a difference in one year, and what it is in."""
    gaps, unit = readings.differences(indicators()[indicator], told.ours, told.base)
    found = readings.intervals(gaps).get(year)
    return None if found is None else (found.mean, found.half, unit)
