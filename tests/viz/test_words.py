"""The catalogue of words: nothing is said that is not in it, nothing is in it that is not said."""

import re
from pathlib import Path

import viz.dashboard
from viz.dashboard.words import catalogue, say

HOUSE = Path(viz.dashboard.__file__).parent
CODE = "\n".join(file.read_text(encoding="utf-8").replace("'", '"') for file in HOUSE.rglob("*.py"))


def test_all_that_is_said_is_in_the_catalogue():
    said = set(re.findall(r'\bsay\(\s*"([a-z_.0-9]+)"', CODE))
    assert len(said) > 100
    assert said - catalogue().keys() == set()


def test_all_that_is_in_the_catalogue_is_said():
    tables = set(re.findall(r'f"([a-z_]+)\.\{', CODE)) | set(
        re.findall(r'group\("([a-z_]+)"', CODE)
    )
    idle = [
        key for key in catalogue() if f'"{key}"' not in CODE and key.partition(".")[0] not in tables
    ]
    assert idle == []


def test_words_are_set_in():
    assert "3" in say("wait.queued", queued=3)
