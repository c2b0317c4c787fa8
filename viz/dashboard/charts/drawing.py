"""The component that draws a spec in the browser, and what saves it as a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import solara

from viz.dashboard.charts.palette import DARK, LIGHT, Spec, coloured
from viz.dashboard.words import say

WIDTH = 860  # of a saved picture
_WRAPPED = 118  # characters in a line of its subtitle
PALETTES = {"light": LIGHT, "dark": DARK}


@solara.component_vue("chart.vue")
def _Chart(
    spec: Mapping[str, Any],
    label: str,
    height: int,
    palettes: Mapping[str, Mapping[str, str]],
    words: Mapping[str, str],
    event_picked: Callable[[str], None],
    event_moved: Callable[[float], None],
) -> None:
    """Draw a spec; `chart.vue` is the other half."""


@solara.component
def Chart(
    spec: Spec,
    label: str,
    height: int,
    on_pick: Callable[[str], None] | None = None,
    on_time: Callable[[float], None] | None = None,
) -> None:
    """Draw a spec.

    Parameters
    ----------
    spec
        What is drawn.
    label
        What is to be seen, for those who listen to the page.
    height
        Pixels that are kept free until it is drawn.
    on_pick
        Told the ``id`` of a mark that is clicked on.
    on_time
        Told the time at which a walk through it stopped, where it can be walked through.
    """
    _Chart(
        spec=spec,
        label=label,
        height=height,
        palettes=PALETTES,
        words={"play": say("chart.play"), "time": say("chart.time")},
        event_picked=on_pick or (lambda _: None),
        event_moved=on_time or (lambda _: None),
    )


def picture(spec: Spec, title: str, notes: list[str], ending: str) -> bytes:
    """Return a chart as SVG or PNG, with its title, and with its notes below it."""
    import vl_convert

    whole = coloured(_titled(spec, title, notes))
    if ending == "png":
        return bytes(vl_convert.vegalite_to_png(whole, scale=2))
    return str(vl_convert.vegalite_to_svg(whole)).encode()


def _titled(spec: Spec, title: str, notes: list[str]) -> Spec:
    """Return a spec of a fixed width with a title, as it stands on a page of its own."""
    from textwrap import wrap

    lines = [line for note in notes for line in wrap(note, _WRAPPED)]
    told = {
        "text": title,
        "subtitle": lines,
        "anchor": "start",
        "fontSize": 17,
        "subtitleFontSize": 12,
        "offset": 18,
    }
    whole = {**spec, "title": told, "padding": 16}
    whole["config"] = {**spec["config"], "background": LIGHT["@paper"]}
    whole["width"] = WIDTH
    return whole
