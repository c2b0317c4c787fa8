"""What a page is about, as one value: a world that is asked for and a way of looking at it.

A `World` is what is run, a `Scene` what is seen. Both are frozen and hold nothing but text and
numbers: they can be compared, cached by and written into an address. Nothing else is the state
of a page.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from experiments.request import DEFAULT, Request, scenario_of, weather_of

if TYPE_CHECKING:
    from model.scenario import Scenario

SCALE, SMALLEST, LARGEST = 0.02, 0.01, 0.1
SEEDS, MOST_SEEDS = 4, 12
MOST_OTHERS = 3
FIRST_YEAR, LAST_YEAR = 1956, 1965
MEASURES = ("level", "index", "difference")
FORMS = ("chart", "table", "map")
LEDGERS = ("reported", "true")

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class World:
    """What is run: layers on history, decrees moved, parameters set, weather, scale."""

    layers: tuple[str, ...] = ()
    decrees: Pairs = ()
    settings: Pairs = ()
    weather: str = ""
    scale: float = SCALE

    @property
    def is_history(self) -> bool:
        """Whether nothing is changed in it."""
        return not (self.layers or self.decrees or self.settings or self.weather)

    @property
    def baseline(self) -> World:
        """History, as finely told apart."""
        return World(scale=self.scale)

    @property
    def scenario(self) -> Scenario:
        """The stacked scenario; what cannot be is refused."""
        return _scenario(self)

    def requests(self, seeds: int) -> tuple[Request, ...]:
        """Return its runs, for so many seeds from 1."""
        scenario = self.scenario
        weather = weather_of(self.weather or None, scenario)
        return tuple(
            Request(scenario=scenario, scale=self.scale, seed=seed, weather=weather)
            for seed in range(1, seeds + 1)
        )

    def value_of(self, parameter: str) -> str | None:
        """Return what a parameter is set to, if it is."""
        return dict(self.settings).get(parameter)

    def with_setting(self, parameter: str, value: str | None) -> World:
        """Return the world with a parameter set, or as it was (None)."""
        return replace(self, settings=_with(self.settings, parameter, value))

    def with_decree(self, decree: str, when: str | None) -> World:
        """Return the world with a decree moved to a month or dropped, or as it was (None)."""
        return replace(self, decrees=_with(self.decrees, decree, when))


@dataclass(frozen=True)
class Scene:
    """What is seen: a world beside history, and how it is looked at."""

    world: World = field(default_factory=World)
    seeds: int = SEEDS
    others: tuple[str, ...] = ()  # scenarios compared with it, layers of one joined by +
    indicator: str = "gross_industrial_output"
    ledger: str = LEDGERS[0]
    measure: str = MEASURES[0]
    form: str = FORMS[0]
    year: int = LAST_YEAR
    region: str = ""
    inside: str = ""  # what is looked into: a letter and a number (`inside.search`)
    lesson: str = ""
    step: int = 0


@lru_cache(maxsize=256)
def _scenario(world: World) -> Scenario:
    settings = [f"{name}={value}" for name, value in world.settings]
    decrees = [f"{name}={when}" for name, when in world.decrees]
    return scenario_of((DEFAULT, *world.layers), settings, decrees)


def _with(pairs: Pairs, name: str, value: str | None) -> Pairs:
    """Return pairs with one changed; they stand in the order of their names."""
    told = {key: one for key, one in pairs if key != name}
    if value is not None:
        told[name] = value
    return tuple(sorted(told.items()))
