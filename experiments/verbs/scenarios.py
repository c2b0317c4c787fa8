"""`semiletka scenarios`: the layers there are, what each changes and what it asks."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from experiments.verbs.flags import ListFlags, verb
from model import calendar
from model.errors import Refusal

if TYPE_CHECKING:
    from model.scenario import Layer


@verb(ListFlags)
def scenarios(flags: ListFlags) -> None:
    """List the scenarios and what each asks."""
    from experiments.request import FORMATS, choice_of
    from experiments.show import listing
    from model.scenario import describe, names

    form = choice_of(flags.form, "--format", FORMATS)
    lines = []
    for name in names():
        try:
            lines.append(_line(describe(name)))
        except Refusal as why:  # one broken file does not hide the others
            print(f"semiletka: not listed: {why}", file=sys.stderr)
    listing(lines, form, "Scenarios; several names are stacked", ("scenario", "what", "question"))


def _line(layer: Layer) -> dict[str, object]:
    moved = [
        f"{name}={_when(month)}" + (" (region by region)" if name in layer.phasing else "")
        for name, month in layer.decrees.items()
    ]
    figures = [
        setting.name
        + ("" if setting.month is None else f"@{_when(setting.month)}")
        + f"={setting.value}"
        for setting in layer.settings
    ]
    return {
        "scenario": layer.name,
        "what": layer.what,
        "question": layer.question,
        "decrees": " ".join(moved),
        "preparation": " ".join(f"{name}={months}" for name, months in layer.preparation.items()),
        "parameters": " ".join(figures),
        "weather": layer.weather or "",
        "source": " ".join(layer.source),
    }


def _when(month: int | None) -> str:
    return "never" if month is None else calendar.name(month)
