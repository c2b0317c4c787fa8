"""Print one number for eleven years of history: equal numbers, equal to the last bit.

`python tests/fingerprint.py` under two versions of Mesa with one of numpy must print
the same line. CI runs it so.
"""

import hashlib

import numpy as np


def fingerprint():
    """Return the sha256 of the annual record, ledger by ledger and indicator by indicator."""
    from model import SovietEconomy

    economy = SovietEconomy(scale=0.02, seed=1)
    economy.run(until="1966-12")
    annual = economy.record.annual.sort_index(axis="columns")
    digest = hashlib.sha256(repr([*annual.index, *annual.columns]).encode())
    digest.update(np.ascontiguousarray(annual.to_numpy(dtype=np.float64)).tobytes())
    return digest.hexdigest()


if __name__ == "__main__":
    print(fingerprint())
