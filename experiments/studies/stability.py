"""Stability over the whole ranges of the parameters.

``python -m experiments.studies.stability --points 256 --scale 0.1``

Sobol points over the range of every numeric parameter of every room, all at once (a table
by sector or product moves as one). A point is stable when no sector outside farming runs
below 60 per cent of its capacity in any year. The others are listed, with what part of its
plan the sector made: one that made it was asked for no more, one that did not ran short.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from experiments.studies.asking import Questions, begin
from experiments.studies.many import Ask, each

FLOOR = 0.6
MET = 0.9
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


def use_of_capacity(economy: Any) -> dict[str, tuple[float, float]]:
    """Return by non-farm sector the year's output over capacity, and over the year's plan.

    Capacity is that of the year's end; a sector far below it that made its plan was asked for
    no more, one that missed the plan was short of supplies.
    """
    import numpy as np

    from model import data

    d = economy.directors
    sectors = len(data.SECTORS)
    of_rows = economy.fates.of_rows
    made = np.bincount(d.sector, weights=of_rows(economy.made_so_far), minlength=sectors)
    asked = np.bincount(d.sector, weights=of_rows(economy.due_so_far), minlength=sectors)
    able = 12.0 * np.bincount(d.sector, weights=economy.capacity, minlength=sectors)
    return {
        name: (float(made[s] / able[s]), float(made[s] / asked[s]))
        for s, name in enumerate(data.SECTORS)
        if able[s] > 0
    }


def idle(years: list[dict[str, tuple[float, float]]]) -> dict[str, tuple[float, float, int]]:
    """Return use, fulfilment and year of each sector's worst year, of those below the floor."""
    worst: dict[str, tuple[float, float, int]] = {}
    for number, of_year in enumerate(years):
        for sector, (use, met) in of_year.items():
            if not use >= FLOOR and use < worst.get(sector, (2.0, 0.0, 0))[0]:
                worst[sector] = (use, met, 1956 + number)
    return worst


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the study and print it."""
    parser = Questions(__doc__)
    parser.whole("--points", 256)
    parser.scale(0.1)
    parser.until("1965-12")
    parser.workers()
    asked = parser.told(arguments)
    asks = [
        Ask({"scale": asked.scale, "overrides": point}, asked.until)
        for point in points(asked.points)
    ]
    stable = short = 0
    for number, (_, years) in enumerate(each(asks, use_of_capacity, asked.workers)):
        low = idle(years)
        stable += not low
        short += any(met < MET for _, met, _ in low.values())
        if low:
            said = (f"{s} {y}: {u:.2f} (plan {m:.2f})" for s, (u, m, y) in sorted(low.items()))
            print(f"point {number}: {', '.join(said)}")
    print(f"{stable} of {asked.points} points without a sector below {FLOOR:.0%} of its capacity")
    print(f"{short} with one that was there because it missed its plan by a tenth or more")


if __name__ == "__main__":
    begin(main)
