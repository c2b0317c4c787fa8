"""Interfering: what secretaries and superiors ask of directors, and whom they send to harvest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import data, given
from model.agents.local_official import LocalOfficial
from model.calendar import MONTHS_A_YEAR, month_of_year
from model.committees import SENDERS, Committees, near, posts_by_sender
from model.mechanisms import harvest, interference
from model.phases import lessening
from model.phases.secretaries import sown_by_region
from model.sums import summed
from model.units import Persons, Quantities, Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy

_REGIONS = len(data.REGIONS)
_SOMEBODY = 1e-6  # thousand persons
_PARTY = SENDERS.index("party")


def enlist(e: SovietEconomy) -> None:
    """Enrol the secretaries of January 1956; what they did in 1955 is in the opening figures."""
    o = e.officials = e.enrol("officials", LocalOfficial, _REGIONS)
    past = e.law.history(interference.Interference, 0)
    o.region = np.arange(_REGIONS)
    n, first = len(e.directors), np.full(_REGIONS, past.first_industry)
    o.padding = np.zeros(_REGIONS)
    o.pledged = np.zeros(_REGIONS)
    o.industry = np.full(_REGIONS, e.law(interference.Interference, 0).first_industry)
    nothing = np.zeros(n)
    e.committees = Committees(
        near=near(e),
        reach=np.where(near(e), 1.0, past.far),
        posts=posts_by_sender(e),
        of_body=e.body,
        usual_away=nothing,
        usual_orders=nothing,
        usual_help=np.zeros(_REGIONS),
        away=nothing,
        orders=np.zeros((len(SENDERS), n)),
        left=np.ones(n),
        help=np.zeros(_REGIONS),
        saved=np.zeros(_REGIONS),
        procured_before=_opening_procurement(e),
        sown_before=sown_by_region(e),
        made_before=summed(
            e.directors.region,
            np.asarray(e.directors.opening_output, dtype=np.float64) * MONTHS_A_YEAR,
            _REGIONS,
        ),
    )
    c = e.committees
    people = np.asarray(e.opening_employment)
    c.usual_away, c.usual_help = _lent(e, first, e.farm_people, people, past)
    c.usual_orders = _orders(e, first, past).sum(axis=0)


def _opening_procurement(e: SovietEconomy) -> Rubles:
    """Return (105,) mln rub a year that the state took of each region's farms in 1955."""
    suppliers = e.network.suppliers
    rows = slice(suppliers.works, suppliers.works + suppliers.farms)
    return summed(suppliers.region[rows], suppliers.supply[rows] * MONTHS_A_YEAR, _REGIONS)


# -- orders and people lent ------------------------------------------------------------


def interfere(e: SovietEconomy) -> None:
    """Send orders, and people to the harvest; note what it leaves of each works' plant."""
    p, o, c = e.law(interference.Interference, e.month), e.officials, e.committees
    _look_at_the_map(e, p)
    season = harvest.brought_in(month_of_year(e.month), e.law(harvest.Harvest, e.month)) > 0
    nobody, n = np.zeros(_REGIONS), len(e.directors)
    c.away, c.help, c.orders = np.zeros(n), nobody, np.zeros((len(SENDERS), n))
    if p.active:
        o.industry = interference.attention(np.asarray(o.behind_industry - o.behind_farms), p)
        c.orders = _orders(e, np.asarray(o.industry), p)
        if season:
            hands, people = np.asarray(e.farms.employment), np.asarray(e.directors.employment)
            c.away, c.help = _lent(e, np.asarray(o.industry), hands, people, p)
    strength = interference.campaign(np.asarray(o.industry), p) if p.active else np.ones(_REGIONS)
    e.countryside.campaigns = strength
    o.party_orders = interference.party_orders(np.asarray(o.industry), p) if p.active else 0.0
    people = c.away * np.asarray(e.directors.employment)
    so_far = np.asarray(o.lent) if month_of_year(e.month) else 0.0
    o.lent = so_far + summed(e.directors.region, people, _REGIONS)
    labour = (1.0 - given.plant().weight)[e.directors.sector]
    usual = c.usual_away if season else 0.0
    now = interference.time_left(c.orders.sum(axis=0), p) * (1.0 - labour * c.away)
    c.left = now / (interference.time_left(c.usual_orders, p) * (1.0 - labour * usual))
    lessening.leave(e, c.left)


def _look_at_the_map(e: SovietEconomy, p: interference.Interference) -> None:
    """Work out anew who can be reached, and whose posts are whose, when the law has changed."""
    c = e.committees
    if c.of_body is not e.body:
        c.near, c.posts, c.of_body = near(e), posts_by_sender(e), e.body
    c.reach = np.where(c.near, 1.0, p.far)


def _orders(e: SovietEconomy, industry: Shares, p: interference.Interference) -> Quantities:
    """Return (4, n) orders a quarter to each director, by `SENDERS`."""
    found = interference.superiors_orders(e.committees.posts, p)
    found[_PARTY] = interference.party_orders(industry, p)[e.directors.region]
    return found


def _lent(
    e: SovietEconomy,
    industry: Shares,
    hands: Persons,
    people: Persons,
    p: interference.Interference,
) -> tuple[Shares, Shares]:
    """Return (n,) the part of each works' people lent, and (105,) those lent over farm hands.

    ``hands``: (m,) thousand persons by farm row; ``people``: (n,) by works.
    """
    f, d, reached = e.farms, e.directors, e.committees.reach
    missing = interference.hands_missing(hands, e.farm_people, f.sector, p) * e.is_crop
    missing = summed(f.region, missing, _REGIONS)
    within = summed(d.region, people * reached, _REGIONS)
    part = interference.lent(industry, missing, within, p)
    in_fields = summed(f.region, hands * e.is_crop, _REGIONS)
    some = in_fields > _SOMEBODY
    helped = np.divide(part * within, in_fields, out=np.zeros_like(part), where=some)
    return part[d.region] * reached, helped


# -- the harvest -----------------------------------------------------------------------


def brought_in(e: SovietEconomy, crops: Rubles) -> Rubles:
    """Return (m,) mln rub of the month's ``crops`` that come in, as early as people make it.

    Notes what would have been lost without those who were lent. Over the harvests of 1955:
    crops are reckoned as they came in then.
    """
    p, f, c = e.law(interference.Interference, e.month), e.farms, e.committees
    usual = c.usual_help[f.region]

    def left(helped: Shares) -> Shares:
        return 1.0 - interference.lost_at_harvest(helped, usual, f.sector, p)

    came = crops * left(c.help[f.region]) / left(usual)
    alone = crops * left(np.zeros(len(f))) / left(usual)
    c.saved = summed(f.region, (came - alone) * e.is_crop, _REGIONS)
    so_far = np.asarray(e.officials.saved) if month_of_year(e.month) else 0.0
    e.officials.saved = so_far + c.saved
    return np.asarray(came)


def not_loaded(e: SovietEconomy, finished: Rubles) -> Rubles:
    """Return (n,) finished goods that stay at works this month because lorries are lent."""
    p, c = e.law(interference.Interference, e.month), e.committees
    if not p.active or not c.away.any():
        return np.zeros_like(finished)
    return np.asarray(finished * interference.not_loaded(c.away, c.usual_away, p))
