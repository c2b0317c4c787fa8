"""Networks as they are asked for: drawn once a seed at full number, merged to a scale, kept.

The full one is there at any scale: what there is to plan is counted in it (`model.workload`).
"""

from __future__ import annotations

from functools import lru_cache

from model import cache
from model.authorities import Subordination, subordination
from model.merging import merge
from model.network import Network, Wiring, build
from model.opening import Opening, opening_state
from model.population import divide, draw


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
    return cache.kept((scale, seed, wiring), drawn, "network" if scale < 1.0 else "full")


@lru_cache(maxsize=2)
def subordination_of_all(seed: int, wiring: Wiring, copies: int) -> Subordination:
    """Return how all works of the country stand towards authorities."""
    return subordination(network_at(1.0, seed, wiring, copies).population, seed)
