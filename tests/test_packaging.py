"""What the package asks for is what is tested."""

import re
import tomllib

from tests.source import HOUSE

PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OLDEST = dict(
    line.split("==")
    for line in (HOUSE / "tests" / "oldest.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)


TOOLS = {"ruff", "mypy", "pandas-stubs"}  # they read the code and do not run it: newest only


def test_every_lower_bound_is_the_oldest_version_that_is_tested():
    asked = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["test"]
    bounds = dict(re.match(r"([\w-]+)(?:>=([\d.]+))?", line).groups() for line in asked)
    assert {name: bounds[name] for name in bounds.keys() - TOOLS} == OLDEST


def test_what_a_cluster_takes_is_what_is_tested():
    extras = PROJECT["optional-dependencies"]
    assert set(extras["cluster"]) <= set(extras["test"])
