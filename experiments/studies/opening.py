"""The opening state against what is documented: sizes of works, links, nearness.

``python -m experiments.studies.opening``
"""

from __future__ import annotations

from collections.abc import Sequence

from experiments.studies.asking import Questions, begin


def facts(seed: int = 1) -> dict[str, float]:
    """Return counts and shares of the full population and network of a network seed."""
    from model import SovietEconomy
    from model.network import own_region_share, suppliers_per_claim
    from model.population import size_anchors

    network = SovietEconomy(scale=1.0, network_seed=seed).network
    return {
        "works": float(len(network.population)),
        "links": float(len(network.value)),
        "suppliers an input": suppliers_per_claim(network),
        "own-region share of linked deliveries": own_region_share(network),
    } | size_anchors(network.population)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the facts."""
    parser = Questions(__doc__)
    parser.whole("--network-seed", 1, least=0)
    for name, value in facts(parser.told(arguments).network_seed).items():
        print(f"{name:40} {value:12,.3f}")


if __name__ == "__main__":
    begin(main)
