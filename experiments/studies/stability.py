"""Stability over the whole ranges of the parameters.

``python -m experiments.studies.stability --points 256 --scale 0.1``

Sobol points over the range of every numeric parameter of every room, all at once (a table
by sector or product moves as one). A point is stable when no sector outside farming runs
below 60 per cent of its capacity in any year; the others are listed.
"""

from __future__ import annotations

import argparse
from typing import Any

from experiments.studies.many import Ask, each

FLOOR = 0.6
SEED = 1956


def numeric_parameters() -> list[tuple[str, float, float]]:
    """Return name and range of every parameter that is a number or a table of numbers.

    The ranks of claimants are an order, not a quantity, and stay as they are.
    """
    from model.parameters import read, rooms

    found = []
    for room in rooms():
        for name, parameter in read(room).items():
            if parameter.unit != "yes/no" and parameter.by != "claimant":
                found.append((f"{room}.{name}", float(parameter.low), float(parameter.high)))
    return found


def points(number: int) -> list[dict[str, float]]:
    """Return settings at ``number`` Sobol points (a power of two) over all ranges."""
    from scipy.stats import qmc

    names = numeric_parameters()
    unit = qmc.Sobol(len(names), seed=SEED).random(number)
    return [
        {
            name: low + float(u) * (high - low)
            for (name, low, high), u in zip(names, row, strict=True)
        }
        for row in unit
    ]


def use_of_capacity(economy: Any) -> dict[str, float]:
    """Return each non-farm sector's output of the year over its capacity at the year's end."""
    import numpy as np

    from model import data

    d = economy.directors
    sectors = len(data.SECTORS)
    made = np.bincount(d.sector, weights=economy.made_so_far, minlength=sectors) / 12.0
    able = np.bincount(d.sector, weights=economy.capacity, minlength=sectors)
    return {name: float(made[s] / able[s]) for s, name in enumerate(data.SECTORS) if able[s] > 0}


def main() -> None:
    """Run the study and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=256)
    parser.add_argument("--scale", type=float, default=0.1)
    parser.add_argument("--until", default="1965-12")
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    settings = points(asked.points)
    asks = [Ask({"scale": asked.scale, "overrides": point}, asked.until) for point in settings]
    unstable = 0
    for number, (ask, years) in enumerate(each(asks, use_of_capacity, asked.workers)):
        low = {
            (1956 + y, sector): use
            for y, of_year in enumerate(years)
            for sector, use in of_year.items()
            if not use >= FLOOR
        }
        if low:
            unstable += 1
            (year, sector), use = min(low.items(), key=lambda item: item[1])
            where = sorted({sector for _, sector in low})
            print(f"point {number}: {', '.join(where)}; lowest {sector} {year}: {use:.2f}")
            print("   ", {k: round(v, 3) for k, v in ask.choices["overrides"].items()})
    stable = asked.points - unstable
    print(f"{stable} of {asked.points} points stable ({100 * stable / asked.points:.1f} %)")


if __name__ == "__main__":
    main()
