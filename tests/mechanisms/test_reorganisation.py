"""The reorganisation room: only changed links lose, preparation helps, all recover."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.mechanisms.reorganisation import Reorganisation, kept, recovered, weakened
from tests.strategies import in_force, shares, together, within

months = st.floats(0.0, 60.0)


@given(together(shares, shares), months, within("reorganisation", "loss"))
def test_only_links_with_a_new_superior_lose(column, prepared, loss):
    strength, lot = column
    changed = lot > 0.5
    p = in_force(Reorganisation, loss=loss)
    after = weakened(strength, changed, prepared, p)
    assert (after[~changed] == strength[~changed]).all()
    assert (after <= strength).all()
    assert (after >= strength * (1.0 - loss) - 1e-12).all()


@given(together(shares), months, months)
def test_preparation_never_makes_it_worse(column, one, more):
    (strength,) = column
    p, changed = in_force(Reorganisation), np.ones(len(strength), dtype=bool)
    hasty = weakened(strength, changed, one, p)
    assert (weakened(strength, changed, one + more, p) >= hasty - 1e-12).all()


@given(together(shares), within("reorganisation", "recovery"))
def test_a_year_brings_back_the_stated_part(column, recovery):
    (strength,) = column
    p, after = in_force(Reorganisation, recovery=recovery), strength
    for _ in range(12):
        after = recovered(after, p)
    np.testing.assert_allclose(1 - after, (1 - strength) * (1 - recovery), atol=1e-9)


def test_a_settled_link_brings_all_and_a_broken_one_the_least():
    p = in_force(Reorganisation)
    assert kept(np.array([1.0, 0.0]), p).tolist() == pytest.approx([1.0, p.least])
