"""`semiletka decrees`: the timeline of decrees, which a scenario moves or drops."""

from __future__ import annotations

from experiments.verbs.flags import ListFlags, verb


@verb(ListFlags)
def decrees(flags: ListFlags) -> None:
    """List the decrees that scenarios move."""
    from experiments.request import FORMATS, choice_of
    from experiments.show import listing
    from model.data import table

    form = choice_of(flags.form, "--format", FORMATS)
    shown = ("id", "in_force", "until", "scope", "presupposes", "status", "title")
    lines = (*table("history/decrees"), *table("history/placebo_decrees"))
    listing(lines, form, "Decrees: move one with --decree ID=YYYY-MM", shown)
