"""Who stands over works: levels have their shares, bodies follow the order in force."""

import numpy as np
import pytest

from model import authorities, calendar, data
from model.regime_file import AUTHORITIES
from tests.strategies import SMALL, economy, law_of

BEFORE, AFTER = calendar.month("1957-06"), calendar.month("1957-07")


@pytest.fixture(scope="module")
def e():
    """A small economy on its first day."""
    return economy(scale=SMALL)


def bodies(e, month, scenario="historical"):
    """The body over each works of a scenario's month."""
    law = law_of(scenario)
    council = authorities.councils(law, month)
    return authorities.bodies_over(e.subordination, law.orders_by_region(month), council)


def share(e, body, name):
    """The part of output under a kind of authority."""
    mine = authorities.kind_of(body) == AUTHORITIES.index(name)
    return e.directors.opening_output[mine].sum() / e.directors.opening_output.sum()


def test_levels_have_their_shares_of_a_sectors_output(e):
    d = e.directors
    for name in ("machinery", "food_industry", "light_industry"):
        mine = d.sector == data.SECTORS.index(name)
        made = np.bincount(e.subordination.level[mine], weights=d.opening_output[mine], minlength=8)
        told = {
            row["level"]: float(row["share_of_output_1956"])
            for row in data.table("industry/authority")
            if row["row"] == "share_1956" and row["sector"] == name
        }
        wanted = [told.get(level, 0.0) for level in authorities.LEVELS]
        np.testing.assert_allclose(made / made.sum(), wanted, atol=0.04)


def test_larger_works_stand_higher(e):
    d = e.directors
    size = np.log(d.opening_output / d.n_works)
    level = e.subordination.level
    high = level == authorities.LEVELS.index("union_ministry")
    low = level == authorities.LEVELS.index("local")
    assert size[high].mean() > size[low].mean() + 1.0


def test_in_1957_most_works_of_ministries_pass_to_councils(e):
    before, after = bodies(e, BEFORE), bodies(e, AFTER)
    assert share(e, before, "ministry") > 0.6
    assert share(e, before, "sovnarkhoz") == 0
    assert share(e, after, "sovnarkhoz") > 0.5
    assert share(e, after, "ministry") < 0.2
    railways = e.directors.product == data.PRODUCTS.index("rail_freight")
    central = authorities.kind_of(after[railways]) == AUTHORITIES.index("ministry")
    assert e.directors.opening_output[railways][central].sum() > 0


def test_nothing_passes_where_the_law_is_never_given(e):
    assert (bodies(e, AFTER, "ministries_stay") == bodies(e, 0)).all()


def test_a_body_is_one_branch_or_one_place(e):
    after, d = bodies(e, AFTER), e.directors
    kind = authorities.kind_of(after)
    for name, column in (("sovnarkhoz", d.region), ("local_soviet", d.region)):
        mine = kind == AUTHORITIES.index(name)
        pairs = set(zip(after[mine].tolist(), np.asarray(column)[mine].tolist(), strict=True))
        assert len(pairs) == len(set(after[mine].tolist()))


def test_councils_are_105_then_103_then_47():
    law = law_of()
    number = [
        len(np.unique(authorities.councils(law, calendar.month(when))))
        for when in ("1957-07", "1958-01", "1963-01")
    ]
    assert number == [105, 103, 47]
