"""What is given from outside: people, hours, wear of plant, weather - no outcomes.

Each function reads a table once and gives arrays by sector, region or product, in the
order of `model.data`. Years beyond a table's last row go on at its last rate.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from model import chance, data
from model.calendar import FIRST_YEAR, MONTHS_A_YEAR
from model.mechanisms import capacity
from model.units import Persons, Quantities, Shares

LAST_YEAR = 1971
_PROGRESS_YEARS = 5  # 1955-60


class Plant(NamedTuple):
    """(20,) by sector: wear a year, capital a rouble of investment, weight of capital."""

    wear: Shares
    yields: Shares
    weight: Shares
    depreciation: Shares


@cache
def plant() -> Plant:
    """Return what the capital tables say of each sector's plant."""
    rows = {row["sector"]: row for row in data.given("industry/capital")}
    parameters = {row["sector"]: row for row in data.table("industry/sector_parameters")}

    def column(name: str) -> Quantities:
        return np.array([float(rows[s][name]) for s in data.SECTORS])

    labour = np.array([float(parameters[s]["ces_labour_weight"]) for s in data.SECTORS])
    return Plant(
        column("retirement_rate"),
        column("investment_to_capital_conversion"),
        1.0 - labour,
        column("amortisation_rate"),
    )


_OUTSIDE = (
    "armed_forces",
    "non_material_sphere",
    "trade_catering_supply",
    "communications",
    "forestry",
)


@cache
def _yearly(column: str) -> Quantities:
    """Return (n, years) a column of the labour table from 1955, carried on at its last rate.

    Rows are the twenty sectors, the total employed and the branches outside the model.
    """
    names = (*data.SECTORS, "total_employed_with_kolkhoz_and_forces", *_OUTSIDE)
    table = np.full((len(names), LAST_YEAR - FIRST_YEAR + 2), np.nan)
    index = {name: row for row, name in enumerate(names)}
    for row in data.given("industry/labour"):
        year = int(row["year"])
        if row["sector"] in index and row[column] and FIRST_YEAR - 1 <= year <= LAST_YEAR:
            table[index[row["sector"]], year - FIRST_YEAR + 1] = float(row[column])
    for year in range(2, table.shape[1]):
        missing = np.isnan(table[:, year])
        rate = table[:, year - 1] / table[:, year - 2]
        table[missing, year] = (table[:, year - 1] * rate)[missing]
    return table


def _monthly(yearly: Quantities, month: int) -> Quantities:
    """Return averages of years read at the middle of a month, joined by straight lines."""
    position = (month + 0.5) / MONTHS_A_YEAR + 0.5
    year = int(position)
    part = position - year
    return np.asarray((1.0 - part) * yearly[..., year] + part * yearly[..., year + 1])


@cache
def _all_labour() -> Quantities:
    """Return (years,) thousand persons of the twenty sectors together.

    To 1960 their sum; after that the total employed less the army, services and trade,
    and less those who stand in no branch, whose number stays that of 1960.
    """
    table, sectors = _yearly("persons_thousand"), len(data.SECTORS)
    inside = table[sectors] - table[sectors + 1 :].sum(axis=0)
    summed = table[:sectors].sum(axis=0)
    last = _PROGRESS_YEARS
    after = inside - (inside[last] - summed[last])
    years = np.arange(table.shape[1])
    return np.asarray(np.where(years <= last, summed, after))


def all_labour(month: int) -> float:
    """Return thousand persons in the twenty sectors together; only the total is given."""
    return float(_monthly(_all_labour(), month))


def hours(month: int) -> Shares:
    """Return (20,) the week's hours over those of January 1956; one in farming."""
    table = _yearly("hours_per_week")[: len(data.SECTORS)]
    now, then = _monthly(table, month), _monthly(table, 0)
    return np.asarray(np.where(np.isnan(now), 1.0, now / then))


def outside(month: int) -> Persons:
    """Return (5,) thousand persons in the branches outside the model, in the order of `_OUTSIDE`.

    The armed forces, services, trade, communications and forestry.
    """
    return np.asarray(_monthly(_yearly("persons_thousand")[-len(_OUTSIDE) :], month))


@cache
def _people() -> Quantities:
    """Return (years,) thousand persons in the middle of each year from 1955 on."""
    known = {
        int(row["year"]): 1000.0 * float(row["value"])
        for row in data.given("history/annual_series")
        if row["indicator"] == "population"
    }
    last = max(known)
    rate = known[last] / known[last - 1]
    years = range(FIRST_YEAR - 1, LAST_YEAR + 1)
    return np.array([known.get(y, known[last] * rate ** max(y - last, 0)) for y in years])


def population(month: int) -> float:
    """Return thousand people at the middle of a month."""
    return float(_monthly(_people(), month))


@cache
def wages_of_1955() -> Quantities:
    """Return (20,) rub a month by sector; what farms pay is no wage."""
    rows = {row["sector"]: row for row in data.table("industry/opening_1956")}
    return np.array([float(rows[name]["wage_rub_month_1955"]) for name in data.SECTORS])


def progress(p: capacity.Capacity) -> Shares:
    """Return (20,) the constant rate a year that 1955-60 leaves after capital and labour."""
    rows = {row[""]: row for row in data.given("industry/growth_accounting_table")}
    people = _yearly("persons_thousand")[: len(data.SECTORS)]
    persons = people[:, _PROGRESS_YEARS] / people[:, 0]

    def column(name: str) -> Quantities:
        return np.array([float(rows[s][name]) for s in data.SECTORS])

    week = column("hours60/55") / persons
    farms = np.isin(np.array(data.SECTORS), data.FARM_SECTORS)
    services = capacity.labour_services(persons, np.where(farms, 1.0, week), p.hours_elasticity)
    return (
        capacity.progress(
            column("Y60/55"),
            column("K60/55"),
            services,
            plant().weight,
            p.substitution if p.active else 1.0,
            _PROGRESS_YEARS,
        )
        + p.progress_shift
    )


def farm_people() -> Persons:
    """Return (3,) thousand persons in the farm sectors in January 1956."""
    table = _monthly(_yearly("persons_thousand"), 0)
    return np.array([table[data.SECTORS.index(name)] for name in data.FARM_SECTORS])


def weather(kind: str, year: int, seed: int) -> Shares:
    """Return (105,) the index of a year's weather by region, one in a normal year.

    ``kind``: ``measured`` (rain of the zone), ``described``, ``resampled`` (a measured
    year of 1953-70, drawn whole) or ``normal``.
    """
    rows = data.table("farms/farms_by_region")
    if kind == "normal":
        return np.ones(len(rows))
    if kind == "described":
        described = _described()
        return np.array([described[row["weather_zone"], row["agro_zone"], year] for row in rows])
    if kind == "resampled":
        year = _drawn_year(year, seed)
    measured = _measured("index_rain")
    return np.array([measured[row["weather_zone"], year] for row in rows])


def spring(kind: str, year: int, seed: int) -> Quantities:
    """Return (105,) the class of a year's spring by region: 0 moist or calm, 3 dry with gales.

    Rain and two documented gales, blind to what the wind did. Under normal weather always 0.
    """
    rows = data.table("farms/farms_by_region")
    if kind == "normal":
        return np.zeros(len(rows))
    if kind == "resampled":
        year = _drawn_year(year, seed)
    found = _measured("erosion_weather_class")
    return np.array([found[row["weather_zone"], year] for row in rows])


def _drawn_year(year: int, seed: int) -> int:
    """Return the measured year that stands for a year of resampled weather."""
    years = sorted({y for _, y in _measured("index_rain")})
    lot = chance.uniform(seed, "weather", year, np.array([0]))[0]
    return years[int(lot * len(years))]


@cache
def _measured(variable: str) -> dict[tuple[str, int], float]:
    return {
        (row["zone"], int(float(row["year"]))): float(row["value"])
        for row in data.given("farms/weather_month")
        if row["variable"] == variable
    }


@cache
def _described() -> dict[tuple[str, str, int], float]:
    """Return the described index by weather zone, else by agronomic zone, else one."""
    found: dict[tuple[str, str, int], float] = {}
    rows = {
        (row["level"], row["zone"], int(row["year"])): float(row["index"])
        for row in data.table("history/weather_index")
        if row["index"]
    }
    levels = sorted({level for level, _, _ in rows}, reverse=True)
    for region in data.table("farms/farms_by_region"):
        zones = (region["weather_zone"], region["agro_zone"])
        for year in range(FIRST_YEAR - 1, LAST_YEAR + 1):
            keys = ((level, zone, year) for level in levels for zone in zones)
            found[(*zones, year)] = next((rows[key] for key in keys if key in rows), 1.0)
    return found
