"""One layer's file, read and checked (its form: model/scenario.py)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from model import calendar, decrees
from model.document import read_document, refuse_unknown, table_of, text_of, texts_of, within
from model.errors import Refusal, nearest
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
            source=texts_of(told, "source", file.name),
            decrees=moves | {name: first_month(own) for name, own in phasing.items()},
            settings=read_settings(table_of(told, "parameters", file.name), file.stem, rooms),
            weather=None if "weather" not in told else read_weather(told["weather"]),
            phasing=phasing,
            preparation=read_preparation(table_of(told, "preparation", file.name)),
        )


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


def _setting(name: str, told: object, layer: str, rooms: Path) -> Setting:
    if not isinstance(told, Mapping):
        return set_parameter(name, told, layer, folder=rooms)
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
