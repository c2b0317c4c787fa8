"""Posts of bodies: divided by works, none twice, none to nobody."""

import numpy as np
import pytest

from model import posts
from model.authorities import CENTRE, body_of
from model.data import REGIONS, REPUBLIC_OF_REGION
from model.posts import by_body, with_posts
from model.regime import read
from model.regime_file import AUTHORITIES
from model.superiors import republic_over

COUNCIL, REPUBLIC = AUTHORITIES.index("sovnarkhoz"), AUTHORITIES.index("republic")
ESTONIA, LATVIA = (REPUBLIC_OF_REGION.index(name) for name in ("estonia", "latvia"))


def held(own, aside):
    """Posts of the country: so many for councils' works with themselves, so many with republics."""
    found = np.zeros((len(AUTHORITIES), len(AUTHORITIES)))
    found[COUNCIL, COUNCIL], found[COUNCIL, REPUBLIC] = own, aside
    found[REPUBLIC, REPUBLIC], found[COUNCIL, CENTRE] = 0.2, 0.1
    return found


def test_what_is_set_aside_goes_to_the_republics_in_which_the_works_lie():
    region = np.array([ESTONIA, LATVIA, LATVIA])
    body = np.array([body_of("sovnarkhoz", where) for where in region])
    found = with_posts(body, region)
    given = dict(zip(found, by_body(held(0.5, 0.2), found, body, region, np.array([1.0, 1.0, 2.0])),
                     strict=True))  # fmt: skip
    assert given[body[0]] == pytest.approx(0.5 / 4)
    assert given[body[1]] == pytest.approx(0.5 * 3 / 4)
    estonia, latvia = republic_over(np.array([ESTONIA, LATVIA]))
    # neither runs works of its own: each counts as one there, and has its part of what is set aside
    assert given[estonia] == pytest.approx(0.2 / 2 + 0.2 / 4)
    assert given[latvia] == pytest.approx(0.2 / 2 + 0.2 * 3 / 4)
    assert given[CENTRE] == pytest.approx(0.1)
    assert sum(given.values()) == pytest.approx(1.0)


def test_works_of_every_authority_have_as_many_posts_over_them_and_nobodys_have_none():
    branch, region = (read(name) for name in ("1953_ministerial", "1957_sovnarkhoz"))
    for at_centre in (0.02, 0.1, 0.3):
        over = posts.standing(branch, at_centre).sum(axis=1)
        for name in ("ministry", "republic", "local_soviet"):
            assert over[AUTHORITIES.index(name)] == pytest.approx(1.0)
        assert over[AUTHORITIES.index("none")] == 0.0
        over = posts.standing(region, at_centre).sum(axis=1)
        assert over[COUNCIL] == pytest.approx(1.0 - (1.0 - at_centre) * (1.0 - 0.906))


def test_regions_are_where_they_are_said_to_be():
    assert len(REGIONS) == len(REPUBLIC_OF_REGION)
    assert REPUBLIC_OF_REGION.count("estonia") == REPUBLIC_OF_REGION.count("latvia") == 1
