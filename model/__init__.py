"""Semiletka: an agent-based model of the Soviet economy under Khrushchev.

``from model import SovietEconomy, FactoryDirector``; names are loaded when they are asked
for, so that commands which need no model start at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "SovietEconomy": "model.economy",
    "FactoryDirector": "model.agents.factory_director",
    "FarmSector": "model.agents.farm_sector",
    "Kolkhoz": "model.agents.farm",
    "Sovkhoz": "model.agents.farm",
    "Gosplan": "model.agents.gosplan",
    "SupplyOrgans": "model.agents.supply_organs",
    "GeneralStaff": "model.agents.general_staff",
    "Ministry": "model.agents.ministry",
    "Sovnarkhoz": "model.agents.sovnarkhoz",
    "Republic": "model.agents.republic",
}
__all__ = list(_HOMES)


def __getattr__(name: str) -> Any:
    """Load a public name from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module 'model' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
