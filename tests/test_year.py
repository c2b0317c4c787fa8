"""The year, read downwards: order and months of phases, and no writing that was not declared."""

from itertools import pairwise

import numpy as np
import pytest

from model import year
from model.errors import Refusal
from model.rows import WrongValue
from model.year import CADENCES, YEAR, Phase
from tests import worlds
from tests.source import HOUSE
from tests.strategies import economy, state

TINY = 0.005
DECEMBER = (
    "grow_claims", "perspective", "bids", "control_figures", "norms", "assortment", "bargain",
    "houses_planned", "balance",
    "division", "allotted", "limits", "labour", "wage_plan", "allot", "insurance", "attachment",
)  # fmt: skip
LAW = "superiors"  # the law of the month is read before anything is planned under it
NAMES = [phase.act.__name__ for phase in YEAR]


def place(name):
    """The place of a phase in the year."""
    return NAMES.index(name)


@pytest.fixture
def lived(monkeypatch):
    """What happened in which month, written down as it happens."""
    seen = []

    def noted(phase):
        def act(e):
            seen.append((e.month, phase.act.__name__))
            phase.act(e)

        act.__name__ = phase.act.__name__
        return phase._replace(act=act)

    monkeypatch.setattr(year, "YEAR", tuple(map(noted, YEAR)))
    return seen


def test_the_year_stands_on_one_page():
    lines = (HOUSE / "model" / "year.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 300


def test_planning_comes_before_the_month_and_the_accounts_come_last():
    cadence = [list(CADENCES).index(phase.cadence) for phase in YEAR[1:]]
    assert cadence == sorted(cadence)
    assert NAMES[0] == LAW
    assert tuple(NAMES[1 : len(DECEMBER) + 1]) == DECEMBER
    assert len(set(NAMES)) == len(NAMES)


def test_the_month_runs_from_arrival_to_dispatch():
    order = (
        "arrivals", "plant", "works_plan", "production", "depots", "final_users", "building",
        "dispatch", "report",
    )  # fmt: skip
    for before, after in pairwise(order):
        assert place(before) < place(after)
    for comes_in in ("fields", "imports"):
        assert place(comes_in) < place("dispatch")


def test_december_plans_once_a_year_and_the_books_close_once(lived):
    economy(scale=TINY).run("1957-02")
    monthly = [p.act.__name__ for p in YEAR[1:] if p.cadence == "monthly"]
    closing = [p.act.__name__ for p in YEAR if p.cadence == "close"]
    quarterly = [p.act.__name__ for p in YEAR if p.cadence == "quarter"]
    expected = []
    for month in range(14):
        names = [LAW, *DECEMBER * (month in (0, 12)), *quarterly * (month in (3, 6, 9))]
        names += monthly + closing * (month == 11)
        expected += [(month, name) for name in names]
    assert lived == expected


def test_cadences_are_months_of_the_year():
    assert {p.cadence for p in YEAR} <= set(CADENCES)
    assert all(set(months) <= set(range(12)) for months in CADENCES.values())
    assert CADENCES["monthly"] == tuple(range(12))


def test_the_time_of_every_phase_is_taken():
    e = economy(scale=TINY)
    e.run("1956-12")
    assert set(e.record.seconds) == set(NAMES)
    assert min(e.record.seconds.values()) >= 0


# What a phase declares.


def test_what_was_not_declared_cannot_be_written(monkeypatch):
    def meddle(e):
        e.directors.output = e.directors.output * 2

    monkeypatch.setattr(year, "YEAR", (Phase("monthly", meddle), *YEAR))
    with pytest.raises(WrongValue, match=r"FactoryDirector\.output is sealed"):
        economy(scale=TINY).step()


def test_numpy_itself_refuses_to_write_past_the_roll(monkeypatch):
    def meddle(e):
        e.directors.capital[0] += 1.0

    monkeypatch.setattr(year, "YEAR", (*YEAR, Phase("monthly", meddle, ("directors.output",))))
    with pytest.raises(ValueError, match="read-only"):
        economy(scale=TINY).step()


def test_a_column_that_does_not_exist_cannot_be_declared(monkeypatch):
    wrong = Phase("monthly", YEAR[0].act, ("directors.outputs",))
    monkeypatch.setattr(year, "YEAR", (wrong, *YEAR))
    with pytest.raises(Refusal, match=r"Did you mean 'directors\.output'"):
        economy(scale=TINY).step()


DECLARED = [(place(p.act.__name__), column) for p in YEAR for column in p.writes]


@pytest.mark.parametrize(
    ("which", "column"), DECLARED, ids=[f"{NAMES[i]}-{column}" for i, column in DECLARED]
)
def test_no_phase_declares_what_it_does_not_write(monkeypatch, which, column):
    phase = YEAR[which]
    less = phase._replace(writes=tuple(c for c in phase.writes if c != column))
    # in the second year, since some phases compare with last year
    e = worlds.lived("1957-11" if phase.cadence == "close" else "1956-12")
    monkeypatch.setattr(year, "YEAR", (*YEAR[:which], less, *YEAR[which + 1 :]))
    with pytest.raises((WrongValue, ValueError), match=r"sealed|read-only"):
        e.run("1957-12")


def test_after_the_month_every_column_can_be_written_again():
    e = economy(scale=TINY)
    e.step()
    for roll in e.rolls.values():
        assert all(array.flags.writeable for array in roll.columns.values())


def test_checking_changes_nothing():
    runs = [economy(scale=TINY, check=check) for check in (True, False)]
    for e in runs:
        e.run("1957-02")
    one, other = map(state, runs)
    assert one == other


# What the order means.


def test_what_is_sent_this_month_arrives_in_the_next_and_not_before():
    e = economy(scale=TINY)
    e.step()
    sent = e.lines.transit.sum()
    e.step()
    assert e.received.sum() == pytest.approx(sent)
    assert e.lines.transit.sum() != pytest.approx(sent, rel=1e-9)


def test_the_plan_of_the_year_stands_for_the_year():
    e = economy("no_ratchet", scale=TINY)
    e.step()
    plan, contracts = e.plan.works.copy(), e.lines.contract.copy()
    e.run("1956-12")
    assert (e.plan.works == plan).all()
    assert (e.lines.contract == contracts).all()
    assert e.due_so_far == pytest.approx(plan)
    e.step()
    assert (e.plan.works != plan).any()
    assert not np.array_equal(e.lines.contract, contracts)
