"""Networks as they are asked for: drawn once a seed at full number, merged to a scale, kept.

The full one is there at any scale: what there is to plan is counted in it (`model.workload`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from typing import Any

from model import cache
from model.authorities import Subordination, subordination
from model.claims import Claims
from model.merging import merge
from model.network import Network, Suppliers, Wiring, build
from model.opening import Opening, opening_state
from model.population import Population, divide, draw

_LINKS = ("supplier", "claim", "value")
_PARTS = {"population": Population, "claims": Claims, "suppliers": Suppliers}


@lru_cache(maxsize=1)
def opening() -> Opening:
    """Return the opening state; built once."""
    return opening_state()


@lru_cache(maxsize=3)
def network_at(scale: float, seed: int, wiring: Wiring, copies: int = 1) -> Network:
    """Return the network of a seed at a scale; the full one is drawn once for each seed."""

    def drawn() -> Network:
        if scale < 1.0:
            return merge(network_at(1.0, seed, wiring, copies), scale, seed)
        return build(divide(draw(opening(), seed, wiring.places), copies), opening(), wiring, seed)

    if copies != 1:  # no such economy existed, and its files would be large
        return drawn()
    return kept((scale, seed, wiring), drawn, "network" if scale < 1.0 else "full")


def kept(asked: tuple[object, ...], draw: Callable[[], Network], kind: str = "network") -> Network:
    """Return the network asked for, from disk or drawn; ``kind``: what its files are called."""
    return cache.kept(kind, asked, draw, (_of_columns, _columns), cache.FEW)


def _of_columns(columns: cache.Columns) -> Network:
    parts = {
        name: kind(**{f.name: _column(columns[f"{name}.{f.name}"]) for f in fields(kind)})
        for name, kind in _PARTS.items()
    }
    return Network(**parts, **{name: columns[name] for name in _LINKS})


def _columns(network: Network) -> cache.Columns:
    columns = {name: getattr(network, name) for name in _LINKS}
    for name, kind in _PARTS.items():
        part = getattr(network, name)
        columns |= {f"{name}.{f.name}": getattr(part, f.name) for f in fields(kind)}
    return columns


def _column(array: Any) -> Any:
    return array if array.ndim else array.item()


@lru_cache(maxsize=2)
def subordination_of_all(seed: int, wiring: Wiring, copies: int) -> Subordination:
    """Return how all works of the country stand towards authorities."""
    return subordination(network_at(1.0, seed, wiring, copies).population, seed)
