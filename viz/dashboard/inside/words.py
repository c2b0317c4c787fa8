"""A year of a works in words: what it was asked, what it did, and which rule says why."""

from __future__ import annotations

from viz.dashboard.drawings import number
from viz.dashboard.inside.rows import Input, Year, product_names
from viz.dashboard.words import say

_FULL, _LITTLE = 0.995, 0.002
_OVER, _FAR = 1.0, 1.03
_CUT = 0.005
_LOOSE = 0.93


def story(year: Year, before: Year | None, works: int) -> list[str]:
    """Return a year in sentences: the plan, the result, supplies, habits."""
    told = [
        say(
            "story.who_one" if works == 1 else "story.who",
            year=year.year,
            works=works,
            superior=year.superior,
            people=f"{1000.0 * year.employment:,.0f}",
        )
    ]
    if before is not None:
        if before.superior != year.superior:
            told.append(say("story.moved", before=before.superior, now=year.superior))
        told.append(_plan(year, before))
    else:
        told.append(say("story.first_plan", plan=number(year.january_plan)))
    if abs(year.correction) > _CUT:
        key = "story.cut" if year.correction < 0 else "story.raised"
        told.append(say(key, percent=number(100.0 * abs(year.correction))))
    told.append(_result(year))
    return told


def reasons(year: Year, inputs: list[Input]) -> list[tuple[str, str]]:
    """Return which rules were at work, each with its room: what it says of this works."""
    found = []
    if year.coverage < _FULL:
        scarce = inputs[0].good.replace("_", " ") if inputs else ""
        found.append(
            (
                "supply",
                say(
                    "why.supply",
                    percent=number(100.0 * year.coverage),
                    month=say(f"month.{year.worst_month}"),
                    worst=number(100.0 * year.worst),
                    scarce=scarce,
                ),
            )
        )
    if _OVER <= year.fulfilment <= _FAR:
        found.append(("ratchet", say("why.ratchet")))
    elif year.fulfilment > _FAR:
        found.append(("ratchet", say("why.over")))
    elif year.coverage >= _FULL:
        found.append(("indicator", say("why.failed")))
    if year.bid and year.bid < _LOOSE * year.reported:
        gap = 100.0 * (1.0 - year.bid / year.reported)
        found.append(("ratchet", say("why.bid", percent=number(gap))))
    if year.correction < -_CUT:
        found.append(("ratchet", say("why.corrected")))
    if year.corners > _LITTLE:
        found.append(("indicator", say("why.corners", percent=number(100.0 * year.corners))))
    if year.weight > _LITTLE:
        found.append(("indicator", say("why.weight", percent=number(100.0 * year.weight))))
    if year.pushers >= 1.0:
        found.append(("hoarding", say("why.pushers", people=f"{year.pushers:,.0f}")))
    return found


def input_rows(inputs: list[Input], most: int = 12) -> list[list[str]]:
    """Return the inputs as rows of a table, the scarcest first."""
    from model.data import PRODUCTS

    labels = dict(zip(PRODUCTS, product_names(), strict=True))
    return [
        [labels[one.good], f"{100.0 * one.fill:.1f} %", number(one.months)] for one in inputs[:most]
    ]


def _plan(year: Year, before: Year) -> str:
    grown = 100.0 * (year.january_plan / before.made - 1.0) if before.made > 0 else 0.0
    key = "story.plan_up" if grown >= 0 else "story.plan_down"
    return say(
        key, bid=number(year.bid), plan=number(year.january_plan), percent=number(abs(grown))
    )


def _result(year: Year) -> str:
    share = 100.0 * year.fulfilment
    key = "story.met" if year.fulfilment >= 1.0 else "story.failed"
    told = say(key, reported=number(year.reported), percent=f"{share:.1f}")
    gap = year.reported - year.made
    if year.made > 0 and abs(gap) > _LITTLE * year.made:
        told += " " + say("story.padded", made=number(year.made))
    return told


def together(year: Year, works: int) -> list[str]:
    """Return a year of many works in sentences: of a region, or of those under a body."""
    told = [
        say(
            "story.together",
            year=year.year,
            works=f"{works:,}",
            people=f"{year.employment:,.0f}",
            plan=number(year.plan),
            reported=number(year.reported),
            percent=f"{100.0 * year.fulfilment:.1f}",
        )
    ]
    told.append(
        say(
            "story.together_supply",
            percent=f"{100.0 * year.coverage:.1f}",
            month=say(f"month.{year.worst_month}"),
            worst=f"{100.0 * year.worst:.1f}",
        )
    )
    if abs(year.correction) > _CUT:
        key = "story.cut" if year.correction < 0 else "story.raised"
        told.append(say(key, percent=number(100.0 * abs(year.correction))))
    return told
