"""Compare: up to four worlds on the same seeds - lines, differences, where and when they part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import solara

from experiments.asked import MAIN
from experiments.contrast import Comparison
from experiments.indicators import indicators
from model.scenario import describe, names
from viz.dashboard.front.figures import Figure
from viz.dashboard.front.indicators import indicator_options
from viz.dashboard.front.parts import Choice, Pick, Table, Text
from viz.dashboard.front.waiting import Waiting
from viz.dashboard.regions import regions_drawing
from viz.dashboard.reproduce import comparison_of, python_comparison
from viz.dashboard.scene import LEDGERS, MOST_OTHERS, Scene
from viz.dashboard.shell import use_here
from viz.dashboard.waiting import use_runs
from viz.dashboard.words import say
from viz.dashboard.worlds import (
    comparison,
    effects,
    gaps_drawing,
    lines_drawing,
    partings,
    requests,
    sides,
)

FIRST = ("ministries_stay",)  # compared with history if nothing else is asked for
Go = Callable[..., None]


@solara.component
def Compare() -> None:
    """Show the page."""
    here = use_here()
    scene = here.scene
    if scene.world.is_history and not scene.others:
        scene = replace(scene, others=FIRST)
    wait = use_runs(requests(scene))
    deps = [scene, wait.progress.done]
    told = solara.use_memo(lambda: comparison(scene), deps)
    label = indicators()[scene.indicator].label
    shown = solara.use_memo(lambda: lines_drawing(scene, label), deps)
    gaps = solara.use_memo(lambda: gaps_drawing(scene, told, label) if told else None, deps)
    Text("h1", say("compare.title"))
    Text("p", say("compare.lead"), "sm-lead")
    with solara.Div(classes=["sm-main"]):
        _Worlds(scene, here.go)
        Waiting(wait)
        form = "table" if scene.form == "table" else "chart"
        with solara.Div(classes=["sm-two"]):
            if shown is not None:
                Figure(shown, "worlds", form, lambda f: here.go(replace(scene, form=f)))
            if gaps is not None:
                Figure(gaps, "differences", form, lambda f: here.go(replace(scene, form=f)))
        if told is not None:
            _Findings(scene, told)


@solara.component
def _Worlds(scene: Scene, go: Go) -> None:
    with solara.Div(classes=["sm-card"]):
        with solara.Div(classes=["sm-tools"]):
            Pick(
                say("compare.others"),
                [(name, name) for name in names() if name != "historical"],
                list(scene.others),
                lambda chosen: go(replace(scene, others=tuple(chosen)[-MOST_OTHERS:])),
                multiple=True,
                search=True,
            )
            Pick(
                say("explore.indicator"),
                indicator_options(),
                scene.indicator,
                lambda name: go(replace(scene, indicator=name or Scene().indicator)),
                search=True,
            )
            Choice(
                say("ledger.label"),
                {name: say(f"ledger.{name}") for name in LEDGERS},
                scene.ledger,
                lambda ledger: go(replace(scene, ledger=ledger)),
            )
        for side in sides(scene):
            what = "; ".join(describe(layer).what for layer in side.world.layers)
            what = what or say("side.as_was" if side.world.is_history else "side.by_hand")
            Text("p", f"{side.name}: {what}.", "sm-source")


@solara.component
def _Findings(scene: Scene, told: Comparison) -> None:
    with solara.Div(classes=["sm-card"]):
        Text("h2", say("compare.when"))
        for words in partings(told):
            Text("p", words)
    with solara.Div(classes=["sm-card"]):
        Text("h2", say("compare.effects", year=scene.year))
        Text("p", say("compare.effects_see", precision=f"{told.precision:g}"), "sm-see")
        wanted = list(dict.fromkeys([scene.indicator, *MAIN]))
        Table(*effects(told, scene.year, wanted))
        Text("p", say("source.difference", run=_runs(scene)), "sm-source")
    for other in told.others:
        drawing = regions_drawing(told, other)
        if drawing is not None:
            Figure(drawing, f"regions_{other}".replace("+", "_").replace(" ", "_"))
    with solara.Div(classes=["sm-card"]):
        Text("h2", say("reproduce.title"))
        Text("p", say("reproduce.see_worlds"), "sm-see")
        with solara.Div(classes=["sm-two"]):
            with solara.Div():
                Text("h3", say("reproduce.command"))
                Text("pre", comparison_of(scene))
            with solara.Div():
                Text("h3", say("reproduce.python"))
                Text("pre", python_comparison(scene))


def _runs(scene: Scene) -> str:
    scenarios = ", ".join(side.name for side in sides(scene))
    scale = f"{scene.world.scale:g}"
    if scene.seeds == 1:
        return say("source.run_one", scenario=scenarios, scale=scale)
    return say("source.run", scenario=scenarios, scale=scale, seeds=scene.seeds)
