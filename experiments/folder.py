"""What stands in the folder of a run: its tables and `run.json`, which says how to repeat it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments import tidy
from experiments.machine import commit, versions
from experiments.output import MARK
from experiments.readme import NAME, readme_of
from model import calendar

if TYPE_CHECKING:
    import pandas as pd

    from experiments.output import Writer
    from experiments.request import Request
    from experiments.running import Outcome


def files_of(asked: Request, outcome: Outcome) -> dict[str, Writer]:
    """Return the files of a run by name; `run.json`, the mark of a whole folder, comes last."""
    tables = {
        "annual.parquet": tidy.annual(outcome.record),
        "monthly.parquet": tidy.monthly(outcome.record),
        "works.parquet": outcome.works,
        "farms.parquet": outcome.farms,
    }
    files = {name: parquet_of(table) for name, table in tables.items() if table is not None}
    readme = readme_of(asked, outcome, [*files, MARK])
    told = story(asked, outcome) | {"files": sorted([*files, NAME, MARK])}
    return {**files, NAME: readme, MARK: json_of(told)}


def story(asked: Request, outcome: Outcome) -> dict[str, Any]:
    """Return all that is needed to repeat a run, and what it cost."""
    from model.data import fingerprint

    return {
        "scenario": asked.name,
        **repeated_by(asked),
        "parameters": plain(outcome.law.parameters_in_force(last=asked.last)),
        "changes": plain(outcome.law.changes(last=asked.last)),
        "versions": versions(),
        "commit": commit(),
        "data_sha256": fingerprint(),
        "seconds": round(outcome.seconds, 3),
        "seconds_by_phase": {name: round(s, 4) for name, s in outcome.record.seconds.items()},
        "peak_megabytes": round(outcome.peak_megabytes, 1),
    }


def repeated_by(asked: Request) -> dict[str, Any]:
    """Return all that tells a run from others: layers, what was set and moved, luck, command."""
    from model.phasing import steps_of

    return {
        "layers": ["historical", *asked.scenario.layers],
        "settings": [
            {
                "parameter": setting.name,
                "value": setting.value,
                "from": None if setting.month is None else calendar.name(setting.month),
                "regions": list(setting.regions),
                "layer": setting.layer,
            }
            for setting in asked.scenario.settings
        ],
        "decrees": {
            name: "never" if month is None else calendar.name(month)
            for name, month in asked.scenario.decrees.items()
        },
        "dropped": list(asked.scenario.dropped),
        "phasing": {
            name: {
                "never" if month is None else calendar.name(month): list(places)
                for month, places in steps_of(phases)
            }
            for name, phases in asked.scenario.phasing.items()
        },
        "preparation": dict(asked.scenario.preparation),
        "from": calendar.name(calendar.FIRST_MONTH),
        "to": calendar.name(asked.last),
        "scale": asked.scale,
        "seed": asked.seed,
        "network_seed": asked.network_seed,
        "weather": asked.weather,
        "check": asked.check,
        "command": asked.command,
    }


def parquet_of(table: pd.DataFrame) -> Writer:
    """Return what writes a table."""

    def write(path: Path) -> None:
        table.to_parquet(path, index=False)

    return write


def json_of(told: dict[str, Any]) -> Writer:
    """Return what writes what is told as JSON."""

    def write(path: Path) -> None:
        text = json.dumps(told, ensure_ascii=False, indent=1, allow_nan=False)
        path.write_text(f"{text}\n", encoding="utf-8")

    return write


def plain(told: Any) -> Any:
    """Turn whatever the law says into what JSON can say."""
    if hasattr(told, "_asdict"):
        return plain(told._asdict())
    if isinstance(told, dict):
        return {str(key): plain(value) for key, value in told.items()}
    if isinstance(told, list | tuple | set | frozenset):
        return [plain(value) for value in told]
    if told is None or isinstance(told, bool | int | float | str):
        return told
    return told.item() if hasattr(told, "item") else str(told)
