"""An axis of a sweep: one parameter and the values that it takes.

    "localism.fine"        = { low = 0.0, high = 6.0 }             # a range
    "balances.lines"       = { low = 5e3, high = 2e4, steps = 4 }  # so many from end to end
    "ratchet.pass_through" = { values = [0.1, 0.3, 0.5] }          # these

The weather of a design is an axis too, whose values are words (`design.py`).

Every value is held against the parameter's own range here, before anything is run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from model.dated import Figure
from model.document import refuse_unknown
from model.errors import Refusal
from model.parameters import Setting, set_parameter
from model.scenario_file import refuse_unquoted

WEATHER = "weather"
FIELDS = ("low", "high", "steps", "values")
MOST_VALUES = 100_000

Value: TypeAlias = Figure | str
"""A figure of a parameter, or a kind of weather."""


@dataclass(frozen=True)
class Axis:
    """A parameter with the values that it takes, or the range that they are drawn from."""

    name: str
    values: tuple[Value, ...] = ()
    low: float = 0.0
    high: float = 0.0

    def at(self, share: float) -> Value:
        """Return the value so far along the axis, from 0 to below 1.

        >>> Axis("a", low=2.0, high=6.0).at(0.25), Axis("b", values=(1.0, 5.0)).at(0.5)
        (3.0, 5.0)
        """
        if self.values:
            return self.values[int(share * len(self.values))]
        return self.low + share * (self.high - self.low)

    @property
    def place(self) -> tuple[str, int | None]:
        """Which parameter it is, and since when: two axes may not be of one."""
        if self.name == WEATHER:
            return self.name, None
        setting = self.setting(self.values[0] if self.values else self.low)
        return setting.name, setting.month

    def setting(self, value: Value) -> Setting:
        """Return what sets the parameter to a value."""
        return set_parameter(self.name, value, layer="sweep")


def axis_of(name: str, told: Any) -> Axis:
    """Return the axis that a file describes, or refuse it."""
    where = f'parameter "{name}"'
    if not isinstance(told, Mapping):
        raise Refusal(f"{where} is {told!r}. Write {{ values = [...] }} or {{ low = , high = }}.")
    if name != WEATHER:
        refuse_unquoted(name, told)
    refuse_unknown(told, FIELDS, where)
    if "values" in told:
        if len(told) > 1:
            raise Refusal(f"{where} has values and a range. Say one of them.")
        values = _figures(name, told["values"])
        if len(set(values)) < len(values):
            raise Refusal(f"{where} takes a value twice.")
        return Axis(name, values)
    missing = [end for end in ("low", "high") if end not in told]
    if missing:
        raise Refusal(f"{where} has no {missing[0]}. Write values = [...] or low and high.")
    low, high = (_end(name, told[end]) for end in ("low", "high"))
    if not low < high:
        raise Refusal(f"{where}: the range is empty: low {low:g} is not below high {high:g}.")
    return Axis(name, _steps(name, told, low, high), low, high)


def column_of(name: str, told: Any) -> Axis:
    """Return a column of a table, in which a value may stand more than once."""
    if isinstance(told, Mapping):
        refuse_unknown(told, ("values",), f'parameter "{name}" of a table')
        told = told.get("values")
    return Axis(name, _figures(name, told))


def _figures(name: str, told: Any) -> tuple[Figure, ...]:
    where = f'parameter "{name}"'
    if not isinstance(told, Sequence) or isinstance(told, str):
        raise Refusal(f"{where}: values is {told!r}. Write a list, for instance [0.1, 0.3].")
    if not told:
        raise Refusal(f"{where} takes no value: its list is empty.")
    if len(told) > MOST_VALUES:
        raise Refusal(f"{where} takes {len(told):,} values; expected at most {MOST_VALUES:,}.")
    return tuple(set_parameter(name, value).value for value in told)


def _end(name: str, told: Any) -> float:
    """Return an end of a range."""
    value = set_parameter(name, told).value
    if isinstance(value, bool):
        raise Refusal(f'parameter "{name}" is a switch. Write values = [false, true].')
    return value


def _steps(name: str, told: Mapping[str, Any], low: float, high: float) -> tuple[Figure, ...]:
    """Return so many values from one end to the other; none if steps are not said."""
    if "steps" not in told:
        return ()
    steps = told["steps"]
    if isinstance(steps, bool) or not isinstance(steps, int) or not 2 <= steps <= MOST_VALUES:
        raise Refusal(
            f'parameter "{name}": steps is {steps!r}. '
            f"It must be a whole number from 2 to {MOST_VALUES}."
        )
    return tuple(low + (high - low) * step / (steps - 1) for step in range(steps))
