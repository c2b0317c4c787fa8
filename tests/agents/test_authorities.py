"""Those who stand over works: whom they mean by "my works"."""

import numpy as np
import pytest

from model.agents.factory_director import FactoryDirector
from model.agents.farm_sector import FarmSector
from model.agents.general_staff import GeneralStaff
from model.agents.gosplan import Gosplan
from model.agents.ministry import Ministry
from model.agents.republic import Republic
from model.agents.sovnarkhoz import Sovnarkhoz
from model.agents.supply_organs import SupplyOrgans
from model.rows import Roll
from model.society import Society
from tests.strategies import SMALL
from tests.worlds import lived


@pytest.fixture
def economy():
    """Six works: three products in two regions."""
    economy = Society(1)
    works = economy.directors = economy.enrol("directors", FactoryDirector, 6)
    works.product = [0, 0, 1, 1, 2, 2]
    works.region = [0, 1, 0, 1, 0, 1]
    works.target = [10, 10, 20, 20, 0, 0]
    works.reported_output = [11, 9, 20, 10, 0, 0]
    works.output = [10, 9, 20, 10, 0, 0]
    return economy


@pytest.mark.parametrize(
    ("authority", "rows"),
    [
        (Gosplan, [0, 1, 2, 3, 4, 5]),
        (lambda e: Ministry(e, "coal", [0, 2]), [0, 1, 4, 5]),
        (lambda e: Sovnarkhoz(e, "tula", [1]), [1, 3, 5]),
        (lambda e: Republic(e, "ukraine", [0, 1]), [0, 1, 2, 3, 4, 5]),
        (lambda e: SupplyOrgans(e, [1]), [2, 3]),
        (lambda e: GeneralStaff(e, [2]), [4, 5]),
        (lambda e: Sovnarkhoz(e, "nowhere", []), []),
    ],
)
def test_an_authority_finds_its_works(economy, authority, rows):
    assert authority(economy).works(economy).row.tolist() == rows


def test_an_authority_sees_what_is_reported(economy):
    assert Gosplan(economy).fulfilment(economy) == pytest.approx(50 / 60)
    assert Ministry(economy, "coal", [0]).fulfilment(economy) == 1.0
    assert GeneralStaff(economy, [2]).fulfilment(economy) == 1.0  # nothing asked, nothing missed


def test_orders_of_an_authority_reach_the_works(economy):
    Ministry(economy, "coal", [0]).works(economy).target = 15.0
    assert economy.directors.target.tolist() == [15, 15, 20, 20, 0, 0]


def test_a_merged_council_commands_both_regions(economy):
    assert len(Sovnarkhoz(economy, "tula and kaluga", [0, 1]).works(economy)) == 6


def test_a_good_is_put_on_the_balance_list_once(economy):
    organs = SupplyOrgans(economy, [1])
    organs.fund(2)
    organs.fund(2)
    assert organs.products == (1, 2)
    assert organs.works(economy).row.tolist() == [2, 3, 4, 5]


def test_a_republic_knows_its_regions(economy):
    republic = Republic(economy, "ukraine", [3, 4])
    assert 4 in republic
    assert 5 not in republic


def test_a_director_counts_reserve_shortfall_and_productivity():
    works = Roll(FactoryDirector, None, 3)
    works.capacity, works.target, works.output = [10, 10, 0], [8, 12, 0], [9, 9, 0]
    works.employment = [3, 9, 0]
    assert works.spare().tolist() == [2, 0, 0]
    assert works.shortfall().tolist() == [0, 3, 0]
    assert works.output_per_worker().tolist() == [3, 1, 0]


def test_a_farm_sector_counts_losses():
    farms = Roll(FarmSector, None, 2)
    farms.capacity, farms.harvest = [10, 10], [8, 0]
    assert farms.harvest_lost().tolist() == [2, 10]


def test_subordinates_follow_the_order_in_force_and_leaders_come_with_them():
    e = lived("1956-01", scale=SMALL)
    council, ministry = e.sovnarkhozy[0], e.ministries[0]
    assert len(council.subordinates(e)) == 0
    assert council.leader(e) is None
    before = len(ministry.subordinates(e))
    assert before > 0
    assert ministry.leader(e).tenure == 0
    e = lived("1957-07", scale=SMALL)
    council, ministry = e.sovnarkhozy[0], e.ministries[0]
    assert len(council.subordinates(e)) > 0
    assert set(np.asarray(council.subordinates(e).region).tolist()) == {0}
    assert council.leader(e).tenure == 0
    assert len(ministry.subordinates(e)) < before
    run = [a.subordinates(e) for a in (*e.ministries, *e.sovnarkhozy, *e.republics)]
    assert sum(map(len, run)) <= len(e.directors)
