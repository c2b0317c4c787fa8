"""The files of a run as a store keeps them, and a run as they tell it."""

from __future__ import annotations

import gc
import io
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from experiments.store.identity import asked_of, code, key_of
from experiments.store.shelf import ANNUAL, DONE, FAILED, MONTHLY, ROW, Store
from model.errors import Refusal

if TYPE_CHECKING:
    import pandas as pd

    from experiments.ensemble import Lived
    from experiments.request import Request
    from experiments.running import Outcome
    from experiments.supervisor import Failure

CHANGED = "The files of the model are not those that the runs were asked of. Ask again."
_TOLD = ("parameter", "from", "value", "set_by")  # of each figure in force


def lived_files(
    task: tuple[str, Request], progress: Callable[[int, int], None] | None = None
) -> dict[str, bytes]:
    """Live a run and return its files: what a worker does with a key and its run."""
    from experiments import tidy
    from experiments.running import live

    key, asked = task
    if key != key_of(asked):
        raise Refusal(CHANGED)
    outcome = live(asked, progress)
    files = {
        ANNUAL: parquet(_of(key, tidy.annual(outcome.record, has_levels=True))),
        MONTHLY: parquet(_of(key, tidy.monthly(outcome.record, has_levels=True))),
        ROW: _row(asked, DONE, cost=outcome),
    }
    del outcome
    gc.collect()  # a run is few objects but large ones: memory would grow before Python looks
    return files


def failed_files(asked: Request, failure: Failure) -> dict[str, bytes]:
    """Return the files of a run that failed: its row."""
    return {ROW: _row(asked, FAILED, failure)}


def lived_of(store: Store, key: str, names: Sequence[str] = ()) -> Lived:
    """Return a run that is kept as a comparison wants it; its figures are those lived.

    With ``names`` only the national years of these indicators are read.
    """
    import pandas as pd

    from experiments.ensemble import GROWTH, Lived

    nation, growth = ("region", "==", ""), ("indicator", "==", GROWTH)
    wanted = [[nation, ("indicator", "in", list(names))]] if names else [[nation], [growth]]
    years = store.annual(key, filters=wanted)
    national = years[years["region"] == ""]
    regions = years[years["region"] != ""]
    return Lived(
        _wide(national, "year", "value"),
        _wide(national, "year", "level"),
        pd.DataFrame() if names else _months(store, key),
        regions[["year", "region", "indicator", "ledger", "value"]].reset_index(drop=True),
        0.0 if names else float(store.row(key)["seconds"]),
    )


def parquet(table: pd.DataFrame) -> bytes:
    """Return a table as a Parquet file; text is text, whatever pandas calls it, and if empty."""
    import pyarrow
    from pyarrow.parquet import write_table

    told, written = pyarrow.Table.from_pandas(table, preserve_index=False), io.BytesIO()
    types = pyarrow.types
    fields = [
        field.with_type(pyarrow.string())
        if types.is_null(field.type) or types.is_large_string(field.type)
        else field
        for field in told.schema
    ]
    schema = pyarrow.schema(fields, metadata=told.schema.metadata)
    write_table(told.cast(schema), written, compression="zstd")
    return written.getvalue()


def _of(key: str, table: pd.DataFrame) -> pd.DataFrame:
    """Say in each row of which run it is."""
    table.insert(0, "run", key)
    return table


def _months(store: Store, key: str) -> pd.DataFrame:
    """Return the months, as 1956-01, by (ledger, indicator), before any base."""
    months = store.monthly(key)
    dates = zip(months["year"], months["month"], strict=True)
    months["written"] = [f"{year}-{month:02d}" for year, month in dates]
    return _wide(months, "written", "level")


def _wide(table: pd.DataFrame, when: str, what: str) -> pd.DataFrame:
    """Return columns (ledger, indicator) from rows, in the order in which they were written."""
    import numpy as np
    import pandas as pd

    pairs = list(zip(table["ledger"], table["indicator"], strict=True))
    column = {pair: place for place, pair in enumerate(dict.fromkeys(pairs))}
    row = {date: place for place, date in enumerate(sorted(set(table[when])))}
    values = np.full((len(row), len(column)), np.nan)
    values[[row[date] for date in table[when]], [column[pair] for pair in pairs]] = table[what]
    columns = pd.MultiIndex.from_tuples(list(column), names=["ledger", "indicator"])
    return pd.DataFrame(values, index=pd.Index(list(row), name=when), columns=columns)


def _row(
    asked: Request, status: str, failure: Failure | None = None, cost: Outcome | None = None
) -> bytes:
    """Return the row of a run: what was asked, what came of it, what it cost."""
    import pandas as pd

    from experiments.folder import plain
    from experiments.machine import commit, versions

    told = asked_of(asked)
    row: dict[str, Any] = {
        "run": key_of(asked),
        "status": status,
        "scenario": asked.name,
        **{name: told[name] for name in ("seed", "network_seed", "scale", "to", "weather")},
        "check": asked.check,
        "asked": json.dumps(told),
        "why": failure.why if failure else "",
        "trace": failure.trace if failure else "",
        "seconds": cost.seconds if cost else float("nan"),
        "peak_megabytes": cost.peak_megabytes if cost else float("nan"),
        "code": code(),
        "commit": commit() or "",
        "versions": json.dumps(versions()),
    }
    if cost:
        held = plain(cost.law.parameters_in_force(last=asked.last))
        row["parameters"] = json.dumps([{name: one[name] for name in _TOLD} for one in held])
    else:
        row["parameters"] = ""
    return parquet(pd.DataFrame([row]))
