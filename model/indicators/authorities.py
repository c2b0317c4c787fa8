"""Authorities: who plans what is delivered, at what cost of hours, and what they keep back."""

from __future__ import annotations

from model.indicators.levels import Levels, nation
from model.indicators.view import Rule, View


def strength(view: View) -> Levels:
    """Return the mean strength of links, by value."""
    return nation(view.accounts.authorities.strength)


def hours(view: View) -> Levels:
    """Return the hours the centre would need over those it has."""
    return nation(view.accounts.authorities.hours)


def in_moscow(view: View) -> Levels:
    """Return the part of deliveries whose contract a Union body sets."""
    return nation(view.accounts.authorities.union)


def in_republics(view: View) -> Levels:
    """Return the part of deliveries whose contract a body in the republics sets."""
    return nation(1.0 - view.accounts.authorities.union)


def diverted(view: View) -> Levels:
    """Return what was kept for home use over what strangers ordered."""
    return nation(_diverted(view))


def changes(view: View) -> Levels:
    """Return the part of works that passed to another body in the year."""
    return nation(view.accounts.authorities.changed)


def _diverted(view: View) -> float:
    year = view.accounts.authorities
    return year.withheld / year.owed if year.owed > 0 else 0.0


RULES = {
    "link_strength": Rule(strength),
    "gosplan_hours_used": Rule(hours),
    "planned_in_moscow_share": Rule(in_moscow),
    "planned_in_republic_share": Rule(in_republics),
    "diversion_share": Rule(diverted),
    "authority_changes": Rule(changes),
}
