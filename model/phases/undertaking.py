"""Undertaking: what suppliers set out to send of what is contracted, before goods run short.

A weakened link delivers less than its contract, and authorities keep a part back. Both change
a few times a year; from month to month links recover, all of them at one pace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.mechanisms import reorganisation
from model.phases.release import let_go
from model.releases import Undertaken
from model.sums import gathered
from model.units import Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy


def undertaken(e: SovietEconomy) -> Rubles:
    """Return (l,) mln rub a month that suppliers set out to send where all of a contract is called.

    Holds until it is asked for again.
    """
    p, known = e.law(reorganisation.Reorganisation, e.month), _known(e)
    if not p.active:
        return known.full
    np.multiply(known.weak, -_lost(p) * e.lines.unhealed, out=known.amount)
    np.add(known.amount, known.full, out=known.amount)
    return known.amount


def wanted(e: SovietEconomy) -> Rubles:
    """Return (l,) mln rub ordered in the month before authorities kept anything back."""
    p, lines = e.law(reorganisation.Reorganisation, e.month), e.lines
    order = gathered(e.called_part, lines.claim)
    order *= lines.contract
    if p.active:
        part = lines.weakness * (-_lost(p) * lines.unhealed)
        part += 1.0
        order *= part
    return order


def _lost(p: reorganisation.Reorganisation) -> float:
    """Return the part of an order that a link without any strength would lose."""
    return 1.0 - float(reorganisation.kept(np.array(0.0), p))


def _known(e: SovietEconomy) -> Undertaken:
    """Return what suppliers undertake; worked out anew when contracts, links or choices change."""
    lines, released = e.lines, let_go(e)
    made_of = lines.contract, lines.weakness, released
    known = e.undertaken
    if known is None or any(a is not b for a, b in zip(known.made_of, made_of, strict=True)):
        full = lines.contract if released is None else lines.contract * released
        weak = full * lines.weakness
        e.undertaken = known = Undertaken(made_of, full, weak, np.empty_like(weak))
    return known
