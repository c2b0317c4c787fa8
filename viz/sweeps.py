"""What a sweep comes to, as a figure: each point with its interval, scenario by scenario."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from experiments.indicators import indicators

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

WIDTH, HEIGHT = 210, 190
INKS = ["#000000", "#b2182b", "#2166ac", "#7a7a7a", "#e08214", "#1b7837"]
COLUMNS = ["x", "series", "scenario", "what", "value", "low", "high"]


def effects(
    table: pd.DataFrame, parameters: Sequence[str], question: str, run: str
) -> alt.FacetChart:
    """Draw the differences from the first scenario, or the means where there is no other.

    Parameters
    ----------
    table
        One row a point, scenario, year and indicator (`Swept.told`).
    parameters
        What differs between points: the first lies along the axis, the others tell lines apart.
    question
        What was asked.
    run
        What was run, as the reader could repeat it.
    """
    import altair as alt

    points = points_of(table, parameters)
    across = parameters[0] if parameters else "scenario"
    others = ", ".join(parameters[1:])
    series: dict[str, Any] = {"sort": None, "title": others or None}
    series["legend"] = alt.Legend(orient="top") if others else None
    values: Any = points.to_dict("records")
    told = alt.InlineData(values=values)
    is_number = points["x"].map(lambda x: isinstance(x, float)).all()
    axis = alt.X("x:Q" if is_number else "x:N", title=across, scale=alt.Scale(zero=False))
    base = alt.Chart(told).encode(
        x=axis,
        color=alt.Color("series:N", scale=alt.Scale(range=INKS), **series),
        shape=alt.Shape("series:N", **series),
    )
    height = alt.Y("value:Q", title=None, scale=alt.Scale(zero=False))
    intervals = base.encode(y=alt.Y("low:Q", title=None), y2="high:Q")
    nothing = alt.Chart(told).mark_rule(color="#999999", strokeDash=[4, 3])
    layers = [
        intervals.transform_filter("isValid(datum.low)").mark_rule(strokeWidth=1.5),
        base.encode(y=height).mark_point(size=44, filled=True, opacity=1.0),
    ]
    if _is_difference(table):
        layers.insert(0, nothing.encode(y=alt.datum(0)))
    subtitle = [run, "Points are means over seeds, bars their intervals of 95 %."]
    title = alt.Title(question, subtitle=subtitle, anchor="start", fontSize=12, subtitleFontSize=10)
    chart: alt.FacetChart = (
        alt.layer(*layers)
        .properties(width=WIDTH, height=HEIGHT)
        .facet(
            column=alt.Column("scenario:N", title=None, sort=None),
            row=alt.Row("what:N", title=None, sort=None, header=alt.Header(labelLimit=HEIGHT)),
        )
        .resolve_scale(y="independent")
        .properties(title=title)
        .configure_view(stroke="#cccccc")
        .configure_axis(gridColor="#eeeeee")
    )
    return chart


def points_of(table: pd.DataFrame, parameters: Sequence[str]) -> pd.DataFrame:
    """Return the points of the figure, each with its line, its panel and its interval."""
    import pandas as pd

    is_difference, rows = _is_difference(table), []
    told = table[table["difference"].notna()] if is_difference else table
    for row in told.to_dict("records"):
        known = indicators()[row["indicator"]]
        measure = row["difference_unit"] if is_difference else known.full_unit
        values = [_plain(row[name]) for name in parameters]
        rows.append(
            (
                values[0] if values else row["scenario"],
                ", ".join(str(value) for value in values[1:]),
                row["scenario"],
                f"{known.label} {row['year']}, {measure}",
                row["difference"] if is_difference else row["mean"],
                row["low"] if is_difference else None,
                row["high"] if is_difference else None,
            )
        )
    found = pd.DataFrame(rows, columns=COLUMNS).astype(object)
    return found.where(found.notna(), None)


def _is_difference(table: pd.DataFrame) -> bool:
    """Say whether there is more than one scenario, so that they are told apart."""
    return bool(table["difference"].notna().any())


def _plain(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool) else float(value)
