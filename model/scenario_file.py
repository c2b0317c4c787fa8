"""One layer's file, read and checked (its form: model/scenario.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from model import calendar, decrees
from model.data.bibliography import sources
from model.document import read_document, refuse_unknown, table_of, text_of, texts_of, within
from model.errors import Refusal, nearest, unknown
from model.parameters import ROOMS, Setting, set_parameter
from model.phasing import Phases, first_month, read_phasing

WEATHERS = ("measured", "described", "resampled", "normal")

_LAYER = (
    "what",
    "question",
    "source",
    "weather",
    "decrees",
    "phasing",
    "preparation",
    "parameters",
)
_SETTING = ("value", "from", "regions")
_OF_A_FIGURE = (*_SETTING, "values", "low", "high", "steps")


@dataclass(frozen=True)
class Layer:
    """What one file changes in history, why, and on whose word.

    ``decrees`` has the first month of those that are phased too.
    """

    name: str
    what: str
    question: str
    source: tuple[str, ...]
    decrees: dict[str, int | None]
    settings: tuple[Setting, ...]
    weather: str | None
    phasing: dict[str, Phases]
    preparation: dict[str, int]
    file: Path = field(default=Path(), compare=False)


def read_layer(file: Path, rooms: Path = ROOMS) -> Layer:
    """Return the layer of a file; whatever is wrong is refused with its place."""
    told = read_document(file)
    with within(file):
        refuse_unknown(told, _LAYER, "A layer")
        moves = read_decrees(table_of(told, "decrees", file.name))
        phasing = read_phasing(table_of(told, "phasing", file.name))
        for name in phasing.keys() & moves.keys():
            raise Refusal(f"Decree {name!r} is moved under [decrees] and phased as well.")
        return Layer(
            name=file.stem,
            what=text_of(told, "what", file.name),
            question=text_of(told, "question", file.name),
            source=read_sources(texts_of(told, "source", file.name)),
            decrees=moves | {name: first_month(own) for name, own in phasing.items()},
            settings=read_settings(table_of(told, "parameters", file.name), file.stem, rooms),
            weather=None if "weather" not in told else read_weather(told["weather"]),
            phasing=phasing,
            preparation=read_preparation(table_of(told, "preparation", file.name)),
            file=file,
        )


def read_sources(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return keys of the bibliography; an unknown one is refused with the nearest."""
    known = [entry.key for entry in sources()]
    for key in keys:
        if key not in known:
            raise unknown("source", key, known)
    return keys


def read_decrees(told: Mapping[str, object]) -> dict[str, int | None]:
    """Return the month that each decree is moved to, None for never; checked."""
    return {decrees.known(name).id: decrees.parse_date(when) for name, when in told.items()}


def read_preparation(told: Mapping[str, object]) -> dict[str, int]:
    """Return the months for which each decree is prepared; checked."""
    for name, months in told.items():
        if not isinstance(months, int) or isinstance(months, bool) or months < 0:
            raise Refusal(
                f"preparation.{name} is {months!r}. It must be a whole number of months from 0 up."
            )
    return {decrees.known(name).id: int(str(months)) for name, months in told.items()}


def read_weather(told: object) -> str:
    """Return a kind of weather; an unknown one is refused with the nearest."""
    if not isinstance(told, str) or told not in WEATHERS:
        raise Refusal(
            f"There is no weather {told!r}. There is {', '.join(WEATHERS)}."
            f"{nearest(str(told), WEATHERS)}"
        )
    return told


def read_settings(
    told: Mapping[str, object], layer: str = "--set", rooms: Path = ROOMS
) -> tuple[Setting, ...]:
    """Return what is set, by ROOM.PARAMETER[.KEY][@YYYY-MM], checked.

    A value is a number or a switch, or a table of it with the month from which
    it holds and the regions in which it holds.
    """
    return tuple(_setting(name, value, layer, rooms) for name, value in told.items())


def refuse_unquoted(name: str, told: Mapping[str, object]) -> None:
    """Refuse ``room.parameter = value``, which TOML reads as a table of the room, for its quotes.

    >>> refuse_unquoted("fuel", {"active": False})
    Traceback (most recent call last):
    model.errors.Refusal: Write "fuel.active" in quotes: without them the dot parts it in two.
    """
    if "." in name or not told or not told.keys().isdisjoint(_OF_A_FIGURE):
        return
    meant, inner = name, dict[str, object](told)
    while inner and inner.keys().isdisjoint(_OF_A_FIGURE):
        key, below = next(iter(inner.items()))
        meant, inner = f"{meant}.{key}", below if isinstance(below, dict) else {}
    raise Refusal(f'Write "{meant}" in quotes: without them the dot parts it in two.')


def _setting(name: str, told: object, layer: str, rooms: Path) -> Setting:
    if not isinstance(told, Mapping):
        return set_parameter(name, told, layer, folder=rooms)
    refuse_unquoted(name, told)
    refuse_unknown(told, _SETTING, name)
    if "value" not in told:
        raise Refusal(f"{name} has no value.")
    return set_parameter(
        name,
        told["value"],
        layer,
        regions=texts_of(told, "regions", name) if "regions" in told else (),
        since=calendar.month(told["from"]) if "from" in told else None,
        folder=rooms,
    )
