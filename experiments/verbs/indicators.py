"""`semiletka indicators`: what a run says, in which unit, held against which series."""

from __future__ import annotations

from collections.abc import Collection

from experiments.indicators import UNIT_OF_AN_INDEX
from experiments.verbs.flags import ListFlags, verb


@verb(ListFlags)
def indicators(flags: ListFlags) -> None:
    """List what a run says, and in which units.

    What no run speaks to yet is listed too, and told as such.
    """
    from experiments.asked import silent
    from experiments.request import FORMATS, choice_of
    from experiments.show import listing
    from model.data import table

    form = choice_of(flags.form, "--format", FORMATS)
    lines = list(table("history/indicators"))
    shown = tuple(lines[0])
    if form == "table":
        lines = [_short(line, silent()) for line in lines]
        shown = ("id", "label", "in", "ledger", "told for", "compared with")
    listing(
        lines, form, "Indicators; --format csv has what each is and how it is worked out", shown
    )


def _short(line: dict[str, str], silent: Collection[str]) -> dict[str, str]:
    """Return what a table has room for: an index by its base, the smallest place it is told for.

    ``silent``: what no run tells.
    """
    unit = line["unit"]
    told = line["base"] or unit if unit == UNIT_OF_AN_INDEX else unit
    finest = line["level"].split()[-1].replace("national", "country")
    finest = "not told yet" if line["id"] in silent else finest
    kinds = _kinds(line["compared_with"])
    return {**line, "in": told, "told for": finest, "compared with": kinds}


def _kinds(compared_with: str) -> str:
    """Return with what kinds of things an indicator is compared: series, plan.

    >>> _kinds("series:steel plan:steel")
    'series plan'
    """
    return " ".join(word.partition(":")[0] for word in compared_with.split())
