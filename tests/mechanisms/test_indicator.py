"""The indicator room: what pays best is done, and nothing gathers at 100 per cent by rule."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model.data import SECTORS
from model.mechanisms import indicator, ratchet
from tests.strategies import columns, in_force, shares, together, within

GROSS = (1.0, 0.0, 0.0, 0.0)
LOSS = ratchet.future_loss(3.0, in_force(ratchet.Ratchet))
PRESENT = (
    "bonus", "slope", "paid_over", "reproach", "strain", "strain_rise", "weight_value",
    "corner_value", "weight_risk", "corner_risk",
)  # fmt: skip


def room(**changed):
    return in_force(indicator.Indicator, **changed)


def chosen(tightness, doubt, pay, kind=0):
    """The best choice at some tightness, and the figure it gives over plan."""
    rho = np.atleast_1d(np.asarray(tightness, dtype=np.float64))
    kinds = np.full(len(rho), kind)
    choice = indicator.choose(rho, np.full(len(rho), doubt), kinds, pay)
    return choice, choice.effort / rho * indicator.counted(choice.corners, choice.weight, room())


@st.composite
def any_payoffs(draw):
    """Payoffs under any figures of the room in range, with or without cliff."""
    figures = {name: draw(within("indicator", name)) for name in PRESENT}
    p = room(linear_bonus=draw(st.booleans()), **figures)
    return indicator.payoffs(p, GROSS, draw(st.floats(0.0, 0.9)))


@settings(max_examples=10, deadline=None)
@given(any_payoffs(), together(st.floats(0.05, 5.0), st.floats(0.0, 1.0), st.integers(0, 3)))
def test_choices_are_shares_whatever_is_paid(pay, column):
    tightness, doubt, kind = column
    for part in indicator.choose(tightness, doubt, kind.astype(np.int64), pay):
        assert ((part >= 0) & (part <= 1)).all()


@settings(max_examples=10, deadline=None)
@given(any_payoffs())
def test_nothing_on_a_finer_grid_pays_better_than_what_is_chosen(pay):
    row, column = 230, 8
    tightness, doubt = indicator.TIGHTNESS[row], indicator.DOUBT[column]
    figure, padding = (g.ravel() for g in np.meshgrid(np.linspace(0.01, 1.2, 239), [0, 0.02, 0.1]))
    cost = indicator.burden(
        figure * tightness / (1 + padding), padding, figure / (1 + padding), pay[0]
    )
    gain = indicator.reward(figure, doubt, pay[0]) - cost
    assert indicator.aims(pay[0]).worth[row, column] >= gain.max() - 0.02


@settings(max_examples=10, deadline=None)
@given(any_payoffs())
def test_a_looser_plan_is_never_worth_less(pay):
    worth = indicator.aims(pay[0]).worth
    assert (np.diff(worth, axis=0) <= 0.02).all()


def test_the_cliff_gathers_works_above_the_plan_and_a_linear_bonus_does_not():
    tightness = np.linspace(0.8, 1.0, 41)
    share = {}
    for linear in (False, True):
        pay = indicator.payoffs(room(linear_bonus=linear), GROSS, LOSS)
        figure = chosen(tightness, 0.015, pay)[1]
        share[linear] = ((figure >= 1.0) & (figure < 1.04)).mean()
    assert share[False] > 0.8
    assert share[True] < 0.3


def test_doubt_widens_the_margin_above_the_plan():
    pay = indicator.payoffs(room(), GROSS, LOSS)
    margin = [chosen(0.95, doubt, pay)[1][0] for doubt in (0.01, 0.02, 0.04)]
    assert margin[0] < margin[1] < margin[2]


def test_who_cannot_reach_the_bonus_does_less_than_who_can():
    pay = indicator.payoffs(room(), GROSS, LOSS)
    within_reach, beyond = (chosen(rho, 0.015, pay)[0].effort[0] for rho in (0.98, 1.3))
    assert beyond < within_reach - 0.1


def test_a_tighter_plan_brings_more_corners_cut_as_long_as_it_is_in_reach():
    pay = indicator.payoffs(room(), GROSS, LOSS)
    corners = chosen([0.8, 0.9, 1.0], 0.015, pay)[0].corners
    assert corners[0] < corners[1] < corners[2]


def test_where_an_inspector_stands_no_corners_are_cut():
    pay = indicator.payoffs(room(), GROSS, LOSS)
    assert (chosen([0.8, 1.0, 1.2], 0.015, pay, kind=1)[0].corners == 0).all()
    p = room()
    assert {SECTORS[i] for i in np.flatnonzero(p.inspected)} == {"defence_space"}


def test_only_gross_output_pays_for_corners_and_profit_does_not_pay_weight():
    sales, profit = (
        indicator.payoffs(room(), weights, LOSS)[0] for weights in ((0, 0, 1, 0), (0, 0, 0, 1))
    )
    assert sales.by_corners == profit.by_corners == profit.by_weight == 0.0
    assert sales.by_weight > 0.0


def test_more_pass_through_means_less_effort_and_none_of_it_who_leaves_at_once():
    effort = []
    for loss in (0.0, 0.3, 0.6, 0.85):
        pay = indicator.payoffs(room(linear_bonus=True), GROSS, loss)
        effort.append(chosen(0.95, 0.015, pay)[0].effort[0])
    assert effort == sorted(effort, reverse=True)
    assert effort[0] > effort[-1] + 0.05
    hasty = [
        ratchet.future_loss(1e-9, in_force(ratchet.Ratchet, pass_through=x)) for x in (0.1, 0.8)
    ]
    assert hasty == pytest.approx([0.0, 0.0], abs=1e-8)


@given(columns(7, st.floats(0.01, 1.5)), st.floats(0.006, 0.3))
def test_reward_rises_with_the_figure(figure, doubt):
    pay = indicator.payoffs(room(), GROSS, LOSS)[0]
    found = indicator.reward(np.sort(figure), doubt, pay)
    assert (np.diff(found) >= -1e-9).all()


@given(together(shares, shares))
def test_poor_goods_are_worth_less_and_count_for_more(column):
    corners, weight = column
    p = room()
    assert (indicator.quality(corners, p) <= 1).all()
    assert (indicator.counted(corners, weight, p) >= 1).all()
    assert (indicator.efficiency(indicator.quality(corners, p), p) >= 1 - p.harm).all()


@given(together(shares, st.floats(0.0, 0.05), shares))
def test_what_is_learned_lies_between_what_was_known_and_what_was_seen(column):
    mean, spread, seen = column
    now, wider = indicator.learned(mean, spread, seen, room())
    assert (now >= np.minimum(mean, seen) - 1e-12).all()
    assert (now <= np.maximum(mean, seen) + 1e-12).all()
    assert (wider >= 0).all()


@given(
    together(shares, shares), within("indicator", "impatience"), within("indicator", "exhaustion")
)
def test_the_thirds_of_a_month_are_a_month_and_keep_to_what_is_at_hand(column, impatience, tired):
    at_hand, last = column
    parts = indicator.thirds(at_hand, last, room(impatience=impatience, exhaustion=tired))
    np.testing.assert_allclose(parts.sum(axis=0), 1.0, rtol=1e-12)
    assert (parts >= -1e-12).all()
    assert (parts[0] <= at_hand + (1 - at_hand) / 6 + 1e-12).all()
    assert (parts[:2].sum(axis=0) <= at_hand + (1 - at_hand) / 2 + 1e-12).all()


def test_late_supplies_bring_storming_and_patient_rested_works_on_time_have_none():
    last = np.full(3, 0.4)
    storm = indicator.thirds(np.array([1.0, 0.3, 0.0]), last, room())[2]
    assert storm[0] < storm[2]
    assert (storm >= 0.4).all()
    assert (storm <= 0.6).all()
    calm = indicator.thirds(np.ones(1), np.ones(1) / 3, room(impatience=1.0, exhaustion=0.0))
    np.testing.assert_allclose(calm[:, 0], 1 / 3)


@given(together(st.floats(1.0, 1.2), shares, shares))
def test_standards_only_drift_downward(column):
    made = indicator.Standard(*column)
    start = indicator.Standard(np.ones_like(made.value), made.corners * 0, made.weight * 0)
    once = indicator.renewed(start, made, room())
    twice = indicator.renewed(once, made, room())
    for first, second in zip(once, twice, strict=True):
        assert (second >= first).all()


@given(
    together(st.floats(0.5, 0.99), st.floats(0.0, 0.3), st.floats(0.0, 0.3)),
    st.data(),
)
def test_what_is_drawn_is_feasible_and_on_average_usual(drawn, data):
    usual = indicator.Choice(*drawn)
    lots = data.draw(arrays(np.float64, (3, len(drawn[0])), elements=st.floats(-1.0, 1.0)))
    found = indicator.drawn(usual, lots)
    for part in found:
        assert (part >= -1e-12).all()
        assert (part <= 1 + 1e-12).all()
    opposite = indicator.drawn(usual, -lots)
    for part, other, middle in zip(found, opposite, usual, strict=True):
        np.testing.assert_allclose((part + other) / 2, middle, atol=1e-12)
