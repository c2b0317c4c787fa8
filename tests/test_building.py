"""Building in a living economy: who starts, what hunger does, what a list does."""

from functools import cache

import numpy as np
import pytest

from model import data, regime
from model.phases.building import _ledger
from model.sites import DWELLINGS, PURPOSES
from tests.strategies import economy
from tests.worlds import TINY, lived

pytestmark = pytest.mark.once  # the same on every interpreter: fingerprint.py


@cache
def run(scenario="historical", until="1958-12", **overrides):
    """An economy that has lived to the end of a month."""
    given = {name.replace("__", "."): value for name, value in overrides.items()}
    return lived(until, scenario, overrides=given)


def of_year(e, indicator, year):
    """An indicator of one year."""
    return e.record.annual.loc[year, ("true", indicator)]


def test_sites_take_longer_than_designed_and_unfinished_building_stays_in_its_band():
    e = run(until="1960-12")
    pace = (e.sites.cost / e.sites.months).sum()
    assert 1.3 < pace / e.invested.sum() < 2.5
    ratio = [of_year(e, "unfinished_construction_ratio", year) for year in range(1956, 1961)]
    assert 65 < min(ratio) <= max(ratio) < 90


def test_without_hunger_more_is_handed_over_and_less_stands_unfinished():
    usual, sated = run(), run("no_hunger")
    done = [
        sum(of_year(e, "commissioned_assets", y) for y in (1956, 1957, 1958))
        for e in (usual, sated)
    ]
    assert done[1] > 1.05 * done[0]
    assert of_year(sated, "unfinished_construction", 1958) < 0.7 * of_year(
        usual, "unfinished_construction", 1958
    )
    assert of_year(sated, "site_years", 1958) < of_year(usual, "site_years", 1958)


def test_more_hunger_hands_over_less_in_the_same_year_and_never_makes_it_good():
    handed = [
        [of_year(e, "commissioned_assets", year) for year in (1956, 1957, 1958)]
        for e in (run(), run(construction__soft_hunger=0.9))
    ]
    usual, hungry = np.cumsum(handed, axis=1)
    assert hungry[0] < 0.95 * usual[0]
    assert (hungry < usual).all()


def test_a_charge_on_plant_sates_hunger(monkeypatch):
    order = regime.read("1953_ministerial")
    charged = {**order.money, "capital_charge": 0.06}
    free = run(until="1956-12")
    monkeypatch.setattr(
        "model.law.regime.order_in_force",
        lambda *_: regime.replace(order, money=charged),
    )
    e = economy(scale=TINY).run("1956-12")
    assert of_year(e, "sites_open", 1956) <= of_year(free, "sites_open", 1956)
    assert of_year(e, "unfinished_construction", 1956) < of_year(
        free, "unfinished_construction", 1956
    )


def test_without_the_room_all_is_handed_over_at_once():
    e = run("no_construction")
    assert e.commissioned.sum() == pytest.approx(e.invested.sum(), rel=1e-9)


def test_each_starter_counts_against_limits_of_its_own():
    sizes = {
        starter: len(np.unique(_ledger(starter)))
        for starter in ("centre", "ministry", "republic", "sovnarkhoz", "works")
    }
    regions, purposes = len(data.REGIONS), len(PURPOSES)
    assert sizes == {
        "centre": 2, "ministry": purposes, "republic": 2 * len(data.REPUBLICS),
        "sovnarkhoz": 2 * regions, "works": purposes * regions,
    }  # fmt: skip
    table = _ledger("sovnarkhoz").reshape(regions, purposes)
    assert (table[:, 0] != table[:, DWELLINGS]).all()


def test_the_list_of_1963_takes_the_right_to_start_and_gives_it_back():
    law = economy(scale=TINY, check=False).law
    started = [law.order(month).rights["start_sites"] for month in (83, 84, 106, 109)]
    assert started == ["sovnarkhoz", "centre", "centre", "sovnarkhoz"]
