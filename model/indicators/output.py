"""Output: gross value by group and branch, national income, and every product in its unit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from model import data
from model.indicators.contract import REPORTED, TRUE
from model.indicators.levels import Levels, nation, quotient, ratio, total
from model.indicators.view import Rule, View
from model.indicators.weights import shares

INDUSTRIAL = (
    "steel", "pig_iron", "rolled_steel", "iron_ore", "coal", "oil", "natural_gas", "electricity",
    "mineral_fertiliser", "chemical_fibres", "plastics_resins", "cement", "machine_tools",
    "tractors", "cotton_fabric", "leather_footwear", "tv_sets", "refrigerators",
    "washing_machines", "radios", "sugar", "rail_freight",
)  # fmt: skip
"""Products that are indicators of their own under the same name and in the same unit."""


def product(name: str) -> Callable[[View], Levels]:
    """Return the measure of a product's output."""
    return lambda view: total(view.physical(name))


def branch(*sectors: str) -> Callable[[View], Levels]:
    """Return the measure of the gross value of some branches."""

    def measure(view: View) -> Levels:
        w = view.weights
        return total(view.worth(w.wholesale * w.is_sector(*sectors)))

    return measure


def group_a(view: View) -> Levels:
    """Return gross value that goes to producers."""
    return total(view.worth(view.weights.group_a))


def group_b(view: View) -> Levels:
    """Return gross value that goes to households."""
    return total(view.worth(view.weights.wholesale - view.weights.group_a))


def industry(view: View) -> Levels:
    """Return gross value of industry."""
    return total(view.worth(view.weights.wholesale))


def national_income(view: View) -> Levels:
    """Return output of all sectors less materials and the wear of plant, mln rub a month."""
    flows = view.flows
    net = float(view.made.sum()) - float(flows.used.sum()) - flows.depreciation
    return nation(net / flows.months)


def growth_industry(view: View) -> Levels:
    """Return growth of gross industrial output over the year before, %."""
    earlier = view.earlier()
    if earlier is None:
        return nation(np.nan)
    now, then = industry(view), industry(earlier)
    found = ratio(np.array([now.nation]), np.array([then.nation]))
    places = [
        None if a is None or b is None else 100.0 * (quotient(a, b) - 1.0)
        for a, b in ((now.regions, then.regions), (now.republics, then.republics))
    ]
    return Levels(100.0 * (found.nation - 1.0), *places)


def hidden_inflation(view: View) -> Levels:
    """Return growth of reported less growth of true gross industrial output, points."""
    grown = [growth_industry(view._replace(ledger=name)).nation for name in (REPORTED, TRUE)]
    return nation(grown[0] - grown[1])


def quality(view: View) -> Levels:
    """Return what civil industrial goods are worth to users over what was made."""
    w = view.weights
    weight = w.wholesale * ~w.is_sector("defence_space")
    worth, made = (np.einsum("p,pr->", weight, f) for f in (view.flows.useful, view.flows.made))
    return nation(float(quotient(worth, made)))


def storming(view: View) -> Levels:
    """Return the part of a month's output made in its last ten days, mean of works."""
    return ratio(view.flows.last_third / view.flows.months, view.accounts.works)


def concentration(view: View) -> Levels:
    """Return the sum of squared shares of industrial sectors in a region's gross value."""
    w = view.weights
    worth = w.wholesale[:, None] * view.made
    by_sector = np.zeros((len(data.SECTORS), worth.shape[1]))
    np.add.at(by_sector, w.sector, worth)
    squared = (shares(by_sector) ** 2).sum(axis=0)
    return Levels(np.nan, np.where(worth.sum(axis=0) > 0, squared, np.nan))


RULES = {
    "group_a_output": Rule(group_a, monthly=True),
    "group_b_output": Rule(group_b, monthly=True),
    "gross_industrial_output": Rule(industry, monthly=True),
    "national_income": Rule(national_income),
    "machine_building_output": Rule(
        branch("machinery", "consumer_durables", "defence_space"), monthly=True
    ),
    "light_industry_output": Rule(branch("light_industry"), monthly=True),
    "food_industry_output": Rule(branch("food_industry"), monthly=True),
    "growth_industry": Rule(growth_industry),
    "hidden_inflation": Rule(hidden_inflation),
    "quality": Rule(quality),
    "storming_share": Rule(storming),
    "diversification_output": Rule(concentration),
    **{name: Rule(product(name), monthly=True) for name in INDUSTRIAL},
}
