"""Colours by what they mean, in light and in dark; a spec names the meaning and not the colour.

The hues keep apart for eyes that do not see red and green; what is told apart is told apart by
line and mark as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

Spec = dict[str, Any]

LIGHT = {
    "@ink": "#22201c", "@faint": "#6b665d", "@grid": "#e6e1d6", "@paper": "#fffdf8",
    "@world": "#9c2a1f", "@baseline": "#22201c", "@record": "#1f5f8b", "@rival": "#5d8aa8",
    "@plan": "#8a8477", "@one": "#9c2a1f", "@two": "#1f5f8b", "@three": "#b3761c",
    "@four": "#4d6b3c", "@none": "#d9d4c8", "@low": "#1f5f8b", "@middle": "#f3eee2",
    "@high": "#9c2a1f", "@pale": "#f6efdd", "@deep": "#7a1f16", "@edge": "#fffdf8",
}  # fmt: skip
DARK = {
    "@ink": "#ece8df", "@faint": "#a8a294", "@grid": "#36342f", "@paper": "#1d1c1a",
    "@world": "#f0826f", "@baseline": "#ece8df", "@record": "#7db8e0", "@rival": "#9fb9c9",
    "@plan": "#9b9587", "@one": "#f0826f", "@two": "#7db8e0", "@three": "#e3b25f",
    "@four": "#a3c48a", "@none": "#45423c", "@low": "#7db8e0", "@middle": "#3a3832",
    "@high": "#f0826f", "@pale": "#3b3329", "@deep": "#ffb09f", "@edge": "#1d1c1a",
}  # fmt: skip
FONT = "Roboto, 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
SERIES = ("@one", "@two", "@three", "@four")


def coloured(spec: Mapping[str, Any], palette: Mapping[str, str] = LIGHT) -> Spec:
    """Return a spec with its colours in place of what they mean."""
    text = json.dumps(spec)
    for name in sorted(palette, key=len, reverse=True):
        text = text.replace(f'"{name}"', f'"{palette[name]}"')
    found: Spec = json.loads(text)
    return found


def config() -> Spec:
    """Return what all charts share."""
    words = {"labelColor": "@faint", "titleColor": "@faint", "labelFontSize": 12}
    return {
        "background": "transparent",
        "font": FONT,
        "view": {"stroke": None},
        "axis": {
            **words,
            "titleFontSize": 12,
            "titleFontWeight": "normal",
            "gridColor": "@grid",
            "domainColor": "@grid",
            "tickColor": "@grid",
        },
        "legend": {
            **words,
            "labelColor": "@ink",
            "orient": "bottom",
            "title": None,
            "labelLimit": 330,
            "symbolSize": 90,
            "symbolStrokeWidth": 2.5,
            "columnPadding": 18,
            "columns": 3,
        },
        "header": {"labelColor": "@ink", "titleColor": "@faint"},
        "text": {"color": "@ink"},
        "title": {"color": "@ink", "subtitleColor": "@faint"},
    }
