"""The opening state against what is documented, and the progress derived from the tables.

``python -m experiments.studies.opening``
"""

from __future__ import annotations

from collections.abc import Sequence
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
    from model import data

    parser = Questions(__doc__)
    parser.whole("--network-seed", 1, least=0)
    economy = founded(parser.told(arguments).network_seed)
    for name, value in facts(economy).items():
        told = f"  documented {DOCUMENTED[name]:.3f}" if name in DOCUMENTED else ""
        print(f"{name:44} {value:12,.3f}{told}")
    print(PROGRESS)
    for name, rate in zip(data.SECTORS, economy.progress, strict=True):
        print(f"  {name:42} {100.0 * rate:+12.1f}")


if __name__ == "__main__":
    begin(main)
