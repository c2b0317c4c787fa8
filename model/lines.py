"""Supply lines: the network as the year uses it, and what lies and moves in it.

Links are in order of supplier and rank, claims in order of owner and input; everything
that only depends on who is attached to whom is worked out once. What changes are five
columns: contracts, goods in transit and weakness by link, stocks by claim, finished goods
by supplier.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from model import data
from model.claims import Claims, Kind
from model.mechanisms.supply import Rungs, Supply
from model.network import Network
from model.population import is_farm_product
from model.product_table import sector_of_product
from model.substitution import Units, units_of
from model.sums import Entry, begun, gathered, ordered, summed
from model.units import Flags, Quantities, Rows, Rubles, Shares

ON_FARM = -1
"""Rank of farm produce for mills and for feed sold back: before exports and markets."""
Tiers: TypeAlias = Callable[[Rows, Rows], Rows]
"""From suppliers and claims of links to how near they are: 0 in one authority's hands, up to 2."""
TIERS = 3
_FLOORS = 2  # works and depots, and final deliveries
OUTLETS = (Kind.INVESTMENT, Kind.SHOPS)
"""Claims that take what a works has beyond its orders; the army takes arms in the same way."""
ARMS = data.SECTORS.index("defence_space")


class Standing(NamedTuple):
    """What claims alone decide, whoever supplies them; kept as long as the queue's rules are.

    (n,) ``rank`` in the queue, ``final`` whether it is a final delivery, ``outlet`` whether it
    takes what is left over; ``works``: how many claims are of works.
    """

    rank: Rows
    final: Flags
    outlet: Flags
    works: int
    units: Units


@dataclass
class SupplyLines:
    """Static order of links and claims, and the state of supply.

    ``supplier``, ``claim``: (l,); ``floor``: (g,) share of the pro-rata fill that a shelf of
    ``rungs`` is given before rank counts; ``senders``: suppliers that have links.
    ``queue``: what the order was made from; ``from_network``: (l,) places in the network's order;
    ``standing``: of claims in that queue; ``tiers``: whose customers come first inside a rank.
    ``weakness``: (l,) strength lost at the last change, of which a part ``unhealed`` is left.
    ``contract``, ``transit``: (l,) mln rub/month and mln rub; ``stock``: (n,) mln rub at
    claims; ``finished``: (m,) mln rub at suppliers.
    """

    network: Network
    supplier: Rows
    claim: Rows
    floor: Shares
    rungs: Rungs
    senders: Rows
    units: Units
    outlet: Flags
    contract: Rubles
    transit: Rubles
    stock: Rubles
    finished: Rubles
    works_claims: int
    queue: tuple[object, ...]
    standing: Standing
    from_network: Rows
    tiers: Tiers | None
    weakness: Shares
    unhealed: float = 1.0

    @property
    def strength(self) -> Shares:
        """(l,) one where nothing has been reorganised."""
        return 1.0 - self.unhealed * self.weakness

    def received(self) -> Rubles:
        """Return (n,) what arrives at each claim of what is in transit."""
        return self.by_claim(self.transit)

    def contract_of_claim(self) -> Rubles:
        """Return (n,) contracts of each claim, mln rub/month."""
        return self.by_claim(self.contract)

    def mean_of_claim(self, column: Quantities, contract: Rubles, total: Rubles) -> Quantities:
        """Return (n,) the mean of a link column over each claim's contracts; 0 without any.

        ``total``: (n,) contracts by claim.
        """
        weight = self.by_claim(contract * column)
        return np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)

    def from_lines(self, before: SupplyLines) -> Rows:
        """Return (l,) where each link stood in lines of the same network."""
        stood = np.empty_like(before.from_network)
        stood[before.from_network] = np.arange(len(stood))
        return gathered(stood, self.from_network)

    def of_supplier(self, column: npt.NDArray[Entry]) -> npt.NDArray[Entry]:
        """Return (l,) a supplier column (m,) on every link of each."""
        return np.repeat(column[self.senders], self.rungs.number)

    def by_claim(self, column: Rubles) -> Rubles:
        """Return (n,) a link column summed by claim, in the order of the links."""
        return summed(self.claim, column, len(self.network.claims))

    def by_supplier(self, column: Rubles) -> Rubles:
        """Return (m,) a link column summed by supplier."""
        total = np.zeros(len(self.network.suppliers))
        total[self.senders] = np.add.reduceat(column, self.rungs.starts)
        return total


def ranks(network: Network, rank: dict[str, float]) -> tuple[Rows, Flags]:
    """Return (n,) the rank of each claim, and whether it is a planned final delivery.

    Works are ranked by what they make: defence works, producer goods, consumer goods.
    """
    claims = network.claims
    group = {row["sector"]: row["group"] for row in data.table("industry/sector_parameters")}
    named = [
        "defence_works" if s == "defence_space" else
        "consumer_goods" if group[s] == "B" else "producer_goods"
        for s in data.SECTORS
    ]  # fmt: skip
    of_sector = np.array([rank[name] for name in named])
    maker = network.population.product[np.where(claims.kind == Kind.WORKS, claims.owner, 0)]
    table = np.array(
        [0, rank["depots"], rank["defence"], rank["investment"], rank["exports"], rank["shops"]]
    )
    found = table[claims.kind].astype(np.float64)
    works = claims.kind == Kind.WORKS
    found[works] = of_sector[sector_of_product()[maker[works]]]
    farm_produce = (claims.kind == Kind.DEPOT) & is_farm_product()[claims.product]
    found[farm_produce] = ON_FARM
    return np.unique(found, return_inverse=True)[1], claims.kind >= Kind.DEFENCE


def queue_of(p: Supply) -> tuple[object, ...]:
    """Return what the order of the links depends on: ranks, and floors before rank counts."""
    return (tuple(sorted(p.rank.items())), p.shared_floor, p.final_floor)


class Moving(NamedTuple):
    """What stays on links that are laid again, in the network's order."""

    transit: Rubles
    weakness: Shares


def laid_again(
    lines: SupplyLines, network: Network, moving: Moving, p: Supply, tiers: Tiers | None
) -> SupplyLines:
    """Return the lines of a network with goods on the way (in its own order), stocks as held."""
    laid = lay(network, p, tiers, lines)
    laid.transit = gathered(moving.transit, laid.from_network)
    laid.weakness = gathered(moving.weakness, laid.from_network)
    laid.unhealed = lines.unhealed
    laid.stock, laid.finished = lines.stock, lines.finished
    return laid


def as_network(lines: SupplyLines) -> tuple[Network, Moving]:
    """Return the network with the contracts in force, by supplier and claim, and what moves."""
    value, transit, weakness = (np.empty(len(lines.contract)) for _ in range(3))
    value[lines.from_network] = lines.contract
    transit[lines.from_network] = lines.transit
    weakness[lines.from_network] = lines.weakness
    return replace(lines.network, value=value), Moving(transit, weakness)


def lay(
    network: Network, p: Supply, tiers: Tiers | None = None, before: SupplyLines | None = None
) -> SupplyLines:
    """Order the network for the year; contracts are the network's values, stocks are empty.

    What ``before`` has worked out for the same claims is used again.
    """
    queue, claims, suppliers = queue_of(p), network.claims, network.suppliers
    known = before is not None and before.network.claims is claims
    if before is not None and known and before.queue == queue:
        standing = before.standing
    else:
        standing = _standing(network, p, before.units if before is not None and known else None)
    rank = standing.rank * (TIERS * _FLOORS) + standing.final
    shelf = gathered(rank.astype(np.int16), network.claim)
    if tiers is not None:
        shelf += tiers(network.supplier, network.claim) * np.int16(_FLOORS)
    shelves = (int(standing.rank.max()) + 1) * TIERS * _FLOORS
    place = network.supplier * shelves + shelf
    order = ordered(place)  # links come sorted by supplier, then claim
    supplier, claim = network.supplier, gathered(network.claim, order)
    rungs, final = _rungs(gathered(place, order), shelves)
    return SupplyLines(
        network=network,
        supplier=supplier,
        claim=claim,
        floor=np.where(final, p.final_floor, p.shared_floor),
        rungs=rungs,
        senders=supplier[rungs.starts],
        units=standing.units,
        outlet=gathered(standing.outlet, claim) & (supplier < suppliers.works),
        contract=gathered(network.value, order),
        transit=np.zeros(len(order)),
        stock=np.zeros(len(claims)),
        finished=np.zeros(len(suppliers)),
        works_claims=standing.works,
        queue=queue,
        standing=standing,
        from_network=order,
        tiers=tiers,
        weakness=np.zeros(len(order)),
    )


def _standing(network: Network, p: Supply, units: Units | None) -> Standing:
    claims = network.claims
    rank, is_final = ranks(network, p.rank)
    works = int((claims.kind == Kind.WORKS).sum())
    units = units_of(network, works) if units is None else units
    return Standing(rank, is_final, takes_more(claims), works, units)


def takes_more(claims: Claims) -> Flags:
    """Return (n,) whether a claim takes what a works has beyond its orders."""
    arms = (claims.kind == Kind.DEFENCE) & (sector_of_product()[claims.product] == ARMS)
    return np.asarray(np.isin(claims.kind, OUTLETS) | arms)


def _rungs(place: Rows, shelves: int) -> tuple[Rungs, Flags]:
    """Find where each supplier, rank and shelf begins; say which shelves are of final deliveries.

    ``place``: (l,) supplier, rank and floor in one number, ``shelves`` to a supplier.
    """
    shelf_starts = begun(place)
    shelf = place[shelf_starts]
    first_shelf, rung_starts = begun(shelf // shelves), begun(shelf // _FLOORS)
    starts, first_rung = shelf_starts[first_shelf], np.searchsorted(rung_starts, first_shelf)
    rungs = Rungs(
        starts=starts,
        number=np.diff(starts, append=len(place)),
        shelf_starts=shelf_starts,
        shelf_number=np.diff(shelf_starts, append=len(place)),
        first_shelf=first_shelf,
        shelves=np.diff(first_shelf, append=len(shelf)),
        rung_starts=rung_starts,
        rung_number=np.diff(rung_starts, append=len(shelf)),
        first_rung=first_rung,
        rungs=np.diff(first_rung, append=len(rung_starts)),
    )
    return rungs, shelf % _FLOORS > 0
