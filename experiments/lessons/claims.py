"""Whether what a lesson says of the model is so: two runs on one seed, held against a claim."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from experiments.indicators import indicators
from experiments.lessons.read import Claim
from experiments.lessons.read import World as LessonWorld
from experiments.request import DEFAULT, Request, scenario_of, weather_of
from model.indicators.contract import BASE_YEAR

if TYPE_CHECKING:
    from experiments.ensemble import Lived


def request(world: LessonWorld, seed: int, scale: float) -> Request:
    """Return a run of a lesson's world."""
    settings = [f"{name}={value}" for name, value in world.settings]
    decrees = [f"{name}={when}" for name, when in world.decrees]
    scenario = scenario_of((DEFAULT, *world.layers), settings, decrees)
    return Request(
        scenario=scenario,
        scale=scale,
        seed=seed,
        weather=weather_of(world.weather or None, scenario),
    )


def gap(claim: Claim, ours: Lived, theirs: Lived) -> float:
    """Return by how much the claim's world stands above the other, the mean of its years.

    In the unit of the indicator; an index of 1958 stands on the other world's own 1958.
    """
    key = (claim.ledger, claim.indicator)
    first, last = claim.years
    if indicators()[claim.indicator].is_index_of_1958:
        base = float(_column(theirs.levels, key)[BASE_YEAR])
        own, other = (100.0 * _column(run.levels, key) / base for run in (ours, theirs))
    else:
        own, other = _column(ours.annual, key), _column(theirs.annual, key)
    return float((own - other).loc[first:last].mean())


def holds(claim: Claim, gaps: Iterable[float]) -> bool:
    """Say whether a claim is so in every pair of runs.

    >>> from dataclasses import replace
    >>> from experiments.lessons import read
    >>> lower = replace(read("ratchet").claim("reserve_shrinks"), by=0.1)
    >>> holds(lower, [-0.2, -0.11]), holds(lower, [-0.2, -0.09]), holds(lower, [0.2])
    (True, False, False)
    """
    return all(_holds(claim, one) for one in gaps)


def _holds(claim: Claim, told: float) -> bool:
    if claim.sense == "equal":
        return abs(told) <= claim.by
    size = told if claim.sense == "higher" else -told
    return claim.by <= size <= claim.most


def _column(frame: Any, key: tuple[str, str]) -> Any:
    return frame[key]
