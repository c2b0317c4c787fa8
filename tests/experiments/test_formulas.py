"""Equations in a terminal: nothing of TeX is left, and every bracket is closed."""

import re

import pytest

from experiments.formulas import equation, letter, letters, plain
from experiments.rooms import story
from model.parameters import rooms

OPENED = {"(": ")", "[": "]"}


def closed(text):
    """Whether every bracket is closed by its own kind."""
    waiting = []
    for sign in text:
        if sign in OPENED:
            waiting.append(OPENED[sign])
        elif sign in OPENED.values() and (not waiting or waiting.pop() != sign):
            return False
    return not waiting


@pytest.mark.parametrize("room", rooms())
def test_a_story_is_told_without_a_sign_of_tex(room):
    told = plain(story(room))
    assert not re.search(r"\\|math::|``|:math:|[{}]", told)
    for line in told.splitlines():
        if "=" in line and line.startswith("    "):
            assert closed(line), line


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"e^{-k x}", "e^(-k x)"),
        (r"h^{\eta}", "h^\N{GREEK SMALL LETTER ETA}"),
        (r"u_{t+1} = u_t", "u_(t+1) = u_t"),
        (r"x = \frac{a + b}{c}", "x = (a + b) / c"),
        (r"x = 2\, \frac{a}{b_1 + 1} d", "x = 2 (a / (b_1 + 1)) d"),
        (r"e^{-(1 + e^{b c})}", "e^(-(1 + e^(b c)))"),
        (r"x = (a, \frac12)", "x = (a, (1 / 2))"),
        (r"\frac{a}{b + 1} = 2", "a / (b + 1) = 2"),
        (r"x = \frac", r"x = \frac"),
        (r"x^{a_b}", "x^(a_b)"),
        (r"\overline{d^2}", "mean(d^2)"),
        (r"\nosuch x", r"\nosuch x"),
        (r"T \le \max\left(a,\; b\right)", "T \N{LESS-THAN OR EQUAL TO} max(a, b)"),
        (r"\mu \chi", "\N{GREEK SMALL LETTER MU} \N{GREEK SMALL LETTER CHI}"),
    ],
)
def test_what_is_over_or_under_is_kept_together(latex, text):
    assert equation(latex) == text


def test_a_symbol_with_an_index_has_its_letter():
    assert letters("sigma_in") == f"{letter('sigma')}_in"


def test_a_table_has_the_letters_of_the_equations_and_stays_in_line():
    edge = "=====  =========  ====\n"
    rows = "mu, F  ``p.two``  here\nb      two        here\n"
    told = plain(f"A room.\n\n.. math::\n\n    x = \\mu\n\n{edge}{edge}{rows}{edge}")
    mu = letter("mu")
    assert f"x = {mu}" in told
    lines = [line for line in told.splitlines() if line.endswith("here")]
    assert [line.split()[0] for line in lines] == [f"{mu},", "b"]
    assert {(line.index("two"), line.index("here")) for line in lines} == {(9, 18), (7, 18)}


@pytest.mark.parametrize("odd", ["", "A room.", "A room.\n\n.. math::\n\n    x = {a\n", "``"])
def test_a_story_that_is_odd_is_told_all_the_same(odd):
    assert plain(odd).startswith(odd[:6])
