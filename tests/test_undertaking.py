"""What suppliers undertake: links recover at one pace, and December's rounds keep both margins."""

import numpy as np
import pytest
from hypothesis import given

from model.mechanisms import reorganisation
from model.phases.attachment import in_rounds
from model.phases.release import let_go
from model.phases.undertaking import undertaken, wanted
from model.sums import part_of
from tests.strategies import amounts, together
from tests.worlds import lived


@pytest.fixture(scope="module")
def economy():
    """An economy a little after the reform of July 1957."""
    return lived("1957-10", scale=0.02)


def test_links_deliver_what_their_strength_and_their_authorities_allow(economy):
    e = economy
    p = e.law(reorganisation.Reorganisation, e.month)
    assert e.lines.strength.min() < 1.0
    kept, released = reorganisation.kept(e.lines.strength, p), let_go(e)
    found = e.lines.contract * kept * (1.0 if released is None else released)
    np.testing.assert_allclose(
        undertaken(e, np.ones(len(e.network.claims))), found, rtol=1e-12, atol=1e-15
    )
    asked = e.lines.contract * kept * e.called_part[e.lines.claim]
    np.testing.assert_allclose(wanted(e), asked, rtol=1e-12, atol=1e-15)


def test_rounds_on_the_margins_are_rounds_link_by_link(economy):
    lines = economy.lines
    need = lines.contract_of_claim() * np.linspace(0.8, 1.3, len(lines.stock))
    promise = lines.by_supplier(lines.contract)[lines.senders] * 1.05
    held = lines.contract.copy()
    for _ in range(3):
        total = np.bincount(lines.claim, held, len(need))
        held *= np.where(total > 0, need / np.where(total > 0, total, 1.0), 1.0)[lines.claim]
        out = np.add.reduceat(held, lines.rungs.starts)
        part = np.divide(promise, out, out=np.ones_like(out), where=out > promise)
        held *= np.repeat(part, lines.rungs.number)
    found = in_rounds(lines, lines.contract.copy(), need, promise, 3)
    np.testing.assert_allclose(found, held, rtol=1e-11, atol=1e-15)
    assert (lines.by_supplier(found)[lines.senders] <= promise * (1 + 1e-12)).all()


@given(together(amounts(), amounts()))
def test_a_part_is_never_above_one_and_is_all_where_there_is_enough(pair):
    there, asked = pair
    part = part_of(there, asked)
    assert (part <= 1.0).all()
    assert (part[there >= asked] == 1.0).all()
    short = there < asked
    np.testing.assert_allclose(part[short], there[short] / asked[short], rtol=1e-15, atol=1e-300)
