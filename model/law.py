"""What is in force in a month: figures, decrees and the economic order.

The law is read on a phase's own date, ``law(Room, month)``, and nothing else in
the model knows which decree has come. A room's figures are one object for as
long as none of them changes, so that what is computed from them can be kept.
Decrees and the order may differ by region (`model/phasing.py`), and with them the
figures that a room takes by region; all other figures are one for the country.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, TypeVar

from model import calendar, decrees, regime
from model.dated import Parameter
from model.decrees import Timeline
from model.figures import entry_in_force, settings_in_force, shaped, steps, turns, value_in_force
from model.parameters import ROOMS, Setting, read, rooms
from model.phasing import Division, divide, steps_of
from model.regime import REGIMES, Regime

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from model.scenario import Scenario

Mask: TypeAlias = "npt.NDArray[np.bool_]"
Room = TypeVar("Room", bound=tuple[Any, ...])


class Change(NamedTuple):
    """What changes in a month."""

    month: str
    what: str


class Law:
    """Parameters, decrees and economic order of a scenario, by month.

    >>> from model.scenario import stack
    >>> law = Law(stack(["historical"]))
    >>> law.in_force("party_split_1962", calendar.month("1963-06"))
    True
    >>> law.order(calendar.month("1958-01")).name
    '1957_sovnarkhoz'
    """

    def __init__(self, scenario: Scenario, folder: Path = ROOMS, regimes: Path = REGIMES) -> None:
        self.scenario = scenario
        self.when: Timeline = decrees.timeline(scenario.decrees)
        self._folder, self._regimes = folder, regimes
        self._turns: dict[str, list[int]] = {}
        self._figures: dict[tuple[str, int], Any] = {}
        self.division: Division = divide(self.when, scenario.phasing)
        self._orders: dict[tuple[int, int], Regime] = {}
        self._by_region: dict[int, tuple[tuple[Regime, Mask], ...]] = {}
        self._order_turns = sorted(
            set().union(*(_months(own) for own in (self.when, *self.division.timelines)))
        )

    def __call__(self, room: type[Room], month: int) -> Room:
        """Return a room's parameters as in force in a month.

        A parameter is a float or a bool; an array in the order of SECTORS,
        REGIONS or PRODUCTS, not to be written to, where it is a table of those
        or is confined to regions; a dict where it is a table by claimant.
        """
        name = room.__module__.rpartition(".")[2]
        own = read(name, self._folder)
        if name not in self._turns:
            self._turns[name] = sorted(
                {turn for p in own.values() for turn in turns(p, self._settings(p), self.division)}
            )
        place = (name, bisect_right(self._turns[name], month))
        if place not in self._figures:
            values = {
                key: value_in_force(parameter, self._settings(parameter), self.division, month)
                for key, parameter in own.items()
            }
            self._figures[place] = room(**{k: shaped(own[k], v) for k, v in values.items()})
        found: Room = self._figures[place]
        return found

    @cached_property
    def history(self) -> Law:
        """The law as it was, with nothing moved, switched off or set."""
        from model.scenario import stack

        return Law(stack(["historical"]), self._folder, self._regimes)

    def in_force(self, decree: str, month: int, region: int | None = None) -> bool:
        """Say whether a decree holds in a month: in a region by its position, or somewhere."""
        return self._when(region).in_force(decrees.known(decree).id, month)

    def date_of(self, decree: str, region: int | None = None) -> int | None:
        """Return the month from which a decree is in force, None for never.

        In a region by its position in REGIONS; without one, the first month anywhere.
        """
        return self._when(region).since[decrees.known(decree).id]

    def preparation(self, decree: str) -> int:
        """Return the months between the announcement of a decree and its effect."""
        own = decrees.known(decree)
        return self.scenario.preparation.get(own.id, own.preparation)

    def order(self, month: int, region: int | None = None) -> Regime:
        """Return the economic order of a month; one object while no decree comes or goes.

        In a region by its position in REGIONS; without one, the order of the country as
        if what has come to some regions had come to all.
        """
        group = -1 if region is None else self.division.group[region]
        place = (bisect_right(self._order_turns, month), group)
        if place not in self._orders:
            self._orders[place] = regime.order_in_force(self._when(region), month, self._regimes)
        return self._orders[place]

    def orders_by_region(self, month: int) -> tuple[tuple[Regime, Mask], ...]:
        """Return the orders of a month, each with its (105,) regions; every region once.

        One object while no decree comes or goes. The masks are not to be written to.
        """
        import numpy as np

        place = bisect_right(self._order_turns, month)
        if place not in self._by_region:
            named = [self.order(month, region) for region in range(len(self.division.group))]
            kinds = {(order.name, order.amended_by): order for order in named}
            found = []
            for kind, order in kinds.items():
                mask = np.array([(own.name, own.amended_by) == kind for own in named])
                mask.setflags(write=False)
                found.append((order, mask))
            self._by_region[place] = tuple(found)
        return self._by_region[place]

    def _when(self, region: int | None) -> Timeline:
        return self.when if region is None else self.division.of(region)

    def changes(
        self, first: int = calendar.FIRST_MONTH, last: int = calendar.LAST_MONTH
    ) -> list[Change]:
        """Return what changes from the first to the last month, in order of time.

        Decrees that come and go, the order that is in force, figures that change.
        """
        found = [*self._decrees_that_come_and_go(), *self._orders_that_follow(first, last)]
        found += self._decrees_that_come_by_steps()
        found += [
            (month, f"{p.room}.{p.name} = {value} {p.unit}")
            for p in self._parameters()
            for month, value in self._steps(p, first, last)[1:]
        ]
        return [
            Change(calendar.name(month), what)
            for month, what in sorted(found)
            if first <= month <= last
        ]

    def parameters_in_force(
        self, first: int = calendar.FIRST_MONTH, last: int = calendar.LAST_MONTH
    ) -> list[dict[str, Any]]:
        """Return every figure in force from the first to the last month, on whose word.

        One row for each time that a parameter keeps its value: ``parameter``,
        ``what``, ``unit``, ``from``, ``value`` (a table of equal parts is one
        figure), ``status``, ``source``, ``note``, ``set_by``: the layers or flags
        that set it or a part of it, in which case it has no source but them.
        """
        return [
            self._row(parameter, month, value)
            for parameter in self._parameters()
            for month, value in self._steps(parameter, first, last)
        ]

    def _parameters(self) -> Iterable[Parameter]:
        for name in rooms(self._folder):
            yield from read(name, self._folder).values()

    def _settings(self, parameter: Parameter) -> list[Setting]:
        named = (parameter.room, parameter.name)
        return [s for s in self.scenario.settings if (s.room, s.parameter) == named]

    def _steps(self, parameter: Parameter, first: int, last: int) -> list[tuple[int, Any]]:
        return steps(parameter, self._settings(parameter), self.division, first, last)

    def _row(self, parameter: Parameter, month: int, value: Any) -> dict[str, Any]:
        entry = entry_in_force(parameter, self.when, month)
        held = settings_in_force(self._settings(parameter), month)
        return {
            "parameter": f"{parameter.room}.{parameter.name}",
            "what": parameter.what,
            "unit": parameter.unit,
            "from": calendar.name(month),
            "value": value,
            "status": "set" if held else entry.status,
            "source": [] if held else list(entry.source),
            "note": "" if held else entry.note,
            "set_by": list(dict.fromkeys(setting.layer for setting in held)),
        }

    def _decrees_that_come_and_go(self) -> Iterable[tuple[int, str]]:
        for name, decree in decrees.history().items():
            since, until = self.when.since[name], self.when.until[name]
            if since is not None:
                yield since, f"decree {name} in force: {decree.title}"
                if until is not None:
                    yield until, f"decree {name} no longer in force"

    def _decrees_that_come_by_steps(self) -> Iterable[tuple[int, str]]:
        for name, phases in self.scenario.phasing.items():
            for month, places in steps_of(phases):
                if month is not None:
                    yield month, f"decree {name} comes to {len(places)} regions"

    def _orders_that_follow(self, first: int, last: int) -> Iterable[tuple[int, str]]:
        before = None
        for month in (first, *(turn for turn in self._order_turns if first < turn <= last)):
            order = self.order(month)
            now = " with ".join(filter(None, (order.name, ", ".join(order.amended_by))))
            if now != before:
                yield month, f"economic order {now}"
            before = now


def _months(timeline: Timeline) -> set[int]:
    """Return every month in which a decree comes or goes."""
    both = (*timeline.since.values(), *timeline.until.values())
    return {month for month in both if month is not None}
