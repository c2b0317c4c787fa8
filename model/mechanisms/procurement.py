r"""Procurement: what the state takes of a harvest, and what it leaves for seed, people and animals.

Of what comes in, farm people keep what they eat at home, so much a head whatever the harvest;
seed and feed stay on the farm. In life it was the other way round until 1958: kolkhozniki were
paid in kind from what the state and the seed had left. Of what is left over the state takes the
most part; where that is less than the plan of deliveries, officials reach into feed, and into
seed, for a part of what is missing. So nearly all that a good harvest has more goes to the
state, and a bad one is felt by the animals first. The plan follows deliveries upwards.

.. math::

    F = \max(0, H - S - K - A), \qquad
    Z = \min\left( \sigma F + \gamma \max(0, Q - \sigma F),\; H - (1 - \beta) S \right), \qquad
    Q' = Q + \frac{(1 + \lambda) Z - Q}{\tau}

``H`` harvest and what farms have left, ``S`` seed, ``K`` what people eat, ``A`` feed, ``Z`` what
the state takes, ``Q`` its plan. The state's reserve must last to the next harvest: a region's
points release each month what they hold over the months left. The marketed share is a state.

The state pays by decree; until 1958 the stations were paid in kind for their work, at no price.

Sources: ``nove1969``, ``karcz``, ``volin``, ``istmat409``; mechanism page on farms.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.sums import product
from model.units import Quantities, Rubles, Shares


class Procurement(NamedTuple):
    """Parameters of the room, as in force in one month."""

    carry_over: Quantities
    first_harvest: float
    farm_cushion: float
    least_marketed: float
    surplus_taken: Shares
    grip: float
    seed_reached: float
    plan_raised: float
    plan_memory: float
    price: Quantities
    other_price: float
    paid_in_kind: float
    machines_debt: float
    assortment_pace: float


def eaten_at_home(store: Rubles, custom: Rubles) -> Rubles:
    """Return (n,) mln rub kept by farm people this month: what is custom, if it is there."""
    return np.minimum(store, custom)


def released(store: Rubles, months_left: int, crop: Rubles) -> Rubles:
    """Return (n,) mln rub that may leave the state's store this month.

    ``crop`` is one for produce of one harvest a year, zero for what comes every month.
    """
    return np.asarray(store * np.where(crop > 0, 1.0 / months_left, 1.0))


def delivered(
    harvest: Rubles, seed: Rubles, need: Rubles, plan: Rubles, taken: Shares, p: Procurement
) -> Rubles:
    """Return (n,) what the state takes: never more than there is beside most of the seed.

    ``harvest``: what came in and what was left; ``need``: seed, people and animals to the next
    harvest; ``taken``: (n,) part of a surplus that is delivered.
    """
    surplus = taken * np.maximum(harvest - need, 0.0)
    pressed = surplus + p.grip * np.maximum(plan - surplus, 0.0)
    most = np.maximum(harvest - (1.0 - p.seed_reached) * seed, 0.0)
    return np.minimum(pressed, most)


def next_plan(plan: Rubles, given: Rubles, p: Procurement) -> Rubles:
    """Return (n,) next year's plan of deliveries: part of the way to the last ones, and more."""
    return np.asarray(plan + ((1.0 + p.plan_raised) * given - plan) / p.plan_memory)


def mixed(norms: Quantities, over: Shares, pace: float) -> Quantities:
    """Return (g, q) norms of raw materials fitted to what there is of each.

    The worth of all raw materials in a maker's product stays what it was; the part of each
    follows ``over`` (g,), what there is over what would be needed, by ``pace`` a year at most.

    >>> mixed(np.array([[0.1], [0.1]]), np.array([1.1, 0.9]), 0.2).round(4).tolist()
    [[0.11], [0.09]]
    """
    total = norms.sum(axis=0)
    mean = np.divide(product(over, norms), total, out=np.ones_like(total), where=total > 0)
    against = over[:, None] / np.where(mean > 0, mean, 1.0)
    wanted = norms * np.clip(against, 1.0 / (1.0 + pace), 1.0 + pace)
    held = wanted.sum(axis=0)
    return np.asarray(wanted * np.divide(total, held, out=np.ones_like(held), where=held > 0))
