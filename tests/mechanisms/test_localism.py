"""The localism room: what is withheld follows from shortage at home, fine and rivals."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.localism import Localism, Trade, choice, short, smoothed
from model.parameters import read
from tests.strategies import amounts, columns, in_force, shares, within

GOODS, BODIES = 5, 3


@st.composite
def trades(draw):
    """What some bodies deal in: shortages and orders."""

    def table(elements):
        return draw(columns(GOODS * BODIES, elements)).reshape(BODIES, GOODS)

    strangers = table(amounts())
    return Trade(
        table(shares), table(shares), table(amounts()), strangers, strangers * table(shares)
    )


def rule(**changed):
    """The room without a fine, some figures changed."""
    return in_force(Localism, **{"fine": 0.0, **changed})


rivals = columns(BODIES, shares)


@given(trades(), rivals, within("localism", "fine"))
def test_what_is_withheld_lies_within_its_bounds_and_has_a_use_at_home(trade, rivalry, fine):
    p = rule(fine=fine)
    kept = choice(trade, rivalry, p)
    assert ((kept >= 0) & (kept <= p.most)).all()
    assert (kept[trade.home == 0] == 0).all()
    use = (trade.short_at_home + p.most) * trade.home
    assert (kept * trade.strangers <= use * (1 + 1e-9)).all()


@given(trades(), rivals, shares)
def test_more_shortage_at_home_never_releases_more(trade, rivalry, more):
    worse = trade._replace(short_at_home=np.minimum(trade.short_at_home + more, 1.0))
    assert (choice(worse, rivalry, rule()) >= choice(trade, rivalry, rule()) - 1e-12).all()


@given(trades(), rivals, within("localism", "fine"), within("localism", "detection"))
def test_fine_and_detection_never_withhold_more(trade, rivalry, fine, detection):
    free = choice(trade, rivalry, rule(detection=detection))
    fined = choice(trade, rivalry, rule(detection=detection, fine=fine))
    assert (fined <= free + 1e-12).all()


@given(trades(), rivals)
def test_nobody_withholds_where_nobody_lacks_anything(trade, rivalry):
    nothing = np.zeros((BODIES, GOODS))
    plenty = trade._replace(short_at_home=nothing, short_elsewhere=nothing)
    assert not choice(plenty, rivalry, rule()).any()


@given(trades())
def test_a_rivals_loss_counts_only_where_pay_compares(trade):
    alone = choice(trade, np.zeros(BODIES), rule())
    blind = trade._replace(short_elsewhere=np.zeros((BODIES, GOODS)))
    assert (alone == choice(blind, np.zeros(BODIES), rule())).all()
    compared = choice(trade, np.ones(BODIES), rule())
    assert (compared >= alone - 1e-12).all()


@given(trades(), st.floats(0.001, 0.2))
def test_a_shortage_breeds_less_withholding_than_itself_even_among_rivals(trade, more):
    worst = rule(
        worth=read("localism")["worth"].high,
        trouble=read("localism")["trouble"].low,
    )
    rivals = np.full(BODIES, read("localism")["rivalry"].high)
    worse = trade._replace(
        short_at_home=trade.short_at_home + more, short_elsewhere=trade.short_elsewhere + more
    )
    bred = choice(worse, rivals, worst) - choice(trade, rivals, worst)
    wide = trade.home >= trade.strangers  # where the own customers' use sets no bound
    assert (bred[wide] < more).all()


@given(columns(GOODS, amounts()), columns(GOODS, shares))
def test_what_is_short_is_what_was_not_sent(ordered, part):
    missing = short(ordered * part, ordered)
    np.testing.assert_allclose(missing, np.where(ordered > 0, 1 - part, 0.0), atol=1e-9)


@given(columns(GOODS, shares), columns(GOODS, shares), within("localism", "smoothing"))
def test_habits_move_towards_the_choice_and_not_past_it(before, now, speed):
    after = smoothed(before, now, rule(smoothing=speed))
    assert (after >= np.minimum(before, now) - 1e-12).all()
    assert (after <= np.maximum(before, now) + 1e-12).all()
