r"""Fuel: boilers and engines burn what they were built for, and are changed as they wear out.

The plans moved power stations, railways and furnaces from coal to oil products and gas.
A boiler burns its own fuel; only what is scrapped in a year and what is added to meet
growth can be built for another. With fixed norms coal would have been some 28 per cent
short by 1965, so this belongs to the core.

.. math::

    b'_{f} = \min\left( b_f\, \delta_f,\; b_f + (s + g_q)\, B \right), \qquad
    b'_{\text{coal}} = B' - \sum_{f} b'_f, \qquad B' = B\, (1 - h)

=========  ==================  ======================================================
symbol     name here           meaning
=========  ==================  ======================================================
b, B       ``norms``           use of a liquid or gas, and of all fuels, a rouble made
delta      ``wanted``          change that last year's supply of the fuel allowed
s          ``p.scrapping``     share of the park worn out in a year
g          ``growth``          planned growth of the user: new boilers of any kind
h          ``p.saving``        yearly fall of fuel burnt a rouble made
=========  ==================  ======================================================

Only users who burn solids and fluids are converted. Must not happen: oil burnt before
there are boilers for it. The reach of the gas pipelines by region is not in the room yet.

Sources: ``narkhoz1960``, ``nove1969``; mechanism M20 of the model.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Quantities, Rows, Shares


class Fuel(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    scrapping: float
    saving: float


def convert(
    norms: Quantities, fluid: Rows, solid: Rows, wanted: Shares, growth: Shares, p: Fuel
) -> Quantities:
    """Return next year's fuel norms of all users.

    Parameters
    ----------
    norms : (59, 59) rub of input a rub of output, suppliers in rows
    fluid, solid : rows of oil products and gas; of coal and other solid fuel
    wanted : (len(fluid),) factor by which the plan wants the use of each to change a rouble made
    growth : (59,) planned growth of users a year

    Returns
    -------
    (59, 59) a copy with fuel rows changed. Each column's fuels sum to (1 - saving) of
    before; no row is negative; a fluid never gains more than boilers scrapped and added.
    """
    changed = norms.copy()
    if not p.active:
        changed[np.concatenate([fluid, solid])] *= 1.0 - p.saving
        return changed
    before = norms[fluid].sum(axis=0) + norms[solid].sum(axis=0)
    total = before * (1.0 - p.saving)
    room = (p.scrapping + np.maximum(growth, 0.0)) * before
    burns_both = (norms[solid].sum(axis=0) > 0) & (norms[fluid].sum(axis=0) > 0)
    gain = np.maximum(norms[fluid] * (wanted[:, None] - 1.0), 0.0) * burns_both
    asked = gain.sum(axis=0)
    gain *= np.divide(room, asked, out=np.ones_like(asked), where=asked > room)
    used = np.minimum(norms[fluid] + gain, total)
    scale = np.divide(
        total, used.sum(axis=0), out=np.ones_like(total), where=used.sum(axis=0) > total
    )
    changed[fluid] = used * scale
    rest = np.maximum(total - changed[fluid].sum(axis=0), 0.0)
    held = norms[solid].sum(axis=0)
    changed[solid] = norms[solid] * np.divide(rest, held, out=np.zeros_like(held), where=held > 0)
    only_fluid = held <= 0
    changed[np.ix_(fluid, only_fluid)] = norms[np.ix_(fluid, only_fluid)] * (1.0 - p.saving)
    return changed
