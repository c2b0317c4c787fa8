"""`semiletka cite [SCENARIO ...]`: the sources a run rests on."""

from __future__ import annotations

from dataclasses import dataclass

from experiments.verbs.flags import Layers, ListFlags, verb


@dataclass
class CiteFlags(ListFlags):
    """Flags of `cite`."""

    scenario: Layers = None


@verb(CiteFlags)
def cite(flags: CiteFlags) -> None:
    """List the sources a run rests on."""
    from experiments.request import FORMATS, choice_of, layers_of, scenario_of
    from experiments.show import listing
    from experiments.sources import keys_of, lines_for, shortened

    form = choice_of(flags.form, "--format", FORMATS)
    scenario = scenario_of(layers_of(flags.scenario or []))
    users = keys_of(scenario)
    lines = lines_for(users)
    if form == "table":
        told = zip(lines, users.values(), strict=True)
        lines = [{**line, "used for": shortened(used)} for line, used in told]
    else:
        lines = [{**line, "used_for": " ".join(users[str(line["source"])])} for line in lines]
    listing(lines, form, f"Sources of {scenario.name}", ("source", "status", "used for", "text"))
