"""The result store: every run is lived once and kept where anybody can read it.

A store is a folder of Parquet files; nothing of ours is needed to read them::

    STORE/runs/KEY/run.parquet       one row: what was asked, what came of it, what it cost
    STORE/runs/KEY/annual.parquet    run, year, indicator, value, unit, ledger, region, level
    STORE/runs/KEY/monthly.parquet   likewise with month
    STORE/sweeps/NAME.parquet        one row a run of a design: run, point, scenario, seed and
                                     a column for each parameter
    STORE/leases/KEY                 who is living a run now

KEY is a digest of all that a run depends on (`identity.py`). The folder of a run takes its name
in one rename and never changes after; `status` in its row is ``done`` or ``failed``, and a
failed run has its traceback and no other file. `value` is what `semiletka run` prints;
`level` is an index before it is put on a base, which two runs may not share.
"""

from __future__ import annotations

from experiments.store.identity import key_of
from experiments.store.lease import Leases, leases_in
from experiments.store.shelf import Store, place

__all__ = ["Leases", "Store", "key_of", "leases_in", "place"]
