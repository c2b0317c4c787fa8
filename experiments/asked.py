"""What is asked of a comparison, checked at the door like a run (`experiments/request.py`)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.indicators import indicators
from experiments.output import check
from experiments.request import (
    FORMATS,
    Request,
    checked,
    choice_of,
    command_line,
    layers_of,
    month_of,
    request_of,
    seed_of,
)
from experiments.store import Store
from experiments.verbs.flags import RunFlags
from model import calendar
from model.errors import Refusal, unknown

if TYPE_CHECKING:
    from experiments import Choices
    from experiments.verbs.compare import CompareFlags
    from model.scenario import Scenario

_SPAN = re.compile(r"\d+ ?(-|\.\.|:|\u2013) ?\d+")  # what is written for from one to another
LEDGERS = ("reported", "true")
MOST_WORKERS = 256
MAIN = (  # what is shown unless other indicators are asked for; the table has all
    "national_income",
    "group_a_output",
    "group_b_output",
    "gross_industrial_output",
    "gross_agricultural_output",
    "consumption_per_head",
    "investment_total",
    "unfinished_construction",
    "fill_rate_within_region",
    "fill_rate_between_regions",
    "tautness",
    "share_failing_january_plan",
    "link_strength",
    "gosplan_hours_used",
    "hidden_reserve",
    "quality",
)


@dataclass(frozen=True)
class Question:
    """A comparison, complete and valid."""

    requests: Mapping[str, Request]
    seeds: tuple[int, ...]
    workers: int
    years: tuple[int, ...]  # shown
    years_asked: bool  # whether the years were named
    indicators: tuple[str, ...]  # shown
    all_asked: bool  # whether the indicators were named, and silence is told
    precision: float
    ledger: str
    regions: bool
    out: Path | None
    store: Store | None
    form: str
    command: str


def question(flags: CompareFlags) -> Question:
    """Return what a command line asks, or refuse it."""
    told = RunFlags(
        last=flags.last,
        scale=flags.scale,
        network_seed=flags.network_seed,
        settings=flags.settings,
        decrees=flags.decrees,
        weather=flags.weather,
        check=flags.check,
    )
    names = [word.strip() for word in flags.scenario or ()]
    _refuse_names(names)
    if flags.out == "":
        raise Refusal("--out is empty. Say which folder is to be made, for instance --out first.")
    requests = {name: checked(replace(told, scenario=[name])) for name in names}
    found = Question(
        requests=requests,
        seeds=seeds_of(flags.seeds),
        workers=workers_of(flags.workers),
        years=years_of(flags.year, full_years(requests[names[0]].last, "--to")),
        years_asked=bool(flags.year),
        indicators=indicators_of(flags.indicators),
        all_asked=flags.indicators is not None,
        precision=_precision(flags.precision),
        ledger=choice_of(flags.ledger, "--ledger", LEDGERS),
        regions=flags.regions,
        out=Path(flags.out) if flags.out else None,
        store=None if flags.store is None else Store(flags.store, "--store"),
        form=choice_of(flags.form, "--format", FORMATS),
        command=command_line(),
    )
    if found.out:
        check(found.out)
    return found


def requests_of(
    scenarios: Sequence[str | Scenario], until: str, choices: Choices
) -> dict[str, Request]:
    """Return the runs that a call from Python compares, by name, but for their seeds."""
    if isinstance(scenarios, str):
        raise Refusal("scenarios is one name. compare() takes a list of at least two.")
    if "seed" in choices:
        raise Refusal("compare() has no argument 'seed': it takes seeds, how many or which.")
    if "indicators" in choices:
        raise Refusal("compare() has no argument 'indicators': its table has them all.")
    names = [one if isinstance(one, str) else one.name for one in scenarios]
    _refuse_names(names)
    full_years(month_of(until, "until"), "until")
    return {
        name: request_of(one, until, choices, "compare()")
        for name, one in zip(names, scenarios, strict=True)
    }


def seeds_of(told: int | str | Iterable[int], name: str = "--seeds") -> tuple[int, ...]:
    """Return the seeds: so many from 1, or those named.

    >>> seeds_of("3"), seeds_of("5,8"), seeds_of(range(2))
    ((1, 2, 3), (5, 8), (0, 1))
    """
    if isinstance(told, str):
        words: list[str] = told.split(",")
        count = len(words) == 1
    elif isinstance(told, Iterable):
        words, count = [str(seed) for seed in told], False
    else:
        words, count = [str(told)], True
    if not words:
        raise Refusal(f"{name} names no seed.")
    if any(_SPAN.fullmatch(word.strip()) for word in words):
        raise Refusal(f"{name} {told}: expected how many, for instance 5, or a list 1,2,3.")
    if count:
        many = seed_of(words[0], name)
        if not 1 <= many <= 100_000:
            raise Refusal(f"{name} {words[0]}: expected how many, from 1 to 100000, or a list 5,8.")
        return tuple(range(1, many + 1))
    seeds = tuple(seed_of(word, name) for word in words)
    if len(set(seeds)) < len(seeds):
        raise Refusal(f"{name} names a seed twice.")
    return seeds


def workers_of(told: str | int | None, name: str = "--workers") -> int:
    """Return how many processes; as many as the machine has cores if not said."""
    if told is None:
        return min(os.cpu_count() or 1, MOST_WORKERS)
    if not str(told).isascii() or not str(told).isdigit() or not 1 <= int(told) <= MOST_WORKERS:
        raise Refusal(f"{name} {told}: expected a whole number from 1 to {MOST_WORKERS}.")
    return int(told)


def full_years(last: int, name: str) -> range:
    """Return the years lived in full up to a month; none is refused."""
    full = range(calendar.FIRST_YEAR, calendar.year_of(last + 1))
    if not full:
        raise Refusal(f"{name} {calendar.name(last)}: a comparison takes at least one full year.")
    return full


def _refuse_names(names: Sequence[str]) -> None:
    if len(names) < 2:
        raise Refusal(
            "compare takes at least two scenarios, for instance compare historical ministries_stay."
        )
    refuse_repeated(names)


def refuse_repeated(names: Sequence[str]) -> None:
    """Refuse scenarios of which two are one, whatever the order of their layers."""
    seen: dict[tuple[str, ...], str] = {}
    for name in names:
        layers = tuple(sorted(layer for layer in layers_of([name]) if layer != "historical"))
        if layers in seen:
            raise Refusal(f"Scenario {name!r} is named twice; a comparison needs two that differ.")
        seen[layers] = name


def years_of(told: Sequence[str] | None, full: range) -> tuple[int, ...]:
    """Return the years shown: those asked for, else the last that is lived in full."""
    found = []
    for word in (one for many in told or () for one in many.split(",")):
        if not full:
            raise Refusal(f"--year {word}: no full year is lived.")
        if not word.strip().isdigit() or int(word) not in full:
            raise Refusal(f"--year {word}: expected a year from {full[0]} to {full[-1]}.")
        found.append(int(word))
    return tuple(dict.fromkeys(found)) or (full[-1],)


def indicators_of(told: str | None, otherwise: tuple[str, ...] = MAIN) -> tuple[str, ...]:
    """Return the indicators shown: those asked for, else the usual ones."""
    if told is None:
        return otherwise
    names = [name.strip() for name in told.split(",") if name.strip()]
    if not names:
        raise Refusal("--indicators is empty. Name some, for instance --indicators steel,coal.")
    found = known_indicators(names)
    if unspoken := [name for name in found if name in silent()]:
        raise Refusal(
            f"--indicators {', '.join(unspoken)}: the model does not speak to that; "
            "`semiletka indicators` says of which it does."
        )
    return found


def silent() -> frozenset[str]:
    """Return the indicators that no run speaks to."""
    from model.indicators.rules import silent as without_rule

    return without_rule()


def known_indicators(names: Sequence[str]) -> tuple[str, ...]:
    """Return indicators, each once; an unknown one is refused with the nearest."""
    for name in names:
        if name not in indicators():
            raise unknown("indicator", name, indicators())
    return tuple(dict.fromkeys(names))


def _precision(told: str) -> float:
    try:
        found = float(told)
    except ValueError:
        found = 0.0
    if not (isfinite(found) and found > 0.0):
        raise Refusal(f"--precision {told}: expected a number above 0, in points or per cent.")
    return found
