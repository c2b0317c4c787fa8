"""The five accounts: who holds how much money, and every payment by payer and payee.

Households by region and by town and country, works, farms, the budget and the bank. What
one pays another receives, so the balances of all of them add up to nothing: the bank's is
what it owes the others for the money they hold. Works are one account for the country:
they settled with one another within days through the State Bank at prices that were the
same everywhere, so that accounts by region would only repeat where goods went; trade and
haulage are among them. Abroad holds no account: the monopoly of foreign trade, a part of
the budget, buys and sells at home in home prices.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np

from model.units import Rubles


class Account(IntEnum):
    """Who pays and who is paid."""

    HOUSEHOLDS = 0
    WORKS = 1
    FARMS = 2
    BUDGET = 3
    BANK = 4


class Kind(IntEnum):
    """What is paid for."""

    WAGES = 0
    BONUSES = 1
    FARM_PAY = 2
    TRANSFERS = 3
    TAXES = 4
    BONDS = 5
    RETAIL = 6
    MARKET = 7
    ELSEWHERE = 8
    INSTITUTIONS = 9
    TURNOVER_TAX = 10
    PROCUREMENT = 11
    PRICE_DIFFERENCE = 12
    FARM_INPUTS = 13
    DEFENCE = 14
    EXPORTS = 15
    IMPORTS = 16
    PROFITS = 17
    LOSSES = 18
    INVESTMENT = 19
    HOUSES = 20
    RENT = 21
    INSURANCE = 22
    CREDIT = 23
    REPAYMENT = 24
    INTEREST = 25
    MACHINES = 26


class MoneyLost(RuntimeError):
    """Money came or went without a payment: a fault of ours, never the user's."""


class Closing(NamedTuple):
    """What a month leaves to the next: (h,) purses and (5,) the other balances, mln rub."""

    purses: Rubles
    others: Rubles


TOLERANCE = 1e-9


class Accounts:
    """Balances, the month's payments, and loans outstanding, mln rub of the day.

    Parameters
    ----------
    purses : (h,) opening money of each row of households
    others : mapping of works, farms and budget to their opening money
    loans : the same of what they owe the bank
    """

    def __init__(
        self, purses: Rubles, others: dict[Account, float], loans: dict[Account, float]
    ) -> None:
        self.purses, self.others, self.loans = purses.copy(), np.zeros(5), np.zeros(5)
        for account, money in others.items():
            self.others[account] = money
        self.others[Account.BANK] = -float(self.purses.sum() + self.others.sum())
        for account, owed in loans.items():
            self.loans[account] = owed
        self.open_month()

    def open_month(self) -> None:
        """Begin a new page."""
        self.table = np.zeros((len(Kind), len(Account), len(Account)))
        self.got, self.given = np.zeros_like(self.purses), np.zeros_like(self.purses)
        self.opened = Closing(self.purses.copy(), self.others.copy())

    # -- paying --------------------------------------------------------------------

    def pay(self, kind: Kind, payer: Account, payee: Account, amount: float) -> None:
        """Let works, farms, the budget or the bank pay one another."""
        self.table[kind, payer, payee] += amount
        self.others[payer] -= amount
        self.others[payee] += amount

    def pay_households(self, kind: Kind, payer: Account, amount: Rubles) -> None:
        """Let one of the others pay households; ``amount``: (h,)."""
        total = float(amount.sum())
        self.table[kind, payer, Account.HOUSEHOLDS] += total
        self.others[payer] -= total
        self.purses += amount
        self.got += amount

    def charge_households(self, kind: Kind, payee: Account, amount: Rubles) -> None:
        """Let households pay one of the others; ``amount``: (h,)."""
        total = float(amount.sum())
        self.table[kind, Account.HOUSEHOLDS, payee] += total
        self.others[payee] += total
        self.purses -= amount
        self.given += amount

    def among_households(self, kind: Kind, given: Rubles, got: Rubles) -> None:
        """Let households pay one another; both (h,), the same in sum."""
        home = Account.HOUSEHOLDS
        self.table[kind, home, home] += float(given.sum())
        self.purses += got - given
        self.got += got
        self.given += given

    def lend(self, payee: Account, amount: float) -> None:
        """Let the bank lend."""
        self.pay(Kind.CREDIT, Account.BANK, payee, amount)
        self.loans[payee] += amount

    def lend_households(self, amount: Rubles) -> None:
        """Let the bank lend to households; ``amount``: (h,)."""
        self.pay_households(Kind.CREDIT, Account.BANK, amount)
        self.loans[Account.HOUSEHOLDS] += float(amount.sum())

    def repay_households(self, amount: Rubles) -> None:
        """Let households pay back; ``amount``: (h,)."""
        self.charge_households(Kind.REPAYMENT, Account.BANK, amount)
        self.loans[Account.HOUSEHOLDS] -= float(amount.sum())

    def repay(self, payer: Account, amount: float) -> None:
        """Let the bank have back what it lent."""
        self.pay(Kind.REPAYMENT, payer, Account.BANK, amount)
        self.loans[payer] -= amount

    # -- reading -------------------------------------------------------------------

    def paid(self, kind: Kind) -> float:
        """Return mln rub that changed hands this month for something."""
        return float(self.table[kind].sum())

    def received(self, account: Account) -> float:
        """Return mln rub that an account got this month."""
        return float(self.table[:, :, account].sum())

    def balances(self) -> Rubles:
        """Return (5,) mln rub by account, households together."""
        found = self.others.copy()
        found[Account.HOUSEHOLDS] = self.purses.sum()
        return found

    # -- checking ------------------------------------------------------------------

    def check(self) -> None:
        """Check the month: nothing lost, nothing owed to nobody, no household in debt.

        Raises
        ------
        MoneyLost
            Naming the account and the amounts.
        """
        turnover = max(float(self.table.sum()), 1.0)
        if not np.isfinite(self.table).all() or self.table.min() < 0:
            raise MoneyLost("A payment is negative or not a number.")
        total = float(self.balances().sum())
        if not abs(total) <= TOLERANCE * turnover:
            raise MoneyLost(f"All accounts together hold {total:.6g} mln rub, not nothing.")
        before = self.opened.others.copy()
        before[Account.HOUSEHOLDS] = self.opened.purses.sum()
        due = before + self.table.sum(axis=(0, 1)) - self.table.sum(axis=(0, 2))
        off = np.abs(self.balances() - due)
        if not off.max() <= TOLERANCE * turnover:
            who = Account(int(off.argmax())).name.lower()
            raise MoneyLost(f"The account of {who} is off by {off.max():.6g} mln rub.")
        each = np.abs(self.opened.purses + self.got - self.given - self.purses)
        if not each.max() <= TOLERANCE * turnover:
            raise MoneyLost(
                f"The purse of household row {each.argmax()} is off by {each.max():.6g} mln rub."
            )
        if self.purses.min() < -TOLERANCE * turnover:
            least, row = float(self.purses.min()), int(self.purses.argmin())
            raise MoneyLost(f"Household row {row} is in debt by {-least:.6g} mln rub.")
