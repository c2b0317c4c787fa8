"""What every test can use: golden files on request, and chance that CI can repeat."""

import os

import mesa
import pytest
from hypothesis import settings

os.environ["SEMILETKA_CACHE"] = "off"  # every figure from nothing, and nothing left behind

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("here", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_addoption(parser):
    """Let a new truth be accepted, explicitly."""
    parser.addoption(
        "--write-golden", action="store_true", help="write the golden files anew and compare"
    )


@pytest.fixture
def write_golden(request):
    """Say whether golden files are to be written anew."""
    return request.config.getoption("--write-golden")


@pytest.fixture(autouse=True)
def let_go():
    """Let Mesa forget the models of a test: it keeps each as the key of a counter for ever."""
    yield
    getattr(mesa.Agent, "_ids", {}).clear()
