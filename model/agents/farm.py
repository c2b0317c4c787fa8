"""Kolkhozes and sovkhozes: those who know the fields, and do what orders leave them free to do.

A *kolkhoz* pays its members from what is left; its machines belonged to a machine-tractor
station (MTS) until 1958. A *sovkhoz* pays wages and has machines of its own. Both are rows of
one table, since land, herds and people pass from the first kind to the second: a row that has
given up all of its farms is dead, and stays where it is. At less than full scale a row stands
for ``n_farms`` farms of one region, kind, soil and size. Source: ``nove1969``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from model.data import ANIMALS, CROPS
from model.rows import Column, Part, Roll, RowAgent

_USES, _KINDS = (len(CROPS) + 1,), (len(ANIMALS),)


class Farm(RowAgent):
    """A farm, or some farms alike."""

    region = Column("code", "position in REGIONS", np.int64)
    is_state = Column("yes/no", "one for a sovkhoz, zero for a kolkhoz")
    is_alive = Column("yes/no", "one as long as there is a farm")
    n_farms = Column("farms", "how many farms the row stands for")
    light = Column("yes/no", "one on light, sandy soil")
    identity = Column("number", "number in the full population", np.int64)

    arable = Column("thousand ha", "ploughed land: sown, and clean fallow")
    plots = Column("thousand ha", "household plots, within the arable land")
    shares = Column("share", "uses of arable land: CROPS, then clean fallow", shape=_USES)
    suits = Column("share", "uses that suit the fields", shape=_USES)
    apart = Column("share", "how far these differ inside the row", shape=_USES)
    alike = Column("share", "how much of that its farms do not sow, made alike by orders")
    fallow_before = Column("share", "clean fallow of last year, of arable land")
    new_land = Column("share", "part of arable land broken since 1954")

    weeds = Column("share", "yield lost to weeds")
    fertility = Column("ratio", "fertility over that of old land in 1956")
    flush = Column("share", "more yield of land broken lately")
    wheat_run = Column("years", "how long wheat has followed wheat")
    pests = Column("share", "pests of wheat over their full force")
    nutrients = Column("kg/ha", "nutrients of fertiliser on grain this season")
    moisture = Column("ratio", "rain of the season over the normal one, the farm's luck included")
    blown = Column("t/ha", "soil lost to the wind this spring")
    harvest = Column("thousand t", "crops brought in this year, by CROPS", shape=(len(CROPS),))

    income = Column("mln rub/year", "paid by the state for deliveries")
    pay = Column("rub/day", "what a day on the kolkhoz brings, money and kind")
    care = Column("ratio", "what effort makes of herds and hoed crops, over 1956")
    labour = Column("thousand persons", "people who work on the farm")
    herd = Column("thousand head", "animals of the farm, by ANIMALS", shape=_KINDS)
    plot_herd = Column("thousand head", "animals of its households", shape=_KINDS)
    fed = Column("ratio", "feed over need, over that of January 1956, by ANIMALS", shape=_KINDS)
    roughage = Column("ratio", "hay, silage, straw and pasture over need, likewise")
    pasture = Column("thousand ha", "natural hay land and pasture")
    tractors = Column("thousand", "tractors that work its fields, whoever owns them")
    combines = Column("thousand", "grain combines likewise")

    def fallow(self) -> Any:
        """Return clean fallow, thousand ha."""
        return np.asarray(self.shares)[..., -1] * self.arable

    def sown(self) -> Any:
        """Return sown area, thousand ha."""
        return self.arable - self.fallow()

    def kind_of_rows(self) -> Any:
        """Return whose a farm is, by the name of its kind."""
        return np.where(np.asarray(self.is_state) > 0, Sovkhoz.__name__, Kolkhoz.__name__)


class Kolkhoz(Farm):
    """A collective farm."""


class Sovkhoz(Farm):
    """A state farm."""


def of_kind(farms: Roll[Farm], kind: type[Farm]) -> Part[Any]:
    """Return the rows of a kind as agents of that kind, dead ones too."""
    state = np.asarray(farms.is_state) > 0
    part: Part[Any] = Part(farms, np.flatnonzero(state == (kind is Sovkhoz)))
    vars(part)["kind"] = kind
    return part
