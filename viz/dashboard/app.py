"""The pages by their addresses: what the server is pointed at."""

from __future__ import annotations

import solara

from viz.dashboard.pages.about import About
from viz.dashboard.pages.compare import Compare
from viz.dashboard.pages.explore import Explore
from viz.dashboard.pages.history import History
from viz.dashboard.pages.inside import Inside
from viz.dashboard.pages.lessons import Lessons
from viz.dashboard.pages.map import Map
from viz.dashboard.shell import Layout
from viz.dashboard.words import say

__all__ = ["Layout", "routes"]

_PAGES = {
    "/": (Explore, "explore"),
    "compare": (Compare, "compare"),
    "history": (History, "history"),
    "map": (Map, "map"),
    "inside": (Inside, "inside"),
    "lessons": (Lessons, "lessons"),
    "about": (About, "about"),
}
routes = [
    solara.Route(
        path=path,
        component=page,
        label=f"{say(f'nav.{name}')} - {say('title')}",
        layout=Layout if path == "/" else None,
    )
    for path, (page, name) in _PAGES.items()
]
