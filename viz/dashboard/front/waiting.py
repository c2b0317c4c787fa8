"""How far the runs of a page are, with a button that gives them up."""

from __future__ import annotations

import solara

from viz.dashboard.front.parts import Text
from viz.dashboard.waiting import Wait
from viz.dashboard.words import say


@solara.component
def Waiting(wait: Wait) -> None:
    """Show what is waited for; nothing where nothing is."""
    told = wait.progress
    if wait.refused:
        with solara.Div(classes=["sm-wait"]):
            Text("span", wait.refused)
            solara.Button(say("wait.again"), on_click=wait.again, classes=["sm-quiet"], text=True)
    elif wait.is_cancelled:
        with solara.Div(classes=["sm-wait"], attributes={"role": "status"}):
            Text("span", say("wait.cancelled", done=told.done, total=told.total))
            solara.Button(say("wait.again"), on_click=wait.again, classes=["sm-quiet"], text=True)
    elif told.failed and told.is_over:
        with solara.Div(classes=["sm-wait"], attributes={"role": "alert"}):
            Text("span", say("wait.failed", failed=told.failed, total=told.total, why=told.why))
            solara.Button(say("wait.again"), on_click=wait.again, classes=["sm-quiet"], text=True)
    elif not told.is_over:
        with solara.Div(classes=["sm-wait"], attributes={"role": "status"}):
            Text("span", say("wait.running", done=told.done, total=told.total))
            share = f"{100 * told.share:.0f}"
            solara.HTML(
                tag="div",
                unsafe_innerHTML=f'<i style="width:{share}%"></i>',
                classes=["meter"],
                attributes={
                    "role": "progressbar", "aria-valuenow": share, "aria-valuemin": "0",
                    "aria-valuemax": "100", "aria-label": say("wait.label"),
                },
            )  # fmt: skip
            if told.queued:
                Text("span", say("wait.queued", queued=told.queued))
            solara.Button(say("wait.cancel"), on_click=wait.cancel, classes=["sm-quiet"], text=True)
