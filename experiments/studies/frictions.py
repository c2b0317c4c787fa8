"""Each friction alone: switched on where all others are off, switched off where all are on.

Three settings. *Bare*: works do as the plan says, nobody hoards, withholds or competes, needs
are seen exactly; texts, luck, plant and building are as ever. *Choosing*: bare, but directors
choose what pays them, without cutting corners or adding weight. *Full*: the model as it
stands. A part of ``experiments.studies.patterns``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Change = dict[str, Any]

PLAIN_GOODS: Change = {
    "indicator.inspected": 1.0,
    "indicator.weight_value": 0.1,
    "indicator.weight_risk": 200.0,
}
"""Every works has an inspector, and weight brings next to nothing."""
NO_RATCHET: Change = {"ratchet.pass_through": 0.0}
NO_BARGAINING: Change = {"ratchet.voice": 0.0, "ratchet.bargaining": 0.0, "ratchet.margin": 0.0}
NO_HUNGER: Change = {
    "construction.ordinary_hunger": 0.0,
    "construction.soft_hunger": 0.0,
    "construction.understated": 0.0,
}
SWITCHES: dict[str, Change] = {
    "hoarding": {"hoarding.active": False},
    "hours": {"balances.hours_bind": False},
    "localism": {"localism.active": False},
    "careers": {"careers.active": False},
    "officials": {"interference.active": False},
    "reorganisation": {"reorganisation.active": False},
    "hunger": NO_HUNGER,
}
"""Frictions that need no choosing director, and what takes each away."""
CHOSEN: dict[str, Change] = {
    "corner-cutting": PLAIN_GOODS,
    "ratchet": NO_RATCHET,
    "bargaining": NO_BARGAINING,
}
"""Those that do."""
BASE = "base"
TAUT: Change = {"targets.tautness": 1.03}


def _all(*changes: Change) -> Change:
    return {name: value for change in changes for name, value in change.items()}


def bare() -> Change:
    """Return the overrides that take all behaviour away."""
    gone = _all(*SWITCHES.values())
    return gone | {"indicator.active": False, "ratchet.active": False}


def without(change: Change, key: Change) -> Change:
    """Return ``change`` less what ``key`` takes away."""
    return {name: value for name, value in change.items() if name not in key}


def groups() -> dict[str, dict[str, Change]]:
    """Return the variants of the three settings; the first of each is its base."""
    nothing = bare()
    one = {BASE: nothing}
    one |= {name: without(nothing, key) for name, key in SWITCHES.items()}
    one["directors choose"] = without(nothing, {"indicator.active": True})
    one["plans from the achieved"] = without(nothing, {"ratchet.active": True})
    one["tautness 1.03"] = nothing | TAUT
    choosing = without(nothing, {"indicator.active": True}) | PLAIN_GOODS
    two = {BASE: choosing}
    two |= {name: without(choosing, key) for name, key in SWITCHES.items()}
    two["corner-cutting"] = without(choosing, PLAIN_GOODS)
    heard = without(choosing, {"ratchet.active": True})
    two["corrections"] = _all(heard, NO_RATCHET, NO_BARGAINING)
    two["corrections, ratchet"] = _all(heard, NO_BARGAINING)
    two["corrections, bargaining"] = _all(heard, NO_RATCHET)
    two["tautness 1.03"] = choosing | TAUT
    three: dict[str, Change] = {BASE: {}}
    three |= {f"no {name}": dict(key) for name, key in {**SWITCHES, **CHOSEN}.items()}
    three["no choice of directors"] = {"indicator.active": False}
    three["plans by plant"] = {"ratchet.active": False}
    three["tautness 1.03"] = dict(TAUT)
    return {
        "bare, one switched on": one,
        "choosing, one switched on": two,
        "full, one switched off": three,
    }


READINGS = {
    "true gross_industrial_output": ("true industry, %", 100.0),
    "true national_income": ("true income, %", 100.0),
    "materials": ("materials, %", 100.0),
    "hands": ("hands, %", 100.0),
    "plant": ("plant, %", 100.0),
    "reported gross_industrial_output": ("reported, %", 100.0),
    "nation_fulfilment": ("fulfilled, %", 100.0),
    "share_failing_january_plan": ("failing, points", None),
}
"""Readings, their headings, and whether the change is relative."""


def told(found: Mapping[str, Mapping[str, list[list[dict[str, float]]]]]) -> None:
    """Print the change of the last year against each setting's base, mean of paired seeds."""
    print("\neach friction alone, change in the last year, mean [half 95 % interval]")
    heads = "".join(f"{head:>20}" for head, _ in READINGS.values())
    for setting, variants in found.items():
        print(f"\n{setting}\n{'':26}{heads}")
        for name, runs in variants.items():
            cells = [_cell(variants[BASE], runs, reading) for reading in READINGS]
            print(f"{name:26}" + "".join(f"{cell:>20}" for cell in cells))


def _cell(base: list[list[dict[str, float]]], runs: Any, reading: str) -> str:
    """Return the base's level, or the change and its interval."""
    from experiments.studies.scale import compare

    before, after = ([run[-1][reading] for run in those] for those in (base, runs))
    if runs is base:
        return f"{sum(before) / len(before):.4g}"
    size = READINGS[reading][1]
    if size is not None:
        after = [size * (a / b - 1.0) for a, b in zip(after, before, strict=True)]
        before = [0.0] * len(after)
    else:
        before, after = ([100.0 * value for value in those] for those in (before, after))
    if len(after) < 2:
        return f"{after[0] - before[0]:+.2f}"
    gap, half = compare(before, after)
    return f"{gap:+.2f} [{half:.2f}]"
