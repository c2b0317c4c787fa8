"""How a rule sees a span: one ledger of it, the weights, and the years it is measured by."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from model import data
from model.indicators.contract import TRUE
from model.indicators.levels import Levels
from model.indicators.span import Accounts, Flows, Span, State
from model.indicators.weights import Weights
from model.units import Quantities, Rubles


class View(NamedTuple):
    """A span in one ledger.

    ``before``: the year before, if it was lived; ``norms`` (59, 59): those of 1958, or of
    the run's first year where 1958 was not lived.
    """

    span: Span
    ledger: str
    weights: Weights
    before: Span | None
    norms: Quantities

    @property
    def flows(self) -> Flows:
        """The sums."""
        return self.span.flows

    @property
    def state(self) -> State:
        """The stocks at the end."""
        return self.span.state

    @property
    def accounts(self) -> Accounts:
        """The year's accounts; a rule that asks for them is not asked of months."""
        if self.span.accounts is None:
            raise LookupError("A month has no accounts.")
        return self.span.accounts

    @property
    def made(self) -> Rubles:
        """(59, R) mln rub made, in this ledger."""
        return self.flows.useful if self.ledger == TRUE else self.flows.reported

    def worth(self, weight: Quantities) -> Quantities:
        """Return (R,) output weighed by product, a month on average."""
        return np.asarray(np.einsum("p,pr->r", weight, self.made) / self.flows.months)

    def physical(self, product: str) -> Quantities:
        """Return (R,) output of a product in the units of `products.csv`."""
        row = data.PRODUCTS.index(product)
        return np.asarray(self.made[row] * self.weights.units[row])

    def earlier(self) -> View | None:
        """Return the year before, seen in the same way."""
        return None if self.before is None else self._replace(span=self.before, before=None)


class Rule(NamedTuple):
    """How an indicator is worked out, and whether months have it too.

    Where the contract says 1958 = 100 the rule gives the level, a month on average, that
    is set over its base at reading.
    """

    measure: Callable[[View], Levels]
    monthly: bool = False
