"""How tight supply was, as far as 1956-60 can say, and what the reform of 1957 did over that range.

``python -m experiments.studies.tightness --points 128 --scale 0.1``

A Latin hypercube over the figures that make supply tight or slack. A point is acceptable when
its years 1956-60 look like the record; nothing after 1960 is read. Few points are, so further
waves are drawn about what stands and the closest so far: the ranges that acceptable points
leave may be wider still. Of each figure: that range, and what evidence answers to it. Then, at
acceptable points, the councils of 1957 left alone against ministries that stay. No fill rate of
those years is documented, so none is asked for. Whether a republic sees what it plans between its
councils as one body sees its own is no figure; what agrees is tried both ways.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from experiments.studies.asking import Questions, begin
from experiments.studies.many import Ask, each
from experiments.studies.readings import facts

SEED = 1957
UNTIL = "1960-12"
FIGURES = (
    "capacity.breakdowns",
    "capacity.mending",
    "capacity.reserve",
    "indicator.seen_luck",
    "indicator.strain",
    "targets.known_excess",
    "targets.mobilisation",
    "targets.tautness",
    "supply.catch_up",
    "supply.order_months",
    "assortment.sorts",
    "assortment.renewed",
    "balances.noise_across",
    "balances.centre_posts",
    "hoarding.variance_months",
)
EVIDENCE = {
    "failing": (0.05, 0.25),
    "at_100": (0.30, 0.60),
    "stocks": (0.25, 0.40),
    "input_output": (2.5, 5.0),
    "growth": (10.3, 1.0),
    "growth_a": (11.3, 1.0),
    "growth_b": (8.2, 1.0),
    "growth_planned": (7.6, 1.0),
}
"""Shares and stocks: bands recalled from the literature, means of 1956-60; that of input stocks
over finished goods is of a later decade. Growth, % a year from 1956 to 1960: official figure, of
plans the mean of the laws for 1957-60, and how far off is taken to be the same. Growth is no test
of its own, as technical progress is derived from it: what agrees without it is told too."""
SEEN_ONLY = ("lost", "works_stocks", "fill", "fill_between", "reserve", "taut")
WAVES, PARENTS, STEP = 4, 8, 0.08
"""Waves after the first; closest points that each starts from, steps as parts of each range."""
OTHER_SIGHT = {"balances.republic_inside": True}
LEAST = 5
"""Acceptable points below which nothing is said of the range they leave."""


def ranges() -> dict[str, tuple[float, float]]:
    """Return the range of every figure."""
    from model.parameters import read

    found = {}
    for name in FIGURES:
        room, parameter = name.split(".")
        told = read(room)[parameter]
        found[name] = float(told.low), float(told.high)
    return found


def points(number: int) -> list[dict[str, float]]:
    """Return overrides at the points of a Latin hypercube over all ranges."""
    from scipy.stats import qmc

    unit = qmc.LatinHypercube(len(FIGURES), seed=SEED).random(number)
    bounds = list(ranges().items())
    return [
        {
            name: low + float(u) * (high - low)
            for (name, (low, high)), u in zip(bounds, row, strict=True)
        }
        for row in unit
    ]


def drawn_again(
    drawn: Sequence[Mapping[str, float]], found: Sequence[Mapping[str, float]], number: int
) -> list[dict[str, float]]:
    """Return points about those that come closest to the evidence, inside all ranges.

    Each is one of the closest, drawn by lot, with every figure moved by a normal step.
    """
    import numpy as np

    if not number:
        return []
    bounds = np.array(list(ranges().values()))
    low, high = bounds[:, 0], bounds[:, 1]
    known = np.array([[point[name] for name in FIGURES] for point in drawn])
    closest = np.argsort([misfit(run) for run in found], kind="stable")[:PARENTS]
    lots = np.random.default_rng([SEED, len(drawn)])
    parents = known[lots.choice(closest, number)]
    moved = parents + STEP * (high - low) * lots.standard_normal(parents.shape)
    within = np.clip(moved, low, high)
    return [dict(zip(FIGURES, row.tolist(), strict=True)) for row in within]


def as_it_stands() -> dict[str, float]:
    """Return every figure as it is in force in January 1956."""
    from model.parameters import read

    found = {}
    for name in FIGURES:
        room, parameter = name.split(".")
        told = read(room)[parameter]
        found[name] = told.part(told.entries[0].value, "")
    return found


def misfit(found: Mapping[str, float]) -> float:
    """Return how far a run is off the evidence: squares of what lies outside, in half widths."""
    total = 0.0
    for name, (low, high) in bands().items():
        half = 0.5 * (high - low)
        total += max(0.0, low - found[name], found[name] - high) ** 2 / half**2
    return total


def bands(wider: float = 1.0) -> dict[str, tuple[float, float]]:
    """Return least and greatest that agree, by piece of evidence."""
    return {
        name: (first - wider * second, first + wider * second)
        if name.startswith("growth")
        else (first, second)
        for name, (first, second) in EVIDENCE.items()
    }


def moments(years: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return what a run says of 1956-60, by the names of the evidence and of what is only seen."""

    def mean(name: str) -> float:
        return sum(year[name] for year in years) / len(years)

    planned = [year["plan_growth_industry"] for year in years[1:]]

    def growth(name: str) -> float:
        first, last = years[0][f"reported {name}"], years[-1][f"reported {name}"]
        return float(100.0 * ((last / first) ** (1.0 / (len(years) - 1)) - 1.0))

    return {
        "failing": mean("share_failing_january_plan"),
        "at_100": mean("at_100"),
        "stocks": mean("stocks_to_income"),
        "growth": growth("gross_industrial_output"),
        "growth_a": growth("group_a_output"),
        "growth_b": growth("group_b_output"),
        "growth_planned": sum(planned) / len(planned),
        "input_output": mean("input_output_stock_ratio"),
        "lost": mean("lost_for_inputs"),
        "works_stocks": mean("works_stocks_to_income"),
        "fill": mean("fill_rate"),
        "fill_between": mean("fill_rate_between_regions"),
        "reserve": mean("hidden_reserve"),
        "taut": mean("tautness"),
    }


def kept(found: Mapping[str, float], wider: float = 1.0) -> dict[str, bool]:
    """Return by piece of evidence whether a run agrees; ``wider``: times the slack on growth."""
    return {name: low <= found[name] <= high for name, (low, high) in bands(wider).items()}


def acceptable(found: Mapping[str, float], wider: float = 1.0) -> bool:
    """Return whether a run agrees with all evidence."""
    return all(kept(found, wider).values())


def range_left(values: Any, low: float, high: float) -> tuple[float, float, float]:
    """Return least and greatest, and the distance of the quartiles over half the whole range."""
    import numpy as np

    first, third = np.quantile((np.asarray(values) - low) / (high - low), (0.25, 0.75))
    return float(np.min(values)), float(np.max(values)), float((third - first) / 0.5)


def evidence_told(found: Sequence[Mapping[str, float]]) -> None:
    """Print how many points agree with each piece of evidence, and with all."""
    import numpy as np

    print(f"\n{'1956-60':14}{'asked':>18}{'over all points':>32}{'agree':>8}{'alone fails':>13}")
    said = [kept(run) for run in found]
    for name, (low, high) in EVIDENCE.items():
        values = np.array([run[name] for run in found])
        alone = sum(not one[name] and sum(one.values()) == len(one) - 1 for one in said)
        asked = f"{low:g} +- {high:g}" if name.startswith("growth") else f"{low:g} to {high:g}"
        agree = sum(one[name] for one in said)
        print(f"{name:14}{asked:>18}{_spread(values):>32}{agree:>8}{alone:>13}")
    rest = [name for name in EVIDENCE if not name.startswith("growth")]
    number = sum(all(one[name] for name in rest) for one in said)
    print(f"{number} of {len(found)} agree with all that is not growth")
    for wider in (0.5, 1.0, 2.0):
        number = sum(acceptable(run, wider) for run in found)
        print(f"{number} of {len(found)} agree with all, {wider:g} times the slack on growth")


def _spread(values: Any) -> str:
    import numpy as np

    low, middle, high = np.quantile(values, (0.0, 0.5, 1.0))
    return f"{low:.3f} {middle:.3f} {high:.3f}"


def ranges_told(drawn: Sequence[Mapping[str, float]], good: Sequence[bool]) -> None:
    """Print the range that acceptable points leave of each figure."""
    if sum(good) < LEAST:
        print(f"\nonly {sum(good)} acceptable points: of no figure can a range be told")
        return
    print(f"\n{'figure':28}{'range':>16}{'left at least':>18}{'spread':>8}")
    for name, (low, high) in ranges().items():
        values = [point[name] for point, ok in zip(drawn, good, strict=True) if ok]
        least, most, spread = range_left(values, low, high)
        left = f"{least:.3g} to {most:.3g}"
        print(f"{name:28}{f'{low:g} to {high:g}':>16}{left:>18}{spread:8.2f}")


def answers_told(
    drawn: Sequence[Mapping[str, float]], found: Sequence[Mapping[str, float]]
) -> None:
    """Print rank correlations of figures with evidence over all points: what answers to what."""
    from scipy.stats import spearmanr

    names = (*EVIDENCE, *SEEN_ONLY)
    print("\nrank correlation over all points\n" + " " * 28 + "".join(f"{n:>13}" for n in names))
    for figure in FIGURES:
        one = [point[figure] for point in drawn]
        cells = [spearmanr(one, [run[name] for run in found]).statistic for name in names]
        print(f"{figure:28}" + "".join(f"{cell:13.2f}" for cell in cells))


def seen_told(found: Sequence[Mapping[str, float]], good: Sequence[bool]) -> None:
    """Print what acceptable points say of what nobody recorded."""
    if not any(good):
        return
    print("\nleast, median, greatest 1956-60: all points; acceptable ones")
    for name in SEEN_ONLY:
        every = [run[name] for run in found]
        those = [value for value, ok in zip(every, good, strict=True) if ok]
        print(f"{name:14}{_spread(every):>24}{_spread(those):>28}")


def reform(
    chosen: Sequence[Mapping[str, float]], scale: float, workers: int
) -> list[dict[str, float]]:
    """Return by point what councils left alone changed against ministries that stay, %."""
    asks = [
        Ask({"scenario": name, "scale": scale, "overrides": dict(point)}, UNTIL)
        for point in chosen
        for name in ("ministries_stay", "one_reform")
    ]
    lives = [years for _, years in each(asks, facts, workers)]
    changes = []
    for stay, go in zip(lives[::2], lives[1::2], strict=True):
        of_point = {}
        for year in (1958, 1960):
            for ledger in ("reported", "true"):
                name = f"{ledger} gross_industrial_output"
                before, after = stay[year - 1956][name], go[year - 1956][name]
                of_point[f"{ledger} {year}"] = 100.0 * (after / before - 1.0)
        changes.append(of_point)
    return changes


def reform_told(
    chosen: Sequence[Mapping[str, float]],
    found: Sequence[Mapping[str, float]],
    changes: Sequence[Mapping[str, float]],
) -> None:
    """Print the effect of the reform over points, and what it goes with."""
    import numpy as np
    from scipy.stats import spearmanr

    print(f"\none_reform against ministries_stay at {len(changes)} acceptable points, % of")
    print("industrial output: least, quarter, median, three quarters, greatest")
    for name in changes[0]:
        five = np.quantile([change[name] for change in changes], (0.0, 0.25, 0.5, 0.75, 1.0))
        print(f"{name:16}" + "".join(f"{value:+9.3f}" for value in five))
    if len(changes) < LEAST:
        return
    effect = [change["true 1960"] for change in changes]
    by = {name: [point[name] for point in chosen] for name in FIGURES}
    by |= {name: [run[name] for run in found] for name in (*EVIDENCE, *SEEN_ONLY)}
    print("rank correlation of the true effect in 1960 with")
    for name, values in by.items():
        print(f"    {name:28}{spearmanr(values, effect).statistic:+6.2f}")


def runs(
    drawn: Sequence[Mapping[str, float]], scale: float, workers: int
) -> list[dict[str, float]]:
    """Return the moments of a run at every point."""
    asks = [Ask({"scale": scale, "overrides": dict(point)}, UNTIL) for point in drawn]
    return [moments(years) for _, years in each(asks, facts, workers)]


def told(
    drawn: Sequence[Mapping[str, float]],
    found: Sequence[Mapping[str, float]],
    first: int,
) -> None:
    """Print all that needs no further run; ``first``: points of the first wave."""
    good = [acceptable(run) for run in found]
    evidence_told(found[:first])
    if len(found) > first:
        print(f"later waves: {sum(good[first:])} of {len(found) - first} agree with all")
    ranges_told(drawn, good)
    answers_told(drawn[:first], found[:first])
    seen_told(found, good)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the study and print it."""
    parser = Questions(__doc__)
    parser.whole("--points", 128)
    parser.whole("--again", 64, told="points of the waves after the first")
    parser.scale(0.1)
    parser.workers()
    parser.whole("--reforms", 24, told="acceptable points tried at most")
    asked = parser.told(arguments)
    how = asked.scale, asked.workers
    drawn = points(asked.points)
    own, *found = runs([{}, *drawn], *how)
    print(f"scale {asked.scale}, {asked.points} points, seed 1, to {UNTIL}")
    print("as it stands: " + "  ".join(f"{name} {value:.3f}" for name, value in own.items()))
    known, seen = [as_it_stands(), *drawn], [own, *found]
    for wave in range(WAVES):
        due = asked.points + asked.again * (wave + 1) // WAVES
        again = drawn_again(known, seen, due + 1 - len(known))
        known, seen = known + again, seen + runs(again, *how)
    drawn, found = known[1:], seen[1:]
    told(drawn, found, asked.points)
    every = [n for n, run in enumerate(found) if acceptable(run)]
    good = every[:: math.ceil(len(every) / asked.reforms) or 1]  # spread over all of them
    if good:
        chosen = [drawn[n] for n in good]
        reform_told(chosen, [found[n] for n in good], reform(chosen, *how))
        seen_well = [point | OTHER_SIGHT for point in chosen]
        again = runs(seen_well, *how)
        good = [n for n, run in enumerate(again) if acceptable(run)]
        print(f"\nif republics see as inside, {len(good)} of these {len(chosen)} agree with all")
        if good:
            chosen = [seen_well[n] for n in good]
            reform_told(chosen, [again[n] for n in good], reform(chosen, *how))


if __name__ == "__main__":
    begin(main)
