"""Means over seeds at two scales, with intervals of the difference.

``python -m experiments.studies.scale --seeds 20 --scales 0.1 1.0``

National income, groups A and B (each year over January 1956) and fill rates inside and
between regions. Luck and network are drawn anew for every seed, the same for both scales.
"""

from __future__ import annotations

import argparse
from typing import Any

from experiments.studies.many import Ask, each

OUTPUTS = ("national_income", "group_a_output", "group_b_output")
FILLS = ("fill_rate_within_region", "fill_rate_between_regions")


def levels(economy: Any) -> dict[str, float]:
    """Return the year's levels: outputs in roubles, fill rates as shares."""
    return {name: economy.record.level(name) for name in OUTPUTS + FILLS}


def compare(first: list[float], second: list[float]) -> tuple[float, float]:
    """Return mean and half the 95 % interval of the paired difference second - first."""
    import numpy as np
    from scipy.stats import t

    gap = np.array(second) - np.array(first)
    half = t.ppf(0.975, len(gap) - 1) * gap.std(ddof=1) / np.sqrt(len(gap))
    return float(gap.mean()), float(half)


def main() -> None:
    """Run the study and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--scales", type=float, nargs=2, default=[0.1, 1.0])
    parser.add_argument("--until", default="1965-12")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
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
    main()
