"""The soil room: fallow costs a field and saves it, wind needs drought and light soil."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.soil import (
    Soil,
    blown,
    blown_out,
    cover,
    fertility_next,
    rested,
    water,
    weeds_in_balance,
    weeds_next,
)
from tests.strategies import in_force, shares, together, within

P = in_force(Soil)
parts = st.floats(0.0, 0.3)


@given(together(shares, st.floats(0.0, 1.0)))
def test_no_more_stands_on_fallow_than_stands_at_all(column):
    before, now = column
    found = rested(before, now)
    assert (found >= 0).all()
    assert (found <= 1).all()
    assert (found[before == 0] == 0).all()


@given(together(shares, st.floats(0.2, 1.8), st.floats(0.0, 0.6)))
def test_a_crop_on_fallow_never_has_less_water_than_one_on_stubble(column):
    resting, rain, premium = column
    found = water(resting, rain, premium, P)
    assert (found >= rain - 1e-12).all()
    np.testing.assert_allclose(water(0 * resting, rain, premium, P), rain)


@given(together(st.floats(0.2, 0.9), st.floats(0.0, 0.6)))
def test_fallow_helps_most_in_a_drought(column):
    drought, premium = column
    whole, normal = np.ones(len(drought)), np.ones(len(drought))
    in_drought = water(whole, drought, premium, P) / drought
    assert (in_drought >= water(whole, normal, premium, P) - 1e-12).all()


@given(together(st.floats(0.02, 0.4), parts, parts, parts, parts))
def test_weeds_stay_between_floor_and_ceiling_and_whatever_fights_them_keeps_them_down(column):
    weeds, fallow, grass, row, late = column
    found = weeds_next(weeds, fallow, grass, row, late, P)
    assert (found >= P.weed_floor).all()
    assert (found <= P.weed_ceiling).all()
    assert (weeds_next(weeds, fallow + 0.1, grass, row, late, P) <= found).all()
    assert (weeds_next(weeds, fallow, grass + 0.1, row, late, P) <= found).all()
    treated = P._replace(herbicide=0.5)
    assert (weeds_next(weeds, fallow, grass, row, late, treated) <= found).all()


def test_half_of_the_ceiling_is_passed_in_the_sixth_crop_of_new_land():
    weeds, none = np.array([P.weeds_on_new_land]), np.zeros(1)
    found = []
    for _ in range(6):
        found.append(weeds[0] / P.weed_ceiling)
        weeds = weeds_next(weeds, none, none, none, none, P)
    assert found[4] < 0.5 < found[5]


@given(together(parts, parts, parts, parts), within("soil", "weed_growth"))
def test_weeds_in_balance_stay_as_they_are_and_others_come_to_it(column, growth):
    p = P._replace(weed_growth=growth)
    balance = weeds_in_balance(*column, p)
    np.testing.assert_allclose(weeds_next(balance, *column, p), balance, atol=1e-12)
    for first in (p.weed_floor, p.weed_ceiling):
        weeds = np.full(len(balance), first)
        for _ in range(2000):
            weeds = weeds_next(weeds, *column, p)
        np.testing.assert_allclose(weeds, balance, atol=2e-3)


@given(together(st.floats(0.0, 3.0), shares, shares), within("soil", "cover_exponent"))
def test_wind_takes_more_from_drier_lighter_barer_land(column, exponent):
    p = P._replace(cover_exponent=exponent)
    spring, light, covered = column
    lost = blown(spring, light, covered, p)
    assert (lost >= 0).all()
    assert (blown(np.minimum(spring + 1, 3), light, covered, p) >= lost).all()
    assert (blown(spring, np.minimum(light + 0.2, 1), covered, p) >= lost).all()
    assert (blown(spring, light, np.minimum(covered + 0.2, 1), p) <= lost + 1e-12).all()


def test_catastrophe_needs_drought_and_light_soil_and_bare_ground():
    dry, light, bare = np.array([3.0]), np.ones(1), np.array([0.04])
    worst = blown(dry, light, bare, P)[0]
    assert worst == pytest.approx(70.0, rel=0.01)
    assert blown(0 * dry, light, bare, P)[0] < 0.1 * worst
    assert blown(dry, 0 * light, bare, P)[0] < 0.3 * worst
    assert blown(dry, light, bare + 0.46, P)[0] < 0.06 * worst  # half covered: a twentieth
    assert blown_out(0 * dry, light, P)[0] == 0


@given(together(shares, shares, shares))
def test_cover_lies_between_that_of_bare_and_of_grassy_ground(column):
    fallow, grass, winter = column
    total = np.maximum(fallow + grass + winter, 1.0)
    found = cover(fallow / total, grass / total, winter / total, P)
    assert (found >= P.cover_fallow - 1e-12).all()
    assert (found <= P.cover_grass + 1e-12).all()
    kept = cover(fallow / total, grass / total, winter / total, P._replace(stubble_kept=1.0))
    assert (kept >= found - 1e-12).all()


@given(together(st.floats(0.5, 1.2), st.floats(0.0, 100.0), shares))
def test_fertility_wears_with_crops_and_wind_and_has_a_floor(column):
    fertility, lost, grass = column
    left = fertility_next(fertility, lost, grass, P)
    assert (left >= P.fertility_floor).all()
    assert (fertility_next(fertility, lost + 10, grass, P) <= left).all()
    meadow = fertility_next(fertility, 0 * lost, np.ones(len(fertility)), P)
    assert (meadow >= fertility).all()


def test_one_catastrophe_takes_four_per_cent_of_fertility():
    left = fertility_next(np.ones(1), np.array([70.0]), np.array([1.0]), P)
    assert 0.94 < left[0] < 0.98
