"""The door of the rooms: what it lets in, and the words with which it refuses."""

import math
from datetime import date
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import calendar
from model.data import sources
from model.dated import STATUSES, YES_OR_NO
from model.errors import Refusal
from model.parameters import Setting, find, parse_setting, read, rooms, set_parameter
from tests.small_rooms import RATCHET, build, refusal


@pytest.fixture
def house(tmp_path):
    return build(tmp_path)


def ratchet_with(folder, old, new):
    """What is said of the ratchet room when one thing in its file is changed."""
    assert old in RATCHET
    (folder / "ratchet.toml").write_text(RATCHET.replace(old, new, 1), encoding="utf-8")
    return refusal(read, "ratchet", folder)


# The model's own rooms.


@pytest.mark.parametrize("room", rooms())
def test_every_parameter_says_what_it_is_and_on_whose_word(room):
    for parameter in read(room).values():
        assert parameter.what
        assert parameter.unit
        assert parameter.is_yes_or_no or -math.inf < parameter.low < parameter.high < math.inf
        for entry in parameter.entries:
            assert entry.status in STATUSES
            assert entry.source
            assert set(entry.source) <= {source.key for source in sources()}


@pytest.mark.parametrize("room", rooms())
def test_every_figure_lies_in_its_range(room):
    for parameter in read(room).values():
        for entry in parameter.entries:
            table = entry.value if isinstance(entry.value, dict) else {"": entry.value}
            for figure in table.values():
                assert isinstance(figure, bool) == (parameter.unit == YES_OR_NO)
                assert parameter.low <= figure <= parameter.high


@pytest.mark.parametrize("room", rooms())
def test_a_room_takes_exactly_what_its_file_gives(room):
    rule = import_module(f"model.mechanisms.{room}")
    assert getattr(rule, room.title().replace("_", ""))._fields == tuple(read(room))


@pytest.mark.parametrize("room", rooms())
def test_every_parameter_is_known_when_a_run_starts(room):
    for parameter in read(room).values():
        assert parameter.entries[0].month <= calendar.FIRST_MONTH
        assert parameter.entries[0].decree is None


# What the file may say.


def test_a_parameter_is_read_as_written(house):
    assert list(read("ratchet", house)) == ["pass_through", "tautness", "may_fall"]
    found = find("ratchet", "pass_through", house)
    assert (found.unit, found.symbol, found.low, found.high) == ("share", "lambda", 0.0, 1.0)
    assert found.on(date(1956, 1, 1)) == 0.5
    assert found.on(calendar.month("1960-03")) == 0.5
    assert found.on(date(1960, 4, 30)) == 0.4
    assert found.entries[0].source == ("weitzman1980", "berliner1957")
    assert find("ratchet", "tautness", house).on(0) == {"coal": 0.03, "else": 0.02}
    assert find("ratchet", "may_fall", house).on(0) is False


def test_an_entry_dated_within_a_month_holds_for_the_whole_of_it(house):
    fine = find("localism", "fine", house)
    assert fine.on(date(1958, 4, 1)) == 3
    assert fine.on(date(1958, 3, 31)) == 0


def test_a_figure_out_of_range_is_named_with_its_file_its_date_and_its_range(house):
    assert ratchet_with(house, "value  = 0.5", "value  = 50") == (
        "ratchet.toml: pass_through since 1950-01-01 is 50 share, outside its range 0.0 to 1.0.\n"
        "If the figure is a percentage, write 0.5."
    )


def test_a_part_of_a_table_out_of_range_is_named_with_its_key(house):
    assert ratchet_with(house, "coal = 0.03", "coal = 3") == (
        "ratchet.toml: tautness.coal since 1950-01-01 is 3 share/yr, "
        "outside its range 0.0 to 0.2.\nIf the figure is a percentage, write 0.03."
    )


def test_a_percentage_is_suspected_only_of_shares_that_would_then_fit(house):
    assert ratchet_with(house, "value  = 0.5", "value  = 500").endswith("range 0.0 to 1.0.")


@pytest.mark.parametrize("figure", ["nan", "inf", "-inf"])
def test_a_figure_that_is_not_finite_is_refused(house, figure):
    assert ratchet_with(house, "value  = 0.5", f"value  = {figure}") == (
        f"ratchet.toml: pass_through since 1950-01-01 is {figure}. "
        f"It must be a finite number, in share."
    )


def test_a_month_before_the_first_figure_is_refused(house):
    assert refusal(find("ratchet", "tautness", house).on, date(1949, 1, 1)) == (
        "tautness is not known before 1950-01-01, and was asked for 1949-01-01.\n"
        "Give it an earlier [[tautness.since]] entry with a source, or start the run in 1950."
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'unit   = "share"',
            'unti   = "share"',
            "ratchet.toml: pass_through does not know 'unti'. It knows what, symbol, unit, kind, "
            "range, by, regional, opening, since. Did you mean 'unit'?",
        ),
        (
            'what   = "growth asked of every works, whatever it achieved"\n',
            "",
            "ratchet.toml: tautness: 'what' must be a text and is missing.",
        ),
        (
            "range  = [0.0, 1.0]",
            "range  = [1.0, 0.0]",
            "ratchet.toml: pass_through has range [1.0, 0.0]. "
            "It must be [low, high], finite and in order.",
        ),
        (
            "range  = [0.0, 1.0]",
            "range  = [0.0, inf]",
            "ratchet.toml: pass_through has range [0.0, inf]. "
            "It must be [low, high], finite and in order.",
        ),
        (
            "range  = [0.0, 1.0]\n",
            "",
            "ratchet.toml: pass_through has range None. It must be [low, high], "
            "finite and in order.",
        ),
        (
            'status = "estimated"',
            'status = "estimate"',
            "ratchet.toml: pass_through since 1950-01-01 has status 'estimate'. It may be "
            "confirmed, recalled, derived, estimated, calibrated. Did you mean 'estimated'?",
        ),
        (
            'source = ["weitzman1980", "berliner1957"]',
            "source = []",
            "ratchet.toml: pass_through since 1950-01-01: "
            "'source' must be a list of texts and is [].",
        ),
        (
            "date   = 1950-01-01",
            'date   = "1950-01-01"',
            "ratchet.toml: pass_through has date '1950-01-01'. "
            "Write a bare date, for instance 1956-01-01.",
        ),
        (
            "date   = 1960-04-01",
            "date   = 1950-01-15",
            "ratchet.toml: pass_through since 1950-01-15 must come a month or more "
            "after 1950-01-01.",
        ),
        (
            "value  = 0.5",
            "value  = true",
            "ratchet.toml: pass_through since 1950-01-01 is true. It must be a number, in share.",
        ),
        (
            "value  = 0.5",
            "value  = { coal = 0.5 }",
            "ratchet.toml: pass_through since 1950-01-01 is {'coal': 0.5}. "
            "It must be a number, in share.",
        ),
        (
            "value  = false",
            'value  = "no"',
            "ratchet.toml: may_fall since 1950-01-01 is 'no'. It is a switch: true or false.",
        ),
        (
            'by     = "sector"',
            'by     = "oblast"',
            "ratchet.toml: tautness is by 'oblast'. "
            "It may be by sector, region, product, zone, crop, animal, claimant.",
        ),
        (
            "coal = 0.03",
            "coals = 0.03",
            "ratchet.toml: tautness since 1950-01-01: There is no sector 'coals'. "
            "Did you mean 'coal'?",
        ),
        (
            "date   = 1950-01-01",
            'date   = 1950-01-01\n  decree = "fine_1958_04_24"',
            "ratchet.toml: pass_through since 1950-01-01 cannot rest on decree 'fine_1958_04_24', "
            "which is not in force then.",
        ),
        (
            "date   = 1960-04-01",
            'date   = 1960-04-01\n  decree = "riazan_1959"',
            "ratchet.toml: pass_through since 1960-04-01 cannot rest on decree 'riazan_1959': "
            "it is kept for comparison only, as a debate or an outcome, and carries no figures.",
        ),
        (
            "date   = 1960-04-01",
            'date   = 1960-04-01\n  decree = "fine_1958_04_42"',
            "ratchet.toml: There is no decree 'fine_1958_04_42'. Did you mean 'fine_1958_04_24'?",
        ),
        (
            "date   = 1950-01-01",
            'date   = 1958-04-24\n  decree = "fine_1958_04_24"',
            "ratchet.toml: pass_through rests on decree 'fine_1958_04_24' from the first. "
            "Say in an earlier entry what it is without that decree.",
        ),
    ],
)
def test_a_file_that_says_too_little_or_too_much_is_refused(house, old, new, said):
    assert ratchet_with(house, old, new) == said


def test_a_table_must_name_every_part_or_say_what_else_is(house):
    said = ratchet_with(house, ", else = 0.02", "")
    assert said.startswith("ratchet.toml: tautness since 1950-01-01 says nothing of oil_gas, ")
    assert said.endswith("and has no 'else'.")


def test_a_parameter_without_an_entry_is_refused(house):
    (house / "empty.toml").write_text('[a]\nwhat = "a"\nunit = "t"\nrange = [0, 1]\n')
    assert refusal(read, "empty", house) == (
        "empty.toml: a has no [[a.since]] entry. Say what it is, and since when."
    )


def test_broken_toml_is_named_with_its_file_and_line(house):
    assert ratchet_with(house, "range  = [0.0, 1.0]", "range  = [0.0, 1.0") == (
        "ratchet.toml is not valid TOML at line 6, column 1: Unclosed array."
    )


def test_text_that_is_not_utf8_is_named_with_its_file_and_line(house):
    (house / "ratchet.toml").write_bytes(b'[a]\nwhat = "\xff"\n')
    assert refusal(read, "ratchet", house) == "ratchet.toml is not UTF-8 text at line 2."


# What may be asked of it.


def test_an_unknown_room_is_refused_with_the_nearest(house):
    assert refusal(read, "ratchett", house) == (
        "There is no room 'ratchett'. Did you mean 'ratchet'?"
    )
    assert refusal(read, "xyz", house) == "There is no room 'xyz'. There are localism, ratchet."


def test_an_unknown_parameter_is_refused_with_the_nearest(house):
    assert refusal(find, "ratchet", "pass_thru", house) == (
        "The ratchet room does not have 'pass_thru'. It has pass_through, tautness, may_fall. "
        "Did you mean 'pass_through'?"
    )


# What may be set.


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("ratchet.pass_through=0.3", Setting("ratchet", "pass_through", None, None, 0.3)),
        ("ratchet.pass_through@1958-04=1", Setting("ratchet", "pass_through", None, 27, 1.0)),
        ("ratchet.tautness.coal=0.1", Setting("ratchet", "tautness", "coal", None, 0.1)),
        ("ratchet.tautness.coal@1956-01=0.1", Setting("ratchet", "tautness", "coal", 0, 0.1)),
        (" ratchet.tautness = 1e-2 ", Setting("ratchet", "tautness", None, None, 0.01)),
        ("localism.rank.shops=2", Setting("localism", "rank", "shops", None, 2.0)),
    ],
)
def test_a_setting_is_read_as_written(house, text, setting):
    assert parse_setting(text, house) == setting


@pytest.mark.parametrize("word", ["true", "yes", "1", "TRUE", "Yes"])
def test_a_switch_is_put_on_with_any_plain_word(house, word):
    assert parse_setting(f"ratchet.may_fall={word}", house).value is True


@pytest.mark.parametrize("word", ["false", "no", "0"])
def test_a_switch_is_put_off_with_any_plain_word(house, word):
    assert parse_setting(f"ratchet.may_fall={word}", house).value is False


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "ratchet.pass_through=50",
            "ratchet.pass_through is 50.0 share, outside its range 0.0 to 1.0. "
            "If the figure is a percentage, write 0.5.",
        ),
        (
            "ratchet.pass_through=nan",
            "ratchet.pass_through is nan. It must be a finite number, in share.",
        ),
        (
            "ratchet.pass_through=half",
            "ratchet.pass_through is 'half'. It must be a number, in share.",
        ),
        ("ratchet.may_fall=2", "ratchet.may_fall is 2.0. It is a switch: true or false."),
        ("ratchet.may_fall=maybe", "ratchet.may_fall is 'maybe'. It is a switch: true or false."),
        ("ratchett.tautness=0", "There is no room 'ratchett'. Did you mean 'ratchet'?"),
        (
            "ratchet.tautnes=0",
            "The ratchet room does not have 'tautnes'. It has pass_through, tautness, may_fall. "
            "Did you mean 'tautness'?",
        ),
        (
            "ratchet.tautness.coals=0",
            "There is no sector of ratchet.tautness 'coals'. Did you mean 'coal'?",
        ),
        (
            "ratchet.pass_through.coal=0",
            "ratchet.pass_through is one number, without a part 'coal'.",
        ),
        (
            "ratchet.tautness@1958-13=0",
            "'1958-13' is not a month. Write YYYY-MM, for instance 1957-07.",
        ),
        ("ratchet=1", "'ratchet' does not name a parameter. Write ROOM.PARAMETER."),
        (
            "ratchet.tautness",
            "'ratchet.tautness' does not set a parameter. Write ROOM.PARAMETER=VALUE "
            "or ROOM.PARAMETER@1958-04=VALUE.",
        ),
        (
            "ratchet.tautness=",
            "'ratchet.tautness=' does not set a parameter. Write ROOM.PARAMETER=VALUE "
            "or ROOM.PARAMETER@1958-04=VALUE.",
        ),
        (
            "ratchet.tautness@=1",
            "'' is not a month. Write YYYY-MM, for instance 1957-07.",
        ),
    ],
)
def test_a_setting_that_cannot_be_is_refused_in_one_line(house, text, said):
    assert refusal(parse_setting, text, house) == said


def test_only_a_room_that_takes_regions_is_given_them(house):
    found = set_parameter("ratchet.pass_through", 0.2, regions=("leningrad",), folder=house)
    assert found.regions == ("leningrad",)
    assert refusal(
        set_parameter, "ratchet.may_fall", True, regions=("leningrad",), folder=house
    ) == ("ratchet.may_fall holds for the whole country and cannot be confined to regions.")
    assert refusal(
        set_parameter, "ratchet.pass_through", 0.2, regions=("leningrat",), folder=house
    ) == ("There is no region 'leningrat'. Did you mean 'leningrad'?")


@given(st.floats(allow_nan=True, allow_infinity=True) | st.integers())
def test_what_is_let_in_is_finite_and_in_range(tmp_path_factory, figure):
    house = build(tmp_path_factory.getbasetemp())
    parameter = find("ratchet", "pass_through", house)
    try:
        taken = parameter.take(figure, "it")
    except Refusal:
        assert not 0.0 <= figure <= 1.0
    else:
        assert taken == figure
        assert 0.0 <= taken <= 1.0


def test_a_figure_set_for_a_time_that_no_run_reaches_is_refused():
    assert set_parameter("localism.fine@1970-12", 3.0).month == 179
    with pytest.raises(Refusal, match=r"from 1971-01\. No run goes beyond 1970-12"):
        set_parameter("localism.fine@1971-01", 3.0)
