"""Months as numbers and as they are written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import calendar
from model.errors import Refusal

MONTHS = st.integers(calendar.month("1917-11"), calendar.month("1991-12"))


@given(MONTHS)
def test_a_month_is_read_as_it_is_written(month):
    assert calendar.month(calendar.name(month)) == month


@given(MONTHS)
def test_year_and_month_of_the_year_make_the_month(month):
    year, place = calendar.year_of(month), calendar.month_of_year(month)
    assert 0 <= place <= 11
    assert calendar.month_of(year, place + 1) == month


@given(MONTHS)
def test_every_day_of_a_month_lies_in_it(month):
    assert calendar.month_of_date(calendar.first_day(month)) == month


@given(st.dates(date(1917, 1, 1), date(1991, 12, 31)))
def test_a_day_lies_in_the_month_it_is_written_with(day):
    assert calendar.name(calendar.month_of_date(day)) == day.isoformat()[:7]


def test_january_1956_is_the_first_month_and_december_1970_the_last():
    assert calendar.name(calendar.FIRST_MONTH) == "1956-01"
    assert calendar.name(calendar.LAST_MONTH) == "1970-12"


@pytest.mark.parametrize(
    "text",
    ["1957-7", "1957-13", "1957-00", "57-07", "1957-07-01", " 1957-07", "", "never", "१९५७-०७"],
)
def test_what_is_not_a_month_is_refused(text):
    with pytest.raises(Refusal) as said:
        calendar.month(text)
    assert str(said.value) == f"{text!r} is not a month. Write YYYY-MM, for instance 1957-07."


def test_a_month_that_is_no_text_is_refused():
    with pytest.raises(Refusal, match="1957 is not a month"):
        calendar.month(1957)
