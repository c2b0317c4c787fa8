"""Experiments with the model: single runs, scorecards, lists, measurements of cost.

    from experiments import run
    record = run("historical", seed=1, scale=0.1, decrees={"law_1957_05_10": None})

The functions here are thin: what they need is loaded when they are called, so that the
command line starts quickly. No module of this package may be called `run`, `compare` or
`sweep`: importing it would hide the function of that name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

if TYPE_CHECKING:
    from model.scenario import Scenario

__all__ = ["Choices", "run"]


class Choices(TypedDict, total=False):
    """What may be chosen of a run besides its scenario and its end."""

    scale: float  # above 0, at most 1; 0.1 if not said
    seed: int  # luck; 1 if not said
    network_seed: int  # the draw of works and links; 1 if not said
    overrides: Mapping[str, object]  # {"room.parameter[.key][@1958-04]": value}
    decrees: Mapping[str, str | None]  # {"decree": "1958-04"}, or None for never
    weather: str  # measured, described, resampled, normal
    check: bool  # whether the books are checked after every phase


def run(
    scenario: str | Sequence[str] | Scenario = "historical",
    until: str = "1965-12",
    progress: Callable[[int, int], None] | None = None,
    **choices: Unpack[Choices],
) -> Any:
    """Live one run and return its record.

    Parameters
    ----------
    scenario
        Name of a scenario, names to be stacked, or a stacked scenario.
    until
        Last month, YYYY-MM.
    progress
        Told after each month how many are done, and of how many.
    **choices
        `scale`, `seed`, `network_seed`, `overrides`, `decrees`, `weather`, `check`.

    Returns
    -------
    Record
        ``annual``, ``monthly`` and ``regions``, as the economy keeps them.
    """
    from experiments.request import request_of
    from experiments.running import live

    return live(request_of(scenario, until, choices), progress).record
