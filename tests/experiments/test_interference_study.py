"""The study of interference: settings inside their ranges, and differences reckoned rightly."""

import pytest

from experiments.studies import interference
from model.scenario import stack


def life(works, farms, lent):
    year = dict.fromkeys(interference.TOLD, 0.5)
    return [{**year, "works": works, "farms": farms, "lent": lent, "saved": 0.0}] * 2


def test_every_variant_may_be_lived_and_differs_from_its_base():
    for group in interference.variants().values():
        changes = list(group.values())
        for scenario, change in changes:
            stack([scenario], change)
        assert all(other != changes[0] for other in changes[1:])


def test_a_difference_is_added_up_over_years_and_paired_by_seed():
    base, other = [life(100.0, 50.0, 0.0), life(90.0, 50.0, 0.0)], [life(101.0, 50.0, 0.0)] * 2
    gap, half = interference.change(base, other, "works")
    assert gap == pytest.approx((2.0 + 22.0) / 2)
    assert half > 0
    lines = interference.told("works", {"base": base, "other": other})
    assert lines[1].split()[2] == "+0.000"
    assert "+6.316" in lines[2]


def test_what_a_month_lent_costs_and_brings_is_in_rubles():
    found = {
        "as it stands": [life(98.0, 51.0, 10.0)] * 2,
        "nobody is lent": [life(100.0, 50.0, 0.0)] * 2,
    }
    said = interference.a_month_lent(found)
    assert "works -200 rub" in said
    assert "farms +100" in said
