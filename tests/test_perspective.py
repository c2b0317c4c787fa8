"""Long-term plans that follow rules: dropped when past saving, raised when met, replaced."""

import numpy as np
import pytest

from model import data, texts
from model.horizon import Horizon
from model.phases.control_figures import text_in_force
from tests.strategies import economy, state
from tests.worlds import TINY, lived

pytestmark = pytest.mark.once  # the same on every interpreter: fingerprint.py

BY_RULE = {"targets.endogenous": True}


@pytest.fixture
def opening_text(monkeypatch):
    """Put another text in the place of the Sixth Plan: so much a year of everything."""

    def put(growth):
        text = texts.Text("A plan", 1955, 1960, np.full(len(data.PRODUCTS), growth))
        monkeypatch.setattr(texts, "sixth_plan", lambda: text)

    return put


def story(years, **given):
    """The text in force in each January, and the economy at the end."""
    e, found = economy(scale=TINY, check=False, **given), []
    for month in range(12 * years):
        e.step()
        if month % 12 == 0:
            found.append(e.horizon.text)
    return found, e


def test_in_history_no_rule_moves_a_text():
    eager = {
        "targets.hopeless": 1.08, "targets.patience": 1.0, "targets.pause": 0.0,
        "targets.raising": 0.1, "targets.horizon": 5.0, "targets.memory": 1.0,
    }  # fmt: skip
    found, plain = story(4)
    assert found == [None] * 4
    assert state(plain) == state(story(4, overrides=eager)[1])


def test_the_plan_of_two_years_comes_with_the_decision_on_chemicals():
    new = texts.two_year_plan()
    chemicals = data.PRODUCTS.index("other_chemicals")
    assert (1 + new.growth[chemicals]) ** 2 == pytest.approx(1.36)
    for decrees, name in (({}, new.name), ({"chemicals_1963": None}, "Seven-Year Plan")):
        e = lived("1963-12", decrees=decrees)
        assert text_in_force(e).name == name


def test_a_plan_far_beyond_capacity_is_dropped_and_replaced_after_a_pause(opening_text):
    opening_text(0.3)
    found, _ = story(6, overrides=BY_RULE)
    names = [None if text is None else text.name for text in found]
    assert names == ["A plan", "A plan", None, None, "Plan of 1960-1966", "Plan of 1960-1966"]
    assert np.median(found[4].growth) < 0.2


def test_a_plan_within_reach_is_kept_to_its_end_and_followed_by_another(opening_text):
    opening_text(0.08)
    found, _ = story(6, overrides=BY_RULE)
    assert {text.name for text in found[:5]} == {"A plan"}
    assert found[5].name == "Plan of 1961-1967"


def test_a_plan_that_is_met_is_raised_halfway_and_once(opening_text):
    opening_text(0.05)
    found, e = story(5, overrides=BY_RULE)
    for text in found[1:3]:
        np.testing.assert_array_equal(text.growth, found[0].growth)
    met = np.mean(e.horizon.met[:3], axis=0)
    over = met > 1.0 + 1e-6
    assert over.any()
    goals = [(1 + text.growth) ** 5 for text in (found[2], found[3])]
    np.testing.assert_allclose(goals[1][over], 1.06 * goals[0][over], rtol=1e-9)
    np.testing.assert_array_equal(found[3].growth[met < 1.0], found[2].growth[met < 1.0])
    np.testing.assert_array_equal(found[4].growth, found[3].growth)


def test_without_the_room_rules_have_nothing_to_rule():
    off = {"targets.active": False}
    assert state(story(2, overrides=off)[1]) == state(story(2, overrides=off | BY_RULE)[1])


def test_planners_remember_growth_and_fulfilment_of_the_last_years():
    horizon = Horizon(made=[np.array([100.0])])
    for made, planned in ((110.0, 100.0), (121.0, 121.0), (121.0, 110.0)):
        horizon.remember(np.array([made]), np.array([planned]))
    assert horizon.growth(1) == pytest.approx([0.0])
    assert horizon.growth(2) == pytest.approx([1.1**0.5 - 1])
    assert horizon.growth(9) == pytest.approx([1.21 ** (1 / 3) - 1])
    assert horizon.fulfilment(2) == pytest.approx([1.05])


def test_a_text_that_comes_back_counts_from_where_it_began():
    kept = {"sixth_plan_dropped_1957": None}
    e = economy(scale=TINY, check=False, decrees=kept)
    base = {}
    for month in range(26):
        e.step()
        base.setdefault(month // 12, dict(e.plan.bases))
    np.testing.assert_array_equal(base[2]["Sixth Plan"], base[0]["Sixth Plan"])
    assert "plan of 1957" in base[1]


def test_the_sixth_plan_kept_is_seen_in_steel():
    steel = data.PRODUCTS.index("steel")
    asked, made = np.zeros((2, 3)), np.zeros(2)
    for which, scenario in enumerate(("historical", "sixth_plan_kept")):
        for year in range(3):
            e = lived(f"{1958 + year}-12", scenario)
            asked[which, year] = e.plan.output[steel]
            made[which] += e.record.year_made()[steel].sum()
    assert (asked[1] > 1.02 * asked[0]).all()
    assert asked[1, -1] > 1.05 * asked[0, -1]  # the further from 1957, the more
    assert made[1] > 1.02 * made[0]
