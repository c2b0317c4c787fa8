"""What the effect of the reform of 1957 may depend on, and what may remain of it without it.

Each variant changes both sides of the comparison alike, the economy with the reform and the
one without, so that the difference is the reform's under other circumstances.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from model.parameters import read

STAY = "ministries_stay"
FLOOR = 0.0001
"""A scale at which every region has one works of a product."""
ROOMS = {
    "hours": "balances.hours_bind",
    "links": "reorganisation.active",
    "own first": "localism.active",
    "careers": "careers.active",
    "sites": "construction.active",
    "officials": "interference.active",
}
"""What a change of order works through, and the switch of each.

Hours and links are arithmetic of boundaries: nobody chooses anything. Own first and careers are
behaviour of authorities. Officials send orders where posts are, and bring help from wherever a
secretary can ask for it. Sites (whose limits new ones count against) is a rule on whose interests
nobody acts. Without `construction` what is spent is plant at once, whoever starts.
"""

_MILD_IF_HIGH = {
    "superior_orders": False,
    "order_hours": False,
    "management": False,
    "far": True,
    "most_lent": False,
}
"""Figures of officials, and whether the high end of the range is the mild one."""


@dataclass(frozen=True)
class Variant:
    """One set of circumstances.

    ``layers`` and ``overrides`` hold on both sides, ``reform`` and ``stay`` on one; ``extras``
    go to `SovietEconomy`; ``scale`` replaces the study's where given.
    """

    group: str
    name: str
    overrides: Mapping[str, Any] = field(default_factory=dict)
    layers: tuple[str, ...] = ()
    reform: tuple[str, ...] = ("one_reform",)
    stay: tuple[str, ...] = (STAY,)
    extras: Mapping[str, Any] = field(default_factory=dict)
    scale: float | None = None


def as_it_was(reform: str) -> Variant:
    """Return the reform under the figures in force; ``reform``: the scenario that has it."""
    return Variant("base", "as it was", reform=(reform,))


def all_variants(reform: str) -> list[Variant]:
    """Return every variant, the reform as it was first."""
    found = [as_it_was(reform), *_circumstances(), *_tightness(), *_remains(), *_rooms()]
    return [_under(one, reform) for one in found]


def _under(variant: Variant, reform: str) -> Variant:
    """Return the variant of another scenario that has the reform."""
    layers = tuple(reform if name == "one_reform" else name for name in variant.reform)
    return replace(variant, reform=layers)


def _circumstances() -> list[Variant]:
    """Return other hours, fines, officials, rivalry, preparation."""
    found = [
        Variant("hours", f"lines {lines}", {"balances.lines": float(lines)})
        for lines in (2500, 5000, 20000, 40000)
    ]
    inside = {"balances.republic_inside": True}
    found += [
        Variant("hours", f"centre {part:g}", {"balances.centre_posts": part})
        for part in (0.03, 0.05, 0.2, 0.3)
    ]
    found += [
        Variant("hours", f"lines {lines}, centre {part:g}",
                {"balances.lines": float(lines), "balances.centre_posts": part})
        for lines, part in ((30000, 0.03), (5000, 0.2))  # the load of the centre as it is
    ]  # fmt: skip
    counted = {"balances.work_of_link": 0.00125, "balances.lines": 20000.0}
    found += [
        Variant("hours", "half the work is links", counted),
        Variant("hours", "republics see as inside", inside),
        Variant(
            "hours",
            "republics see as inside, centre 0.03",
            inside | {"balances.centre_posts": 0.03},
        ),
        Variant(
            "hours",
            "offices of sales stay",
            extras={"decrees": {"gosekonomkomissiia_1957": "never"}},
        ),
        Variant("plan", "over-fulfilment taken out", {"targets.known_excess": 1.0}),
    ]
    found += [Variant("fine", f"fine {fine}", {"localism.fine": float(fine)}) for fine in (0, 3, 6)]
    found += [
        Variant("officials", f"{name} figures of officials", figures)
        for name, figures in {"least": _officials(True), "greatest": _officials(False)}.items()
    ]
    found += [
        Variant("rivalry", "rivalry 0", {"localism.rivalry": 0.0}),
        Variant(
            "rivalry",
            "rivalry 0, careers off",
            {"localism.rivalry": 0.0, "careers.active": False},
        ),
        Variant("rivalry", "drive 0.3", {"careers.drive": 0.3}),
        Variant("preparation", "24 months", reform=("one_reform", "prepared_1957")),
        Variant("preparation", "24 months, in steps", reform=("one_reform", "gradual_1957")),
        Variant("preparation", "loss 0.5", {"reorganisation.loss": 0.5}),
        Variant("preparation", "loss 0.1", {"reorganisation.loss": 0.1}),
    ]
    return found


def _officials(is_mild: bool) -> dict[str, float]:
    """Return figures of officials, each at the mild or the harsh end of its range."""
    known = read("interference")
    return {
        f"interference.{name}": known[name].high if mild_if_high is is_mild else known[name].low
        for name, mild_if_high in _MILD_IF_HIGH.items()
    }


def _tightness() -> list[Variant]:
    """Return the ends of what decides how tight supply is, one by one and together."""
    ends = {
        "capacity.reserve": (0.03, 0.15),
        "targets.mobilisation": (0.2, 1.0),
        "targets.tautness": (1.06,),
        "targets.catch_up": (0.0, 0.1),
        "supply.catch_up": (1.0, 1.25),
        "capacity.breakdowns": (0.0, 0.12),
        "indicator.seen_luck": (0.0, 1.0),
    }
    found = [
        Variant("tightness", f"{name} {value:g}", {name: value})
        for name, values in ends.items()
        for value in values
    ]
    tight = {"capacity.reserve": 0.03, "targets.mobilisation": 1.0}
    tightest = tight | {"targets.tautness": 1.06, "supply.catch_up": 1.0}
    slack = {"capacity.reserve": 0.15, "targets.mobilisation": 0.2, "supply.catch_up": 1.25}
    found += [
        Variant("tightness", "reserve 0.03, mobilisation 1", tight),
        Variant("tightness", "tightest", tightest),
        Variant("tightness", "slackest", slack),
        Variant("tightness", "tightest, lines 2500", tightest | {"balances.lines": 2500.0}),
    ]
    return found


def _remains() -> list[Variant]:
    """Return the benchmarks: without choice, without numbers, in other places, without content."""
    placebo = Variant("remains", "placebo of 1956", reform=(STAY, "placebo_1956"))
    return [
        Variant("remains", "zero intelligence", layers=("zero_intelligence",)),
        Variant("remains", "one works a product and region", scale=FLOOR),
        Variant("remains", "concentration permuted", extras={"regions": "permuted"}),
        Variant("remains", "shares off by 30 %", extras={"region_noise": 0.3}),
        placebo,
    ]


def _rooms() -> list[Variant]:
    """Return what a change of order works through: all off, each alone off, each alone on."""

    def only(*names: str) -> dict[str, bool]:
        return {switch: False for name, switch in ROOMS.items() if name not in names}

    found = [Variant("rooms", "all six off", only())]
    found += [Variant("rooms", f"{name} off", {switch: False}) for name, switch in ROOMS.items()]
    found += [Variant("rooms", f"{name} alone", only(name)) for name in ROOMS]
    found += [
        Variant("rooms", "boundaries alone", only("hours", "links")),
        Variant("rooms", "behaviour alone", only("own first", "careers")),
    ]
    return found
