"""What is asked of a sweep, checked at the door: the file, the flags, the store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.asked import indicators_of, workers_of, years_of
from experiments.engines import checked_engine
from experiments.output import refuse_closed, refuse_missing
from experiments.request import FORMATS, choice_of
from experiments.store import Store, place
from experiments.sweeps.design import Design, read_design
from model import calendar
from model.errors import Refusal

if TYPE_CHECKING:
    from experiments.verbs.sweep import SweepFlags

ENDINGS = (".svg", ".png")


@dataclass(frozen=True)
class Asked:
    """A sweep and how it is to be done, complete and valid."""

    design: Design
    store: Store
    workers: int
    engine: str
    is_tried_again: bool
    indicators: tuple[str, ...]
    years: tuple[int, ...]
    figure: Path | None
    form: str


def asked_of(flags: SweepFlags) -> Asked:
    """Return what a command line asks, or refuse it."""
    form = choice_of(flags.form, "--format", FORMATS)
    engine, workers = checked_engine(flags.engine), workers_of(flags.workers)
    design = read_design(Path(flags.file))
    last = next(iter(design.requests.values())).last
    full = range(calendar.FIRST_YEAR, calendar.year_of(last + 1))
    return Asked(
        design=design,
        store=Store(place() if flags.out is None else flags.out),
        workers=workers,
        engine=engine,
        is_tried_again=flags.again,
        indicators=indicators_of(flags.indicators, design.indicators),
        years=years_of(flags.year, full) if full or flags.year else (),
        figure=None if flags.figure is None else _figure(flags.figure),
        form=form,
    )


def _figure(told: str) -> Path:
    """Return the file of a figure, or refuse it before anything is run."""
    file = Path(told)
    if file.suffix not in ENDINGS:
        raise Refusal(f"--figure {told}: expected a name that ends in {' or '.join(ENDINGS)}.")
    refuse_missing(file.absolute().parent, f"--figure {told}")
    if file.is_dir():
        raise Refusal(f"--figure {told}: this is a folder; expected the name of a file.")
    refuse_closed(file.absolute().parent, f"--figure {told}")
    return file
