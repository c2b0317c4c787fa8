"""All rules by the id of the indicator; what has none the model does not speak to."""

from __future__ import annotations

from model.indicators import (
    authorities,
    farming,
    fuel,
    interference,
    investment,
    labour,
    money,
    output,
    planning,
    supply,
    uses,
)
from model.indicators.contract import contract

_THEMES = (
    output, investment, supply, planning, authorities, interference, farming, fuel, labour,
    uses, money,
)  # fmt: skip
RULES = {name: rule for theme in _THEMES for name, rule in theme.RULES.items()}


def silent() -> frozenset[str]:
    """Return the indicators of the contract that have no rule."""
    return frozenset(contract()) - frozenset(RULES)
