"""What is told of one agent of a watched run: a works, several together, a farm, people."""

from __future__ import annotations

import solara

from experiments.request import Request
from viz.dashboard.front.figures import Figure
from viz.dashboard.front.parts import Table, Text
from viz.dashboard.inside.drawing import months_drawing
from viz.dashboard.inside.lives import figures_of, lived, rules
from viz.dashboard.inside.others import Others
from viz.dashboard.inside.rows import Array, Watched, region_names
from viz.dashboard.inside.search import WORKS
from viz.dashboard.inside.words import input_rows, reasons, story, together
from viz.dashboard.past import marks
from viz.dashboard.scene import FIRST_YEAR, LAST_YEAR, Scene
from viz.dashboard.words import say

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


@solara.component
def WorksOf(scene: Scene, name: str, request: Request, run: Watched, rows: Array) -> None:
    """Show a year of works in a world, and all months of it."""
    with solara.Div(classes=["sm-stack"]):
        with solara.Div(classes=["sm-card", "sm-words"]):
            Text("h3", say("inside.in_world", world=name))
            if not len(rows):
                Text("p", say("inside.nobody", year=scene.year))
                return
            _Story(scene, run, rows)
        Figure(
            months_drawing(
                run,
                rows,
                say("inside.months", world=name),
                say("inside.source", scenario=request.name, scale=f"{request.scale:g}"),
                marks(request.scenario),
            ),
            f"inside_{scene.inside}",
        )


@solara.component
def _Story(scene: Scene, run: Watched, rows: Array) -> None:
    year = run.year(rows, scene.year)
    before = run.year(rows, scene.year - 1) if scene.year > FIRST_YEAR else None
    works = int(run.works[rows].sum())
    if not scene.inside.startswith(WORKS):
        _Paragraphs(together(year, works))
        return
    _Paragraphs(story(year, before, works))
    inputs = run.inputs_of(int(rows[0]), scene.year)
    _Why(reasons(year, inputs))
    if inputs:
        Text("h3", say("inside.inputs"))
        heads = [say(f"column.{name}") for name in ("input", "came", "stock")]
        Table(heads, input_rows(inputs))


@solara.component
def LifeOf(scene: Scene, name: str, others: Others) -> None:
    """Show a year of a farm, of households or of a secretary in a world."""
    row, letter = int(scene.inside[1:]), others.letter
    with solara.Div(classes=["sm-card", "sm-words"]):
        Text("h3", say("inside.in_world", world=name))
        if not (row < len(others) and others.is_there(row, scene.year)):
            there = [y for y in YEARS if row < len(others) and others.is_there(row, y)]
            known = {"year": scene.year, "last": max(there, default=0)}
            Text("p", say("inside.gone" if there else "inside.gone_all", **known))
            return
        now = others.year(row, scene.year)
        last = scene.year - 1
        is_first = scene.year == FIRST_YEAR or not others.is_there(row, last)
        before = None if is_first else others.year(row, last)
        words = {"year": str(scene.year), "region": region_names()[others.region(row)]}
        _Paragraphs(lived(letter, now, before, words))
        _Why(rules(letter, now, before))
        Text("h3", say("inside.figures"))
        heads = [say("column.figure"), str(scene.year), "" if is_first else str(last)]
        Table(heads, figures_of(letter, now, before))


@solara.component
def _Why(told: list[tuple[str, str]]) -> None:
    Text("h3", say("inside.why"))
    rules = [say("inside.rule", words=words, room=room) for room, words in told]
    _Paragraphs(rules or [say("inside.no_why")])


@solara.component
def _Paragraphs(told: list[str]) -> None:
    with solara.Div():
        for words in told:
            Text("p", words)
