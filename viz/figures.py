"""The figures of the README and of reports, drawn with Altair, saved without a network.

Every figure carries its units and its sources and can be read in grey: what is told
apart is told apart by line and mark, colour only helps.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.indicators import indicators
from experiments.score import BASE, GOAL, known_record, rebased

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

Series = Mapping[str, Mapping[int, float]]

PANELS = {
    "gross_industrial_output": "Industry",
    "group_a_output": "Producer goods (A)",
    "group_b_output": "Consumer goods (B)",
    "national_income": "National income",
}
WHO = ("model", "plan", "record")
INK = {"model": "#000000", "plan": "#7a7a7a", "record": "#b2182b"}
DASHES = {"model": [1, 0], "plan": [5, 3], "record": [1, 0]}
SOURCES = (
    "1958 = 100, official concept (reported ledger), logarithmic scale.",
    "Plan: control figures of the 21st Congress, lower targets, at the constant rate they imply.",
    "Record: TsSU yearbooks and reports of the plan's results (history/annual_series.csv).",
)
WIDTH, HEIGHT, PIXELS = 210, 190, 2


def points(model: Series) -> pd.DataFrame:
    """Return the lines of the scorecard figure: panel, who, year, value (1958 = 100)."""
    import pandas as pd

    lines = []
    for name, panel in PANELS.items():
        values = {
            "model": rebased(indicators()[name], model.get(name, {})),
            "plan": planned(name),
            "record": known_record(name),
        }
        lines += [
            {"panel": panel, "who": who, "year": year, "value": value}
            for who, years in values.items()
            for year, value in sorted(years.items())
            if 1956 <= year <= GOAL
        ]
    return pd.DataFrame(lines, columns=["panel", "who", "year", "value"])


def planned(indicator: str) -> dict[int, float]:
    """Return the path of the plan: from 100 in 1958 to the lower target of 1965.

    >>> path = planned("group_a_output")
    >>> round(path[1958]), round(path[1965])
    (100, 185)
    """
    from model.data import plan

    target = plan(indicator)
    if target is None:
        return {}
    yearly = (target[0] / 100.0) ** (1.0 / (GOAL - BASE))
    return {year: 100.0 * yearly ** (year - BASE) for year in range(BASE, GOAL + 1)}


def scorecard(model: Series, run: str) -> alt.FacetChart:
    """Draw model, plan and record of 1956-65 in four panels.

    Parameters
    ----------
    model
        National years by indicator, reported ledger.
    run
        What was run, as the reader could repeat it.
    """
    import altair as alt

    lines = points(model)
    heights = alt.Scale(type="log", domain=[_floor(lines), 210], nice=False)
    who: dict[str, Any] = {"sort": list(WHO), "title": None}
    legend = alt.Legend(orient="top", symbolType="stroke", symbolSize=400)
    base = alt.Chart(lines).encode(
        x=alt.X(
            "year:Q",
            title=None,
            axis=alt.Axis(format="d", tickMinStep=1, values=[1956, 1958, 1960, 1962, 1965]),
        ),
        y=alt.Y(
            "value:Q",
            title="1958 = 100",
            scale=heights,
            axis=alt.Axis(values=[80, 100, 120, 140, 160, 180, 200]),
        ),
        color=alt.Color(
            "who:N",
            scale=alt.Scale(domain=list(WHO), range=list(INK.values())),
            legend=legend,
            **who,
        ),
        strokeDash=alt.StrokeDash(
            "who:N", scale=alt.Scale(domain=list(WHO), range=list(DASHES.values())), **who
        ),
    )
    lined = base.mark_line(strokeWidth=2).transform_filter("datum.who != 'record'")
    dotted = base.mark_point(size=34, filled=False, strokeWidth=1.5).transform_filter(
        "datum.who == 'record'"
    )
    title = alt.Title(
        "The Seven-Year Plan: what the model made, what was planned, what was recorded",
        subtitle=[f"Model: {run}.", *SOURCES],
        anchor="start",
        subtitleFontSize=10,
    )
    chart: alt.FacetChart = (
        alt.layer(lined, dotted)
        .properties(width=WIDTH, height=HEIGHT)
        .facet(facet=alt.Facet("panel:N", title=None, sort=list(PANELS.values())), columns=2)
        .properties(title=title)
        .configure_view(stroke="#cccccc")
        .configure_axis(gridColor="#eeeeee")
    )
    return chart


def save(chart: alt.FacetChart, path: Path) -> None:
    """Save a figure as SVG or PNG, by the ending of `path`."""
    part = path.with_name(f".{path.name}.part{path.suffix}")
    chart.save(str(part), scale_factor=PIXELS if path.suffix == ".png" else 1)
    part.replace(path)


def _floor(lines: pd.DataFrame) -> float:
    return min(75.0, float(lines["value"].min()) * 0.97) if len(lines) else 75.0
