"""`semiletka indicators`: what a run says, in which unit, held against which series."""

from __future__ import annotations

from experiments.verbs.flags import ListFlags, verb


@verb(ListFlags)
def indicators(flags: ListFlags) -> None:
    """List what a run says, and in which units."""
    from experiments.request import FORMATS, choice_of
    from experiments.show import listing
    from model.data import table

    form = choice_of(flags.form, "--format", FORMATS)
    shown = ("id", "label", "unit", "base", "ledger", "kind", "level", "compared with")
    lines = list(table("history/indicators"))
    if form == "table":
        lines = [{**line, "compared with": _kinds(line["compared_with"])} for line in lines]
    listing(lines, form, "Indicators", shown)


def _kinds(compared_with: str) -> str:
    """Return with what kinds of things an indicator is compared: series, plan.

    >>> _kinds("series:steel plan:steel")
    'series plan'
    """
    return " ".join(word.partition(":")[0] for word in compared_with.split())
