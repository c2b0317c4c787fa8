"""The timeline of decrees: what moves, ends, lapses and goes together."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import calendar, decrees
from model.errors import Refusal

HISTORY = decrees.history()
MOVABLE = sorted(name for name, decree in HISTORY.items() if decree.since is not None)


def moved(**to):
    """The timeline when some decrees are moved to a month, or never issued."""
    return decrees.timeline({name: decrees.parse_date(when) for name, when in to.items()})


def refusal(**to):
    """What is said when decrees cannot be moved so."""
    with pytest.raises(Refusal) as said:
        moved(**to)
    return str(said.value)


def test_history_names_only_decrees_that_exist_and_comes_in_order():
    for decree in HISTORY.values():
        for before in (HISTORY[name] for name in decree.presupposes):
            assert decree.since is None or before.since <= decree.since
        assert decree.ended_by is None or decree.ended_by in HISTORY
        assert decree.until is None or decree.until > decree.since


def test_unmoved_decrees_are_in_force_as_they_were():
    when = decrees.timeline()
    assert when.dropped == ()
    assert when.since == {name: decree.since for name, decree in HISTORY.items()}
    assert not when.in_force("law_1957_05_10", calendar.month("1957-06"))
    assert when.in_force("law_1957_05_10", calendar.month("1957-07"))
    assert when.in_force("law_1957_05_10", calendar.month("1965-09"))
    assert not when.in_force("law_1957_05_10", calendar.month("1965-10"))


def test_a_debate_is_never_in_force():
    assert not decrees.timeline().in_force("liberman_1962", calendar.month("1963-01"))
    assert not HISTORY["liberman_1962"].has_force
    assert not HISTORY["plenum_1957_02"].has_force
    assert HISTORY["law_1957_05_10"].has_force


def test_a_decree_holds_until_the_one_that_ends_it():
    """The table ends the chemistry committee a month before its successor comes."""
    until = decrees.timeline().until["chemistry_committee_1958"]
    assert until == calendar.month("1963-04")


def test_without_the_law_of_1957_its_whole_family_goes_and_no_more():
    dropped = moved(law_1957_05_10="never").dropped
    assert len(dropped) == 17
    assert {"fine_1958_04_24", "councils_enlarged_1963", "ministries_1965", "gossnab_1965"} <= set(
        dropped
    )
    assert not {"seven_year_plan_1959", "kosygin_1965", "party_split_1962"} & set(dropped)


def test_what_was_to_be_ended_stays_where_the_end_never_comes():
    when = moved(law_1957_05_10="never")
    assert HISTORY["republic_transfer_1956"].ended_by == "law_1957_05_10"
    assert when.until["republic_transfer_1956"] is None
    assert when.in_force("republic_transfer_1956", calendar.LAST_MONTH)


def test_an_end_travels_with_the_decree_that_brings_it():
    when = moved(ministries_1965="1963-10")
    assert when.until["law_1957_05_10"] == calendar.month("1963-10")
    lag = HISTORY["party_state_control_1962"].until - HISTORY["ministries_1965"].since
    assert when.until["party_state_control_1962"] == calendar.month("1963-10") + lag


def test_what_would_end_before_it_begins_does_not_come_nor_what_rests_on_it():
    dropped = moved(ministries_1965="1960-01").dropped
    assert "councils_enlarged_1963" in dropped
    assert "central_asia_1963" in dropped
    assert "fine_1958_04_24" not in dropped


def test_a_decree_before_one_it_presupposes_is_refused_with_both_names():
    assert refusal(councils_enlarged_1963="1957-01") == (
        "Decree 'councils_enlarged_1963' cannot be in force from 1957-01: it presupposes "
        "'law_1957_05_10', in force from 1957-07. Move or drop one of the two."
    )


def test_a_decree_moved_past_those_that_presuppose_it_is_refused_with_all_names():
    assert refusal(law_1957_05_10="1958-04") == (
        "Decree 'gosekonomkomissiia_1957' cannot be in force from 1957-07: it presupposes "
        "'law_1957_05_10', in force from 1958-04. Move or drop one of the two. "
        "The same holds of regions_merged_1957, defence_committees_1957."
    )


def test_a_decree_moved_while_what_it_presupposes_is_dropped_is_refused_with_both_names():
    assert refusal(law_1957_05_10="never", fine_1958_04_24="1959-01") == (
        "Decree 'fine_1958_04_24' presupposes 'law_1957_05_10', which is never issued."
    )


def test_a_decree_moved_past_its_end_is_refused_with_both_names():
    assert refusal(republic_transfer_1956="1957-08") == (
        "Decree 'republic_transfer_1956' cannot be in force from 1957-08: "
        "it is ended by 'law_1957_05_10' in 1957-07."
    )
    assert refusal(demobilisation_1956="1958-01") == (
        "Decree 'demobilisation_1956' cannot be in force from 1958-01: it is ended in 1957-06."
    )


def test_an_unknown_decree_is_refused_with_the_nearest():
    assert refusal(party_spilt_1962="never") == (
        "There is no decree 'party_spilt_1962'. Did you mean 'party_split_1962'?"
    )


@pytest.mark.parametrize("when", ["1957-13", "1957", "soon", "", 1957])
def test_a_date_that_is_none_is_refused(when):
    assert refusal(law_1957_05_10=when) == (
        f"{when!r} is not a date for a decree. Write YYYY-MM or never."
    )


@given(st.sets(st.sampled_from(MOVABLE), max_size=4))
def test_dropping_leaves_nothing_that_rests_on_what_is_gone(gone):
    when = decrees.timeline(dict.fromkeys(gone))
    for name in (name for name in MOVABLE if when.since[name] is not None):
        assert all(when.since[before] is not None for before in HISTORY[name].presupposes)
        assert when.until[name] is None or when.until[name] > when.since[name]
        assert when.since[name] == HISTORY[name].since
    assert set(when.dropped).isdisjoint(gone)


@given(st.sampled_from(MOVABLE), st.integers(-24, 119))
def test_a_decree_moved_is_in_force_in_order_or_refused(name, month):
    try:
        when, said = decrees.timeline({name: month}), ""
    except Refusal as why:
        when, said = decrees.timeline(), str(why)
    assert name in said or when.since[name] == month
    pairs = chain.from_iterable(
        ((decree.id, before) for before in decree.presupposes) for decree in HISTORY.values()
    )
    for later, before in pairs:
        if when.since[later] is not None:
            assert when.since[before] <= when.since[later]
