"""Town dwellings: their stock by region, who paid for the new ones, loans still owed for them."""

from __future__ import annotations

from dataclasses import dataclass, field

from model.units import Quantities, Rubles

FUNDS = ("private", "other")


@dataclass
class Dwellings:
    """Columns over regions (105,); what the phases change.

    ``stock``: mln m2; ``space``: (2, 105) handed over in the month, by `FUNDS`;
    ``private``: part of outlays that was private, moving mean of a year; ``outlay``: (105,)
    what townsmen were ready to spend in the month; ``panels``: part of state floor space;
    ``concrete``: mln m3 of precast concrete when panels began; ``made``: (105,) mln m2 of
    state housing in the last twelve months, moving; ``counted_on``: private part when each
    plan in force was first planned under.
    """

    stock: Quantities
    space: Quantities
    private: float
    outlay: Rubles
    panels: float
    concrete: float
    made: float
    counted_on: dict[str, float] = field(default_factory=dict)
