"""Chance keyed by identity: who, what for, when - never in what order it was asked.

A draw is a hash of (seed, purpose, month, identity), so that two runs that differ
in one decree differ in its consequences and in nothing else, and a new draw in one
room moves no other. The hash is the finaliser of MurmurHash3 applied twice with
the stream's key between; identities are 64-bit integers (row numbers of the full
population, region x product cells, link numbers). Purposes are short names.
"""

from __future__ import annotations

from zlib import crc32

import numpy as np
import numpy.typing as npt

from model.units import Quantities, Rows

_MULTIPLY_1 = np.uint64(0xFF51AFD7ED558CCD)
_MULTIPLY_2 = np.uint64(0xC4CEB9FE1A85EC53)
_GOLDEN = 0x9E3779B97F4A7C15
_SHIFT = np.uint64(33)
_MASK = (1 << 64) - 1
_TO_UNIT = np.uint64(12)  # 52 bits and a half: every draw strictly inside (0, 1)


def _mix(word: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    word = (word ^ (word >> _SHIFT)) * _MULTIPLY_1
    word = (word ^ (word >> _SHIFT)) * _MULTIPLY_2
    mixed: npt.NDArray[np.uint64] = word ^ (word >> _SHIFT)
    return mixed


def uniform(seed: int, purpose: str, month: int, identity: Rows) -> Quantities:
    """Return one uniform draw in (0, 1) for each identity.

    Parameters
    ----------
    seed : int
        The luck seed or the network seed of the run.
    purpose : str
        What is drawn, for instance ``"breakdown"``; names a stream of its own.
    month : int
        Months since January 1956; any integer for draws made once.
    identity : (n,) integers
        Who draws; equal identities draw equal numbers.

    Examples
    --------
    >>> bool(uniform(1, "luck", 3, np.array([7])) == uniform(1, "luck", 3, np.array([5, 7]))[1])
    True
    """
    key = (
        seed * _GOLDEN + crc32(purpose.encode()) * 0xD6E8FEB86659FD93 + month * 0xA5A5A5A5A5A5A5B5
    ) & _MASK
    word = _mix(np.asarray(identity).astype(np.uint64) + np.uint64((key ^ _GOLDEN) & _MASK))
    word = _mix(word ^ np.uint64(key))
    return ((word >> _TO_UNIT).astype(np.float64) + 0.5) * 2.0**-52


def normal(seed: int, purpose: str, month: int, identity: Rows) -> Quantities:
    """Return one standard normal draw for each identity (Box and Muller, one of the pair)."""
    radius = np.sqrt(-2.0 * np.log(uniform(seed, purpose + ":radius", month, identity)))
    angle = 2.0 * np.pi * uniform(seed, purpose + ":angle", month, identity)
    return np.asarray(radius * np.cos(angle))
