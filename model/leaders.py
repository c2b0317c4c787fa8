"""Those who lead ministries, councils, republics and soviets: tenure, effort, last results."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Quantities, Rows, Rubles, Shares


class Leaders(NamedTuple):
    """One leader a body.

    ``body``: (b,) ascending; ``tenure``: (b,) years in the post; ``effort``: (b,) in logarithms
    of output; ``promotion``: (b,) chance in the last year; ``before``: (n,) what each works was
    said to have made in the year before; ``usual``: effort that the opening figures hold
    already, that of the first year judged; None until then; ``excess``: by how many points
    all together outgrew their plans in the last year judged.
    """

    body: Rows
    tenure: Quantities
    effort: Shares
    promotion: Shares
    before: Rubles
    usual: float | None
    excess: float


def founded(body: Rows, before: Rubles) -> Leaders:
    """Return the leaders of January 1956, whose effort is in the opening figures."""
    found = np.unique(body)
    nothing = np.zeros(len(found))
    return Leaders(found, nothing, nothing, nothing, before, None, 0.0)


def of_today(leaders: Leaders, body: Rows) -> Leaders:
    """Return the leaders of the bodies there are; a new body has a new man in his first year."""
    found = np.unique(body)
    if np.array_equal(found, leaders.body):
        return leaders
    _, here, there = np.intersect1d(found, leaders.body, return_indices=True)
    tenure, promotion = np.zeros(len(found)), np.zeros(len(found))
    effort = np.full(len(found), leaders.usual or 0.0)
    tenure[here], promotion[here] = leaders.tenure[there], leaders.promotion[there]
    effort[here] = leaders.effort[there]
    return leaders._replace(body=found, tenure=tenure, effort=effort, promotion=promotion)
