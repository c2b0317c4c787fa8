"""Who plans a link: the lowest body over both ends; work in lines; orders without behaviour."""

from dataclasses import replace

import numpy as np
import pytest

from model import cache, calendar, data
from model.authorities import CENTRE, bodies_over, kind_of
from model.claims import Kind
from model.mechanisms.balances import Balances
from model.networks import network_at, subordination_of_all
from model.phases.authorities import handling, planning
from model.posts import staff
from model.regime_file import AUTHORITIES
from model.superiors import ends, planned_by, republic_over
from model.workload import asked_for, at_full_number, branches
from tests.strategies import SMALL, economy
from tests.worlds import TINY, lived

pytestmark = pytest.mark.once  # the same on every interpreter: fingerprint.py

# Every room that reads the order in force; what is left of an order then is its name.
QUIET = {
    "balances.hours_bind": False,
    "reorganisation.active": False,
    "localism.active": False,
    "careers.active": False,  # reads whom the order compares
    "construction.active": False,  # reads who may start sites
    "interference.active": False,  # reads who sends orders, and whom a secretary can ask
}
AFTER = calendar.month("1957-08")
UNDER_REPUBLICS = [AUTHORITIES.index(name) for name in ("sovnarkhoz", "local_soviet")]


@pytest.fixture(scope="module")
def before():
    """A small economy in its first month."""
    return lived("1956-01", scale=SMALL)


@pytest.fixture(scope="module")
def after():
    """The same after the reform."""
    return lived(calendar.name(AFTER), scale=SMALL)


def test_a_link_inside_one_body_is_its_own_and_no_other_is(before, after):
    for e in (before, after):
        planned, lines = planning(e), e.lines
        both = ends(lines.network, e.body, e.council)
        one, other = both.supplier[lines.supplier], both.customer[lines.claim]
        own = planned.inside
        assert own.any()
        assert (planned.superior[own] == one[own]).all()
        assert (own == ((one == other) & (planned.superior != CENTRE))).all()


def test_what_a_republic_plans_between_councils_is_seen_less_well_unless_it_is_said(after):
    planned, rule = planning(after), after.law(Balances, after.month)
    between = ~planned.inside & (planned.superior != CENTRE)
    assert between.any()
    well = replace(handling(after), rule=rule._replace(republic_inside=True))
    worse = handling(after).error - well.error
    assert (worse >= -1e-15).all()
    touched = after.lines.by_claim(between.astype(float)) > 0
    assert (worse[touched & (handling(after).total > 0)] > 0).any()
    assert not worse[~touched].any()


def test_republics_plan_only_what_stays_in_them(after):
    planned, lines = planning(after), after.lines
    both = ends(lines.network, after.body, after.council)
    mine = kind_of(planned.superior) == AUTHORITIES.index("republic")
    mine &= both.supplier[lines.supplier] != planned.superior
    assert mine.any()
    republic = np.append([data.REPUBLICS.index(r) for r in data.REPUBLIC_OF_REGION], -1)
    here = republic[lines.network.suppliers.region[lines.supplier[mine]]]
    there = republic[lines.network.claims.region[lines.claim[mine]]]
    assert (here == there).all()


def test_farms_are_under_no_council(after):
    lines, planned = after.lines, planning(after)
    suppliers = lines.network.suppliers
    farm = (lines.supplier >= suppliers.works) & (
        lines.supplier < suppliers.works + suppliers.farms
    )
    assert (planned.superior[farm] == CENTRE).all()


def test_the_reform_takes_flows_from_the_centre(before, after):
    def central(e):
        planned, value = planning(e), e.lines.contract
        return value[planned.superior == CENTRE].sum() / value.sum()

    assert central(after) < central(before) - 0.2


def test_the_centre_deals_with_republics_and_not_with_each_council(after):
    planned, lines = planning(after), after.lines
    both = ends(lines.network, after.body, after.council)
    mine = planned.superior == CENTRE
    customer = both.customer[lines.claim[mine]]
    holders = len(np.unique(customer))
    goods = len(np.unique(lines.network.claims.product[lines.claim[mine]]))
    counted = planned.lines[planned.body == CENTRE].sum()
    assert counted < 0.5 * holders * goods


def test_sites_are_under_whoever_stands_over_the_builders(before, after):
    for e, kind in ((before, "ministry"), (after, "sovnarkhoz")):
        lines = e.lines
        both = ends(lines.network, e.body, e.council)
        claims = lines.network.claims
        sites = both.customer[(claims.kind == Kind.INVESTMENT) & (claims.region < 105)]
        assert np.mean(kind_of(sites) == AUTHORITIES.index(kind)) > 0.4


def of_all(e):
    """Bodies over all works of the country, and their network, under the orders of the day."""
    drawn = e.network_seed, e.wiring, e.copies
    body = bodies_over(subordination_of_all(*drawn), e.orders, e.council)
    return network_at(1.0, *drawn), body


def test_all_posts_are_given_out_once(before, after):
    for e in (before, after):
        network, body = of_all(e)
        works = network.population
        held = staff(e.orders, kind_of(body), works.region, works.employment, 0.1)
        mine = kind_of(e.workload.body)
        for kind in range(len(AUTHORITIES)):
            given = e.workload.posts[mine == kind].sum()
            assert given == pytest.approx(held[:, kind].sum()), AUTHORITIES[kind]
        planned = planning(e)
        place = np.searchsorted(e.workload.body, planned.body)
        np.testing.assert_array_equal(planned.posts, e.workload.posts[place])


def test_a_line_is_a_good_for_one_who_holds_funds(before, after):
    for e in (before, after):
        network, body = of_all(e)
        both, claim, claims = ends(network, body, e.council), network.claim, network.claims
        links = network.supplier, claim
        superior, own = planned_by(network, links, e.orders, both, e.network_seed)
        fund = both.customer[claim].copy()
        is_centre = superior == CENTRE
        with_republics = is_centre & np.isin(kind_of(fund), UNDER_REPUBLICS)
        fund[with_republics] = republic_over(claims.region[claim[with_republics]])
        fund[own] = branches(network)[claim[own]]
        told = np.unique([superior, claims.product[claim], fund, own], axis=1)[0]
        planner, number = np.unique(told, return_counts=True)
        here = np.isin(e.workload.body, planner)
        np.testing.assert_array_equal(e.workload.lines[here], number)
        assert not e.workload.lines[~here].any()


def test_whoever_plans_has_as_much_to_plan_at_any_scale(before, after):
    for e in (before, after):
        wider = lived(calendar.name(e.month - 1), scale=0.1, check=False)
        for name in ("body", "lines", "posts"):
            np.testing.assert_array_equal(getattr(e.workload, name), getattr(wider.workload, name))
        seen = [float(np.average(handling(x).error, weights=handling(x).total)) for x in (e, wider)]
        assert seen[0] == pytest.approx(seen[1], rel=0.05)


def test_what_there_is_to_plan_is_kept_by_all_that_it_hangs_on(before, after):
    elsewhere = tuple((order, ~where) for order, where in before.orders)
    rule = before.law(Balances, 0)
    named = {
        cache.digest((asked_for(orders, council, p), seed, wiring))
        for orders, council, p, seed, wiring in (
            (before.orders, before.council, rule, 1, before.wiring),
            (after.orders, before.council, rule, 1, before.wiring),
            (elsewhere, before.council, rule, 1, before.wiring),
            (before.orders, before.council[::-1], rule, 1, before.wiring),
            (before.orders, before.council, rule._replace(centre_posts=0.2), 1, before.wiring),
            (before.orders, before.council, rule._replace(work_of_link=0.001), 1, before.wiring),
            (before.orders, before.council, rule, 2, before.wiring),
            (before.orders, before.council, rule, 1, replace(before.wiring, main_input=0.05)),
        )
    }
    assert len(named) == 8


def test_final_users_at_the_centre_are_planned_there(before):
    lines, planned = before.lines, planning(before)
    army = lines.network.claims.kind[lines.claim] == Kind.DEFENCE
    assert (planned.superior[army] == CENTRE).all()


def record(scenario, overrides, until="1958-06"):
    """Everything that a small run writes down of its months, in roubles and shares."""
    e = lived(until, scenario, scale=SMALL, overrides=overrides)
    return e.lines.stock.copy(), np.asarray(e.directors.output).copy(), e.lines.transit.copy()


def test_a_change_of_order_without_behaviour_does_exactly_nothing():
    one, other = record("historical", QUIET), record("ministries_stay", QUIET)
    for a, b in zip(one, other, strict=True):
        np.testing.assert_array_equal(a, b)


def differ(one, other):
    """Whether two economies hold, make or send different things."""
    return any(
        not np.array_equal(a, b)
        for a, b in (
            (one.lines.stock, other.lines.stock),
            (one.directors.output, other.directors.output),
            (one.lines.transit, other.lines.transit),
        )
    )


@pytest.mark.parametrize("room", sorted(QUIET))
def test_each_of_them_makes_a_difference_alone(room):
    others = {name: value for name, value in QUIET.items() if name != room}
    strained = {"supply.catch_up": 1.0}
    pair = [
        economy(scenario, scale=TINY, overrides=others | strained).run("1957-06")
        for scenario in ("historical", "ministries_stay")
    ]
    while not differ(*pair):
        assert pair[0].month <= calendar.month("1958-06"), "a year with no difference"
        for e in pair:
            e.step()


def test_a_law_changes_nothing_before_its_day():
    one, other = (record(name, {}, "1957-06") for name in ("historical", "ministries_stay"))
    for a, b in zip(one, other, strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.mark.once
def test_whether_councils_cost_or_bring_hangs_on_how_many_planners_sit_in_moscow():
    """Told in README and lesson: no figure that anybody counted decides the sign."""

    def of_law(at_centre):
        made = []
        for scenario in ("ministries_stay", "one_reform"):
            given = {"balances.centre_posts": at_centre}
            e = lived("1960-12", scenario, scale=0.02, overrides=given, check=False)
            true = e.record.annual["true"]["gross_industrial_output"]
            made.append(true[1960] / true[1956])
        return made[1] / made[0] - 1.0

    assert of_law(0.03) > 0.003
    assert of_law(0.3) < -0.01


def test_links_add_to_the_work_as_they_are_told_to(before):
    p = before.law(Balances, 0)
    drawn = before.network_seed, before.wiring, before.copies
    more = at_full_number(before.orders, before.council, p._replace(work_of_link=0.001), *drawn)
    np.testing.assert_array_equal(more.posts, before.workload.posts)
    links = 1000.0 * (more.lines - before.workload.lines)
    assert links.sum() == pytest.approx(len(network_at(1.0, *drawn).value))
    assert links[more.body == CENTRE] > 0.9 * links.sum()
