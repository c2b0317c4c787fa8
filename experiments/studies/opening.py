"""The opening state against what is documented, and the progress derived from the tables.

``python -m experiments.studies.opening``
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from experiments.studies.asking import Questions, begin

if TYPE_CHECKING:
    from model import SovietEconomy

DOCUMENTED = {
    "industrial works with over 1,000 workers": 0.109,
    "labour in industrial works with over 1,000": 0.615,
}
"""Of 1971 (``bse_concentration``), beside `size_anchors` in the same order."""


PROGRESS = """
technical progress, % a year: what official output of 1955-60 leaves after capital and labour, under
the elasticities in force; that of farms is not used where fields and herds decide"""


PLANNERS = """
what planners have to do in the opening network, and who there is to do it: lines (a good for one
fund-holding body), share of all posts of 1956, lines over what these posts could balance well"""


def planners(economy: SovietEconomy, month: int) -> Iterator[tuple[str, int, float, float, float]]:
    """Give kind, number, lines, posts and load of authorities under the orders of a month."""
    from model.authorities import councils, kind_of
    from model.mechanisms.balances import Balances
    from model.regime_file import AUTHORITIES
    from model.workload import at_full_number

    p = economy.law(Balances, month)
    orders, council = economy.law.orders_by_region(month), councils(economy.law, month)
    drawn = economy.network_seed, economy.wiring, economy.copies
    work = at_full_number(orders, council, p, *drawn)
    kind = kind_of(work.body)
    for number, name in enumerate(AUTHORITIES):
        mine = kind == number
        lines, posts = float(work.lines[mine].sum()), float(work.posts[mine].sum())
        if posts > 0.0:
            yield name, int(mine.sum()), lines, posts, lines / (posts * p.lines)


def founded(seed: int) -> SovietEconomy:
    """Return the full population of a network seed in January 1956."""
    from model import SovietEconomy

    return SovietEconomy(scale=1.0, network_seed=seed)


def facts(economy: SovietEconomy) -> dict[str, float]:
    """Return counts and shares of the full population and network of an economy at full scale."""
    from model.network import own_region_share, suppliers_per_claim
    from model.population import size_anchors

    network = economy.network
    anchors = size_anchors(network.population).values()
    return {
        "works": float(len(network.population)),
        "links": float(len(network.value)),
        "suppliers of a linked input": suppliers_per_claim(network),
        "own-region share of linked deliveries": own_region_share(network),
    } | dict(zip(DOCUMENTED, anchors, strict=True))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the facts."""
    from model import calendar, data

    parser = Questions(__doc__)
    parser.whole("--network-seed", 1, least=0)
    economy = founded(parser.told(arguments).network_seed)
    for name, value in facts(economy).items():
        told = f"  documented {DOCUMENTED[name]:.3f}" if name in DOCUMENTED else ""
        print(f"{name:44} {value:12,.3f}{told}")
    print(PLANNERS)
    for date in ("1956-01", "1957-07", "1961-01"):
        for name, number, lines, posts, load in planners(economy, calendar.month(date)):
            told = f"{date} {name}, {number}"
            print(f"  {told:42} {lines:8,.0f} lines {posts:7.3f} of posts, load {load:6.2f}")
    print(PROGRESS)
    for name, rate in zip(data.SECTORS, economy.progress, strict=True):
        print(f"  {name:42} {100.0 * rate:+12.1f}")


if __name__ == "__main__":
    begin(main)
