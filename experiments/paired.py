"""Paired differences: mean, interval, and how many pairs a narrower one would take."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

CONFIDENCE = 0.95
MOST = 10_000_000  # pairs: beyond this nobody asks


class Paired(NamedTuple):
    """The mean of paired differences with its interval; one pair has no interval."""

    mean: float
    half: float  # half the width of the interval; not a number for one pair
    pairs: int
    spread: float  # standard deviation of the differences; not a number for one pair

    @property
    def low(self) -> float:
        """The lower end of the interval."""
        return self.mean - self.half

    @property
    def high(self) -> float:
        """The upper end of the interval."""
        return self.mean + self.half

    @property
    def differs(self) -> bool | None:
        """Whether the interval leaves out zero; None without an interval."""
        return None if math.isnan(self.half) else self.low > 0.0 or self.high < 0.0


def paired(differences: Sequence[float]) -> Paired:
    """Return mean and interval of differences, one a pair, by Student's t.

    >>> found = paired([1.0, 2.0, 3.0])
    >>> found.mean, round(found.half, 2), found.differs
    (2.0, 2.48, False)
    """
    pairs = len(differences)
    if not pairs:
        raise ValueError("there is no pair")
    mean = math.fsum(differences) / pairs
    if pairs == 1:
        return Paired(mean, math.nan, 1, math.nan)
    spread = math.sqrt(math.fsum((d - mean) ** 2 for d in differences) / (pairs - 1))
    return Paired(mean, half_width(spread, pairs), pairs, spread)


def half_width(spread: float, pairs: int) -> float:
    """Return half the width of the interval of a mean of so many differences."""
    from scipy.special import stdtrit

    return float(stdtrit(pairs - 1, 0.5 + CONFIDENCE / 2.0)) * spread / math.sqrt(pairs)


def pairs_needed(spread: float, precision: float) -> int | None:
    """Return how many pairs make the interval no wider than `precision` to each side.

    None where the spread is not known, from one pair, or no number of pairs would do.

    >>> pairs_needed(1.0, 0.5), pairs_needed(0.0, 0.1)
    (18, 2)
    """
    if math.isnan(spread):
        return None
    from scipy.special import ndtri

    least = (float(ndtri(0.5 + CONFIDENCE / 2.0)) * spread / precision) ** 2
    if least > MOST:
        return None
    pairs = max(2, math.ceil(least))
    while half_width(spread, pairs) > precision:
        pairs += 1
    return pairs
