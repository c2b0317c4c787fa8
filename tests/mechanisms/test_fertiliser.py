"""The fertiliser room: falling returns, who gets what, and what the best division would give."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.data import CROPS, ZONES
from model.mechanisms.fertiliser import Fertiliser, best_doses, marginal, response, shares
from tests.strategies import columns, in_force

P = in_force(Fertiliser)
DOSES = st.floats(0.0, 200.0)


@given(columns(5, DOSES), columns(5, st.floats(0.004, 0.016)), columns(5, st.floats(30, 200)))
def test_more_gives_more_and_each_kilogram_less_than_the_last(dose, curve, own):
    first, more, most = (response(dose + step, curve, own) for step in (0.0, 10.0, 20.0))
    assert (first >= 1).all()
    assert (more > first).all()
    assert (most - more < more - first).all()


def test_the_first_kilogram_gives_twelve_in_the_north_west_and_three_in_the_steppe():
    wet, dry = ZONES.index("non_chernozem"), ZONES.index("dry_steppe_kazakhstan")
    base = {wet: 0.73, dry: 0.81}
    kilograms = {
        z: 1000 * marginal(np.zeros(1), P.grain_curve[z], P.grain_own[z], np.array([y]))[0]
        for z, y in base.items()
    }
    assert kilograms[wet] == pytest.approx(12.0, rel=0.05)
    assert kilograms[dry] == pytest.approx(3.0, rel=0.05)
    assert kilograms[wet] / kilograms[dry] > 2


@given(st.floats(0, 1e4))
def test_all_fertiliser_goes_to_some_crop(nutrients):
    given_out = shares(nutrients, P)
    assert (given_out >= 0).all()
    assert given_out.sum() == pytest.approx(nutrients, rel=1e-3)


def test_cotton_and_beet_come_before_grain():
    area = dict(zip(CROPS, shares(2210.0, P), strict=True))
    assert area["cotton"] > area["wheat"] + area["maize"]


@given(
    st.floats(1.0, 1e5),
    columns(6, st.just(0.0) | st.floats(1.0, 1e3)),
    columns(6, st.floats(0.004, 0.016)),
    columns(6, st.floats(30, 200)),
    columns(6, st.floats(0.5, 1.5)),
)
def test_the_best_division_uses_all_and_no_other_gives_more(total, area, curve, own, base):
    best = best_doses(total, area, curve, own, base)
    if not (area > 0).any():
        assert (best == 0).all()
        return
    assert (best >= 0).all()
    assert (best * area).sum() == pytest.approx(total, rel=1e-6)
    even = np.where(area > 0, total / area.sum(), 0.0)
    gain = [(area * base * response(d, curve, own)).sum() for d in (best, even)]
    assert gain[0] >= gain[1] * (1 - 1e-9)
    used = (best > 1e-9) & (area > 0)
    last = marginal(best, curve, own, base)[used]
    np.testing.assert_allclose(last, last.max(), rtol=1e-3)
