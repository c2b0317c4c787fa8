"""The record of a run as tidy tables and as JSON: the shapes that scripts rely on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from experiments.indicators import indicators, unit

if TYPE_CHECKING:
    import pandas as pd

LEDGERS = ("reported", "true")
ANNUAL = ["year", "indicator", "value", "unit", "ledger", "region"]
MONTHLY = ["year", "month", "indicator", "value", "unit", "ledger", "region"]
LEVEL = ["level"]

Series = dict[str, dict[int, float]]


def annual(record: Any, has_levels: bool = False) -> pd.DataFrame:
    """Return the years of a run, one figure a row; `region` is empty for the USSR.

    With ``has_levels`` a column more: what an index is before it is put on its base.
    """
    import pandas as pd

    national = _melt(record.annual, "year", record.annual_levels if has_levels else None)
    national["region"] = ""
    regional = pd.DataFrame(record.regions)
    whole = national if regional.empty else pd.concat([national, regional], ignore_index=True)
    whole["unit"] = whole["indicator"].map(unit)
    return _typed(whole.dropna(subset=["value"]), [*ANNUAL, *LEVEL[:has_levels]])


def monthly(record: Any, has_levels: bool = False) -> pd.DataFrame:
    """Return the months of a run, one figure a row; `month` counts from 1."""
    whole = _melt(record.monthly, "written", record.monthly_levels if has_levels else None)
    written = whole["written"].astype(str)
    whole["year"] = written.str[:4].astype(int)
    whole["month"] = written.str[5:7].astype(int)
    whole["unit"] = whole["indicator"].map(unit)
    whole["region"] = ""
    return _typed(whole.dropna(subset=["value"]), [*MONTHLY, *LEVEL[:has_levels]])


def series(record: Any, ledger: str = "reported") -> Series:
    """Return the national years by indicator: one ledger, or the true one where it is alone."""
    found: Series = {}
    table = record.annual  # worked out anew whenever it is asked for
    for name in (*(other for other in LEDGERS if other != ledger), ledger):
        if name in table.columns.get_level_values(0):
            for indicator, column in table[name].items():
                years = {int(y): float(v) for y, v in column.items() if not math.isnan(v)}
                if years:
                    found[str(indicator)] = years
    return found


def as_json(
    scenario: str, seed: int, scale: float, record: Any, years: Iterable[int], seconds: float
) -> dict[str, object]:
    """Return a run as INTERFACE.md promises it: a list of figures a year for each indicator.

    ``values`` is what was reported; of an indicator that has only one ledger both lists
    are that one. What is not known is null.
    """
    from model.data import record as history

    shown = list(years)
    reported, true = series(record, "reported"), series(record, "true")
    return {
        "scenario": scenario,
        "seed": seed,
        "scale": scale,
        "years": shown,
        "indicators": {
            name: {
                "unit": unit(name),
                "values": _list(reported[name], shown),
                "true": _list(true[name], shown),
                "record": _list(history(name) if name in indicators() else {}, shown),
            }
            for name in reported
        },
        "seconds": round(seconds, 3),
    }


def _list(values: Mapping[int, float], years: list[int]) -> list[float | None]:
    found = (values.get(year) for year in years)
    return [v if v is not None and math.isfinite(v) else None for v in found]


def _melt(frame: pd.DataFrame, when: str, levels: pd.DataFrame | None = None) -> pd.DataFrame:
    """Turn columns (ledger, indicator) into rows, in the order of the columns."""
    import numpy as np
    import pandas as pd

    keys: Any = frame.columns.to_list()
    rows = len(frame)
    found = {
        when: np.tile(frame.index.to_numpy(), len(keys)),
        "indicator": np.repeat([indicator for _, indicator in keys], rows),
        "value": frame.to_numpy(dtype=float).T.ravel(),
        "ledger": np.repeat([ledger for ledger, _ in keys], rows),
    }
    if levels is not None:
        found["level"] = levels[frame.columns].to_numpy(dtype=float).T.ravel()
    return pd.DataFrame(found)


def _typed(whole: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    import pandas as pd

    kinds: dict[str, Any] = {"year": "int32", "month": "int32"}
    kinds |= dict.fromkeys(("value", "level"), "float64")
    found = {name: whole[name].astype(kinds.get(name, str)) for name in columns}
    return pd.DataFrame(found).reset_index(drop=True)
