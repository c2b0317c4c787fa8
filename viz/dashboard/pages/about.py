"""About."""

from __future__ import annotations

import solara

from viz.dashboard.front.parts import Text
from viz.dashboard.words import say


@solara.component
def About() -> None:
    """Show the page."""
    Text("h1", say("nav.about"))
