"""The hoarding room: insurance against suppliers, and what is traded behind the plan."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.mechanisms import hoarding
from model.mechanisms.hoarding import Hoarding
from tests.strategies import amounts, columns, in_force, shares, together, within

CELLS = 3
small = st.floats(0.0, 0.25)
P = in_force(Hoarding)
LABOUR = 0.4  # of its output that a works loses with all of its hands


# What is remembered.


@given(together(shares, shares, shares, shares))
def test_memory_stays_between_what_was_known_and_what_is_new(column):
    mean, part, fill, weight = column
    variance = part * mean * (1.0 - mean)  # no share with this mean varies more
    now, spread = hoarding.remembered(mean, variance, fill, weight)
    assert (now >= np.minimum(mean, fill) - 1e-12).all()
    assert (now <= np.maximum(mean, fill) + 1e-12).all()
    assert (spread >= 0).all()
    assert (spread <= now * (1.0 - now) + 1e-12).all()
    same, untouched = hoarding.remembered(mean, variance, fill, np.zeros_like(mean))
    assert np.array_equal(same, mean)
    assert np.array_equal(untouched, variance)


@settings(max_examples=40)
@given(shares, st.floats(0.2, 0.6))
def test_deliveries_that_are_always_alike_are_remembered_as_regular(fill, memory):
    mean, variance = np.ones(1), np.zeros(1)
    weight = np.full(1, hoarding.monthly_weight(in_force(Hoarding, memory=memory)))
    for _ in range(12):
        mean, variance = hoarding.remembered(mean, variance, np.array([fill]), weight)
    assert 1.0 - mean[0] == pytest.approx((1.0 - fill) * memory)
    for _ in range(12 * 60):
        mean, variance = hoarding.remembered(mean, variance, np.array([fill]), weight)
    assert mean[0] == pytest.approx(fill, abs=1e-4)
    assert variance[0] == pytest.approx(0.0, abs=1e-4)


def test_the_variance_is_that_of_the_weights():
    rng = np.random.default_rng(1)
    weight = hoarding.monthly_weight(P)
    fills = rng.uniform(0.2, 1.0, 400)
    mean, variance = np.array([fills[0]]), np.zeros(1)
    for fill in fills[1:]:
        mean, variance = hoarding.remembered(mean, variance, np.array([fill]), np.array([weight]))
    each = weight * (1.0 - weight) ** np.arange(len(fills))[::-1]
    each[0] = (1.0 - weight) ** (len(fills) - 1)
    by_hand = (each * fills).sum()
    assert mean[0] == pytest.approx(by_hand)
    assert variance[0] == pytest.approx((each * (fills - by_hand) ** 2).sum())


# Padding.


@given(together(shares, shares), within("hoarding", "most_padding"))
def test_padding_is_bounded_and_never_asks_for_less_than_the_need(column, most):
    fill, cut = column
    found = hoarding.padded(fill, cut, in_force(Hoarding, most_padding=most))
    assert (found >= 1.0).all()
    assert (found <= 1.0 + most).all()


@given(together(shares, shares, shares))
def test_who_was_served_worse_or_cut_more_asks_for_more(column):
    fill, cut, better = column
    asked = hoarding.padded(fill, cut, P)
    assert (hoarding.padded(fill * better, cut, P) >= asked - 1e-12).all()
    assert (hoarding.padded(fill, cut + (1.0 - cut) * better, P) >= asked - 1e-12).all()


@given(together(st.floats(0.0, 0.999), shares))
def test_padding_does_not_vanish_while_orders_are_not_filled(column):
    fill, cut = column
    assert (hoarding.padded(fill, cut, P) > 1.0).all()
    assert (hoarding.padded(np.ones(3), np.zeros(3), P) == 1.0).all()


@given(together(st.floats(0.0, P.most_padding)))
def test_a_customary_padding_that_is_pared_away_is_asked_for_again(column):
    (padding,) = column
    asked = hoarding.padded(np.ones_like(padding), hoarding.cut_of(padding), P)
    np.testing.assert_allclose(asked, 1.0 + padding, rtol=1e-12)


# Hoards.


@given(together(st.floats(0.1, 3.0), st.floats(0.05, 1.0), small, small))
def test_hoards_rise_with_the_variance_of_deliveries_at_the_same_mean(column):
    opening, mean, variance, more = column
    less = hoarding.target_months(opening, mean, variance, P)
    found = hoarding.target_months(opening, mean, variance + more, P)
    assert (less >= opening).all()
    assert (found >= less - 1e-12).all()
    assert (found <= opening + P.most_months + 1e-9).all()
    clear = (more > 1e-3) & (found < opening + P.most_months - 1e-9)
    assert (found > less)[clear].all()


@given(together(st.floats(0.1, 3.0), shares))
def test_regular_deliveries_however_poor_ask_for_no_hoard(column):
    opening, mean = column
    found = hoarding.target_months(opening, mean, np.zeros_like(mean), P)
    np.testing.assert_array_equal(found, opening)


# Pushers.


@given(together(shares, shares))
def test_the_more_a_director_stands_to_lose_the_more_he_sends(column):
    loss, part = column
    many, fewer = hoarding.pushers(loss, LABOUR, P), hoarding.pushers(loss * part, LABOUR, P)
    assert (fewer >= 0).all()
    assert (many >= fewer).all()
    assert (hoarding.pushers(np.zeros(2), LABOUR, P) == 0).all()
    assert (hoarding.hands_away(many, P) <= 1).all()


@given(together(st.floats(0.02, 1.0)))
def test_the_last_pusher_pays_for_himself_and_another_would_not(column):
    (loss,) = column
    number = hoarding.pushers(loss, LABOUR, P)

    def worth(pushers):
        return loss * hoarding.closed(pushers, P) - LABOUR * hoarding.hands_away(pushers, P)

    assert (worth(number) >= 0).all()
    assert (worth(number) >= worth(number + 0.5) - 1e-12).all()
    assert (worth(number) >= worth(np.maximum(number - 0.5, 0.0)) - 1e-12).all()


def test_dearer_pushers_are_fewer():
    loss = np.array([0.05])
    dearer = in_force(Hoarding, pusher_hands=2 * P.pusher_hands)
    assert hoarding.pushers(loss, LABOUR, dearer) < hoarding.pushers(loss, LABOUR, P)


@given(together(amounts(), amounts(), st.floats(0.0, 8.0)))
def test_requests_for_the_store_fill_it_within_a_year_and_only_where_it_is_short(column):
    need, stock, wanted = column
    asked = hoarding.with_hoard(need, need, stock, wanted)
    more = 12.0 * (asked - need)
    assert (more >= -1e-9).all()
    np.testing.assert_allclose(np.maximum(stock, wanted * need), stock + more, atol=1e-6)


@given(together(amounts(), amounts(), st.floats(0.0, 8.0)))
def test_what_is_fetched_for_the_store_never_passes_what_is_wanted(column):
    need, stock, wanted = column
    fetched = hoarding.to_hoard(stock, need, wanted)
    assert (fetched >= 0).all()
    assert (stock + fetched <= np.maximum(stock, wanted * need) + 1e-9).all()


# Barter.


@st.composite
def markets(draw):
    """Stocks, needs, targets and pushers in some cells of region and good."""
    n = draw(st.integers(1, 12))
    cell = np.array(draw(st.lists(st.integers(0, CELLS - 1), min_size=n, max_size=n)))
    stock, need = draw(columns(n, amounts())), draw(columns(n, amounts()))
    wanted, close = draw(columns(n, st.floats(0.0, 5.0))), draw(columns(n, shares))
    return stock, need, wanted, close, cell


@given(markets(), within("hoarding", "kept_surplus"))
def test_barter_makes_nothing_and_leaves_every_giver_what_he_needs(market, kept):
    stock, need, wanted, close, cell = market
    offered = hoarding.surplus(stock, need, wanted, in_force(Hoarding, kept_surplus=kept))
    asked = np.maximum(need - stock, 0.0) * close
    gained = hoarding.exchange(offered, asked, cell, CELLS)
    before = np.bincount(cell, stock, CELLS)
    after = np.bincount(cell, stock + gained, CELLS)
    np.testing.assert_allclose(after, before, rtol=1e-12, atol=1e-9)
    gives, gets = gained < 0, gained > 0
    assert ((stock + gained)[gives] >= need[gives] * (1 - 1e-12) - 1e-9).all()
    assert ((stock + gained)[gets] <= need[gets] * (1 + 1e-12) + 1e-9).all()


@given(markets())
def test_barter_closes_what_it_can(market):
    stock, need, wanted, close, cell = market
    offered = hoarding.surplus(stock, need, wanted, P)
    asked = np.maximum(need - stock, 0.0) * close
    gained = np.maximum(hoarding.exchange(offered, asked, cell, CELLS), 0.0)
    there, sought = np.bincount(cell, offered, CELLS), np.bincount(cell, asked, CELLS)
    traded = np.bincount(cell, gained, CELLS)
    np.testing.assert_allclose(traded, np.minimum(there, sought), rtol=1e-9, atol=1e-9)


# In-house shops.


@given(together(shares, shares))
def test_shops_are_built_where_orders_are_not_filled_and_given_up_where_they_are(column):
    share, fill = column
    share = np.minimum(share, P.house_most)
    found = hoarding.made_in_house(share, fill, P)
    assert (found >= 0).all()
    assert (found <= P.house_most).all()
    filled = fill >= P.house_threshold
    assert (found[filled] <= share[filled]).all()
    nothing = hoarding.made_in_house(np.zeros_like(fill), fill, P)
    assert ((nothing > 0) == ~filled).all()
