"""What a sweep comes to, as a figure: each point with its interval, scenario by scenario."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from experiments.indicators import indicators

if TYPE_CHECKING:
    import altair as alt
    import pandas as pd

HEIGHT = 180
WIDTHS = {1: 420, 2: 320, 3: 220, 4: 170}  # of a panel, by how many stand side by side
NARROW = 118  # where there are more
LETTER, TILT = 6, -35  # pixels of a letter below an axis; degrees where they do not fit
EDGE = 8  # pixels between the furthest mark and the frame
WIDEST = 600  # of what is written over panels or marks
LETTERS = 90  # of a line of the title
MOST_IN_A_ROW = 3  # panels; more stand in rows, a scenario in each
MOST_APART = 8  # values of the first parameter that have a place each, and not a scale
INKS = ["#000000", "#b2182b", "#2166ac", "#7a7a7a", "#e08214", "#1b7837"]
SHAPES = ["circle", "square", "triangle-up", "diamond", "cross", "triangle-down"]
COLUMNS = ["x", "series", "scenario", "panel", "what", "value", "low", "high"]


def effects(
    table: pd.DataFrame, parameters: Sequence[str], question: str, run: str
) -> alt.VConcatChart:
    """Draw the differences from the first scenario or point, or the means where there are none.

    Parameters
    ----------
    table
        One row a point, scenario, year and indicator (`Swept.told`).
    parameters
        What differs between points: the first lies along the axis, the others tell marks apart.
    question
        What was asked.
    run
        What was run, as the reader could repeat it.
    """
    import altair as alt

    points = points_of(table, parameters)
    rows = [
        _row(part, str(what), parameters, _is_difference(table))
        for what, part in points.groupby("what", sort=False)
    ]
    told = "Points are means over seeds"
    if _is_difference(table):
        told += ", bars their intervals of 95 %; the dashed line is no difference"
    subtitle = [run, f"{told}."]
    title = alt.Title(
        textwrap.wrap(question, LETTERS),
        subtitle=subtitle,
        anchor="start",
        fontSize=12,
        subtitleFontSize=10,
    )
    chart: alt.VConcatChart = (
        alt.vconcat(*rows, title=title)
        .configure_view(stroke="#cccccc")
        .configure_axis(gridColor="#eeeeee", titleFontWeight="normal")
    )
    return chart


def _row(
    points: pd.DataFrame, what: str, parameters: Sequence[str], is_difference: bool
) -> alt.FacetChart:
    """Draw one indicator, scenario by scenario and year by year on one scale."""
    import altair as alt

    values: Any = points.to_dict("records")
    told = alt.InlineData(values=values)
    others, lines = ", ".join(map(named, parameters[1:])), list(dict.fromkeys(points["series"]))
    inks, shapes = _looks(INKS, lines), _looks(SHAPES, lines)
    legend = alt.Legend(orient="top", columns=len(INKS), titleLimit=WIDEST) if others else None
    marks: dict[str, Any] = {"sort": None, "title": others, "legend": legend}
    panels = list(dict.fromkeys(points["panel"]))
    of_a_scenario = int(points.groupby("scenario", sort=False)["panel"].nunique().max())
    columns = of_a_scenario if len(panels) > MOST_IN_A_ROW else len(panels)
    width = WIDTHS.get(columns, NARROW)
    head = alt.Header(labelExpr="split(datum.label, ', ')", labelFontSize=10, labelLimit=WIDEST)
    base = alt.Chart(told).encode(
        x=_across(points, parameters, width),
        y=alt.Y("value:Q", title=what, scale=alt.Scale(zero=False, padding=EDGE)),
        color=alt.Color("series:N", scale=alt.Scale(domain=lines, range=inks), **marks),
    )
    if points["x"].nunique() <= MOST_APART:
        base = base.encode(xOffset=alt.XOffset("series:N", sort=lines))
    ends = alt.Y("low:Q", title=what), alt.Y2("high:Q")
    layers = [
        base.encode(*ends).transform_filter("isValid(datum.low)").mark_rule(strokeWidth=1.5),
        base.encode(
            shape=alt.Shape("series:N", scale=alt.Scale(domain=lines, range=shapes), **marks)
        ).mark_point(size=44, filled=True, opacity=1.0),
    ]
    if is_difference:
        nothing = alt.Chart(told).encode(y=alt.YDatum(0))
        layers.insert(0, nothing.mark_rule(color="#999999", strokeDash=[4, 3]))
    chart: alt.FacetChart = (
        alt.layer(*layers)
        .properties(width=width, height=HEIGHT)
        .facet(facet=alt.Facet("panel:N", title=None, sort=panels, header=head), columns=columns)
    )
    return chart


def _looks(looks: Sequence[str], lines: Sequence[str]) -> list[str]:
    """Return a look for every line; where there are more lines, looks come again."""
    return [looks[place % len(looks)] for place in range(len(lines))]


def _across(points: pd.DataFrame, parameters: Sequence[str], width: int) -> alt.X:
    """Return the axis: a place for each value as long as they are few, else a scale."""
    import altair as alt

    title = named(parameters[0]) if parameters else "scenario"
    if points["x"].nunique() <= MOST_APART:
        places = list(dict.fromkeys(points["x"]))  # in the order of the design, whatever is drawn
        names = points["x"].map(str)
        is_tight = names.map(len).max() * names.nunique() * LETTER > width
        return alt.X(
            "x:O", title=title, sort=places, axis=alt.Axis(labelAngle=TILT if is_tight else 0)
        )
    return alt.X("x:Q", title=title, scale=alt.Scale(zero=False))


def named(parameter: str) -> str:
    """Return what an axis is called: a parameter with its unit; weather has none.

    >>> named("ratchet.pass_through"), named("weather")
    ('ratchet.pass_through, 1/yr', 'weather')
    """
    from experiments.rooms import lines_of

    name = parameter.partition("@")[0]
    room = name.partition(".")[0]
    if room == name:
        return parameter
    unit = next((str(one["unit"]) for one in lines_of(room) if one["parameter"] == name), "")
    return f"{parameter}, {unit}" if unit and unit != "yes/no" else parameter


def points_of(table: pd.DataFrame, parameters: Sequence[str]) -> pd.DataFrame:
    """Return the points of the figure, each with its line, its panel and its interval."""
    import pandas as pd

    is_difference, rows = _is_difference(table), []
    told = _apart(table) if is_difference else table
    for row in told.to_dict("records"):
        known = indicators()[row["indicator"]]
        measure = row["difference_unit"] if is_difference else known.full_unit
        values = [_plain(row[name]) for name in parameters]
        rows.append(
            (
                values[0] if values else row["scenario"],
                ", ".join(_word(value) for value in values[1:]),
                row["scenario"],
                f"{row['scenario']}, {row['year']}",
                f"{known.label}, {measure}",
                row["difference"] if is_difference else row["mean"],
                row["low"] if is_difference else None,
                row["high"] if is_difference else None,
            )
        )
    found = pd.DataFrame(rows, columns=COLUMNS).astype(object)
    return found.where(found.notna(), None)


def _apart(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that differ from others; a first point lies at nothing, its own distance."""
    told = table
    if table["scenario"].nunique() == 1:
        told = table.assign(difference=table["difference"].mask(table["point"] == 0, 0.0))
    return told[told["difference"].notna()]


def _is_difference(table: pd.DataFrame) -> bool:
    """Say whether there is another scenario or point, so that they are told apart."""
    return bool(table["difference"].notna().any())


def _plain(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool | str) else float(value)


def _word(value: Any) -> str:
    return value if isinstance(value, str) else f"{value:g}"
