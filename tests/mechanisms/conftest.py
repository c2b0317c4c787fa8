"""Tests of the rooms: functions of columns, which know nothing of Mesa."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items):
    """Have CI run them on one interpreter: the other gives the same to the bit, fingerprint.py."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.once)
