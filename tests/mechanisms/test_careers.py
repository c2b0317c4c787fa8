"""The careers room: growth promotes, peers' growth does not, effort has its bounds."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.careers import Careers, chance_of_promotion, effort, sharpness
from tests.strategies import in_force, shares, together, within

points = st.floats(-20.0, 30.0)


@given(together(points, points, points), within("careers", "slope"))
def test_growth_never_harms_a_career_and_peers_growth_never_helps(column, slope):
    growth, peers, more = column
    p = in_force(Careers, slope=slope)
    chance = chance_of_promotion(growth, peers, p)
    assert ((chance >= 0) & (chance <= 1)).all()
    assert (chance_of_promotion(growth + np.abs(more), peers, p) >= chance).all()
    assert (chance_of_promotion(growth, peers + np.abs(more), p) <= chance).all()


@given(together(shares, shares), within("careers", "drive"))
def test_effort_is_greatest_in_the_middle_of_the_field(column, drive):
    promotion, clear = column
    p = in_force(Careers, drive=drive)
    found = effort(promotion, clear, p)
    assert ((found >= 0) & (found <= drive + 1e-12)).all()
    assert (found <= effort(np.full(len(clear), 0.5), clear, p) + 1e-12).all()


@given(st.floats(0, 100), st.floats(0, 100))
def test_comparison_takes_out_what_hits_all(common, own):
    clear = sharpness(common, own, np.array([True, False]))
    assert clear[0] == 1
    assert 0 <= clear[1] <= 1
    assert sharpness(0.0, own, np.array([False])) == 1


def test_without_the_room_leaders_add_nothing_and_with_it_never_pass_capacity():
    from tests.strategies import SMALL, economy

    with_it, without = (
        economy(scale=SMALL, overrides={"careers.active": active, "careers.drive": 0.03})
        for active in (True, False)
    )
    for e in (with_it, without):
        e.run("1957-12")
        assert (np.asarray(e.directors.output) <= np.maximum(e.able, e.planned) + 1e-9).all()
    assert (without.leaders.effort == without.leaders.usual).all()
    assert with_it.leaders.effort.max() > with_it.leaders.usual
