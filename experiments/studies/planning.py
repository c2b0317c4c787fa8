"""Planners: tasks against hours, and output against tautness.

A part of ``experiments.studies.patterns``. Load is lines over what posts can balance, so twice
the tasks at the same hours are half of `balances.lines`. Two figures make plans taut.
`targets.mobilisation` is the climb: what of idle plant December puts to work, on top of the
path to the targets; how taut plans then are is an outcome (January target over capacity,
median works). `targets.tautness` is a margin added by hand; its default is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Runs = Mapping[str, list[list[dict[str, float]]]]

LINES = (2500.0, 5000.0, 10000.0, 20000.0, 40000.0)
MOBILISATION = (0.2, 0.35, 0.5, 0.65, 0.8)
MARGIN = (1.0, 1.015, 1.03, 1.045, 1.06)
RESERVE = (0.03, 0.07)


def hours() -> dict[str, dict[str, Any]]:
    """Return variants: hours from scarce to plenty and without end, with and without padding."""
    found: dict[str, dict[str, Any]] = {}
    for hoards, named in ((True, "padded"), (False, "honest")):
        for lines in LINES:
            found[f"{named} {lines / 1000:g} thousand lines"] = {
                "hoarding.active": hoards,
                "balances.lines": lines,
            }
        found[f"{named} hours without end"] = {
            "hoarding.active": hoards,
            "balances.hours_bind": False,
        }
    return found


def tautness() -> dict[str, dict[str, Any]]:
    """Return variants: climb and margin over their ranges, at two reserves of plant."""
    found: dict[str, dict[str, Any]] = {}
    for reserve in RESERVE:
        held = {"capacity.reserve": reserve}
        for part in MOBILISATION:
            found[f"reserve {reserve:g}, climb {part:g}"] = held | {"targets.mobilisation": part}
        for margin in MARGIN[1:]:
            found[f"reserve {reserve:g}, margin {margin:g}"] = held | {"targets.tautness": margin}
        found[f"reserve {reserve:g}, climb 0.8, margin 1.06"] = held | {
            "targets.mobilisation": MOBILISATION[-1],
            "targets.tautness": MARGIN[-1],
        }
    return found


def _table(found: Runs, readings: Mapping[str, tuple[str, bool]], what: str) -> None:
    """Print means over seeds and years after the first, or of the last year alone."""
    print(f"\n{what}\n{'':40}" + "".join(f"{head:>18}" for head, _ in readings.values()))
    for name, runs in found.items():
        cells = []
        for reading, (_, is_last) in readings.items():
            values = [y[reading] for run in runs for y in (run[-1:] if is_last else run[1:])]
            cells.append(sum(values) / len(values))
        print(f"{name:40}" + "".join(f"{cell:18.4f}" for cell in cells))


def hours_told(found: Runs) -> None:
    """Print what is left unbalanced."""
    readings = {
        "plan_inconsistency": ("inconsistency", False),
        "error_of_needs": ("error of needs", False),
        "gosplan_hours_used": ("hours asked", False),
        "order_padding": ("padding", False),
        "fill_rate": ("fill rate", False),
        "true gross_industrial_output": ("true industry", True),
    }
    _table(found, readings, "tasks against hours, means of the years after the first")


def tautness_told(found: Runs) -> None:
    """Print output over tautness, as asked and as it came out."""
    readings = {
        "tautness": ("target/capacity", True),
        "true gross_industrial_output": ("true industry", True),
        "true national_income": ("true income", True),
        "reported gross_industrial_output": ("reported", True),
        "fill_rate": ("fill rate", False),
        "share_failing_january_plan": ("failing", False),
        "stocks_to_income": ("stocks/income", True),
    }
    _table(found, readings, "output against tautness, the last year")
