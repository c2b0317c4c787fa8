"""`semiletka decrees`: the timeline of decrees, which a scenario moves or drops."""

from __future__ import annotations

from experiments.verbs.flags import ListFlags, verb


@verb(ListFlags)
def decrees(flags: ListFlags) -> None:
    """List the decrees that scenarios move, and what reads each."""
    from experiments.request import FORMATS, choice_of
    from experiments.show import listing
    from model.data import table
    from model.decree_readers import told

    form = choice_of(flags.form, "--format", FORMATS)
    shown = ("id", "in_force", "until", "scope", "presupposes", "status", "read_by", "title")
    rows = (*table("history/decrees"), *table("history/placebo_decrees"))
    lines = [{**row, "read_by": told(row["id"])} for row in rows]
    listing(lines, form, "Decrees: move one with --decree ID=YYYY-MM", shown)
