"""Lessons: predict, run, explain - a step sets the world and what is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import solara

from experiments.indicators import indicators
from experiments.lessons import Lesson, Step, names, read
from experiments.lessons.paper import run_words
from experiments.sources import lines_for
from viz.dashboard.drawings import Drawing, indicator_drawing
from viz.dashboard.front.figures import Figure, SaveButton
from viz.dashboard.front.parts import Hidden, Listed, Notes, Text
from viz.dashboard.front.waiting import Waiting
from viz.dashboard.lessons import paper, parts_of, scene_of
from viz.dashboard.regions import map_drawing
from viz.dashboard.scene import Scene
from viz.dashboard.shell import href, use_here
from viz.dashboard.waiting import use_runs
from viz.dashboard.words import say

Go = Callable[..., None]


@solara.component
def Lessons() -> None:
    """Show the page."""
    here = use_here()
    if here.scene.lesson:
        _One(here.scene, read(here.scene.lesson), here.go)
        return
    Text("h1", say("lessons.title"))
    Text("p", say("lessons.lead"), "sm-lead")
    with solara.Div(classes=["sm-three"]):
        for name in names():
            _Card(here.scene, name, read(name))


@solara.component
def _Card(scene: Scene, name: str, lesson: Lesson) -> None:
    with solara.Div(classes=["sm-card"], attributes={"data-lesson": name}):
        Text("h2", lesson.title)
        Text("p", say("lessons.length", minutes=lesson.minutes, level=lesson.level), "sm-see")
        Listed(lesson.aims)
        with (
            solara.Div(classes=["sm-tools"]),
            solara.Link(href(replace(scene, lesson=name, step=0), "lessons")),
        ):
            solara.Text(say("lessons.open"))


@solara.component
def _One(scene: Scene, lesson: Lesson, go: Go) -> None:
    parts = parts_of(lesson)
    place = min(scene.step, len(parts) - 1)
    Text("h1", lesson.title)
    Text("p", say("lessons.length", minutes=lesson.minutes, level=lesson.level), "sm-lead")
    with solara.Div(classes=["sm-main"]):
        with solara.Div(classes=["sm-steps"], attributes={"role": "navigation"}):
            for number, words in enumerate(parts):
                solara.Button(
                    words,
                    on_click=lambda number=number: go(replace(scene, step=number)),
                    classes=["on"] if number == place else [],
                    text=True,
                    attributes={"data-step": str(number)},
                )
        if place == 0:
            _Start(lesson)
        elif place <= len(lesson.steps):
            _Step(scene, lesson, place).key(f"{lesson.name}-{place}")
        elif place == len(lesson.steps) + 1:
            _Questions(lesson)
        else:
            _Leader(lesson)
        with solara.Div(classes=["sm-tools"]):
            if place + 1 < len(parts):
                solara.Button(
                    say("lessons.next", what=parts[place + 1]),
                    on_click=lambda: go(replace(scene, step=place + 1)),
                    classes=["sm-loud"],
                    attributes={"data-next": ""},
                )
            with solara.Link(href(replace(scene, lesson="", step=0), "lessons")):
                solara.Text(say("lessons.all"))


@solara.component
def _Start(lesson: Lesson) -> None:
    with solara.Div(classes=["sm-two"]):
        with solara.Div(classes=["sm-card"]):
            Text("h2", say("lessons.what"))
            for words in lesson.intro.strip().split("\n\n"):
                Text("p", " ".join(words.split()))
        with solara.Div(classes=["sm-card"]):
            Text("h2", say("lessons.aims"))
            Listed(lesson.aims)
            Text("p", say("lessons.how"), "sm-see")


@solara.component
def _Step(scene: Scene, lesson: Lesson, place: int) -> None:
    step = lesson.steps[place - 1]
    guess, set_guess = solara.use_state("")
    is_run, set_run = solara.use_state(False)
    with solara.Div(classes=["sm-card", "sm-words"]):
        with solara.Div(classes=["sm-two"]):
            with solara.Div():
                Text("h2", step.title)
                for words in step.text.strip().split("\n\n"):
                    Text("p", " ".join(words.split()))
            with solara.Div():
                Text("h3", say("lessons.predict"))
                Text("p", step.predict)
        with solara.Div(classes=["sm-tools"]):
            solara.InputText(say("lessons.guess"), value=guess, on_value=set_guess)
            solara.Button(
                say("lessons.run"),
                on_click=lambda: set_run(True),
                classes=["sm-loud"],
                attributes={"data-run": ""},
            )
    if is_run:
        _Seen(scene, step)
        _Explained(step, guess)


@solara.component
def _Explained(step: Step, guess: str) -> None:
    """Show why, once it is asked for, beside what was guessed."""
    is_explained, set_explained = solara.use_state(False)
    with solara.Div(classes=["sm-card", "sm-words"]):
        Text("h3", say("lessons.explain"))
        if guess:
            Text("p", say("lessons.guessed", guess=guess), "sm-see")
        if is_explained:
            with solara.Div(classes=["sm-columns"]):
                for words in step.explain.strip().split("\n\n"):
                    Text("p", " ".join(words.split()))
        else:
            solara.Button(
                say("lessons.show"),
                on_click=lambda: set_explained(True),
                classes=["sm-quiet"],
                text=True,
                attributes={"data-explain": ""},
            )


@solara.component
def _Seen(scene: Scene, step: Step) -> None:
    """Show what comes of a step's world, beside history."""
    own = scene_of(step, scene)
    wait = use_runs([*own.world.baseline.requests(own.seeds), *own.world.requests(own.seeds)])
    is_map = own.form == "map"
    form, set_form = solara.use_state("chart" if is_map else own.form)
    Waiting(wait)
    drawing: Drawing | None = solara.use_memo(
        lambda: (map_drawing if is_map else indicator_drawing)(own, step.show),
        [own, wait.progress.done],
    )
    if drawing is None:
        Notes([say("lessons.wait", label=indicators()[step.show].label)])
        return
    Figure(drawing, f"lesson_{step.show}", form, set_form)
    with solara.Div(classes=["sm-tools"]):
        with solara.Link(href(replace(own, lesson="", step=0), "")):
            solara.Text(say("lessons.explore"))
        Text("code", run_words(step.world), "sm-see")


@solara.component
def _Questions(lesson: Lesson) -> None:
    with solara.Div(classes=["sm-card", "sm-words"]):
        Text("h2", say("lessons.questions"))
        for number, part in enumerate(lesson.questions, 1):
            Text("h3", f"{number}. {part.head}")
            Hidden(say("lessons.answer"), [part.text])


@solara.component
def _Leader(lesson: Lesson) -> None:
    with solara.Div(classes=["sm-card", "sm-words"]):
        Text("h2", say("lessons.notes"))
        with solara.Div(classes=["sm-two"]):
            for part in lesson.notes:
                with solara.Div():
                    Text("h3", part.head)
                    Text("p", " ".join(part.text.replace("`", "").split()))
        make = solara.use_memo(lambda: lambda: paper(lesson), [lesson.name])
        SaveButton(say("lessons.paper"), f"lesson_{lesson.name}.txt", make, "text/plain")
    with solara.Div(classes=["sm-two"]):
        with solara.Div(classes=["sm-card"]):
            Text("h2", say("lessons.claims"))
            Text("p", say("lessons.claims_see"), "sm-see")
            Listed([claim.says for claim in lesson.claims])
        with solara.Div(classes=["sm-card"]):
            Text("h2", say("lessons.sources"))
            Listed([str(line["text"]) for line in lines_for(lesson.sources)])
