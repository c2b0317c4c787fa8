"""Attachment: December brings contracts to needs and promises, link by link.

All in mln rub a month in prices of 1958, if not said otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import chance, data
from model.calendar import MONTHS_A_YEAR
from model.claims import (
    BUILDING,
    Kind,
    building_share,
)
from model.mechanisms import balances, supply
from model.phases import granary, own_use, safety
from model.phases.authorities import handling
from model.reattachment import reattach
from model.sums import gathered, summed
from model.units import Rubles, Shares

if TYPE_CHECKING:
    from model.economy import SovietEconomy
    from model.lines import SupplyLines

FINALS = (Kind.DEFENCE, Kind.INVESTMENT, Kind.EXPORTS, Kind.SHOPS)


def attachment(e: SovietEconomy) -> None:
    """Bring contracts to needs and promises: pare, so many passes of both, new links last."""
    p, lines, plan = e.law(balances.Balances, e.month), e.lines, e.plan
    claims, suppliers = lines.network.claims, lines.network.suppliers
    needed, promise = claimed(e), promised(e)
    asked = safety.requests(e, needed)
    need = _seen(e, asked).copy()
    inner = claims.kind <= Kind.DEPOT
    there = summed(suppliers.product, weights=promise, minlength=len(data.PRODUCTS))
    left = np.maximum(there - plan.final.sum(axis=1) / MONTHS_A_YEAR, 0.0)
    need[inner] = balances.pare(need[inner], claims.product[inner], left)
    held = np.maximum(lines.contract, 0.0)
    rounds = int(p.attachment_rounds) if p.active else 0
    if not p.active:
        held = held * rolled_forward(e)
    lines.contract = in_rounds(lines, held, need, promise[lines.senders], rounds)
    if p.active and e.month > 0:
        e.relay(reattach(lines, need, promise, e.law(supply.Supply, e.month)))
    e.contract_of_claim = e.lines.contract_of_claim()
    safety.learn_cut(e, needed)
    plan.inconsistency = balances.inconsistency(needed, e.contract_of_claim)


def in_rounds(
    lines: SupplyLines, held: Rubles, need: Rubles, promise: Rubles, rounds: int
) -> Rubles:
    """Return (l,) contracts brought to needs and promises in turn, so many times.

    A pass scales all contracts of a claim, or of a sender, alike: the links are a sparse
    table of senders by claims, and only its margins are worked out.

    Parameters
    ----------
    held : (l,) contracts, mln rub a month
    need : (n,) by claim; ``promise``: (s,) by sender
    """
    if not rounds:
        return held
    from scipy.sparse import csr_array

    starts = np.append(lines.rungs.starts, len(held)).astype(np.int32)
    shape = len(promise), len(need)
    table = csr_array((held, lines.claim.astype(np.int32), starts), shape=shape)
    claims, senders = np.ones(len(need)), np.ones(len(promise))
    for _ in range(rounds):
        claims *= balances.scale_to(need, claims * (table.T @ senders))
        sent = senders * (table @ claims)
        senders *= np.divide(promise, sent, out=np.ones_like(sent), where=sent > promise)
    scaled = held * gathered(claims, lines.claim)
    scaled *= np.repeat(senders, lines.rungs.number)
    return scaled


def _seen(e: SovietEconomy, need: Rubles) -> Rubles:
    """Return (n,) needs as those who plan the links see them: works' own, with an error."""
    error = handling(e).error[: e.lines.works_claims]
    if not error.any():
        return need
    d, product = e.directors, e.network.claims.product[: len(error)]
    error = error / np.sqrt(d.n_works)[e.owner]
    who = e.identity[e.owner] * len(data.PRODUCTS) + product
    drawn = chance.normal(e.seed_of_luck, "planning", e.month, who)
    seen = need.copy()
    seen[: len(error)] *= np.exp(error * drawn - 0.5 * error**2)
    return seen


def rolled_forward(e: SovietEconomy) -> Shares:
    """Return (l,) growth of contracts nobody attends to: the mean of both ends' planned growth."""
    lines, growth = e.lines, 1.0 + e.plan.growth
    claims = lines.network.claims
    taker = growth[claims.product]
    works = slice(0, lines.works_claims)
    taker[works] = growth[e.directors.product[claims.owner[works]]]
    giver = growth[claims.product]
    return np.asarray(np.sqrt(giver * taker)[lines.claim])


def claimed(e: SovietEconomy) -> Rubles:
    """Return (n,) needs of all claims, mln rub a month: norms times the plan, final uses."""
    lines, plan = e.lines, e.plan
    claims = lines.network.claims
    need = np.zeros(len(claims))
    works = slice(0, lines.works_claims)
    maker = e.directors.product[claims.owner[works]]
    e.norm_of_claim = safety.norms_with_shops(e)
    need[works] = e.norm_of_claim * e.counted_on()[claims.owner[works]]
    need[works] *= e.stock_building[claims.product[works], maker]
    mine = e.depots
    pooled = np.einsum("pq,qr->pr", e.norms * e.pooled * e.stock_building, e.planned_by_place())
    pooled += own_use.bought_back(e) * e.stock_factor[:, None] * MONTHS_A_YEAR
    need[mine] = pooled[claims.product[mine], claims.region[mine]]
    for column, kind in enumerate(FINALS):
        mine = claims.kind == kind
        need[mine] = plan.final[claims.product[mine], column] * e.final_share[mine]
    _build_where_builders_are(e, need)
    return need / MONTHS_A_YEAR


def _build_where_builders_are(e: SovietEconomy, need: Rubles) -> None:
    """Claim building work in proportion to what each region's builders are to do."""
    claims, plan = e.lines.network.claims, e.plan
    share = building_share(e.planned_by_place())
    for name in BUILDING:
        product = data.PRODUCTS.index(name)
        for column, kind in enumerate(FINALS):
            mine = (claims.kind == kind) & (claims.product == product)
            need[mine] = plan.final[product, column] * share[product, claims.region[mine]]


def promised(e: SovietEconomy) -> Rubles:
    """Return (m,) what suppliers promise others, mln rub a month."""
    suppliers, plan = e.lines.network.suppliers, e.plan
    own = (e.home_use_of_rows() + own_use.kept(e)) * MONTHS_A_YEAR
    grown = np.maximum(plan.farms - own, 0.0)
    farms = np.where(e.is_crop > 0, granary.to_be_had(e) * MONTHS_A_YEAR, grown)
    desks = suppliers.product[suppliers.works + suppliers.farms :]
    year = np.concatenate([e.counted_on(), farms, plan.imports[desks]])
    return np.asarray(year / MONTHS_A_YEAR)
