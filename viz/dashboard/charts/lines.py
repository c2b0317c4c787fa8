"""Lines over the years: a world, the baseline, the record, its rivals and the plan, on one axis.

A figure of a year stands in the middle of the year, a decree where it came into force.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, NamedTuple

from viz.dashboard.charts.palette import Spec, config
from viz.dashboard.past import Mark, Years
from viz.dashboard.readings import Line
from viz.dashboard.words import say

HEIGHT, SMALL = 330, 190
FIRST, LAST = 1956, 1966
_NARROW = 520  # pixels: below it there is no room for the names of decrees
_ROWS = 3  # in which names of decrees are staggered
_HALO = {"stroke": "@paper", "strokeWidth": 4, "strokeJoin": "round"}  # clears lines behind a name
_LATE = 1.5  # years before the end: a name would run out of the axis, and stands on the left


class Look(NamedTuple):
    """How a kind of series is drawn."""

    colour: str
    dash: tuple[int, ...]
    width: float
    shape: str


LOOKS = {
    "world": Look("@world", (1, 0), 3.0, "stroke"),
    "baseline": Look("@baseline", (1, 0), 1.8, "stroke"),
    "plan": Look("@plan", (6, 4), 1.8, "stroke"),
    "record": Look("@record", (1, 0), 1.8, "circle"),
    "rival": Look("@rival", (1, 0), 1.5, "diamond"),
    "rival2": Look("@rival", (1, 0), 1.5, "triangle-up"),
    "one": Look("@one", (1, 0), 2.4, "stroke"),
    "two": Look("@two", (9, 3), 2.4, "stroke"),
    "three": Look("@three", (3, 3), 2.4, "stroke"),
    "four": Look("@four", (9, 3, 2, 3), 2.4, "stroke"),
}


class Curve(NamedTuple):
    """A series as it is drawn: its name in the legend, its kind, its points (x, y, low, high)."""

    name: str
    look: str
    points: tuple[tuple[float, float, float, float], ...]

    @property
    def is_line(self) -> bool:
        """Whether its points are joined: what is recorded year by year is not."""
        return LOOKS[self.look].shape == "stroke"


def of_line(name: str, look: str, line: Line) -> Curve:
    """Return a line of a world as it is drawn."""
    return Curve(name, look, tuple((b.year + 0.5, b.mean, b.low, b.high) for b in line.bands))


def of_years(name: str, look: str, years: Years) -> Curve:
    """Return a series of the past as it is drawn."""
    shown = {year: value for year, value in years.items() if FIRST <= year < LAST}
    return Curve(name, look, tuple((y + 0.5, v, v, v) for y, v in sorted(shown.items())))


def lines(
    curves: Sequence[Curve],
    unit: str,
    marks: Iterable[Mark] = (),
    height: int = HEIGHT,
    zero: bool = False,
    legend: bool = True,
    last: int = LAST,
) -> Spec:
    """Return the spec of curves over the years.

    Parameters
    ----------
    curves
        What is drawn; those without a point are left out.
    unit
        What the axis is in.
    marks
        Decrees on the time axis; they are named where there is room.
    height
        Of the axis, pixels.
    zero
        Whether the line of nothing is drawn, as for differences.
    legend
        Whether the curves are named below; a click on a name switches it.
    last
        The year before whose beginning the axis ends.
    """  # fmt: skip
    shown = [curve for curve in curves if curve.points]
    spec: Spec = {
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": _rows(shown)},
        "layer": [],
        "config": config(),
    }
    decrees, names = _marks(list(marks), height, last)
    nothing = [_zero()] if zero else []
    spec["layer"] = [*decrees, *nothing, *_layers(shown, unit, legend, last), *names]
    return spec


def _rows(curves: Sequence[Curve]) -> list[Spec]:
    return [
        {"s": curve.name, "x": x, "y": _short(y), "l": _short(low), "h": _short(high)}
        | {"k": "line" if curve.is_line else "dot", "t": _time(x), "w": LOOKS[curve.look].width}
        for curve in curves
        for x, y, low, high in curve.points
    ]


def _time(x: float) -> str:
    """Return a point of time as it is read: a year, or a month of one.

    >>> _time(1957.5), _time(1957 + 6.5 / 12)
    ('1957', '1957-07')
    """
    year = int(x)
    return str(year) if x == year + 0.5 else f"{year}-{int((x - year) * 12) + 1:02d}"


def _short(number: float) -> float:
    """Return a number with as many digits as anybody sees."""
    return float(f"{number:.5g}")


def _layers(curves: Sequence[Curve], unit: str, legend: bool, last: int) -> list[Spec]:
    names = [curve.name for curve in curves]
    looks = [LOOKS[curve.look] for curve in curves]
    told: Spec = {"symbolOpacity": 1}

    def scale(values: list[Any], field: str = "s") -> Spec:
        scaled: Spec = {"field": field, "type": "nominal", "sort": None}
        scaled["scale"] = {"domain": names, "range": values}
        scaled["legend"] = told if legend else None
        return scaled

    faded = {"condition": {"param": "shown", "value": 1, "empty": True}, "value": 0.08}
    x = _along(last) | {"axis": _years(last)}
    y = {"field": "y", "type": "quantitative", "axis": _height_axis(unit)}
    y["scale"] = {"zero": False, "nice": True}
    colour = scale([look.colour for look in looks])
    tip = _tip(unit)
    band = {
        "transform": [{"filter": "datum.k == 'line' && datum.h > datum.l"}],
        "mark": {"type": "area", "opacity": 0.16},
        "encoding": {"x": x, "y": y | {"field": "l"}, "y2": {"field": "h"}, "color": colour},
    }
    drawn = {
        "transform": [{"filter": "datum.k == 'line'"}],
        "mark": {"type": "line"},
        "encoding": {
            "x": x,
            "y": y,
            "color": colour,
            "strokeDash": scale([list(look.dash) for look in looks]),
            "strokeWidth": {"field": "w", "type": "quantitative", "scale": None},
            "opacity": faded,
        },
        "params": [_switch()] if legend else [],
    }
    dots = {
        "transform": [{"filter": "datum.k == 'dot'"}],
        "mark": {"type": "point", "filled": True, "size": 62},
        "encoding": {
            "x": x,
            "y": y,
            "color": colour,
            "shape": scale([look.shape for look in looks]),
            "opacity": faded,
            "tooltip": tip,
        },
    }
    touched = {
        "transform": [{"filter": "datum.k == 'line'"}],
        "mark": {"type": "point", "filled": True, "size": 90, "opacity": 0},
        "encoding": {"x": x, "y": y, "tooltip": tip},
    }
    found: list[Any] = [band, drawn, dots, touched]
    if not legend:
        for layer in found:
            layer["encoding"].pop("opacity", None)
    return found


def _switch() -> Spec:
    """Return what lets a click on the legend switch a series."""
    return {"name": "shown", "select": {"type": "point", "fields": ["s"]}, "bind": "legend"}


def _tip(unit: str) -> list[Spec]:
    number = {"type": "quantitative", "format": ",.4~g"}
    return [
        {"field": "s", "type": "nominal", "title": say("tip.series")},
        {"field": "t", "type": "nominal", "title": say("tip.year")},
        {"field": "y", "title": unit or say("tip.value"), **number},
        {"field": "l", "title": say("tip.low"), **number},
        {"field": "h", "title": say("tip.high"), **number},
    ]


def _years(last: int = LAST) -> Spec:
    values = [year + 0.5 for year in range(FIRST, last)]
    every = f"(width < 380 && (floor(datum.value) - {FIRST}) % 3 != 0)"
    short = "width < 640 && width >= 380"
    year = "floor(datum.value)"
    return {
        "values": values,
        "labelExpr": f"{every} ? '' : ({short} ? \"'\" + slice(toString({year}), 2) : {year})",
        "grid": False,
        "labelFlush": False,
        "labelOverlap": False,
    }


def _height_axis(unit: str) -> Spec:
    return {
        "title": unit,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "start",
        "titleX": 0,
        "titleY": -10,
        "tickCount": 5,
        "domain": False,
        "ticks": False,
        "format": ",~f",
    }


def _zero() -> Spec:
    return {
        "data": {"values": [{"y": 0}]},
        "mark": {"type": "rule", "color": "@faint", "strokeDash": [2, 2]},
        "encoding": {"y": {"field": "y", "type": "quantitative", "scale": {"zero": False}}},
    }


def _along(last: int) -> Spec:
    """Return the channel of time, which all layers share."""
    scale = {"domain": [FIRST, last], "nice": False, "zero": False}
    return {"field": "x", "type": "quantitative", "scale": scale, "title": None}


def _marks(marks: list[Mark], height: int, last: int) -> tuple[list[Spec], list[Spec]]:
    """Return the layers of the decrees: a line each, and where there is room, on top, its name."""
    shown = [mark for mark in marks if FIRST <= mark.when < last]
    if not shown:
        return [], []
    rows = [
        {"x": round(mark.when, 3), "label": mark.label, "decree": mark.title, "month": mark.month}
        | {"row": number % _ROWS, "late": mark.when > last - _LATE}
        for number, mark in enumerate(shown)
    ]
    x = _along(last) | {"axis": _years(last)}  # the same as of the lines, or none would be drawn
    tip = [
        {"field": "month", "type": "nominal", "title": say("tip.month")},
        {"field": "decree", "type": "nominal", "title": say("tip.decree")},
    ]
    rule = {
        "mark": {"type": "rule", "color": "@faint", "opacity": 0.45, "strokeWidth": 1},
        "encoding": {"x": x, "tooltip": tip},
    }
    wide = {
        "mark": {"type": "rule", "opacity": 0, "strokeWidth": 9},
        "encoding": {"x": x, "tooltip": tip},
    }
    decrees: list[Spec] = [{"data": {"values": rows}, "layer": [rule, wide]}]
    names: list[Spec] = []
    if height > SMALL:
        for row, is_late, halo in product(range(_ROWS), (False, True), (_HALO, {})):
            text = {
                "type": "text", "align": "right" if is_late else "left", "baseline": "top",
                "dx": -4 if is_late else 4,
                "fontSize": 11, "color": "@faint",
                "opacity": {"expr": f"width < {_NARROW} ? 0 : 1"}, **halo,
            }  # fmt: skip
            names.append(
                {
                    "data": {
                        "values": [
                            one for one in rows if (one["row"], one["late"]) == (row, is_late)
                        ]
                    },
                    "mark": text,
                    "encoding": {
                        "x": x,
                        "y": {"value": height - 14 - 14 * row},
                        "text": {"field": "label", "type": "nominal"},
                        "tooltip": tip,
                    },
                }
            )
    return decrees, names
