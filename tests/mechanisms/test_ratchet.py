"""The ratchet room: plans add up, good results are paid for with plans, bids hide what pays."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms import indicator, ratchet
from tests.strategies import amounts, in_force, together, within

PRODUCTS = 4


def room(**changed):
    return in_force(ratchet.Ratchet, **changed)


def payoffs():
    return indicator.payoffs(in_force(indicator.Indicator), (1, 0, 0, 0), 0.6)[0]


@given(
    together(st.floats(0.01, 1e4), st.floats(0.01, 1e4), st.integers(0, PRODUCTS - 1)),
    within("ratchet", "voice"),
)
def test_plans_of_works_add_up_to_the_plan_of_the_product(column, voice):
    start, bids, product = column
    product = product.astype(np.int64)
    total = np.arange(1.0, PRODUCTS + 1)
    plans = ratchet.divided(total, product, start, bids, room(voice=voice))
    assert (plans > 0).all()
    made = np.bincount(product, plans, PRODUCTS)
    there = np.bincount(product, minlength=PRODUCTS) > 0
    np.testing.assert_allclose(made[there], total[there], rtol=1e-12)


def test_who_made_more_than_his_plan_is_asked_for_more_than_his_like():
    plan, made = np.array([10.0, 10.0]), np.array([11.0, 10.0])
    start = ratchet.base(plan, made, np.ones(2), room())
    assert start[0] > start[1]
    alike = ratchet.base(plan, made, np.ones(2), room(pass_through=0.0))
    assert alike[0] == alike[1]


def test_new_plant_is_planned_for_where_it_stands():
    start = ratchet.base(np.ones(2), np.ones(2), np.array([1.2, 1.0]), room())
    np.testing.assert_allclose(start, [1.2, 1.0])


@given(within("ratchet", "pass_through"), st.floats(0.5, 20.0))
def test_the_loss_is_a_share_that_grows_with_tenure(passed, tenure):
    p = room(pass_through=passed)
    found = ratchet.future_loss(tenure, p)
    assert 0 <= found < 1
    assert ratchet.future_loss(tenure * 2, p) >= found
    assert ratchet.future_loss(tenure, p._replace(active=False)) == 0


def test_weitzmans_slope():
    unheard = room(pass_through=0.5, voice=0.0)
    np.testing.assert_allclose(1 - ratchet.future_loss(3.0, unheard), 0.4)
    kept = 1 - ratchet.future_loss(1 / 0.33, room(pass_through=0.1, voice=0.0))
    np.testing.assert_allclose(kept, 0.77, atol=0.005)
    assert ratchet.future_loss(3.0, unheard._replace(voice=0.2)) < 0.6


def test_nothing_is_hidden_where_bids_are_not_heard_and_more_where_they_are():
    worth = indicator.aims(payoffs()).worth
    hidden = [
        ratchet.understatement(indicator.TIGHTNESS, worth, room(voice=voice)).mean()
        for voice in (0.0, 0.2, 0.5)
    ]
    assert hidden[0] == 0.0
    assert hidden[0] < hidden[1] < hidden[2]


def test_being_found_out_keeps_bids_honest():
    worth = indicator.aims(payoffs()).worth
    cheap, dear = (
        ratchet.understatement(indicator.TIGHTNESS, worth, room(bid_risk=risk))
        for risk in (5.0, 50.0)
    )
    assert dear.mean() < cheap.mean()
    assert (dear <= cheap).all()


@given(together(amounts(), amounts()), within("ratchet", "bargaining"))
def test_bargaining_only_lowers_and_never_below_the_bid(column, part):
    plan, bid = column
    found = ratchet.bargained(plan, bid, room(bargaining=part))
    assert (found <= plan).all()
    assert (found >= np.minimum(plan, bid) - 1e-9).all()


@given(together(st.floats(0.0, 3.0)))
def test_corrections_leave_most_alone_and_cut_more_than_they_raise(column):
    met, p = column[0], room()
    factor = ratchet.correction(met, p)
    near = np.abs(met - 1) <= p.hopeless
    assert (factor[near] == 1).all()
    assert (factor[met < 1] <= 1).all()
    assert (factor[met > 1] >= 1).all()
    assert (factor > 0).all()
    short, over = (ratchet.correction(np.array([x]), p)[0] for x in (0.8, 1.2))
    assert 1 - short > over - 1
