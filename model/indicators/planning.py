"""Planning: how high the January plan was, how it was met, how far it added up.

Fulfilment is that of industrial works, each counted once. Nobody corrects plans in the
course of the year yet, so only what is measured by the January plan is said.
"""

from __future__ import annotations

from model.indicators.levels import Levels, nation, ratio
from model.indicators.view import Rule, View


def planned_growth(view: View) -> Levels:
    """Return the January plan of gross industrial output over last year's reports, % growth."""
    weight, accounts = view.weights.wholesale, view.accounts
    planned = (weight * accounts.planned).sum(keepdims=True)
    before = (weight * accounts.achieved).sum(keepdims=True)
    return nation(100.0 * (ratio(planned, before).nation - 1.0))


def tautness(view: View) -> Levels:
    """Return the January target of the median works over what it could make that month."""
    return view.accounts.tautness


def fulfilment(view: View) -> Levels:
    """Return the year's output of the median works over its January plan."""
    return view.accounts.fulfilment[view.ledger]


def failing(view: View) -> Levels:
    """Return the share of works that made less than their January plan."""
    return view.accounts.failing[view.ledger]


def inconsistency(view: View) -> Levels:
    """Return what of all requests the year's contracts left unmet."""
    return nation(view.accounts.inconsistency)


def rounds(view: View) -> Levels:
    """Return balancing rounds before the plan was signed."""
    return nation(float(view.accounts.rounds))


RULES = {
    "plan_growth_industry": Rule(planned_growth),
    "tautness": Rule(tautness),
    "fulfilment_january_plan_median": Rule(fulfilment),
    "share_failing_january_plan": Rule(failing),
    "plan_inconsistency": Rule(inconsistency),
    "balance_rounds": Rule(rounds),
}
