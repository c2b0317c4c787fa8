"""Experiments with the model: single runs, scorecards, lists, measurements of cost.

    from experiments import run
    record = run("historical", seed=1, scale=0.1, decrees={"law_1957_05_10": None})
    outcome = compare(["historical", "ministries_stay"], seeds=range(1, 21), workers=2)
    found = sweep("design.toml", store="runs", workers=2)

The functions here are thin: what they need is loaded when they are called, so that the
command line starts quickly. No module of this package may be called `run`, `compare` or
`sweep`: importing it would hide the function of that name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

if TYPE_CHECKING:
    from experiments.contrast import Comparison
    from experiments.keeping import Tally
    from experiments.sweeps.swept import Swept
    from model.scenario import Scenario

__all__ = ["Choices", "compare", "run", "sweep"]


class Choices(TypedDict, total=False):
    """What may be chosen of a run besides its scenario and its end.

    `compare` takes them too, save for the seed.
    """

    scale: float  # above 0, at most 1; 0.1 if not said
    seed: int  # luck; 1 if not said
    network_seed: int  # the draw of works and links; 1 if not said
    overrides: Mapping[str, object]  # {"room.parameter[.key][@1958-04]": value}
    decrees: Mapping[str, str | None]  # {"decree": "1958-04"}; "never" or None: not issued
    weather: str  # measured, described, resampled, normal
    check: bool  # whether the books are checked after every phase


def run(
    scenario: str | Sequence[str] | Scenario = "historical",
    until: str = "1965-12",
    progress: Callable[[int, int], None] | None = None,
    **choices: Unpack[Choices],
) -> Any:
    """Live one run and return its record.

    Parameters
    ----------
    scenario
        Name of a scenario, names to be stacked, or a stacked scenario.
    until
        Last month, YYYY-MM.
    progress
        Told after each month how many are done, and of how many.
    **choices
        `scale`, `seed`, `network_seed`, `overrides`, `decrees`, `weather`, `check`.

    Returns
    -------
    Record
        ``annual``, ``monthly`` and ``regions``, as the economy keeps them.
    """
    from experiments.request import request_of
    from experiments.running import live

    return live(request_of(scenario, until, choices), progress).record


def compare(
    scenarios: Sequence[str | Scenario],
    seeds: int | Iterable[int] = 20,
    workers: int = 1,
    until: str = "1965-12",
    progress: Callable[[int, int], None] | None = None,
    store: str | Path | None = None,
    **choices: Unpack[Choices],
) -> Comparison:
    """Live the same seeds under each scenario and return what they differ by.

    Parameters
    ----------
    scenarios
        Two or more, the first of which the others are compared with; layers of one are
        joined by `` + ``.
    seeds
        How many, from 1; or which.
    workers
        Processes; the figures do not depend on it. With more than one, a script calls this
        under ``if __name__ == "__main__":``.
    until
        Last month, YYYY-MM.
    progress
        Told after each run how many are done, and of how many.
    store
        Folder of runs: those it has are not lived again, and it keeps the others.
    **choices
        `scale`, `network_seed`, `overrides`, `decrees`, `weather`, `check`: of every run.

    Returns
    -------
    Comparison
        ``table``, ``first_divergence``, ``seeds_needed``, ``failures``, ``regions()``,
        ``to_csv()``. Stopped by Ctrl-C it holds what was finished, and is ``interrupted``.
    """
    from experiments.asked import requests_of, seeds_of, workers_of
    from experiments.contrast import Comparison
    from experiments.ensemble import gather
    from experiments.keeping import gather_kept
    from experiments.store import Store
    from experiments.supervisor import local

    asked = requests_of(scenarios, until, choices)
    wanted, many = seeds_of(seeds, "seeds"), workers_of(workers, "workers")
    if store is None:
        return Comparison(gather(asked, wanted, many, progress))
    kept = Store(store, "store").open()
    return Comparison(gather_kept(asked, wanted, kept, local(many), progress))


def sweep(
    design: str | Path | Mapping[str, Any],
    store: str | Path | None = None,
    workers: int = 1,
    engine: str = "local",
    progress: Callable[[Tally], None] | None = None,
    again: bool = False,
) -> Swept:
    """Live scenarios x parameters x seeds that a store lacks, and return what they come to.

    Parameters
    ----------
    design
        A sweep file (`experiments/sweeps/design.py`), or what would stand in one.
    store
        Folder of runs; the user's own, as from the command line, if not said.
    workers
        Processes; the figures do not depend on it. With more than one, a script calls this
        under ``if __name__ == "__main__":``.
    engine
        ``local``, or ``dask://HOST:PORT``: then ``workers`` are those of the cluster.
    progress
        Told after each run how many there are, were reused, lived, failed.
    again
        Whether runs that failed before are lived anew.

    Returns
    -------
    Swept
        ``table``, ``points``, ``annual()``, ``failures``. Stopped by Ctrl-C it holds what was
        finished, and is ``interrupted``.
    """
    from experiments.asked import workers_of
    from experiments.engines import checked_engine, team_of
    from experiments.store import Store, place
    from experiments.sweeps.design import design_of, read_design
    from experiments.sweeps.swept import swept

    wanted = design_of(design) if isinstance(design, Mapping) else read_design(Path(design))
    kept = Store(place() if store is None else store, "store")
    with team_of(checked_engine(engine, "engine"), workers_of(workers, "workers")) as team:
        return swept(wanted, kept, team, progress, again)
