"""The levers beside a page: what the world differs in, and the assumptions behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import reacton.ipyvuetify as v
import solara

from experiments.request import WEATHERS
from model.errors import Refusal
from model.parameters import rooms
from model.scenario import describe, names
from viz.dashboard.decrees import movable
from viz.dashboard.front.parts import Lever, Notes, Pick, Text
from viz.dashboard.levers import LeverOf, assumptions, levers, orders, presets, provenance
from viz.dashboard.scene import MOST_SEEDS, World
from viz.dashboard.words import say

SCALES = (0.01, 0.02, 0.05, 0.1)
SEED_CHOICES = (1, 2, 4, 8, MOST_SEEDS)
OnWorld = Callable[[World], None]


@solara.component
def Steering(world: World, seeds: int, on_world: OnWorld, on_seeds: Callable[[int], None]) -> None:
    """Show the levers of a world; ``on_world`` is told the world that is wanted."""
    refusal, set_refusal = solara.use_state("")

    def want(wanted: World) -> None:
        try:
            _ = wanted.scenario
        except Refusal as why:
            set_refusal(say("steering.refused", why=why))
            return
        set_refusal("")
        on_world(wanted)

    with solara.Div(classes=["sm-card", "sm-side"]):
        Text("h2", say("steering.title"))
        Text("p", say("steering.see"), "sm-see")
        Notes([refusal] if refusal else [])
        _Presets(world, want)
        _Order(world, want)
        for lever in levers():
            _Moved(world, lever, want)
        _Weather(world, want)
        if not world.is_history:
            solara.Button(
                say("steering.reset"),
                on_click=lambda: want(world.baseline),
                classes=["sm-quiet"],
                text=True,
                icon_name="mdi-restore",
            )
        with v.ExpansionPanels(flat=True, accordion=True):
            _Panel(say("steering.layers"), lambda: _Layers(world, want))
            _Panel(say("steering.decrees"), lambda: _Decrees(world, want))
            _Panel(say("steering.assumptions"), lambda: _Assumptions(world, want))
            _Panel(say("steering.runs"), lambda: _Runs(world, seeds, want, on_seeds))


@solara.component
def _Panel(title: str, content: Callable[[], object]) -> None:
    with v.ExpansionPanel():
        v.ExpansionPanelHeader(children=[title])
        with v.ExpansionPanelContent():
            content()


@solara.component
def _Presets(world: World, want: OnWorld) -> None:
    options = [(str(number), preset.label) for number, preset in enumerate(presets())]
    here = [str(n) for n, one in enumerate(presets()) if _is(world, one.layers)]
    if not here:
        options.append(("own", say("steering.own")))

    def choose(number: str) -> None:
        if number != "own":
            want(World(layers=presets()[int(number)].layers, scale=world.scale))

    Pick(say("steering.preset"), options, here[0] if here else "own", choose)


def _is(world: World, layers: tuple[str, ...]) -> bool:
    return world == World(layers=layers, scale=world.scale)


@solara.component
def _Order(world: World, want: OnWorld) -> None:
    mine = next((layer for layer in orders() if layer and layer in world.layers), "")

    def choose(layer: str) -> None:
        others = tuple(one for one in world.layers if one not in orders())
        want(replace(world, layers=(layer, *others) if layer else others))

    with solara.Div(classes=["sm-lever"], style={"padding-top": "14px"}):
        Pick(say("steering.order"), list(orders().items()), mine, choose)


@solara.component
def _Weather(world: World, want: OnWorld) -> None:
    options = [("", say("steering.weather_as"))] + [(w, say(f"weather.{w}")) for w in WEATHERS]
    with solara.Div(classes=["sm-lever"], style={"padding-top": "14px"}):
        Pick(
            say("steering.weather"),
            options,
            world.weather,
            lambda weather: want(replace(world, weather=weather or "")),
        )


@solara.component
def _Moved(world: World, lever: LeverOf, want: OnWorld, hint: str = "") -> None:
    def move(value: float | None) -> None:
        is_usual = value is None or abs(value - lever.usual) < 1e-9
        written = None if is_usual or value is None else lever.written(value)
        want(world.with_setting(lever.parameter, written))

    Lever(
        lever.parameter,
        (lever.label, lever.unit, hint or lever.hint),
        lever.value_of(world.value_of(lever.parameter)),
        lever.usual,
        (lever.low, lever.high, lever.step),
        move,
        lever.factor,
    )


@solara.component
def _Layers(world: World, want: OnWorld) -> None:
    Text("p", say("steering.layers_see"), "sm-see")
    options = [(name, name) for name in names() if name != "historical"]
    chosen = list(world.layers)
    Pick(
        say("steering.layers"),
        options,
        chosen,
        lambda layers: want(replace(world, layers=tuple(layers))),
        multiple=True,
        search=True,
    )
    for name in world.layers:
        Text("p", f"{name}: {describe(name).what}.", "sm-source")


@solara.component
def _Decrees(world: World, want: OnWorld) -> None:
    decree, set_decree = solara.use_state("targets_raised_1961")
    Text("p", say("steering.decrees_see"), "sm-see")
    known = {one.id: one for one in movable()}
    Pick(
        say("steering.decree"),
        [(one.id, f"{one.when}: {one.title}") for one in known.values()],
        decree,
        set_decree,
        search=True,
    )
    own = known.get(decree)
    if own is None:
        return
    moved = dict(world.decrees).get(decree, "")
    with solara.Div(style={"padding-top": "12px"}):
        options = [("", say("steering.decree_as", when=own.when))]
        options += [(month, month) for month in own.choices]
        options.append(("never", say("steering.decree_never")))
        Pick(
            say("steering.decree_when"),
            options,
            moved,
            lambda when: want(world.with_decree(decree, when or None)),
        )
    Text("p", own.detail, "sm-source")
    for name, when in world.decrees:
        Text("p", f"{known[name].title}: {when}" if name in known else f"{name}: {when}")


@solara.component
def _Assumptions(world: World, want: OnWorld) -> None:
    room, set_room = solara.use_state("localism")
    Text("p", say("steering.assumptions_see"), "sm-see")
    Pick(say("steering.room"), [(name, name) for name in rooms()], room, set_room)
    for lever in assumptions(room):
        _Moved(world, lever, want, f"{lever.hint}. {provenance(lever.parameter)}")


@solara.component
def _Runs(world: World, seeds: int, want: OnWorld, on_seeds: Callable[[int], None]) -> None:
    Text("p", say("steering.runs_see"), "sm-see")
    counts = sorted({*SEED_CHOICES, seeds})
    Pick(say("steering.seeds"), [(n, str(n)) for n in counts], seeds, on_seeds)
    with solara.Div(style={"padding-top": "12px"}):
        scales = sorted({*SCALES, world.scale})
        Pick(
            say("steering.scale"),
            [(scale, f"{scale:g}") for scale in scales],
            world.scale,
            lambda scale: want(replace(world, scale=scale)),
        )
