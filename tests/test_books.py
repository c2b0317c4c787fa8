"""Nothing is made or lost by good, region and month, and the check of that can fail."""

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from model import books, data, year
from model.books import BooksDoNotBalance
from model.errors import Refusal
from model.phases.lessening import leave
from tests.strategies import economy, evenly_drawn, settings_of_all_rooms
from tests.worlds import lived

MONTHS = 20  # past July 1957, when works change hands
DRAWS = 10


def act(name):
    """The phase of a name."""
    return next(phase for phase in year.YEAR if phase.act.__name__ == name)


def after(name, happens):
    """The year with something happening after a phase of every month."""
    place = year.YEAR.index(act(name)) + 1
    return (*year.YEAR[:place], year.Phase("monthly", happens), *year.YEAR[place:])


# The identity.


@pytest.mark.parametrize("scale", [0.005, 0.01, 0.02])
def test_the_standard_history_balances(scale):
    assert lived("1957-12", scale=scale).month == 24  # checked after every month


@pytest.mark.parametrize("scale", [0.005, 0.01])
def test_nothing_less_than_nothing_is_planned_or_promised(scale):
    for january in ("1956-01", "1957-01", "1958-01", "1959-01"):
        e = lived(january, scale=scale)
        assert (e.plan.final >= 0).all()
        assert (e.plan.works >= 0).all()
        assert (e.lines.contract >= 0).all()


def test_every_claim_and_every_supplier_balances_by_itself():
    e = economy()
    for _ in range(MONTHS):
        old = e.lines
        stock, finished, transit = (x.copy() for x in (old.stock, old.finished, old.transit))
        e.step()
        new = e.lines
        coming = np.bincount(old.claim, weights=transit, minlength=len(stock))
        np.testing.assert_allclose(e.received, coming, rtol=1e-9)
        used = np.zeros(len(stock))
        used[: new.works_claims] = e.used
        used[e.depots] = e.depot_use
        left = stock + e.received + e.spot_gained - used - e.served
        np.testing.assert_allclose(new.stock, left, rtol=1e-9, atol=1e-9)
        farms = e.grown + e.bought - e.eaten - e.fed - e.spoiled - e.sold_nearby
        there = finished + np.concatenate([e.directors.output - e.spot_sold, farms, e.imported])
        np.testing.assert_allclose(new.finished, there - e.sent_by_supplier, rtol=1e-9, atol=1e-9)
        sent = np.bincount(new.supplier, weights=new.transit, minlength=len(finished))
        np.testing.assert_allclose(sent, e.sent_by_supplier, rtol=1e-9, atol=1e-12)


def test_what_sites_took_is_under_way_or_handed_over():
    e = economy()
    for _ in range(MONTHS):
        before = e.sites.unfinished().sum()
        e.step()
        put, handed = e.invested.sum(), e.commissioned.sum()
        assert before + put == pytest.approx(e.sites.unfinished().sum() + handed, rel=1e-9)
        served = e.served[e.network.claims.kind == 3].sum()
        assert served == pytest.approx(put, rel=1e-9)


@settings(
    max_examples=DRAWS,
    derandomize=True,
    database=None,
    deadline=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(
    settings_of_all_rooms(),
    st.integers(1, 3),
    st.sampled_from(["historical", "frictionless"]),
    st.sampled_from(["measured", "described", "resampled", "normal"]),
)
def test_any_parameters_balance(overrides, seed, scenario, weather):
    e = economy(scenario, seed=seed, overrides=overrides, weather=weather)
    for _ in range(MONTHS):
        e.step()
    assert e.directors.output.sum() > 0


@pytest.mark.once
def test_nine_economies_of_ten_make_four_fifths_of_their_plan():
    fulfilled = []
    for draw in range(DRAWS):
        luck = np.random.default_rng(draw)
        scenario = ("historical", "frictionless")[draw % 2]
        weather = str(luck.choice(["measured", "described", "resampled", "normal"]))
        overrides = evenly_drawn(luck)
        e = economy(scenario, seed=1 + draw % 3, overrides=overrides, weather=weather)
        made = planned = 0.0
        for _ in range(MONTHS):
            e.step()
            made += e.directors.output.sum() + e.grown.sum()
            planned += e.directors.target.sum() + e.plan.farms.sum() / 12
        fulfilled.append(made / planned)
    assert np.mean(np.array(fulfilled) > 0.8) >= 0.9, fulfilled


# The check can fail.


def corrupt_stock(e):
    """Lose half of the largest stock that works hold."""
    which = int(e.lines.stock[: e.lines.works_claims].argmax())
    e.lines.stock[which] *= 0.5
    e.seen = e.network.claims.product[which], e.network.claims.region[which]


def conjure_finished_goods(e):
    """Find more at the largest works than it made."""
    which = int(e.directors.output.argmax())
    e.lines.finished[which] += 1e-3
    e.seen = e.directors.product[which], e.directors.region[which]


def lose_goods_on_the_way(e):
    """Lose what moves on the largest link."""
    which = int(e.lines.transit.argmax())
    e.lines.transit[which] = 0.0
    claim, sender = e.lines.claim[which], e.lines.supplier[which]
    e.seen = e.network.claims.product[claim], e.network.claims.region[claim]
    e.sender = e.network.suppliers.region[sender]


def use_what_was_not_used(e):
    """Write down a use that did not happen."""
    which = int(e.used.argmax())
    e.used[which] *= 1.5
    e.seen = e.network.claims.product[which], e.network.claims.region[which]


def serve_twice(e):
    """Serve the largest final claim twice."""
    which = int(e.served.argmax())
    e.served[which] *= 2
    e.seen = e.network.claims.product[which], e.network.claims.region[which]


def lose_count(e):
    """Let the largest stock that works hold be no number at all."""
    which = int(e.lines.stock[: e.lines.works_claims].argmax())
    e.lines.stock[which] = np.nan
    e.seen = e.network.claims.product[which], e.network.claims.region[which]


FAULTS = [
    ("production", corrupt_stock),
    ("dispatch", corrupt_stock),
    ("production", conjure_finished_goods),
    ("production", use_what_was_not_used),
    ("dispatch", serve_twice),
    ("dispatch", lose_count),
    ("attachment", lose_goods_on_the_way),  # before arrivals: lost on the way here
    ("dispatch", lose_goods_on_the_way),  # after dispatch: sent, and never on the way
]


@pytest.mark.parametrize(("phase", "fault"), FAULTS, ids=lambda x: getattr(x, "__name__", x))
def test_a_fault_is_found_and_named_by_good_and_region(monkeypatch, phase, fault):
    e = lived("1956-12")
    monkeypatch.setattr(year, "YEAR", after(phase, fault))
    with pytest.raises(BooksDoNotBalance) as said:
        e.run("1958-01")
    good, region = e.seen
    assert data.PRODUCTS[good] in str(said.value)
    ends = {region, getattr(e, "sender", region)}
    assert any((*data.REGIONS, "abroad")[end] in str(said.value) for end in ends)
    assert str(said.value).startswith(("1957-", "1958-"))


@pytest.mark.parametrize("fault", [corrupt_stock, lose_goods_on_the_way, conjure_finished_goods])
def test_what_goes_wrong_between_two_months_is_found_in_the_next(fault):
    e = lived("1956-02")
    fault(e)
    with pytest.raises(BooksDoNotBalance):
        e.step()


def test_who_makes_more_than_he_can_is_found():
    e = economy(scale=0.005, check=False)
    e.step()
    books.within_capacity(e)
    leave(e, np.full(len(e.able), 0.5))
    with pytest.raises(BooksDoNotBalance, match="made more than it could"):
        books.within_capacity(e)


def test_who_makes_more_than_he_can_is_found_by_the_check_of_every_month(monkeypatch):
    seen = []
    monkeypatch.setattr(books, "within_capacity", seen.append)
    e = economy(scale=0.005)
    e.step()
    assert seen == [e]


@pytest.mark.parametrize(("part", "is_found"), [(1e-10, False), (3e-9, True)])
def test_books_are_kept_to_nine_digits(part, is_found):
    e = lived("1956-02")
    held = books.stocks(e)
    place = np.unravel_index(held.argmax(), held.shape)
    claims = e.network.claims
    mine = (claims.region == place[0]) & (claims.product == place[1])
    e.lines.stock[int(np.flatnonzero(mine)[e.lines.stock[mine].argmax()])] -= part * held.max()
    if is_found:
        with pytest.raises(BooksDoNotBalance):
            books.open_month(e)
    else:
        books.open_month(e)


def test_a_stock_below_nothing_is_found_though_the_books_balance(monkeypatch):
    def overdraw(e):
        more = e.lines.stock[0] + 1.0
        e.lines.stock[0] -= more
        e.used[0] += more

    monkeypatch.setattr(year, "YEAR", after("depots", overdraw))
    with pytest.raises(BooksDoNotBalance, match="input stock is negative"):
        economy(scale=0.005).step()


def test_the_books_are_opened_on_request_only(monkeypatch):
    monkeypatch.setattr(year, "YEAR", after("production", corrupt_stock))
    e = economy(scale=0.005, check=False)
    e.step()
    assert e.month == 1
    assert not issubclass(BooksDoNotBalance, Refusal)


def test_a_balance_is_by_region_abroad_and_good():
    e = economy(scale=0.005)
    opening = books.stocks(e)
    e.step()
    account = books.balance(e, opening)
    for column in account:
        assert column.shape == (len(data.REGIONS) + 1, len(data.PRODUCTS))
        assert column.dtype == np.float64
        assert column.min() >= 0
    assert np.abs(account.gap()).max() < 1e-9 * account.turnover().max()
    steel = data.PRODUCTS.index("steel")
    made = account.made[:, steel].sum()
    assert made == pytest.approx(e.opening.output[steel], rel=0.01)
