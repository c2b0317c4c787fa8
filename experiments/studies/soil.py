"""What a ban of clean fallow does, over the whole range of what is known of soils.

``python -m experiments.studies.soil --draws 1000``

A field of the dry steppe is farmed for thirty years under every policy at once, by the
equations of the room `soil` and nothing else; the figures of the room are drawn over their
whole ranges, for defaults would prove nothing. Rain is the same every year. Before the first
year fields have been farmed for long with the fallow that the zone had in 1955. Said are: how
often a ban of clean fallow gives more at first and less later than a quarter of fallow does,
when it turns, what share of fallow is best, and what of it herbicide and stubble left standing
would change: over all draws, and over those in which weeds are what was told of them. Then,
what the wind takes by drought and soil.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.studies.asking import Questions, begin

if TYPE_CHECKING:
    from model.mechanisms.soil import Soil
    from model.units import Flags, Quantities

SEED, YEARS, LATER = 1962, 30, 10
"""Of the draws; years farmed; the year from which it is later."""
KEPT, HALF = 0.25, 0.5
"""Fallow in a rotation of four fields, and in one of two."""
TOLD = (0.08, 0.25)
"""Yield that weeds took of old land: the range of `weed_initial` in `farms/agronomy`."""
CROPS_TO_HALF = (4, 6)
"""Crops of new land after which it is half as weedy as it can get: Barayev, recalled there."""
SHARES = np.round(np.arange(0.0, 0.61, 0.02), 2)
ZONE = "dry_steppe_kazakhstan"
PRACTICES = ("active", "herbicide", "stubble_kept", "weeds_on_new_land")
"""Not drawn: what is done to fields, and what old land does not have."""
CALM, GALES = 0, 3


def draws(number: int) -> dict[str, Quantities]:
    """Return (n, 1) figures of the room by name, a Latin hypercube over their whole ranges."""
    from scipy.stats import qmc

    from model.parameters import read

    told = {name: p for name, p in read("soil").items() if name not in PRACTICES}
    unit = qmc.LatinHypercube(len(told), seed=SEED).random(number)
    return {
        name: (float(p.low) + unit[:, [k]] * (float(p.high) - float(p.low)))
        for k, (name, p) in enumerate(told.items())
    }


def room(figures: Mapping[str, Any], **practices: Any) -> Soil:
    """Return the room of January 1956 with other figures, each of them (n, 1)."""
    from model.law import Law
    from model.mechanisms.soil import Soil
    from model.scenario import stack

    return Law(stack(["historical"]))(Soil, 0)._replace(**figures, **practices)


def field(zone: str = ZONE) -> dict[str, float]:
    """Return shares of land of a zone in 1955: grass, row crops, fallow; and of light soil."""
    from model import data
    from model.acreage import ROW_CROPS, column, zone_of_region
    from model.errors import unknown
    from model.farmland import FALLOW, arable_1955, shares_1955

    if zone not in data.ZONES:
        raise unknown("zone", zone, data.ZONES)
    here = zone_of_region() == data.ZONES.index(zone)
    land, shares = arable_1955() * here, shares_1955()
    grass = shares[:, data.CROPS.index("grass")]
    return {
        "grass": float(land @ grass / land.sum()),
        "row": float(land @ shares[:, ROW_CROPS].sum(axis=1) / land.sum()),
        "fallow": float(land @ shares[:, FALLOW] / land.sum()),
        "light": float(land @ column("light_soil_share") / land.sum()),
    }


def harvests(
    p: Soil, fallow: Quantities, at: Mapping[str, float], rain: float = 1.0, spring: int = CALM
) -> tuple[Quantities, Quantities]:
    """Return (years, n, k) grain of a hectare of land over that of stubble, and (n, k) soil lost.

    ``fallow``: (k,) shares of land kept fallow from the first year on; before it was what ``at``
    says, for so long that weeds stand in balance with it.
    ``spring``: class of every spring's wind; soil lost in t/ha over all years.
    """
    from model.mechanisms import soil

    size = np.broadcast_shapes(np.shape(p.weed_growth), fallow.shape)
    before, gone = np.full(size, at["fallow"]), np.zeros(size)
    now = np.broadcast_to(fallow, size)
    grass, row = (np.full(size, at[name]) for name in ("grass", "row"))
    sown = 1.0 - now - grass - row
    weeds, fertility = np.broadcast_to(opening_weeds(p, at), size), np.ones(size)
    found = np.empty((YEARS, *size))
    for year in range(YEARS):
        water = soil.water(soil.rested(before, now), np.full(size, rain), p.fallow_premium, p)
        lost = soil.blown_out(np.full(size, spring), np.full(size, at["light"]), p)
        found[year] = sown * fertility * (1.0 - weeds) * water * (1.0 - lost)
        cover = soil.cover(now, grass, sown * p.winter_sown, p)
        blown = soil.blown(np.full(size, spring), np.full(size, at["light"]), cover, p)
        gone += blown
        fertility = soil.fertility_next(fertility, blown, grass, p)
        late = sown * p.late_sown
        weeds = soil.weeds_next(weeds, now, grass, row, late, p)
        before = now
    return found, gone


def opening_weeds(p: Soil, at: Mapping[str, float]) -> Quantities:
    """Return (n, 1) yield lost to weeds where land has long been farmed as in 1955."""
    from model.mechanisms import soil

    fallow, grass, row = (np.asarray(at[name]) for name in ("fallow", "grass", "row"))
    return soil.weeds_in_balance(fallow, grass, row, (1.0 - fallow - grass - row) * p.late_sown, p)


def as_told(p: Soil, at: Mapping[str, float]) -> Flags:
    """Return (n,) whether weeds of old land, and how soon they come to new land, are as told."""
    from model.mechanisms import soil

    weeds, none = np.full_like(p.weed_growth, p.weeds_on_new_land), np.zeros(1)
    clean = np.zeros(weeds.shape)
    for _ in range(CROPS_TO_HALF[1]):
        clean += weeds < 0.5 * p.weed_ceiling
        weeds = soil.weeds_next(weeds, none, none, none, none, p)
    old = opening_weeds(p, at)
    soon = (clean >= CROPS_TO_HALF[0] - 1) & (clean < CROPS_TO_HALF[1])
    return np.asarray(soon & (old >= TOLD[0]) & (old <= TOLD[1]))[:, 0]


def turns(banned: Quantities, kept: Quantities) -> Quantities:
    """Return (n,) the first year, from 1, in which a ban gives less; above all if in none."""
    less = banned < kept
    return np.where(less.any(axis=0), less.argmax(axis=0) + 1, len(banned) + 1)


def study(number: int, zone: str = ZONE) -> dict[str, Any]:
    """Return what the draws say, by name: shares of draws, (n,) years and best shares of fallow."""
    figures, at = draws(number), field(zone)
    plain, modern = room(figures), room(figures, herbicide=1.0, stubble_kept=1.0)
    grain, _ = harvests(plain, SHARES, at)
    kept = harvests(plain, np.array([0.0, KEPT, HALF]), at)[0]
    ban, quarter, half = (kept[:, :, k] for k in range(3))
    later = grain[LATER:].mean(axis=0)
    sprayed = harvests(modern, SHARES, at)[0][LATER:].mean(axis=0)
    turn = turns(ban, quarter)
    return {
        "told": as_told(plain, at),
        "first": ban[0] / quarter[0] - 1.0,
        "later": ban[LATER:].mean(axis=0) / quarter[LATER:].mean(axis=0) - 1.0,
        "both": (ban[0] > quarter[0]) & (ban[LATER:].mean(axis=0) < quarter[LATER:].mean(axis=0)),
        "turn": turn,
        "summed": turns(np.cumsum(ban, axis=0), np.cumsum(quarter, axis=0)),
        "best": SHARES[later.argmax(axis=1)],
        "half": half[LATER:].mean(axis=0) / quarter[LATER:].mean(axis=0) - 1.0,
        "sprayed best": SHARES[sprayed.argmax(axis=1)],
        "sprayed": sprayed[:, 0] / sprayed[:, SHARES.searchsorted(KEPT)] - 1.0,
        "why": _why(figures, ban[LATER:].mean(axis=0) / quarter[LATER:].mean(axis=0)),
    }


def _why(figures: Mapping[str, Quantities], result: Quantities) -> dict[str, float]:
    """Return rank correlations of a result with the figures, the strongest first."""
    from scipy.stats import spearmanr

    found = {name: float(spearmanr(x[:, 0], result)[0]) for name, x in figures.items()}
    return dict(sorted(found.items(), key=lambda item: -abs(item[1])))


def wind(number: int) -> dict[tuple[str, str], Quantities]:
    """Return (n,) fertility lost to the wind in ten years by spring and soil, a quarter fallow."""
    figures, at = draws(number), field()
    p, found = room(figures), {}
    for spring, name in ((CALM, "calm"), (GALES, "drought and gales")):
        for light, kind in ((0.0, "heavy"), (1.0, "light")):
            _, gone = harvests(p, np.array([KEPT]), at | {"light": light}, spring=spring)
            lost = p.fertility_lost * gone * (10.0 / YEARS)
            found[name, kind] = lost[:, 0]
    return found


def _quantiles(values: Quantities, unit: float = 1.0) -> str:
    low, middle, high = np.quantile(values, (0.1, 0.5, 0.9)) * unit
    return f"{low:6.1f} {middle:6.1f} {high:6.1f}"


def _tell(found: Mapping[str, Any], mine: Flags) -> None:
    """Print what those draws say that are ``mine`` (n,)."""
    of = {name: found[name][mine] for name in found if name not in ("told", "why")}
    print(f"\n{'ban of fallow against a quarter, %':44}{'10 %':>6} {'half':>6} {'90 %':>6}")
    for said, name in (
        ("grain in the first year", "first"),
        (f"mean of years {LATER + 1} to {YEARS}", "later"),
        ("half fallow against a quarter, later", "half"),
        ("the same ban with herbicide and stubble", "sprayed"),
        ("best share of fallow", "best"),
        ("best share with herbicide and stubble", "sprayed best"),
    ):
        print(f"{said:44}{_quantiles(of[name], 100.0)}")
    print("\nshare of draws, %")
    for said, share in (
        ("the ban gives more at first and less later", of["both"]),
        ("the ban gives less already in the first year", of["first"] < 0),
        ("a half of fallow is worse than a quarter", of["half"] < 0),
        ("some fallow is best", of["best"] > 0),
        ("continuous wheat is best with herbicide and stubble", of["sprayed best"] == 0),
    ):
        print(f"{said:56}{100 * share.mean():6.1f}")
    print("\nyear in which the ban gives less, share of draws, %; and all of it so far")
    for first, last in ((1, 1), (2, 2), (3, 3), (4, 5), (6, 10), (11, YEARS), (YEARS + 1,) * 2):
        name = "never" if first > YEARS else f"{first}" if first == last else f"{first}-{last}"
        print(f"{name:>8}" + "".join(
            f"{100 * ((t >= first) & (t <= last)).mean():8.1f}" for t in (of["turn"], of["summed"])
        ))  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the study and print it."""
    parser = Questions(__doc__)
    parser.whole("--draws", 1000, least=10)
    parser.add_argument("--zone", default=ZONE)
    asked = parser.told(arguments)
    found = study(asked.draws, asked.zone)
    told = found["told"]
    print(f"{asked.draws} draws over the whole ranges, the same rain every year, {asked.zone}")
    _tell(found, np.ones_like(told))
    low, high = TOLD
    print(
        f"\nof them {told.sum()} in which weeds take {low:.0%} to {high:.0%} of old land's yield "
        f"and new land is\nhalf as weedy as it can get after {CROPS_TO_HALF[0]} to "
        f"{CROPS_TO_HALF[1]} crops"
    )
    if told.any():
        _tell(found, told)
    print("\nwhat the loss later goes with (rank correlation)")
    for name, strength in list(found["why"].items())[:6]:
        print(f"  {name:20}{strength:+.2f}")
    print(f"\n{'fertility lost to wind in ten years, %':44}{'10 %':>6} {'half':>6} {'90 %':>6}")
    for (spring, kind), lost in wind(asked.draws).items():
        print(f"{f'{spring}, {kind} soil':44}{_quantiles(lost, 100.0)}")


if __name__ == "__main__":
    begin(main)
