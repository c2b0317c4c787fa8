"""Supply: how far contracts were kept, by region and branch; stocks and materials used."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from model.indicators.levels import HOME, Levels, nation, quotient, ratio
from model.indicators.links import BRANCHES, CUSTOMERS, RELATIONS, between
from model.indicators.view import Rule, View


def fill_rate(view: View) -> Levels:
    """Return delivered over contracted, by the customer's region; foreign trade included."""
    if view.span.accounts is None:
        return ratio(view.flows.given.sum(keepdims=True), view.flows.owed.sum(keepdims=True))
    links = view.span.accounts.links
    return ratio(links.given.sum(axis=1), links.owed.sum(axis=1))


def within_regions(view: View) -> Levels:
    """Return the same of links with both ends in one region."""
    if view.span.accounts is None:
        return _of_relation(view, "within")
    links = view.span.accounts.links
    return ratio(np.diag(links.given)[:HOME], np.diag(links.owed)[:HOME])


def between_regions(view: View) -> Levels:
    """Return the same of links between regions at home, by the customer's region."""
    if view.span.accounts is None:
        return _of_relation(view, "between")
    links = view.span.accounts.links
    return ratio(between(links.given).sum(axis=1), between(links.owed).sum(axis=1))


def _of_relation(view: View, name: str) -> Levels:
    place = RELATIONS.index(name)
    return ratio(view.flows.given[place : place + 1], view.flows.owed[place : place + 1])


def released(view: View) -> Levels:
    """Return what was shipped to other regions over what was owed them, by the supplier's."""
    links = view.accounts.links
    return ratio(between(links.given).sum(axis=0), between(links.owed).sum(axis=0))


def fill_by_branch(name: str) -> Callable[[View], Levels]:
    """Return the measure of links between works of one branch, or of different ones."""
    row = BRANCHES.index(name)

    def measure(view: View) -> Levels:
        links = view.accounts.links
        given, owed = links.given_by_branch[row], links.owed_by_branch[row]
        return nation(float(quotient(given.sum(), owed.sum())))

    return measure


def defence_gap(view: View) -> Levels:
    """Return the fill rate of defence works less that of the others, points."""
    links = view.accounts.links
    fill = quotient(links.given_by_branch.sum(axis=0), links.owed_by_branch.sum(axis=0))
    return nation(100.0 * float(fill[CUSTOMERS.index("defence")] - fill[CUSTOMERS.index("civil")]))


def stock_ratio(view: View) -> Levels:
    """Return input stocks of works over their finished goods."""
    return nation(float(quotient(np.array(view.state.inputs), np.array(view.state.finished))))


def material_intensity(view: View) -> Levels:
    """Return materials used over what the norms of 1958 ask for the same output."""
    by_norm = np.einsum("pq,q->", view.norms, view.flows.worked)
    return nation(float(quotient(np.array(view.flows.used.sum()), np.array(by_norm))))


def average_haul(view: View) -> Levels:
    """Return mean km that goods counted by weight travelled, by whatever carrier."""
    links = view.accounts.links
    return ratio(links.haul, links.tonnes, 1000.0)


def order_padding(view: View) -> Levels:
    """Return what works asked for in December over what their plans needed."""
    return nation(view.accounts.padding)


def barter_share(view: View) -> Levels:
    """Return the part of needs met by goods that other works let go outside the plan."""
    return _of_needs(view, view.flows.bartered)


def self_supply_share(view: View) -> Levels:
    """Return the part of needs met by the works' own shops."""
    return _of_needs(view, view.flows.in_house)


def _of_needs(view: View, met: float) -> Levels:
    return nation(float(quotient(np.array(met), np.array(view.flows.needed))))


RULES = {
    "fill_rate": Rule(fill_rate, monthly=True),
    "fill_rate_within_region": Rule(within_regions, monthly=True),
    "fill_rate_between_regions": Rule(between_regions, monthly=True),
    "fill_rate_within_branch": Rule(fill_by_branch("same")),
    "fill_rate_between_branches": Rule(fill_by_branch("other")),
    "defence_fill_gap": Rule(defence_gap),
    "release_share": Rule(released),
    "input_output_stock_ratio": Rule(stock_ratio, monthly=True),
    "order_padding": Rule(order_padding),
    "barter_share": Rule(barter_share, monthly=True),
    "self_supply_share": Rule(self_supply_share, monthly=True),
    "material_intensity": Rule(material_intensity),
    "average_haul_km": Rule(average_haul),
}
