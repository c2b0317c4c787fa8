"""Plans and people: the patterns that directors, planners and authorities leave.

``python -m experiments.studies.patterns --seeds 20 --scale 0.2``

Bands over seeds of what is documented of 1956-60, as the model stands and where a cause is
taken away or made stronger: bunching, stocks, storming, failing works, corrections, fills.
Then each friction alone (`frictions`), more and fewer hours, more and less taut plans
(`planning`). Luck and network are drawn anew for every seed, the same for all variants.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.studies.asking import Questions, begin
from experiments.studies.many import Ask, each
from experiments.studies.readings import facts

Years = list[dict[str, float]]
Variants = Mapping[str, Mapping[str, Any]]

ON_TIME = {
    "capacity.breakdowns": 0.0,
    "balances.hours_bind": False,
    "localism.active": False,
    "reorganisation.active": False,
}
BAD_CONTRACTS = {
    "balances.lines": 2500.0,
    "balances.noise_inside": 0.04,
    "balances.noise_across": 0.08,
}
THIN = {"supply.catch_up": 1.0, "supply.finished_stock": 0.1, "supply.order_months": 6.0}
CAUSES: Variants = {
    "as it stands": {},
    "linear bonus": {"indicator.linear_bonus": True},
    "supplies on time": ON_TIME,
    "more breakdowns": {"capacity.breakdowns": 0.12},
    "bad contracts": BAD_CONTRACTS,
    "all noise, thin stocks": {"capacity.breakdowns": 0.12, **BAD_CONTRACTS, **THIN},
}
"""What is changed; every figure inside its range."""
WANTED = {
    "share_failing_january_plan": (0.05, 0.25),
    "at_100": (0.30, 0.60),
    "from_97": None,
    "from_103": None,
    "width": None,
    "plan_corrections_down": (0.60, 0.90),
    "storming_share": (0.40, 0.60),
    "input_output_stock_ratio": (2.5, None),
    "months": None,
    "months_meant": None,
    "held_regular": None,
    "held_irregular": None,
    "variation": None,
    "stocks_to_income": (0.25, 0.40),
    "works_stocks_to_income": (0.25, 0.40),
    "fill_rate": None,
    "fill_rate_within_region": None,
    "fill_rate_between_regions": None,
    "reported gross_industrial_output": None,
}
"""Readings (`readings`) and the band that is documented, if one is."""
CAUSED = (
    "at_100",
    "from_103",
    "width",
    "variation",
    "months",
    "months_meant",
    "input_output_stock_ratio",
    "storming_share",
    "share_failing_january_plan",
    "fill_rate",
)
"""Readings that the causes should move."""


def lives(
    variants: Variants, seeds: int, scale: float, until: str, workers: int
) -> dict[str, list[Years]]:
    """Return by variant, for every seed, the facts of each year."""
    asks = [
        Ask({"scale": scale, "seed": seed, "network_seed": seed, "overrides": change}, until)
        for change in variants.values()
        for seed in range(1, seeds + 1)
    ]
    found = [years for _, years in each(asks, facts, workers)]
    return {
        name: found[number * seeds : (number + 1) * seeds] for number, name in enumerate(variants)
    }


def band(values: Sequence[float]) -> tuple[float, float, float]:
    """Return median and 80 % band."""
    import numpy as np

    low, middle, high = np.quantile(np.array(values), (0.1, 0.5, 0.9))
    return float(middle), float(low), float(high)


def verdict(middles: Sequence[float], wanted: tuple[float, float | None] | None) -> str:
    """Say in how many years the median lies in the documented band."""
    if wanted is None:
        return ""
    low, high = wanted
    kept = sum(low <= value <= (float("inf") if high is None else high) for value in middles)
    said = f"at least {low:g}" if high is None else f"{low:g} to {high:g}"
    return f"{kept} of {len(middles)} years in {said}"


def bands(found: Mapping[str, list[Years]]) -> None:
    """Print the bands of every variant, year by year."""
    for name, runs in found.items():
        print(f"\n{name}: median [80 % band] over {len(runs)} seeds, 1956 to {1955 + len(runs[0])}")
        for reading, wanted in WANTED.items():
            years = [band([run[y][reading] for run in runs]) for y in range(len(runs[0]))]
            told = "  ".join(f"{m:6.3f} [{low:6.3f} {high:6.3f}]" for m, low, high in years)
            print(f"{reading:34} {told}  {verdict([m for m, _, _ in years], wanted)}")


def paired(first: Sequence[float], second: Sequence[float]) -> str:
    """Return the mean difference second - first over seeds and half its 95 % interval."""
    from experiments.studies.scale import compare

    if len(first) < 2:
        return f"{second[0] - first[0]:+8.4f}"
    gap, half = compare(list(first), list(second))
    return f"{gap:+8.4f} +- {half:.4f}"


def causes(found: Mapping[str, list[Years]]) -> None:
    """Print, of the last year, what each variant changes against the model as it stands."""
    base, *others = found
    print(f"\nchange against {base!r} in the last year, paired over seeds, +- 95 %")
    for name in others:
        print(name)
        for reading in CAUSED:
            one, two = ([run[-1][reading] for run in found[n]] for n in (base, name))
            print(f"    {reading:32} {paired(one, two)}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the parts asked for and print them."""
    from experiments.studies import frictions, planning

    parser = Questions(__doc__)
    parser.whole("--seeds", 20)
    parser.scale(0.2)
    parser.until("1960-12")
    parser.workers()
    parser.choices("--parts", ("bands", "frictions", "hours", "tautness"))
    asked = parser.told(arguments)
    how = asked.seeds, asked.scale, asked.until, asked.workers
    print(f"scale {asked.scale}, {asked.seeds} seeds, to {asked.until}")
    if "bands" in asked.parts:
        found = lives(CAUSES, *how)
        bands(found)
        causes(found)
    if "frictions" in asked.parts:
        frictions.told({name: lives(group, *how) for name, group in frictions.groups().items()})
    if "hours" in asked.parts:
        planning.hours_told(lives(planning.hours(), *how))
    if "tautness" in asked.parts:
        planning.tautness_told(lives(planning.tautness(), *how))


if __name__ == "__main__":
    begin(main)
