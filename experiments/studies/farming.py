"""What campaigns did to harvests on the same rain, and how a bad harvest goes through the economy.

``python -m experiments.studies.farming --scale 0.02 --seeds 2``

First harvests, herds and produce beside the record, and grain under normal weather. Then history
against fallow kept, no virgin lands after 1955, and fertiliser given to grain where it gives
most, with the same luck, under measured, described and resampled weather: paths, the difference
with a band over seeds, and what has the same sign under all three; the campaign of 1962 is taken
apart into what it did to fallow and to grass. Then the harvest of 1963 against a normal one in
that year alone: how far it comes through procurement, reserves, mills, herds a year later and
grain from abroad. Then what a kilogram of nutrients gave by zone, and what the best division
among regions would have added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np

from experiments.studies.asking import Questions, begin
from experiments.studies.many import Ask, each

HISTORY = "historical"
SCENARIOS = ("fallow_kept", "no_virgin_lands", "fertiliser_to_grain")
WEATHERS = ("measured", "described", "resampled")
NORMAL = "normal"
PARTS = {
    "fallow not banned, grass cut": {"monoculture.fallow_ceiling": 1.0},
    "grass not cut, fallow banned": {"monoculture.grass_cut": 0.0},
}
"""The campaign of 1962 taken apart; both together are `fallow_kept`."""
CAUSES = (
    "grain", "grain_yield", "grain_area", "clean_fallow_area", "weed_pressure", "erosion_index",
)  # fmt: skip
"""What campaigns are seen in."""
CHAIN = (
    "grain", "grain_procurement", "grain_reserve", "feed_per_head", "food_industry_output",
    "light_industry_output", "pigs", "cattle", "meat", "milk", "eggs", "grain_imports",
    "national_income",
)  # fmt: skip
"""What a harvest goes through, in order."""
FIRST, LAST, BAD, LAST_OF_CHAIN = 1956, 1970, 1963, 1966
QUESTIONS = ("record", "campaigns", "parts", "chain", "fertiliser")
_NOTHING = 5e-5  # of what is compared
SPANS = ((1956, 1961), (1962, 1965), (1966, 1970))


def levels(economy: Any) -> dict[str, Any]:
    """Return the year's true levels by indicator, what was told of it, what fertiliser gave."""
    true, told = (economy.record.annual[ledger].iloc[-1] for ledger in ("true", "reported"))
    found = {name: float(true[name]) for name in dict.fromkeys((*CAUSES, *CHAIN))}
    found |= {f"told {name}": float(told.get(name, true.get(name))) for name in SERIES}
    return found | {"fertiliser": fertiliser(economy)}


def fertiliser(economy: Any) -> dict[str, Any]:
    """Return kg of grain for one more kg of nutrients by zone, and what division cost grain.

    ``zones``: by zone, over its land under grain; ``grain``: mln t at normal weather;
    ``lost``: mln t less than the same nutrients would give, divided by response.
    """
    from model import data
    from model.acreage import GRAIN, THOUSAND
    from model.farmland import FALLOW
    from model.mechanisms import fertiliser as room

    country, farms = economy.countryside, economy.land
    p = economy.law(room.Fertiliser, economy.month - 1)
    area = country.by_region(np.asarray(farms.arable)[:, None] * farms.shares[:, :FALLOW])
    grain = area[:, GRAIN]
    land = grain.sum(axis=1)
    curve, own = p.grain_curve[country.zone], p.grain_own[country.zone]
    share = np.divide(grain, land[:, None], out=np.zeros_like(grain), where=land[:, None] > 0)
    base = (share * country.yields[:, GRAIN]).sum(axis=1)
    dose = (share * country.doses[:, GRAIN]).sum(axis=1)
    best = room.best_doses(float(dose @ land), land, curve, own, base)
    made, could = (float((land * base * room.response(x, curve, own)).sum()) for x in (dose, best))
    last = room.marginal(dose, curve, own, base) * THOUSAND
    zones = {}
    for number, zone in enumerate(data.ZONES):
        here = np.where(country.zone == number, land, 0.0)
        if here.sum() > 0:
            zones[zone] = float(here @ last / here.sum())
    return {"zones": zones, "grain": made / THOUSAND, "lost": (could - made) / THOUSAND}


def cases(questions: Sequence[str]) -> list[tuple[str, str, dict[str, float]]]:
    """Return scenario, weather and what is set for every run that the questions need, once."""
    needed: list[tuple[str, str, dict[str, float]]] = [(HISTORY, WEATHERS[0], {})]
    if "record" in questions:
        needed.append((HISTORY, NORMAL, {}))
    if "campaigns" in questions:
        needed.extend((name, w, {}) for w in WEATHERS for name in (HISTORY, *SCENARIOS))
    if "parts" in questions:
        needed.extend((HISTORY, WEATHERS[0], change) for change in PARTS.values())
    if "fertiliser" in questions:
        needed.append(("fertiliser_to_grain", WEATHERS[0], {}))
    return [one for number, one in enumerate(needed) if one not in needed[:number]]


def asks(scale: float, seeds: int, questions: Sequence[str] = QUESTIONS) -> list[Ask]:
    """Return every run: history and scenarios under each weather, the campaign taken apart."""
    last = LAST if {"campaigns", "parts", "fertiliser"} & {*questions} else LAST_OF_CHAIN
    return [
        Ask(
            {"scenario": name, "weather": w, "scale": scale, "seed": seed, "overrides": change},
            f"{last}-12",
        )
        for name, w, change in cases(questions)
        for seed in range(1, seeds + 1)
    ]


def spared(economy: Any, bad: int = BAD) -> dict[str, Any]:
    """Return the year's levels, and let the weather of a bad year be normal, that one alone."""
    following = FIRST + economy.month // 12
    economy.weather_kind = "normal" if following == bad else economy.layers.weather or "measured"
    return levels(economy)


def case(ask: Ask) -> tuple[str, str]:
    """Return scenario, or part of the campaign, and weather of a run."""
    for name, change in PARTS.items():
        if ask.choices.get("overrides") == change:
            return name, ask.choices["weather"]
    return ask.choices["scenario"], ask.choices["weather"]


def gathered(runs: Sequence[tuple[Ask, Sequence[Mapping[str, Any]]]]) -> dict[Any, Any]:
    """Return (seeds, years) by scenario, weather and indicator."""
    found: dict[Any, list[list[float]]] = {}
    for ask, years in runs:
        for name in dict.fromkeys((*CAUSES, *CHAIN, *(f"told {name}" for name in SERIES))):
            key = *case(ask), name
            found.setdefault(key, []).append([year[name] for year in years])
    return {key: np.array(rows) for key, rows in found.items()}


def differences(found: Mapping[Any, Any], scenario: str, weather: str, name: str) -> Any:
    """Return (seeds, years) scenario over history, less one; plain differences of shares."""
    changed, history = found[scenario, weather, name], found[HISTORY, weather, name]
    if name.endswith("_area"):
        return (changed - history) / 100.0  # mln ha, printed as such
    if name in ("weed_pressure", "erosion_index"):
        return changed - history
    return changed / history - 1.0


def survives(found: Mapping[Any, Any], scenario: str, name: str, span: tuple[int, int]) -> str:
    """Return '+' or '-' if the mean of the span has this sign under every weather, else '?'.

    What would be printed as nothing under every weather is '0'.
    """
    years = slice(span[0] - FIRST, span[1] - FIRST + 1)
    means = [differences(found, scenario, w, name)[:, years].mean() for w in WEATHERS]
    if max(map(abs, means)) < _NOTHING:
        return "0"
    return "+" if min(means) > 0 else "-" if max(means) < 0 else "?"


def _paths(found: Mapping[Any, Any]) -> None:
    """Print history, and what each scenario changes, in % or points."""
    print(f"{'history, measured weather':34}" + "".join(f"{y:>8}" for y in range(FIRST, LAST + 1)))
    for name in CAUSES:
        mean = found[HISTORY, "measured", name].mean(axis=0)
        print(f"  {name:32}" + "".join(f"{x:8.3g}" for x in mean))
    for scenario in SCENARIOS:
        print(
            f"\n{scenario} over history, % (areas: mln ha; weeds, erosion: points), 80 % of seeds"
        )
        heads = "".join(f"{f'{a}-{b}':>24}" for a, b in SPANS)
        print(f"  {'':32}{heads}   the same in all weathers")
        for name in CAUSES:
            for weather in WEATHERS:
                gap = 100.0 * differences(found, scenario, weather, name)
                cells = ""
                for a, b in SPANS:
                    part = gap[:, a - FIRST : b - FIRST + 1].mean(axis=1)
                    low, high = np.quantile(part, (0.1, 0.9))
                    cells += f"{f'{part.mean():+.2f} ({low:+.2f} {high:+.2f})':>24}"
                signs = " ".join(survives(found, scenario, name, span) for span in SPANS)
                print(f"  {f'{name}, {weather}':32}{cells}   {signs}")


def _parts(found: Mapping[Any, Any]) -> None:
    """Print what each part of the campaign of 1962 did."""
    heads = "".join(f"{f'{a}-{b}':>12}" for a, b in SPANS)
    print(f"\nthe campaign of 1962 taken apart, measured weather, same units\n  {'':46}{heads}")
    for scenario in PARTS:
        for name in CAUSES:
            gap = 100.0 * differences(found, scenario, WEATHERS[0], name)
            means = (gap[:, a - FIRST : b - FIRST + 1].mean() for a, b in SPANS)
            print(f"  {f'{scenario}: {name}':46}" + "".join(f"{x:+12.2f}" for x in means))


SERIES = (
    "grain", "grain_area", "grain_yield", "clean_fallow_area", "grain_procurement",
    "grain_imports", "cattle", "meat", "milk", "eggs",
)  # fmt: skip
"""Indicators that stand beside their record."""


def _record(found: Mapping[Any, Any]) -> None:
    """Print history as it was told beside the record, and true grain under normal weather.

    The record counts grain as it left the combine, and so does the ledger that was told.
    """
    from model.data import comparison

    years = range(FIRST, 1966)
    print(f"{'as told; record':34}" + "".join(f"{y:>8}" for y in years))
    for name in SERIES:
        mean = found[HISTORY, WEATHERS[0], f"told {name}"].mean(axis=0)
        told = comparison.record(name)
        print(f"  {name:32}" + "".join(f"{x:8.4g}" for x in mean[: len(years)]))
        print(f"  {'  record':32}" + "".join(f"{told.get(y, np.nan):8.4g}" for y in years))
    calm = found[HISTORY, NORMAL, "grain"].mean(axis=0)
    print(f"  {'true grain, normal weather':32}" + "".join(f"{x:8.4g}" for x in calm[: len(years)]))
    wet = found[HISTORY, WEATHERS[0], "grain"].mean(axis=0)
    gap = 100.0 * (wet / calm - 1.0)
    print(f"  {'of it weather, %':32}" + "".join(f"{x:+8.1f}" for x in gap[: len(years)]))
    print()


def _chain(had: Mapping[Any, Any], spared_it: Mapping[Any, Any], bad: int) -> None:
    """Print the years from the bad harvest on over the same years without it."""
    years = range(bad, min(bad + 4, LAST_OF_CHAIN + 1))
    print(f"\nthe weather of {bad} over a normal {bad}, % (reserve on 1 July and imports: mln t)")
    print(f"  {'':32}" + "".join(f"{y:>8}" for y in years))
    for name in CHAIN:
        with_it, without = (x[HISTORY, "measured", name].mean(axis=0) for x in (had, spared_it))
        plain = name in ("grain_reserve", "grain_imports")
        gap = with_it - without if plain else 100.0 * (with_it / without - 1.0)
        print(f"  {name:32}" + "".join(f"{gap[y - FIRST]:+8.1f}" for y in years))


def _fertiliser(runs: Sequence[tuple[Ask, Sequence[Mapping[str, Any]]]]) -> None:
    """Print responses by zone and losses of division in the first and the last year."""
    print("\nkg of grain for one more kg of nutrients, and grain lost by division, mln t")
    for scenario in (HISTORY, "fertiliser_to_grain"):
        years = next(found for ask, found in runs if case(ask) == (scenario, "measured"))
        for year in (years[0], years[-1]):
            told = year["fertiliser"]
            name = f"{scenario}, {FIRST if year is years[0] else LAST}"
            share = 100.0 * told["lost"] / told["grain"]
            print(f"  {name}: lost {told['lost']:.2f} of {told['grain']:.0f} ({share:.2f} %)")
            print("    " + ", ".join(f"{zone} {x:.1f}" for zone, x in told["zones"].items()))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the study and print it."""
    parser = Questions(__doc__)
    parser.scale(0.02)
    parser.whole("--seeds", 1)
    parser.workers()
    parser.add_argument("--questions", nargs="+", choices=QUESTIONS, default=QUESTIONS)
    parser.whole("--year", BAD, 1957, "the bad harvest of the chain", LAST_OF_CHAIN)
    asked = parser.told(arguments)
    runs = list(each(asks(asked.scale, asked.seeds, asked.questions), levels, asked.workers))
    found = gathered(runs)
    for question, tell in (("record", _record), ("campaigns", _paths), ("parts", _parts)):
        if question in asked.questions:
            tell(found)
    if "chain" in asked.questions:
        calm = [ask for ask, _ in runs if case(ask) == (HISTORY, WEATHERS[0])]
        without = each(calm, partial(spared, bad=asked.year), asked.workers)
        _chain(found, gathered(list(without)), asked.year)
    if "fertiliser" in asked.questions:
        _fertiliser(runs)


if __name__ == "__main__":
    begin(main)
