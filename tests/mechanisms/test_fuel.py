"""The fuel room: boilers burn what they were built for."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model.mechanisms.fuel import Fuel, convert
from tests.strategies import columns, in_force, within

SOLID, FLUID, OTHER = np.array([0, 1]), np.array([2, 3]), np.array([4, 5])
USERS = 5

norms = arrays(np.float64, (6, USERS), elements=st.just(0.0) | st.floats(1e-4, 0.5))
factors = columns(2, st.floats(0.5, 3.0))
growths = columns(USERS, st.floats(-0.1, 0.3))


def converted(table, wanted, growth, **changed):
    """Norms a year on, and the parameters they were converted with."""
    p = in_force(Fuel, **changed)
    return convert(table, FLUID, SOLID, wanted, growth, p), p


@given(norms, factors, growths, within("fuel", "saving"), within("fuel", "scrapping"))
def test_fuels_together_fall_by_the_saving_and_by_nothing_else(
    table, wanted, growth, saving, scrapping
):
    after, p = converted(table, wanted, growth, saving=saving, scrapping=scrapping)
    before = table[:4].sum(axis=0)
    np.testing.assert_allclose(after[:4].sum(axis=0), before * (1 - p.saving), rtol=1e-9)
    assert (after >= 0).all()
    assert (after[OTHER] == table[OTHER]).all()


@given(norms, factors, growths, within("fuel", "scrapping"))
def test_no_oil_is_burnt_before_there_are_boilers_for_it(table, wanted, growth, scrapping):
    after, p = converted(table, wanted, growth, scrapping=scrapping)
    gained = np.maximum(after[FLUID] - table[FLUID], 0.0).sum(axis=0)
    built = (p.scrapping + np.maximum(growth, 0.0)) * table[:4].sum(axis=0)
    assert (gained <= built * (1 + 1e-9) + 1e-12).all()


@given(norms, factors, growths)
def test_who_burns_no_liquid_today_burns_none_tomorrow_nor_coal_who_burns_none(
    table, wanted, growth
):
    after, _ = converted(table, wanted, growth)
    assert (after[FLUID][table[FLUID] == 0] == 0).all()
    assert (after[SOLID][table[SOLID] == 0] == 0).all()


@given(norms, factors, growths)
def test_solid_fuels_keep_their_proportions(table, wanted, growth):
    after, _ = converted(table, wanted, growth)
    np.testing.assert_allclose(after[0] * table[1], after[1] * table[0], rtol=1e-9, atol=1e-15)


@given(norms, growths)
def test_a_plan_that_wants_no_change_changes_no_boiler(table, growth):
    after, p = converted(table, np.ones(2), growth, saving=0.0)
    np.testing.assert_allclose(after, table, rtol=1e-12)
    assert p.active


@given(norms, factors, growths)
def test_without_the_room_nothing_is_converted_but_fuel_is_saved(table, wanted, growth):
    kept = table.copy()
    after, p = converted(table, wanted, growth, active=False)
    fuels = np.concatenate([FLUID, SOLID])
    np.testing.assert_allclose(after[fuels], kept[fuels] * (1 - p.saving), rtol=1e-12)
    others = np.setdiff1d(np.arange(len(kept)), fuels)
    assert (after[others] == kept[others]).all()
    assert after is not table
    converted(table, wanted, growth)
    assert (table == kept).all()
