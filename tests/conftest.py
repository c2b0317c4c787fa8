"""What all tests share: golden files on request, chance that CI can repeat, cache and collector."""

import gc
import os
import shutil
import tempfile

import mesa
import pytest
from hypothesis import settings

IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
if not IS_WORKER:  # one cache for all processes of the tests, empty at first and gone afterwards
    os.environ["SEMILETKA_CACHE"] = tempfile.mkdtemp(prefix="semiletka-tests-")

# CI draws the same few examples every time, to be quick; elsewhere they are new, and more.
settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True, max_examples=30)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser):
    """Let a new truth be accepted, explicitly."""
    parser.addoption(
        "--write-golden", action="store_true", help="write the golden files anew and compare"
    )


def pytest_collection_finish():
    """Spare the collector all that collecting tests made: it stays to the end."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure():
    """Leave nothing behind."""
    if not IS_WORKER:
        shutil.rmtree(os.environ["SEMILETKA_CACHE"], ignore_errors=True)


@pytest.fixture
def write_golden(request):
    """Say whether golden files are to be written anew."""
    return request.config.getoption("--write-golden")


@pytest.fixture(autouse=True)
def let_go():
    """Let Mesa forget the models of a test: it keeps each as the key of a counter for ever."""
    yield
    getattr(mesa.Agent, "_ids", {}).clear()


@pytest.fixture(autouse=True)
def in_its_group(request):
    """Fail where pytest-xdist has lost the groups: every worker would live the same worlds."""
    is_marked = request.node.get_closest_marker("xdist_group") is not None
    if is_marked and request.config.getoption("loadgroup", default=False):
        assert "@" in request.node.nodeid, "pytest-xdist has lost the groups of the tests."
