"""Which decrees the model reads, and that moving one that nothing reads is refused."""

import ast

import pytest

from model.decree_readers import NAMED, carried, is_read, readers, told
from model.decrees import history
from model.scenario import names, stack
from tests.small_rooms import refusal
from tests.source import modules

UNREAD = (
    "recentralisation_1959",
    "large_regions_1961",
    "central_asia_1963",
    "tpa_1962",
    "bonus_cost_1959",
    "cuba_sugar_1960",
)


def test_every_decree_that_a_phase_names_is_in_the_list():
    named = {
        node.value
        for module, tree in modules().items()
        if module.startswith("model.") and module != "model.decree_readers"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and getattr(call.func, "attr", "") in ("in_force", "date_of", "preparation")
        for node in call.args
        if isinstance(node, ast.Constant) and node.value in history()
    }
    assert named == set(NAMED)


@pytest.mark.parametrize("decree", UNREAD)
def test_a_decree_that_nothing_reads_cannot_be_moved(decree):
    assert not is_read(decree)
    assert told(decree) == "nothing yet"
    assert refusal(stack, decrees={decree: "never"}) == (
        f"Nothing in the model reads decree {decree!r} yet: to move it would change nothing. "
        "`semiletka decrees` lists what is read."
    )


def test_what_carries_a_decree_that_is_read_is_moved_with_effect():
    found = stack(decrees={"khrushchev_removed_1964": "never"})
    assert "party_reunited_1964" in found.dropped
    assert "party_reunited_1964" in carried("khrushchev_removed_1964")
    assert told("khrushchev_removed_1964").startswith("through maize_1955 and ")


def test_a_decree_is_told_by_what_reads_it():
    assert told("targets_raised_1961") == "the plan in force"
    assert told("fine_1958_04_24") == "localism.fine"
    assert told("law_1957_05_10") == "order 1957_sovnarkhoz"
    assert "order 1956_relabelled" in readers()["relabelling_1956"]


def test_no_layer_moves_a_decree_that_nothing_reads():
    for name in names():
        assert all(is_read(decree) for decree in stack([name]).decrees)
