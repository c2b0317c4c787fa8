"""What tells one run from another: all that a figure depends on, in one digest.

The figures in force follow from the model's files, which are part of the digest, from the
layers, and from what is set on top. Layers stand in any order, as they stack in any; a layer
that changes nothing but its name (a placebo) is a run of its own all the same.
"""

from __future__ import annotations

import hashlib
import json
import platform
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import model
from model import calendar

if TYPE_CHECKING:
    from experiments.request import Request

LENGTH = 32  # hexadecimal digits of a key
READ = (".py", ".toml", ".csv")  # what a run is made from
_TIDY = Path(__file__).parent.parent / "tidy.py"


def key_of(asked: Request) -> str:
    """Return the key of a run: the same for the same figures, whoever asks."""
    return digest({"code": code(), "made_with": made_with(), **asked_of(asked)})[:LENGTH]


def asked_of(asked: Request) -> dict[str, Any]:
    """Return what is asked of a run, as JSON can say it."""
    scenario = asked.scenario
    return {
        "layers": sorted(scenario.layers),
        "settings": [
            [setting.name, setting.month, list(setting.regions), setting.value + 0.0]
            for setting in sorted(scenario.settings, key=lambda setting: setting.name)
        ],  # of settings of one name the later goes before, of others the order says nothing
        "decrees": scenario.decrees,
        "dropped": sorted(scenario.dropped),
        "phasing": {name: _plain(phases) for name, phases in scenario.phasing.items()},
        "preparation": scenario.preparation,
        "weather": asked.weather,
        "scale": asked.scale,
        "seed": asked.seed,
        "network_seed": asked.network_seed,
        "to": calendar.name(asked.last),
        "check": asked.check,
    }


def digest(told: Any) -> str:
    """Return the sha256 (hexadecimal) of what JSON can say, whatever the order of its names."""
    text = json.dumps(told, sort_keys=True, allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def made_with() -> list[str]:
    """Return the machine and the versions on which the last digits depend, or a plan does."""
    return [platform.machine(), *(version(name) for name in ("numpy", "scipy"))]


@cache
def code() -> str:
    """Return the sha256 (hexadecimal) of what makes the rows of a run: names and bytes, in order.

    The files of the model, and those that put its record into tables.
    """
    total = hashlib.sha256()
    house, tables = Path(str(model.__file__)).parent, Path(__file__).parent
    files = [(file.relative_to(house).as_posix(), file) for file in house.rglob("*")]
    files += [(f"../experiments/{file.name}", file) for file in (tables / "tables.py", _TIDY)]
    for name, file in sorted(files):
        if file.suffix in READ:
            total.update(name.encode() + b"\0")
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _plain(told: Any) -> Any:
    """Turn tables with months as names into pairs: JSON would make text of them."""
    if isinstance(told, dict):
        return [[key, _plain(value)] for key, value in told.items()]
    if isinstance(told, list | tuple | set | frozenset):
        return [_plain(one) for one in told]
    return told
