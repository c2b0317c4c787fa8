"""The standing studies: settings inside their ranges, and the same numbers from any workers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from experiments.studies import (
    frictions,
    opening,
    patterns,
    planning,
    readings,
    scale,
    stability,
    tightness,
)
from experiments.studies.many import Ask, each
from model.parameters import rooms
from model.scenario import stack

pytestmark = pytest.mark.once


def test_points_cover_the_whole_range_of_every_number_and_scale_tables_as_one():
    free = stability.numeric_parameters(list(rooms()))
    drawn = stability.points(64, list(rooms()))
    for parameter in free:
        name, (low, high) = f"{parameter.room}.{parameter.name}", (parameter.low, parameter.high)
        if not parameter.by:
            values = np.array([point[name] for point in drawn])
            assert np.ptp(values) > 0.9 * (high - low)
        else:
            rows = [[point[f"{name}.{key}"] for key in parameter.keys] for point in drawn]
            values = np.array(rows)
            told = np.array([parameter.part(parameter.entries[0].value, k) for k in parameter.keys])
            inside = (told > 2 * low) & (told < high / 2) & (told > 0)
            ratio = values[:, inside] / told[inside]
            assert np.allclose(ratio, ratio[:, :1])
        assert (values >= low).all()
        assert (values <= high).all()


def test_points_of_some_rooms_leave_others_alone():
    (point,) = stability.points(1, ["supply"])
    assert {name.split(".")[0] for name in point} == {"supply"}


def test_any_number_of_workers_gives_the_same_numbers():
    asks = [Ask({"scale": 0.005, "seed": seed}, "1956-12") for seed in (1, 2, 3)]
    alone = [found for _, found in each(asks, stability.use_of_capacity, workers=1)]
    shared = [found for _, found in each(asks, stability.use_of_capacity, workers=2)]
    assert alone == shared
    assert alone[0] != alone[1]


def test_a_paired_difference_has_its_interval():
    gap, half = scale.compare([1.0, 2.0, 3.0], [1.5, 2.5, 3.5])
    assert gap == pytest.approx(0.5)
    assert half == pytest.approx(0.0, abs=1e-12)
    _, wide = scale.compare([1.0, 2.0, 3.0], [1.5, 2.0, 4.0])
    assert wide > 0


def test_levels_of_a_year_are_those_of_the_record():
    found = next(iter(each([Ask({"scale": 0.005}, "1957-12")], scale.levels, workers=1)))[1]
    assert [set(year) for year in found] == [set(scale.OUTPUTS + scale.FILLS)] * 2
    assert found[1]["national_income"] > found[0]["national_income"] > 0
    assert 0.9 < found[0]["fill_rate_within_region"] <= 1.0


def test_the_opening_is_told_as_it_is():
    told = opening.facts(opening.founded(1))
    assert told["works"] == 62190
    assert 700_000 < told["links"] < 1_000_000
    big = [told[name] / documented for name, documented in opening.DOCUMENTED.items()]
    assert big == pytest.approx([1.0, 1.0], rel=0.15)


def test_a_bunch_is_counted_by_works_and_its_width_by_quartiles():
    met = np.array([0.5, 0.98, 1.0, 1.02, 1.05, 1.2])
    works = np.array([1.0, 1.0, 4.0, 2.0, 1.0, 1.0])
    found = readings.bunch(met, works)
    assert found[:-1] == pytest.approx((0.1, 0.1, 0.6, 0.1, 0.1))
    assert found.width == pytest.approx(2.0)
    assert readings.bunch(met, 3 * works) == pytest.approx(found)


@given(low=st.floats(0.5, 1.5), spread=st.floats(0.01, 0.5), number=st.integers(4, 200))
def test_the_quartile_range_of_an_even_spread_is_half_of_it(low, spread, number):
    value = low + spread * np.arange(number) / (number - 1)
    found = readings.quartile_range(value[::-1], np.ones(number))
    assert found == pytest.approx(spread / 2, abs=1.01 * spread / (number - 1))


def test_every_cause_and_friction_is_inside_its_range_and_changes_something():
    changes = [dict(change) for name, change in patterns.CAUSES.items() if change]
    for variants in frictions.groups().values():
        changes += [change for change in variants.values() if change]
    changes += [*planning.hours().values(), *planning.tautness().values()]
    for change in changes:
        assert stack(["historical"], change, None)


def test_each_setting_differs_from_its_base_by_one_friction():
    for variants in frictions.groups().values():
        base = variants[frictions.BASE]
        others = [change for name, change in variants.items() if name != frictions.BASE]
        assert all(change != base for change in others)
        assert len({str(sorted(change.items())) for change in others}) == len(others)


def test_facts_of_a_year_agree_with_its_record():
    asks = [Ask({"scale": 0.005, "seed": seed}, "1957-12") for seed in (1, 2)]
    runs = [years for _, years in each(asks, readings.facts, workers=1)]
    for year in runs[0] + runs[1]:
        parts = [year[name] for name in readings.Bunch._fields[:-1]]
        assert sum(parts) == pytest.approx(1.0)
        assert year["at_100"] == pytest.approx(year["share_fulfilling_100_103"], abs=1e-9)
        assert 0.0 < year["works_stocks_to_income"] < year["stocks_to_income"] < 1.0
    assert runs[0] != runs[1]


def test_points_of_the_cube_fill_every_range():
    drawn = tightness.points(32)
    for name, (low, high) in tightness.ranges().items():
        values = np.sort([point[name] for point in drawn])
        edges = low + (high - low) * np.arange(33) / 32
        assert (edges[:-1] <= values).all()
        assert (values <= edges[1:]).all()


def test_a_run_is_acceptable_only_with_all_evidence():
    like = {
        name: low if name.startswith("growth") else (low + high) / 2
        for name, (low, high) in tightness.EVIDENCE.items()
    }
    assert tightness.acceptable(like)
    for name in tightness.EVIDENCE:
        assert not tightness.acceptable(like | {name: 99.0})
    fast = like | {"growth": 11.8}
    assert not tightness.acceptable(fast)
    assert tightness.acceptable(fast, wider=2.0)


def test_a_range_that_is_left_open_is_not_called_narrowed():
    even = np.linspace(0.0, 2.0, 40)
    assert tightness.range_left(even, 0.0, 2.0)[2] == pytest.approx(1.0)
    low, high, spread = tightness.range_left(even / 4, 0.0, 2.0)
    assert (low, high) == (0.0, 0.5)
    assert spread == pytest.approx(0.25)


def test_a_later_wave_stays_in_all_ranges_and_near_the_closest_points():
    drawn = [tightness.as_it_stands(), *tightness.points(32)]
    for name, (low, high) in tightness.ranges().items():
        assert low <= drawn[0][name] <= high
    middle = {name: (low + high) / 2 for name, (low, high) in tightness.bands().items()}
    far = dict.fromkeys(middle, 99.0)
    assert tightness.misfit(middle) == 0.0 < tightness.misfit(far)
    found = [middle] * tightness.PARENTS + [far] * (len(drawn) - tightness.PARENTS)
    again = tightness.drawn_again(drawn, found, 64)
    assert len(again) == 64
    near = drawn[: tightness.PARENTS]
    for point in again:
        steps = []
        for parent in near:
            moved = [
                (point[name] - parent[name]) / (high - low)
                for name, (low, high) in tightness.ranges().items()
            ]
            steps.append(np.sqrt(np.mean(np.square(moved))))
        assert min(steps) < 3 * tightness.STEP
        assert all(low <= point[n] <= high for n, (low, high) in tightness.ranges().items())
    assert tightness.drawn_again(drawn, found, 0) == []


def test_councils_without_behaviour_hours_and_sites_of_their_own_change_nothing():
    rooms_off = ("localism", "reorganisation", "careers", "construction", "interference")
    quiet = {f"{room}.active": False for room in rooms_off} | {"balances.hours_bind": False}
    changes = tightness.reform([quiet], 0.005, workers=1)
    assert set(changes[0].values()) == {0.0}
