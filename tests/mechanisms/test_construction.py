"""The construction room: money is conserved and sites last as long as they should."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from model.mechanisms.construction import (
    Construction,
    design_months,
    due,
    long_outlays,
    spread,
)
from tests.strategies import amounts, columns, in_force, shares, together, within

REGIONS = 3
LOTS = 40_000


@st.composite
def sites(draw):
    """Open sites with their regions, and the material of each region."""
    cost, done, months = draw(together(st.floats(0.1, 1e4), shares, st.floats(3.0, 48.0)))
    n = len(cost)
    region = np.array(draw(st.lists(st.integers(0, REGIONS - 1), min_size=n, max_size=n)))
    return cost, cost * done, months, region, draw(columns(REGIONS, amounts()))


@given(sites())
def test_a_site_is_due_an_even_part_of_its_cost_until_it_is_full(site):
    cost, spent, months, *_ = site
    asked = due(cost, spent, months)
    assert (asked >= 0).all()
    assert (asked <= cost / months).all()
    assert (spent + asked <= cost * (1 + 1e-12)).all()
    assert (due(cost, cost, months) == 0).all()


@given(sites())
def test_what_reaches_a_region_is_spent_there_as_far_as_sites_are_due(site):
    cost, spent, months, region, material = site
    asked = due(cost, spent, months)
    put = spread(asked, region, material)
    assert (put >= 0).all()
    assert (put <= asked).all()
    used = np.bincount(region, weights=put, minlength=REGIONS)
    wanted = np.bincount(region, weights=asked, minlength=REGIONS)
    np.testing.assert_allclose(used, np.minimum(wanted, material), rtol=1e-9, atol=1e-9)


@given(sites())
def test_sites_of_a_region_share_alike(site):
    cost, spent, months, region, material = site
    asked = due(cost, spent, months)
    put = spread(asked, region, material)
    assume((asked > 0).all())
    for r in np.unique(region):
        assert np.ptp((put / asked)[region == r]) < 1e-9


@given(st.floats(1.0, 1e4), st.integers(3, 48))
def test_a_site_that_gets_its_due_is_full_when_its_time_is_up(cost, months):
    spent, full = np.zeros(1), []
    for _ in range(months):
        spent = spent + due(np.array([cost]), spent, np.array([float(months)]))
        full.append(spent[0] >= cost * (1 - 1e-9))
    assert full == [False] * (months - 1) + [True]


@given(together(st.floats(1.0, 60.0)), within("construction", "short_site"))
def test_the_mixture_of_sites_has_the_mean_it_should(column, short):
    p = in_force(Construction, short_site=short)
    part = long_outlays(column[0], p)
    assert (part >= 0).all()
    assert (part <= 1).all()
    mean = part * p.long_site + (1 - part) * p.short_site
    inside = np.clip(column[0], p.short_site, p.long_site)
    np.testing.assert_allclose(mean, inside, rtol=1e-9)


@pytest.mark.parametrize("mean", [9.5, 15.0, 27.0, 35.0])
def test_outlays_on_sites_drawn_have_the_design_time_of_the_sector(mean):
    p = in_force(Construction, long_spread=0.0)
    lot = (np.arange(LOTS) + 0.5) / LOTS
    months = np.full(LOTS, mean)
    part = long_outlays(months, p)
    drawn = design_months(part, months, lot, lot[::-1], p)
    assert set(drawn) == {p.short_site, p.long_site}
    by_outlay = (drawn * drawn).sum() / drawn.sum()  # a site takes money for as long as it lasts
    assert by_outlay == pytest.approx(mean, rel=2e-3)


@given(
    together(shares, st.floats(1.0, 36.0), shares, shares), within("construction", "long_spread")
)
def test_sites_are_short_or_about_as_long_as_big_works_take(column, about):
    part, mean, lot, spread_lot = column
    p = in_force(Construction, long_spread=about)
    months = design_months(part, mean, lot, spread_lot, p)
    short = np.minimum(p.short_site, mean)
    is_long = np.abs(months / p.long_site - 1) <= about + 1e-9
    assert (np.isclose(months, short) | is_long).all()
    assert (months > 0).all()
