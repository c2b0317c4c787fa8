"""Mesa's questions to a set of agents, answered by columns.

`get`, `set`, `agg`, `select`, `do`, `shuffle_do`, `map` and `groupby` have the names and
the sense they have in Mesa's `AgentSet`. What a column can answer is answered for the
whole table at once; only a function that insists on one agent at a time gets one.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from model.rows import Part, Roll, RowAgent

Array = npt.NDArray[Any]
K = TypeVar("K", bound="RowAgent")
_BY_COLUMN: Mapping[Any, Callable[[Array], Any]] = {sum: np.sum, min: np.min, max: np.max}


def ask(agent: Any, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Ask an agent, or a set of agents as one, a verb by its name or a function."""
    if isinstance(method, str):
        return getattr(agent, method)(*args, **kwargs)
    return method(agent, *args, **kwargs)


def how_many(at_most: float, of: int) -> int:
    """Read Mesa's ``at_most``: a number, or a share where it is a float up to 1.

    >>> how_many(3, of=10), how_many(0.3, of=10), how_many(float("inf"), of=10)
    (3, 3, 10)
    """
    share = isinstance(at_most, float) and at_most <= 1.0
    return int(min(of * at_most if share else at_most, of))


class Questions(ABC, Generic[K]):
    """The questions; a table adds its rows (`model.rows.Roll`, `model.rows.Part`)."""

    kind: type[K]
    model: Any
    roll: Roll[K]
    row: npt.NDArray[np.int64]

    def __len__(self) -> int:
        """Count the rows."""
        return len(self.row)

    def __iter__(self) -> Iterator[K]:
        """Make one view after another."""
        return (self.kind(self.roll, row) for row in self.row.tolist())

    @abstractmethod
    def part(self, which: Any) -> Part[K]:
        """Return the rows at these places: a slice, a mask or positions."""

    def get(
        self, attr_names: str | list[str], handle_missing: str = "error", default_value: Any = None
    ) -> Array:
        """Return a column as it stands now, or several side by side, one line a row."""
        if not isinstance(attr_names, str):
            return np.column_stack(
                [self.get(name, handle_missing, default_value) for name in attr_names]
            )
        if handle_missing == "default" and not hasattr(self, attr_names):
            return np.full(len(self), default_value)
        return np.array(getattr(self, attr_names))

    def set(self, attr_name: str, value: Any) -> Questions[K]:
        """Write a column; return the rows."""
        setattr(self, attr_name, value)
        return self

    def agg(self, attribute: str, func: Any) -> Any:
        """Reduce a column with a function, or with each of several."""
        if not callable(func):
            return [self.agg(attribute, one) for one in func]
        found = _BY_COLUMN.get(func, func)(self.get(attribute))
        return found.item() if isinstance(found, np.generic) else found

    def select(
        self,
        filter_func: Callable[[Any], Any] | npt.ArrayLike | None = None,
        at_most: float = np.inf,
        agent_type: type | None = None,
    ) -> Part[K]:
        """Return the rows that answer yes.

        ``filter_func`` is a mask, places in the table, or a question such as
        ``lambda d: d.output < d.target``: asked of the whole table where columns can
        answer it, else row by row. ``at_most`` is a number, or a share of the rows
        where it is a float up to 1.
        """
        if agent_type is not None and not issubclass(self.kind, agent_type):
            kinds = getattr(self.kind, "kind_of_rows", None)
            if kinds is None or not issubclass(agent_type, self.kind):
                return self.part(slice(0))
            mine = self.part(kinds(self) == agent_type.__name__)
            vars(mine)["kind"] = agent_type
            chosen = mine.select(filter_func, at_most)
            vars(chosen)["kind"] = agent_type
            return chosen
        if callable(filter_func):
            filter_func = self._answers(filter_func)
        chosen = self.part(slice(None) if filter_func is None else filter_func)
        return chosen.part(slice(how_many(at_most, of=len(self))))

    def _answers(self, question: Callable[[Any], Any]) -> Array:
        try:
            answers = question(self)
        except (TypeError, ValueError):  # it branches, or looks a row up: ask one by one
            answers = None
        if isinstance(answers, np.ndarray) and answers.shape == (len(self),):
            return answers.astype(bool)
        return np.fromiter((bool(question(agent)) for agent in self), bool, len(self))

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Questions[K]:
        """Ask a verb of all rows at once, or a function of one row after another."""
        self.map(method, *args, **kwargs)
        return self

    def shuffle_do(
        self, method: str | Callable[..., Any], *args: Any, **kwargs: Any
    ) -> Questions[K]:
        """Ask one row after another, in an order drawn by Mesa's generator of the model."""
        agents = list(self)
        self.model.random.shuffle(agents)
        for agent in agents:
            ask(agent, method, *args, **kwargs)
        return self

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Return what a verb answers for all rows, or a list of a function's answers."""
        if isinstance(method, str):
            return ask(self, method, *args, **kwargs)
        return [method(agent, *args, **kwargs) for agent in self]

    def groupby(self, by: str | Callable[[Any], Any]) -> Groups:
        """Divide the rows by the value of a column or by a function of the row."""
        keys = self.get(by).tolist() if isinstance(by, str) else self.map(by)
        places: dict[Any, list[int]] = {}
        for place, key in enumerate(keys):
            places.setdefault(key, []).append(place)
        return Groups({key: self.part(np.array(found)) for key, found in places.items()})


class Groups:
    """Sets of agents by group, as Mesa's `groupby` gives them."""

    def __init__(self, groups: dict[Any, Any]) -> None:
        self.groups = groups

    def __len__(self) -> int:
        """Count the groups."""
        return len(self.groups)

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        """Give each key with its agents."""
        return iter(self.groups.items())

    def count(self) -> dict[Any, int]:
        """Return the number of agents in each group."""
        return {key: len(agents) for key, agents in self}

    def agg(self, attr_name: str, func: Callable[..., Any]) -> dict[Any, Any]:
        """Reduce an attribute within each group."""
        return {key: agents.agg(attr_name, func) for key, agents in self}

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> dict[Any, Any]:
        """Ask each group, as one, a verb or a function."""
        return {key: ask(agents, method, *args, **kwargs) for key, agents in self}

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Groups:
        """As `map`; return the groups."""
        self.map(method, *args, **kwargs)
        return self
