"""The record and the plan in the units of the indicators, for judging a run.

The record after 1960 is never for running one: `record_to_1960` and `plan` are all that
a model may ask of this module.

`history/indicators.csv` names for each indicator the series it is compared with and
the transformation; `history/annual_series_keys.csv` lists the same correspondence from
the side of the series. The transformations that occur:

======================================  ================================================
words of the column ``transformation``  what is done
======================================  ================================================
compound growth from 1958               1958 = 100; forward and back as far as growth
                                        rates follow on one another without a gap
growth rate                             no level can be had: see `record_growth`
series / its 1958 value x 100           as it says
one series less another                 in the years both have
clean fallow over arable                fallow / (sown area + fallow)
anything else, or none                  the series as it stands: units agree
======================================  ================================================

A fifth of the cells of 1961-65 is held back, so a series may have gaps; a compounded
index ends before the first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import count
from typing import TypeAlias

from model.data.tables import nearest, table

BASE_YEAR = 1958
LAST_KNOWN_YEAR = 1960

Series: TypeAlias = dict[int, float]


def record(indicator: str) -> Series:
    """Return what the record says of an indicator, by year, in the indicator's own unit.

    Empty when no series is compared with it, when the series is held back, or when the
    record has growth rates without a level. Years run from 1950 at the earliest to 1965.

    Raises
    ------
    KeyError
        If there is no such indicator; the message names the nearest one.

    Examples
    --------
    >>> round(record("group_a_output")[1965])
    196
    >>> record("hidden_reserve")
    {}
    """
    return dict(_record(indicator))


def record_to_1960(indicator: str) -> Series:
    """Return the record up to 1960: what a fit may use and a model may read.

    Examples
    --------
    >>> max(record_to_1960("steel"))
    1960
    """
    return {year: value for year, value in _record(indicator).items() if year <= LAST_KNOWN_YEAR}


def record_growth(indicator: str) -> Series:
    """Return the growth of an indicator in the record, per cent over the year before.

    As published where the series is a growth rate, otherwise from the level in years
    that follow on one another.

    Examples
    --------
    >>> record_growth("civil_investment")[1960]
    8.0
    """
    row = _indicator(indicator)
    if _is_growth(row["transformation"]):
        return dict(_series(row["series_id"]))
    level = _record(indicator)
    return {
        year: 100.0 * (value / level[year - 1] - 1.0)
        for year, value in level.items()
        if level.get(year - 1, 0.0) > 0.0
    }


def plan(indicator: str) -> tuple[float, float] | None:
    """Return the Seven-Year Plan's target for 1965, low and high, or None without one.

    Where `plan_is_seven_year_sum` the figures are sums over 1959-65.

    Examples
    --------
    >>> plan("grain")
    (164.0, 180.0)
    """
    row = _plan_rows().get(_indicator(indicator)["plan_id"])
    if row is None or row["target_1965_low"] == "":
        return None
    return float(row["target_1965_low"]), float(row["target_1965_high"])


def plan_is_seven_year_sum(indicator: str) -> bool:
    """Say whether the plan of an indicator is a sum over 1959-65, not a level of 1965."""
    return "plan: sum 1959-65" in _indicator(indicator)["transformation"]


@cache
def _record(indicator: str) -> Series:
    row = _indicator(indicator)
    series = _series(row["series_id"])
    rules = (rule for words, rule in _RULES.items() if words in row["transformation"])
    return next(rules, _as_it_stands)(series)


def _as_it_stands(series: Series) -> Series:
    return series


def _compounded(growth: Series) -> Series:
    """Chain per cent growth to an index, 1958 = 100, up to the first gap on either side."""
    index = {BASE_YEAR: 100.0}
    for year in count(BASE_YEAR + 1):
        if year not in growth:
            break
        index[year] = index[year - 1] * (1.0 + growth[year] / 100.0)
    for year in count(BASE_YEAR, -1):
        if year not in growth:
            break
        index[year - 1] = index[year] / (1.0 + growth[year] / 100.0)
    return dict(sorted(index.items())) if growth else {}


def _no_level(growth: Series) -> Series:
    del growth
    return {}


def _over_base_year(series: Series) -> Series:
    return {year: 100.0 * value / series[BASE_YEAR] for year, value in series.items()}


def _private_housing(town: Series) -> Series:
    state = _series("housing_state_coop")
    return {year: value - state[year] for year, value in town.items() if year in state}


def _share_of_arable(fallow: Series) -> Series:
    sown = _series("sown_area_total")
    return {year: area / (sown[year] + area) for year, area in fallow.items() if year in sown}


_RULES: dict[str, Callable[[Series], Series]] = {
    "series: compound growth from 1958": _compounded,
    "series: growth rate": _no_level,
    "series / its 1958 value x 100": _over_base_year,
    "series: housing_urban_total less housing_state_coop": _private_housing,
    "series: clean_fallow_area over (sown area + clean fallow)": _share_of_arable,
}


def _is_growth(transformation: str) -> bool:
    return any(
        words in transformation
        for words, rule in _RULES.items()
        if rule in (_compounded, _no_level)
    )


@cache
def _series(name: str) -> Series:
    rows = table("history/annual_series")
    return {int(row["year"]): float(row["value"]) for row in rows if row["indicator"] == name}


@cache
def _indicators() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in table("history/indicators")}


def _indicator(name: str) -> dict[str, str]:
    known = _indicators()
    if name not in known:
        raise KeyError(f"there is no indicator {name!r}.{nearest(name, tuple(known))}")
    return known[name]


@cache
def _plan_rows() -> dict[str, dict[str, str]]:
    return {row["indicator"]: row for row in table("history/plan_targets")}
