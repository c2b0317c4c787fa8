"""A Mesa model whose agents are mostly rows.

`Society` keeps the tables and lets Mesa's three public properties - ``agents``,
``agents_by_type`` and ``agent_types`` - speak of rows and of ordinary agents alike.
It uses nothing of Mesa but `Model(rng=)` and those properties, so that it is the same
on Mesa 3.3 and 3.5. What a user of Mesa must not rely on here: ``model.steps``, ``model.time``
and Mesa's generators have no part in a run; the model counts its own months.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import mesa

from model.errors import Refusal, nearest
from model.questions import Groups, ask, how_many
from model.rows import Roll, RowAgent

K = TypeVar("K", bound=RowAgent)
_IDS_APART = 10_000_000  # far more than a table has rows; Mesa's own agents count from 1


class Everyone:
    """Several sets of agents as one: rolls, parts of rolls, and Mesa's own sets."""

    def __init__(self, members: Iterable[Any], model: Any) -> None:
        self.members, self.model = list(members), model

    def __len__(self) -> int:
        """Count the agents."""
        return sum(map(len, self.members))

    def __iter__(self) -> Iterator[Any]:
        """Give one agent after another."""
        for member in self.members:
            yield from member

    def __contains__(self, agent: object) -> bool:
        """Say whether an agent is among them."""
        return any(agent in member for member in self.members)

    def __repr__(self) -> str:
        """Give size and kinds."""
        return f"<{len(self)} agents of {len(self.members)} sets>"

    def get(
        self, attr_names: str | list[str], handle_missing: str = "error", default_value: Any = None
    ) -> list[Any]:
        """Return a list of everyone's attribute, or of everyone's list of several."""
        found: list[Any] = []
        for member in self.members:
            values = member.get(attr_names, handle_missing, default_value)
            found.extend(values if isinstance(values, list) else values.tolist())
        return found

    def set(self, attr_name: str, value: Any) -> Everyone:
        """Give everyone the same value of an attribute."""
        for member in self.members:
            member.set(attr_name, value)
        return self

    def agg(self, attribute: str, func: Any) -> Any:
        """Reduce everyone's attribute with a function, or with each of several."""
        values = self.get(attribute)
        return func(values) if callable(func) else [one(values) for one in func]

    def select(
        self,
        filter_func: Callable[[Any], Any] | None = None,
        at_most: float = float("inf"),
        agent_type: type | None = None,
    ) -> Everyone:
        """Return those who answer yes; ``at_most`` counts over all sets."""
        chosen, left = [], how_many(at_most, of=len(self))
        for member in self.members:
            some = member.select(filter_func, at_most=left, agent_type=agent_type)
            chosen.append(some)
            left -= len(some)
        return Everyone([some for some in chosen if len(some)], self.model)

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Everyone:
        """Ask everyone, set after set."""
        for member in self.members:
            member.do(method, *args, **kwargs)
        return self

    def shuffle_do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> Everyone:
        """Ask everyone, in an order drawn by Mesa's generator of the model."""
        agents = list(self)
        self.model.random.shuffle(agents)
        for agent in agents:
            ask(agent, method, *args, **kwargs)
        return self

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Return a list of everyone's answers."""
        return [answer for member in self.members for answer in member.map(method, *args, **kwargs)]

    def groupby(self, by: str | Callable[[Any], Any]) -> Groups:
        """Divide everyone by an attribute or by a function; a group may be of several kinds."""
        groups: dict[Any, list[Any]] = {}
        for member in self.members:
            for key, some in member.groupby(by):
                groups.setdefault(key, []).append(some)
        return Groups({key: Everyone(found, self.model) for key, found in groups.items()})


class Society(mesa.Model):
    """A Mesa model of rolls and of the few agents that are ordinary Mesa agents."""

    rolls: dict[str, Roll[Any]]

    def __init__(self, seed: int) -> None:
        super().__init__(rng=int(seed))
        self.rolls = {}

    def enrol(self, name: str, kind: type[K], n: int) -> Roll[K]:
        """Make the table of a kind of agent, known by a name such as ``directors``."""
        if name in self.rolls or kind in self.agent_types:
            raise ValueError(f"{name!r} or {kind.__name__} is already enrolled.")
        roll = Roll(kind, self, n, first_id=_IDS_APART * (len(self.rolls) + 1))
        self.rolls[name] = roll
        return roll

    @property
    def agents(self) -> Everyone:
        """Everyone: the rows of every roll, then the ordinary agents."""
        return Everyone([*self.rolls.values(), super().agents], self)

    @property
    def agents_by_type(self) -> dict[type, Any]:
        """The set of each kind of agent: a roll, or Mesa's own set."""
        return {roll.kind: roll for roll in self.rolls.values()} | dict(super().agents_by_type)

    @property
    def agent_types(self) -> list[type]:
        """The kinds of agents there are."""
        return list(self.agents_by_type)

    def data_dictionary(self) -> list[dict[str, str]]:
        """Return a line for each column of each roll."""
        return [
            {"roll": name} | line
            for name, roll in self.rolls.items()
            for line in roll.data_dictionary()
        ]

    def open_only(self, names: Iterable[str]) -> None:
        """Make every column read-only but these, named ``directors.output``."""
        asked = sorted(set(names))
        known = [f"{name}.{column}" for name, roll in self.rolls.items() for column in roll.columns]
        for name in asked:
            if name not in known:
                raise Refusal(f"There is no column {name!r}.{nearest(name, known)}")
        for name, roll in self.rolls.items():
            roll.open_only(column for column in roll.columns if f"{name}.{column}" in asked)

    def seal(self) -> None:
        """Make every column of every roll read-only."""
        self.open_only(())

    def unseal(self) -> None:
        """Let every column of every roll be written again."""
        for roll in self.rolls.values():
            roll.open_only(roll.columns)

    def close(self) -> None:
        """Free every roll's columns; what was already read from them stays.

        Mesa counts its agents in a table of the class that would keep every model ever
        built; this one leaves it, so that nothing holds what a run no longer needs.
        """
        for roll in self.rolls.values():
            roll.drop()
        getattr(mesa.Agent, "_ids", {}).pop(self, None)
