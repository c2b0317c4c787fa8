"""A drawing on a page: its title and sentence, chart or table, its source, what can be saved."""

from __future__ import annotations

from collections.abc import Callable

import solara

from viz.dashboard.charts.drawing import Chart, picture
from viz.dashboard.drawings import Drawing
from viz.dashboard.front.parts import Choice, Table, Text
from viz.dashboard.words import say

ENDINGS = ("csv", "svg", "png")
_KINDS = {"csv": "text/csv", "svg": "image/svg+xml", "png": "image/png"}


@solara.component
def Figure(
    drawing: Drawing,
    name: str,
    form: str = "chart",
    on_form: Callable[[str], None] | None = None,
    on_pick: Callable[[str], None] | None = None,
    on_time: Callable[[float], None] | None = None,
    is_small: bool = False,
) -> None:
    """Show a drawing.

    Parameters
    ----------
    drawing
        What is shown.
    name
        Of the files in which it can be saved.
    form
        ``chart`` or ``table``.
    on_form
        Told the form that is chosen; without it there is nothing to choose.
    on_pick
        Told the id of a mark that is clicked on.
    on_time
        Told the time at which a walk through it stopped.
    is_small
        Whether it is one of several, and shows its chart only.
    """
    with solara.Div(classes=["sm-card"]):
        Text("h3" if is_small else "h2", drawing.title)
        Text("p", drawing.see, "sm-see")
        if on_form is not None:
            with solara.Div(classes=["sm-tools"]):
                forms = {"chart": say("form.chart"), "table": say("form.table")}
                Choice(say("form.label"), forms, form, on_form)
        if form == "table":
            Table(drawing.columns, drawing.rows)
        else:
            Chart(drawing.spec, f"{drawing.title}. {drawing.see}", drawing.height, on_pick, on_time)
        Text("p", drawing.source, "sm-source")
        if not is_small:
            Downloads(drawing, name)


@solara.component
def Downloads(drawing: Drawing, name: str) -> None:
    """Offer a drawing as a table and as a picture; each is made when it is asked for."""

    def make(ending: str) -> Callable[[], bytes]:
        if ending == "csv":
            return drawing.csv.encode
        return lambda: picture(drawing.spec, drawing.title, _notes(drawing), ending)

    makers: dict[str, Callable[[], bytes]] = solara.use_memo(
        lambda: {ending: make(ending) for ending in ENDINGS}, [drawing]
    )
    with solara.Div(classes=["sm-tools"]):
        for ending in ENDINGS:
            SaveButton(say(f"save.{ending}"), f"{name}.{ending}", makers[ending], _KINDS[ending])


@solara.component
def SaveButton(label: str, filename: str, make: Callable[[], bytes], kind: str) -> None:
    """Offer a file that is made when it is asked for."""
    button = solara.Button(
        label,
        icon_name="mdi-download",
        text=True,
        classes=["sm-quiet"],
        attributes={"data-save": filename},
    )
    solara.FileDownload(make, filename=filename, mime_type=kind, children=[button])


def _notes(drawing: Drawing) -> list[str]:
    return [drawing.see, drawing.source]
