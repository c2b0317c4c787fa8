"""Imports point one way: model.data <- model <- experiments <- viz."""

import ast
import subprocess
import sys

import pytest

from tests.source import HOUSE, functions, modules

OURS = ("model", "experiments", "viz")
LIGHT = ( # what `--help` and every refusal go through
    "model", "model.errors", "model.calendar", "model.parameters", "model.law",
    "model.scenario", "model.regime", "model.data", "experiments.cli", "experiments.entry",
)  # fmt: skip
HEAVY = ("numpy", "pandas", "pyarrow", "mesa", "scipy", "altair", "solara")


def imported(tree):
    """Every module of ours that a tree may import, as `a.b` and `a.b.name`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def known(name):
    """Whether a dotted name is one of our modules, and not a function in one."""
    return name in modules() or name in OURS


def links():
    """Every pair (importer, imported) of our modules."""
    return {
        (module, name)
        for module, tree in modules().items()
        if not module.startswith("tests")
        for name in imported(tree)
        if known(name)
    }


def within(module, part):
    """Whether a module is a part of the house or lies in it."""
    return module == part or module.startswith(f"{part}.")


def against(rule):
    """The links that a rule forbids."""
    return sorted(
        f"{importer} imports {name}" for importer, name in links() if rule(importer, name)
    )


def test_there_are_links_to_judge():
    assert ("model.rows", "model.errors") in links()


def test_data_import_nothing_of_ours():
    assert against(lambda a, b: within(a, "model.data") and not within(b, "model.data")) == []


def test_the_model_knows_neither_its_experiments_nor_its_pictures():
    assert (
        against(lambda a, b: within(a, "model") and (within(b, "experiments") or within(b, "viz")))
        == []
    )


def test_experiments_do_not_need_pictures():
    """Only the verbs, which are the front door of everything, may fetch a picture."""
    assert (
        against(
            lambda a, b: (
                within(a, "experiments") and not within(a, "experiments.verbs") and within(b, "viz")
            )
        )
        == []
    )


def test_a_verb_fetches_pictures_only_when_it_runs():
    at_once = []
    for module, tree in modules().items():
        if within(module, "experiments.verbs"):
            inside = {id(node) for f in functions(tree) for node in ast.walk(f)}
            at_once += [
                f"{module}:{node.lineno}"
                for node in ast.walk(tree)
                if isinstance(node, ast.Import | ast.ImportFrom)
                and id(node) not in inside
                and any(within(name, "viz") for name in imported(node))
            ]
    assert at_once == []


def test_rooms_know_neither_actors_nor_one_another_nor_the_year():
    above = ("model.agents", "model.economy", "model.year", "model.society", "model.rows")
    assert (
        against(
            lambda a, b: (
                within(a, "model.mechanisms")
                and a != "model.mechanisms"
                and (
                    any(within(b, part) for part in above)
                    or (within(b, "model.mechanisms") and b not in (a, "model.mechanisms"))
                )
            )
        )
        == []
    )


def test_actors_know_neither_the_year_nor_the_economy():
    above = ("model.economy", "model.year")
    assert (
        against(lambda a, b: within(a, "model.agents") and any(within(b, x) for x in above)) == []
    )


def test_modules_do_not_import_one_another_in_a_circle():
    at_once = {
        (module, name)
        for module, tree in modules().items()
        if not module.startswith("tests")
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in imported(node)
        if known(name) and not within(module, name)
    }
    left = set(at_once)
    while ends := {b for _, b in left} - {a for a, _ in left}:
        left = {(a, b) for a, b in left if b not in ends}
    assert left == set()


@pytest.mark.parametrize("module", [name for name in LIGHT if name in modules()])
def test_what_every_command_loads_is_light(module):
    code = f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])"
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "[]"
