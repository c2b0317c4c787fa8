"""The herds room: heads add up, hunger culls, and meat eats the herd it comes from."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model.data import CROPS
from model.mechanisms.herds import (
    COWS,
    HENS,
    PIGS,
    YOUNG,
    Herds,
    fed_by,
    output_on,
    rates,
    roughage,
    turnover,
)
from tests.strategies import in_force, least, most, together

P = in_force(Herds)
herd = arrays(np.float64, (4, 5), elements=st.just(0.0) | st.floats(0.1, 1e4))
feeding = arrays(np.float64, (4, 5), elements=st.floats(0.0, 1.5))
FULL = np.ones((1, 5))


@given(herd, feeding, st.floats(0.0, 1.0), st.floats(0.01, 1 / 12))
def test_no_herd_falls_below_nothing_and_no_more_are_killed_than_there_are(heads, fed, plot, part):
    at = rates(fed, plot, part, P)
    assert (turnover(heads, at) >= 0).all()
    assert (at.killed >= 0).all()
    assert (at.killed <= 1).all()


@given(herd)
def test_heads_add_up_over_a_month(heads):
    part = 1 / 12
    at = rates(np.ones_like(heads), 1.0, part, P)
    both = [COWS, YOUNG]
    calves = part * P.births[COWS] * (1 + P.pressure * P.pressed_births[COWS]) * heads[:, COWS]
    died = part * (P.deaths * heads)[:, both].sum(axis=1)
    killed = (at.killed * heads)[:, both].sum(axis=1)
    expected = heads[:, both].sum(axis=1) + calves - died - killed
    cattle = turnover(heads, at)[:, both].sum(axis=1)
    np.testing.assert_allclose(cattle, expected, rtol=1e-9, atol=1e-9)


@given(st.floats(0.2, 0.95))
def test_hunger_kills_and_kills_pigs_first(fed):
    heads = np.full((1, 5), 100.0)
    full, short = rates(FULL, 1.0, 1 / 12, P), rates(FULL * fed, 1.0, 1 / 12, P)
    more = (short.killed - full.killed)[0]
    assert (more > 0).all()
    assert more[PIGS] == more.max()
    assert (turnover(heads, short) <= turnover(heads, full)).all()


def test_meat_does_not_rise_for_two_years_from_slaughter_alone():
    def years(pledge):
        heads, made = np.array([[28.0, 31.0, 34.0, 103.0, 217.0]]), []
        for year in range(6):
            at, total = rates(FULL, 1.0, 1 / 12, P, pledge if 1 <= year <= 3 else 0.0), 0.0
            for _ in range(12):
                total += float(((heads * at.killed) @ P.carcass)[0])
                heads = turnover(heads, at)
            made.append(total)
        return np.array(made), heads

    usual, left = years(0.0)
    pledged, fewer = years(np.array([most("interference.most_pledged")]))
    assert pledged[1] > usual[1] * 1.1
    gain = pledged / usual
    assert gain[2] < gain[1]
    assert gain[4] < 1
    assert (fewer < left)[0, :HENS].all()
    assert (fewer == left)[0, HENS]


def test_pressure_for_heads_makes_more_animals_and_less_meat_of_each():
    heads = np.full((1, 5), 100.0)
    calm, pressed = (rates(FULL, 1.0, 1 / 12, P._replace(pressure=x)) for x in (0.0, 1.0))
    assert (turnover(heads, pressed) > turnover(heads, calm)).all()
    assert pressed.killed[0, COWS] < calm.killed[0, COWS]


@given(together(st.floats(0.0, 1.5), st.floats(0.0, 1.5)))
def test_animals_eat_what_is_there_and_hens_live_on_grain(column):
    grain, hay = column
    fed = fed_by(grain, hay, P)
    assert (fed >= 0).all()
    assert (fed <= P.most_feed).all()
    none = fed_by(0 * grain, np.ones(len(grain)), P)
    assert (none[:, HENS] < none[:, COWS]).all()


@given(st.floats(0.3, 1.0), st.floats(least("herds.feed_exponent"), most("herds.feed_exponent")))
def test_a_hungry_animal_gives_less_but_not_in_proportion(fed, exponent):
    found = output_on(np.array([fed]), P._replace(feed_exponent=exponent))[0]
    assert fed - 1e-12 <= found <= 1


def test_straw_hay_and_pasture_are_feed_and_wheat_is_not():
    crops = np.zeros((3, len(CROPS)))
    crops[0, CROPS.index("wheat")] = crops[1, CROPS.index("grass")] = 100.0
    found = roughage(crops, np.array([0.0, 0.0, 100.0]), np.ones(3), P)
    assert found[0] == pytest.approx(100 * P.straw_feed)
    assert found[1] == pytest.approx(45.0)
    assert found[2] == pytest.approx(100 * P.pasture_feed)
