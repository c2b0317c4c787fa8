"""One sum that the whole model uses: a column added up by place, as float64."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from model.units import Quantities


def summed(
    place: npt.NDArray[np.integer[Any]], weights: Quantities, minlength: int = 0
) -> Quantities:
    """Return the sum of ``weights`` (n,) at each place (n,), at least ``minlength`` places.

    >>> summed(np.array([0, 2, 2]), np.array([1.0, 2.0, 3.0])).tolist()
    [1.0, 0.0, 5.0]
    """
    return np.asarray(np.bincount(place, weights, minlength), dtype=np.float64)
