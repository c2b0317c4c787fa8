"""Stability over the whole ranges of the parameters.

``python -m experiments.studies.stability --points 256 --scale 0.1``

Sobol points over the range of every numeric parameter of the rooms asked for, all at once; the
other rooms stay as they are: those of plant, hands and goods, or (``--rooms plant plans``) those
of plans as well, or some by name. A table by sector, product, crop or zone is scaled as one, from
half to double as far as its range allows: one figure for all of its rows would give wheat the
yield of beet. A point is stable when no sector outside farming runs below 60 per cent of its
capacity in any year. The others are listed, with what part of its plan the sector made: one
that made it was asked for no more, one that did not ran short.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from experiments.studies.asking import Questions, begin
from experiments.studies.many import Ask, each
from model.errors import Refusal

if TYPE_CHECKING:
    from model.dated import Parameter

FLOOR = 0.6
MET = 0.9
SEED = 1956
NONE = -1  # of the points
MOST_SCALED = 2.0
PLANT = (
    "capacity",
    "construction",
    "defence",
    "fuel",
    "investment",
    "labour",
    "supply",
    "trade",
)
"""Rooms of plant, hands and goods: what the economy is before anybody decides anything."""
PLANS = ("assortment", "balances", "targets")
"""Rooms of plans; behaviour, farms, households and officials are others."""


def numeric_parameters(rooms: Sequence[str]) -> list[Parameter]:
    """Return every parameter that is a number or a table of numbers.

    The ranks of claimants are an order, not a quantity, and stay as they are.
    """
    from model.parameters import read

    return [
        parameter
        for room in rooms
        for parameter in read(room).values()
        if not parameter.is_yes_or_no and parameter.by != "claimant"
    ]


def chosen_rooms(asked: Sequence[str]) -> list[str]:
    """Return rooms by name, each once, of names and groups of them.

    >>> chosen_rooms(["plans", "fuel"])
    ['assortment', 'balances', 'fuel', 'targets']
    """
    from model.parameters import rooms

    groups = {"plant": PLANT, "plans": PLANS, "all": rooms()}
    return sorted({room for name in asked for room in groups.get(name, (name,))})


def points(number: int, rooms: Sequence[str]) -> list[dict[str, float]]:
    """Return settings at ``number`` Sobol points (a power of two) over all ranges."""
    free = numeric_parameters(rooms)  # an unknown room is refused before anything heavy is read
    from scipy.stats import qmc

    unit = qmc.Sobol(len(free), seed=SEED).random(number)
    return [
        {
            where: value
            for parameter, u in zip(free, row, strict=True)
            for where, value in settings(parameter, float(u)).items()
        }
        for row in unit
    ]


def settings(parameter: Parameter, part: float) -> dict[str, float]:
    """Return what a parameter is set to so far (0 to 1) along its range, by row of its table."""
    name = f"{parameter.room}.{parameter.name}"
    if not parameter.by:
        return {name: parameter.low + part * (parameter.high - parameter.low)}
    factor = MOST_SCALED ** (2.0 * part - 1.0)
    value = parameter.entries[0].value
    rows = {key: float(parameter.part(value, key)) for key in parameter.keys}
    return {
        f"{name}.{key}": min(max(row * factor, parameter.low), parameter.high)
        for key, row in rows.items()
    }


def use_of_capacity(economy: Any) -> dict[str, tuple[float, float]]:
    """Return by non-farm sector the year's output over capacity, and over the year's plan.

    Capacity is the year's mean, half of what stood at its beginning and at its end; a sector far
    below it that made its plan was asked for no more, one that missed it was short of supplies.
    """
    import numpy as np

    from model import data

    d = economy.directors
    sectors = len(data.SECTORS)
    of_rows = economy.fates.of_rows
    made = np.bincount(d.sector, weights=of_rows(economy.made_so_far), minlength=sectors)
    asked = np.bincount(d.sector, weights=of_rows(economy.due_so_far), minlength=sectors)
    able = economy.mean_capacity
    return {
        name: (float(made[s] / able[s]), float(made[s] / asked[s]))
        for s, name in enumerate(data.SECTORS)
        if name not in data.FARM_SECTORS
    }


def idle(years: list[dict[str, tuple[float, float]]]) -> dict[str, tuple[float, float, int]]:
    """Return use, fulfilment and year of each sector's worst year, of those below the floor."""
    worst: dict[str, tuple[float, float, int]] = {}
    for number, of_year in enumerate(years):
        for sector, (use, met) in of_year.items():
            if not use >= FLOOR and use < worst.get(sector, (2.0, 0.0, 0))[0]:
                worst[sector] = (use, met, 1956 + number)
    return worst


def _print_settings(asks: Sequence[Ask], number: int) -> None:
    if number >= len(asks):
        raise Refusal(f"--settings-of {number}: points go from 0 to {len(asks) - 1}.")
    for where, value in asks[number].choices["overrides"].items():
        print(f"--set {where}={value:.6g}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the study and print it."""
    parser = Questions(__doc__)
    parser.whole("--points", 256)
    told = "by name, or `plant`, `plans` or `all`"
    parser.add_argument("--rooms", nargs="+", default=["plant"], help=told)
    parser.scale(0.1)
    parser.until("1965-12")
    parser.workers()
    parser.whole("--settings-of", NONE, least=0, told="print what this point is set to, and stop")
    asked = parser.told(arguments)
    chosen = chosen_rooms(asked.rooms)
    asks = [
        Ask({"scale": asked.scale, "overrides": point}, asked.until)
        for point in points(asked.points, chosen)
    ]
    if asked.settings_of >= 0:
        return _print_settings(asks, asked.settings_of)
    print(f"rooms: {', '.join(chosen)}; scale {asked.scale:g}", flush=True)
    stable = short = 0
    for number, (_, years) in enumerate(each(asks, use_of_capacity, asked.workers)):
        low = idle(years)
        stable += not low
        short += any(met < MET for _, met, _ in low.values())
        if low:
            said = (f"{s} {y}: {u:.2f} (plan {m:.2f})" for s, (u, m, y) in sorted(low.items()))
            print(f"point {number}: {', '.join(said)}")
    print(f"{stable} of {asked.points} points without a sector below {FLOOR:.0%} of its capacity")
    if stable < asked.points:
        print(
            f"in {short} of the others such a sector made less than {MET:.0%} of its plan; in the "
            "rest it made so much and was asked for no more"
        )


if __name__ == "__main__":
    begin(main)
