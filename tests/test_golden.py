"""Nothing moves by accident: two histories, seed 1, national indicators to six figures.

One goes past the return of ministries in 1965.

``pytest --write-golden`` accepts a new truth.
"""

from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from model.economy import SovietEconomy

GOLDEN = Path(__file__).parent / "golden"
KEPT = [("historical", "1966-12"), ("frictionless", "1958-12")]


def national(scenario, until):
    """National indicators by ledger, years in columns."""
    e = SovietEconomy(scenario, scale=0.05, seed=1)
    e.run(until)
    table = e.record.annual.T.astype(float).rename_axis(columns=None)
    return table.rename(columns=str).sort_index()


@pytest.mark.parametrize(("scenario", "until"), KEPT, ids=[name for name, _ in KEPT])
def test_history_is_as_recorded(scenario, until, write_golden):
    now, file = national(scenario, until), GOLDEN / f"{scenario}_seed1.csv"
    if write_golden:
        now.to_csv(file, float_format="%.12g", lineterminator="\n")
    recorded = pd.read_csv(file, index_col=["ledger", "indicator"])
    assert_frame_equal(now, recorded, rtol=1e-6, check_dtype=False)


@pytest.mark.parametrize(("scenario", "until"), KEPT, ids=[name for name, _ in KEPT])
def test_what_is_recorded_is_every_year_and_no_empty_table(scenario, until):
    recorded = pd.read_csv(GOLDEN / f"{scenario}_seed1.csv", index_col=["ledger", "indicator"])
    assert list(recorded.columns) == [str(y) for y in range(1956, int(until[:4]) + 1)]
    assert recorded.notna().to_numpy().sum() > 100
    assert recorded.index.is_unique
