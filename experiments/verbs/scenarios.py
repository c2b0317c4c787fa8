"""`semiletka scenarios`: the layers there are, what each changes and what it asks."""

from __future__ import annotations

from experiments.verbs.flags import ListFlags, verb


@verb(ListFlags)
def scenarios(flags: ListFlags) -> None:
    """List the scenarios and what each asks."""
    from experiments.request import FORMATS, choice_of
    from experiments.show import listing
    from model.scenario import describe, names

    form = choice_of(flags.form, "--format", FORMATS)
    layers = [describe(name) for name in names()]
    lines = [
        {
            "scenario": layer.name,
            "what": layer.what,
            "question": layer.question,
            "decrees": len(layer.decrees),
            "parameters": len(layer.settings),
            "weather": layer.weather or "",
            "source": " ".join(layer.source),
        }
        for layer in layers
    ]
    listing(lines, form, "Scenarios; several names are stacked", ("scenario", "what", "question"))
