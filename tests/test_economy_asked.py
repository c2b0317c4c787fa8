"""What an economy is asked in Python, and what it refuses."""

import pytest

from model import SovietEconomy, calendar
from model.errors import Refusal
from tests.strategies import economy

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
