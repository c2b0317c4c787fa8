"""The careers room: who is ahead is promoted, effort has its bounds, blur costs effort."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.careers import Careers, chance_of_promotion, effort, sharpness
from tests.strategies import SMALL, economy, in_force, shares, together, within

points = st.floats(-20.0, 30.0)


@given(together(points, points), within("careers", "slope"))
def test_being_further_ahead_never_harms_a_career(column, slope):
    ahead, more = column
    p = in_force(Careers, slope=slope)
    chance = chance_of_promotion(ahead, p)
    assert ((chance >= 0) & (chance <= 1)).all()
    assert (chance_of_promotion(ahead + np.abs(more), p) >= chance).all()


@given(together(shares, shares), within("careers", "drive"), within("careers", "slope"))
def test_effort_is_greatest_in_the_middle_of_the_field(column, drive, slope):
    promotion, clear = column
    p = in_force(Careers, drive=drive, slope=slope)
    found = effort(promotion, clear, p)
    assert ((found >= 0) & (found <= drive * slope + 1e-12)).all()
    assert (found <= effort(np.full(len(clear), 0.5), clear, p) + 1e-12).all()


@given(together(points), st.floats(1.0, 5.0), within("careers", "blur"))
def test_the_wider_the_scatter_the_less_effort_shows_whoever_judges(column, wider, blur):
    (ahead,) = column
    p, group = in_force(Careers, blur=blur), np.zeros(len(ahead), dtype=np.int64)
    clear = sharpness(ahead, group, p)
    assert ((clear > 0) & (clear <= 1)).all()
    assert (sharpness(ahead * wider, group, p) <= clear + 1e-12).all()
    assert (sharpness(0 * ahead, group, p) == 1).all()
    apart = sharpness(np.append(ahead, 0.0), np.append(group, 1), p)
    assert apart[-1] == 1


def test_without_the_room_leaders_add_nothing_and_with_it_never_pass_capacity():
    with_it, without = (
        economy(scale=SMALL, overrides={"careers.active": active, "careers.drive": 0.3})
        for active in (True, False)
    )
    for e in (with_it, without):
        e.run("1957-12")
        assert (np.asarray(e.directors.output) <= np.maximum(e.able, e.planned) + 1e-9).all()
    assert without.leaders.usual is None
    effort_now = with_it.leaders.effort - with_it.leaders.usual
    assert effort_now.min() < 0 < effort_now.max()
