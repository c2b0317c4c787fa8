"""Taking part of every works' capacity away: the one door for mechanisms that do.

What a works can make stands in three arrays and a column: what it could make but for luck
(`capacity`), what it can make with this month's luck, by fate and by works (`able_of_fate`,
`able`), and what everybody may read of the last (`directors.capacity`). They say one thing
and change together, here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from model.economy import SovietEconomy
    from model.units import Quantities


def leave(e: SovietEconomy, left: Quantities) -> None:
    """Leave every works a part of what it could make this month.

    ``left``: (n,) ratio to what it could make before, at least 0; above 1 gives something
    back. Holds until the phase `plant` works capacity out anew next month.
    """
    e.capacity = e.capacity * left
    e.able_of_fate = e.able_of_fate * left[e.fates.row]
    set_able(e, e.able * left)


def set_able(e: SovietEconomy, able: Quantities) -> None:
    """Set (n,) mln rub a month that works can make, luck included, and let it be read."""
    e.able = e.directors.capacity = able
