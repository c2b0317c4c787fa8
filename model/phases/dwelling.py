"""Dwelling: money for houses, floor space handed over, and what plans may count on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data
from model.accounts import Account, Kind
from model.calendar import MONTHS_A_YEAR
from model.home import REGIONS, TOWNS
from model.mechanisms import housing
from model.phases.control_figures import text_in_force
from model.sites import DWELLINGS
from model.units import Rubles

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_HOUSING = data.PRODUCTS.index("urban_housing")
_CONCRETE = data.PRODUCTS.index("precast_concrete")


def houses_planned(e: SovietEconomy) -> None:
    """Cut in December what the plan would build with private money that does not come."""
    p, d = e.law(housing.Housing, e.month), e.dwellings
    units = e.opening.price()
    concrete = float(e.achieved[_CONCRETE] * units[_CONCRETE])
    if p.panels <= 0:
        d.concrete = concrete
    d.panels = float(housing.panel_share(concrete, d.concrete, d.made, p)) if p.active else 0.0
    text = text_in_force(e)
    name = text.name if text is not None else ""
    then = d.counted_on.setdefault(name, d.private)
    if p.active:
        e.plan.output[_HOUSING] *= housing.supported(then, d.private)


def dwelling(e: SovietEconomy) -> None:
    """Pay for private and co-operative building; count what was handed over and what wore out."""
    p, d, h = e.law(housing.Housing, e.month), e.dwellings, e.households
    built = e.invested[REGIONS:]
    loans = p.loans if p.active else 0.0
    private = housing.private_money(d.outlay, loans, built, p)
    share = np.divide(private, built, out=np.zeros(REGIONS), where=built > 0)
    together = p.cooperative * (built - private)
    lent = private * (loans / max(loans + float(d.outlay.sum()), 1e-300))
    lent += p.cooperative_loan * together
    _pay(e, private + together, lent, p)
    total = float(built.sum())
    if total > 0:
        d.private += (float(private.sum()) / total - d.private) / MONTHS_A_YEAR
    units = e.opening.price()[_HOUSING]
    handed = e.commissioned[:, DWELLINGS] * units
    panels = d.panels if p.active else 0.0
    d.space = housing.floor_space(handed, share, panels, p)
    d.made += float(d.space[1].sum()) - d.made / MONTHS_A_YEAR
    d.stock = d.stock + d.space.sum(axis=0) - housing.worn(d.stock, MONTHS_A_YEAR, p)
    h.dwellings = np.concatenate([d.stock, np.zeros(REGIONS)])


def _pay(e: SovietEconomy, spent: Rubles, lent: Rubles, p: housing.Housing) -> None:
    """Let townsmen borrow, pay builders and pay back; nobody pays what he does not have.

    ``spent``, ``lent``: (105,) mln rub.
    """
    accounts, nobody = e.accounts, np.zeros(REGIONS)
    accounts.lend_households(np.concatenate([lent, nobody]))
    purse = np.maximum(accounts.purses[TOWNS], 0.0)
    paid = np.minimum(spent, purse)
    accounts.charge_households(Kind.HOUSES, Account.WORKS, np.concatenate([paid, nobody]))
    owed = float(accounts.loans[Account.HOUSEHOLDS])
    back = owed / (p.term * MONTHS_A_YEAR)
    left = np.maximum(accounts.purses[TOWNS], 0.0)
    if float(left.sum()) > 0:
        part = left * min(back / float(left.sum()), 1.0)
        accounts.repay_households(np.concatenate([part, nobody]))
