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
from model.sums import blockwise, gathered
from model.units import Rows, Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy


def undertaken(e: SovietEconomy, called: Shares) -> Rubles:
    """Return (l,) mln rub a month that suppliers set out to send; ``called``: (c,) of contracts."""
    p, known = e.law(reorganisation.Reorganisation, e.month), _known(e)
    if not p.active:
        return gathered(called, e.lines.claim) * known.full
    lost = -_lost(p) * e.lines.unhealed

    def amount(claim: Rows, full: Rubles, weak: Rubles) -> tuple[Rubles]:
        found = weak * lost
        found += full
        found *= gathered(called, claim)
        return (found,)

    return blockwise(amount, e.lines.claim, known.full, known.weak)[0]


def wanted(e: SovietEconomy) -> Rubles:
    """Return (l,) mln rub ordered in the month before authorities kept anything back."""
    p, lines = e.law(reorganisation.Reorganisation, e.month), e.lines
    lost = -_lost(p) * lines.unhealed if p.active else 0.0

    def order(claim: Rows, contract: Rubles, weakness: Shares) -> tuple[Rubles]:
        found = gathered(e.called_part, claim)
        found *= contract
        found *= weakness * lost + 1.0
        return (found,)

    return blockwise(order, lines.claim, lines.contract, lines.weakness)[0]


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
        e.undertaken = known = Undertaken(made_of, full, full * lines.weakness)
    return known
