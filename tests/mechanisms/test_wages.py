"""The wages room: pay follows output at a distance, bonuses the plan, villagers the fields."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms import wages
from model.mechanisms.wages import Wages
from tests.strategies import columns, in_force, shares, within


@given(st.floats(-0.2, 0.2), within("wages", "passed_on"))
def test_wages_never_fall_and_never_outrun_output(growth, part):
    level = 1.0
    p = in_force(Wages, passed_on=part)
    for _ in range(12):
        level = wages.next_level(level, growth, p, 12)
    assert 1.0 <= level <= 1.0 + max(growth, 0.0) + 1e-12
    assert level == pytest.approx(1.0 + part * max(growth, 0.0))


@given(columns(4, shares))
def test_pay_is_usual_where_plans_are_met_as_usual(met):
    p = in_force(Wages)
    usual = wages.bonus(np.array([p.usual_met]), p)[0]
    assert usual == pytest.approx(p.bonus_share)
    extra = wages.bonus(met, p)
    assert (extra >= 0).all()
    assert (np.diff(extra[np.argsort(met)]) >= 0).all()


@given(st.floats(-1e4, 1e4))
def test_farms_pay_nothing_out_of_a_loss(net):
    p = in_force(Wages)
    assert wages.farm_pay(net, p) == pytest.approx((1 - p.farm_fund) * max(net, 0))


@given(columns(4, st.floats(1.0, 1e3)), st.floats(1.0, 1.2), st.floats(0.5, 1.0))
def test_villages_lose_people_when_fields_lose_hands(first, grown, hands):
    p = in_force(Wages)
    stay = wages.villagers(first, grown, np.ones(4), p)
    go = wages.villagers(first, grown, np.full(4, hands), p)
    assert (go <= stay).all()
    np.testing.assert_allclose(wages.villagers(first, 1.0, np.ones(4), p), first)


@given(columns(4, st.floats(0.0, 100.0)))
def test_no_more_workers_live_in_villages_than_people_do(rural):
    people = rural + 10.0
    part = wages.village_part(rural, people, in_force(Wages))
    assert (part >= 0).all()
    assert (part <= rural / people).all()
