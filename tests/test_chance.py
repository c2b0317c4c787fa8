"""Chance is keyed by who, what for and when: never by what else was drawn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import chance
from model.chance import normal, uniform

PEOPLE = np.arange(50_000)
DRAWN = 5.0  # standard errors within which fifty thousand draws must lie

seeds = st.integers(0, 2**31 - 1)
months = st.integers(-1, 179)
purposes = st.sampled_from(["breakdown", "size", "place:coal", "site:long", "weather"])
identities = st.lists(st.integers(0, 2**40), min_size=1, max_size=30)


@given(seeds, purposes, months, identities)
def test_a_draw_lies_strictly_between_nothing_and_one(seed, purpose, month, identity):
    drawn = uniform(seed, purpose, month, np.array(identity))
    assert ((drawn > 0) & (drawn < 1)).all()
    assert np.isfinite(normal(seed, purpose, month, np.array(identity))).all()


@given(seeds, purposes, months, identities, st.randoms())
def test_a_draw_depends_on_who_draws_and_not_on_who_else_does(
    seed, purpose, month, identity, random
):
    order = list(range(len(identity)))
    random.shuffle(order)
    who = np.array(identity)
    some = order[: len(order) // 2 + 1]
    for rule in (uniform, normal):
        everyone = rule(seed, purpose, month, who)
        assert (rule(seed, purpose, month, who[some]) == everyone[some]).all()
        assert (rule(seed, purpose, month, who.astype(np.int32 if who.max() < 2**31 else np.int64))
                == everyone).all()  # fmt: skip


@given(seeds, months, identities, identities)
def test_a_new_draw_for_one_purpose_moves_no_other(seed, month, identity, others):
    who = np.array(identity)
    alone = uniform(seed, "breakdown", month, who)
    uniform(seed, "a new room's draw", month, np.array(others))
    normal(seed, "breakdown", month, np.array(others))
    np.random.default_rng(seed).random(3)
    assert (uniform(seed, "breakdown", month, who) == alone).all()


def test_draws_are_even():
    drawn = uniform(1, "breakdown", 7, PEOPLE)
    error = 1 / np.sqrt(12 * len(PEOPLE))
    assert abs(drawn.mean() - 0.5) < DRAWN * error
    counted = np.bincount((drawn * 20).astype(int), minlength=20)
    expected = len(PEOPLE) / 20
    assert ((counted - expected) ** 2 / expected).sum() < 50  # chi square, 19 degrees
    assert len(np.unique(drawn)) == len(PEOPLE)


@pytest.mark.parametrize("luck", [(2, "breakdown", 7), (1, "size", 7), (1, "breakdown", 8)])
@pytest.mark.parametrize("rule", [uniform, normal])
def test_seeds_purposes_and_months_have_nothing_to_do_with_one_another(rule, luck):
    one, other = rule(1, "breakdown", 7, PEOPLE), rule(*luck, PEOPLE)
    assert not (one == other).any()
    assert abs(np.corrcoef(one, other)[0, 1]) < DRAWN / np.sqrt(len(PEOPLE))


def test_neighbours_have_nothing_to_do_with_one_another():
    drawn = normal(1, "breakdown", 7, PEOPLE)
    for apart in (1, 2, 59, 105):
        correlation = np.corrcoef(drawn[apart:], drawn[:-apart])[0, 1]
        assert abs(correlation) < DRAWN / np.sqrt(len(PEOPLE))


def test_normal_draws_are_normal():
    drawn, n = normal(3, "breakdown", 0, PEOPLE), len(PEOPLE)
    assert abs(drawn.mean()) < DRAWN / np.sqrt(n)
    assert abs(drawn.var() - 1) < DRAWN * np.sqrt(2 / n)
    assert abs((drawn**3).mean()) < DRAWN * np.sqrt(15 / n)
    assert np.mean(np.abs(drawn) < 1.959964) == pytest.approx(0.95, abs=0.005)


@pytest.mark.parametrize("last", [(1 << 64) - 1, 0], ids=["highest", "lowest"])
def test_even_the_outermost_draw_lies_strictly_between_nothing_and_one(last, monkeypatch):
    word = np.array([last], dtype=np.uint64)
    monkeypatch.setattr(chance, "_mix", lambda _: word)
    drawn = uniform(1, "breakdown", 0, np.array([1]))
    assert 0 < drawn[0] < 1
