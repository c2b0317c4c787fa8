"""Fates: a row that stands for many works lives through several kinds of luck at once.

Merging works into rows averages their luck, as it must; but what a director does with his
luck is not proportional to it - he stops at what the plan rewards, fails it or not, has it
corrected or not - and the mean of such choices is not the choice of the mean. So a row is
divided into equal parts, its *fates*, at most `FATES` of them and never more than it has
works. Each has its own luck, plan, effort and report; plant, supplies and customers are the
row's. At full scale a row is one works and has one fate.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.sums import summed
from model.units import Quantities, Rows, Shares

FATES = 4
"""Most kinds of luck in a row: more of them move no share of works by a point."""
_NEXT = 1 << 32
"""Between the identities of a row's fates; the first bears the row's own."""


@dataclass(frozen=True)
class Fates:
    """Columns of shape (f,), in the order of rows.

    ``row``: whose part it is; ``part``: of the row's plant and hands, sums to one a row;
    ``works``: how many works share it; ``identity``: who draws its luck; ``rows``: how many
    rows there are. ``together``, ``apart``: how much of a fate's draw its row's other works
    share, see `luck`.
    """

    row: Rows
    part: Shares
    works: Quantities
    identity: Rows
    rows: int
    together: Shares
    apart: Shares

    def __len__(self) -> int:
        """Return how many fates there are."""
        return len(self.row)

    def of_rows(self, column: Quantities) -> Quantities:
        """Return (n,) the sum of a column over each row's fates."""
        return column if len(self.row) == self.rows else summed(self.row, column, self.rows)

    def means(self, weight: Quantities, *columns: Quantities) -> tuple[Quantities, ...]:
        """Return (n,) weighted means of columns over each row's fates, plain without weight."""
        if len(self.row) == self.rows:
            return columns
        total = self.of_rows(weight)
        idle = total <= 0
        weight = np.where(idle[self.row], self.part, weight) if idle.any() else weight
        total = np.where(idle, 1.0, total)
        return tuple(self.of_rows(column * weight) / total for column in columns)

    def luck(self, drawn: Quantities) -> Quantities:
        r"""Return (f,) luck from as many independent draws of one standard deviation.

        A row's mean is as wide as that of all its works would be,
        :math:`1 / \sqrt{n}`, and each fate is as wide as a works alone: draws keep
        their mean over :math:`k` fates in proportion :math:`\sqrt{k / n}` and their
        distance from it in proportion :math:`\sqrt{(1 - 1/n) / (1 - 1/k)}`.
        """
        if len(self.row) == self.rows:
            return drawn
        mean = self.of_rows(drawn * self.part)[self.row]
        return np.asarray(self.together * mean + self.apart * (drawn - mean))


def share_out(works: Rows, identity: Rows) -> Fates:
    """Return the fates of rows that stand for so many ``works`` each, named by ``identity``."""
    number = np.minimum(works, FATES).astype(np.int64)
    row = np.repeat(np.arange(len(works)), number)
    place = np.arange(len(row)) - np.repeat(np.cumsum(number) - number, number)
    fates, all_works = number[row].astype(np.float64), works[row].astype(np.float64)
    several = fates > 1.0
    apart = np.ones(len(row))
    apart[several] = np.sqrt(
        (1.0 - 1.0 / all_works[several]) / (1.0 - 1.0 / fates[several])
    )  # fmt: skip
    return Fates(
        row=row,
        part=1.0 / fates,
        works=all_works / fates,
        identity=identity[row] + place * _NEXT,
        rows=len(works),
        together=np.sqrt(fates / all_works),
        apart=apart,
    )
