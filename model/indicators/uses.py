"""Final uses: shops, what people consume, the army, foreign trade - all in prices of 1958.

Foreign-trade prices are not in the model: exports and imports are in home prices. The
services of dwellings are not in consumption a head yet, which is goods, current and fares.
"""

from __future__ import annotations

import numpy as np

from model import data
from model.claims import Kind
from model.indicators.levels import Levels, nation, ratio
from model.indicators.output import national_income
from model.indicators.view import Rule, View
from model.indicators.weights import population

_MILLION = 1000.0  # mln rub in a bn
_HAULAGE = np.isin(np.array(data.PRODUCTS), ("rail_freight", "other_transport"))


def retail(view: View) -> Levels:
    """Return goods sold in shops, a month on average, mln rub."""
    return nation(view.flows.money.goods / view.flows.months)


def consumption(view: View) -> Levels:
    """Return what households bought and what farm people ate of their own, rub a head a month."""
    taken = view.flows.money.served.sum() + view.flows.eaten.sum()
    return nation(float(taken) / view.flows.months / population(view.span.year))


def defence_share(view: View) -> Levels:
    """Return what the General Staff was served, over national income, %."""
    served = view.flows.served[Kind.DEFENCE].sum(keepdims=True) / view.flows.months
    return ratio(served, np.array([national_income(view).nation]), 100.0)


def exports(view: View) -> Levels:
    """Return goods shipped abroad, bn rub in home prices."""
    return nation(float(view.flows.served[Kind.EXPORTS][~_HAULAGE].sum()) / _MILLION)


def imports(view: View) -> Levels:
    """Return goods received from abroad, bn rub in home prices."""
    return nation(float(view.flows.imported[~_HAULAGE].sum()) / _MILLION)


RULES = {
    "retail_trade_turnover": Rule(retail, monthly=True),
    "consumption_per_head": Rule(consumption),
    "defence_share": Rule(defence_share),
    "exports": Rule(exports, monthly=True),
    "imports": Rule(imports, monthly=True),
}
