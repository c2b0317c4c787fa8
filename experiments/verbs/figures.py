"""`semiletka figures [NAME]`: the figures of the README and of reports, as SVG and PNG."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from experiments.verbs.flags import verb
from model.errors import Refusal

if TYPE_CHECKING:
    from experiments.request import Request

ENDINGS = ("svg", "png")


@dataclass
class FigureFlags:
    """Flags of `figures`."""

    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="A figure; all if not said.", show_default=False),
    ] = None
    out: Annotated[
        str, typer.Option(metavar="DIR", help="Folder for the figures; made if it does not exist.")
    ] = "figures"
    form: Annotated[
        str | None, typer.Option("--format", metavar="WORD", help="svg or png; both if not said.")
    ] = None
    scale: Annotated[str, typer.Option(metavar="NUMBER", help="Scale of the run.")] = "0.1"
    seed: Annotated[str, typer.Option(metavar="NUMBER", help="Luck of the run.")] = "1"


@verb(FigureFlags)
def figures(flags: FigureFlags) -> None:
    """Draw the figures of README and reports.

    scorecard: model, plan and record of 1956-65.
    """
    from experiments.request import Request, choice_of, scale_of, scenario_of, seed_of
    from viz import FIGURES

    names = [choice_of(flags.name, "figure", FIGURES)] if flags.name is not None else list(FIGURES)
    endings = (
        [choice_of(flags.form, "--format", ENDINGS)] if flags.form is not None else list(ENDINGS)
    )
    folder = _folder(flags.out)
    asked = Request(
        scenario=scenario_of(["historical"]), scale=scale_of(flags.scale), seed=seed_of(flags.seed)
    )
    for path in _draw(asked, names, endings, folder):
        print(path)


def _draw(asked: Request, names: list[str], endings: list[str], folder: Path) -> Iterator[Path]:
    """Run once and draw every figure in every form; give the files as they are written."""
    from experiments.tidy import series
    from experiments.verbs.run import live_with_bar
    from viz import figures as drawn

    made = series(live_with_bar(asked).record)
    run = f"{asked.name}, scale {asked.scale:g}, seed {asked.seed}, weather {asked.weather}"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as why:
        raise Refusal(f"--out {folder}: it cannot be made ({why.strerror}).") from None
    for name in names:
        chart = getattr(drawn, name)(made, run)
        for ending in endings:
            path = folder / f"{name}.{ending}"
            drawn.save(chart, path)
            yield path


def _folder(text: str) -> Path:
    """Return the folder for the figures, or refuse it before anything is run."""
    from experiments.output import refuse_closed, refuse_missing

    if not text.strip():
        raise Refusal("--out is empty: expected the name of a folder.")
    folder = Path(text)
    if folder.exists() and not folder.is_dir():
        raise Refusal(f"--out {text}: this is a file; expected the name of a folder.")
    refuse_missing(folder.absolute().parent, f"--out {text}")
    refuse_closed(folder if folder.exists() else folder.absolute().parent, f"--out {text}")
    return folder
