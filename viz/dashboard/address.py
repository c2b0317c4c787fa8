"""The address of a page: a scene as a query string and back.

Only what differs from the usual is written, under a version. Whatever comes from outside is
checked here, once: what there is not is left out with a note for the reader, a number out of
range is brought to the nearest one in it, and no text goes further than a look-up by name.

>>> write(Scene(world=World(layers=("no_ratchet",)), indicator="steel"))
'v=1&world=no_ratchet&show=steel'
>>> read("v=1&world=no_rachet").notes
("There is no scenario 'no_rachet'. Did you mean 'no_ratchet'? It was left out.",)
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote

from experiments.indicators import indicators
from experiments.request import DEFAULT, WEATHERS, decrees_of, overrides_of
from model.data import REGIONS, REPUBLICS
from model.errors import Refusal, unknown
from model.scenario import describe
from viz.dashboard.scene import (
    FIRST_YEAR,
    FORMS,
    LARGEST,
    LAST_YEAR,
    LEDGERS,
    MEASURES,
    MOST_OTHERS,
    MOST_SEEDS,
    SMALLEST,
    Pairs,
    Scene,
    World,
)
from viz.dashboard.words import say

VERSION = "1"
LONGEST = 2000  # characters of a query that anybody needs
LONGEST_NOTE = 300
MOST_CHANGES = 12  # layers, decrees or parameters
KEYS = (
    "v", "world", "decree", "set", "weather", "scale", "seeds", "with", "show", "ledger",
    "as", "form", "year", "region", "inside", "lesson", "step",
)  # fmt: skip
_INSIDE = re.compile(r"[wrbfho]\d{1,6}", re.ASCII)


class Reading(NamedTuple):
    """What an address asks for, and what of it could not be done."""

    scene: Scene
    notes: tuple[str, ...]


def write(scene: Scene) -> str:
    """Return the query of a scene: only what differs from the usual; empty for the usual."""
    usual, world = Scene(), scene.world
    told = [
        ("world", ",".join(world.layers)),
        ("decree", _joined(world.decrees)),
        ("set", _joined(world.settings)),
        ("weather", world.weather),
        ("scale", "" if world.scale == usual.world.scale else f"{world.scale:g}"),
        ("seeds", "" if scene.seeds == usual.seeds else str(scene.seeds)),
        ("with", ",".join(scene.others)),
    ]
    for key, name in _PLAIN.items():
        value = getattr(scene, name)
        told.append((key, "" if value == getattr(usual, name) else str(value)))
    kept = [(key, value) for key, value in told if value]
    if not kept:
        return ""
    return "&".join(f"{key}={quote(value, safe=':,@')}" for key, value in [("v", VERSION), *kept])


def read(query: str | None) -> Reading:
    """Return the scene of a query, with a note for all that could not be done."""
    if not query:
        return Reading(Scene(), ())
    if len(query) > LONGEST:
        return Reading(Scene(), (say("address.long", most=LONGEST),))
    try:
        told = dict(parse_qsl(query, keep_blank_values=True, max_num_fields=len(KEYS) * 2))
    except ValueError:
        return Reading(Scene(), (say("address.unreadable"),))
    if told.get("v", VERSION) != VERSION:
        return Reading(Scene(), (say("address.version", version=_short(told["v"])),))
    door = _Door(told)
    return Reading(door.scene(), tuple(door.notes))


class _Door:
    """Takes what is told, item by item, and notes what it does not take."""

    def __init__(self, told: dict[str, str]) -> None:
        self.told, self.notes = (
            told,
            [say("address.key", key=_short(key)) for key in told if key not in KEYS],
        )

    def scene(self) -> Scene:
        usual = Scene()
        others = self.each("with", _layers, MOST_OTHERS)
        return Scene(
            world=self.world(),
            seeds=int(self.number("seeds", usual.seeds, 1, MOST_SEEDS)),
            others=tuple(dict.fromkeys("+".join(layers) for layers in others)),
            indicator=self.one("show", usual.indicator, _indicator),
            ledger=self.word("ledger", usual.ledger, LEDGERS),
            measure=self.word("as", usual.measure, MEASURES),
            form=self.word("form", usual.form, FORMS),
            year=int(self.number("year", usual.year, FIRST_YEAR, LAST_YEAR)),
            region=self.one("region", usual.region, _place),
            inside=self.one("inside", usual.inside, _inside),
            lesson=self.one("lesson", usual.lesson, _lesson),
            step=int(self.number("step", usual.step, 0, 20)),
        )

    def world(self) -> World:
        usual = World()
        scale = self.number("scale", usual.scale, SMALLEST, LARGEST)
        layers = self.each("world", _layer, MOST_CHANGES)
        asked = World(
            layers=tuple(layer for layer in dict.fromkeys(layers) if layer != DEFAULT),
            decrees=_sorted(self.each("decree", _decree, MOST_CHANGES)),
            settings=_sorted(self.each("set", _setting, MOST_CHANGES)),
            weather=self.word("weather", usual.weather, WEATHERS),
            scale=round(scale, 3),
        )
        try:
            _ = asked.scenario
        except Refusal as why:  # each part can be, all together cannot
            self.notes.append(say("address.together", why=why))
            return World(scale=asked.scale)
        return asked

    def each(self, key: str, take: Callable[[str], Any], most: int) -> list[Any]:
        """Return the items of a list, as far as they can be taken."""
        words = [word.strip() for word in self.told.get(key, "").split(",") if word.strip()]
        if len(words) > most:
            self.notes.append(say("address.many", key=key, most=most))
        found = (self.taken(word, take) for word in words[:most])
        return [one for one in found if one is not None]

    def one(self, key: str, usual: str, take: Callable[[str], str]) -> str:
        """Return one item, or the usual one."""
        word = self.told.get(key, "")
        return (self.taken(word, take) or usual) if word else usual

    def word(self, key: str, usual: str, known: Iterable[str]) -> str:
        """Return one of a few words, or the usual one."""
        return self.one(key, usual, lambda word: _known(key, word, tuple(known)))

    def number(self, key: str, usual: float, low: float, high: float) -> float:
        """Return a number, brought into its range."""
        word = self.told.get(key, "")
        if not word:
            return usual
        try:
            number = float(word[:20])
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            self.notes.append(say("address.number", key=key, value=_short(word)))
            return usual
        if not low <= number <= high:
            self.notes.append(say("address.range", key=key, low=f"{low:g}", high=f"{high:g}"))
        return min(max(number, low), high)

    def taken(self, word: str, take: Callable[[str], Any]) -> Any:
        try:
            return take(_short(word))
        except Refusal as why:
            self.notes.append(say("address.left_out", why=_short(str(why), LONGEST_NOTE)))
            return None


_PLAIN = {
    "show": "indicator",
    "ledger": "ledger",
    "as": "measure",
    "form": "form",
    "year": "year",
    "region": "region",
    "inside": "inside",
    "lesson": "lesson",
    "step": "step",
}


def _layer(word: str) -> str:
    return describe(word).name


def _layers(word: str) -> tuple[str, ...]:
    """Return the layers of a scenario that is compared; they stand together, or are refused."""
    layers = tuple(_layer(name) for name in word.replace(" ", "+").split("+") if name)
    _ = World(layers=tuple(name for name in layers if name != DEFAULT)).scenario
    return layers


def _decree(word: str) -> tuple[str, str]:
    name, _, when = word.partition(":")
    decrees_of([f"{name}={when}"])
    return name, when


def _setting(word: str) -> tuple[str, str]:
    name, _, value = word.partition(":")
    overrides_of([f"{name}={value}"])
    return name, value


def _indicator(word: str) -> str:
    return _known("indicator", word, tuple(indicators()))


def _place(word: str) -> str:
    return _known("region", word, (*REGIONS, *REPUBLICS))


def _inside(word: str) -> str:
    if not _INSIDE.fullmatch(word):
        raise Refusal(say("address.inside", key=word))
    return word


def _lesson(word: str) -> str:
    from experiments.lessons import names

    return _known("lesson", word, names())


def _known(kind: str, word: str, known: tuple[str, ...]) -> str:
    if word not in known:
        raise unknown(kind, word, known)
    return word


def _sorted(pairs: Iterable[tuple[str, str]]) -> Pairs:
    return tuple(sorted(dict(pairs).items()))


def _joined(pairs: Pairs) -> str:
    return ",".join(f"{name}:{value}" for name, value in pairs)


def _short(word: str, most: int = 80) -> str:
    """Return a word as it may be repeated to the reader."""
    return word if len(word) <= most else f"{word[: most - 3]}..."
