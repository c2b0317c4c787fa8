"""Months as whole numbers: 0 is January 1956, the first month of every run.

The tick is a month and nothing in the model is finer. A decree or a parameter
dated within a month holds for the whole of it.
"""

from __future__ import annotations

import re
from datetime import date

from model.errors import Refusal

MONTHS_A_YEAR = 12
FIRST_YEAR = 1956
FIRST_MONTH = 0  # January 1956
LAST_MONTH = 179  # December 1970
SPAN = "1956-01 to 1970-12"  # the same, as it is written

_WRITTEN = re.compile(r"([12]\d{3})-(0[1-9]|1[0-2])")


def month(text: str) -> int:
    """Return the month written as YYYY-MM.

    >>> month("1956-01"), month("1957-07"), month("1955-12")
    (0, 18, -1)
    """
    found = _WRITTEN.fullmatch(text) if isinstance(text, str) else None
    if found is None:
        raise Refusal(f"{text!r} is not a month. Write YYYY-MM, for instance 1957-07.")
    return month_of(int(found[1]), int(found[2]))


def month_of(year: int, number: int = 1) -> int:
    """Return the month of a year, counted from 1 as in a date.

    >>> month_of(1957, 7)
    18
    """
    return (year - FIRST_YEAR) * MONTHS_A_YEAR + number - 1


def month_of_date(day: date) -> int:
    """Return the month in which a day lies.

    >>> month_of_date(date(1957, 5, 10))
    16
    """
    return month_of(day.year, day.month)


def name(month: int) -> str:
    """Return a month as it is written.

    >>> name(18), name(-1)
    ('1957-07', '1955-12')
    """
    return f"{year_of(month):04d}-{month_of_year(month) + 1:02d}"


def first_day(month: int) -> date:
    """Return the first day of a month.

    >>> first_day(18)
    datetime.date(1957, 7, 1)
    """
    return date(year_of(month), month_of_year(month) + 1, 1)


def year_of(month: int) -> int:
    """Return the year in which a month lies.

    >>> year_of(11), year_of(12)
    (1956, 1957)
    """
    return FIRST_YEAR + month // MONTHS_A_YEAR


def month_of_year(month: int) -> int:
    """Return the place of a month in its year, January being 0.

    >>> month_of_year(18), month_of_year(-1)
    (6, 11)
    """
    return month % MONTHS_A_YEAR
