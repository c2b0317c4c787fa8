"""Inside: one works, region or authority - its year in words and figures, in two worlds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import solara

from experiments.request import Request
from viz.dashboard.front.figures import Figure
from viz.dashboard.front.parts import Choice, Notes, Pick, Table, Text
from viz.dashboard.front.waiting import Waiting
from viz.dashboard.inside.drawing import months_drawing
from viz.dashboard.inside.rows import Array, Watched, watched
from viz.dashboard.inside.search import find, name_of
from viz.dashboard.inside.words import input_rows, reasons, story, together
from viz.dashboard.past import marks
from viz.dashboard.regions import all_places
from viz.dashboard.scene import FIRST_YEAR, LAST_YEAR, Scene, World
from viz.dashboard.shell import use_here
from viz.dashboard.waiting import use_runs
from viz.dashboard.words import say
from viz.dashboard.worlds import name_of as world_name

OTHER = ("ministries_stay",)  # the other world where the reader has made none
Go = Callable[..., None]


@solara.component
def Inside() -> None:
    """Show the page."""
    here = use_here()
    scene = here.scene
    other = World(layers=OTHER, scale=scene.world.scale)
    worlds = (scene.world.baseline, other if scene.world.is_history else scene.world)
    runs = [replace(world.requests(1)[0], agents=True) for world in worlds]
    wait = use_runs(runs)
    Text("h1", say("inside.title"))
    Text("p", say("inside.lead"), "sm-lead")
    with solara.Div(classes=["sm-main"]):
        Waiting(wait)
        if wait.progress.done < len(runs):
            return
        told = [watched(run) for run in runs]
        if not scene.inside:  # nobody is met by an empty page
            scene = replace(scene, inside=find(told[0], "", scene.region)[0].key)
        _Search(scene, told[0], here.go)
        if name_of(told[0], scene.inside):
            _Two(scene, worlds, runs, told, here.go)
        else:
            Notes([say("inside.unknown", key=scene.inside)])


@solara.component
def _Search(scene: Scene, run: Watched, go: Go) -> None:
    words, set_words = solara.use_state("")
    with solara.Div(classes=["sm-card"]):
        Text("h2", say("inside.search"))
        Text("p", say("inside.search_see", rows=f"{len(run):,}"), "sm-see")
        with solara.Div(classes=["sm-tools"]):
            solara.InputText(say("inside.words"), value=words, on_value=set_words)
            Pick(
                say("map.region"),
                [("", say("inside.everywhere")), *all_places()],
                scene.region,
                lambda region: go(replace(scene, region=region or "")),
                search=True,
            )
        found = solara.use_memo(lambda: find(run, words, scene.region), [words, scene.region, run])
        with solara.Div(classes=["sm-found"]):
            for one in found[:24]:
                solara.Button(
                    one.label,
                    on_click=lambda key=one.key: go(replace(scene, inside=key)),
                    classes=["on"] if one.key == scene.inside else [],
                    text=True,
                    attributes={"data-inside": one.key},
                )
        if not found:
            Text("p", say("inside.nothing"), "sm-hidden")


@solara.component
def _Two(
    scene: Scene, worlds: tuple[World, ...], runs: list[Request], told: list[Watched], go: Go
) -> None:
    Text("h2", name_of(told[0], scene.inside))
    years = {str(year): str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)}
    with solara.Div(classes=["sm-table"]):
        Choice(
            say("inside.year"), years, str(scene.year), lambda y: go(replace(scene, year=int(y)))
        )
    with solara.Div(classes=["sm-two"]):
        for world, request, run in zip(worlds, runs, told, strict=True):
            name = say("side.history") if world.is_history else world_name(world)
            _One(scene, name, request, run)


@solara.component
def _One(scene: Scene, name: str, request: Request, run: Watched) -> None:
    rows = rows_of(run, scene.inside, scene.year)
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
    if not scene.inside.startswith("w"):
        for words in together(year, works):
            Text("p", words)
        return
    for words in story(year, before, works):
        Text("p", words)
    inputs = run.inputs_of(int(rows[0]), scene.year)
    told = reasons(year, inputs)
    Text("h3", say("inside.why"))
    for room, words in told:
        Text("p", say("inside.rule", words=words, room=room))
    if not told:
        Text("p", say("inside.no_why"))
    if inputs:
        Text("h3", say("inside.inputs"))
        heads = [say(f"column.{name}") for name in ("input", "came", "stock")]
        Table(heads, input_rows(inputs))


def rows_of(run: Watched, key: str, year: int) -> Array:
    """Return the rows of works that a key stands for in a year."""
    kind, number = key[0], int(key[1:])
    if kind == "w":
        return np.array([number])
    if kind == "r":
        return np.flatnonzero(run.region == number)
    return run.under(number, year)
