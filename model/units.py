"""What an array holds, as a name a signature can carry.

All are plain numpy arrays: the names tell the reader (and no one else) what is
measured. Money is in million rubles of 1961 unless a docstring says otherwise;
whatever stands in a balance is float64 (MODEL section 9).
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Quantities: TypeAlias = npt.NDArray[np.float64]
"""Numbers with a unit of their own, said in the docstring."""

Rubles: TypeAlias = npt.NDArray[np.float64]
"""Million rubles, or million rubles a month where it is a flow."""

Persons: TypeAlias = npt.NDArray[np.float64]
"""Thousand persons."""

Hours: TypeAlias = npt.NDArray[np.float64]
"""Hours worked, or staff hours at a planning office, a month."""

Hectares: TypeAlias = npt.NDArray[np.float64]
"""Million hectares."""

Shares: TypeAlias = npt.NDArray[np.float64]
"""Shares and ratios: 1 is the whole."""

Codes: TypeAlias = npt.NDArray[np.int64]
"""Positions in SECTORS, PRODUCTS, REGIONS or REPUBLICS."""

Rows: TypeAlias = npt.NDArray[np.int64]
"""Row numbers of a table."""

Flags: TypeAlias = npt.NDArray[np.bool_]
"""Yes or no, one for each row."""
