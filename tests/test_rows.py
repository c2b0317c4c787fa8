"""Agents as rows: one row and the whole table are the same actor at two grains."""

import copy
import gc
import importlib
import inspect
import pickle
import pkgutil
import tracemalloc

import mesa
import numpy as np
import pytest

import model.agents
from model.agents.factory_director import FactoryDirector
from model.errors import Refusal
from model.rows import Column, Roll, RowAgent, UnknownName, WrongValue, columns_of, verbs_of

for module in pkgutil.iter_modules(model.agents.__path__, "model.agents."):
    importlib.import_module(module.name)


class Mill(RowAgent):
    """A works invented for these tests."""

    capacity = Column("t/month", "what it could make")
    stock = Column("t", "what it has", shape=(3,))
    built = Column("year", "when it was built", np.int64)
    closed = Column("yes/no", "whether it stands idle", np.bool_)

    @property
    def idle(self):
        """Capacity out of use."""
        return np.where(self.closed, self.capacity, 0.0)

    def expand(self, share):
        """Enlarge by a share."""
        self.capacity = self.capacity * (1 + share)


class Nation:
    """Stands in for a model: a name and a generator."""

    def __init__(self):
        self.random = np.random.default_rng(1)


@pytest.fixture
def mills():
    roll = Roll(Mill, Nation(), 6)
    roll.capacity = [0.0, 10.0, 20.0, 30.0, 40.0, 50.0]
    roll.built = [1949, 1950, 1949, 1951, 1950, 1949]
    roll.closed = [False, True, False, False, True, False]
    return roll


def kinds(of=RowAgent):
    """Every kind of row agent of the model itself, however deep."""
    for kind in of.__subclasses__():
        if kind.__module__.startswith("model."):
            yield kind
        yield from kinds(kind)


def verbs():
    return [(kind, name) for kind in [Mill, *dict.fromkeys(kinds())] for name in verbs_of(kind)]


def filled(kind, n=7):
    """A table with positive numbers everywhere, no two alike."""
    roll, rng = Roll(kind, Nation(), n), np.random.default_rng(5)
    for name, column in columns_of(kind).items():
        draw = rng.uniform(0.5, 9.0, (n, *column.shape))
        setattr(roll, name, draw.astype(column.dtype))
    return roll


def asked(agent, kind, name):
    """Ask a verb; what it wants to know besides is one half."""
    wanted = list(inspect.signature(verbs_of(kind)[name]).parameters.values())[1:]
    return getattr(agent, name)(*[0.5 for p in wanted if p.default is p.empty])


@pytest.mark.parametrize(("kind", "name"), verbs(), ids=lambda x: getattr(x, "__name__", x))
def test_a_verb_says_the_same_of_one_row_of_some_and_of_all(kind, name):
    whole, rows, part = filled(kind), filled(kind), filled(kind)
    of_all = np.broadcast_to(asked(whole, kind, name), len(whole))
    of_each = np.array([asked(row, kind, name) for row in rows])
    of_some = asked(part[2:5], kind, name)
    np.testing.assert_array_equal(of_all, of_each)
    np.testing.assert_array_equal(of_all[2:5], of_some)
    for column in whole.columns:  # and what the verb did is the same, too
        np.testing.assert_array_equal(whole.columns[column], rows.columns[column])
        np.testing.assert_array_equal(whole.columns[column][2:5], part.columns[column][2:5])


def test_the_model_has_verbs_to_hold_to_that():
    assert ("FactoryDirector", "spare") in [(kind.__name__, name) for kind, name in verbs()]


def test_a_row_reads_and_writes_its_column_in_python_numbers(mills):
    mill = mills[3]
    assert type(mill.capacity) is float
    assert type(mill.built) is int
    assert type(mill.closed) is bool
    mill.capacity, mill.stock = 33.0, [1, 2, 3]
    mill.stock[1] = 5
    assert mills.capacity.tolist() == [0, 10, 20, 33, 40, 50]
    assert mills.stock[3].tolist() == [1, 5, 3]
    assert mill.stock.shape == (3,)


def test_a_row_is_a_mesa_agent_with_an_identity_of_its_own(mills):
    assert isinstance(mills[2], mesa.Agent)
    assert mills[2] == mills[2]
    assert mills[2] != mills[3]
    assert mills[2] != filled(Mill)[2]
    assert len({mills[2], mills[2], mills[-4], mills[5]}) == 2
    assert mills[2].unique_id == mills.unique_id[2] == 3
    assert mills[2].model is mills.model
    assert repr(mills[2]) == "<Mill row 2>"
    with pytest.raises(IndexError):
        mills[6]


@pytest.mark.parametrize("misspelt", ["capacty", "exapnd"])
def test_a_name_that_is_neither_column_nor_verb_is_refused_with_the_nearest(mills, misspelt):
    said = {
        "capacty": "Mill has no 'capacty'. Did you mean 'capacity'?",
        "exapnd": "Mill has no 'exapnd'. Did you mean 'expand'?",
    }[misspelt]
    for thing in (mills, mills[1], mills[:3]):
        for touch in (getattr, lambda it, name: setattr(it, name, 1.0)):
            with pytest.raises(UnknownName) as refused:
                touch(thing, misspelt)
            assert str(refused.value) == said
    assert not hasattr(mills[1], misspelt)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("capacity", [1.0, 2.0], "Mill.capacity has shape (6,), and was given (2,)."),
        ("stock", np.ones(6), "Mill.stock has shape (6, 3), and was given (6,)."),
        ("built", 1949.5, "Mill.built holds int64, and was given float64."),
        ("closed", 2, "Mill.closed holds bool, and was given int64."),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_changes_nothing(mills, column, value, said):
    before = mills.columns[column].copy()
    with pytest.raises(WrongValue) as refused:
        setattr(mills, column, value)
    assert str(refused.value) == said
    np.testing.assert_array_equal(mills.columns[column], before)


def test_columns_are_written_in_place(mills):
    held = mills.capacity
    mills.capacity = np.arange(6.0)
    mills.capacity += 1
    mills.stock = [1, 2, 3]
    assert held is mills.capacity
    assert held.tolist() == [1, 2, 3, 4, 5, 6]
    assert mills.stock.sum() == 36


def test_the_questions_of_mesa_are_answered_by_columns(mills):
    assert len(mills) == 6
    assert [mill.row for mill in mills] == [0, 1, 2, 3, 4, 5]
    assert mills[2] in mills
    assert filled(Mill)[2] not in mills
    assert mills.agg("capacity", sum) == 150
    assert mills.agg("capacity", [min, max, np.mean]) == [0, 50, 25]
    assert mills.get("built").tolist() == [1949, 1950, 1949, 1951, 1950, 1949]
    assert mills.get(["capacity", "built"])[1].tolist() == [10, 1950]
    assert mills.get("height", "default", 7).tolist() == [7] * 6
    assert mills.get("idle").tolist() == [0, 10, 0, 0, 40, 0]
    assert mills.set("capacity", 2.0).capacity.tolist() == [2.0] * 6
    assert mills.do("expand", 0.5) is mills
    assert mills.capacity.tolist() == [3.0] * 6
    assert mills.map(lambda mill: mill.built - 1900) == [49, 50, 49, 51, 50, 49]
    mills.get("capacity")[0] = 99
    assert mills[0].capacity == 3.0


@pytest.mark.parametrize(
    "question",
    [
        lambda mill: mill.capacity > 15,
        lambda mill: mill.capacity > 15 and mill.built > 0,  # branches: asked row by row
        lambda mill: mill.row in (2, 3, 4, 5),
        np.array([False, False, True, True, True, True]),
        [2, 3, 4, 5],
    ],
)
def test_select_takes_a_question_a_mask_or_places(mills, question):
    chosen = mills.select(question)
    assert chosen.row.tolist() == [2, 3, 4, 5]
    assert chosen.capacity.tolist() == [20, 30, 40, 50]
    assert mills.select(question, at_most=3).row.tolist() == [2, 3, 4]
    assert mills.select(question, at_most=0.5).row.tolist() == [2, 3, 4]
    assert mills.select(question, agent_type=Mill).row.tolist() == [2, 3, 4, 5]
    assert len(mills.select(question, agent_type=FactoryDirector)) == 0
    assert len(mills.select([])) == 0


def test_a_part_writes_into_the_roll_and_never_into_a_copy(mills):
    part = mills[mills.built == 1949]
    part.capacity = [1.0, 2.0, 3.0]
    part.expand(1.0)
    assert mills.capacity.tolist() == [2, 10, 4, 30, 40, 6]
    assert part[1:].select(lambda mill: mill.capacity > 5)[0] == mills[5]
    assert mills[5] in part
    assert mills[1] not in part
    with pytest.raises(ValueError, match="read-only"):
        part.capacity[0] = 99
    with pytest.raises(WrongValue, match=r"shape \(3,\), and was given \(6,\)"):
        part.capacity = np.ones(6)


def test_groups_are_parts_by_value(mills):
    groups = mills.groupby("built")
    assert groups.count() == {1949: 3, 1950: 2, 1951: 1}
    assert groups.agg("capacity", sum) == {1949: 70, 1950: 50, 1951: 30}
    assert groups.map(len) == {1949: 3, 1950: 2, 1951: 1}
    assert mills.groupby(lambda mill: mill.built > 1949).count() == {False: 3, True: 3}
    assert groups.do("expand", 1.0) is groups
    assert mills.capacity.tolist() == [0, 20, 40, 60, 80, 100]
    assert {key: part.row.tolist() for key, part in groups}[1950] == [1, 4]
    assert len(groups) == 3


def test_shuffle_do_asks_each_row_once(mills):
    order = []
    assert mills.shuffle_do(lambda mill: order.append(mill.row)) is mills
    assert sorted(order) == [0, 1, 2, 3, 4, 5]
    mills.shuffle_do("expand", 1.0)
    assert mills.capacity.tolist() == [0, 20, 40, 60, 80, 100]


def test_two_tables_share_nothing():
    one, other = Roll[Mill](Mill, Nation(), 3), Roll(Mill, Nation(), 3)
    one.capacity = 5.0
    assert other.capacity.tolist() == [0, 0, 0]
    assert not any(
        np.shares_memory(array, other.columns[name]) for name, array in one.columns.items()
    )


@pytest.mark.parametrize(
    "journey", [copy.deepcopy, lambda x: pickle.loads(pickle.dumps(x))], ids=["deepcopy", "pickle"]
)
def test_rolls_parts_and_rows_travel(mills, journey):
    roll, part, row = journey((mills, mills[1:3], mills[4]))
    assert roll.capacity.tolist() == mills.capacity.tolist()
    assert part.roll is roll
    assert row == roll[4]
    roll.capacity = 1.0
    assert (part.capacity[0], row.capacity) == (1.0, 1.0)
    assert mills[4].capacity == 40


def test_sealed_columns_cannot_be_written_by_any_way(mills):
    mills.open_only(["built"])
    mills.built = 1955
    for write in (
        lambda: setattr(mills, "capacity", 1.0),
        lambda: setattr(mills[0], "capacity", 1.0),
        lambda: setattr(mills[:2], "capacity", 1.0),
    ):
        with pytest.raises(WrongValue, match=r"Mill\.capacity is sealed"):
            write()
    with pytest.raises(ValueError, match="read-only"):
        mills.capacity[0] = 1.0
    with pytest.raises(ValueError, match="read-only"):
        mills[0].stock[0] = 1.0
    with pytest.raises(UnknownName, match="Did you mean 'capacity'"):
        mills.open_only(["capacty"])
    mills.seal()
    with pytest.raises(WrongValue, match=r"Mill\.built is sealed"):
        mills.built = 1956
    assert mills.capacity.tolist() == [0, 10, 20, 30, 40, 50]


def test_a_dropped_table_has_no_rows_and_says_so(mills):
    mill = mills[1]
    mills.drop()
    assert (len(mills), mills.columns, list(mills)) == (0, {}, [])
    for thing in (mills, mill):
        with pytest.raises(UnknownName, match=r"Mill\.capacity is gone: the table was dropped"):
            _ = thing.capacity
    mills.drop()
    assert len(pickle.loads(pickle.dumps(mills))) == 0


def test_a_row_cannot_be_removed(mills):
    with pytest.raises(Refusal, match="Mark it in a column"):
        mills[0].remove()
    assert len(mills) == 6


@pytest.mark.parametrize("taken", ["rng", "step", "agg", "columns", "row", "unique_id", "pos"])
def test_a_column_cannot_take_a_name_of_mesa_or_of_the_table(taken):
    with pytest.raises(TypeError, match=f"{taken}: that name is Mesa's or the table's"):
        type("Wrong", (RowAgent,), {taken: Column("", "")})


def test_columns_and_verbs_are_inherited(mills):
    class WaterMill(Mill):
        head = Column("m", "fall of the water")

    roll = Roll(WaterMill, mills.model, 2)
    roll.capacity, roll.head = 4.0, 2.0
    roll.expand(0.5)
    assert roll[1].capacity == 6.0
    assert list(roll.columns) == ["capacity", "stock", "built", "closed", "head"]


def test_the_data_dictionary_is_what_the_columns_say():
    lines = Roll(Mill, Nation(), 1).data_dictionary()
    assert lines[1] == {
        "column": "stock",
        "unit": "t",
        "what": "what it has",
        "type": "float64",
        "shape": "3",
    }
    assert Mill.capacity.unit == "t/month"


@pytest.mark.parametrize("kind", list(dict.fromkeys(kinds())), ids=lambda kind: kind.__name__)
def test_every_column_of_the_model_says_its_unit_and_meaning(kind):
    assert columns_of(kind)
    for name, column in columns_of(kind).items():
        assert column.unit, name
        assert column.what, name


def test_a_hundred_thousand_rows_are_columns_and_nothing_else():
    gc.collect()
    objects = len(gc.get_objects())
    tracemalloc.start()
    roll = Roll(FactoryDirector, Nation(), 100_000)
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    columns = sum(array.nbytes for array in roll.columns.values())
    assert size < columns + 8 * len(roll) + 50_000  # the row numbers, and a little
    assert len(gc.get_objects()) - objects < 200
