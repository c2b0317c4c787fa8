"""Industry in other places: totals stand, books balance; what is closed holds nothing."""

import numpy as np
import pytest

from model.economy import SovietEconomy
from model.errors import Refusal

TINY = 0.005


@pytest.mark.parametrize("given", [{"regions": "elsewhere"}, {"region_noise": -0.1}])
def test_places_that_cannot_be_are_refused(given):
    with pytest.raises(Refusal, match="region"):
        SovietEconomy(scale=TINY, **given)


@pytest.mark.parametrize("given", [{"regions": "permuted"}, {"region_noise": 0.3}])
def test_books_balance_and_totals_stand_wherever_industry_is(given):
    e, usual = (SovietEconomy(scale=TINY, check=True, **more) for more in (given, {}))
    made, usually = (
        np.bincount(one.directors.sector, weights=one.directors.opening_output)
        for one in (e, usual)
    )
    np.testing.assert_allclose(made, usually, rtol=1e-9)
    e.run("1957-01")
    assert (e.directors.output > 0).any()


def test_a_closed_economy_holds_nothing_but_its_record():
    e = SovietEconomy(scale=TINY).run("1956-12")
    e.close()
    held = [name for name, value in vars(e).items() if isinstance(value, np.ndarray)]
    assert held == []
    assert len(e.record.annual) == 1
