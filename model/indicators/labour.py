"""Labour: who works in industry, how long, and what comes of it."""

from __future__ import annotations

from model.indicators.levels import Levels, ratio, total
from model.indicators.view import Rule, View


def employment(view: View) -> Levels:
    """Return industrial workers, thousand, mean of the months."""
    return total(view.flows.workers / view.flows.months)


def week(view: View) -> Levels:
    """Return the working week in industry, hours, workers' mean."""
    industry = view.weights.is_group("A", "B")
    flows = view.flows
    return ratio(
        flows.hours[industry].sum(keepdims=True), flows.labour[industry].sum(keepdims=True)
    )


def productivity(view: View) -> Levels:
    """Return gross industrial output over industrial workers."""
    return ratio(view.worth(view.weights.wholesale), view.flows.workers / view.flows.months)


def output_per_hour(view: View) -> Levels:
    """Return gross industrial output over hours worked."""
    hours = view.flows.hours[view.weights.is_group("A", "B")] / view.flows.months
    worth = view.worth(view.weights.wholesale)
    return ratio(worth.sum(keepdims=True), hours.sum(keepdims=True))


RULES = {
    "employment_industry": Rule(employment, monthly=True),
    "hours_week": Rule(week, monthly=True),
    "labour_productivity_industry": Rule(productivity),
    "output_per_hour": Rule(output_per_hour),
}
