"""Planning: how high the January plan was, how it was met, how far it added up.

Fulfilment is that of industrial works, each counted once, by the January plan and by the
plan as last corrected.
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


def corrected(view: View) -> Levels:
    """Return the year's output of the median works over its plan as last corrected."""
    return view.accounts.corrected[view.ledger]


def bunched(view: View) -> Levels:
    """Return the share of works at 100 to 103 per cent of the plan as last corrected."""
    return view.accounts.bunched[view.ledger]


def cut_share(view: View) -> Levels:
    """Return downward corrections over all; zero where nothing was corrected."""
    return nation(view.accounts.cut_share)


def reserve(view: View) -> Levels:
    """Return what industry could have made with the inputs it had and did not set out to."""
    return ratio(view.flows.reserve, view.flows.able)


def lost(view: View) -> Levels:
    """Return what of the output that industry set out to make missing inputs prevented."""
    return ratio(view.flows.lost, view.flows.set_out)


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
    "fulfilment_corrected_plan_median": Rule(corrected),
    "share_fulfilling_100_103": Rule(bunched),
    "plan_corrections_down": Rule(cut_share),
    "hidden_reserve": Rule(reserve),
    "lost_for_inputs": Rule(lost),
    "plan_inconsistency": Rule(inconsistency),
    "balance_rounds": Rule(rounds),
}
