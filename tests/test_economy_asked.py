"""What an economy is asked in Python, and what it refuses."""

import copy
import pickle

import numpy as np
import pandas as pd
import pytest

from model import SovietEconomy, calendar
from model.agents.farm import Kolkhoz, Sovkhoz
from model.errors import Refusal
from tests.strategies import economy
from tests.worlds import lived

TINY = 0.005


@pytest.mark.parametrize(
    ("keyword", "right"),
    [("parameters", "overrides"), ("scenarios", "scenario"), ("network_seeds", "network_seed")],
)
def test_a_keyword_that_there_is_not_is_refused_with_the_nearest(keyword, right):
    with pytest.raises(Refusal, match=f"has no argument '{keyword}'. Did you mean '{right}'"):
        SovietEconomy(**{keyword: 1})


def test_a_keyword_like_no_other_is_refused_with_all_there_are():
    with pytest.raises(Refusal, match=r"It has scenario, scale, seed, .*region_noise"):
        SovietEconomy(xyz=1)


def test_an_end_outside_what_is_given_is_refused_before_the_first_month(monkeypatch):
    e = economy(scale=TINY, check=False)
    monkeypatch.setattr(SovietEconomy, "step", lambda _: pytest.fail("a month was lived"))
    for until in ("1955-12", "1971-01", "1980-01"):
        with pytest.raises(Refusal, match="lies within 1956-01 to 1970-12"):
            e.run(until)


def test_an_end_that_is_past_is_refused_and_the_present_one_is_reached_already():
    e = economy(scale=TINY, check=False).run("1956-03")
    with pytest.raises(Refusal, match=r"until is 1956-02, which is past: .* lived to 1956-03\."):
        e.run("1956-02")
    assert e.run("1956-03").month == 3


def test_no_month_is_lived_beyond_what_is_given():
    e = economy(scale=TINY, check=False)
    e.month = calendar.LAST_MONTH + 1
    with pytest.raises(Refusal, match="at its end"):
        e.step()


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"seed": 1.0}, "seed is 1.0. It is a whole number from 0 up."),
        ({"seed": True}, "seed is True. It is a whole number from 0 up."),
        ({"network_seed": 1.5}, "network_seed is 1.5. It is a whole number from 0 up."),
        ({"network_seed": "2"}, "network_seed is '2'. It is a whole number from 0 up."),
        ({"network_seed": -1}, "network_seed is -1. It is a whole number from 0 up."),
        ({"copies": 1.5}, "copies is 1.5. It is a whole number from 1 up."),
        ({"copies": 0}, "copies is 0. It is a whole number from 1 up."),
        ({"check": "no"}, "check is 'no'. It is True or False."),
        ({"scale": "0.1"}, "scale is '0.1'. It is above 0 and at most 1, for instance 0.1."),
        ({"scale": True}, "scale is True. It is above 0 and at most 1, for instance 0.1."),
    ],
)
def test_what_is_no_number_of_the_kind_is_refused(told, said):
    with pytest.raises(Refusal) as found:
        SovietEconomy(**{"scale": 0.005, **told})
    assert str(found.value) == said


def test_numbers_of_numpy_are_numbers():
    one = SovietEconomy(scale=np.float64(0.005), seed=np.int64(2), network_seed=np.int32(1))
    assert (one.scale, one.seed_of_luck, one.network_seed) == (0.005, 2, 1)


def test_a_living_economy_can_be_copied_and_each_goes_on_as_the_other():
    e = lived("1956-03")
    for twin in (copy.deepcopy(e), pickle.loads(pickle.dumps(e))):
        twin.run("1957-01")
        alone = lived("1957-01")
        pd.testing.assert_frame_equal(twin.record.annual, alone.record.annual)
        np.testing.assert_array_equal(twin.lines.stock, alone.lines.stock)


def test_kinds_inside_a_table_are_found_by_whoever_asks():
    e = lived("1956-03")
    for kind in (Kolkhoz, Sovkhoz):
        found = e.agents.select(agent_type=kind)
        assert len(found) == len(e.agents_by_type[kind]) > 0
        assert {type(one) for one in found} == {kind}
        many = e.land.select(lambda farm: farm.arable > 10.0, agent_type=kind)
        assert 0 < len(many) < len(found)
        assert (many.arable > 10.0).all()
    assert len(e.directors.select(agent_type=Kolkhoz)) == 0
