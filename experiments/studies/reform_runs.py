"""Runs of the study of 1957: the same seed with the reform and without, and what came of both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.studies.reform_variants import Variant

if TYPE_CHECKING:
    import numpy.typing as npt

FIRST, LAST = 1956, 1960
YEARS = tuple(range(FIRST, LAST + 1))


class Task(NamedTuple):
    """A variant lived twice by one seed, of luck and of the network."""

    variant: Variant
    seed: int
    scale: float


class Pair(NamedTuple):
    """What came of both runs.

    ``stayed``, ``reformed``: (years, 20, 105) industrial output by sector and region, bn rub in
    wholesale prices of 1955, as made (no padding of its value); ``herfindahl``, ``own``: (105,)
    of 1956 without the reform; ``evidence``: of 1956-60 with the reform, what tightness is
    judged by.
    """

    stayed: npt.NDArray[np.float64]
    reformed: npt.NDArray[np.float64]
    herfindahl: npt.NDArray[np.float64]
    own: npt.NDArray[np.float64]
    evidence: dict[str, float]


def lived(task: Task) -> Pair:
    """Live both runs of a task."""
    variant = task.variant
    stay = _begun(task, variant.stay)
    own = _own_supply(stay)
    stay.run(until=f"{LAST}-12")
    stayed = _industry(stay)
    _left(stay)
    reform = _begun(task, variant.reform)
    held = [_stocks(reform.run(until=f"{year}-12"), year) for year in YEARS]
    reformed, evidence = _industry(reform), _evidence(reform) | {"stocks": float(np.mean(held))}
    _left(reform)
    return Pair(stayed, reformed, herfindahl(stayed[0]), own, evidence)


def _begun(task: Task, layers: tuple[str, ...]) -> Any:
    """Return the economy of January 1956."""
    from model import SovietEconomy

    variant = task.variant
    return SovietEconomy(
        list(dict.fromkeys((*variant.layers, *layers))),
        scale=variant.scale or task.scale,
        seed=task.seed,
        network_seed=task.seed,
        overrides=dict(variant.overrides),
        **variant.extras,
    )


def _left(economy: Any) -> None:
    """Close an economy and leave nothing of it: Mesa remembers every model for ever."""
    economy.close()
    vars(economy).clear()


def _own_supply(economy: Any) -> npt.NDArray[np.float64]:
    """Live 1956 and return (105,) what of works' linked inputs came from the own region."""
    from model import data
    from model.claims import Kind

    regions = len(data.REGIONS)
    own, total = np.zeros(regions), np.zeros(regions)
    for _ in range(12):
        economy.step()
        lines = economy.lines
        claims, suppliers = lines.network.claims, lines.network.suppliers
        works = claims.kind[lines.claim] == Kind.WORKS
        place = claims.region[lines.claim][works]
        sent, here = lines.transit[works], suppliers.region[lines.supplier][works] == place
        own += np.bincount(place, weights=sent * here, minlength=regions)
        total += np.bincount(place, weights=sent, minlength=regions)
    return np.divide(own, total, out=np.zeros(regions), where=total > 0)


def _industry(economy: Any) -> npt.NDArray[np.float64]:
    """Return (years, 20, 105) industrial output by sector and region."""
    from model import data
    from model.indicators.weights import weigh

    weights = weigh(economy.opening)
    found = np.zeros((len(YEARS), len(data.SECTORS), len(data.REGIONS)))
    for row, year in enumerate(YEARS):
        made = economy.record.years[year].flows.made
        np.add.at(found[row], weights.sector, weights.wholesale[:, None] * made)
    return found


def _evidence(economy: Any) -> dict[str, float]:
    """Return means of 1956-60 that tell how tight supply was, and how fast industry grew."""
    annual = economy.record.annual.loc[FIRST:LAST]
    output = annual["reported", "gross_industrial_output"]
    return {
        "failing": float(annual["reported", "share_failing_january_plan"].mean()),
        "at 100-103": float(annual["reported", "share_fulfilling_100_103"].mean()),
        "fill": float(annual["true", "fill_rate"].mean()),
        "growth": float((output.iloc[-1] / output.iloc[0]) ** (1 / (LAST - FIRST)) - 1.0),
    }


def _stocks(economy: Any, year: int) -> float:
    """Return stocks of industry at the year's end over the year's national income.

    Inputs and finished goods in works, what is on the way to them, depots; income at the norms
    of the opening.
    """
    from model.claims import Kind

    lines, claims = economy.lines, economy.network.claims
    works = claims.kind[lines.claim] == Kind.WORKS
    held = lines.stock[claims.kind <= Kind.DEPOT].sum() + lines.transit[works].sum()
    held += lines.finished[: len(economy.directors)].sum()
    made = economy.record.years[year].flows.made.sum(axis=1)
    return float(held / (made * (1.0 - economy.opening.norms.sum(axis=0))).sum())


def herfindahl(output: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return (R,) the sum of squared shares of sectors in regions; ``output``: (sectors, R).

    >>> herfindahl(np.array([[1.0, 2.0], [1.0, 0.0]])).tolist()
    [0.5, 1.0]
    """
    total = output.sum(axis=0)
    share = np.divide(output, total, out=np.zeros_like(output), where=total > 0)
    return np.asarray((share**2).sum(axis=0))


def effects(stayed: npt.NDArray[np.float64], reformed: npt.NDArray[np.float64]) -> Any:
    """Return effects in hundredths of a logarithm: nation, sectors, regions, residuals.

    ``stayed``, ``reformed``: (years, sectors, R). The residual takes from a region's effect
    the national effects of its sectors, at its own weights in the run without the reform.
    Shapes: (years,), (years, sectors), (years, R), (years, R); nothing made is no effect.
    """
    nation = _log_ratio(reformed.sum(axis=(1, 2)), stayed.sum(axis=(1, 2)))
    sector = _log_ratio(reformed.sum(axis=2), stayed.sum(axis=2))
    region = _log_ratio(reformed.sum(axis=1), stayed.sum(axis=1))
    total = stayed.sum(axis=1, keepdims=True)
    share = np.divide(stayed, total, out=np.zeros_like(stayed), where=total > 0)
    expected = np.einsum("ysr,ys->yr", share, sector)
    return nation, sector, region, region - expected


def _log_ratio(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> Any:
    made = (one > 0) & (other > 0)
    ratio = np.divide(one, other, out=np.ones_like(one), where=made)
    return 100.0 * np.log(ratio)
