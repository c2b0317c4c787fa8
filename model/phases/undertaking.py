"""Undertaking: what suppliers set out to send of what is contracted, before goods run short.

A weakened link delivers less than its contract, and authorities keep a part back: both
change a few times a year, orders every month.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.mechanisms import reorganisation
from model.phases.release import let_go
from model.releases import Undertaken
from model.sums import gathered
from model.units import Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy


def undertaken(e: SovietEconomy) -> Rubles:
    """Return (l,) mln rub a month that suppliers set out to send where all of a contract is called.

    Kept until contracts, strength of links or the choices of authorities change.
    """
    p, lines, released = e.law(reorganisation.Reorganisation, e.month), e.lines, let_go(e)
    made_of = lines.contract, lines.strength, released, p
    known = e.undertaken
    if known is None or any(a is not b for a, b in zip(known.made_of, made_of, strict=True)):
        found = _as_links_hold(e)
        if released is not None:
            found = found * released
        e.undertaken = known = Undertaken(made_of, found)
    return known.amount


def wanted(e: SovietEconomy) -> Rubles:
    """Return (l,) mln rub ordered in the month before authorities kept anything back."""
    order = gathered(e.called_part, e.lines.claim)
    order *= _as_links_hold(e)
    return order


def _as_links_hold(e: SovietEconomy) -> Rubles:
    """Return (l,) contracts as far as links are strong enough to deliver them."""
    p, lines = e.law(reorganisation.Reorganisation, e.month), e.lines
    if not p.active or lines.strength.min() >= 1.0:
        return lines.contract
    kept = reorganisation.kept(lines.strength, p)
    kept *= lines.contract
    return kept
