"""Money is neither made nor lost: every payment has two ends, and the check of that can fail."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.accounts import Account, Accounts, Kind, MoneyLost
from model.mechanisms.shops import Shops
from tests.strategies import amounts, columns, economy
from tests.worlds import lived

TINY = 0.005
OTHERS = [account for account in Account if account is not Account.HOUSEHOLDS]


def new():
    """Accounts of three rows of households."""
    return Accounts(np.array([5.0, 3.0, 2.0]), {Account.WORKS: 4.0}, {Account.WORKS: 9.0})


@st.composite
def payments(draw):
    """A payment between any two."""
    payer, payee = draw(st.permutations(OTHERS))[:2]
    return draw(st.sampled_from(Kind)), payer, payee, draw(amounts())


@given(st.lists(payments(), max_size=20), columns(3, amounts()))
def test_all_accounts_together_hold_nothing_whatever_is_paid(several, wages):
    accounts = new()
    for kind, payer, payee, amount in several:
        accounts.pay(kind, payer, payee, amount)
    accounts.pay_households(Kind.WAGES, Account.WORKS, wages)
    accounts.charge_households(Kind.RETAIL, Account.WORKS, 0.5 * accounts.purses)
    given_away = 0.1 * accounts.purses
    accounts.among_households(Kind.MARKET, given_away, given_away[::-1])
    accounts.lend(Account.FARMS, 7.0)
    accounts.repay(Account.WORKS, 9.0)
    accounts.check()
    assert accounts.loans[Account.WORKS] == 0


def rob(accounts):
    """Take from a household what nobody gets."""
    accounts.purses[0] -= 1.0


def print_money(accounts):
    """Give works what nobody paid."""
    accounts.others[Account.WORKS] += 1.0


def pay_off_the_books(accounts):
    """Move money without writing it down."""
    accounts.others[Account.WORKS] += 1.0
    accounts.others[Account.BUDGET] -= 1.0


def move_between_households(accounts):
    """Move it from one household to another."""
    accounts.purses += np.array([1.0, -1.0, 0.0])


def pay_less_than_nothing(accounts):
    """Pay a negative wage."""
    accounts.pay_households(Kind.WAGES, Account.WORKS, np.full(3, -0.1))


def run_into_debt(accounts):
    """Let households spend what they do not have."""
    accounts.charge_households(Kind.RETAIL, Account.WORKS, np.full(3, 4.0))


@pytest.mark.parametrize(
    "fault",
    [rob, print_money, pay_off_the_books, move_between_households, pay_less_than_nothing,
     run_into_debt],
)  # fmt: skip
def test_what_does_not_agree_is_found(fault):
    accounts = new()
    accounts.check()
    fault(accounts)
    with pytest.raises(MoneyLost):
        accounts.check()


@pytest.mark.parametrize("scenario", ["historical", "ministries_stay", "frictionless"])
def test_money_is_conserved_under_every_order(scenario):
    e = economy(scenario, scale=TINY)
    for _ in range(20):
        e.step()
        turnover = e.accounts.table.sum()
        assert abs(e.accounts.balances().sum()) <= 1e-9 * turnover
    assert turnover > 1000


def test_the_first_month_sells_what_the_opening_sold():
    e = lived("1956-01", scale=0.02)
    # a month's growth of supplies is among what is sold
    assert e.home.sold.sum() == pytest.approx(e.opening.use("household").sum(), rel=0.0075)
    unmet = e.households.unmet.sum() / e.households.wanted.sum()
    assert unmet == pytest.approx(e.law(Shops, 0).queue, rel=0.3)


def test_incomes_and_sales_of_1955_agree_but_for_a_sixteenth():
    e = economy(scale=0.02)
    meant = np.asarray(e.households.disposable)
    assert abs((e.home.beside * meant).sum()) < 0.06 * meant.sum()


def test_people_add_up_and_move_to_town():
    before = np.asarray(lived("1956-01").households.people)
    e = lived("1957-12")
    after = np.asarray(e.households.people)
    assert after.sum() > before.sum()
    towns = np.asarray(e.households.urban) == 1
    assert after[towns].sum() / after.sum() > before[towns].sum() / before.sum()
    assert (after >= 0).all()


def test_without_the_room_shops_sell_whatever_comes():
    e = economy(scale=TINY, overrides={"shops.active": False})
    for _ in range(14):
        e.step()
        assert e.households.unmet.sum() <= 1e-6 * e.households.wanted.sum() + 1e3
    assert e.shelves.poor.sum() == 0


def test_whoever_does_not_agree_or_is_in_debt_is_named():
    accounts = new()
    accounts.purses += np.array([-1.0, 1.0, 0.0])
    with pytest.raises(MoneyLost, match=r"household row [01] is off by 1 mln rub"):
        accounts.check()
    poor = Accounts(np.array([5.0, 3.0, -2.0]), {Account.WORKS: 4.0}, {Account.WORKS: 9.0})
    with pytest.raises(MoneyLost, match="Household row 2 is in debt by 2 mln rub"):
        poor.check()
