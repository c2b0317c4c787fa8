"""The long-term plan in force where texts follow rules instead of decrees.

What December must remember for those rules: what was made and how plans were met in the
last years, for how long the text has asked too much, and when a dropped one is replaced.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from model.texts import Text
from model.units import Rubles, Shares


@dataclass
class Horizon:
    """Memory of the planners: columns by product (59,), the latest year last.

    ``made``: mln rub a year; ``met``: output over the year's plan; ``since``: year in which
    the text came into force; ``too_much``: years running in which its path was past saving;
    ``replaced``: year in which a dropped text gives way to a new one, none while one is in
    force; ``is_raised``: whether its goals have been raised.
    """

    made: list[Rubles] = field(default_factory=list)
    met: list[Shares] = field(default_factory=list)
    text: Text | None = None
    since: int = 0
    too_much: int = 0
    replaced: int | None = None
    is_raised: bool = False

    def remember(self, made: Rubles, planned: Rubles) -> None:
        """Note a year that is over."""
        self.made.append(made)
        self.met.append(made / planned)

    def growth(self, years: int) -> Shares:
        """Return (59,) growth a year over the last years, as many as are remembered."""
        first = self.made[max(len(self.made) - 1 - years, 0)]
        span = min(years, len(self.made) - 1)
        return np.asarray((self.made[-1] / first) ** (1.0 / max(span, 1)) - 1.0)

    def fulfilment(self, years: int) -> Shares:
        """Return (59,) mean fulfilment of the last years."""
        return np.asarray(np.mean(self.met[-years:], axis=0))

    def adopt(self, text: Text, year: int) -> None:
        """Put a text in force from a year on."""
        self.text, self.since, self.replaced = text, year, None
        self.too_much, self.is_raised = 0, False

    def drop(self, year: int) -> None:
        """Have no text until a year."""
        self.text, self.replaced, self.too_much = None, year, 0
