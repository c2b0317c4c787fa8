"""Agents as rows: the actor is a class, the population is a table, a verb is written once.

A `Column` declares a quantity every row has. A `Roll` holds one array per column for
everybody of a kind; ``roll[7]`` makes a view of row 7 when it is asked for, and the
view is a Mesa agent. `director.output` is a number, `directors.output` an array, and a
verb - an ordinary method written in arithmetic without branches - serves both.
A `Part` is a selection of rows with the same interface.

Rules that keep it honest:

* a column is written in place and never rebound, so nobody holds a stale array;
* a name that is not a column is refused with the nearest one that is;
* a verb never says ``if self.x > 0``: `np.where`, `np.minimum` and the like do;
* a row that dies is a flag, never a deletion: row numbers, links and chance stay aligned.

Why not one Python object per agent: 100,000 of them cost 65 MB and half a second,
and a single rule asked of them one by one a quarter of a second; the columns cost
eight bytes a number and the rule a millisecond. Why not Mesa's own numpy data sets:
they are not in 3.3, and two models in one process share them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from types import FunctionType
from typing import Any, TypeVar, overload

import mesa
import numpy as np
import numpy.typing as npt

from model.errors import Refusal, nearest
from model.questions import Array, Questions

_FAST = frozenset("?bBhHiIlLqQfd")  # types a memoryview reads without numpy, five times faster
_OWN = frozenset(["roll", "row", "kind", "model", "first_id", "unique_id"])
_MESAS = frozenset(["pos", "random", "rng", "scenario", "step", "advance", "remove"]) | frozenset(
    ["current_action", "is_busy", "start_action", "cancel_action"]
)


class UnknownName(Refusal, AttributeError):
    """An attribute that is neither a column nor a verb."""


class WrongValue(Refusal, ValueError):
    """A value that does not fit its column."""


class Column:
    """A quantity every row has: `director.output` is `directors.output[director.row]`."""

    name: str

    def __init__(
        self, unit: str, what: str, dtype: npt.DTypeLike = np.float64, shape: tuple[int, ...] = ()
    ) -> None:
        self.unit, self.what, self.dtype, self.shape = unit, what, np.dtype(dtype), shape

    def __set_name__(self, owner: type, name: str) -> None:
        """Learn the name under which the class declares it."""
        self.name = name

    @overload
    def __get__(self, agent: None, owner: type) -> Column: ...
    @overload
    def __get__(self, agent: object, owner: type | None = None) -> Any: ...
    def __get__(self, agent: Any, owner: type | None = None) -> Any:
        """Read one row as a Python number (a column with an inner axis: as an array)."""
        if agent is None:
            return self
        try:
            return agent.roll._readers[self.name][agent.row]
        except KeyError:
            raise agent.roll.unknown(self.name) from None

    def __set__(self, agent: Any, value: Any) -> None:
        """Write one row."""
        agent.roll.write(self.name, value, agent.row)


class RowAgent(mesa.Agent):
    """A Mesa agent that keeps no state of its own: only its table and the number of its row."""

    __slots__ = ("roll", "row")
    roll: Roll[Any]
    row: int

    def __init__(self, roll: Roll[Any], row: int) -> None:
        # Mesa's own constructor would enrol the view in the model for good: it is not called.
        _SET_ROLL(self, roll)
        _SET_ROW(self, row)

    def __init_subclass__(cls, **options: Any) -> None:
        """Refuse columns and verbs whose names belong to Mesa or to the table."""
        super().__init_subclass__(**options)
        taken = {name for name in dir(Roll) if not name.startswith("_")} | _OWN | _MESAS
        for name, thing in vars(cls).items():
            if name in taken and isinstance(thing, Column | FunctionType | property):
                raise TypeError(f"{cls.__name__}.{name}: that name is Mesa's or the table's.")

    @property
    def model(self) -> Any:
        """The economy this row lives in."""
        return self.roll.model

    @property
    def unique_id(self) -> int:
        """A number for the life of the model, no other row's and no other agent's."""
        return self.roll.first_id + self.row

    def remove(self) -> None:
        """Refuse: a row that dies is a flag."""
        raise Refusal(f"{self!r} cannot be removed: rows stay aligned. Mark it in a column.")

    def __getattr__(self, name: str) -> Any:
        """Name the nearest column or verb."""
        raise self.roll.unknown(name)

    def __setattr__(self, name: str, value: Any) -> None:
        """Write a column; anything else would vanish with the view."""
        column = getattr(type(self), name, None)
        if not isinstance(column, Column):
            raise self.roll.unknown(name)
        column.__set__(self, value)

    def __eq__(self, other: object) -> bool:
        """Hold two views of the same row of the same table for one agent."""
        return isinstance(other, RowAgent) and self.roll is other.roll and self.row == other.row

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash((id(self.roll), self.row))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel with the table."""
        return type(self), (self.roll, self.row)

    def __repr__(self) -> str:
        """Give kind and row."""
        return f"<{type(self).__name__} row {self.row}>"


_SET_ROLL, _SET_ROW = vars(RowAgent)["roll"].__set__, vars(RowAgent)["row"].__set__
K = TypeVar("K", bound=RowAgent)


def columns_of(kind: type[RowAgent]) -> dict[str, Column]:
    """Return the columns a kind declares, its ancestors' first."""
    return {
        name: thing
        for cls in reversed(kind.__mro__)
        for name, thing in vars(cls).items()
        if isinstance(thing, Column)
    }


def verbs_of(kind: type[RowAgent]) -> dict[str, Callable[..., Any]]:
    """Return the public verbs a kind declares, its ancestors' first."""
    return {
        name: thing
        for cls in reversed(kind.__mro__[: kind.__mro__.index(RowAgent)])
        for name, thing in vars(cls).items()
        if isinstance(thing, FunctionType) and not name.startswith("_")
    }


class _Table(Questions[K]):
    """What a whole roll and a part of it have in common."""

    def __contains__(self, agent: object) -> bool:
        """Say whether a view belongs to these rows."""
        return isinstance(agent, RowAgent) and agent.roll is self.roll and agent.row in self.row

    @overload
    def __getitem__(self, which: int) -> K: ...
    @overload
    def __getitem__(self, which: slice | npt.ArrayLike) -> Part[K]: ...
    def __getitem__(self, which: Any) -> Any:
        """Return one row as an agent; a slice, a mask or places as a part."""
        if isinstance(which, int | np.integer):
            return self.kind(self.roll, int(self.row[which]))
        return self.part(which)

    def part(self, which: Any) -> Part[K]:
        """Return the rows at these places: a slice, a mask or positions."""
        return Part(self.roll, self.row[which])

    @property
    def unique_id(self) -> npt.NDArray[np.int64]:
        """(n,) Numbers of the agents, as `RowAgent.unique_id`."""
        return self.roll.first_id + self.row

    def __getattr__(self, name: str) -> Any:
        """Return a verb, to be asked of every row at once."""
        if name.startswith("_") or name in _OWN:  # not yet built: being copied or unpickled
            raise AttributeError(name)
        verb = getattr(self.kind, name, None)
        if isinstance(verb, property) and verb.fget is not None:
            return verb.fget(self)
        if name in verbs_of(self.kind):
            return partial(verbs_of(self.kind)[name], self)
        raise self.roll.unknown(name)

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take up what was carried."""
        vars(self).update(state)

    def __repr__(self) -> str:
        """Give size and kind."""
        return f"<{type(self).__name__} of {len(self)} {self.kind.__name__}>"


class Roll(_Table[K]):
    """All the rows of one kind: an array of shape (n, ...) for each `Column`.

    ``roll.output`` is the array itself; ``roll.output = x`` writes into it.
    """

    first_id: int

    def __init__(self, kind: type[K], model: Any, n: int, first_id: int = 1) -> None:
        arrays = {name: np.zeros((n, *c.shape), c.dtype) for name, c in columns_of(kind).items()}
        vars(self).update(kind=kind, model=model, roll=self, row=np.arange(n), first_id=first_id)
        vars(self).update(arrays, _readers={name: _reader(arrays[name]) for name in arrays})

    @property
    def columns(self) -> dict[str, Array]:
        """The arrays by name."""
        return {name: vars(self)[name] for name in self._readers}

    def data_dictionary(self) -> list[dict[str, str]]:
        """Return a line for each column: its name, unit, meaning, type and inner shape."""
        return [
            {
                "column": name,
                "unit": column.unit,
                "what": column.what,
                "type": str(column.dtype),
                "shape": " x ".join(map(str, column.shape)),
            }
            for name, column in columns_of(self.kind).items()
        ]

    def __setattr__(self, name: str, value: Any) -> None:
        """Write a column in place: no new columns, no new shapes."""
        self.write(name, value, slice(None))

    def write(self, name: str, value: Any, where: Any) -> None:
        """Write a column, or some rows of it: ``where`` is a row, a slice or row numbers."""
        if name not in self._readers:
            raise self.unknown(name)
        array, given = vars(self)[name], np.asarray(value)
        place = array[where]
        if given.shape not in {(), array.shape[1:], np.shape(place)}:
            fits = f"has shape {np.shape(place)}, and was given {given.shape}"
        elif not np.can_cast(given.dtype, array.dtype, "same_kind"):
            fits = f"holds {array.dtype}, and was given {given.dtype}"
        elif not array.flags.writeable:
            fits = "is sealed: only the columns opened for this phase can be written"
        else:
            array[where] = given
            return
        raise WrongValue(f"{self.kind.__name__}.{name} {fits}.")

    def seal(self) -> None:
        """Make every column read-only: numpy itself refuses to write."""
        self.open_only(())

    def open_only(self, names: Iterable[str]) -> None:
        """Make every column read-only but these."""
        names = set(names)
        for name in sorted(names - self._readers.keys()):
            raise self.unknown(name)
        for name, array in self.columns.items():
            array.flags.writeable = name in names

    def drop(self) -> None:
        """Free the columns: a model that Mesa never lets go of then keeps nothing large."""
        for name in self._readers:
            del vars(self)[name]
        vars(self).update(_readers={}, row=np.arange(0))

    def unknown(self, name: str) -> UnknownName:
        """Return the refusal of a name, with the nearest one that would do."""
        kind, known = self.kind.__name__, [*columns_of(self.kind), *verbs_of(self.kind)]
        if name in columns_of(self.kind) and name not in self._readers:
            return UnknownName(f"{kind}.{name} is gone: the table was dropped.")
        return UnknownName(f"{kind} has no {name!r}.{nearest(name, known)}")

    def __getstate__(self) -> dict[str, Any]:
        """Leave the memoryviews behind, which do not travel: only their names go."""
        return vars(self) | {"_readers": list(self._readers)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take up the columns, which a phase may have to write, and read them anew."""
        state |= {
            name: np.require(state[name], requirements=["O", "W"]) for name in state["_readers"]
        }
        super().__setstate__(state)
        vars(self)["_readers"] = {name: _reader(state[name]) for name in state["_readers"]}


def _reader(array: Array) -> Any:
    fast = array.ndim == 1 and array.dtype.char in _FAST
    return array.data.toreadonly() if fast else array


class Part(_Table[K]):
    """Some rows of a roll: reads copies of their columns, writes into the roll itself.

    What it reads is read-only, so that ``part.output[3] = 1`` is an error and not a
    figure lost; ``part.output = x`` is how to write.
    """

    def __init__(self, roll: Roll[K], row: npt.NDArray[np.int64]) -> None:
        vars(self).update(kind=roll.kind, model=roll.model, roll=roll, row=row)

    def __getattr__(self, name: str) -> Any:
        """Return a column of these rows, or a verb to be asked of them at once."""
        if name.startswith("_") or name in _OWN or name not in self.roll._readers:
            return super().__getattr__(name)
        found = vars(self.roll)[name][self.row]
        found.flags.writeable = False
        return found

    def __setattr__(self, name: str, value: Any) -> None:
        """Write a column of these rows into the roll."""
        self.roll.write(name, value, self.row)
