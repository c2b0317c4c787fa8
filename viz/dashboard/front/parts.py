"""Small parts that all pages are made of."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from html import escape
from typing import Any

import reacton.ipyvuetify as v
import solara

from viz.dashboard.words import say


@solara.component_vue("lever.vue")
def _Lever(
    lever: Mapping[str, Any],
    value: float,
    event_moved: Callable[[float], None],
    event_undone: Callable[[Any], None],
) -> None:
    """Draw a lever; `lever.vue` is the other half. Without a range it is a switch."""


@solara.component_vue("light.vue")
def Light(label: str) -> None:
    """Show a button that turns the lamp on or off; `light.vue` is the other half."""


@solara.component
def Lever(
    name: str,
    words: tuple[str, str, str],
    value: float,
    usual: float,
    span: tuple[float, float, float],
    on_value: Callable[[float | None], None],
    factor: float = 1.0,
) -> None:
    """Show a figure that can be moved; it is told when it is let go.

    Parameters
    ----------
    name
        By which it is found in the page.
    words
        What it is called, its unit, and what there is to say of it.
    value, usual
        Where it stands, and where it would stand if nobody touched it.
    span
        Lowest, highest, step; a lever that goes nowhere is a switch of 0 or 1.
    on_value
        Told the new value, or None to have it as usual.
    factor
        By which the value is shown, as 100 for shares in per cent.
    """
    label, unit, hint = words
    low, high, step = span
    told = {
        "name": name, "label": label, "hint": hint, "unit": unit, "usual": usual,
        "low": low, "high": high, "step": step, "factor": factor,
        "undo": say("lever.undo"), "yes": say("lever.on"), "no": say("lever.off"),
    }  # fmt: skip
    _Lever(
        lever=told,
        value=value,
        event_moved=on_value,
        event_undone=lambda *_: on_value(None),
    )


@solara.component
def Choice(
    label: str, options: Mapping[str, str], value: str, on_value: Callable[[str], None]
) -> None:
    """Show a few words of which one is chosen, side by side."""
    with solara.Div(classes=["sm-choice"]):
        for key, words in options.items():
            solara.Button(
                words,
                on_click=lambda key=key: on_value(key),
                classes=["on"] if key == value else [],
                text=True,
                attributes={
                    "aria-pressed": str(key == value).lower(),
                    "title": label,
                    "data-choice": key,
                },
            )


@solara.component
def Pick(
    label: str,
    options: Sequence[tuple[str, str]],
    value: Any,
    on_value: Callable[[Any], None],
    multiple: bool = False,
    search: bool = False,
) -> None:
    """Show a list of which one thing (or several) is chosen; ``search`` lets one type."""
    items = [{"value": key, "text": words} for key, words in options]
    kind = v.Autocomplete if search else v.Select
    kind(
        label=label,
        items=items,
        v_model=value,
        on_v_model=on_value,
        multiple=multiple,
        outlined=True,
        dense=True,
        hide_details=True,
        small_chips=multiple,
        deletable_chips=False,  # their crosses have no name; who does not want one unticks it
        menu_props={"maxHeight": 420},
    )


def Text(tag: str, words: str, classes: str = "") -> solara.Element:
    """Return an element with words in it; nothing in them is taken for a tag."""
    return solara.HTML(tag=tag, unsafe_innerHTML=escape(words), classes=classes.split())


def Raw(tag: str, content: str, classes: str = "") -> solara.Element:
    """Return an element with what is written in our own files, tags and all."""
    return solara.HTML(tag=tag, unsafe_innerHTML=content, classes=classes.split())


def Listed(items: Sequence[str]) -> solara.Element:
    """Return a list, an item a line."""
    inner = "".join(f"<li>{escape(' '.join(words.split()))}</li>" for words in items)
    return Raw("ul", inner)


def Hidden(summary: str, paragraphs: Sequence[str]) -> solara.Element:
    """Return words that are shown when their summary is opened."""
    inner = "".join(f"<p>{escape(' '.join(words.split()))}</p>" for words in paragraphs)
    return Raw("details", f"<summary>{escape(summary)}</summary>{inner}", "sm-details")


def Key(kinds: Sequence[str]) -> solara.Element:
    """Return what the marks of small charts are, said once for all of them."""
    items = (
        f'<span><i class="key-{kind}"></i>{escape(say(f"series.{kind}"))}</span>' for kind in kinds
    )
    return Raw("div", "".join(items), "sm-key")


@solara.component
def Notes(notes: Sequence[str]) -> None:
    """Show what the reader has to be told before all else."""
    for note in notes:
        solara.HTML(
            tag="div",
            unsafe_innerHTML=escape(note),
            classes=["sm-note"],
            attributes={"role": "status"},
        )


def table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    marks: Mapping[tuple[int, int], str] = {},
    texts: Collection[int] = (),
) -> str:
    """Return a table as HTML; ``marks`` gives cells (row, column) a class, ``texts`` are words."""
    kind = ["text" if place in texts else "" for place in range(len(columns))]
    head = "".join(
        f'<th scope="col" class="{kind[place]}">{escape(column)}</th>'
        for place, column in enumerate(columns)
    )
    body = []
    for number, row in enumerate(rows):
        cells = (
            f'<td class="{marks.get((number, place), kind[place])}">{escape(cell)}</td>'
            for place, cell in enumerate(row)
        )
        body.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"


@solara.component
def Table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    marks: Mapping[tuple[int, int], str] | None = None,
    texts: Collection[int] = (),
) -> None:
    """Show a table; the first column and ``texts`` are words, the others are figures."""
    solara.HTML(
        tag="div",
        unsafe_innerHTML=table(columns, rows, marks or {}, texts),
        classes=["sm-table"],
    )
