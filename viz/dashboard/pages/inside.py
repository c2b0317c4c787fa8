"""Inside: one works, farm, household, secretary, region or authority - its year, in two worlds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import solara

from experiments.request import Request
from viz.dashboard.front.agents import LifeOf, WorksOf
from viz.dashboard.front.figures import Figure
from viz.dashboard.front.parts import Choice, Notes, Pick, Text
from viz.dashboard.front.waiting import Waiting
from viz.dashboard.inside.drawing import lives_drawings, places_drawing
from viz.dashboard.inside.rows import Array, Watched, watched
from viz.dashboard.inside.search import ALL, KINDS, WORKS, find, name_of
from viz.dashboard.regions import all_places
from viz.dashboard.scene import FIRST_YEAR, LAST_YEAR, Scene, World
from viz.dashboard.shell import use_here
from viz.dashboard.waiting import use_runs
from viz.dashboard.words import say
from viz.dashboard.worlds import name_of as world_name

OTHER = {"f": ("fallow_kept",)}  # the other world where the reader has made none, by kind
USUAL = ("ministries_stay",)
Go = Callable[..., None]


@solara.component
def Inside() -> None:
    """Show the page."""
    here = use_here()
    scene = here.scene
    other = World(layers=OTHER.get(scene.inside[:1], USUAL), scale=scene.world.scale)
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
            scene = replace(scene, inside=find(told[0], "", scene.region, WORKS)[0].key)
        _Search(scene, told[0], here.go)
        if name_of(told[0], scene.inside):
            _Two(scene, worlds, runs, told, here.go)
        else:
            Notes([say("inside.unknown", key=scene.inside)])


@solara.component
def _Search(scene: Scene, run: Watched, go: Go) -> None:
    words, set_words = solara.use_state("")
    kind, set_kind = solara.use_state(ALL)
    with solara.Div(classes=["sm-two"]):
        with solara.Div(classes=["sm-card"]):
            Text("h2", say("inside.search"))
            counts = {letter: f"{len(others):,}" for letter, others in run.others.items()}
            Text("p", say("inside.search_see", rows=f"{len(run):,}", farms=counts["f"]), "sm-see")
            kinds = {one: say(f"kind.{one or 'all'}") for one in KINDS}
            Choice(say("inside.kind"), kinds, kind, set_kind)
            with solara.Div(classes=["sm-tools"]):
                solara.InputText(
                    say("inside.words"), value=words, on_value=set_words, continuous_update=True
                )
                Pick(
                    say("map.region"),
                    [("", say("inside.everywhere")), *all_places()],
                    scene.region,
                    lambda region: go(replace(scene, region=region or "")),
                    search=True,
                )
            _Found(scene, run, words, kind, go)
        drawing = solara.use_memo(
            lambda: places_drawing(run, scene.year, scene.region, scene.inside),
            [run, scene.year, scene.region, scene.inside],
        )
        Figure(
            drawing,
            "inside_map",
            on_pick=lambda region: go(replace(scene, region=region)),
            is_small=True,
        )


@solara.component
def _Found(scene: Scene, run: Watched, words: str, kind: str, go: Go) -> None:
    found = solara.use_memo(
        lambda: find(run, words, scene.region, kind), [words, scene.region, kind, run]
    )
    with solara.Div(classes=["sm-found"]):
        for one in found:
            solara.Button(
                one.label,
                on_click=lambda key=one.key: go(replace(scene, inside=key)),
                classes=["on"] if one.key == scene.inside else [],
                text=True,
                attributes={
                    "data-inside": one.key,
                    "aria-pressed": str(one.key == scene.inside).lower(),
                },
            )
    if not found:
        Text("p", say("inside.nothing"), "sm-hidden")


@solara.component
def _Two(
    scene: Scene, worlds: tuple[World, ...], runs: list[Request], told: list[Watched], go: Go
) -> None:
    names = [say("side.history") if w.is_history else world_name(w) for w in worlds]
    Text("h2", name_of(told[0], scene.inside))
    years = {str(year): str(year) for year in range(FIRST_YEAR, LAST_YEAR + 1)}
    with solara.Div(classes=["sm-table"]):
        Choice(
            say("inside.year"), years, str(scene.year), lambda y: go(replace(scene, year=int(y)))
        )
    is_works = scene.inside[0] not in told[0].others
    with solara.Div(classes=["sm-two"]):
        for name, request, run in zip(names, runs, told, strict=True):
            if is_works:
                rows = rows_of(run, scene.inside, scene.year)
                WorksOf(scene, name, request, run, rows)
            else:
                LifeOf(scene, name, run.others[scene.inside[0]])
    if not is_works:
        LivesOf(scene, names, runs, told)


@solara.component
def LivesOf(scene: Scene, names: list[str], runs: list[Request], told: list[Watched]) -> None:
    """Draw the years of one farm, household, secretary or region in both worlds."""
    pairs = list(zip(names, told, strict=True))
    drawings = solara.use_memo(
        lambda: lives_drawings(pairs, scene.inside, runs), [scene.inside, *names, *told]
    )
    with solara.Div(classes=["sm-three"]):
        for name, drawing in drawings.items():
            Figure(drawing, f"inside_{scene.inside}_{name}")


def rows_of(run: Watched, key: str, year: int) -> Array:
    """Return the rows of works that a key stands for in a year."""
    kind, number = key[0], int(key[1:])
    if kind == WORKS:
        return np.array([number])
    if kind == "r":
        return np.flatnonzero(run.region == number)
    return run.under(number, year)
