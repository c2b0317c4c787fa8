"""A comparison told: as tables, as JSON, as the files of a folder."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from experiments.folder import json_of, parquet_of, plain
from experiments.indicators import indicators
from experiments.machine import commit, versions
from experiments.output import MARK
from experiments.show import DASH, console, figure_of, table_of
from model import calendar
from model.indicators.contract import BASE_YEAR

if TYPE_CHECKING:
    import pandas as pd

    from experiments.asked import Question
    from experiments.contrast import Comparison, Divergence
    from experiments.output import Writer

MOST_NAMES = 6
SHARES = ("share", "share of yield lost", "ratio")
FEW = 5  # seeds below which an interval is told with a warning


def show(asked: Question, found: Comparison) -> None:
    """Print for each scenario when it first differs and by what; one table a year."""
    out = console()
    for other in found.others:
        pairs = len(found.ensemble.pairs(found.reference, other))
        out.print(f"{other} against {found.reference}: {_counted(pairs)}. {_when(found, other)}")
        if pairs == 1:
            out.print("One seed has no interval: what differs may be luck.")
        elif 1 < pairs < FEW:
            out.print(f"Fewer than {FEW} seeds: an interval over so few is itself a guess.")
        if not pairs or found.first_divergence[other].when is None:
            continue
        for year in asked.years:
            out.print(_table(asked, found, other, year))
        if asked.regions:
            out.print(_regions(found, other))
    if asked.all_asked:
        silent = sorted(set(asked.indicators) - set(found.table["indicator"]))
        if silent:
            out.print(f"The model does not speak to: {', '.join(silent)}.")
    if not found.table.empty:
        out.print(_legend(asked, found))


def as_json(asked: Question, found: Comparison) -> dict[str, Any]:
    """Return the table, the divergences, the regions and the failures as JSON can say them."""
    return {
        "scenarios": list(asked.requests),
        "seeds": list(asked.seeds),
        "scale": next(iter(asked.requests.values())).scale,
        "precision": asked.precision,
        "finished": len(found.ensemble.runs),
        "asked": found.ensemble.asked,
        "interrupted": found.interrupted,
        "first_divergence": {name: _told(one) for name, one in found.first_divergence.items()},
        "table": _records(found.table),
        "regions": _records(found.regions()) if asked.regions else [],
        "failures": [
            {"scenario": one.scenario, "seed": one.seed, "why": one.why} for one in found.failures
        ],
    }


def chosen(asked: Question, found: Comparison) -> pd.DataFrame:
    """Return the table, or what of it was named: indicators, years."""
    table = found.table
    if asked.all_asked:
        table = table[table["indicator"].isin(asked.indicators)]
    if asked.years_asked:
        table = table[table["year"].isin(asked.years)]
    return table


def files_of(asked: Question, found: Comparison) -> dict[str, Writer]:
    """Return the files of a comparison by name; `run.json`, the mark of a whole folder, last."""
    files = {
        "differences.parquet": parquet_of(found.table),
        "regions.parquet": parquet_of(found.regions()),
        "runs.parquet": parquet_of(runs_of(found)),
    }
    return files | {MARK: json_of(_story(asked, found) | {"files": sorted([*files, MARK])})}


def runs_of(found: Comparison) -> pd.DataFrame:
    """Return the years of every run, one figure a row."""
    import pandas as pd

    parts = []
    for (scenario, seed), lived in found.ensemble.runs.items():
        long = lived.annual.melt(ignore_index=False).reset_index().dropna(subset=["value"])
        long.insert(0, "seed", seed)
        long.insert(0, "scenario", scenario)
        parts.append(long)
    return pd.concat(parts, ignore_index=True)


def _story(asked: Question, found: Comparison) -> dict[str, Any]:
    """Return all that is needed to repeat a comparison, and how it went."""
    from model.data import fingerprint

    told = as_json(asked, found)
    del told["table"], told["regions"]
    first = next(iter(asked.requests.values()))
    return {
        **told,
        "to": calendar.name(first.last),
        "network_seed": first.network_seed,
        "weather": {name: one.weather for name, one in asked.requests.items()},
        "traces": [failure.trace for failure in found.failures],
        "versions": versions(),
        "commit": commit(),
        "data_sha256": fingerprint(),
        "command": asked.command,
    }


def _table(asked: Question, found: Comparison, other: str, year: int) -> Any:
    """Return the indicators of one year, those asked for, in the order asked."""
    heads = [found.reference, other, "difference", "95 % interval", "both in", "differs"]
    heads += ["seeds more"]
    table = table_of(f"{year}", ("indicator", "unit"), heads)
    told = found.table[found.table["year"] == year]
    rows: dict[Any, dict[Any, Any]] = {
        (row["scenario"], row["indicator"]): row for row in told.to_dict("records")
    }
    for name in (name for name in asked.indicators if (other, name) in rows):
        row, ours = rows[other, name], rows.get((found.reference, name), {})
        known = indicators()[name]
        table.add_row(
            known.label,
            known.full_unit,
            _level(known.unit, ours.get("mean")),
            _level(known.unit, row["mean"]),
            f"{row['difference']:+.2f}",
            _interval(row),
            row["difference_unit"],
            {True: "yes", False: "no"}.get(row["differs"], DASH),
            _more(row),
        )
    return table


def _regions(found: Comparison, other: str) -> Any:
    """Return the effect on the yearly growth of industry by place, the largest first."""
    heads = ("growth", "difference", "95 % interval", "differs")
    since = (found.first_divergence[other].when or "")[:4]
    title = f"Growth of industry by place from {since}, % a year; difference in points"
    table = table_of(title, ("place",), heads)
    places = found.regions()
    told = places[places["scenario"] == other].sort_values(
        "difference", ascending=False, kind="stable"
    )
    for _, row in told.iterrows():
        differs = {True: "yes", False: "no"}.get(row["differs"], DASH)
        cells = (f"{row['mean']:.2f}", f"{row['difference']:+.2f}", _interval(row), differs)
        table.add_row(str(row["region"]), *cells)
    return table


def _level(unit: str, mean: float | None) -> str:
    """Return a level; shares to hundredths of a point, as their differences are told."""
    return f"{mean:.4f}" if mean is not None and unit in SHARES else figure_of(mean)


def _interval(row: Any) -> str:
    if math.isnan(row["low"]):
        return DASH
    return f"{row['low']:+.2f} to {row['high']:+.2f}"


def _more(row: Any) -> str:
    """Return how many seeds more the interval takes."""
    if row["needed"] is None or math.isnan(row["needed"]):
        return DASH
    return f"{max(0, int(row['needed']) - int(row['seeds'])):,}"


def _counted(pairs: int) -> str:
    return "no seed is finished under both" if not pairs else f"{pairs} seed{'s' * (pairs > 1)}"


def _when(found: Comparison, other: str) -> str:
    if not found.ensemble.pairs(found.reference, other):
        return ""
    first = found.first_divergence[other]
    if first.when is None:
        return "No figure ever differs."
    names = ", ".join(first.indicators[:MOST_NAMES])
    more = len(first.indicators) - MOST_NAMES
    return f"First divergence: {first.when}, in {names}{f' and {more} more' if more > 0 else ''}."


def _legend(asked: Question, found: Comparison) -> str:
    count = len(set(found.table["indicator"]))
    base = f"an index stands in points of {found.reference}'s own 1958"
    if max(asked.years) < BASE_YEAR:
        base = "1958 was not lived, so an index stands on the record, or at 100 in its first year"
    return (
        f"Paired differences over the same seeds; {base}. "
        f"Seeds more: for an interval of +- {asked.precision:g}. "
        f"The table has {count} indicators (--indicators, --format csv); where nothing differs, "
        "one in twenty still has an interval without zero."
    )


def _told(one: Divergence) -> dict[str, Any]:
    return {"when": one.when, "indicators": list(one.indicators)}


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table's rows, with null for what is not a number."""
    rows = plain(table.to_dict("records"))
    return [{key: _null(value) for key, value in row.items()} for row in rows]


def _null(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
