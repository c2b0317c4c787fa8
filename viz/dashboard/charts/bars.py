"""Points in rows, each with its interval: regions, indicators, whatever has a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from viz.dashboard.charts.palette import Spec, config
from viz.dashboard.words import say

_ROW = 19  # pixels
_NARROW = 440
# What a name can spare where there is no room.
_ASIDE = r"/^Share of |and workers-settlement |,? \([^)]*\)|, .*| 1959-65.*/g"


def dots(rows: Sequence[Mapping[str, object]], unit: str) -> Spec:
    """Return the spec of points with intervals, a row each.

    ``rows``: ``name``, ``x``, ``low``, ``high``, ``kind`` (its colour), in their order.
    """
    order = [row["name"] for row in rows]
    y: Spec = {"field": "name", "type": "nominal", "sort": order, "title": None}
    limit = {"expr": f"width < {_NARROW} ? 210 : 420"}
    short = f"width < {_NARROW} ? replace(datum.label, {_ASIDE}, '') : datum.label"
    size = {"expr": f"width < {_NARROW} ? 11 : 12"}
    y["axis"] = {
        "labelLimit": limit,
        "labelExpr": short,
        "labelFontSize": size,
        "ticks": False,
        "domain": False,
    }
    x = {"type": "quantitative", "title": unit, "axis": {"format": ",~f", "tickCount": 6}}
    kinds = {"domain": ["good", "bad", "plain"], "range": ["@record", "@world", "@faint"]}
    colour = {"field": "kind", "type": "nominal", "legend": None, "scale": kinds}
    number = {"type": "quantitative", "format": "+.3~g"}
    tip = [
        {"field": "name", "type": "nominal", "title": " "},
        {"field": "x", "title": unit, **number},
        {"field": "low", "title": say("column.from"), **number},
        {"field": "high", "title": say("column.to"), **number},
    ]
    zero = {
        "data": {"values": [{"z": 0}]},
        "mark": {"type": "rule", "color": "@faint", "strokeDash": [2, 2]},
        "encoding": {"x": {"field": "z", "type": "quantitative"}},
    }
    rule = {
        "mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.55},
        "encoding": {"x": x | {"field": "low"}, "x2": {"field": "high"}, "y": y, "color": colour},
    }
    dot = {
        "mark": {"type": "point", "filled": True, "size": 70},
        "encoding": {"x": x | {"field": "x"}, "y": y, "color": colour, "tooltip": tip},
    }
    return {
        "width": "container",
        "height": _ROW * len(rows),
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": list(rows)},
        "layer": [zero, rule, dot],
        "config": config(),
    }


def height_of(rows: Sequence[object]) -> int:
    """Return the height that rows take, with their axis."""
    return _ROW * len(rows) + 50
