"""Every source a docstring names by its key is in the bibliography."""

import ast
import re

from model.data import sources
from tests.source import modules

CITED = re.compile(r"\b(?:Sources?|Keys?)\b[^.:]*:\s+((?:``\w+``[,\s]*(?:and\s+)?)+)")
KEY = re.compile(r"``(\w+)``")


def docstrings(tree):
    """Every docstring of a module, its own first."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return [ast.get_docstring(n) or "" for n in ast.walk(tree) if isinstance(n, kinds)]


def cited():
    """Every pair (module, key)."""
    return {
        (module, key)
        for module, tree in modules().items()
        for text in docstrings(tree)
        for keys in CITED.findall(text)
        for key in KEY.findall(keys)
    }


def test_every_key_cited_is_in_the_bibliography():
    known = {entry.key for entry in sources()}
    assert {(module, key) for module, key in cited() if key not in known} == set()


def test_citations_are_found():
    assert {key for module, key in cited() if module == "model.agents.factory_director"} == {
        "berliner1957",
        "granick1954",
        "nove1969",
    }
