r"""Targets: last year's output on the growth path of the plan in force.

Long-term plans are texts with numbers: the Sixth Plan for 1960, dropped in September
1957; the Seven-Year Plan for 1965, parts of it raised in October 1961. In between there
was no horizon, only plans of the year. From the achieved level the remaining gap is
spread over the remaining years, but no year is asked for much more than the text's own
rate ``g*``: annual plans bent to what was possible while the goals stayed. How far the
yearly plan follows the text instead of what was achieved last year is its rigidity.

.. math::

    g = \max\left(0,\; R \min\left[ (T / x)^{1/n} - 1,\; g^* + c \right]
        + (1 - R)\, g_{-1}\right), \qquad
    q = \frac{x}{1 + k\,(\min(x / q_{-1}, e) - 1)}\, (1 + g)\, \frac{\tau}{\tau_{-1}}

What was made beyond the plan is planned on from, but for the part ``k`` of the usual excess ``e``
that December knows and takes out; the first December, whose January is given, takes out all

Texts are not the whole of a yearly plan: capacity balances showed plant that would stand
idle, and "reserves" were to be mobilised. Part :math:`\mu` of the growth that next year's
plant, supplied as it was of late, would allow beyond the path is asked for too, farms excepted:

.. math::

    g \leftarrow g + \mu \max(0,\; g_{plant} - g)

Nothing is planned to fall, and tautness is asked once: where last year's plan was met its
own tautness is taken out first. Goals in tons are taken as ratios to the text's base year,
on the run's own output of that year.

Inside the year the plan rises from month to month at the year's rate, so that January
continues December. Where the text lets a material grow more slowly than its users, the
plan adds up by norms that are cut. Part of the cut is carried out; for the rest works need
more than the plan has for them, and next year's cuts start from what they used.

.. math::

    \bar a' = a\,(1 + \delta), \qquad a' = a\,(1 + \beta \delta), \qquad
    \delta = \mathrm{clip}\left(\frac{1 + g_{supply}}{1 + g_{users}} - 1,\;
    -\delta_{max},\; 0\right)

In history the texts come and go by decree. With ``endogenous`` they follow rules instead.
A text of so many years is drawn up from the growth of the last years and the ambition of
its time; halfway, goals of products whose plans were met on average are raised; a text
whose path asks the median product for more than :math:`\theta` times what plant can make, two
years running, is dropped, and for some years there is none:

.. math::

    T = x\, (1 + g_{past} + a)^H, \qquad T \leftarrow T (1 + \zeta), \qquad
    \mathrm{median}_i (q_i / c_i) > \theta

Sources: the plans themselves (`history/plan_targets.csv`,
`industry/plan_targets_other.csv`); ``nove1969``, ``hunter1961``.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from model.units import Quantities, Rubles, Shares


class Targets(NamedTuple):
    """Parameters of the room, as in force in one month."""

    active: bool
    rigidity: float
    tautness: float
    full_information: bool
    carried_out: float
    stock_growth: float
    known_excess: float
    catch_up: float
    fastest_saving: float
    mobilisation: float
    endogenous: bool
    horizon: float
    ambition: Shares
    memory: float
    raising: float
    hopeless: float
    patience: float
    pause: float
    met: float


def path_growth(achieved: Rubles, goal: Rubles, years: Quantities) -> Shares:
    """Return yearly growth that reaches the goal from the achieved level in the years left.

    >>> path_growth(np.array([100.0]), np.array([121.0]), np.array([2.0]))
    array([0.1])
    """
    return np.asarray(np.round((goal / achieved) ** (1.0 / years) - 1.0, 15))


def growth(path: Shares, asked: Shares, last: Shares, p: Targets) -> Shares:
    """Return planned growth: the path as far as the plan is rigid, else last year's.

    ``path``: what would still reach the goal; ``asked``: the growth the text began with.
    Arrears are made good within limits: the path counts up to ``asked`` and ``p.catch_up``.
    Without long-term plans last year's growth goes on. Nothing is planned to fall.
    """
    rigidity = p.rigidity if p.active else 0.0
    path = np.minimum(path, asked + p.catch_up)
    return np.maximum(rigidity * path + (1.0 - rigidity) * last, 0.0)


def mobilised(growth_asked: Shares, plant: Shares, p: Targets) -> Shares:
    """Return planned growth once part of the plant that would stand idle is put to work.

    ``plant``: growth up to what the plant of next year could make. Never below
    ``growth_asked``, never above both: capacity balances find reserves, they make none.
    """
    return np.asarray(growth_asked + p.mobilisation * np.maximum(plant - growth_asked, 0.0))


def monthly_profile(growth_of_year: Shares, months: int) -> Quantities:
    """Return (n, months) the parts of a year's plan that fall to its months.

    They rise by the year's growth, sum to one and meet last year's December.
    """
    month = np.arange(months)
    rise = (1.0 + growth_of_year)[:, None] ** ((month + 0.5) / months)[None, :]
    return np.asarray(rise / rise.sum(axis=1, keepdims=True))


def norm_drift(supply: Shares, users: Shares, p: Targets) -> Shares:
    """Return the yearly fall of norms that the plan needs where users outgrow a supply.

    ``supply``, ``users``: (59,) planned growth of each good and, weighted by use, of
    those who use it. Never positive, never faster than anybody would believe: what is
    planned beyond need goes to final use.
    """
    asked = (1.0 + supply) / (1.0 + users) - 1.0
    return np.clip(asked, -p.fastest_saving, 0.0)


def drawn_up(past: Shares, ambition: Shares) -> Shares:
    """Return growth a year that a new text asks for: as in the last years, and more."""
    return np.maximum(past, 0.0) + ambition


def raised(asked: Shares, met: Shares, years: float, p: Targets) -> Shares:
    """Return growth a year of a text of so many ``years`` whose goals are raised midway.

    ``met`` (n,) mean fulfilment since the text began; a goal whose plans were met or more
    rises by ``p.raising``, others stay.
    """
    higher = (1.0 + asked) * (1.0 + p.raising) ** (1.0 / years) - 1.0
    return np.asarray(np.where(np.round(met, 9) > 1.0, higher, asked))


def is_hopeless(path: Rubles, capacity: Rubles, p: Targets) -> bool:
    """Say whether the path asks the median product for far more than plant can make."""
    return bool(np.median(path / capacity) > p.hopeless)
