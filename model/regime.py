"""Economic orders: who stands over whom, who sees what, what is paid for, who may do what.

An order is a file in `model/regimes`; a decree that amends orders is a file in
`model/regimes/decrees`, named by the decree. Either holds
five tables and nothing else (MODEL section 6): ``authority_map``,
``information``, ``payoffs``, ``rights``, ``money``, each with a closed list of
keys (`model/regime_file.py`). A loss, a friction, a fill rate, a tautness, an
efficiency or an effort is an outcome of the model and is refused there, so that
no order can be made better than another by a constant. What a fine costs is
dated in the `localism` room, since it came by a decree of its own. A file may also give
an order another name (``same_as``): the contents and amendments are then those of that
order, so that a relabelling changes nothing that the model may look at.

Which order is in force follows from the timeline: the one whose decree is in
force and came last; `1953_ministerial`, which needs no decree, before any and
after all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from model import decrees
from model.decrees import Timeline
from model.document import within
from model.errors import Refusal, unknown
from model.regime_file import Contents, Evidence, RegimeFile, Word, read_regime_file

if TYPE_CHECKING:
    from model.scenario import Scenario

__all__ = ["Evidence", "Regime", "amendments", "names", "order_in_force", "read", "timeline"]

REGIMES = Path(__file__).parent / "regimes"


@dataclass(frozen=True, slots=True)
class Regime:
    """One economic order, as amended by the decrees in force.

    ``map`` gives for LEVEL, SECTOR.LEVEL or PRODUCT.LEVEL the share of works
    that each kind of authority stands over, and under ``above_AUTHORITY`` who
    stands over that authority. ``evidence`` says of every TABLE.KEY on whose
    word it stands.
    """

    name: str
    title: str
    map: Mapping[str, Mapping[str, float]]
    information: Mapping[str, Word]
    payoffs: Mapping[str, Word]
    rights: Mapping[str, Word]
    money: Mapping[str, Word]
    source: tuple[str, ...]
    decree: str | None
    evidence: Mapping[str, Evidence]
    amended_by: tuple[str, ...] = ()
    same_as: str | None = None

    @property
    def contents(self) -> Contents:
        """All that an order can change: two orders with equal contents are one order."""
        return {
            "authority_map": dict(self.map),
            "information": dict(self.information),
            "payoffs": dict(self.payoffs),
            "rights": dict(self.rights),
            "money": dict(self.money),
        }

    def superiors(self, level: str, sector: str = "", product: str = "") -> Mapping[str, float]:
        """Return the share of works of a level that each kind of authority stands over.

        What is said of the product goes before what is said of the sector, and
        that before what is said of the level alone. Shares add up to 1.
        """
        for place in (f"{product}.{level}", f"{sector}.{level}"):
            if place in self.map:
                return self.map[place]
        return self.map[level]

    def above(self, authority: str) -> str:
        """Return the kind of authority that stands over another; over the centre, the centre."""
        return next(iter(self.map.get(f"above_{authority}", {"centre": 1.0})))


def names(folder: Path = REGIMES) -> tuple[str, ...]:
    """Return the orders there are, the oldest first."""
    return tuple(sorted(file.stem for file in folder.glob("*.toml")))


@cache
def read(name: str, folder: Path = REGIMES) -> Regime:
    """Return an order from its file; one that says what no order may is refused."""
    if name not in names(folder):
        raise unknown("economic order", name, names(folder))
    told = read_regime_file(folder / f"{name}.toml", whole=True)
    with within(folder / f"{name}.toml"):
        decree = None if told.decree is None else decrees.known(told.decree).id
        if told.same_as is not None:
            return _renamed(_named_once(told.same_as, name, folder), name, told)
    return Regime(
        name=name,
        title=told.title,
        map=told.contents["authority_map"],
        information=told.contents["information"],
        payoffs=told.contents["payoffs"],
        rights=told.contents["rights"],
        money=told.contents["money"],
        source=told.source,
        decree=decree,
        evidence=told.evidence,
    )


@cache
def amendments(folder: Path = REGIMES) -> dict[str, RegimeFile]:
    """Return what decrees change in the orders that they amend, by decree."""
    files = sorted((folder / "decrees").glob("*.toml"))
    return {decrees.known(file.stem).id: read_regime_file(file, whole=False) for file in files}


def timeline(scenario: Scenario) -> Timeline:
    """Return when each decree is in force in a scenario."""
    return decrees.timeline(scenario.decrees)


def order_in_force(when: Timeline, month: int, folder: Path = REGIMES) -> Regime:
    """Return the order of a month, amended by the decrees then in force on a timeline.

    Of two orders that came in one month the later name goes before: names
    begin with a year. Amendments that came in one month follow one another as in history.
    """
    listed = list(decrees.history())

    def place(name: str, decree: str | None) -> tuple[float, str]:
        since = None if decree is None else when.since[decree]
        return (float("-inf") if since is None else since, name)

    orders = [read(name, folder) for name in names(folder)]
    issued = [o for o in orders if o.decree is None or when.in_force(o.decree, month)]
    order = max(issued, key=lambda o: place(o.name, o.decree))
    amending = [
        name
        for name, told in amendments(folder).items()
        if (order.same_as or order.name) in told.amends and _holds(name, told, when, month)
    ]
    for name in sorted(amending, key=lambda name: (when.since[name], listed.index(name))):
        order = _amended(order, name, amendments(folder)[name])
    return order


def _holds(decree: str, told: RegimeFile, when: Timeline, month: int) -> bool:
    """Return whether what a decree changes in orders is so in a month."""
    since = when.since[decree]
    return when.in_force(decree, month) or (told.lasts and since is not None and since <= month)


def _named_once(order: str, name: str, folder: Path) -> Regime:
    """Return the order that another name is of; a name of a name is refused."""
    file = folder / f"{order}.toml"
    if order == name or (order in names(folder) and read_regime_file(file, whole=True).same_as):
        raise Refusal(f"same_as names {order!r}, which is itself another name of an order.")
    return read(order, folder)


def _renamed(order: Regime, name: str, told: RegimeFile) -> Regime:
    """Return an order under another name, by a decree of its own."""
    return replace(
        order,
        name=name,
        title=told.title,
        source=told.source,
        decree=told.decree,
        same_as=order.same_as or order.name,
    )


def _amended(order: Regime, decree: str, told: RegimeFile) -> Regime:
    """Return an order as amended by one decree."""
    changed = told.contents
    return replace(
        order,
        map={**order.map, **changed["authority_map"]},
        information={**order.information, **changed["information"]},
        payoffs={**order.payoffs, **changed["payoffs"]},
        rights={**order.rights, **changed["rights"]},
        money={**order.money, **changed["money"]},
        evidence={**order.evidence, **told.evidence},
        amended_by=(*order.amended_by, decree),
    )
