"""Against history: the model's history beside the record, its rivals and the plan; the score."""

from __future__ import annotations

from dataclasses import replace

import solara

from viz.dashboard.charts.lines import SMALL
from viz.dashboard.drawings import indicator_drawing
from viz.dashboard.front.figures import Figure
from viz.dashboard.front.parts import Key, Table, Text
from viz.dashboard.front.waiting import Waiting
from viz.dashboard.scene import Scene, World
from viz.dashboard.scores import (
    misses_drawing,
    scorecard,
    scorecard_rows,
    series_of,
    skill_rows,
    skills,
)
from viz.dashboard.shell import use_here
from viz.dashboard.waiting import use_runs
from viz.dashboard.words import say

PANELS = (
    "gross_industrial_output",
    "national_income",
    "group_a_output",
    "group_b_output",
    "gross_agricultural_output",
    "grain",
    "steel",
    "coal",
    "oil",
    "electricity",
    "cement",
    "mineral_fertiliser",
    "investment_total",
    "housing_urban",
    "defence_share",
    "meat",
)


@solara.component
def History() -> None:
    """Show the page."""
    here = use_here()
    scene = replace(here.scene, world=World(scale=here.scene.world.scale), measure="level")
    wait = use_runs(scene.world.requests(scene.seeds))
    Text("h1", say("history.title"))
    Text("p", say("history.lead"), "sm-lead")
    with solara.Div(classes=["sm-main"]):
        Waiting(wait)
        Key(("baseline", "plan", "record", "rival", "decree"))
        with solara.Div(classes=["sm-three"]):
            for indicator in PANELS:
                drawing = indicator_drawing(scene, indicator, SMALL)
                if drawing is not None:
                    Figure(drawing, indicator, is_small=True)
        _Score(scene, wait.progress.done)


@solara.component
def _Score(scene: Scene, done: int) -> None:
    here = use_here()
    series = solara.use_memo(lambda: series_of(scene), [scene, done])
    if not series:
        return
    told = scorecard(series)
    drawing = misses_drawing(told, scene)
    form = "table" if scene.form == "table" else "chart"
    Figure(drawing, "misses", form, lambda f: here.go(replace(here.scene, form=f)))
    with solara.Div(classes=["sm-card"]):
        Text("h2", say("history.fitted"))
        for words in ("history.fitted_a", "history.fitted_b", "history.fitted_c"):
            Text("p", say(words))
        if told.silent:
            labels = "; ".join(row.label for row in told.silent)
            Text("p", say("history.silent", labels=labels), "sm-source")
    with solara.Div(classes=["sm-card"]):
        Text("h2", say("history.skill"))
        Text("p", say("history.skill_see"), "sm-see")
        Table(*skill_rows(skills(series)))
        Text("p", say("history.skill_source"), "sm-source")
    with solara.Div(classes=["sm-card"]):
        Text("h2", say("history.card"))
        Text("p", say("history.card_see"), "sm-see")
        Table(*scorecard_rows(told), texts={1})
        Text("p", say("history.card_source"), "sm-source")
