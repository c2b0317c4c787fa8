"""About: what the model says and does not say, what it rests on, how to cite it."""

from __future__ import annotations

from collections import Counter

import solara

from experiments.machine import commit, versions
from experiments.sources import keys_of, lines_for
from model.data import catalogue
from model.parameters import read, rooms
from viz.dashboard.front.parts import Table, Text
from viz.dashboard.scene import World
from viz.dashboard.words import say

STATUSES = ("confirmed", "recalled", "derived", "estimated", "calibrated")


@solara.component
def About() -> None:
    """Show the page."""
    Text("h1", say("about.title"))
    Text("p", say("about.lead"), "sm-lead")
    with solara.Div(classes=["sm-main"]):
        with solara.Div(classes=["sm-two"]):
            _Card("about.says", ("about.says_a", "about.says_b", "about.says_c"))
            _Card("about.not", ("about.not_a", "about.not_b", "about.not_c", "about.not_d"))
        with solara.Div(classes=["sm-two"]):
            _Card("about.read", ("about.read_a", "about.read_b", "about.read_c", "about.read_d"))
            _Known()
        _Cite()
        _Sources()


@solara.component
def _Card(title: str, paragraphs: tuple[str, ...]) -> None:
    with solara.Div(classes=["sm-card"]):
        Text("h2", say(title))
        for key in paragraphs:
            Text("p", say(key))


@solara.component
def _Known() -> None:
    """Show how well the figures of the model are known."""
    counted = solara.use_memo(statuses, [])
    with solara.Div(classes=["sm-card"]):
        Text("h2", say("about.known"))
        Text("p", say("about.known_see", figures=sum(counted.values()), tables=len(catalogue())))
        heads = [say("column.status"), say("column.figures"), say("column.means")]
        rows = [
            [say(f"status.{name}"), str(counted[name]), say(f"status.{name}_means")]
            for name in STATUSES
        ]
        Table(heads, rows, texts={2})


@solara.component
def _Cite() -> None:
    told = versions()
    with solara.Div(classes=["sm-card"]):
        Text("h2", say("about.cite"))
        Text("p", say("about.cite_see"), "sm-see")
        Text("pre", say("about.cite_as", commit=(commit() or say("about.no_commit"))[:12]))
        Text("p", say("about.versions", told=", ".join(f"{k} {v}" for k, v in told.items())))


@solara.component
def _Sources() -> None:
    """List what history rests on."""
    lines = solara.use_memo(lambda: lines_for(keys_of(World().scenario)), [])
    with solara.Div(classes=["sm-card"]):
        Text("h2", say("about.sources", number=len(lines)))
        Text("p", say("about.sources_see"), "sm-see")
        with solara.Div(classes=["sm-long"]):
            Table(
                [say("column.source"), say("column.status")],
                [[str(line["text"]), str(line["status"])] for line in lines],
            )


def statuses() -> Counter[str]:
    """Return how many figures in the rooms have each status."""
    return Counter(
        entry.status
        for room in rooms()
        for parameter in read(room).values()
        for entry in parameter.entries
    )
