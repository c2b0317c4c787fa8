r"""Herds: the meat of this year is the herd of the next.

Animals are born, die and are slaughtered month by month. Officials were judged by heads, so
farms kept and bred animals they could not feed: fewer are culled, each gets less, and gives
less.
Short feed kills pigs first.

.. math::

    N' = N + b\, (1 + \beta P)\, D\, \varphi^{\xi_b} - d\, N - c, \qquad
    c = \left[ c_0 (1 - k P) + c_1 \max(0, 1 - \varphi) \right] N + R

    \text{output per head} = h_0\, \varphi^{\xi}, \qquad
    \varphi_h = \gamma_h\, \frac{\text{grain}}{\text{need}}
        + (1 - \gamma_h)\, \frac{\text{roughage}}{\text{need}}

``D`` dams, ``P`` pressure for heads, ``R`` animals killed before their time for a pledge of
meat (`interference`), ``phi`` feed over need, both over the opening's. A pledge takes from the
herd what the next years would have given: meat cannot rise for two years from slaughter alone.

Sources: ``bse``, ``feeding_books``, ``popov_feed_tables``, ``herd_growth``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.data import ANIMALS, CROPS
from model.sums import product
from model.units import Quantities, Shares

COWS, YOUNG, PIGS, SHEEP, HENS = range(len(ANIMALS))
_FOR_PLEDGES = (np.arange(len(ANIMALS)) != HENS).astype(np.float64)


class Herds(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    births: Quantities
    deaths: Shares
    slaughter: Shares
    slaughter_on_hunger: Shares
    heifers: float
    births_on_feed: float
    pressure: float
    pressed_heads: Shares
    pressed_births: Shares
    carcass: Quantities
    cow_milk: float
    feed_need: Quantities
    grain_need: Quantities
    grain_part: Shares
    feed_exponent: float
    most_feed: float
    better_stock: float
    feed_value: Quantities
    straw_feed: float
    pasture_feed: float
    pasture_rain: float
    feed_kept: float
    plot_births: Shares
    cows_sold: float
    kept_on_plot: float


class Rates(NamedTuple):
    """(n, 5) of a head: part that stays through a span of time, young born, part killed."""

    stays: Quantities
    born: Quantities
    killed: Quantities


def rates(
    fed: Shares, private: Shares, part: float, p: Herds, pledged: Shares | float = 0.0
) -> Rates:
    """Return what feed and orders make of births and slaughter in ``part`` of a year.

    ``fed``: (n, 5) feed over need; ``private``: (5,) births over those of farms' animals;
    ``pledged``: (n,) part of the animals but hens that are killed in a year before their
    time. A cow's young are calves, heifers are what young cattle give to the cows; a twelfth
    of a year is short enough that never more are lost than there are.
    """
    hungry = np.maximum(1.0 - fed, 0.0)
    killed = p.slaughter * (1.0 - p.pressure * p.pressed_heads) + p.slaughter_on_hunger * hungry
    killed = part * (killed + np.multiply.outer(pledged, _FOR_PLEDGES))
    stays = 1.0 - killed - part * p.deaths
    stays[:, YOUNG] -= part * p.heifers
    bred = part * private * p.births * (1.0 + p.pressure * p.pressed_births)
    born = bred * np.minimum(fed, p.most_feed) ** p.births_on_feed
    born[:, YOUNG] = part * p.heifers
    return Rates(np.maximum(stays, 0.0), born, killed)


def turnover(heads: Quantities, at: Rates) -> Quantities:
    """Return (n, 5) the herds after the span of time for which the rates hold."""
    left = at.born * heads
    left[:, [COWS, YOUNG]] = left[:, [YOUNG, COWS]]
    left += at.stays * heads
    return left


def fed_by(grain: Shares, roughage: Shares, p: Herds) -> Shares:
    """Return (n, 5) feed over need by kind of animal; ``grain``, ``roughage``: (n,)."""
    mixed = p.grain_part * grain[:, None] + (1.0 - p.grain_part) * roughage[:, None]
    return np.clip(mixed, 0.0, p.most_feed)


def output_on(fed: Shares, p: Herds) -> Shares:
    """Return what an animal gives over what it gave when fed as in 1955."""
    return np.asarray(fed**p.feed_exponent)


def roughage(crops: Quantities, pasture: Quantities, rain: Shares, p: Herds) -> Quantities:
    """Return (n,) thousand t of feed units from fields, straw and pasture.

    ``crops``: (n, 13) thousand t; ``pasture``: (n,) thousand ha of hay land and pasture.
    """
    grain = crops[:, : CROPS.index("maize") + 1].sum(axis=1)
    natural = p.pasture_feed * pasture * rain**p.pasture_rain
    return np.asarray(product(crops, p.feed_value) + p.straw_feed * grain + natural)
