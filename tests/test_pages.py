"""The pages of words: what they point to is there, and what they tell to type is known."""

import re

import pytest

from experiments.cli import VERBS, main
from tests.source import HOUSE, files

PAGES = [path for path in files() if path.suffix == ".md"]
KNOWN = {verb.__name__ for verb in VERBS}


def told(page):
    """What a page tells to type: its code in the text, and its lines that are code."""
    text = page.read_text(encoding="utf-8")
    spans = [" ".join(span.split()) for span in re.findall(r"(?<!`)`([^`]+)`(?!`)", text)]
    return spans + re.findall(r"^ {4}(\S.*?)(?:  +#.*)?$", text, re.MULTILINE)


def commands(of):
    """Words after a program's name, wherever the pages have it, with the page."""
    for page in PAGES:
        for line in told(page):
            yield from ((page.name, found) for found in re.findall(rf"{of}\b(.*)", line))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOUSE)))
def test_what_a_page_points_to_is_there(page):
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#]+)\)", text)
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert missing == []


def test_every_verb_and_option_that_is_told_is_one(capsys):
    asked = [(page, words.split()) for page, words in commands("semiletka") if words.split()]
    assert len(asked) > 30
    helped = {}
    for verb in KNOWN:
        assert main([verb, "--help"]) == 0
        helped[verb] = capsys.readouterr().out
    for page, (verb, *words) in asked:
        if not verb.isalpha():  # a sentence goes on
            continue
        assert verb in KNOWN, (page, verb)
        for option in (word for word in words if word.startswith("--")):
            assert re.search(rf"{option}\b", helped[verb]), (page, verb, option)


def test_every_study_and_test_that_is_told_is_there():
    studies = {name for _, rest in commands(r"experiments\.studies") for name in rest.split()[:1]}
    tests = {
        word for _, rest in commands("pytest") for word in rest.split() if word.endswith(".py")
    }
    assert len(studies) > 8
    assert len(tests) > 4
    for name in studies:
        assert (HOUSE / "experiments" / "studies" / f"{name.strip('.')}.py").exists(), name
    for path in tests - {"tests/mechanisms/test_fashion.py"}:  # the reader's own
        assert (HOUSE / path).exists(), path
