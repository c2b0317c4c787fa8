"""The institutions of the Union, made once: Gosplan, supply organs, staff, ministries, councils.

All exist from the start so that their numbers never change; which of them command whom in a
month is for the order in force to say.
"""

from __future__ import annotations

from typing import NamedTuple

import mesa
import numpy as np

from model import data
from model.agents.general_staff import GeneralStaff
from model.agents.gosplan import Gosplan
from model.agents.ministry import Ministry
from model.agents.republic import Republic
from model.agents.sovnarkhoz import Sovnarkhoz
from model.agents.supply_organs import SupplyOrgans
from model.authorities import body_of


class Institutions(NamedTuple):
    """Those who stand over the works."""

    gosplan: Gosplan
    supply_organs: SupplyOrgans
    general_staff: GeneralStaff
    ministries: list[Ministry]
    sovnarkhozy: list[Sovnarkhoz]
    republics: list[Republic]


def institute(economy: mesa.Model) -> Institutions:
    """Make the institutions: ministries by product, councils by region, republics by territory."""
    index = {name: code for code, name in enumerate(data.PRODUCTS)}
    sectors = {row["product"]: row["sector"] for row in data.table("industry/products")}
    made_in_works = [index[name] for name, s in sectors.items() if s not in data.FARM_SECTORS]
    territory = np.array(data.REPUBLIC_OF_REGION)
    found = Institutions(
        Gosplan(economy),
        SupplyOrgans(economy, made_in_works),
        GeneralStaff(economy, [index["military_goods"]]),
        [
            Ministry(economy, row["ministry"], [index[name] for name in row["products"].split()])
            for row in data.table("industry/ministries")
        ],
        [
            Sovnarkhoz(economy, row["name"], [code])
            for code, row in enumerate(data.table("history/sovnarkhozy"))
        ],
        [
            Republic(economy, row["name"], np.flatnonzero(territory == row["id"]).tolist())
            for row in data.table("history/republics")
        ],
    )
    for kind, bodies in (
        ("ministry", found.ministries),
        ("sovnarkhoz", found.sovnarkhozy),
        ("republic", found.republics),
    ):
        for number, body in enumerate(bodies):
            body.body = body_of(kind, number)
    return found
