"""Part of a works' capacity is taken through one door, and what goes past it is found."""

import numpy as np
import pytest

from model import SovietEconomy, books
from model.phases import lessening


@pytest.fixture
def economy():
    found = SovietEconomy(scale=0.005, seed=1, check=True)
    found.step()
    return found


def test_what_is_left_is_left_of_all_that_tells_what_works_can_make(economy):
    left = np.linspace(0.2, 1.1, len(economy.directors))
    capacity, able = economy.capacity.copy(), economy.able.copy()
    by_fate = economy.able_of_fate.copy()
    lessening.leave(economy, left)
    np.testing.assert_array_equal(economy.capacity, capacity * left)
    np.testing.assert_array_equal(economy.able, able * left)
    np.testing.assert_array_equal(economy.directors.capacity, economy.able)
    np.testing.assert_array_equal(economy.able_of_fate, by_fate * left[economy.fates.row])
    books.one_capacity(economy)


def halve_column(e):
    e.directors.capacity = np.asarray(e.directors.capacity) * 0.5


def halve_able(e):
    e.able = e.able * 0.5
    e.directors.capacity = e.able


@pytest.mark.parametrize(
    ("halve", "which"), [(halve_column, "directors.capacity"), (halve_able, "able_of_fate")]
)
def test_what_is_taken_past_it_is_found(economy, halve, which):
    books.one_capacity(economy)
    halve(economy)
    with pytest.raises(books.BooksDoNotBalance, match=which):
        books.one_capacity(economy)


def test_less_capacity_makes_less(economy, monkeypatch):
    """The room of the reader who halves light industry sees it halved."""
    from model.phases import safety

    hands = safety.hands

    def tired(e):
        hands(e)
        lessening.leave(e, np.full(len(e.directors), 0.5))

    from model import year

    phases = [p._replace(act=tired) if hands in p else p for p in year.YEAR]
    monkeypatch.setattr(year, "YEAR", tuple(phases))
    other = SovietEconomy(scale=0.005, seed=1, check=True)
    other.step()
    assert other.directors.output.sum() < 0.7 * economy.directors.output.sum()
