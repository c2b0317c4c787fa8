"""Directors in whole economies: what the two rooms change, and what they may not."""

from functools import cache

import numpy as np
import pytest

from experiments.studies import readings
from model import data
from model.agents.factory_director import FactoryDirector
from model.rows import columns_of
from tests.strategies import economy, state
from tests.worlds import TINY, lived

pytestmark = pytest.mark.once  # the same on every interpreter: fingerprint.py

NO_ONE = ("no_indicator", "no_ratchet")


@cache
def years(layers="historical", until="1958-12", **overrides):
    """The annual record of a small run."""
    given = {name.replace("__", "."): value for name, value in overrides.items()}
    return lived(until, layers, scale=0.02, overrides=given).record.annual


def around_the_plan(**overrides):
    """Shares of works at 97 to 100 and at 100 to 103 per cent of the plan, in 1958."""
    given = {name.replace("__", "."): value for name, value in overrides.items()}
    return readings.facts(lived("1958-12", scale=0.02, overrides=given))


def test_bunching_vanishes_with_a_linear_bonus():
    """Works stand just above the plan and not just below it, and alike on both sides without."""
    cliff, linear = around_the_plan(), around_the_plan(indicator__linear_bonus=True)
    assert cliff["at_100"] > 0.25
    assert cliff["at_100"] > 3.0 * cliff["from_97"]
    assert linear["at_100"] < 1.1 * linear["from_97"]


def test_the_margin_above_the_plan_widens_with_doubt_about_supplies():
    sure, unsure = (
        years(until="1956-12", indicator__seen_luck=1.0, indicator__least_doubt=d)
        for d in (0.01, 0.05)
    )
    median = [a["reported", "fulfilment_january_plan_median"].loc[1956] for a in (sure, unsure)]
    assert median[0] < median[1]


def test_quality_falls_and_official_growth_outruns_true():
    annual = years()
    quality = annual["true", "quality"]
    assert quality.is_monotonic_decreasing
    assert quality.loc[1956] == pytest.approx(1.0, abs=0.01)
    assert quality.loc[1958] > 0.95
    assert (annual["reported", "hidden_inflation"].loc[1957:] > 0).all()


def test_quality_does_not_fall_in_defence():
    e = lived("1957-06")
    defence = e.directors.sector == data.SECTORS.index("defence_space")
    assert (e.worth[defence] == 1.0).all()
    assert e.worth[~defence].mean() < 1.0


def test_the_last_ten_days_bring_two_fifths_to_three_fifths():
    assert years()["true", "storming_share"].between(0.4, 0.6).all()


@pytest.mark.parametrize("layers", ["historical", *NO_ONE, NO_ONE])
def test_books_balance_with_and_without_the_rooms(layers):
    e = lived("1957-02", layers)
    assert (e.directors.output > 0).any()
    assert (e.directors.output <= e.able * (1 + 1e-9)).all()


def test_without_the_rooms_no_figure_of_theirs_matters():
    others = {
        "indicator.strain": 1.4, "indicator.renewal": 0.3, "indicator.harm": 0.5,
        "indicator.memory": 0.3, "ratchet.pass_through": 0.1, "ratchet.voice": 0.5,
        "ratchet.margin": 0.1, "ratchet.lenience": 0.9,
    }  # fmt: skip
    alone, changed = (lived("1957-06", NO_ONE, overrides=given) for given in ({}, others))
    assert state(alone) == state(changed)


def test_without_the_rooms_works_do_as_the_plan_says():
    e = economy((*NO_ONE, "no_careers"), scale=TINY)
    for _ in range(13):
        e.step()
        d = e.directors
        due = e.plan.works * e.plan.profile[:, (e.month - 1) % 12][d.product][e.fates.row]
        could = due <= e.able_of_fate
        assert could.mean() > 0.5
        assert (e.planned_of_fate[could] >= due[could] - 1e-12).all()
        assert (e.planned_of_fate <= e.able_of_fate).all()
        np.testing.assert_array_equal(d.reported_output, d.output)
        assert (d.weight == 0).all()


def test_more_pass_through_does_not_raise_output():
    made, reserve = [], []
    for part in (0.1, 0.8):
        e = lived("1958-12", scale=0.02, overrides={"ratchet.pass_through": part})
        made.append(e.record.years[1958].flows.useful.sum())
        reserve.append(e.record.annual["true", "hidden_reserve"].loc[1958])
    assert made[1] < made[0]
    assert reserve[1] > reserve[0]


LOT = "zero_intelligence"


def test_directors_by_lot_draw_about_what_was_usual():
    e = lived("1956-12", LOT, scale=0.02)
    d = e.directors
    usual = 1.0 / (1.0 + e.capacity_room().reserve)
    assert (d.effort >= 2 * usual - 1).all()
    assert (d.effort <= 1).all()
    assert d.effort.mean() == pytest.approx(usual, abs=0.01)
    assert d.effort[d.n_works == 1].std() > 3 * d.effort[d.n_works > 100].std()
    assert (e.chosen.corners <= 2 * e.custom.corners).all()
    assert (e.chosen.weight >= 0).all()


def test_by_lot_bids_are_what_works_have():
    e = lived("1956-12", LOT)
    before = e.capacity.copy()
    e.step()
    np.testing.assert_allclose(e.fates.of_rows(e.bids), before, rtol=1e-12)


def test_by_lot_neither_plan_nor_pay_moves_anybody():
    others = {"indicator.bonus": 0.5, "indicator.reproach": 2.0, "targets.tautness": 1.06}
    same, other = (lived("1956-06", LOT, overrides=given) for given in ({}, others))
    np.testing.assert_allclose(same.directors.effort, other.directors.effort, rtol=1e-12)


def test_by_lot_the_books_balance():
    e = lived("1957-02", LOT)
    assert (e.directors.output > 0).any()
    assert (e.directors.output <= e.able * (1 + 1e-9)).all()


def test_by_lot_nothing_is_padded_nor_withheld():
    e = lived("1958-12", LOT)
    padding = e.record.annual["true", "order_padding"]
    assert (padding == 1.0).all()
    assert not e.withheld.any()
    assert (e.pushers == 0).all()


def test_by_lot_nobody_sends_orders_corrects_plans_or_starts_too_much():
    e = lived("1957-06", LOT)
    assert not e.committees.orders.any()
    assert not e.committees.away.any()
    assert (e.committees.left > 1).any()  # what orders took in 1955 is free again
    assert not e.corrected_down.any()
    assert not e.corrected_up.any()
    usual = lived("1957-06")
    assert usual.committees.orders.any()
    assert usual.corrected_down.any()


SHOWN = [name for name, c in columns_of(FactoryDirector).items() if c.what.endswith("shown only")]


@cache
def after(month, half=()):
    """The record of a tiny run whose directors' columns are halved after a month."""
    e = economy(scale=TINY, check=False)
    for _ in range(month):
        e.step()
    for name in half:
        setattr(e.directors, name, 0.5 * getattr(e.directors, name))
    e.run(until="1957-02")
    return e.record.annual


@pytest.mark.parametrize("month", [6, 12])
def test_nothing_comes_of_writing_what_is_shown_only(month):
    assert len(SHOWN) > 8
    assert after(month, tuple(SHOWN)).equals(after(month))


@pytest.mark.parametrize("name", ["capital", "output", "last_third"])
def test_a_column_that_is_not_shown_only_drives_what_comes(name):
    assert not after(6, (name,)).equals(after(6))
