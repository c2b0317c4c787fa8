"""Many small runs in worker processes; each gives back a few numbers and forgets the rest."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from experiments import supervisor


@dataclass(frozen=True)
class Ask:
    """One run: what `SovietEconomy` is built with, and how long it lives."""

    choices: Mapping[str, Any]
    until: str = "1965-12"


def lived(ask: Ask, reading: Callable[[Any], Any]) -> Any:
    """Live one run and return what ``reading`` makes of the economy at each year's end."""
    from model import SovietEconomy
    from model.calendar import month, name

    economy = SovietEconomy(**ask.choices)
    found = []
    for last in range(11, month(ask.until) + 1, 12):
        economy.run(until=name(last))
        found.append(reading(economy))
    economy.close()
    del economy
    gc.collect()  # a run is few objects but large ones: memory would grow before Python looks
    return found


def each(
    asks: Sequence[Ask], reading: Callable[[Any], Any], workers: int
) -> Iterator[tuple[Ask, Any]]:
    """Yield every run's readings in the order asked; a run that fails raises here."""
    found: dict[int, Any] = {}
    following = 0
    for number, result in supervisor.each(asks, partial(lived, reading=reading), workers):
        if isinstance(result, supervisor.Failure):
            raise RuntimeError(f"{asks[number]}: {result.why}\n{result.trace}")
        found[number] = result
        while following in found:
            yield asks[following], found.pop(following)
            following += 1
