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
SHAPES = {"model": "stroke", "plan": "stroke", "record": "circle"}
DASHES = {"model": [1, 0], "plan": [5, 3], "record": [1, 0]}
SOURCES = (
    "1958 = 100, official concept (reported ledger), logarithmic scale.",
    "Plan: control figures of the 21st Congress, lower targets, at the constant rate they imply.",
    "Record: TsSU yearbooks and reports of the plan's results; years held out are left open.",
)
YEARS_MARKED = [1956, 1958, 1960, 1962, 1965]
LEVELS_MARKED = [60, 80, 100, 120, 140, 160, 180, 200]
FLOOR, CEILING = 75.0, 210.0
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
    who: dict[str, Any] = {"sort": list(WHO), "title": None}
    heights = alt.Scale(type="log", domain=_span(lines), nice=False)
    values: Any = lines.to_dict("records")
    base = alt.Chart(alt.InlineData(values=values)).encode(
        x=alt.X("year:Q", title=None, axis=alt.Axis(format="d", values=YEARS_MARKED)),
        y=alt.Y("value:Q", title="1958 = 100", scale=heights, axis=alt.Axis(values=LEVELS_MARKED)),
        color=alt.Color("who:N", scale=_scale(INK), legend=alt.Legend(orient="top"), **who),
    )
    lined = base.encode(strokeDash=alt.StrokeDash("who:N", scale=_scale(DASHES), **who))
    dotted = base.encode(shape=alt.Shape("who:N", scale=_scale(SHAPES), **who))
    layers = (
        lined.mark_line(strokeWidth=2).transform_filter("datum.who != 'record'"),
        dotted.mark_point(size=36, filled=False, strokeWidth=1.5, opacity=1.0).transform_filter(
            "datum.who == 'record'"
        ),
    )
    title = alt.Title(
        "The Seven-Year Plan: model, plan and record",
        subtitle=[f"Model: {run}.", *SOURCES],
        anchor="start",
        fontSize=12,
        subtitleFontSize=10,
    )
    chart: alt.FacetChart = (
        alt.layer(*layers)
        .properties(width=WIDTH, height=HEIGHT)
        .facet(facet=alt.Facet("panel:N", title=None, sort=list(PANELS.values())), columns=2)
        .properties(title=title)
        .configure_view(stroke="#cccccc")
        .configure_axis(gridColor="#eeeeee")
    )
    return chart


def save(chart: alt.FacetChart | alt.VConcatChart, path: Path) -> None:
    """Save a figure as SVG or PNG, by the ending of `path`."""
    part = path.with_name(f".{path.name}.part{path.suffix}")
    chart.save(str(part), scale_factor=PIXELS if path.suffix == ".png" else 1)
    part.replace(path)


def _scale(looks: Mapping[str, Any]) -> alt.Scale:
    import altair as alt

    return alt.Scale(domain=list(looks), range=list(looks.values()))


def _span(lines: pd.DataFrame) -> list[float]:
    """Return the levels between which every point lies."""
    values = lines["value"]
    return [min(FLOOR, 0.97 * float(values.min())), max(CEILING, 1.03 * float(values.max()))]
