"""What the countryside is measured by, and what it holds by region between phases.

Everything here is worked out once, from the opening state: what land and fields of 1955 give in
normal weather, and what a ton of it is worth. Later years are measured with the same constants.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from model.mechanisms.herds import Rates
from model.units import Quantities, Rows, Rubles, Shares


class Herding(NamedTuple):
    """What farms' and households' animals do in a month, on the ration of the quarter.

    ``own``, ``plots``: rates of their herds; ``own_meat``, ``plot_meat`` (n, 5): meat a head that
    stands there, killed or not; ``own_gives``, ``plot_gives`` (n, 3): produce of a cow, a hen and
    a sheep over that of January 1956.
    """

    own: Rates
    plots: Rates
    own_meat: Quantities
    plot_meat: Quantities
    own_gives: Quantities
    plot_gives: Quantities


@dataclass
class Countryside:
    """Constants and state by region, farm row and crop.

    n farms, m rows of farm sectors, 105 regions, 13 crops, 59 products. ``starts``, ``places``:
    first farm and number of each region that has farms.

    ``zone`` (105,); ``yields`` (105, 13): t/ha of 1955-58 in the fields of 1955, normal weather;
    ``opened`` (105, 13): what `growing.fields_factor` says of the fields of 1955; ``worth``
    (59, 13): mln rub a thousand t; ``constant`` (m,): mln rub a year that no field brings
    (orchards, vineyards); ``blur`` (m,): output of a row over its share as recorded (studies);
    ``work_1955`` (m,): what ``area_index`` (m,), the work of a season, is measured by.

    ``work_in_field`` (m,): the season's work at full supplies, mln rub; ``usual`` (m,): what a
    unit of work brought in over the last years; ``obedience`` (105,): how far orders about
    crops are followed; ``campaigns`` (105,): strength of local officials' campaigns, one as a
    rule; ``ordered`` (105, 14): uses of land as ordered, ``asked`` (13,): areas in sown plans over
    those of 1955; ``broken`` (105,): thousand ha of new
    land since January 1956.

    ``own`` (59, 105): part of seed and feed that own fields cover, ``feed_1955`` (59, 105): feed
    at the opening, mln rub a month; ``straw_part`` (m,): part of a harvest's worth that is straw
    and chaff, which no one but the farm's own animals takes, ``straw_1955``, ``straw`` (m,): of
    the harvest of 1955 and of the last one, mln rub a month; ``came_back`` (59, 105): bought back
    this month;
    ``quota`` (m,): plan of deliveries, mln rub a year; ``take`` (m,): part of the harvest that is
    delivered; ``ration`` (m,): feed over need that farms can give to the next harvest;
    ``feed_index`` (59, 105): need of feed over the opening's; ``grain_fed`` (105,): grain fed
    over need this month; ``heads_1956`` (105, 2): herds of the opening by need of feed and of
    grain, ``made_1956`` (4, 105): produce a month, ``roughage_1955`` (105,): roughage by need.
    ``doses`` (105, 13): kg of nutrients a hectare this season; ``nutrients``: thousand t used
    since the last harvest, ``nutrients_of_year``: before it; ``machines`` (2,): thousand tractors
    and combines taken since January; ``effort_1956`` (n,): by farm.

    ``feed_cut``, ``exports_cut``: parts of feed sold back and of grain exports that are cut;
    ``to_buy``: grain to come from abroad, mln rub a month; ``paid``: mln rub by the state for
    the month's deliveries, ``paid_out``: by farms to their people this year; ``grain_1956``:
    grain delivered a year at the opening, mln rub, ``bread_of_eater``: needed by works for a
    thousand eaters, mln rub a month; ``kolkhozniki_1956``: part of farm people on kolkhozes then,
    ``paid_in_grain``: now, over that. What the statistical office notes in passing:
    ``heads_january`` (105, 5): thousand head on 1 January, ``reserve_in_july``: mln rub of grain
    with the state on 1 July, ``tractors_of_year``: thousand that came to farms.
    """

    starts: Rows
    places: Rows
    zone: Rows
    yields: Quantities
    opened: Quantities
    worth: Quantities
    constant: Rubles
    blur: Shares
    work_1955: Rubles
    area_index: Quantities
    work_in_field: Rubles
    usual: Shares
    obedience: Shares
    ordered: Shares
    own: Shares
    feed_1955: Rubles
    straw_part: Shares
    straw_1955: Rubles
    straw: Rubles
    came_back: Rubles
    quota: Rubles
    take: Shares
    ration: Shares
    feed_index: Quantities
    heads_1956: Quantities
    made_1956: Quantities
    roughage_1955: Quantities
    grain_fed: Shares
    campaigns: Shares
    asked: Quantities
    broken: Quantities
    doses: Quantities
    machines: Quantities
    effort_1956: Shares
    heads_january: Quantities
    nutrients: float = 0.0
    nutrients_of_year: float = 0.0
    herding: Herding | None = None
    feed_cut: float = 0.0
    exports_cut: float = 0.0
    to_buy: float = 0.0
    paid: float = 0.0
    grain_1956: float = 0.0
    bread_of_eater: float = 0.0
    paid_out: float = 0.0
    kolkhozniki_1956: float = 0.0
    paid_in_grain: float = 1.0
    reserve_in_july: float = 0.0
    tractors_of_year: float = 0.0

    def by_region(self, column: Quantities) -> Quantities:
        """Return (105, ...) a column of farms (n, ...) added up by region."""
        total = np.zeros((len(self.zone), *column.shape[1:]))
        total[self.places] = np.add.reduceat(column, self.starts, axis=0)
        return total
