"""What the user asks for, checked once, at the door, before anything heavy is loaded.

Only the standard library and the light rooms of the model are used here, so that a
mistake is told in a fraction of a second.
"""

from __future__ import annotations

import math
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.output import check
from model import calendar
from model.document import exists
from model.errors import Refusal, nearest

if TYPE_CHECKING:
    from experiments import Choices
    from experiments.verbs.flags import RunFlags
    from model.scenario import Scenario

WEATHERS = ("measured", "described", "resampled", "normal")
FORMATS = ("table", "json", "csv")
DETAILS = ("agents",)
DEFAULT = "historical"
CHOICES = ("scale", "seed", "network_seed", "overrides", "decrees", "weather", "check")
LARGEST_SEED = 2**63 - 1


@dataclass(frozen=True)
class Request:
    """One run, complete and valid."""

    scenario: Scenario
    scale: float = 0.1
    seed: int = 1
    network_seed: int = 1
    first: int = calendar.FIRST_MONTH  # first month shown
    last: int = calendar.month_of(1965, 12)
    weather: str = WEATHERS[0]
    check: bool = False
    out: Path | None = None
    agents: bool = False
    form: str = FORMATS[0]
    command: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """The scenario's name, its layers joined."""
        return self.scenario.name

    @property
    def years(self) -> list[int]:
        """The whole years run that are shown."""
        ended = (self.last + 1) // calendar.MONTHS_A_YEAR + calendar.FIRST_YEAR
        return list(range(calendar.year_of(self.first), ended))


def checked(flags: RunFlags) -> Request:
    """Return the run that a command line asks for, or refuse it: everything is checked here."""
    first = month_of(flags.first, "--from")
    form = choice_of(flags.form, "--format", FORMATS)
    if flags.out == "":
        raise Refusal("--out is empty. Say which folder is to be made, for instance --out first.")
    if flags.detail:
        choice_of(flags.detail, "--detail", DETAILS)
        if not flags.out:
            raise Refusal("--detail agents writes tables: say where with --out DIR.")
    asked = Request(
        scenario=scenario_of(layers_of(flags.scenario or []), flags.settings, flags.decrees),
        scale=scale_of(flags.scale),
        seed=seed_of(flags.seed),
        network_seed=seed_of(flags.network_seed, "--network-seed"),
        first=first,
        last=month_of(flags.last, "--to", first),
        check=flags.check,
        out=Path(flags.out) if flags.out else None,
        agents=bool(flags.detail),
        form=form,
        command=command_line(),
    )
    if asked.out:
        check(asked.out)
    return replace(asked, weather=weather_of(flags.weather, asked.scenario))


_MEANT = {"parameters": "overrides", "settings": "overrides", "laws": "decrees", "to": "until"}
"""What somebody means by a keyword that a name like it would not find."""


def request_of(
    scenario: str | Sequence[str] | Scenario, until: str, choices: Choices, who: str = "run()"
) -> Request:
    """Return the run that a call from Python asks for, checked like a command line."""
    from model.scenario import Scenario, stack

    for name in choices:
        if name not in CHOICES:
            hint = f" Did you mean {_MEANT[name]!r}?" if name in _MEANT else nearest(name, CHOICES)
            raise Refusal(f"{who} has no argument {name!r}.{hint}")
    if isinstance(scenario, Scenario):
        if choices.get("overrides") or choices.get("decrees"):
            raise Refusal(
                "Overrides and decrees go into the scenario: stack(names, overrides, ...)."
            )
        stacked = scenario
    else:
        names = layers_of([scenario] if isinstance(scenario, str) else list(scenario))
        stacked = stack(names, choices.get("overrides"), choices.get("decrees"))
    return Request(
        scenario=stacked,
        scale=scale_of(str(choices.get("scale", 0.1)), "scale"),
        seed=seed_of(str(choices.get("seed", 1)), "seed"),
        network_seed=seed_of(str(choices.get("network_seed", 1)), "network_seed"),
        last=month_of(until, "until"),
        weather=weather_of(choices.get("weather"), stacked, "weather"),
        check=choices.get("check", False),
    )


def layers_of(words: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the layers in what was typed; history if nothing was.

    An empty name, as an unset variable of a script leaves it, is refused.

    >>> layers_of(["historical + no_arms_race", "fallow_kept"])
    ('historical', 'no_arms_race', 'fallow_kept')
    >>> layers_of([])
    ('historical',)
    """
    names = [name.strip() for word in words for name in _parts(word)]
    if not all(names):
        raise Refusal(
            "The name of a scenario is empty. Name one, for instance historical; "
            "`semiletka scenarios` lists them."
        )
    return tuple(names) or (DEFAULT,)


def _parts(word: str) -> list[str]:
    """Return what is joined by a plus; a file's own name may have one."""
    return [word] if exists(word.strip()) else word.split("+")


def overrides_of(settings: Sequence[str] | None) -> dict[str, object]:
    """Return what ``--set ROOM.PARAMETER[@1958-04]=VALUE`` sets, each checked."""
    from model.parameters import parse_setting

    found: dict[str, object] = {}
    for text in settings or ():
        with flag("--set", text):
            setting = parse_setting(text)
            name = text.partition("=")[0].strip()
            if name in found:
                raise Refusal(f"{name} is set twice.")
            found[name] = setting.value
    return found


def decrees_of(moves: Sequence[str] | None) -> dict[str, str | None]:
    """Return what ``--decree ID=1958-04`` moves and ``ID=never`` drops, each checked."""
    from model.decrees import known, parse_date

    found: dict[str, str | None] = {}
    for text in moves or ():
        with flag("--decree", text):
            name, equals, when = (part.strip() for part in text.partition("="))
            if not equals or not name or not when:
                raise Refusal("expected ID=YYYY-MM or ID=never.")
            known(name)
            parse_date(when)
            if name in found:
                raise Refusal(f"{name} is moved twice.")
            found[name] = None if when == "never" else when
    return found


def scale_of(text: str, name: str = "--scale") -> float:
    """Return a scale: above 0, at most 1.

    >>> scale_of("0.1")
    0.1
    """
    expected = "expected a number above 0 and at most 1, for instance 0.1."
    number = _number(text)
    if not 0.0 < number <= 1.0:
        raise Refusal(f"{name} {text}: {expected}")
    return number


def seed_of(text: str, name: str = "--seed") -> int:
    """Return a seed: a whole number from 0.

    >>> seed_of("7")
    7
    """
    if not re.fullmatch(r"\d{1,19}", text.strip(), re.ASCII) or int(text) > LARGEST_SEED:
        raise Refusal(f"{name} {text}: expected a whole number from 0 to {LARGEST_SEED}.")
    return int(text)


def month_of(text: str, name: str, first: int = calendar.FIRST_MONTH) -> int:
    """Return a month of the run, not before `first`."""
    with flag(name, text):
        found = calendar.month(text.strip())
        if not calendar.FIRST_MONTH <= found <= calendar.LAST_MONTH:
            raise Refusal(f"a run lies within {calendar.SPAN}.")
        if found < first:
            raise Refusal(f"this is before --from {calendar.name(first)}.")
        return found


def choice_of(text: str, name: str, known: Sequence[str]) -> str:
    """Return one of a few words; another is refused with the nearest."""
    if text not in known:
        raise Refusal(f"{name} {text}: expected {_listed(known)}.{nearest(text, known)}")
    return text


def scenario_of(
    layers: Sequence[str],
    settings: Sequence[str] | None = None,
    decrees: Sequence[str] | None = None,
) -> Scenario:
    """Return the stacked scenario; what does not exist or contradicts is refused."""
    from model.scenario import stack

    return stack(layers, overrides_of(settings), decrees_of(decrees))


def weather_of(text: str | None, scenario: Scenario, name: str = "--weather") -> str:
    """Return the weather asked for, else the scenario's, else the measured one."""
    if text is not None:
        return choice_of(text, name, WEATHERS)
    return scenario.weather or WEATHERS[0]


def command_line() -> str:
    """Return the command exactly as it was given."""
    return shlex.join(["semiletka", *sys.argv[1:]])


@contextmanager
def flag(name: str, text: str) -> Iterator[None]:
    """Say to which flag a refusal belongs."""
    try:
        yield
    except Refusal as why:
        raise Refusal(f"{name} {text}: {why}") from None


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return math.nan


def _listed(known: Sequence[str]) -> str:
    return " or ".join(filter(None, (", ".join(known[:-1]), known[-1])))
