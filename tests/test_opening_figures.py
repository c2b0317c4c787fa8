"""Figures that are read once, when the economy is founded, say so and are not set later."""

import pytest

from model import calendar
from model.economy import SovietEconomy
from model.law import Law
from model.parameters import find, parse_setting, read, rooms, set_parameter
from tests.small_rooms import build, refusal


@pytest.fixture
def house(tmp_path):
    """The small house."""
    return build(tmp_path)


@pytest.fixture
def opening(house):
    """The small house, where a plan may fall or not once and for all."""
    file = house / "ratchet.toml"
    told = file.read_text(encoding="utf-8").replace('"yes/no"\n', '"yes/no"\nopening = true\n')
    file.write_text(told, encoding="utf-8")
    return house


@pytest.mark.parametrize("when", ["", "@1955-06", "@1956-01"])
def test_a_figure_of_the_opening_is_set_from_the_first(opening, when):
    assert find("ratchet", "may_fall", opening).opening
    assert parse_setting(f"ratchet.may_fall{when}=1", opening).value is True


@pytest.mark.parametrize("told", [{"since": 1}, {"since": 27}])
def test_a_figure_of_the_opening_is_not_set_later(opening, told):
    said = refusal(set_parameter, "ratchet.may_fall", True, folder=opening, **told)
    assert said == (
        f"ratchet.may_fall is read at the opening, in 1956-01, and cannot change in "
        f"{calendar.name(told['since'])}. Write ratchet.may_fall=VALUE."
    )


def test_a_figure_of_the_opening_has_one_entry(house):
    file = house / "ratchet.toml"
    told = file.read_text(encoding="utf-8").replace("regional = true", "opening = true")
    file.write_text(told, encoding="utf-8")
    said = refusal(read, "ratchet", house)
    assert said == (
        "ratchet.toml: pass_through is read at the opening: it cannot change on 1960-04-01."
    )


@pytest.fixture
def reads(monkeypatch):
    """Every figure read by the model, by when: a year of months, 0 for the founding."""
    found, kinds, asked = {}, {}, Law.__call__

    def recording(room):
        name = room.__module__.rpartition(".")[2]

        def get(figures, field):
            if field in room._fields:
                found.setdefault((name, field), set()).add(found["month"])
            return tuple.__getattribute__(figures, field)

        return type(room.__name__, (room,), {"__getattribute__": get, "__slots__": ()})

    def call(law, room, month):
        if room not in kinds:
            kinds[room] = recording(room)
        return kinds[room](*asked(law, room, month))

    monkeypatch.setattr(Law, "__call__", call)
    found["month"] = 0
    return found


def test_what_is_marked_is_read_at_the_opening_and_all_else_later_too(reads):
    e = SovietEconomy(scale=0.02)
    for month in range(1, 14):
        reads["month"] = month
        e.step()
    parameters = [p for room in rooms() for p in read(room).values()]
    marked = {(p.room, p.name) for p in parameters if p.opening}
    early = {figure for figure in marked if 0 in reads.get(figure, ())}
    assert early == marked
    unmarked = {(p.room, p.name) for p in parameters} - marked
    read_at_all = {figure for figure in unmarked if figure in reads}
    assert len(read_at_all) > 0.8 * len(unmarked)  # others wait for a decree or for a rule to act
    assert {figure for figure in read_at_all if max(reads[figure]) == 0} == set()
