"""A lesson on the pages: what its parts are called, and the scene that a step sets."""

from __future__ import annotations

from dataclasses import replace

from experiments.lessons import Lesson, Step
from experiments.lessons.paper import printed
from viz.dashboard.scene import Scene, World
from viz.dashboard.words import say


def parts_of(lesson: Lesson) -> list[str]:
    """Return what the parts of a lesson are called: start, steps, questions, notes."""
    steps = [say("lessons.step", number=n, title=s.title) for n, s in enumerate(lesson.steps, 1)]
    return [say("lessons.start"), *steps, say("lessons.questions"), say("lessons.leader")]


def scene_of(step: Step, scene: Scene) -> Scene:
    """Return the scene that a step sets: its world, its indicator, and how it is looked at."""
    told = step.world
    world = World(
        layers=told.layers,
        settings=told.settings,
        decrees=told.decrees,
        weather=told.weather,
        scale=scene.world.scale,
    )
    return replace(
        Scene(lesson=scene.lesson, step=scene.step),
        world=world,
        seeds=scene.seeds,
        indicator=step.show,
        ledger=step.ledger,
        measure=step.measure,
        form=step.form,
        year=step.year,
    )


def paper(lesson: Lesson) -> bytes:
    """Return a lesson as it stands on paper."""
    return printed(lesson).encode()
