"""A lesson as it stands on paper: questions first, answers after, then what a teacher wants."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill, indent

from experiments.lessons.read import HISTORY, Lesson, Step, World
from experiments.sources import lines_for

WIDTH = 92


def printed(lesson: Lesson) -> str:
    """Return a lesson as text."""
    return "\n".join(_lines(lesson))


def run_words(world: World) -> str:
    """Return the command that lives a world of a lesson.

    >>> run_words(World(HISTORY))
    'semiletka run historical'
    """
    flags = [f"--set {name}={value}" for name, value in world.settings]
    flags += [f"--decree {name}={when}" for name, when in world.decrees]
    if world.weather:
        flags.append(f"--weather {world.weather}")
    return " ".join(["semiletka run", *(world.layers or ("historical",)), *flags])


def _lines(lesson: Lesson) -> Iterator[str]:
    yield from (lesson.title, "=" * len(lesson.title), "")
    yield f"{lesson.minutes} minutes; {lesson.level}"
    yield from ("", "Aims", *_list(lesson.aims), "")
    yield from (*_paragraphs(lesson.intro),)
    for number, step in enumerate(lesson.steps, 1):
        yield from _step(number, step)
    yield from ("Questions", "")
    for number, part in enumerate(lesson.questions, 1):
        yield _wrapped(f"{number}. {part.head}")
    yield from ("", "Answers", "")
    for number, step in enumerate(lesson.steps, 1):
        yield _wrapped(f"Step {number}. {step.explain}")
    yield ""
    for number, part in enumerate(lesson.questions, 1):
        yield _wrapped(f"{number}. {part.text}")
    yield from ("", "Notes for whoever leads the lesson", "")
    for part in lesson.notes:
        yield from (part.head, *_paragraphs(part.text))
    yield from ("What the lesson claims of the model; each is tested", "")
    yield from _list(tuple(claim.says for claim in lesson.claims))
    yield from ("", "Sources", "")
    yield from _list(tuple(str(line["text"]) for line in lines_for(lesson.sources)))


def _step(number: int, step: Step) -> Iterator[str]:
    yield from (f"Step {number}. {step.title}", "")
    yield from _paragraphs(step.text)
    yield _wrapped(f"Predict: {step.predict}")
    name = "history" if step.world.name == HISTORY else step.world.label
    yield _wrapped(f"Run: {name} ({run_words(step.world)}); look at {step.show}.")
    yield ""


def _paragraphs(text: str) -> list[str]:
    parts = [" ".join(part.split()) for part in text.strip().split("\n\n")]
    return [line for part in parts for line in (_wrapped(part), "")]


def _list(items: tuple[str, ...]) -> list[str]:
    return [indent(_wrapped(item), "  ").replace("  ", "- ", 1) for item in items]


def _wrapped(text: str) -> str:
    return fill(" ".join(text.split()), WIDTH)
