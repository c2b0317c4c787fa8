"""Inside: a farm, households, a secretary in words, whatever their figures are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from model.data import REGIONS, REPUBLICS
from model.parameters import rooms
from viz.dashboard.inside.lives import figures_of, lived, rules
from viz.dashboard.inside.others import DRAWN, SHOWN, Others
from viz.dashboard.inside.register import KINDS, Register
from viz.dashboard.inside.rows import region_names
from viz.dashboard.inside.search import places
from viz.dashboard.words import say

YEARS = 3
WORDS = {"year": "1957", "region": "Kiev"}


class Roll:
    """Stands for the households of an economy."""

    def __init__(self, rows):
        self.region = self.urban = np.zeros(rows, dtype=int)
        for name in KINDS["h"].figures:
            setattr(self, name, np.zeros(rows))

    def __len__(self):
        return len(self.region)


def others_of(letter, found):
    static = {name: [0.0] * len(found) for name in KINDS[letter].static}
    return Others(letter, found, static)


@st.composite
def watched(draw):
    """One row of a kind with any figures: shares, counts, debts, nothing at all."""
    letter = draw(st.sampled_from(sorted(KINDS)))
    figures = st.sampled_from([0.0, 0.03, 0.5, 1.0, 1.3, 40.0, 9000.0, -2.0])
    found = draw(arrays(np.float64, (1, len(KINDS[letter].figures), YEARS), elements=figures))
    return others_of(letter, found)


@given(watched())
def test_every_year_can_be_told_whatever_it_holds(others):
    for year in (1957, 1958):
        now, before = others.year(0, year), others.year(0, year - 1)
        for last in (before, None):
            told = lived(others.letter, now, last, WORDS)
            why = rules(others.letter, now, last)
            assert len(told) >= 3
            assert {room for room, _ in why} <= set(rooms())
            assert not any("{" in words for words in (*told, *(words for _, words in why)))
        rows = figures_of(others.letter, now, before)
        assert [row[0] for row in rows] == [say(f"figure.{n}") for n in SHOWN[others.letter]]


@pytest.mark.parametrize("letter", sorted(KINDS))
def test_what_is_drawn_and_listed_is_kept_and_has_its_unit(letter):
    others = others_of(letter, np.ones((1, len(KINDS[letter].figures), YEARS)))
    told = others.year(0, 1956)
    assert {*DRAWN[letter], *SHOWN[letter]} <= told.keys()
    assert all(", " in say(f"figure.{name}") for name in SHOWN[letter])
    assert others.name(0, region_names())


def test_flows_are_means_of_months_and_states_those_of_december():
    roll = Roll(2)
    register = Register(KINDS["h"], roll, 1)
    for month in range(12):
        roll.wages[:] = [month, 2.0]
        roll.people[:] = month
        register.write(roll, month)
    names = KINDS["h"].figures
    assert register.found[:, names.index("wages"), 0] == pytest.approx([5.5, 2.0])
    assert register.found[:, names.index("people"), 0] == pytest.approx([11.0, 11.0])
    register.write(roll, 12)  # a year that is not lived to its end
    assert register.found.shape == (2, len(names), 1)


def test_a_head_is_a_head_and_a_share_is_in_per_cent():
    names = KINDS["h"].figures
    found = np.zeros((1, len(names), 1))
    for name, value in (("people", 500.0), ("income", 20.0), ("wanted", 10.0), ("unmet", 1.0)):
        found[0, names.index(name), 0] = value
    told = others_of("h", found).year(0, 1956)
    assert told["income"] == pytest.approx(40.0)  # 20 mln rub among half a million
    assert told["unmet_share"] == pytest.approx(10.0)


def test_nobody_is_told_of_where_nobody_is():
    names = KINDS["f"].figures
    found = np.ones((1, len(names), 2))
    found[0, names.index("is_alive"), 1] = 0.0
    others = others_of("f", found)
    assert [others.is_there(0, year) for year in (1956, 1957)] == [True, False]
    assert list(others.values(0, "weeds")) == [1956]


def test_a_place_is_a_region_a_republic_or_everywhere():
    assert places("").all()
    assert places("kiev").sum() == 1
    assert places("kiev")[REGIONS.index("kiev")]
    ukraine = next(name for name in REPUBLICS if name.startswith("ukrain"))
    assert places(ukraine)[REGIONS.index("kiev")]
    assert 5 < places(ukraine).sum() < len(REGIONS)
