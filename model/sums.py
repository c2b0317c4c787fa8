"""What the whole model does with columns: add up by place, gather by row, put in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from model.units import Quantities, Rows

Entry = TypeVar("Entry", bound=np.generic)

_FEW = 4  # times as many codes as rows can still be counted
_DIGIT = 16  # codes of 16 bits are put in order without comparing
_TINY = np.finfo(np.float64).tiny  # nothing over nothing is one, and no amount feels it
_BLOCK = 16384  # rows of which a few columns by kind stay in a processor's cache


def summed(
    place: npt.NDArray[np.integer[Any]], weights: Quantities, minlength: int = 0
) -> Quantities:
    """Return the sum of ``weights`` (n,) at each place (n,), at least ``minlength`` places.

    >>> summed(np.array([0, 2, 2]), np.array([1.0, 2.0, 3.0])).tolist()
    [1.0, 0.0, 5.0]
    """
    return np.asarray(np.bincount(place, weights, minlength), dtype=np.float64)


def gathered(column: npt.NDArray[Entry], rows: npt.NDArray[np.integer[Any]]) -> npt.NDArray[Entry]:
    """Return ``column[rows]`` for rows that exist; several times as fast on long columns.

    >>> gathered(np.array([1.0, 2.0, 3.0]), np.array([2, 0], dtype=np.int32)).tolist()
    [3.0, 1.0]
    """
    return np.take(column, rows, mode="clip")


def product(one: Quantities, other: Quantities) -> Quantities:
    """Return the matrix product of ``one`` (..., n) and ``other`` (n,) or (n, m), without BLAS.

    BLAS takes another routine on another processor, and the last digits with it: two machines
    would tell two histories of one seed.

    >>> product(np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([10.0, 1.0])).tolist()
    [12.0, 3.0]
    """
    across = "...n,n->..." if other.ndim == 1 else "...n,nm->...m"
    return np.asarray(np.einsum(across, one, other))


LEAST = 1e-200
"""Mln rub below which an amount is nothing: what it divides may be more than a number holds."""


def part_of(there: Quantities, asked: Quantities) -> Quantities:
    """Return ``there`` over ``asked``, at most one; one where nothing is asked.

    The larger of both divides, with the least number added above and below, so that no row is
    treated by itself: several times as fast. So nothing over something is that number, not zero.

    >>> part_of(np.array([1.0, 3.0, 0.0]), np.array([2.0, 2.0, 0.0])).tolist()
    [0.5, 1.0, 1.0]
    """
    larger = np.maximum(there, asked)
    larger += _TINY
    found = np.asarray(there + _TINY)
    found /= larger
    return found


def blockwise(
    function: Callable[..., tuple[npt.NDArray[Any], ...]],
    *columns: npt.NDArray[Any],
    into: tuple[npt.NDArray[Any], ...] = (),
) -> tuple[npt.NDArray[Any], ...]:
    """Return what a function makes of columns (..., n), worked out a block of rows at a time.

    The function treats every row by itself. What it needs on the way never leaves the
    processor's cache: several times as fast on long columns, with the same result to the bit.
    Results are written ``into`` columns that are there, if given, even those it reads.

    >>> [found.tolist() for found in blockwise(lambda x: (x + 1, x * x), np.arange(3))]
    [[1, 2, 3], [0, 1, 4]]
    """
    length, whole = columns[0].shape[-1], into
    if length <= _BLOCK and not into:
        return function(*columns)
    for start in range(0, length, _BLOCK):
        block = slice(start, start + _BLOCK)
        found = function(*(column[..., block] for column in columns))
        if not whole:
            whole = tuple(np.empty((*one.shape[:-1], length), one.dtype) for one in found)
        for to, one in zip(whole, found, strict=True):
            to[..., block] = one
    return whole


def ordered(code: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.int64]:
    """Return the order of codes from zero up, ties by row: counted, or 16 bits at a time.

    >>> ordered(np.array([70000, 3, 70000, 1])).tolist()
    [3, 1, 0, 2]
    """
    codes = int(code.max(initial=0)) + 1
    if codes <= _FEW * len(code):
        return _counted(code, codes)
    order = np.argsort(code.astype(np.uint16), kind="stable")
    left = int(code.max(initial=0)) >> _DIGIT
    shift = _DIGIT
    while left:
        digit = (code >> shift).astype(np.uint16)
        order = order[np.argsort(digit[order], kind="stable")]
        left, shift = left >> _DIGIT, shift + _DIGIT
    return order


def _counted(code: npt.NDArray[np.integer[Any]], codes: int) -> npt.NDArray[np.int64]:
    """Return the order of codes below ``codes``: rows of a sparse table, taken by column."""
    from scipy.sparse import csr_array

    rows = len(code)
    table = csr_array((np.ones(rows, np.int8), code, np.arange(rows + 1)), shape=(rows, codes))
    return np.asarray(table.tocsc().indices, dtype=np.int64)


def begun(code: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.int64]:
    """Return the rows in which a run of equal codes begins.

    >>> begun(np.array([7, 7, 2, 7])).tolist()
    [0, 2, 3]
    """
    return np.flatnonzero(np.append(len(code) > 0, code[1:] != code[:-1])[: len(code)])


def distinct(
    code: npt.NDArray[np.int64],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the different codes (from zero up) in order, and the place of each row's among them.

    >>> [found.tolist() for found in distinct(np.array([7, 2, 7]))]
    [[2, 7], [1, 0, 1]]
    """
    order = ordered(code)
    line = code[order]
    new = np.diff(line, prepend=-1) != 0
    place = np.empty(len(code), dtype=np.int64)
    place[order] = np.cumsum(new) - 1
    return line[new], place


def cut(ends: Quantities, stops: Quantities, small: float) -> tuple[Rows, Rows, Quantities]:
    """Cut two cumulated lines at each other's marks: the north-west-corner rule.

    Parameters
    ----------
    ends, stops : (n,) and (m,), ascending, as long as each other but for rounding
    small : part of the mean piece below which a piece is rounding and left out

    Returns
    -------
    (l,) rows of both lines, ``n`` or ``m`` where rounding lies past the end, and the pieces.

    >>> [part.tolist() for part in cut(np.array([3.0, 5.0]), np.array([2.0, 5.0]), 1e-9)]
    [[0, 0, 1], [0, 1, 1], [2.0, 1.0, 2.0]]
    """
    marks = np.sort(np.concatenate([ends, stops]), kind="stable")
    value = np.diff(marks, prepend=0.0)
    keep = value > small * ends[-1] / len(marks)
    middle = (marks - 0.5 * value)[keep]
    return np.searchsorted(ends, middle), np.searchsorted(stops, middle), value[keep]


def rows_of_cells(cell: Rows, scale: float) -> tuple[Rows, Rows, Rows, Rows]:
    """Return where each cell of sorted codes (n,) begins, how many are in it, and in how many rows.

    At least one row a cell; last, (n,) the cell of each.

    >>> [column.tolist() for column in rows_of_cells(np.array([4, 4, 4, 7]), 0.5)]
    [[0, 3], [3, 1], [2, 1], [0, 0, 0, 1]]
    """
    starts = np.flatnonzero(np.diff(cell, prepend=-1))
    number = np.diff(np.append(starts, len(cell)))
    rows = np.maximum(1, np.rint(scale * number).astype(np.int64))
    return starts, number, rows, np.repeat(np.arange(len(starts)), number)
