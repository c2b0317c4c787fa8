"""What output is weighed with: physical units, wholesale prices, use, branch, place.

Gross output is valued as the TsSU did: each product at its enterprise wholesale price of
1955, in the structure of 1958, with a fixed part of it counted as producer goods.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from model import data
from model.opening import Opening
from model.product_table import sector_of_product
from model.units import Flags, Quantities, Rows, Shares

FUELS = ("coal", "other_solid_fuel", "oil", "natural_gas")
EAST = ("West Siberia", "East Siberia", "Far East", "Kazakhstan", "Central Asia")
_BEFORE = "1955"
_PEAT_AND_SHALE = ("share_peat", "share_shale")


class Weights(NamedTuple):
    """Products in the order of `data.PRODUCTS`, sectors of `data.SECTORS`.

    ``units`` (59,): physical units a mln rub; ``wholesale`` (59,): bn rub of 1955 wholesale
    prices a mln rub, zero outside industry; ``group_a`` (59,): the part of it that goes to
    producers; ``sector`` (59,); ``group`` (20,): A, B or another; ``conventional`` and
    ``energy`` (59,): conventional fuel and energy content a mln rub, per cent of 1955;
    ``firewood``: the same of all the wood burnt in 1955; ``net_grain``: barn weight over
    bunker weight; ``week`` (20,): hours of January 1956.
    """

    units: Quantities
    wholesale: Quantities
    group_a: Quantities
    sector: Rows
    group: tuple[str, ...]
    conventional: Quantities
    energy: Quantities
    firewood: float
    net_grain: float
    week: Quantities

    def is_group(self, *groups: str) -> Flags:
        """Return (20,) whether a sector is of one of the groups."""
        return np.isin(np.array(self.group), groups)

    def is_sector(self, *names: str) -> Flags:
        """Return (59,) whether a product is of one of the sectors."""
        return np.isin(np.array(data.SECTORS)[self.sector], names)


def weigh(opening: Opening) -> Weights:
    """Work out all weights from the tables and the opening's prices."""
    rows = data.table("industry/products")
    groups = {row["sector"]: row["group"] for row in data.table("industry/sector_parameters")}
    group = tuple(groups[name] for name in data.SECTORS)
    sector, units = sector_of_product(), opening.price()
    industry = np.isin(np.array(group), ("A", "B"))[sector]
    worth = _column(rows, "value_1958_bn_rub_wholesale") / _column(rows, "output_1958")
    wholesale = np.where(industry, worth * units, 0.0)
    conventional, firewood = _conventional(rows)
    return Weights(
        units=units,
        wholesale=wholesale,
        group_a=wholesale * _column(rows, "group_a_share"),
        sector=sector,
        group=group,
        conventional=conventional * units,
        energy=_energy(rows, conventional) * units,
        firewood=firewood,
        net_grain=_net_grain(),
        week=_week(),
    )


def _column(rows: tuple[dict[str, str], ...], name: str) -> Quantities:
    return np.array([float(row[name] or 0.0) for row in rows])


def _conventional(rows: tuple[dict[str, str], ...]) -> tuple[Quantities, float]:
    """Return (59,) per cent of all fuel of 1955 that a physical unit was, and firewood's.

    Shares in conventional fuel and tonnes of one year give the conversion.
    """
    share = {
        row["item"]: float(row["value"])
        for row in data.given("industry/fuel_mix")
        if row["user"] == "all_fuel_output" and row["year"] == _BEFORE
    }
    of_fuel = dict(
        zip(
            FUELS,
            (
                share["share_coal"],
                sum(share[name] for name in _PEAT_AND_SHALE),
                share["share_oil"],
                share["share_gas"],
            ),
            strict=True,
        )
    )
    made = _column(rows, "output_1955")
    return np.array([of_fuel.get(p, 0.0) for p in data.PRODUCTS]) / made, share["share_wood"]


def _energy(rows: tuple[dict[str, str], ...], conventional: Quantities) -> Quantities:
    """Return (59,) per cent of the energy of coal, oil and gas of 1955 that a unit held.

    The record gives oil and gas together; between them conventional fuel divides.
    """
    made = _column(rows, "output_1955")
    fluid = np.isin(np.array(data.PRODUCTS), ("oil", "natural_gas"))
    coal = np.array(data.PRODUCTS) == "coal"
    oil_and_gas = data.record_to_1960("oil_gas_share_energy")[int(_BEFORE)]
    weight = conventional * made
    held = np.where(fluid, oil_and_gas * weight / weight[fluid].sum(), 0.0)
    held = np.where(coal, 100.0 - oil_and_gas, held)
    return np.asarray(held / made)


def _net_grain() -> float:
    """Return barn weight over bunker weight: what trash and moisture leave, one constant."""
    harvest = {
        row["item"]: float(row["value"])
        for row in data.given("farms/grain_balance")
        if row["year"] == _BEFORE and row["product"] == "grain" and row["value"]
    }
    return harvest["harvest_net"] / harvest["harvest_official_bunker_weight"]


def _week() -> Quantities:
    """Return (20,) hours of the week in January 1956; zero on farms, which had no such law."""
    rows = {row["sector"]: row for row in data.table("industry/opening_1956")}
    return np.array([float(rows[name]["hours_per_week_1956_01"] or 0.0) for name in data.SECTORS])


@cache
def is_east() -> Flags:
    """Return (105,) whether a region lies east of the Urals, in Kazakhstan or Central Asia."""
    rows = data.table("history/sovnarkhozy")
    return np.array([row["major_economic_region"] in EAST for row in rows])


@cache
def _known_population() -> dict[int, float]:
    return {
        int(row["year"]): float(row["value"])
        for row in data.given("history/annual_series")
        if row["indicator"] == "population"
    }


def population(year: int) -> float:
    """Return mln people in a year; beyond the last one known, at its rate."""
    known = _known_population()
    last = max(known)
    rate = known[last] / known[last - 1]
    return known[year] if year in known else known[last] * rate ** (year - last)


def shares(amount: Quantities) -> Shares:
    """Return each row's shares: (n, R) over their sum down the columns, 0 / 0 being 0."""
    held = amount.sum(axis=0)
    return np.asarray(np.divide(amount, held, out=np.zeros_like(amount), where=held > 0))
