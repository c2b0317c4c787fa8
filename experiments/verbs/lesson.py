"""`semiletka lesson [NAME]`: the teaching units, as they stand on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from experiments.verbs.flags import verb


@dataclass
class LessonFlags:
    """Flags of `lesson`."""

    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="A lesson; a list if not said.", show_default=False),
    ] = None


@verb(LessonFlags)
def lesson(flags: LessonFlags) -> None:
    """Print a lesson: aims, steps, questions, answers, notes, sources."""
    from experiments.lessons import names, read
    from experiments.lessons.paper import printed
    from experiments.show import console, listing

    if flags.name is None:
        lines = [
            {"lesson": name, "title": read(name).title, "minutes": read(name).minutes}
            for name in names()
        ]
        listing(lines, "table", "Lessons: semiletka lesson NAME", ("lesson", "title", "minutes"))
        return
    console().print(printed(read(flags.name)), markup=False, highlight=False)
