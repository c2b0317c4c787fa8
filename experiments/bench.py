"""What a simulated year costs: seconds, memory, the share of each phase, against the works.

Every measurement is a process of its own, so that its peak memory is its own. The machine's
copy bandwidth stands beside, because columns are bound by memory: two machines compare by it.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from model import calendar
from model.errors import Refusal

MOST_YEARS = 10
MOST_COPIES = 20  # of the whole economy: far beyond what history had
COPIED_BYTES = 2**27
TRIALS = 5
SCENARIO = "historical"
BUILT = "Built from nothing: a run reads from the cache what an earlier one has built."


@dataclass(frozen=True)
class Case:
    """One measurement: how large an economy, for how long."""

    scale: float
    copies: int
    years: int


@dataclass(frozen=True)
class Cost:
    """What one case took."""

    case: Case
    rows: int  # works told apart
    build_seconds: float  # import, population, network, opening state
    year_seconds: float  # per simulated year
    peak_megabytes: float
    phases: dict[str, float] = field(default_factory=dict)  # seconds in all

    @property
    def shares(self) -> dict[str, float]:
        """The share of each phase in the time spent in phases, largest first."""
        total = sum(self.phases.values()) or math.nan
        ordered = sorted(self.phases.items(), key=lambda item: -item[1])
        return {name: seconds / total for name, seconds in ordered}


@dataclass(frozen=True)
class Report:
    """All cases, beside the machine's copy bandwidth."""

    costs: tuple[Cost, ...]
    bandwidth: float  # bn bytes a second, read and written


def cases_of(scales: str, rows: str, years: str) -> tuple[Case, ...]:
    """Return what to measure; lists that make no sense are refused.

    >>> cases_of("0.1", "", "2")
    (Case(scale=0.1, copies=1, years=2),)
    """
    from experiments.request import scale_of

    if not years.isdecimal() or not 1 <= int(years) <= MOST_YEARS:
        raise Refusal(f"--years {years}: expected a whole number from 1 to {MOST_YEARS}.")
    found = [Case(scale_of(text, "--scales"), 1, int(years)) for text in _listed(scales)]
    found += [_case_of_rows(text, int(years)) for text in _listed(rows)]
    if not found:
        raise Refusal("there is nothing to measure: give --scales or --rows.")
    return tuple(dict.fromkeys(found))


def measured(
    cases: Iterable[Case], measure: Callable[[Case], Cost] | None = None, say: bool = True
) -> Report:
    """Measure every case, each in its own process unless `measure` is given."""
    costs = []
    for case in cases:
        if say and sys.stderr.isatty():
            print(f"measuring scale {case.scale:g} x {case.copies} ...", file=sys.stderr)
        costs.append((measure or apart)(case))
    return Report(tuple(costs), copy_bandwidth())


def apart(case: Case) -> Cost:
    """Measure a case in a process of its own."""
    command = [sys.executable, "-m", "experiments.bench", json.dumps(asdict(case))]
    root = Path(__file__).resolve().parents[1]
    alone = {**os.environ, "SEMILETKA_CACHE": "off"}  # building is measured, not reading
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=root, env=alone)
    if done.returncode:
        raise RuntimeError(f"{case} could not be measured:\n{done.stderr}")
    told = json.loads(done.stdout.splitlines()[-1])
    return Cost(**{**told, "case": Case(**told["case"])})


def here(case: Case, economy: Callable[..., Any] | None = None) -> Cost:
    """Measure a case in this process."""
    from experiments.machine import peak_megabytes
    from experiments.running import real_economy

    start = time.perf_counter()
    build = economy or real_economy()
    extra = {"copies": case.copies} if case.copies > 1 else {}
    built = build(scenario=SCENARIO, scale=case.scale, seed=1, **extra)
    begun = time.perf_counter()
    built.run(until=calendar.name(calendar.FIRST_MONTH + 12 * case.years - 1))
    ended = time.perf_counter()
    cost = Cost(
        case,
        len(built.directors),
        begun - start,
        (ended - begun) / case.years,
        peak_megabytes(),
        {name: float(seconds) for name, seconds in built.record.seconds.items()},
    )
    built.close()
    return cost


def copy_bandwidth() -> float:
    """Return how fast this machine copies memory, bn bytes a second read and written."""
    import numpy as np

    origin = np.ones(COPIED_BYTES, dtype=np.uint8)
    target = np.empty_like(origin)
    best = math.inf
    for _ in range(TRIALS + 1):  # the first also maps the pages
        start = time.perf_counter()
        np.copyto(target, origin)
        best = min(best, time.perf_counter() - start)
    return 2 * COPIED_BYTES / best / 1e9


def tell(report: Report, form: str) -> None:
    """Print a report as tables, JSON or CSV."""
    from experiments.show import console, listing

    lines = [_line(cost) for cost in report.costs]
    if form == "json":
        cases = [{**line, "phases": c.phases} for line, c in zip(lines, report.costs, strict=True)]
        print(json.dumps({"copy_gb_per_s": round(report.bandwidth, 2), "cases": cases}, indent=1))
        return
    listing(lines, form, "Cost of a simulated year")
    if form == "table":
        listing(_shares(report.costs), form, "Share of each phase, %")
        said = f"Copy bandwidth of this machine: {report.bandwidth:.1f} bn bytes a second."
        console().print(f"{said}\n{BUILT}")


def _case_of_rows(text: str, years: int) -> Case:
    """Return the case with about so many rows: a scale, or copies of the whole economy."""
    works = works_in_history()
    if not text.isdecimal() or not 1 <= int(text) <= works * MOST_COPIES:
        raise Refusal(
            f"--rows {text}: expected whole numbers from 1 to {works * MOST_COPIES}, "
            f"for instance 5000,50000."
        )
    if int(text) <= works:
        return Case(round(int(text) / works, 6), 1, years)
    return Case(1.0, max(1, round(int(text) / works)), years)


def works_in_history() -> int:
    """Return the number of works at full scale, farms apart."""
    from model.data import table

    rows = table("industry/sector_parameters")
    return round(sum(float(row["n_units_1956"]) for row in rows if row["group"] != "agri"))


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _line(cost: Cost) -> dict[str, object]:
    return {
        "scale": cost.case.scale,
        "copies": cost.case.copies,
        "rows": cost.rows,
        "build, s": round(cost.build_seconds, 2),
        "a year, s": round(cost.year_seconds, 3),
        "ten years, s": round(10 * cost.year_seconds, 1),
        "us a row and month": round(1e6 * cost.year_seconds / 12 / max(cost.rows, 1), 2),
        "peak, MB": round(cost.peak_megabytes),
    }


def _shares(costs: Iterable[Cost]) -> list[dict[str, object]]:
    """Return a line for each phase, a column for each case."""
    shares = {f"{cost.rows:,} rows": cost.shares for cost in costs}
    phases = dict.fromkeys(phase for found in shares.values() for phase in found)
    lines: list[dict[str, object]] = []
    for phase in phases:
        parts = {head: f"{100.0 * found.get(phase, 0.0):.1f}" for head, found in shares.items()}
        lines.append({"phase": phase, **parts})
    return lines


if __name__ == "__main__":
    print(json.dumps(asdict(here(Case(**json.loads(sys.argv[1]))))))
