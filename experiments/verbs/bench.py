"""`semiletka bench`: what a simulated year costs, and where the time goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from experiments.verbs.flags import Form, verb


@dataclass
class BenchFlags:
    """Flags of `bench`."""

    scales: Annotated[str, typer.Option(metavar="LIST", help="Scales to measure.")] = "0.1,1.0"
    rows: Annotated[
        str, typer.Option(metavar="LIST", help="Numbers of works to measure; none: ''.")
    ] = "5000,50000,500000"
    years: Annotated[str, typer.Option(metavar="NUMBER", help="Years to simulate, 1 to 10.")] = "1"
    form: Form = "table"


@verb(BenchFlags)
def bench(flags: BenchFlags) -> None:
    """Measure what a simulated year costs.

    Seconds and memory at several scales and numbers of works, the share of each phase.
    """
    from experiments import bench as measure
    from experiments.request import FORMATS, choice_of

    form = choice_of(flags.form, "--format", FORMATS)
    cases = measure.cases_of(flags.scales, flags.rows, flags.years)
    measure.tell(measure.measured(cases), form)
