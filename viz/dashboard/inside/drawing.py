"""Charts of what was watched: works month by month, lives year by year, places on the map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.request import Request
from model.calendar import FIRST_YEAR, MONTHS_A_YEAR
from model.data import REGIONS
from model.sums import summed
from viz.dashboard.charts.cartogram import cartogram
from viz.dashboard.charts.lines import Curve, lines, of_line
from viz.dashboard.drawings import Drawing, number, table_of
from viz.dashboard.inside.lived import MONTHLY
from viz.dashboard.inside.others import DRAWN
from viz.dashboard.inside.rows import Array, Watched, region_names
from viz.dashboard.past import Mark, marks
from viz.dashboard.readings import line
from viz.dashboard.words import say

_HEIGHT, _SMALL, _MAP = 260, 200, 380
_PLAN, _MADE = "target", "reported_output"


def months_drawing(
    run: Watched, rows: Array, title: str, source: str, decrees: Sequence[Mark]
) -> Drawing:
    """Draw the plan and what was reported, month by month."""
    told = [
        _curve(say("series.asked"), "plan", run.by_month(rows, _PLAN)),
        _curve(say("series.reported"), "world", run.by_month(rows, _MADE)),
    ]
    unit = say("unit.mln_rub_month")
    columns, table = table_of(_yearly(told), say("unit.mln_rub_month_mean"))
    return Drawing(
        lines(told, unit, decrees, _HEIGHT),
        title,
        say("inside.months_see"),
        source,
        columns,
        table,
        _HEIGHT,
    )


def _curve(name: str, look: str, values: Sequence[float]) -> Curve:
    points = []
    for month, value in enumerate(values):
        x = FIRST_YEAR + (month + 0.5) / MONTHS_A_YEAR
        points.append((round(x, 4), value, value, value))
    return Curve(name, look, tuple(points))


def _yearly(curves: Sequence[Curve]) -> list[Curve]:
    """Return the means of years: a hundred and twenty rows are no table to be read."""
    found = []
    for curve in curves:
        values = np.array([y for _, y, _, _ in curve.points])
        means = values[: len(values) // 12 * 12].reshape(-1, 12).mean(axis=1)
        points = tuple(
            (FIRST_YEAR + n + 0.5, float(v), float(v), float(v)) for n, v in enumerate(means)
        )
        found.append(Curve(curve.name, curve.look, points))
    return found


def lives_drawings(
    pairs: Sequence[tuple[str, Watched]], key: str, requests: Sequence[Request]
) -> dict[str, Drawing]:
    """Draw what matters of a farm, of households, of a secretary over the years, in both worlds."""
    letter, row = key[0], int(key[1:])
    source = say("inside.source_two", scale=f"{requests[0].scale:g}")
    found = {}
    for name in DRAWN[letter]:
        title, _, unit = say(f"figure.{name}").partition(", ")
        curves = []
        for (world, run), look in zip(pairs, ("baseline", "world"), strict=True):
            others = run.others[letter]
            if row < len(others):
                curves.append(of_line(world, look, line(others.values(row, name), unit)))
        columns, rows = table_of(curves, unit)
        spec = lines(curves, unit, marks(requests[1].scenario), _SMALL)
        see = say("inside.lives_see")
        found[name] = Drawing(spec, title, see, source, columns, rows, _SMALL)
    return found


def places_drawing(run: Watched, year: int, region: str, key: str) -> Drawing:
    """Draw how far the works of each region fulfilled their plans; a region can be picked."""
    told = fulfilment(run)
    chosen = region or _region_of(run, key)
    shown = told[year] if year in told else told[max(told)]
    best, worst = max(shown, key=lambda one: shown[one]), min(shown, key=lambda one: shown[one])
    names = dict(zip(REGIONS, region_names(), strict=True))
    see = say(
        "inside.map_see", year=year, best=names[best], high=number(shown[best]),
        worst=names[worst], low=number(shown[worst]),
    )  # fmt: skip
    return Drawing(
        cartogram(told, year, say("unit.of_plan"), chosen, height=_MAP),
        say("inside.map"), see, say("inside.map_source"), (), (), _MAP,
    )  # fmt: skip


def fulfilment(run: Watched) -> dict[int, dict[str, float]]:
    """Return what works reported over their plans, per cent, by year and region."""
    plan, made = (np.asarray(run.months[:, MONTHLY.index(n)], dtype=float) for n in (_PLAN, _MADE))
    found = {}
    for year in range(plan.shape[1] // MONTHS_A_YEAR):
        at = slice(MONTHS_A_YEAR * year, MONTHS_A_YEAR * (year + 1))
        asked, told = (
            summed(run.region, weights=column[:, at].sum(axis=1), minlength=len(REGIONS))
            for column in (plan, made)
        )
        found[FIRST_YEAR + year] = {
            name: 100.0 * float(told[n] / asked[n])
            for n, name in enumerate(REGIONS)
            if asked[n] > 0
        }
    return found


def _region_of(run: Watched, key: str) -> str:
    """Return the region in which stands what is looked at; empty for an authority."""
    kind, row = key[0], int(key[1:])
    if kind == "b":
        return ""
    if kind == "r":
        return REGIONS[row] if row < len(REGIONS) else ""
    if kind in run.others:
        others = run.others[kind]
        return REGIONS[others.region(row)] if row < len(others) else ""
    return REGIONS[run.region[row]] if row < len(run) else ""
