"""The cartogram: 105 regions as hexagons, laid out from their co-ordinates.

It is a scheme: neighbours are neighbours as far as hexagons allow (in the table
`history/cartogram`), areas mean nothing. Borders of republics are drawn thicker.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from model.data import table
from viz.dashboard.charts.palette import Spec, config
from viz.dashboard.words import say

HEIGHT = 470
_RADIUS = 1.0 / math.sqrt(3.0)  # of a hexagon whose neighbours are 1 apart
_DIGITS = 3
_LETTERS = 4  # of a region's name that a hexagon holds

Point = tuple[float, float]


def cartogram(
    values: Mapping[int, Mapping[str, float]],
    year: int,
    unit: str,
    chosen: str = "",
    is_difference: bool = False,
    height: int = HEIGHT,
) -> Spec:
    """Return the spec of the map.

    Parameters
    ----------
    values
        By year and region; the reader walks through the years in the browser.
    year
        That is shown first.
    unit
        What the values are in.
    chosen
        A region that is marked.
    is_difference
        Whether nought is the middle of the colours.
    height
        Of the map, pixels.
    """
    years = sorted(values)
    fields = {f"y{y}": values[y] for y in years}
    features = [_feature(row, fields) for row in _rows()]
    colour: Spec = {"field": "v", "type": "quantitative", "scale": _scale(values, is_difference)}
    colour["legend"] = {"title": unit, "orient": "bottom", "gradientLength": 260, "format": ",~f"}
    layers = [_hexagons(features, unit, colour), _borders(), _names(fields, colour["scale"])]
    if chosen:
        layers.insert(2, _chosen([f for f in features if f["id"] == chosen]))
    return {
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "projection": {"type": "identity"},
        "params": [{"name": "year", "value": year}],
        "layer": layers,
        "config": config(),
        "usermeta": {"play": {"param": "year", "values": years, "value": year}},
    }


def _hexagons(features: list[Spec], unit: str, colour: Spec) -> Spec:
    """Return the regions, coloured by the year's values."""
    tip = [
        {"field": "name", "type": "nominal", "title": say("tip.region")},
        {"field": "republic", "type": "nominal", "title": say("tip.republic")},
        {"field": "v", "type": "quantitative", "title": unit, "format": ",.4~g"},
    ]
    return {
        "data": {"values": features},
        "transform": [{"calculate": "datum['y' + year]", "as": "v"}],
        "mark": {
            "type": "geoshape",
            "stroke": "@edge",
            "strokeWidth": 1.2,
            "cursor": "pointer",
            "invalid": None,  # a region without a value is there all the same
        },
        "encoding": {
            "color": {"condition": {"test": "isValid(datum.v)", **colour}, "value": "@none"},
            "tooltip": tip,
        },
    }


def _feature(row: Mapping[str, Any], fields: Mapping[str, Mapping[str, float]]) -> Spec:
    told: Spec = {
        "type": "Feature",
        "id": row["id"],
        "name": row["name"],
        "republic": row["republic"],
    }
    for name, by_region in fields.items():
        value = by_region.get(row["id"])
        if value is not None and math.isfinite(value):
            told[name] = float(f"{value:.4g}")
    told["geometry"] = {"type": "Polygon", "coordinates": [_hexagon(row["x"], row["y"])]}
    return told


def _hexagon(x: float, y: float) -> list[Point]:
    """Return the corners, clockwise on the page, first and last the same."""
    corners = [
        (
            round(x + _RADIUS * math.sin(math.pi / 3.0 * n), _DIGITS),
            round(y + _RADIUS * math.cos(math.pi / 3.0 * n), _DIGITS),
        )
        for n in range(6)
    ]
    return [*corners, corners[0]]


def _scale(values: Mapping[int, Mapping[str, float]], is_difference: bool) -> Spec:
    """Return colours over all years, so that one year can be told from another."""
    known = sorted(v for row in values.values() for v in row.values() if math.isfinite(v))
    if not known:
        return {"domain": [0, 1], "range": ["@pale", "@deep"]}
    low, high = known[int(0.02 * (len(known) - 1))], known[int(0.98 * (len(known) - 1))]
    if is_difference:
        most = max(abs(low), abs(high)) or 1.0
        return {"domain": [-most, 0, most], "range": ["@high", "@middle", "@low"], "clamp": True}
    if low == high:
        high = low + 1.0
    return {"domain": [low, high], "range": ["@pale", "@deep"], "clamp": True}


def _borders() -> Spec:
    lines = [
        {"type": "Feature", "geometry": {"type": "LineString", "coordinates": edge}}
        for edge in borders()
    ]
    mark = {"type": "geoshape", "filled": False, "stroke": "@ink", "strokeWidth": 1.6}
    return {"data": {"values": lines}, "mark": {**mark, "opacity": 0.75, "tooltip": None}}


def _names(fields: Mapping[str, Mapping[str, float]], scale: Spec) -> Spec:
    rows: list[Spec] = []
    for row in _rows():
        told = {"id": row["id"], "name": abbreviations()[row["id"]], "x": row["x"], "y": row["y"]}
        known = {name: values[row["id"]] for name, values in fields.items() if row["id"] in values}
        rows.append(told | {n: float(f"{v:.4g}") for n, v in known.items() if math.isfinite(v)})
    return {
        "data": {"values": rows},
        "transform": [{"calculate": "datum['y' + year]", "as": "v"}],
        "mark": {
            "type": "text",
            "fontSize": {"expr": "max(7, min(11, width / 75))"},
            "opacity": {"expr": "width < 420 ? 0 : 0.9"},
            "tooltip": None,
        },
        "encoding": {
            "color": {"condition": {"test": _is_strong(scale), "value": "@paper"}, "value": "@ink"},
            "longitude": {"field": "x", "type": "quantitative"},
            "latitude": {"field": "y", "type": "quantitative"},
            "text": {"field": "name", "type": "nominal"},
        },
    }


def _is_strong(scale: Spec) -> str:
    """Return when a hexagon's colour is so strong that a name on it must be light."""
    domain = scale["domain"]
    if len(domain) > 2:
        return f"abs(datum.v) > {0.6 * domain[-1]:.6g}"
    low, high = domain
    return f"datum.v > {low + 0.5 * (high - low):.6g}"


def _chosen(features: Sequence[Spec]) -> Spec:
    mark = {"type": "geoshape", "filled": False, "stroke": "@record", "strokeWidth": 3.5}
    return {"data": {"values": list(features)}, "mark": mark}


@cache
def borders() -> tuple[tuple[Point, Point], ...]:
    """Return the edges between regions of two republics, and those of the outer border."""
    owner: dict[frozenset[Point], list[str]] = {}
    ends: dict[frozenset[Point], tuple[Point, Point]] = {}
    for row in _rows():
        corners = _hexagon(row["x"], row["y"])
        for one, other in pairwise(corners):
            edge = frozenset((_near(one), _near(other)))
            owner.setdefault(edge, []).append(row["republic"])
            ends[edge] = (one, other)
    return tuple(ends[edge] for edge, who in owner.items() if len(who) < 2 or who[0] != who[1])


def _near(point: Point) -> Point:
    """Return a corner as its neighbours have it too."""
    return round(point[0], 1), round(point[1], 1)


@cache
def abbreviations() -> dict[str, str]:
    """Return as much of each region's name as a hexagon holds, no two alike, by id.

    >>> told = abbreviations()
    >>> told["north_ossetia"], told["kalinin"], told["kaliningrad"]
    ('N.Os', 'Kaln', 'Kald')
    """
    names = {row["id"]: str(row["name"]) for row in _rows()}
    often = Counter(map(_abbreviated, names.values()))
    return {
        one: short if often[short := _abbreviated(name)] == 1 else _apart(name)
        for one, name in names.items()
    }


def _abbreviated(name: str) -> str:
    words = name.split()
    if len(words) > 1 and words[0] in ("North", "South", "East", "West"):
        return f"{words[0][0]}.{words[1][:2]}"
    return words[0][:_LETTERS]


def _apart(name: str) -> str:
    """Return another abbreviation, of a name that begins as others do: its end counts too."""
    first, *others = name.replace("oblast", "o").replace("city", "c").split()
    if others and len(others[0]) == 1:
        return f"{first[:2]}.{others[0]}"
    return first[: _LETTERS - 1] + first[-1]


@cache
def _rows() -> tuple[dict[str, Any], ...]:
    return tuple(
        {
            "id": row["id"],
            "name": row["name"],
            "republic": row["republic"],
            "x": float(row["x"]),
            "y": float(row["y"]),
        }
        for row in table("history/cartogram")
    )
