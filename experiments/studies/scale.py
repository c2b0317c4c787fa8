"""Means over seeds at two scales, with intervals of the difference.

``python -m experiments.studies.scale --seeds 20 --scales 0.1 1.0``

National income (at the norms of the opening), groups A and B, and fill rates inside and
between regions. Luck and network are drawn anew for every seed, the same for both scales.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from experiments.studies.asking import Questions, begin
from experiments.studies.many import Ask, each

OUTPUTS = ("national_income", "group_a_output", "group_b_output")
FILLS = ("fill_rate_within_region", "fill_rate_between_regions")


def levels(economy: Any) -> dict[str, float]:
    """Return the year's levels: outputs in mln rub at fixed prices, fill rates as shares.

    Levels and not indices, whose base would hide a difference in the base year.
    """
    import numpy as np

    from model import data

    made = economy.record.year_made()
    rows = data.table("industry/products")
    value = np.array([float(row["value_1958_bn_rub_wholesale"] or 0.0) for row in rows])
    grown = [float(row["output_1958"]) / float(row["output_1955"]) for row in rows]
    price = value / (economy.opening.output * np.array(grown))
    farms = [row["sector"] in data.FARM_SECTORS for row in rows]
    producers = np.where(farms, 0.0, [float(row["group_a_share"] or 0.0) for row in rows])
    consumers = np.where(farms, 0.0, 1.0 - producers)
    income = made * (1.0 - economy.opening.norms.sum(axis=0))
    year = economy.record.annual["true"].iloc[-1]
    return {
        "national_income": float(income.sum()),
        "group_a_output": float((made * price * producers).sum()),
        "group_b_output": float((made * price * consumers).sum()),
    } | {name: float(year[name]) for name in FILLS}


def compare(first: list[float], second: list[float]) -> tuple[float, float]:
    """Return mean and half the 95 % interval of the paired difference second - first."""
    import numpy as np
    from scipy.stats import t

    gap = np.array(second) - np.array(first)
    half = t.ppf(0.975, len(gap) - 1) * gap.std(ddof=1) / np.sqrt(len(gap))
    return float(gap.mean()), float(half)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the study and print it."""
    parser = Questions(__doc__)
    parser.whole("--seeds", 20)
    parser.scale(0.1, 1.0, name="--scales")
    parser.until("1965-12")
    parser.workers()
    asked = parser.told(arguments)
    small, large = asked.scales
    asks = [
        Ask({"scale": scale, "seed": seed, "network_seed": seed}, asked.until)
        for scale in (small, large)
        for seed in range(1, asked.seeds + 1)
    ]
    found = [years for _, years in each(asks, levels, asked.workers)]
    at_small, at_large = found[: asked.seeds], found[asked.seeds :]
    print(f"{'':28} {'year':>5} {f'scale {small}':>12} {f'scale {large}':>12}   difference")
    for name in OUTPUTS + FILLS:
        for year in sorted({0, len(at_small[0]) // 2, len(at_small[0]) - 1}):
            one = [years[year][name] for years in at_small]
            two = [years[year][name] for years in at_large]
            gap, half = compare(one, two)
            mean = sum(one) / len(one)
            unit, size = ("%", 100 / mean) if name in OUTPUTS else ("points", 100.0)
            print(
                f"{name:28} {1956 + year:>5} {mean:12.4g} {sum(two) / len(two):12.4g}   "
                f"{gap * size:+.3f} +- {half * size:.3f} {unit}"
            )


if __name__ == "__main__":
    begin(main)
