"""Authorities: who stands over whom this month, who plans which link, what a change breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import authorities, data
from model.authorities import Orders
from model.calendar import month_of_year
from model.mechanisms import balances, reorganisation
from model.phases.release import queue_again
from model.regime import amendments
from model.sums import summed
from model.superiors import Handling, Planning, ends, in_new_order, plan_links
from model.units import Rows, Shares
from model.workload import Workload, at_full_number

if TYPE_CHECKING:
    from model.economy import SovietEconomy


def settle(e: SovietEconomy) -> None:
    """Find the levels of works and who stands over them on the day of founding."""
    e.subordination = authorities.subordination(e.network.population, e.network_seed)
    e.orders = e.law.orders_by_region(0)
    e.council = authorities.councils(e.law, 0)
    e.body = authorities.bodies_over(e.subordination, e.orders, e.council)
    e.workload = _at_full_number(e)
    e.planning, e.planned_lines, e.handling, e.releases, e.let_go = None, None, None, None, None
    e.rivals, e.undertaken = None, None
    e.skilled, e.skill = np.zeros(0, dtype=np.int64), np.zeros(0)
    e.withheld, e.withheld_by = np.zeros((0, len(data.PRODUCTS))), np.zeros(0, dtype=np.int64)


def superiors(e: SovietEconomy) -> None:
    """Read the law: works pass to new bodies, links to new superiors; weak links recover."""
    p = e.law(reorganisation.Reorganisation, e.month)
    if month_of_year(e.month) == 0:
        e.works_moved, e.handling = 0.0, None
    e.skill = reorganisation.learned(e.skill, p)
    if p.active:
        healed = reorganisation.recovered(np.array(1.0 - e.lines.unhealed), p)
        e.lines.unhealed = 1.0 - float(healed)
    orders, council = e.law.orders_by_region(e.month), authorities.councils(e.law, e.month)
    if _same(orders, e.orders) and np.array_equal(council, e.council):
        e.orders = orders
        return
    body = authorities.bodies_over(e.subordination, orders, council)
    before = planning(e)
    prepared = _prepared(e, orders)
    e.works_moved += float(e.directors.n_works[body != e.body].sum())
    e.orders, e.council, e.body = orders, council, body
    e.workload = _at_full_number(e)
    e.planned_lines = None
    now = planning(e)
    changed = now.superior != before.superior
    if p.active:
        left = reorganisation.weakened(e.lines.strength, changed, prepared, p)
        e.lines.weakness, e.lines.unhealed = 1.0 - left, 1.0
        known = summed(now.place, e.lines.contract * ~changed, len(now.body))
        total = summed(now.place, e.lines.contract, len(now.body))
        familiar = np.divide(known, total, out=np.ones_like(total), where=total > 0)
        skill = reorganisation.skill_after(_skill(e, now.body), familiar, p)
        e.skilled, e.skill = now.body, skill
    old = e.lines
    queue_again(e)
    e.planning, e.planned_lines = in_new_order(now, e.lines.from_lines(old)), e.lines


def planning(e: SovietEconomy) -> Planning:
    """Return who plans each of today's links; worked out anew when links or law change."""
    if e.planning is None or e.planned_lines is not e.lines:
        both = ends(e.lines.network, e.body, e.council)
        e.planning = plan_links(e.lines, e.orders, both, e.workload, e.network_seed)
        e.planned_lines = e.lines
    return e.planning


def handling(e: SovietEconomy) -> Handling:
    """Return how well today's claims are planned; worked out anew when law or links change."""
    p, planned = e.law(balances.Balances, e.month), planning(e)
    if e.handling is None or e.handling.planned is not planned or e.handling.rule is not p:
        posts = planned.posts * _skill(e, planned.body)
        load = balances.overload(planned.lines, posts, p)
        e.handling = Handling(planned, p, load, e.lines, e.lines.contract)
    return e.handling


def _skill(e: SovietEconomy, body: Rows) -> Shares:
    """Return (b,) skill of planning bodies; one for those that no reorganisation touched."""
    found = np.ones(len(body))
    _, here, there = np.intersect1d(body, e.skilled, return_indices=True)
    found[here] = e.skill[there]
    return found


def _same(orders: Orders, before: Orders) -> bool:
    """Say whether the same contents hold in the same regions, whatever the orders are called."""
    if orders is before:
        return True
    return len(orders) == len(before) and all(
        one.contents == other.contents and np.array_equal(here, there)
        for (one, here), (other, there) in zip(orders, before, strict=True)
    )


def _at_full_number(e: SovietEconomy) -> Workload:
    p = e.law(balances.Balances, e.month)
    return at_full_number(e.orders, e.council, p, e.network_seed, e.wiring, e.copies)


def _prepared(e: SovietEconomy, orders: Orders) -> float:
    """Return the months of preparation of the decrees that moved works; the least.

    An amendment that moves posts alone leaves works and links where they are.
    """
    moving = {name for name, told in amendments().items() if told.contents["authority_map"]}
    old, new = (
        {order.decree for order, _ in held if order.decree}
        | {name for order, _ in held for name in order.amended_by if name in moving}
        for held in (e.orders, orders)
    )
    wider = {str(order.decree) for order, _ in orders if order.decree} if new == old else new - old
    return float(min((e.law.preparation(name) for name in wider), default=0))
