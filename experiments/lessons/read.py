"""A lesson's file, read and checked (its form: `experiments/lessons/__init__.py`)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from experiments.asked import known_indicators
from experiments.request import WEATHERS
from model.data import source
from model.document import read_document, refuse_unknown, text_of, texts_of, within
from model.errors import Refusal, unknown

FOLDER = Path(__file__).parent
HISTORY = "history"
LEDGERS, MEASURES, FORMS, SENSES = (
    ("reported", "true"),
    ("level", "index", "difference"),
    ("chart", "table", "map"),
    ("lower", "higher", "equal"),
)

_LESSON = (
    "title", "minutes", "level", "aims", "intro", "sources", "worlds", "steps", "claims",
    "questions", "notes",
)  # fmt: skip
_WORLD = ("name", "label", "layers", "settings", "decrees", "weather")
_STEP = (
    "title", "text", "predict", "world", "show", "ledger", "measure", "form", "year", "explain",
    "claims",
)  # fmt: skip
_CLAIM = ("name", "says", "world", "than", "indicator", "ledger", "years", "is", "by", "most")


@dataclass(frozen=True)
class World:
    """What is run in a lesson: layers on history, parameters set, decrees moved, weather."""

    name: str
    label: str = ""
    layers: tuple[str, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    decrees: tuple[tuple[str, str], ...] = ()
    weather: str = ""


@dataclass(frozen=True)
class Step:
    """A step: what is predicted, what is run and looked at, what explains it."""

    title: str
    text: str
    predict: str
    world: World
    show: str
    ledger: str
    measure: str
    form: str
    year: int
    explain: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Claim:
    """What a lesson says of the model, so that it can be checked."""

    name: str
    says: str
    world: World
    than: World
    indicator: str
    ledger: str
    years: tuple[int, int]  # the first and the last
    sense: str
    by: float
    most: float  # by no more than this; infinite if nothing is said


@dataclass(frozen=True)
class Part:
    """A question with its answer, or a note with its title."""

    head: str
    text: str


@dataclass(frozen=True)
class Lesson:
    """A whole lesson."""

    name: str
    title: str
    minutes: int
    level: str
    aims: tuple[str, ...]
    intro: str
    sources: tuple[str, ...]
    worlds: tuple[World, ...]
    steps: tuple[Step, ...]
    claims: tuple[Claim, ...]
    questions: tuple[Part, ...]
    notes: tuple[Part, ...]

    def claim(self, name: str) -> Claim:
        """Return a claim by its name."""
        return next(claim for claim in self.claims if claim.name == name)


@cache
def names() -> tuple[str, ...]:
    """Return the lessons there are, in the order in which they are taught."""
    return tuple(sorted((file.stem for file in FOLDER.glob("*.toml")), key=_place))


@cache
def read(name: str) -> Lesson:
    """Return a lesson; an unknown name is refused with the nearest."""
    if name not in names():
        raise unknown("lesson", name, names())
    file = FOLDER / f"{name}.toml"
    told = read_document(file)
    with within(file):
        refuse_unknown(told, _LESSON, "A lesson")
        return _lesson(name, told)


def worlds() -> tuple[World, ...]:
    """Return every world of every lesson, each once."""
    found: dict[object, World] = {}
    for name in names():
        for world in read(name).worlds:
            found.setdefault(replace(world, name="", label=""), world)
    return tuple(found.values())


def _place(name: str) -> tuple[int, str]:
    order = ("ratchet", "branch_or_region", "fallow")
    return (order.index(name) if name in order else len(order), name)


def _lesson(name: str, told: Mapping[str, Any]) -> Lesson:
    known = {HISTORY: World(HISTORY)}
    for row in told.get("worlds", []):
        world = _world(row)
        known[world.name] = world
    claims = tuple(_claim(row, known) for row in told.get("claims", []))
    sources = texts_of(told, "sources", name)
    for key in sources:
        _ = source(key)
    return Lesson(
        name=name,
        title=text_of(told, "title", name),
        minutes=int(told["minutes"]),
        level=text_of(told, "level", name),
        aims=texts_of(told, "aims", name),
        intro=text_of(told, "intro", name),
        sources=sources,
        worlds=tuple(world for world in known.values() if world.name != HISTORY),
        steps=tuple(_step(row, known, [c.name for c in claims]) for row in told["steps"]),
        claims=claims,
        questions=tuple(Part(row["ask"], row["answer"]) for row in told.get("questions", [])),
        notes=tuple(Part(row["title"], row["text"]) for row in told.get("notes", [])),
    )


def _world(row: Mapping[str, Any]) -> World:
    refuse_unknown(row, _WORLD, "A world")
    return World(
        name=row["name"],
        label=row.get("label", row["name"]),
        layers=tuple(row.get("layers", ())),
        settings=tuple(sorted((k, _plain(v)) for k, v in row.get("settings", {}).items())),
        decrees=tuple(sorted((k, str(v)) for k, v in row.get("decrees", {}).items())),
        weather=_word("weather", row.get("weather", ""), ("", *WEATHERS)),
    )


def _step(row: Mapping[str, Any], known: Mapping[str, World], claims: Sequence[str]) -> Step:
    refuse_unknown(row, _STEP, "A step")
    for name in row.get("claims", []):
        if name not in claims:
            raise unknown("claim", name, claims)
    return Step(
        title=row["title"],
        text=row["text"],
        predict=row["predict"],
        world=_one_of("world", row.get("world", HISTORY), known),
        show=known_indicators([row["show"]])[0],
        ledger=_word("ledger", row.get("ledger", LEDGERS[0]), LEDGERS),
        measure=_word("measure", row.get("measure", "level"), MEASURES),
        form=_word("form", row.get("form", "chart"), FORMS),
        year=int(row.get("year", 1965)),
        explain=row["explain"],
        claims=tuple(row.get("claims", ())),
    )


def _claim(row: Mapping[str, Any], known: Mapping[str, World]) -> Claim:
    refuse_unknown(row, _CLAIM, "A claim")
    return Claim(
        name=row["name"],
        says=row["says"],
        world=_one_of("world", row["world"], known),
        than=_one_of("world", row.get("than", HISTORY), known),
        indicator=known_indicators([row["indicator"]])[0],
        ledger=_word("ledger", row.get("ledger", LEDGERS[0]), LEDGERS),
        years=_years(row["years"]),
        sense=_word("is", row["is"], SENSES),
        by=float(row.get("by", 0.0)),
        most=float(row.get("most", math.inf)),
    )


def _years(told: Sequence[int]) -> tuple[int, int]:
    if len(told) != 2 or told[0] > told[1]:
        raise Refusal(f"years are {told!r}. They are the first and the last.")
    return told[0], told[1]


def _one_of(kind: str, name: str, known: Mapping[str, World]) -> World:
    if name not in known:
        raise unknown(kind, name, known)
    return known[name]


def _word(key: str, word: str, known: Sequence[str]) -> str:
    if word not in known:
        raise Refusal(f"{key} is {word!r}. It may be {', '.join(known)}.")
    return word


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, int | float) else str(value)
