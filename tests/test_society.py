"""A Mesa model of rows: what Mesa's public properties say of them."""

import copy
import pickle

import mesa
import numpy as np
import pytest

from model.agents.factory_director import FactoryDirector
from model.agents.farm_sector import FarmSector
from model.agents.ministry import Ministry
from model.errors import Refusal
from model.society import Society


class Country(Society):
    """Five works, two farms, two ministries."""

    def __init__(self, seed=1):
        super().__init__(seed)
        self.month = 0
        self.directors = self.enrol("directors", FactoryDirector, 5)
        self.farms = self.enrol("farms", FarmSector, 2)
        self.ministries = [Ministry(self, name, [i]) for i, name in enumerate(["coal", "steel"])]
        self.directors.product = [0, 0, 1, 1, 1]
        self.directors.output = [1.0, 2.0, 3.0, 4.0, 5.0]
        self.farms.harvest = [10.0, 20.0]

    @property
    def national_output(self):
        """Everything made, for reporters that go by name."""
        return self.directors.agg("output", sum)

    def step(self):
        """Make a tenth more."""
        self.month += 1
        self.directors.output = self.directors.output * 1.1


@pytest.fixture
def country():
    return Country()


def test_a_society_is_a_mesa_model_whose_agents_are_rows_and_agents(country):
    assert isinstance(country, mesa.Model)
    assert len(country.agents) == 9
    assert [type(agent).__name__ for agent in country.agents] == (
        ["FactoryDirector"] * 5 + ["FarmSector"] * 2 + ["Ministry"] * 2
    )
    assert country.agent_types == [FactoryDirector, FarmSector, Ministry]
    assert country.agents_by_type[FactoryDirector] is country.directors
    assert list(country.agents_by_type[Ministry]) == country.ministries
    assert country.directors[3] in country.agents
    assert country.ministries[0] in country.agents
    assert Country().directors[3] not in country.agents


def test_no_two_agents_have_the_same_id_and_ids_do_not_change(country):
    ids = [agent.unique_id for agent in country.agents]
    assert len(set(ids)) == 9
    country.step()
    assert ids == [agent.unique_id for agent in country.agents]
    assert country.agents.get("unique_id") == ids


def test_everyone_answers_mesas_questions_across_kinds(country):
    everyone = country.agents
    assert everyone.get("output", "default", None)[:6] == [1.0, 2.0, 3.0, 4.0, 5.0, None]
    makers = everyone.select(agent_type=FactoryDirector)
    assert makers.agg("output", sum) == 15
    assert makers.agg("output", [min, max]) == [1, 5]
    assert len(everyone.select(at_most=6)) == 6
    assert len(everyone.select(at_most=1 / 3)) == 3
    assert [a.name for a in everyone.select(lambda agent: hasattr(agent, "name"))] == [
        "coal",
        "steel",
    ]
    assert everyone.map(lambda agent: type(agent).__name__)[-1] == "Ministry"
    assert everyone.groupby(lambda agent: type(agent).__name__).count() == {
        "FactoryDirector": 5,
        "FarmSector": 2,
        "Ministry": 2,
    }
    groups = everyone.select(lambda agent: hasattr(agent, "coverage")).groupby("sector")
    assert groups.count() == {0: 7}
    assert groups.agg("coverage", sum) == {0: 0}


def test_everyone_can_be_told_and_asked_in_any_order(country):
    rows = country.agents.select(lambda agent: hasattr(agent, "coverage"))
    assert rows.set("coverage", 0.5) is rows
    assert country.farms.coverage.tolist() == [0.5, 0.5]
    told, shuffled = [], []
    country.agents.do(told.append)
    country.agents.shuffle_do(shuffled.append)
    assert told == list(country.agents)
    assert sorted(map(repr, shuffled)) == sorted(map(repr, told))
    assert shuffled != told


def test_model_reporters_work_by_name_and_by_question(country):
    collector = mesa.DataCollector(
        model_reporters={
            "output": "national_output",
            "works": lambda m: len(m.agents_by_type[FactoryDirector]),
            "best": lambda m: m.agents_by_type[FactoryDirector].agg("output", max),
        }
    )
    for _ in range(2):
        collector.collect(country)
        country.step()
    frame = collector.get_model_vars_dataframe()
    assert frame["output"].tolist() == pytest.approx([15.0, 16.5])
    assert frame["works"].tolist() == [5, 5]
    assert frame["best"].tolist() == pytest.approx([5.0, 5.5])


def test_one_step_lives_one_month(country):
    for _ in range(3):
        country.step()
    assert country.month == 3


@pytest.mark.parametrize(
    "journey", [copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))], ids=["deepcopy", "pickle"]
)
def test_a_copy_lives_on_by_itself(country, journey):
    country.step()
    twin = journey(country)
    twin.step()
    assert (country.month, twin.month) == (1, 2)
    assert twin.directors[0].model is twin
    assert twin.rolls["directors"] is twin.directors
    assert twin.agents_by_type[FactoryDirector] is twin.directors
    assert twin.directors.output[0] == pytest.approx(1.21)
    assert country.directors.output[0] == pytest.approx(1.1)
    assert len(twin.agents) == 9


def test_two_countries_in_one_process_share_no_column():
    one, other = Country(), Country(seed=2)
    one.directors.output = 0.0
    assert other.directors.output.tolist() == [1, 2, 3, 4, 5]
    assert not any(
        np.shares_memory(array, other.rolls[name].columns[column])
        for name, roll in one.rolls.items()
        for column, array in roll.columns.items()
    )


def test_only_what_is_opened_can_be_written(country):
    country.open_only({"directors.output", "farms.store"})
    country.directors.output = 1.0
    country.farms.store = 2.0
    with pytest.raises(ValueError, match=r"FactoryDirector\.target is sealed"):
        country.directors.target = 1.0
    with pytest.raises(Refusal, match=r"no column 'directors.outptu'. Did you mean 'directors.out"):
        country.open_only({"directors.outptu"})
    country.seal()
    with pytest.raises(ValueError, match=r"FactoryDirector\.output is sealed"):
        country.directors.output = 2.0
    country.unseal()
    country.directors.target = 3.0
    assert country.directors[0].target == 3.0


def test_a_closed_country_keeps_nothing_large(country):
    country.close()
    country.close()
    assert [roll.columns for roll in country.rolls.values()] == [{}, {}]
    assert len(country.agents) == 2


def test_a_kind_is_enrolled_once(country):
    with pytest.raises(ValueError, match="already enrolled"):
        country.enrol("more_directors", FactoryDirector, 3)
    with pytest.raises(ValueError, match="already enrolled"):
        country.enrol("directors", Mine, 3)


class Mine(FactoryDirector):
    """A kind of its own."""


def test_the_data_dictionary_covers_every_roll(country):
    lines = country.data_dictionary()
    assert {line["roll"] for line in lines} == {"directors", "farms"}
    assert {"roll": "directors", "column": "target"}.items() <= lines[8].items()
    assert lines[8]["unit"] == "mln rub/month"
