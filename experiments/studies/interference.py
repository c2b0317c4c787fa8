"""Interference: what supervisors, people lent to harvests and the trouble-shooter do.

``python -m experiments.studies.interference --seeds 6 --scale 0.1``

Three questions, each by paired runs on the same luck: how output depends on the number of
party men, who send orders and solve shortages; what a person lent to the harvest costs the works
and brings the farms; what is lost where nobody solves shortages, as supply stands and where it
is made worse. Then what interference adds to the law of May 1957. Money is mln rub in prices
of 1958, net of materials at the norms of the opening, true output.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.studies.asking import Questions, begin
from experiments.studies.many import Ask, each
from experiments.studies.patterns import BAD_CONTRACTS

Change = dict[str, Any]
Life = list[dict[str, float]]

NUMBERS = (0.0, 0.5, 1.0, 2.0, 4.0, 8.0)
"""Party men over those of 1955."""
WORSE: Change = {**BAD_CONTRACTS, "capacity.breakdowns": 0.12, "supply.catch_up": 1.0}
"""Supply made worse; every figure inside its range."""
TOLD = (
    "orders_per_director",
    "rescues_per_official",
    "drafted_labour_share",
    "capacity_lost_to_orders",
    "lost_for_inputs",
    "share_failing_january_plan",
)


def variants() -> dict[str, dict[str, tuple[str, Change]]]:
    """Return by question the variants: scenario, and what is set; the first is the base."""
    plain = "historical"
    alone = {"interference.rescues": 0.0}
    return {
        "party men": {
            f"{number:g} times as many": (plain, {"interference.supervisors": number})
            for number in sorted(NUMBERS, key=lambda n: n != 1.0)
        },
        "party men, supply made worse": {
            f"{number:g} times as many": (plain, WORSE | {"interference.supervisors": number})
            for number in sorted(NUMBERS, key=lambda n: n != 1.0)
        },
        "the harvest": {
            "as it stands": (plain, {}),
            "nobody is lent": (plain, {"interference.most_lent": 0.0}),
            "twice as many may be": (plain, {"interference.most_lent": 0.2}),
            "Moscow protects nobody": (plain, {"interference.far": 1.0}),
        },
        "the trouble-shooter": {
            "as it stands": (plain, {}),
            "nobody solves shortages": (plain, alone),
        },
        "the trouble-shooter, supply made worse": {
            "as it stands": (plain, WORSE),
            "nobody solves shortages": (plain, WORSE | alone),
        },
        "the law of 1957, with interference": {
            "ministries stay": ("ministries_stay", {}),
            "historical": (plain, {}),
        },
        "the law of 1957, without": {
            "ministries stay": ("ministries_stay", {"interference.active": False}),
            "historical": (plain, {"interference.active": False}),
        },
    }


def read(economy: Any) -> dict[str, float]:
    """Return the year: net output of works and of farms, people lent, and what is `TOLD`."""
    import numpy as np

    from model import data

    made = economy.record.year_made()
    net = made * (1.0 - economy.opening.norms.sum(axis=0))
    rows = data.table("industry/products")
    farms = np.array([row["sector"] in data.FARM_SECTORS for row in rows])
    year = economy.record.annual["true"].iloc[-1]
    people = float(np.asarray(economy.directors.employment).sum()) * 12.0
    return {
        "works": float(net[~farms].sum()),
        "farms": float(net[farms].sum()),
        "lent": float(year["drafted_labour_share"]) * people,
        "saved": float(year["harvest_saved"]),
    } | {name: float(year[name]) for name in TOLD}


def lives(
    asked: Mapping[str, tuple[str, Change]], seeds: int, scale: float, until: str, workers: int
) -> dict[str, list[Life]]:
    """Return by variant, for every seed, the readings of each year."""
    asks = [
        Ask({"scenario": name, "scale": scale, "seed": seed, "overrides": change}, until)
        for name, change in asked.values()
        for seed in range(1, seeds + 1)
    ]
    found = [years for _, years in each(asks, read, workers)]
    return {name: found[number * seeds : (number + 1) * seeds] for number, name in enumerate(asked)}


def sums(lived: Sequence[Life], reading: str) -> list[float]:
    """Return a reading added up over years, by seed."""
    return [sum(year[reading] for year in life) for life in lived]


def change(base: Sequence[Life], lived: Sequence[Life], reading: str) -> tuple[float, float]:
    """Return by how much a reading differs over all years, and half its 95 % interval."""
    from experiments.studies.scale import compare

    first, second = sums(base, reading), sums(lived, reading)
    if len(first) < 2:
        return second[0] - first[0], float("nan")
    return compare(first, second)


def told(question: str, found: Mapping[str, list[Life]]) -> list[str]:
    """Return the lines that answer a question."""
    base = next(iter(found.values()))
    whole = {side: sum(sums(base, side)) / len(base) for side in ("works", "farms")}
    lines = [f"\n{question}"]
    for name, lived in found.items():
        line = f"  {name:28}"
        for side in ("works", "farms"):
            gap, half = change(base, lived, side)
            line += f" {side} {100 * gap / whole[side]:+7.3f} % +- {100 * half / whole[side]:.3f}"
        years = sum(len(life) for life in lived)
        means = {n: sum(sums(lived, n)) / years for n in TOLD}
        lines.append(line + "".join(f"  {n} {value:.4g}" for n, value in means.items()))
    return lines


def a_month_lent(found: Mapping[str, list[Life]]) -> str:
    """Return what a month of a person's work at the harvest costs and brings, in rubles."""
    with_them, without = found["as it stands"], found["nobody is lent"]
    months, _ = change(without, with_them, "lent")
    (cost, wide), (brings, apart) = (
        change(without, with_them, side) for side in ("works", "farms")
    )
    each_month = 1000.0 / months
    return (
        f"  a month of one person lent: works {each_month * cost:+.0f} rub "
        f"(+- {each_month * wide:.0f}), farms {each_month * brings:+.0f} "
        f"(+- {each_month * apart:.0f}), of {months / 1000:.1f} mln months"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the questions asked for and print what they come to."""
    parser = Questions(__doc__)
    parser.whole("--seeds", 6)
    parser.scale(0.1)
    parser.until("1960-12")
    parser.workers()
    parser.choices("--questions", list(variants()))
    asked = parser.told(arguments)
    print(f"scale {asked.scale}, {asked.seeds} seeds, 1956 to {asked.until}; added up over years")
    for question, group in variants().items():
        if question not in asked.questions:
            continue
        found = lives(group, asked.seeds, asked.scale, asked.until, asked.workers)
        print("\n".join(told(question, found)))
        if question == "the harvest":
            print(a_month_lent(found))


if __name__ == "__main__":
    begin(main)
