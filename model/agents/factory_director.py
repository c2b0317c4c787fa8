"""The director of a state works: answers for its plan, is paid for meeting it.

The director ran one *predpriiatie* under one-man management (*edinonachalie*). The plan
of gross output stood above every other indicator; his bonus, his standing with the
party committee and the next plan all hung on its fulfilment to the month, and his
tenure was short. So he kept capacity out of sight, asked for more materials than he
needed and looked after his own supplies. Sources: ``berliner1957``, ``granick1954``,
``nove1969``.

A row stands for ``n_works`` works of one product, region and size; its amounts are
their sum. Columns *shown only* tell what came of a month and are worked out anew in the next:
nothing comes of writing them, what drives them is in `model/holdings.py`.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from model.rows import Column, RowAgent

_NOBODY = np.finfo(np.float64).tiny  # in the place of zero persons, so that 0 / 0 is 0


class FactoryDirector(RowAgent):
    """Runs one state works, or stands for several alike, and answers for the plan."""

    region = Column("code", "position in REGIONS", np.int64)
    product = Column("code", "position in PRODUCTS of the one product made", np.int64)
    sector = Column("code", "position in SECTORS", np.int64)
    n_works = Column("works", "how many works the row stands for", np.int64)
    employment = Column("thousand persons", "workers and employees; shown only")
    capital = Column("mln rub", "productive capital in place, prices of 1955")
    labour = Column("thousand persons", "employment weighted by hours; shown only")
    capacity = Column("mln rub/month", "what works could make with the month's luck; shown only")
    target = Column("mln rub/month", "what the plan asks; shown only")
    output = Column("mln rub/month", "what was truly made")
    reported_output = Column("mln rub/month", "what was said to have been made; shown only")
    finished_stock = Column("mln rub", "made and not yet sent off; shown only")
    coverage = Column(
        "share", "part of what was set out to be made that supplies allow; shown only"
    )
    fulfilment = Column("share", "output against the plan since January; shown only")
    effort = Column("share", "of capacity that the month's work set out to use; shown only")
    corners = Column("share", "of all corners, beyond those cut in January 1956; shown only")
    weight = Column("share", "materials over the norm of the tables, less 1; shown only")
    last_third = Column("share", "of the month's output made in its last ten days")
    opening_output = Column("mln rub/month", "output at the opening of January 1956")

    def spare(self) -> Any:
        """Return capacity that the plan does not ask for, mln rub/month; never negative."""
        return np.maximum(self.capacity - self.target, 0.0)

    def shortfall(self) -> Any:
        """Return what is missing from the plan of the month, mln rub/month; never negative."""
        return np.maximum(self.target - self.output, 0.0)

    def output_per_worker(self) -> Any:
        """Return true output per person employed, thousand rub/month; zero where nobody works."""
        return self.output / np.maximum(self.employment, _NOBODY)
