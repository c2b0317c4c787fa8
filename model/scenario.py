"""A scenario is a value: history with decrees moved, dropped or phased and figures changed.

A layer is a file in `model/scenarios`, of this form::

    what     = "one line"
    question = "what the contrast with history answers"
    source   = ["nove1969"]              # keys of model/data/sources.toml
    weather  = "normal"                  # optional: measured described resampled normal

    [decrees]                            # moved to a month, or never issued
    party_split_1962 = "never"

    [phasing.law_1957_05_10]             # region by region (model/phasing.py)
    "1957-07" = ["leningrad", "estonia"]
    "1959-07" = ["rest"]

    [preparation]                        # months between announcement and effect
    law_1957_05_10 = 24

    [parameters]                         # the whole run, or from a month, or in some regions
    "defence.claim" = 0.1
    "supply.repair" = { value = 0.5, from = "1958-04", regions = ["leningrad"] }

Layers stack on `historical`, which changes nothing. A stack does not depend on
its order: what two layers say of one thing on one day must agree, and a layer
that leaves the others as they are is refused. What a user sets comes last and
goes before the layers; a user's decree must agree with them like a layer's. A move of
a decree that nothing reads is refused (`model/decree_readers.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from model import calendar
from model.decree_readers import readers, refuse_unread, refuse_unread_names
from model.decrees import history, timeline
from model.document import exists, within_files
from model.errors import Refusal, unknown
from model.figures import steps
from model.parameters import ROOMS, Setting, find
from model.phasing import Phases, divide
from model.scenario_file import Layer, read_decrees, read_layer, read_settings

__all__ = ["BASE", "SCENARIOS", "Layer", "Scenario", "describe", "names", "read_own", "stack"]

SCENARIOS = Path(__file__).parent / "scenarios"
BASE = "historical"
ENDING = ".toml"  # of a name that is the path of a user's own file


@dataclass(frozen=True)
class Scenario:
    """What differs from history.

    ``decrees`` says which are moved to which month or (None) never issued, and
    from which month those of ``phasing`` are in force anywhere; ``dropped`` which
    go because they rest on one never issued; ``settings`` stand in the order in
    which they apply; ``sources`` on whose word each layer stands.
    Nothing in it is ever changed in place.
    """

    name: str
    layers: tuple[str, ...]
    settings: tuple[Setting, ...]
    decrees: dict[str, int | None]
    weather: str | None
    dropped: tuple[str, ...]
    phasing: dict[str, Phases]
    preparation: dict[str, int]
    sources: dict[str, tuple[str, ...]]


def names(folder: Path = SCENARIOS) -> tuple[str, ...]:
    """Return the layers there are, history first."""
    return tuple(sorted((file.stem for file in folder.glob("*.toml")), key=_base_first))


def describe(name: str, folder: Path = SCENARIOS, rooms: Path = ROOMS) -> Layer:
    """Return what a layer changes and why; an unknown name is refused with the nearest."""
    if name not in names(folder):
        if exists(f"{name}{ENDING}"):
            raise Refusal(f"There is no scenario {name!r}. Did you mean {name + ENDING!r}?")
        raise unknown("scenario", name, names(folder))
    return read_layer(folder / f"{name}.toml", rooms)


def read_own(file: Path, folder: Path = SCENARIOS, rooms: Path = ROOMS) -> Layer:
    """Return a layer from a file of the user's own, of the same form as those of the model."""
    if not file.is_file():
        what = "is a folder, no scenario file" if file.is_dir() else "is not there"
        raise Refusal(f"The scenario file {file} {what}.")
    if file.stem in names(folder) and file.resolve().parent != folder.resolve():
        raise Refusal(
            f"{file.name}: the model has a scenario {file.stem!r} of its own. "
            "Give the file another name."
        )
    return read_layer(file, rooms)


def _layer(name: str, folder: Path, rooms: Path) -> Layer:
    """Return a layer of the model by its name, or one of the user's own by its file."""
    if name.endswith(ENDING):
        return read_own(Path(name), folder, rooms)
    return describe(name, folder, rooms)


def stack(
    names: Sequence[str] = (BASE,),
    overrides: Mapping[str, object] | None = None,
    decrees: Mapping[str, str | None] | None = None,
    folder: Path = SCENARIOS,
    rooms: Path = ROOMS,
) -> Scenario:
    """Return history as changed by layers, then by a user's own parameters and decrees.

    A name that ends in ``.toml`` is the path of a layer's file, which may lie anywhere.
    ``overrides`` sets ROOM.PARAMETER[.KEY][@YYYY-MM] to a value, or to a table
    of value, from and regions; ``decrees`` moves an id to "YYYY-MM", or to
    "never" or None. Whatever cannot be is refused with the names of both sides.
    """
    asked = [names] if isinstance(names, str) else names
    told = [_layer(name, folder, rooms) for name in asked]
    layers = [layer for layer in told if layer.name != BASE]
    own = read_decrees(decrees or {})
    moving = [layer.file for layer in told if layer.decrees or layer.preparation]
    files = [file.name for file in moving if file.parent != folder]
    _refuse_repetition([layer.name for layer in told])
    for one, other in combinations(layers, 2):
        _refuse_contradiction(one, other)
    for layer in layers:
        both = f"Layer {layer.name!r} and the decrees set"
        _refuse_other_dates(both, layer.decrees, own)
        _refuse_other_phases(both, layer.phasing, {}, own)
        _refuse_nothing(layer, layers, rooms)
        with within_files([layer.file.name] if layer.file.parent != folder else []):
            refuse_unread(layer.decrees, folder=rooms)
            refuse_unread_names((*layer.phasing, *layer.preparation), rooms)
    moves = {name: month for layer in layers for name, month in layer.decrees.items()} | own
    settings = sorted((s for layer in layers for s in layer.settings), key=_place)
    phasing = {name: own for layer in layers for name, own in layer.phasing.items()}
    with within_files(files):
        when = timeline(moves)
        divide(when, phasing)
    refuse_unread(own, moves, rooms)
    return Scenario(
        name=" + ".join([BASE, *(layer.name for layer in layers)]),
        layers=tuple(layer.name for layer in layers),
        settings=(*settings, *sorted(read_settings(overrides or {}, rooms=rooms), key=_start)),
        decrees=moves,
        weather=next((layer.weather for layer in layers if layer.weather), None),
        dropped=when.dropped,
        phasing=phasing,
        preparation={n: months for layer in layers for n, months in layer.preparation.items()},
        sources={layer.name: layer.source for layer in layers},
    )


def _base_first(name: str) -> tuple[bool, str]:
    return (name != BASE, name)


def _start(setting: Setting) -> int:
    """Return the first month of the run in which a setting holds."""
    return max(calendar.FIRST_MONTH, setting.month or calendar.FIRST_MONTH)


def _place(setting: Setting) -> tuple[object, ...]:
    """Return where a setting stands among those of layers: the later, the narrower goes last."""
    narrowness = (setting.key is not None) + (len(setting.regions) > 0)
    return (_start(setting), narrowness, setting.name, setting.regions, setting.value)


def _refuse_repetition(layers: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in layers:
        if name in seen:
            raise Refusal(f"Layer {name!r} is stacked twice.")
        seen.add(name)


def _refuse_contradiction(one: Layer, other: Layer) -> None:
    """Refuse two layers that say different things of one thing on one day."""
    both = f"Layers {one.name!r} and {other.name!r}"
    _refuse_other_dates(both, one.decrees, other.decrees)
    _refuse_other_phases(both, one.phasing, other.phasing, other.decrees)
    _refuse_other_phases(both, other.phasing, one.phasing, one.decrees)
    for name in one.preparation.keys() & other.preparation.keys():
        if one.preparation[name] != other.preparation[name]:
            raise Refusal(
                f"{both} contradict one another: decree {name!r} is prepared for "
                f"{one.preparation[name]} months in one and {other.preparation[name]} in the other."
            )
    if one.weather and other.weather and one.weather != other.weather:
        raise Refusal(
            f"{both} contradict one another: the weather is {one.weather} in one "
            f"and {other.weather} in the other."
        )
    for mine in one.settings:
        for yours in other.settings:
            if _meet(mine, yours) and mine.value != yours.value:
                raise Refusal(
                    f"{both} contradict one another: from {calendar.name(_start(mine))} "
                    f"{mine.name} is {mine.value} in one and {yours.name} is {yours.value} "
                    f"in the other."
                )
    _refuse_switched_off(both, one.settings, other.settings)
    _refuse_switched_off(both, other.settings, one.settings)


def _refuse_switched_off(both: str, one: Sequence[Setting], other: Sequence[Setting]) -> None:
    """Refuse figures of a room that the other layer switches off: nobody would read them."""
    off = {s.room for s in one if s.parameter == "active" and s.value is False and not s.regions}
    for setting in other:
        if setting.room in off and setting.parameter != "active":
            raise Refusal(
                f"{both} contradict one another: room {setting.room!r} is switched off in one "
                f"and {setting.name} is {setting.value} in the other."
            )


def _meet(one: Setting, other: Setting) -> bool:
    """Say whether two settings speak of the same figure from the same day on."""
    return (
        (one.room, one.parameter, _start(one)) == (other.room, other.parameter, _start(other))
        and (one.key is None or other.key is None or one.key == other.key)
        and (not one.regions or not other.regions or not set(one.regions).isdisjoint(other.regions))
    )


def _refuse_other_dates(
    both: str, one: Mapping[str, int | None], other: Mapping[str, int | None]
) -> None:
    for name in one.keys() & other.keys():
        if one[name] != other[name]:
            raise Refusal(
                f"{both} contradict one another: decree {name!r} is {_when(one[name])} in one "
                f"and {_when(other[name])} in the other."
            )


def _refuse_other_phases(
    both: str,
    one: Mapping[str, Phases],
    other: Mapping[str, Phases],
    moves: Mapping[str, int | None],
) -> None:
    """Refuse a decree that comes region by region in one and otherwise in the other."""
    for name in one.keys() & moves.keys():
        if one[name] != other.get(name):
            raise Refusal(
                f"{both} contradict one another: decree {name!r} comes region by region in one "
                f"and {'in other steps' if name in other else 'everywhere at once'} in the other."
            )


def _when(month: int | None) -> str:
    return "never issued" if month is None else f"in force from {calendar.name(month)}"


def _refuse_nothing(layer: Layer, layers: Sequence[Layer], rooms: Path) -> None:
    """Refuse a layer without which the world would be the same."""
    others = [other for other in layers if other.name != layer.name]
    named = {(setting.room, setting.parameter) for setting in layer.settings}
    if _world(layers, named, rooms) == _world(others, named, rooms):
        known = f" that {', '.join(repr(o.name) for o in others)} does not" if others else ""
        raise Refusal(f"Layer {layer.name!r} changes nothing{known}.")


def _world(layers: Sequence[Layer], named: Iterable[tuple[str, str]], rooms: Path) -> object:
    """Return what layers make of history: dates of decrees, the figures named, weather."""
    moves = {name: month for layer in layers for name, month in layer.decrees.items()}
    phasing = {name: own for layer in layers for name, own in layer.phasing.items()}
    prepared = {name: months for layer in layers for name, months in layer.preparation.items()}
    try:
        when = timeline(moves)
        division = divide(when, phasing)
    except Refusal:  # without one layer the others may not hold together
        return (moves, phasing, prepared)
    forceful = list({**readers(), **readers(rooms)})
    dates = [
        [(own.since[name], own.until[name]) for name in forceful] for own in division.timelines
    ]
    ahead = {
        name: prepared.get(name, history()[name].preparation)
        for name in forceful
        if when.since[name] is not None
    }
    settings = sorted((s for layer in layers for s in layer.settings), key=_place)
    figures = {
        (room, name): steps(
            find(room, name, rooms),
            [s for s in settings if (s.room, s.parameter) == (room, name)],
            division,
        )
        for room, name in named
    }
    weather = next((layer.weather for layer in layers if layer.weather), "measured")
    return ([dates[own] for own in division.group], ahead, figures, weather)
