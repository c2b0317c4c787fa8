"""Lessons: what they are made of, and that what they say of the model is so."""

import pytest

from experiments.ensemble import lived
from experiments.lessons import names, read, worlds
from experiments.lessons.claims import gap, holds, request
from experiments.lessons.paper import printed
from model.errors import Refusal

SCALE, SEED = 0.02, 1  # as the pages run them
CLAIMS = [(name, claim.name) for name in names() for claim in read(name).claims]


@pytest.fixture(scope="module")
def run():
    """A world of a lesson as it was lived, each once."""
    kept = {}

    def lived_once(world):
        if world not in kept:
            kept[world] = lived(request(world, SEED, SCALE))
        return kept[world]

    return lived_once


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.xdist_group("lessons")  # worlds are shared by claims
@pytest.mark.parametrize(("name", "claim"), CLAIMS)
def test_what_a_lesson_says_of_the_model_is_so(run, name, claim):
    told = read(name).claim(claim)
    found = gap(told, run(told.world), run(told.than))
    assert holds(told, [found]), f"{told.says} The difference is {found:.5g}."


@pytest.mark.parametrize("name", names())
def test_a_lesson_has_all_its_parts_and_every_claim_is_taught(name):
    lesson = read(name)
    taught = {claim for step in lesson.steps for claim in step.claims}
    asked = " ".join(part.head + part.text for part in lesson.questions)
    assert lesson.minutes <= 45
    assert min(map(len, (lesson.aims, lesson.steps, lesson.questions, lesson.notes))) >= 3
    assert lesson.sources
    assert all(step.claims for step in lesson.steps)
    assert all(c.name in taught or c.indicator in asked.lower() for c in lesson.claims)


@pytest.mark.parametrize("name", names())
def test_on_paper_answers_come_after_questions(name):
    lesson, paper = read(name), printed(read(name))
    first = " ".join(lesson.steps[0].explain.split())[:20]
    assert paper.index("Predict:") < paper.index("Answers") < paper.index(first)
    assert all(" ".join(claim.says.split())[:20] in paper for claim in lesson.claims)


def test_each_world_can_be_run_and_is_told_once():
    asked = [request(world, SEED, SCALE).scenario for world in worlds()]
    assert len({repr(scenario) for scenario in asked}) == len(asked)


def test_an_unknown_lesson_is_refused_with_the_nearest():
    with pytest.raises(Refusal, match="ratchet"):
        read("rachet")
