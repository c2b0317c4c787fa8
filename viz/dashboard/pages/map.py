"""Map: 105 regions as a cartogram, a year at a time; a click opens a region."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import solara

from experiments.indicators import indicators
from model.data import REGIONS
from viz.dashboard.drawings import Drawing
from viz.dashboard.front.figures import Figure
from viz.dashboard.front.indicators import indicator_options
from viz.dashboard.front.parts import Choice, Notes, Pick, Table, Text
from viz.dashboard.front.waiting import Waiting
from viz.dashboard.regions import (
    all_places,
    ends,
    facts,
    figures,
    map_drawing,
    names,
    region_drawing,
)
from viz.dashboard.scene import Scene
from viz.dashboard.shell import href, use_here
from viz.dashboard.waiting import use_runs
from viz.dashboard.words import say

MEASURES = ("level", "difference")
Go = Callable[..., None]


@solara.component
def Map() -> None:
    """Show the page."""
    here = use_here()
    scene = here.scene
    runs = [*scene.world.baseline.requests(scene.seeds), *scene.world.requests(scene.seeds)]
    wait = use_runs(runs)
    done = wait.progress.done
    drawing = solara.use_memo(lambda: map_drawing(scene, scene.indicator), [scene, done])
    Text("h1", say("map.title"))
    Text("p", say("map.lead"), "sm-lead")
    with solara.Div(classes=["sm-main"]):
        Waiting(wait)
        _Tools(scene, here.go)
        if drawing is None:
            is_regional = scene.indicator in dict(indicator_options(is_regional=True))
            Notes([say("map.wait" if is_regional else "map.none", label=_label(scene))])
        else:
            form = "table" if scene.form == "table" else "chart"
            with solara.Div(classes=["sm-wide"] if form == "chart" else []):
                Figure(
                    drawing,
                    f"map_{scene.indicator}",
                    form,
                    lambda f: here.go(replace(scene, form=f)),
                    lambda region: here.go(replace(scene, region=region)),
                    lambda year: here.go(replace(scene, year=int(year))),
                )
                if form == "chart":
                    _Ends(drawing, scene)
        _Region(scene, here.go, done)


@solara.component
def _Ends(drawing: Drawing, scene: Scene) -> None:
    """Show who stands highest and who lowest in the year."""
    columns, rows = ends(drawing, scene.year)
    with solara.Div(classes=["sm-card"]):
        Text("h3", say("map.ends", year=columns[1]))
        Text("p", say("map.ends_see", unit=drawing.unit), "sm-see")
        Table(columns, rows)


def _label(scene: Scene) -> str:
    return indicators()[scene.indicator].label


@solara.component
def _Tools(scene: Scene, go: Go) -> None:
    with solara.Div(classes=["sm-tools"]):
        Pick(
            say("explore.indicator"),
            indicator_options(is_regional=True),
            scene.indicator,
            lambda name: go(replace(scene, indicator=name or Scene().indicator)),
            search=True,
        )
        if not scene.world.is_history:
            Choice(
                say("measure.label"),
                {name: say(f"measure.{name}") for name in MEASURES},
                scene.measure,
                lambda measure: go(replace(scene, measure=measure)),
            )
        Pick(
            say("map.region"),
            [("", say("map.no_region")), *all_places()],
            scene.region,
            lambda region: go(replace(scene, region=region or "")),
            search=True,
        )


@solara.component
def _Region(scene: Scene, go: Go, done: int) -> None:
    if scene.region:
        _Chosen(scene, go, done)
    else:
        Text("p", say("map.click"), "sm-see")


@solara.component
def _Chosen(scene: Scene, go: Go, done: int) -> None:
    """Show what is known and what was made of the region picked."""
    region = scene.region
    drawing = solara.use_memo(lambda: region_drawing(scene, scene.indicator, region), [scene, done])
    told = solara.use_memo(lambda: figures(scene, region), [scene, done])
    with solara.Div(classes=["sm-two"]):
        with solara.Div(classes=["sm-card"]):
            Text("h2", names()[region])
            for words in _words(region):
                Text("p", words)
            _Ways(scene, go)
            Text("h3", say("map.figures", year=scene.year))
            Table([say("column.indicator"), say("column.model"), say("column.unit")], told)
        if drawing is not None:
            Figure(drawing, f"{scene.indicator}_{region}")


@solara.component
def _Ways(scene: Scene, go: Go) -> None:
    """Offer to look into the works of a region, and to close its panel."""
    with solara.Div(classes=["sm-tools"]):
        if scene.region in REGIONS:
            inside = f"r{REGIONS.index(scene.region)}"
            with solara.Link(href(replace(scene, inside=inside), "inside")):
                solara.Text(say("map.inside"))
        solara.Button(
            say("map.close"),
            on_click=lambda: go(replace(scene, region="")),
            classes=["sm-quiet"],
            text=True,
        )


def _words(region: str) -> list[str]:
    """Return what the table of regions says of one, in sentences."""
    row = facts(region)
    if not row:
        return [say("map.republic")]
    urban = 100.0 * float(row["urban_share_1959"] or 0.0)
    people = float(row["population_1959_thousand"] or 0.0)
    told = [
        say(
            "map.people",
            republic=row["republic"],
            city=row["centre_city"],
            people=f"{people:,.0f}",
            urban=f"{urban:.0f}",
        ),
        say(
            "map.industry",
            share=f"{100.0 * float(row['industrial_employment_share_of_ussr'] or 0.0):.1f}",
            sector=row["main_sector"].replace("_", " "),
            kind=row["diversification"],
        ),
        say(
            "map.councils",
            enlarged=names().get(row["enlarged_1963"], row["enlarged_1963"].replace("_", " ")),
        ),
        say("map.estimated", status=row["status_sectors"]),
    ]
    return told
