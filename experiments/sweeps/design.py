"""A design: what a sweep file asks for, read and checked whole before the first run.

    question  = "What does the fine do?"            # told with the result
    scenarios = ["historical", "ministries_stay"]   # layers of one are joined by +
    seeds     = 20                                  # how many, from 1; or a list
    scale     = 0.1
    to        = "1958-12"
    weather   = "measured"                          # several, as a list, are an axis of a grid
    network_seed = 1
    check     = false
    indicators = ["steel", "coal"]                  # told at the end; all are kept

    [design]
    method    = "latin_hypercube"                   # grid (default), latin_hypercube, sobol, table
    samples   = 64                                  # drawn by the second and the third
    seed      = 1                                   # of that draw
    file      = "points.csv"                        # table: one column a parameter

    [parameters]
    "localism.fine" = { low = 0.0, high = 6.0 }     # see axes.py

None of it need be said, but a file that says nothing is refused. A grid crosses all values; a
table goes through them abreast, from the lists or from a file. Every scenario is lived at every
point with every seed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from experiments.asked import known_indicators, refuse_repeated, seeds_of
from experiments.request import DEFAULT, WEATHERS, Request, choice_of, layers_of, request_of
from experiments.sweeps.axes import WEATHER, Axis, axis_of, column_of
from experiments.sweeps.columns import columns_of
from experiments.sweeps.words import names_of, number_of, switch_of, text_of, whole_of
from model.document import read_document, refuse_unknown, table_of, within
from model.errors import Refusal

TOP = (
    *("question", "scenarios", "seeds", "scale", "to", "weather", "network_seed", "check"),
    *("indicators", "design", "parameters"),
)
DRAW = ("method", "samples", "seed", "file")
GRID, LATIN_HYPERCUBE, SOBOL, TABLE = "grid", "latin_hypercube", "sobol", "table"
METHODS = (GRID, LATIN_HYPERCUBE, SOBOL, TABLE)
DRAWN = (LATIN_HYPERCUBE, SOBOL)
MOST_RUNS = 100_000
SHOWN = ("gross_industrial_output", "national_income", "share_failing_january_plan")


@dataclass(frozen=True)
class Design:
    """A sweep, complete and valid: scenarios x points x seeds."""

    name: str
    question: str
    requests: Mapping[str, Request]  # by scenario, but for their seeds and parameters
    seeds: tuple[int, ...]
    axes: tuple[Axis, ...]
    method: str
    samples: int
    draw: int
    indicators: tuple[str, ...]

    @property
    def points(self) -> int:
        """How many points there are in the space of the parameters."""
        if self.method in DRAWN:
            return self.samples
        if self.method == TABLE:
            return len(self.axes[0].values)
        return math.prod(len(axis.values) for axis in self.axes)

    @property
    def runs(self) -> int:
        """How many runs it takes."""
        return len(self.requests) * len(self.seeds) * self.points


def read_design(file: Path) -> Design:
    """Return the design in a file; whatever cannot be is refused with the name of the file."""
    if file.is_dir():
        raise Refusal(f"{file} is a folder. Name the file that describes a sweep.")
    if not file.is_file():
        raise Refusal(f"There is no file {file}. Name one that describes a sweep.")
    told = read_document(file)
    if not told:
        raise Refusal(f"{file.name} says nothing: it needs parameters, scenarios or seeds.")
    with within(file):
        return design_of(told, file.stem, file.parent)


def design_of(told: Mapping[str, Any], name: str = "sweep", folder: Path = Path()) -> Design:
    """Return the design that a table describes, every part of it checked."""
    refuse_unknown(told, TOP, "a sweep")
    draw = table_of(told, "design", "a sweep")
    refuse_unknown(draw, DRAW, "[design]")
    method = choice_of(text_of(draw.get("method", GRID), "method"), "method", METHODS)
    shown = names_of(told["indicators"], "indicators") if "indicators" in told else SHOWN
    design = Design(
        name=name,
        question=text_of(told.get("question", name), "question"),
        requests=_requests(told),
        seeds=_seeds(told.get("seeds", 1)),
        axes=_weathers(told, method)
        + _axes(table_of(told, "parameters", "a sweep"), method, draw, folder),
        method=method,
        samples=_samples(draw, method),
        draw=whole_of(draw.get("seed", 1), "[design] seed", 0),
        indicators=known_indicators(shown),
    )
    if design.runs > MOST_RUNS:
        raise Refusal(
            f"this takes {design.runs:,} runs ({len(design.requests)} scenarios x "
            f"{design.points:,} points x {len(design.seeds):,} seeds); "
            f"expected at most {MOST_RUNS:,}."
        )
    return design


def _requests(told: Mapping[str, Any]) -> dict[str, Request]:
    """Return the runs by scenario, but for their seeds and parameters."""
    names = names_of(told.get("scenarios", [DEFAULT]), "scenarios")
    refuse_repeated(names)
    choices: Any = {
        "scale": number_of(told.get("scale", 0.1), "scale"),
        "network_seed": whole_of(told.get("network_seed", 1), "network_seed", 0),
        "check": switch_of(told.get("check", False), "check"),
    }
    if "weather" in told and not isinstance(told["weather"], list):
        choices["weather"] = text_of(told["weather"], "weather")
    last = text_of(told.get("to", "1965-12"), "to")
    try:
        return {name: request_of(layers_of([name]), last, choices) for name in names}
    except Refusal as why:
        raise Refusal(str(why).replace("until ", "to ", 1)) from None


def _seeds(told: Any) -> tuple[int, ...]:
    """Return the seeds: so many, or those listed."""
    if isinstance(told, list):
        return seeds_of([whole_of(seed, "seeds", 0) for seed in told], "seeds")
    return seeds_of(whole_of(told, "seeds", 1), "seeds")


def _weathers(told: Mapping[str, Any], method: str) -> tuple[Axis, ...]:
    """Return the axis of the weather, if several kinds of it are asked for."""
    if not isinstance(told.get("weather"), list):
        return ()
    if method != GRID:
        raise Refusal(f"weather is a list, which is an axis of a grid: a {method} takes one.")
    kinds = names_of(told["weather"], "weather")
    refuse_repeated(kinds)
    return (Axis(WEATHER, tuple(choice_of(kind, WEATHER, WEATHERS) for kind in kinds)),)


def _axes(
    told: Mapping[str, Any], method: str, draw: Mapping[str, Any], folder: Path
) -> tuple[Axis, ...]:
    """Return the axes, each as its method wants it, each of a parameter of its own."""
    if method == TABLE:
        axes = _abreast(told, draw, folder)
    elif "file" in draw:
        raise Refusal(f"[design] has a file, which a {method} does not read: a table does.")
    else:
        axes = tuple(axis_of(name, values) for name, values in told.items())
    for axis in axes:
        if method == GRID and not axis.values:
            raise Refusal(f'parameter "{axis.name}": a grid takes values, or a range with steps.')
    if method in DRAWN and not axes:
        raise Refusal(f"a {method} draws parameters, and [parameters] names none.")
    seen: dict[tuple[str, int | None], str] = {}
    for axis in axes:
        first = seen.setdefault(axis.place, axis.name)
        if first is not axis.name:
            raise Refusal(f'parameters "{first}" and "{axis.name}" are one.')
    return axes


def _abreast(told: Mapping[str, Any], draw: Mapping[str, Any], folder: Path) -> tuple[Axis, ...]:
    """Return the columns of a table, of one length, from [parameters] or from a file."""
    if ("file" in draw) == bool(told):
        raise Refusal("a table takes its points from [parameters] or from a file: say one of them.")
    columns = columns_of(folder / text_of(draw["file"], "file")) if "file" in draw else told
    axes = tuple(column_of(name, values) for name, values in columns.items())
    if len({len(axis.values) for axis in axes}) > 1:
        sizes = ", ".join(f"{axis.name} {len(axis.values)}" for axis in axes)
        raise Refusal(f"the columns of a table are of one length, and these are not: {sizes}.")
    return axes


def _samples(draw: Mapping[str, Any], method: str) -> int:
    """Return how many points are drawn."""
    if method not in DRAWN:
        if "samples" in draw:
            raise Refusal(f"[design] has samples, which a {method} does not draw.")
        return 0
    if "samples" not in draw:
        raise Refusal(f"[design] has no samples: how many points a {method} draws.")
    samples = whole_of(draw["samples"], "samples", 1)
    if method == SOBOL and samples & (samples - 1):
        near = 2 ** round(math.log2(samples))
        raise Refusal(f"samples is {samples}: a sobol draws a power of two, for instance {near}.")
    return samples
