r"""Trade: exports promised and imports paid for, growing together; grain as a decision.

.. math::  X_{t+1} = X_t\, (1 + g_X), \qquad M_{t+1} = M_t\, (1 + g_X)

When the harvest is in, the state sets what its store will have against what mills, exports and
feed sold back need until the next one, with a reserve for the end. What is missing is found in
this order: feed is not sold back, exports are put off, grain is bought abroad - if that is
allowed, up to what ships and gold can bring. What is still missing the mills go without. Of
what lies there beyond all that, part is sold abroad for gold and to allies, up to what ports carry.

.. math::

    G = \max(0, N + B - R), \quad c_f = \min(\kappa_f A, G), \quad
    c_x = \min(\kappa_x X, G - c_f), \quad m = \min(\bar m, G - c_f - c_x)

    x = \min(\bar m, \sigma \max(0, R - N - B))

Sources: ``nove1969``, ``cia_imports1965``.
"""

from __future__ import annotations

from typing import NamedTuple


class Trade(NamedTuple):
    """Parameters of the room, as in force in one month."""

    growth: float
    grain_decided: bool
    may_buy: bool
    reserve_wanted: float
    feed_first: float
    exports_cut: float
    most_bought: float
    surplus_sold: float


class Grain(NamedTuple):
    """How a shortage of grain is met: parts of feed and of exports cut, and grain bought.

    Exports cut by less than nothing are raised.
    """

    feed_cut: float
    exports_cut: float
    bought: float


def next_volume(level: float, p: Trade) -> float:
    """Return next year's volume over that of January 1956."""
    return level * (1.0 + p.growth)


def grain(missing: float, feed: float, exports: float, most: float, p: Trade) -> Grain:
    """Return how grain that will be missing is found; all in mln rub to the next harvest.

    ``feed``: to be sold back to farms; ``exports``: promised; ``most``: that ports can
    bring, or carry away.
    """
    if not p.grain_decided:
        return Grain(0.0, 0.0, 0.0)
    if missing <= 0.0:
        sold = min(-p.surplus_sold * missing, most)
        return Grain(0.0, -sold / exports if exports > 0.0 else 0.0, 0.0)
    from_feed = min(p.feed_first * feed, missing)
    from_exports = min(p.exports_cut * exports, missing - from_feed)
    left = missing - from_feed - from_exports
    return Grain(
        from_feed / feed if feed > 0.0 else 0.0,
        from_exports / exports if exports > 0.0 else 0.0,
        min(most, left) if p.may_buy else 0.0,
    )
