"""Investment: what sites took, what they handed over, what stands unfinished."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from model import data
from model.indicators.levels import HOME, Levels, nation, quotient, ratio, total
from model.indicators.view import Rule, View
from model.indicators.weights import is_east
from model.units import Quantities

CHEMICALS = ("chem_basic", "fertiliser", "synth_fibres")
_MILLION = 1000.0  # mln rub in a bn
_SECTORS = len(data.SECTORS)


def invested(view: View) -> Levels:
    """Return building work and equipment put into sites, bn rub."""
    return total(view.flows.invested / _MILLION)


def civil(view: View) -> Levels:
    """Return the same without plant of defence and space, bn rub."""
    defence = view.accounts.spent[:, data.SECTORS.index("defence_space")]
    return total((view.flows.invested - defence) / _MILLION)


def in_industry(chosen: Callable[[View], Quantities]) -> Callable[[View], Levels]:
    """Return the measure of some sectors' share in industrial investment."""

    def measure(view: View) -> Levels:
        spent = view.accounts.spent[:, :_SECTORS].sum(axis=0)
        industrial = spent * view.weights.is_group("A", "B")
        mine = float((industrial * chosen(view)).sum())
        return ratio(np.array([mine]), industrial.sum(keepdims=True))

    return measure


def producer_goods(view: View) -> Quantities:
    """Return (20,) ones for sectors of group A."""
    return view.weights.is_group("A").astype(np.float64)


def chemicals(view: View) -> Quantities:
    """Return (20,) ones for chemicals, fertiliser and fibres."""
    del view
    return np.isin(np.array(data.SECTORS), CHEMICALS).astype(np.float64)


def east(view: View) -> Levels:
    """Return the share of investment east of the Urals, in Kazakhstan and Central Asia."""
    spent = view.flows.invested
    return ratio(spent[is_east()].sum(keepdims=True), spent.sum(keepdims=True))


def commissioned(view: View) -> Levels:
    """Return assets handed over, at cost, bn rub."""
    return total(view.flows.commissioned.sum(axis=1) / _MILLION)


def housing(view: View) -> Levels:
    """Return floor space of dwellings handed over in towns, mln m2."""
    return total(view.flows.money.space.sum(axis=0))


def unfinished(view: View) -> Levels:
    """Return what is spent on sites not yet handed over, last day, bn rub."""
    return total(view.state.unfinished.sum(axis=1) / _MILLION)


def unfinished_ratio(view: View) -> Levels:
    """Return unfinished building over a year's investment, %."""
    return nation(ratio(view.state.unfinished.sum(axis=1), view.flows.invested, 100.0).nation)


def sites(view: View) -> Levels:
    """Return open sites: what was begun in one region for one purpose in one month is one."""
    return total(view.state.sites)


def site_years(view: View) -> Levels:
    """Return years from start to commissioning, weighted by cost."""
    years, cost = view.accounts.site_years
    return nation(float(quotient(years, cost)))


def capital(view: View) -> Levels:
    """Return plant of works and farms on 31 December."""
    held = view.accounts.capital.sum(axis=1)
    return total(held[:HOME])


RULES = {
    "investment_total": Rule(invested, monthly=True),
    "civil_investment": Rule(civil),
    "investment_group_a_share": Rule(in_industry(producer_goods)),
    "investment_chemicals_share": Rule(in_industry(chemicals)),
    "investment_east_share": Rule(east),
    "commissioned_assets": Rule(commissioned, monthly=True),
    "housing_urban": Rule(housing, monthly=True),
    "unfinished_construction": Rule(unfinished, monthly=True),
    "unfinished_construction_ratio": Rule(unfinished_ratio),
    "sites_open": Rule(sites, monthly=True),
    "site_years": Rule(site_years),
    "capital_stock": Rule(capital),
}
