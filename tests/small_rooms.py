"""A small house of two rooms, so that the law is tested apart from the model's own figures."""

from pathlib import Path
from typing import NamedTuple

import pytest

from model.errors import Refusal
from model.scenario import stack

RATCHET = """\
[pass_through]
what   = "share of last year's over-fulfilment that is added to this year's plan"
symbol = "lambda"
unit   = "share"
range  = [0.0, 1.0]
regional = true

  [[pass_through.since]]
  date   = 1950-01-01
  value  = 0.5
  status = "estimated"
  source = ["weitzman1980", "berliner1957"]
  note   = "The sources give the rule and its direction; the figure is ours."

  [[pass_through.since]]
  date   = 1960-04-01
  value  = 0.4
  status = "estimated"
  source = ["estimated_here"]

[tautness]
what   = "growth asked of every works, whatever it achieved"
unit   = "share/yr"
range  = [0.0, 0.2]
by     = "sector"

  [[tautness.since]]
  date   = 1950-01-01
  value  = { coal = 0.03, else = 0.02 }
  status = "estimated"
  source = ["nove1969"]

[may_fall]
what   = "whether a plan that failed may be lowered"
unit   = "yes/no"

  [[may_fall.since]]
  date   = 1950-01-01
  value  = false
  status = "recalled"
  source = ["berliner1957"]
"""

LOCALISM = """\
[fine]
what   = "fine for failing to deliver outside the region"
unit   = "months of salary"
range  = [0, 6]

  [[fine.since]]
  date   = 1950-01-01
  value  = 0
  status = "confirmed"
  source = ["decree_1958_04_24"]

  [[fine.since]]
  date   = 1958-04-24
  decree = "fine_1958_04_24"
  value  = 3
  status = "confirmed"
  source = ["decree_1958_04_24"]

[rank]
what   = "rank of a claim"
unit   = "rank"
range  = [0.0, 9.0]
by     = "claimant"

  [[rank.since]]
  date   = 1950-01-01
  value  = { defence = 0, shops = 4 }
  status = "recalled"
  source = ["nove1969"]
"""


class Ratchet(NamedTuple):
    """Parameters of the first room, each of whatever shape the law gives it."""

    pass_through: object
    tautness: object
    may_fall: object


class Localism(NamedTuple):
    """Parameters of the second room."""

    fine: object
    rank: object


Ratchet.__module__ = "small_house.ratchet"
Localism.__module__ = "small_house.localism"


def build(folder: Path) -> Path:
    """Write both rooms into a folder and return it."""
    (folder / "ratchet.toml").write_text(RATCHET, encoding="utf-8")
    (folder / "localism.toml").write_text(LOCALISM, encoding="utf-8")
    return folder


LAYER = """\
what     = "a layer"
question = "what does it change?"
source   = ["nove1969"]
"""


def write_layers(folder: Path, **layers: str) -> Path:
    """Write layers, and history beneath them, into a folder and return it."""
    folder.mkdir(exist_ok=True)
    for name, text in ({"historical": ""} | layers).items():
        (folder / f"{name}.toml").write_text(LAYER + text, encoding="utf-8")
    return folder


def refusal(rule, *given, **named):
    """What is said when something is refused."""
    with pytest.raises(Refusal) as said:
        rule(*given, **named)
    return str(said.value)


def stacked(house, *asked, overrides=None, decrees=None, **layers):
    """A stack of layers written for one test: all of them, or those asked for."""
    folder = write_layers(house / "layers", **layers)
    return stack(asked or tuple(layers), overrides, decrees, folder=folder, rooms=house)
