"""The effect of the reform of 1957, by region, and what it hangs on.

``python -m experiments.studies.reform --seeds 20 --scale 0.2 --out reform.csv``

Every seed (of luck and of the network) lives twice to December 1960, with the reform and with
the ministries left in place, on common random numbers. The effect is the logarithm of the ratio
of industrial output, in hundredths (about per cent); dip and recovery are those of the year in
which the nation's effect is lowest. From a region's effect the national effects of its sectors
at its own weights are taken: the *residual*, without which a difference between regions may be
no more than what they make. Regions stand in quartiles of concentration (Herfindahl of sectors)
and of own supply, both of 1956 in the run without the reform.

The variants (`experiments.studies.reform_variants`) use their own number of seeds and scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from time import monotonic

import numpy as np

from experiments.studies import reform_tables as tables
from experiments.studies.asking import Questions, begin
from experiments.studies.reform_runs import YEARS, Pair, Task, lived
from experiments.studies.reform_tables import Book, Effects, Row, interval
from experiments.studies.reform_variants import Variant, all_variants, as_it_was
from experiments.supervisor import Failure, each

BASE = "as it was"
PARTS = ("boundaries alone", "behaviour alone", "sites alone")
REPRESENTATIVE = (
    "One works of a product in the whole country cannot be built: plant, builders and limits "
    "belong to\nregions, so a single maker in one of them would leave all others without plant. "
    "One works of a product\nin each region is the fewest there are."
)


def lived_in_full(
    variants: Sequence[Variant], seeds: int, scale: float, workers: int, minutes: float = inf
) -> dict[str, list[Pair]]:
    """Live every variant with every seed, seed by seed.

    After ``minutes`` the seeds count that were lived in full; nothing is returned without one.
    """
    last = monotonic() + 60.0 * minutes
    tasks = [Task(one, seed, scale) for seed in range(1, seeds + 1) for one in variants]
    found: dict[str, list[Pair]] = {one.name: [] for one in variants}
    done: dict[int, Pair] = {}
    for number, result in each(tasks, lived, workers):
        if isinstance(result, Failure):
            task = tasks[number]
            raise SystemExit(f"{task.variant.name}, seed {task.seed}: {result.why}\n{result.trace}")
        done[number] = result
        if monotonic() > last:
            break
    missing = next((n for n in range(len(tasks)) if n not in done), len(tasks))
    whole = missing // len(variants) * len(variants)
    for number in range(whole):
        found[tasks[number].variant.name].append(done[number])
    return found if whole else {}


def entered(found: dict[str, list[Pair]]) -> tuple[Book, dict[str, Effects]]:
    """Return all figures of all variants, and the effects they are of."""
    from model import data

    effects = {name: tables.gathered(pairs) for name, pairs in found.items()}
    told = [
        row
        for name, of_variant in effects.items()
        for row in tables.rows(name, of_variant, data.SECTORS, data.REGIONS)
    ]
    return Book(told), effects


def _apart(book: Book, seeds: int) -> str:
    """Say in how many regions the interval leaves out zero; one seed has none."""
    from model import data

    if seeds == 1:
        return "One seed has no interval: nothing is said of single regions."
    apart = {
        table: sum(
            row.low > 0.0 or row.high < 0.0
            for row in (book(BASE, table, name, "mean") for name in data.REGIONS)
        )
        for table in ("region", "residual")
    }
    return (
        f"Regions whose interval leaves out zero, of {len(data.REGIONS)} (5 in 100 do by "
        f"chance): raw {apart['region']}, residual {apart['residual']}"
    )


def print_regions(book: Book, found: Effects, reform: str) -> None:
    """Print what the reform did, to the nation, its sectors and its regions."""
    from model import data

    seeds = len(found.nation)
    dip = YEARS[tables.dip_year(found.nation)]
    print(f"1. {reform} against ministries_stay, {seeds} seeds; hundredths of a logarithm")
    print(f"   of industrial output; dip: {dip}; * the interval leaves out zero\n")
    print(f"{'':42} {tables.HEAD}")
    print(f"{'USSR':42} {book.cells(BASE, 'nation', 'USSR')}\n")
    for number, name in enumerate(data.SECTORS):
        if np.any(found.sector[:, :, number]):
            print(f"{name:42} {book.cells(BASE, 'sector', name)}")
    print(f"\n{_apart(book, seeds)}\n")
    print(f"{'region':22} {'herf.':>6} {'own':>5}          {tables.HEAD}")
    order = np.argsort(found.residual[:, 1:].mean(axis=(0, 1)), kind="stable")
    for r in order.tolist():
        name, key = data.REGIONS[r], f"{found.herfindahl[:, r].mean():6.3f}"
        own = f"{found.own[:, r].mean():5.3f}"
        print(f"{name:22} {key} {own} raw      {book.cells(BASE, 'region', name)}")
        print(f"{'':34} residual {book.cells(BASE, 'residual', name)}")


def print_quartiles(book: Book, found: Effects) -> None:
    """Print the effect by quartile of concentration and of own supply."""
    print("\n2. By quartile of regions (1: the lowest), plain means over regions\n")
    for by, title in (("herfindahl", "concentration"), ("own", "own supply")):
        key, quarter = getattr(found, by), tables.quartiles(getattr(found, by))
        held = [float(key[quarter == q].mean()) for q in range(tables.QUARTERS)]
        print(f"{title}: means of quartiles {' '.join(f'{value:.3f}' for value in held)}")
        for table, word in (("region", "raw"), ("residual", "residual")):
            print(f"  {word:38}   {tables.HEAD}")
            for place in (*(f"quartile {q + 1}" for q in range(tables.QUARTERS)), "4 less 1"):
                print(f"    {place:38} {book.cells(BASE, f'{table} by {by}', place)}")
            ranked = book(BASE, f"{table} by {by}", "correlation of ranks", "mean")
            print(f"    {'correlation of ranks':38} {interval(ranked)}")
        print()


def print_variants(book: Book, found: dict[str, list[Pair]], variants: Sequence[Variant]) -> None:
    """Print the effect under other circumstances, with the evidence of 1956-60 beside it."""
    print("3. Under other circumstances and 4. what remains; the same on both sides\n")
    print("   nation by year, mean 1957-60, dip, recovery; residual: quartile 4 less 1, mean;")
    print("   1956-60 with the reform: works failing (0.05-0.25), at 100-103 (0.30-0.60),")
    print("   stocks of industry to income (0.25-0.40), fill, growth %; allowed: by both shares")
    print("   of works. What stocks allow is said below\n")
    head = f"{'concentration':>26} {'own supply':>26}  fail  100-3 stock  fill  growth allowed"
    print(f"{'':36} {tables.HEAD} {head}")
    group = ""
    for one in variants:
        if one.group != group:
            group = one.group
            print(f"\n{group}")
        told = tables.evidence(found[one.name])
        gaps = " ".join(
            interval(book(one.name, f"residual by {by}", "4 less 1", "mean"))
            for by in ("herfindahl", "own")
        )
        seen = " ".join(
            f"{told[name]:5.3f}" for name in ("failing", "at 100-103", "stocks", "fill")
        )
        inside = "yes" if tables.allowed(told) else "no"
        line = book.cells(one.name, "nation", "USSR")
        print(f"  {one.name:34} {line} {gaps}  {seen} {100 * told['growth']:6.2f} {inside}")


def print_stocks(found: dict[str, list[Pair]], variants: Sequence[Variant]) -> None:
    """Say what the evidence on stocks allows, and over what range the effect goes."""
    low, high = tables.STOCKS
    told = {one.name: tables.evidence(found[one.name])["stocks"] for one in variants}
    inside = [name for name, value in told.items() if low <= value <= high]
    print(f"\nStocks to income: {min(told.values()):.3f} to {max(told.values()):.3f}; inside")
    print(f"{low:.2f}-{high:.2f}: {', '.join(inside) or 'none'}")


def print_range(book: Book, found: dict[str, list[Pair]], variants: Sequence[Variant]) -> None:
    """Print over what range the effect goes where the shares of works allow the tightness."""
    groups = ("base", "tightness")
    kept = [
        (book(one.name, "nation", "USSR", "mean").mean, one.name)
        for one in variants
        if one.group in groups and tables.allowed(tables.evidence(found[one.name]))
    ]
    if kept:
        (least, first), (most, last) = min(kept), max(kept)
        print(f"\nNational mean 1957-60 over the {len(kept)} settings of tightness allowed:")
        print(f"{least:+.3f} ({first}) to {most:+.3f} ({last})")


def print_parts(book: Book, effects: dict[str, Effects]) -> None:
    """Say which part is arithmetic of boundaries and which is behaviour."""
    print("\n5. Arithmetic of boundaries (hours, links) and behaviour (own first, careers)\n")
    for name in (BASE, *PARTS):
        print(f"  {name:34} {book.cells(name, 'nation', 'USSR')}")
    parts = sum(effects[name].nation for name in PARTS)
    rest = tables.measured(effects[BASE].nation - parts, tables.dip_year(effects[BASE].nation))
    print(
        f"  {'together more than the parts':34} {' '.join(f'{v:+.3f}' for v in rest.mean(axis=0))}"
    )
    for name in ("all six off", "placebo of 1956"):
        found = effects[name]
        most = max(float(np.abs(part).max()) for part in (found.nation, found.sector, found.region))
        print(f"  {name}: largest effect anywhere, any seed: {most:.17g}")
    print(f"\n{REPRESENTATIVE}")


def print_all_variants(
    found: dict[str, list[Pair]], variants: Sequence[Variant], scale: float
) -> list[Row]:
    """Print parts 3 to 5 and return their rows."""
    book, effects = entered(found)
    print(f"Variants: {len(found[BASE])} seeds at scale {scale:g}\n")
    print_variants(book, found, variants)
    print_stocks(found, variants)
    print_range(book, found, variants)
    print_parts(book, effects)
    return [row._replace(variant=f"variants: {row.variant}") for row in book.rows]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the study and print it."""
    parser = Questions(__doc__)
    parser.whole("--seeds", 20)
    parser.scale(0.2)
    parser.whole("--variant-seeds", 8, least=0, told="0: no variants")
    parser.scale(0.1, name="--variant-scale")
    parser.minutes("at most, for variants")
    parser.add_argument("--reform", choices=("one_reform", "historical"), default="one_reform")
    parser.file("--out", "a CSV of every figure")
    parser.add_argument("--variants-only", action="store_true", help="nothing but the variants")
    parser.workers()
    asked = parser.told(arguments)
    if asked.variants_only and not asked.variant_seeds:
        parser.error("--variants-only with --variant-seeds 0 asks nothing.")
    told: list[Row] = []
    if not asked.variants_only:
        whole = lived_in_full([as_it_was(asked.reform)], asked.seeds, asked.scale, asked.workers)
        book, effects = entered(whole)
        print(f"Seeds 1 to {asked.seeds}, scale {asked.scale:g}\n")
        print_regions(book, effects[BASE], asked.reform)
        print_quartiles(book, effects[BASE])
        told += book.rows
    if asked.variant_seeds:
        variants = all_variants(asked.reform)
        found = lived_in_full(
            variants, asked.variant_seeds, asked.variant_scale, asked.workers, asked.minutes
        )
        if found:
            told += print_all_variants(found, variants, asked.variant_scale)
        else:
            print(f"In {asked.minutes:g} minutes not one seed was lived with every variant.")
    if asked.out:
        Book(told).to_csv(asked.out)


if __name__ == "__main__":
    begin(main)
