"""A dashboard and a browser, one of each for all tests that look at pages."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class Dashboard(NamedTuple):
    """One that listens: where, which process, where its runs are, what its terminal says."""

    address: str
    process: int
    store: Path
    errors: Path


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory):
    """A dashboard of the tests' own, as a user starts it."""
    folder = tmp_path_factory.mktemp("dashboard")
    errors = (folder / "errors").open("w")
    command = [sys.executable, "-m", "experiments", "dashboard", "--port", "0", "--no-ready"]
    process = subprocess.Popen(
        [*command, "--workers", "2", "--store", str(folder / "store")],
        stdout=subprocess.PIPE,
        stderr=errors,
        text=True,
    )
    with process, errors:
        told = process.stdout.readline().split()
        assert told[:1] == ["Semiletka:"], (folder / "errors").read_text()
        yield Dashboard(told[1], process.pid, folder / "store", folder / "errors")
        process.terminate()


@pytest.fixture(scope="session")
def address(dashboard):
    """Where it listens."""
    return dashboard.address


@pytest.fixture(scope="session")
def chromium():
    """Debian's browser; without one the tests are skipped, but never in CI."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        assert "CI" not in os.environ, "CI installs a browser, and there is none."
        pytest.skip("there is no Chromium here")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as drive:
        browser = drive.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()
