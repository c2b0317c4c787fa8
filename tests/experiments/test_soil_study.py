"""The study of fallow: what holds for any draw of soils, and that its words can come out false."""

import numpy as np
import pytest

from experiments.studies import soil
from model.parameters import read

DRAWS = 200


@pytest.fixture(scope="module")
def found():
    """What a small number of draws says."""
    return soil.study(DRAWS)


def test_figures_are_drawn_over_their_whole_ranges():
    told = read("soil")
    for name, values in soil.draws(DRAWS).items():
        width = float(told[name].high) - float(told[name].low)
        assert values.shape == (DRAWS, 1), name
        assert values.max() - values.min() > 0.98 * width


def test_a_ban_never_costs_grain_in_its_first_year(found):
    assert (found["first"] > 0).all()


def test_most_soils_give_more_at_first_and_less_later_but_not_all(found):
    share = found["both"].mean()
    assert 0.5 < share < 0.95
    assert found["both"][found["told"]].mean() > share
    turned = found["turn"][found["both"]]
    assert ((turned > 1) & (turned <= soil.YEARS)).all()


def test_draws_that_fit_what_was_told_are_some_and_fit_it():
    figures, at = soil.draws(DRAWS), soil.field()
    told = soil.as_told(soil.room(figures), at)
    weeds = soil.opening_weeds(soil.room(figures), at)[:, 0]
    assert 0.2 < told.mean() < 0.8
    low, high = soil.TOLD
    assert ((weeds[told] >= low) & (weeds[told] <= high)).all()
    slow = figures | {"weed_growth": np.full((DRAWS, 1), 0.25)}
    assert not soil.as_told(soil.room(slow), at).any()


def test_half_fallow_is_worse_than_a_quarter(found):
    assert (found["half"] < 0).mean() > 0.98


def test_with_herbicide_and_stubble_continuous_wheat_wins(found):
    assert (found["sprayed best"] == 0).mean() > 0.95
    assert (found["best"] > 0).mean() > 0.9


def test_the_wind_needs_drought_and_light_soil():
    lost = {key: np.median(values) for key, values in soil.wind(DRAWS).items()}
    worst = lost.pop(("drought and gales", "light"))
    assert worst > 3 * max(lost.values())
    assert lost["calm", "heavy"] < 0.01


def test_where_weeds_do_not_grow_and_fallow_adds_nothing_none_is_best():
    told = {"weed_growth": 0.0, "fallow_premium": 0.0, "weed_floor": 0.02}
    clean = {name: np.full((DRAWS, 1), value) for name, value in told.items()}
    grain, _ = soil.harvests(soil.room(soil.draws(DRAWS) | clean), soil.SHARES, soil.field())
    assert (grain.argmax(axis=2) == 0).all()
