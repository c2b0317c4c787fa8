"""The safety factor in a whole economy: what directors do, and what it cannot do."""

import numpy as np
import pytest

from model import calendar, data, year
from model.claims import Kind
from model.mechanisms import hoarding, supply
from model.mechanisms.assortment import PARTS
from model.population import is_farm_product
from tests.strategies import STRAINED, economy, in_force, least, most, state
from tests.worlds import lived

pytestmark = pytest.mark.once  # the same on every interpreter: fingerprint.py

UNTIL = "1957-12"


def needs(e):
    """What the works' plans of the month need, by claim."""
    return e.norm_of_claim * e.planned[e.owner]


def by_place(e, column):
    """A column of works claims summed by region and good."""
    return np.bincount(e.market, column, len(data.REGIONS) * len(data.PRODUCTS))


def test_without_the_room_its_figures_change_nothing():
    off = {"hoarding.active": False}
    plain = state(lived(UNTIL, overrides=off))
    figures = ("first_padding", "most_padding", "variance_months", "pusher_reach", "house_cost")
    far = {f"hoarding.{name}": most(f"hoarding.{name}") for name in figures}
    assert state(lived(UNTIL, overrides=off | far)) == plain
    assert state(lived(UNTIL, "no_hoarding")) == plain


def test_a_room_closed_in_midcourse_leaves_needs_and_norms():
    closing = {"hoarding.active@1958-01": False}
    e = lived("1958-01", overrides=STRAINED | closing)
    assert e.plan.padding == 1.0
    assert (e.pushers == 0).all()
    assert (e.usual_left < 1.0).any()  # hands that went pushing in 1955 are back at work
    np.testing.assert_allclose(e.output_left * e.usual_left, 1.0, rtol=1e-12)
    np.testing.assert_array_equal(e.house_share, 0.0)


def test_the_opening_month_is_that_of_needs():
    padded, plain = lived("1956-01"), lived("1956-01", "no_hoarding")
    assert padded.plan.padding == pytest.approx(1.0 + in_force(hoarding.Hoarding).first_padding)
    assert plain.plan.padding == 1.0
    claims = padded.network.claims  # farms in a usual year have more than mills need
    works = (claims.kind == Kind.WORKS) & ~is_farm_product()[claims.product]
    held, before = padded.contract_of_claim[works], plain.contract_of_claim[works]
    assert held.sum() == pytest.approx(before.sum(), rel=5e-3)
    made, without = (e.directors.output.sum() for e in (padded, plain))
    assert made == pytest.approx(without, rel=1e-3)


def test_padding_lasts_while_orders_are_not_filled():
    for last in range(11, 72, 12):
        e = lived(calendar.name(last))
        if (e.fill_mean < 1.0).any():
            assert e.plan.padding > 1.0


def test_worse_supplies_make_larger_requests_and_stocks_aimed_at():
    easy, strained = (
        lived("1959-12"),
        lived("1959-12", overrides=STRAINED),
    )
    assert strained.fill_mean.mean() < easy.fill_mean.mean()
    assert strained.plan.padding > easy.plan.padding
    assert strained.fill_variance.mean() > easy.fill_variance.mean()
    works = slice(0, easy.lines.works_claims)
    assert strained.stock_wanted[works].mean() > easy.stock_wanted[works].mean()
    for e in (easy, strained):
        per_thousand = e.pushers / e.directors.employment
        much = e.loss_mean > np.median(e.loss_mean)
        assert per_thousand[much].mean() > per_thousand[~much].mean()


def around(monkeypatch, name, before, after):
    """Look at the economy before and after a phase, every month."""
    phases = []
    for phase in year.YEAR:
        if phase.act.__name__ == name:
            phases += [year.Phase("monthly", before), phase, year.Phase("monthly", after)]
        else:
            phases.append(phase)
    monkeypatch.setattr(year, "YEAR", tuple(phases))


def test_barter_moves_goods_within_a_region_and_makes_none(monkeypatch):
    held, traded = {}, []

    def before(e):
        held["sorts"] = e.sorts.copy()
        held["stock"], held["finished"] = e.lines.stock.copy(), e.lines.finished.copy()

    def after(e):
        stock, works = held["stock"], e.lines.works_claims
        np.testing.assert_array_equal(stock[works:], e.lines.stock[works:])
        stock, now, need = stock[:works], e.lines.stock[:works], needs(e)
        finished, d, width = held["finished"][: len(e.directors)], e.directors, len(data.PRODUCTS)
        left = e.lines.finished[: len(d)]
        cell = d.region * width + d.product
        sold = np.bincount(cell, finished - left, len(data.REGIONS) * width)
        came = by_place(e, now) - by_place(e, stock)
        np.testing.assert_allclose(came, sold, rtol=1e-9, atol=1e-9)
        usual = in_force(supply.Supply).finished_stock * np.asarray(d.output)
        assert (left >= np.minimum(finished, usual) * (1 - 1e-12)).all()
        kept = np.minimum(held["sorts"], PARTS * need)  # of no sort more than can be spared
        assert (e.sorts >= kept * (1 - 1e-12)).all()
        traded.append(e.bartered)
        assert e.bartered >= (now - stock)[now > stock].sum() * (1 - 1e-9)  # some gave and fetched

    around(monkeypatch, "barter", before, after)
    eager = {"hoarding.pusher_hands": least("hoarding.pusher_hands")}
    economy(scale=0.01, overrides=STRAINED | eager).run("1960-12")
    assert max(traded) > 0


def test_barter_helps_those_who_are_short():
    made = {}
    for close in (0.0, 0.5):
        e = economy(scale=0.01, check=False)
        e.step()
        works, odd = slice(0, e.lines.works_claims), e.owner % 2 == 1
        e.sorts *= np.where(odd, 0.1, 3.0)
        e.lines.stock[works] = e.sorts.sum(axis=0)
        short = np.append(odd, np.zeros(len(e.lines.stock) - len(odd), dtype=bool))
        e.lines.transit *= np.where(short[e.lines.claim], 0.5, 1.0)
        e.closing_share[:] = close
        e.step()
        made[close] = e.directors.output[1::2].sum()
    assert made[0.5] > 1.01 * made[0.0]


def test_hoards_are_taken_from_what_others_would_have():
    stock = {}
    for months in (least("hoarding.variance_months"), most("hoarding.variance_months")):
        given = STRAINED | {"hoarding.variance_months": months}
        e = lived("1959-12", overrides=given)
        stock[months] = e.lines.stock[: e.lines.works_claims].sum() / needs(e).sum()
    low, high = stock.values()
    assert high > 1.01 * low


def test_dearer_pushers_are_fewer():
    cost, number = "hoarding.pusher_hands", {}
    for hands in (least(cost), most(cost)):
        given = STRAINED | {cost: hands}
        number[hands] = lived("1959-12", overrides=given).pushers.sum()
    assert 0 <= number[most(cost)] < number[least(cost)]


def test_shops_of_ones_own_take_capacity_and_spare_deliveries():
    keen = {"hoarding.house_threshold": most("hoarding.house_threshold")}
    e = lived("1959-12", overrides=STRAINED | keen)
    assert e.house_share.any()
    assert e.in_house > 0
    busy = np.bincount(e.owner, e.house_norm) > 0
    assert ((e.output_left * e.usual_left)[busy] < 1.0).all()
    made = e.house_share > 0
    own = e.norms[e.network.claims.product[: len(made)], e.directors.product[e.owner]]
    np.testing.assert_allclose(e.norm_of_claim[made] + e.house_norm[made], own[made], rtol=1e-12)
    others = busy[e.owner] & ~made
    assert (e.norm_of_claim[others] >= own[others]).all()


def test_indicators_speak_of_insurance():
    annual = lived("1958-12").record.annual["true"]
    assert (annual["order_padding"] > 1.0).all()
    assert annual["barter_share"].between(0.0, 1.0).all()
    assert annual["self_supply_share"].between(0.0, 1.0).all()
    quiet = lived("1956-12", scenario="no_hoarding").record.annual["true"]
    assert quiet["order_padding"].tolist() == [1.0]
    assert quiet["barter_share"].tolist() == [0.0]
