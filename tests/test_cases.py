"""Documented episodes as worked examples, told as data.

That it happened is on the source's word. The figures given are round ones of this model, and what
is expected is what the room's equation makes of them: the test holds the room, not history.
"""

import tomllib
from importlib import import_module
from inspect import signature
from pathlib import Path

import numpy as np
import pytest

from model import calendar
from model.data import sources
from tests.strategies import law_of, rungs_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))


def read(file):
    """One episode."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def columns(given):
    """Lists as arrays, all else as it stands."""
    return {k: np.array(v) if isinstance(v, list) else v for k, v in given.items()}


def answer(case):
    """What the room says under the law of ``month``, which is January 1956 if none is named.

    A table inside ``given`` is a record of the room: ``[given.trade]`` its ``Trade``.
    """
    room = import_module(f"model.mechanisms.{case['room']}")
    rule = getattr(room, case["rule"])
    given = columns(case["given"])
    month = calendar.month(case.get("month", "1956-01"))
    law = law_of()(getattr(room, case["room"].title()), month)
    parameters = law._replace(**given.pop("parameters", {}))
    for name, value in given.items():
        if isinstance(value, dict):
            given[name] = getattr(room, name.title())(**columns(value))
    if "rungs" in signature(rule).parameters:
        given["rungs"] = rungs_of(given.pop("supplier").tolist(), given.pop("rank").tolist())
    if "p" in signature(rule).parameters:
        given["p"] = parameters
    said = rule(**given)
    return getattr(said, "by_link", said)


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_episode(file):
    case = read(file)
    expected = case["expected"]
    np.testing.assert_allclose(answer(case), expected["value"], rtol=0, atol=expected["within"])


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_an_episode_says_what_when_and_on_whose_word(file):
    case = read(file)
    assert 1955 <= case["year"] <= 1970
    assert case.get("month", str(case["year"])).startswith(str(case["year"]))
    assert len(case["episode"]) > 30
    assert case["source"]
    assert set(case["source"]) <= {entry.key for entry in sources()}


def test_there_are_episodes():
    assert len(CASES) >= 10
    assert len({read(file)["room"] for file in CASES}) >= 7
