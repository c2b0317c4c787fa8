"""A world as something that can be run elsewhere: a command, Python, a scenario file."""

from __future__ import annotations

import json
import shlex

from model import calendar
from model.decrees import history
from model.parameters import Setting
from model.phasing import steps_of
from model.scenario import Scenario
from viz.dashboard.scene import Scene, World
from viz.dashboard.words import say


def command(scene: Scene) -> str:
    """Return the command that lives the first of a scene's runs."""
    world = scene.world
    words = ["semiletka", "run", *(world.layers or ("historical",)), *_flags(world)]
    return shlex.join([*words, "--seed", "1"])


def comparison(scene: Scene) -> str:
    """Return the command that compares a scene's world with history; empty where none does.

    A world that is changed by hand is a layer of its own there: its file has to be put beside
    the others first.
    """
    if not scene.world.layers or scene.world.settings or scene.world.decrees:
        return ""
    return _compared(["+".join(scene.world.layers)], scene)


def comparison_of(scene: Scene) -> str:
    """Return the command that compares all worlds of a scene, as far as they are layers."""
    own = ["+".join(scene.world.layers)] if comparison(scene) else []
    return _compared([*own, *scene.others], scene)


def python_comparison(scene: Scene) -> str:
    """Return Python that compares the same worlds on the same seeds."""
    own = ["+".join(scene.world.layers)] if comparison(scene) else []
    worlds = ["historical", *own, *scene.others]
    lines = [
        "from experiments import compare",
        "",
        "outcome = compare(",
        f"    {worlds!r},",
        f"    seeds=range(1, {scene.seeds + 1}), scale={scene.world.scale:g},",
        ")",
        "told = outcome.table  # a row a scenario, year and indicator",
        f"told[told.indicator == {scene.indicator!r}]",
    ]
    return "\n".join(lines)


def _compared(names: list[str], scene: Scene) -> str:
    words = ["semiletka", "compare", "historical", *names, "--seeds", str(scene.seeds)]
    return shlex.join([*words, "--scale", f"{scene.world.scale:g}"])


def python(scene: Scene) -> str:
    """Return Python that lives the same run."""
    world = scene.world
    names = [*(world.layers or ("historical",))]
    told = [f"    {names[0]!r}," if len(names) == 1 else f"    {names!r},"]
    told.append(f"    seed=1, scale={world.scale:g},")
    if world.settings:
        told.append(f"    overrides={ {name: _value(v) for name, v in world.settings}!r},")
    if world.decrees:
        moves = {name: None if when == "never" else when for name, when in world.decrees}
        told.append(f"    decrees={moves!r},")
    if world.weather:
        told.append(f"    weather={world.weather!r},")
    lines = ["from experiments import run", "", "record = run(", *told, ")"]
    return "\n".join([*lines, 'record.annual["reported"][' + repr(scene.indicator) + "]"])


def scenario_file(scene: Scene) -> str:
    """Return a world as the file of a layer, whatever layers it was made of."""
    scenario = scene.world.scenario
    lines = [
        f"what     = {json.dumps(say('file.what', layers=scenario.name))}",
        f"question = {json.dumps(say('file.question'))}",
        'source   = ["estimated_here"]',
    ]
    weather = scene.world.weather or scenario.weather
    if weather:
        lines.append(f"weather  = {json.dumps(weather)}")
    return "\n".join([*lines, *_decrees(scenario), *_phases(scenario), *_settings(scenario)]) + "\n"


def _flags(world: World) -> list[str]:
    found = [f"--set={name}={value}" for name, value in world.settings]
    found += [f"--decree={name}={when}" for name, when in world.decrees]
    if world.weather:
        found.append(f"--weather={world.weather}")
    return [*found, "--scale", f"{world.scale:g}"]


def _value(written: str) -> object:
    words = {"true": True, "false": False}
    return words[written] if written in words else float(written)


def _decrees(scenario: Scenario) -> list[str]:
    moved = {
        name: month for name, month in scenario.decrees.items() if name not in scenario.phasing
    }
    lines = ["", "[decrees]"] if moved else []
    for name, month in moved.items():
        when = "never" if month is None else calendar.name(month)
        lines.append(f"{name} = {json.dumps(when)}  # {history()[name].title}")
    if scenario.preparation:
        lines += ["", "[preparation]"]
        lines += [f"{name} = {months}" for name, months in scenario.preparation.items()]
    return lines


def _phases(scenario: Scenario) -> list[str]:
    lines = []
    for decree, phases in scenario.phasing.items():
        lines += ["", f"[phasing.{decree}]"]
        for month, regions in steps_of(phases):
            when = "never" if month is None else calendar.name(month)
            lines.append(f"{json.dumps(when)} = {json.dumps(list(regions))}")
    return lines


def _settings(scenario: Scenario) -> list[str]:
    lines = ["", "[parameters]"] if scenario.settings else []
    return lines + [f"{json.dumps(_named(one))} = {_written(one)}" for one in _left(scenario)]


def _left(scenario: Scenario) -> list[Setting]:
    """Return the settings that no later one overrules: what is set by hand comes last.

    In a file the order does not count, so that what is overruled must not stand there.
    """
    settings = scenario.settings
    return [
        one
        for place, one in enumerate(settings)
        if not any(_overrules(later, one) for later in settings[place + 1 :])
    ]


def _overrules(later: Setting, one: Setting) -> bool:
    return (
        (later.room, later.parameter) == (one.room, one.parameter)
        and later.key in (None, one.key)
        and (later.month or 0) <= (one.month or 0)
        and (not later.regions or later.regions == one.regions)
    )


def _named(setting: Setting) -> str:
    """Return the name with its month, so that a figure may be set several times."""
    month = "" if setting.month is None else f"@{calendar.name(setting.month)}"
    return f"{setting.name}{month}"


def _written(setting: Setting) -> str:
    value = setting.value
    told = str(value).lower() if isinstance(value, bool) else f"{value:.10g}"
    if not setting.regions:
        return told
    return f"{{ value = {told}, regions = {json.dumps(list(setting.regions))} }}"
