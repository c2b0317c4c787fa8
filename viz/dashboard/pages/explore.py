"""Explore: one world, moved by its levers, beside history as the model has it and as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import solara

from experiments.indicators import indicators
from viz.dashboard import readings
from viz.dashboard.charts.lines import SMALL
from viz.dashboard.drawings import beside, difference_at, indicator_drawing, number, signed
from viz.dashboard.front.figures import Figure, SaveButton
from viz.dashboard.front.indicators import indicator_options
from viz.dashboard.front.parts import Choice, Key, Pick, Text
from viz.dashboard.front.steering import Steering
from viz.dashboard.front.waiting import Waiting
from viz.dashboard.past import marks
from viz.dashboard.reproduce import command, comparison, python, scenario_file
from viz.dashboard.scene import MEASURES, Scene
from viz.dashboard.shell import href, use_here
from viz.dashboard.waiting import use_runs
from viz.dashboard.words import say

TILES = (
    "gross_industrial_output",
    "national_income",
    "consumption_per_head",
    "grain",
    "investment_total",
    "share_failing_january_plan",
)
PANELS = (
    "gross_industrial_output",
    "consumption_per_head",
    "gross_agricultural_output",
    "investment_total",
    "national_income",
)
SHOWN = 4  # of them: the others stand in for what the main chart shows


@solara.component
def Explore() -> None:
    """Show the page."""
    here = use_here()
    scene = here.scene
    wait = use_runs(
        [*scene.world.baseline.requests(scene.seeds), *scene.world.requests(scene.seeds)]
    )
    Text("h1", say("explore.title"))
    Text("p", say("explore.lead"), "sm-lead")
    with solara.Div(classes=["sm-sides"]):
        Steering(
            scene.world,
            scene.seeds,
            lambda world: here.go(replace(scene, world=world)),
            lambda seeds: here.go(replace(scene, seeds=seeds)),
        )
        with solara.Div(classes=["sm-main"]):
            Waiting(wait)
            _Tiles(scene, wait.progress.done)
            _Main(scene, here.go, wait.progress.done)
            _Panels(replace(scene, measure="level"), wait.progress.done)
            Reproduce(scene)


@solara.component
def _Panels(scene: Scene, done: int) -> None:
    """Show what matters beside the main chart, drawn again when runs are done."""
    kinds = ("baseline", *(() if scene.world.is_history else ("world",)))
    Key((*kinds, "plan", "record", "rival", "decree"))
    with solara.Div(classes=["sm-two"], attributes={"data-done": str(done)}):
        for indicator in [name for name in PANELS if name != scene.indicator][:SHOWN]:
            drawing = indicator_drawing(scene, indicator, SMALL)
            if drawing is not None:
                Figure(drawing, indicator, is_small=True)


@solara.component
def _Tiles(scene: Scene, done: int) -> None:
    """Show the figures that matter in the last year."""
    with solara.Div(classes=["sm-tiles"], attributes={"data-done": str(done)}):
        for indicator in TILES:
            solara.HTML(tag="div", unsafe_innerHTML=_tile(scene, indicator), classes=["sm-tile"])


def _tile(scene: Scene, indicator: str) -> str:
    label = say(f"tile.{indicator}")
    told = beside(scene, indicator)
    year = scene.year
    ours = readings.line(told.ours or told.base, told.unit).at(year) if told else None
    if told is None or ours is None:
        return f'<span class="name">{label}</span><b>&hellip;</b><span>{say("tile.wait")}</span>'
    factor, unit = (100.0, "%") if told.unit == "share" else (1.0, told.unit)
    lines = [f'<span class="name">{label}</span><b>{number(factor * ours.mean)}</b>']
    lines.append(f"<span>{unit}, {year}</span>")
    recorded = told.record.years.get(year)
    past = say("tile.record", value=number(recorded)) if recorded else say("tile.no_record")
    lines.append(f"<span>{past}</span>")
    gap = None if scene.world.is_history else difference_at(told, indicator, year)
    if gap is not None:
        mean, half, measure = gap
        kind = "up" if mean > 0 else "down"
        sure = "" if half != half else f" &plusmn; {number(half)}"
        lines.append(
            f'<span class="{kind}">{say("tile.gap", value=signed(mean))}{sure} {measure}</span>'
        )
    return "".join(lines)


@solara.component
def _Main(scene: Scene, go: Callable[..., None], done: int) -> None:
    drawing = indicator_drawing(scene, scene.indicator)
    with solara.Div(classes=["sm-stack"], attributes={"data-done": str(done)}):
        with solara.Div(classes=["sm-tools"]):
            Pick(
                say("explore.indicator"),
                indicator_options(),
                scene.indicator,
                lambda name: go(replace(scene, indicator=name or Scene().indicator)),
                search=True,
            )
            measures = {name: say(f"measure.{name}") for name in MEASURES}
            Choice(
                say("measure.label"),
                measures,
                scene.measure,
                lambda measure: go(replace(scene, measure=measure)),
            )
            with solara.Link(href(scene, "map")):
                solara.Text(say("explore.map"))
        if drawing is None:
            is_silent = beside(scene, "gross_industrial_output") is not None
            words = "explore.silent" if is_silent else "explore.wait"
            with solara.Div(classes=["sm-card"], style={"min-height": "420px"}):
                Text("h2", indicators()[scene.indicator].label)
                Text("p", say(words), "sm-see")
        else:
            form = "table" if scene.form == "table" else "chart"
            Figure(drawing, scene.indicator, form, lambda f: go(replace(scene, form=f)))
        Text("p", _decree_words(scene), "sm-source")


def _decree_words(scene: Scene) -> str:
    told = (f"{mark.month} {mark.title}" for mark in marks(scene.world.scenario))
    return say("explore.marks", marks="; ".join(told))


@solara.component
def Reproduce(scene: Scene) -> None:
    """Show how to have the same elsewhere."""
    with solara.Div(classes=["sm-card"]):
        Text("h2", say("reproduce.title"))
        Text("p", say("reproduce.see"), "sm-see")
        with solara.Div(classes=["sm-two"]):
            with solara.Div():
                Text("h3", say("reproduce.command"))
                Text("pre", "\n".join(filter(None, (command(scene), comparison(scene)))))
            with solara.Div():
                Text("h3", say("reproduce.python"))
                Text("pre", python(scene))
        make = solara.use_memo(lambda: lambda: scenario_file(scene).encode(), [scene.world])
        SaveButton(say("reproduce.file"), "my_world.toml", make, "application/toml")
