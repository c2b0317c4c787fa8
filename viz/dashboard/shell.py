"""What all pages share: the bar with their names, light and dark, faults told as a sentence."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, NamedTuple

import solara

from model.errors import Refusal
from viz.dashboard.address import Reading, read, write
from viz.dashboard.front.parts import Light, Notes, Text
from viz.dashboard.scene import Scene
from viz.dashboard.words import say

PAGES = ("", "compare", "history", "map", "inside", "lessons", "about")


class Here(NamedTuple):
    """Where the reader is: what the address says, and how to go elsewhere."""

    scene: Scene
    notes: tuple[str, ...]
    page: str
    go: Callable[..., None]


def use_here() -> Here:
    """Return what the address says; ``go(scene, page)`` writes another one."""
    router = solara.use_router()
    reading: Reading = solara.use_memo(lambda: read(router.search), [router.search])
    page = router.parts[0] if router.parts else ""

    def go(scene: Scene, to: str | None = None) -> None:
        router.push(href(scene, page if to is None else to))

    return Here(reading.scene, reading.notes, page, go)


def href(scene: Scene, page: str) -> str:
    """Return the address of a page with a scene."""
    query = write(scene)
    return f"/{page}?{query}" if query else f"/{page}"


@solara.component
def Layout(children: list[Any]) -> None:
    """Put a page under the bar."""
    here = use_here()
    with solara.Div(classes=["sm"]):
        _Bar(here)
        with solara.Div(classes=["sm-page"], attributes={"role": "main"}):
            Notes(here.notes)
            _Kept(children, (here.scene, here.page))
            Text("div", say("foot"), "sm-foot")


@solara.component
def _Kept(children: list[Any], place: tuple[Scene, str]) -> None:
    """Show a page; a fault in it is told in its place until the reader goes elsewhere."""
    fault, clear = solara.use_exception()
    failed = solara.use_ref(None)

    def forget() -> None:
        if fault is None:
            failed.current = None
        elif failed.current is None:
            failed.current = place
        elif failed.current != place:
            clear()

    solara.use_effect(forget, [place, fault])
    if fault is None:
        solara.Div(children=children)
    else:
        _tell(fault)


@solara.component
def _Bar(here: Here) -> None:
    with solara.Div(classes=["sm-bar"]):
        with solara.Link("/", classes=["sm-brand"]):
            solara.Text(say("title"))
        with solara.Div(classes=["sm-nav"], attributes={"role": "navigation"}):
            for page in PAGES:
                is_here = page == here.page
                with solara.Link(href(here.scene, page), classes=["here"] if is_here else []):
                    solara.Text(say(f"nav.{page or 'explore'}"))
        Light(label=say("nav.light"))


def _tell(fault: BaseException) -> None:
    """Say what went wrong: a refusal in its words; a fault of ours goes to the server's log."""
    if isinstance(fault, Refusal):
        Notes([str(fault)])
        return
    logging.getLogger("semiletka").error("A page failed.", exc_info=fault)
    Notes([say("fault")])
