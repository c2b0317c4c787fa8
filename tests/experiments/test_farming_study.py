"""The study of farming: what its words compare, and that they can come out false."""

import numpy as np
import pytest

from experiments.studies import farming
from experiments.studies.many import Ask
from model.parameters import read

CAMPAIGN = "fallow_campaign_1962"
YEARS = farming.LAST - farming.FIRST + 1


def test_the_parts_of_the_campaign_are_all_that_its_decree_changes_in_what_is_sown():
    changed = {
        f"monoculture.{name}": told.entries[0].value
        for name, told in read("monoculture").items()
        if any(entry.decree == CAMPAIGN for entry in told.entries)
    }
    together = {name: value for part in farming.PARTS.values() for name, value in part.items()}
    assert together == changed


def test_each_run_is_told_apart_by_what_it_is():
    names = [farming.case(ask) for ask in farming.asks(0.02, 1)]
    assert len(set(names)) == len(names)
    assert {(farming.HISTORY, farming.NORMAL), *((part, "measured") for part in farming.PARTS)} <= {
        *names
    }
    assert farming.case(Ask({"scenario": "fallow_kept", "weather": "described"})) == (
        "fallow_kept",
        "described",
    )


def found(history, changed, name):
    """Readings of one seed under every weather, even through the years."""
    even = {farming.HISTORY: history, "fallow_kept": changed}
    return {
        (scenario, weather, name): np.full((1, YEARS), level)
        for scenario, level in even.items()
        for weather in farming.WEATHERS
    }


@pytest.mark.parametrize(("changed", "sign"), [(110.0, "+"), (90.0, "-")])
def test_what_all_weathers_agree_on_has_a_sign(changed, sign):
    levels = found(100.0, changed, "grain")
    assert farming.survives(levels, "fallow_kept", "grain", (1962, 1965)) == sign
    levels["fallow_kept", "resampled", "grain"][:] = 200.0 - changed
    assert farming.survives(levels, "fallow_kept", "grain", (1962, 1965)) == "?"


def test_what_would_be_printed_as_nothing_has_no_sign():
    levels = found(100.0, 100.001, "grain")
    assert farming.survives(levels, "fallow_kept", "grain", (1962, 1965)) == "0"
    levels["fallow_kept", "resampled", "grain"][:] = 100.1
    assert farming.survives(levels, "fallow_kept", "grain", (1962, 1965)) == "+"


def test_grain_differs_in_parts_areas_and_weeds_as_they_are():
    assert farming.differences(
        found(100.0, 90.0, "grain"), "fallow_kept", "measured", "grain"
    ) == pytest.approx(-0.1)
    assert farming.differences(
        found(120.0, 118.0, "grain_area"), "fallow_kept", "measured", "grain_area"
    ) == pytest.approx(-0.02)
    assert farming.differences(
        found(0.10, 0.08, "weed_pressure"), "fallow_kept", "measured", "weed_pressure"
    ) == pytest.approx(-0.02)


@pytest.mark.parametrize("question", farming.QUESTIONS)
def test_a_question_asks_for_no_run_twice_and_for_no_more_than_it_needs(question):
    runs = [farming.case(ask) for ask in farming.asks(0.02, 1, [question])]
    assert (farming.HISTORY, "measured") in runs
    assert len(set(runs)) == len(runs) < len(farming.asks(0.02, 1))
