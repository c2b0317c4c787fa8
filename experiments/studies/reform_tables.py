"""Tables of the study of 1957: means over seeds with 95 % intervals, rows for printing and CSV."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.paired import paired
from experiments.studies.reform_runs import YEARS, Pair, effects

if TYPE_CHECKING:
    import numpy.typing as npt

QUARTERS = 4
WORKS_BANDS = {"failing": (0.05, 0.25), "at 100-103": (0.30, 0.60)}
STOCKS = (0.25, 0.40)
"""What works and stocks of 1956-60 say of tightness; fill rates are not recorded."""
MEASURES = ("1957", "1958", "1959", "1960", "mean", "dip", "recovery")


class Row(NamedTuple):
    """One figure: of which variant, table, place and measure; hundredths of a logarithm."""

    variant: str
    table: str
    place: str
    measure: str
    mean: float
    low: float
    high: float
    seeds: int


class Effects(NamedTuple):
    """Effects of one variant, a seed a row: (seeds, years[, sectors or regions])."""

    nation: npt.NDArray[np.float64]
    sector: npt.NDArray[np.float64]
    region: npt.NDArray[np.float64]
    residual: npt.NDArray[np.float64]
    herfindahl: npt.NDArray[np.float64]  # (seeds, R)
    own: npt.NDArray[np.float64]  # (seeds, R)


def gathered(pairs: Sequence[Pair]) -> Effects:
    """Return the effects of the seeds together."""
    found = [effects(pair.stayed, pair.reformed) for pair in pairs]
    nation, sector, region, residual = (np.stack(part) for part in zip(*found, strict=True))
    own = np.stack([pair.own for pair in pairs])
    return Effects(nation, sector, region, residual, np.stack([p.herfindahl for p in pairs]), own)


def dip_year(nation: npt.NDArray[np.float64]) -> int:
    """Return the row of the year from 1957 with the lowest national effect, mean of the seeds."""
    return 1 + int(nation.mean(axis=0)[1:].argmin())


def measured(effect: npt.NDArray[np.float64], dip: int) -> npt.NDArray[np.float64]:
    """Return (seeds, 7) the `MEASURES` of (seeds, years) effects; ``dip``: row of the dip."""
    after = effect[:, 1:]
    recovery = effect[:, -1] - effect[:, dip]
    return np.column_stack([after, after.mean(axis=1), effect[:, dip], recovery])


def rows(variant: str, found: Effects, sectors: Sequence[str], regions: Sequence[str]) -> list[Row]:
    """Return every figure of a variant: nation, sectors, regions, residuals, quartiles."""
    dip = dip_year(found.nation)
    told = list(_rows(variant, "nation", "USSR", measured(found.nation, dip)))
    for number, name in enumerate(sectors):
        told += _rows(variant, "sector", name, measured(found.sector[:, :, number], dip))
    for number, name in enumerate(regions):
        told += _rows(variant, "region", name, measured(found.region[:, :, number], dip))
        told += _rows(variant, "residual", name, measured(found.residual[:, :, number], dip))
    for by in ("herfindahl", "own"):
        for table in ("region", "residual"):
            told += _quartile_rows(variant, by, table, found, dip)
    return told


def _quartile_rows(variant: str, by: str, table: str, found: Effects, dip: int) -> Iterator[Row]:
    """Give the quartiles of regions, the last less the first, and the correlation of ranks."""
    key, effect = getattr(found, by), getattr(found, table)
    quarter = quartiles(key)
    of_quarter = [
        measured(np.einsum("syr,sr->sy", effect, part / part.sum(axis=1, keepdims=True)), dip)
        for part in (np.float64(quarter == q) for q in range(QUARTERS))
    ]
    for q, values in enumerate(of_quarter):
        yield from _rows(variant, f"{table} by {by}", f"quartile {q + 1}", values)
    gap = of_quarter[-1] - of_quarter[0]
    yield from _rows(variant, f"{table} by {by}", "4 less 1", gap)
    mean = effect[:, 1:].mean(axis=1)
    ranked = np.array([correlation(a, b) for a, b in zip(key, mean, strict=True)])
    yield from _rows(
        variant, f"{table} by {by}", "correlation of ranks", ranked[:, None], ("mean",)
    )


def quartiles(key: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return (seeds, R) the quartile, 0 to 3, of each region in each seed; ties by row."""
    place = np.argsort(np.argsort(key, axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray(place * QUARTERS // key.shape[1])


def correlation(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> float:
    """Return the correlation of ranks; zero where nothing varies."""
    if np.ptp(one) == 0.0 or np.ptp(other) == 0.0:
        return 0.0
    first, second = (np.argsort(np.argsort(a, kind="stable"), kind="stable") for a in (one, other))
    table: Any = np.corrcoef(np.stack([first, second]))
    return float(table[0, 1])


def _rows(
    variant: str,
    table: str,
    place: str,
    values: npt.NDArray[np.float64],
    measures: Sequence[str] = MEASURES,
) -> Iterator[Row]:
    for column, measure in enumerate(measures):
        told = paired(values[:, column].tolist())
        yield Row(variant, table, place, measure, told.mean, told.low, told.high, told.pairs)


def evidence(pairs: Sequence[Pair]) -> dict[str, float]:
    """Return the means over seeds of what tightness is judged by."""
    return {
        name: float(np.mean([pair.evidence[name] for pair in pairs])) for name in pairs[0].evidence
    }


def allowed(told: dict[str, float]) -> bool:
    """Say whether the shares of works in 1956-60 allow such tightness."""
    return all(low <= told[name] <= high for name, (low, high) in WORKS_BANDS.items())


class Book:
    """The rows of the study, looked up by what they are of."""

    def __init__(self, told: Sequence[Row]) -> None:
        self.rows = list(told)
        self._at = {(r.variant, r.table, r.place, r.measure): r for r in told}

    def __call__(self, variant: str, table: str, place: str, measure: str) -> Row:
        """Return one figure."""
        return self._at[variant, table, place, measure]

    def cells(self, variant: str, table: str, place: str) -> str:
        """Return the measures of a place in one line, the mean with its interval."""
        told = [self(variant, table, place, measure) for measure in MEASURES]
        return " ".join(
            interval(row) if row.measure == "mean" else f"{row.mean:+7.3f}" for row in told
        )

    def to_csv(self, path: Any) -> None:
        """Write all rows."""
        import pandas as pd

        pd.DataFrame(self.rows).to_csv(path, index=False, lineterminator="\n")


def interval(row: Row) -> str:
    """Return a mean with its interval, marked where the interval leaves out zero."""
    mark = "*" if row.low > 0.0 or row.high < 0.0 else " "
    return f"{row.mean:+7.3f} [{row.low:+7.3f},{row.high:+7.3f}]{mark}"


HEAD = " ".join(
    f"{'mean  [95 % interval]':26}" if name == "mean" else f"{name:>7}" for name in MEASURES
)
assert len(YEARS) == MEASURES.index("mean") + 1
