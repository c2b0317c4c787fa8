"""The historical record: tables, bibliography, and what a run is compared with.

Nothing here knows of the model. Tables are CSV files, copied and never edited;
`catalogue.toml` says of each what it holds, in which units, how far it can be
trusted and on whose word (`sources.toml`).

Three doors. `table` gives every row as it stands. `given` leaves out what a model
may not know: results after 1960 and patterns kept for judging it. `record` and
`record_growth` are for the comparison afterwards. Modules of the model read tables
that hold outcomes through `given`, and the record through `record_to_1960`, only;
a test sees to it.

>>> record("steel")[1958]
54.92
>>> plan("steel")
(86.0, 91.0)
"""

from __future__ import annotations

from model.data.bibliography import Source, source, sources
from model.data.catalogue import Entry, Outcome, catalogue, given
from model.data.comparison import (
    plan,
    plan_is_seven_year_sum,
    record,
    record_growth,
    record_to_1960,
)
from model.data.tables import (
    ANIMALS,
    CROPS,
    FARM_SECTORS,
    PRODUCTS,
    REGIONS,
    REPUBLIC_OF_REGION,
    REPUBLICS,
    SECTORS,
    ZONES,
    fingerprint,
    table,
    table_names,
)

__all__ = [
    "ANIMALS",
    "CROPS",
    "FARM_SECTORS",
    "PRODUCTS",
    "REGIONS",
    "REPUBLICS",
    "REPUBLIC_OF_REGION",
    "SECTORS",
    "ZONES",
    "Entry",
    "Outcome",
    "Source",
    "catalogue",
    "fingerprint",
    "given",
    "plan",
    "plan_is_seven_year_sum",
    "record",
    "record_growth",
    "record_to_1960",
    "source",
    "sources",
    "table",
    "table_names",
]
