"""Flags: a verb takes one value, whose fields are its flags.

The flags of a verb are the fields of a dataclass, annotated as Typer wants parameters to
be. `verb` gives Typer a function with one parameter a field; the rule gets the dataclass.
Verbs that share flags share a class. All flags arrive as text and are checked at the
door (`experiments/request.py`), so that every mistake is told in the same words.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from functools import wraps
from typing import Annotated, Any, TypeVar, get_type_hints

import typer

F = TypeVar("F")

Layers = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SCENARIO",
        help="Layers on history: names, or your own .toml files.",
        show_default=False,
    ),
]
Form = Annotated[str, typer.Option("--format", metavar="WORD", help="table, json or csv.")]


@dataclass
class ListFlags:
    """Flags of the verbs that print a list."""

    form: Form = "table"


@dataclass
class SharedFlags:
    """Flags of `semiletka run` and of `semiletka compare`."""

    last: Annotated[
        str, typer.Option("--to", metavar="YYYY-MM", help="Last month, at most 1970-12.")
    ] = "1965-12"
    scale: Annotated[
        str,
        typer.Option(metavar="NUMBER", help="Above 0, at most 1: how finely works are told apart."),
    ] = "0.1"
    network_seed: Annotated[
        str, typer.Option(metavar="NUMBER", help="The draw of works and of links.")
    ] = "1"
    settings: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            metavar="ROOM.PARAMETER=VALUE",
            help="Set a parameter; from a month with ROOM.PARAMETER@1958-04=VALUE. Repeatable.",
        ),
    ] = None
    decrees: Annotated[
        list[str] | None,
        typer.Option(
            "--decree",
            metavar="ID=YYYY-MM",
            help="Move a decree, or drop it: ID=never. Repeatable.",
        ),
    ] = None
    weather: Annotated[
        str | None,
        typer.Option(metavar="WORD", help="measured, described, resampled or normal."),
    ] = None
    check: Annotated[
        bool,
        typer.Option("--check", help="Check the books each month, and what phases write."),
    ] = False
    out: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="Write the tables into DIR, whole or not at all."),
    ] = None
    form: Form = "table"


@dataclass
class RunFlags(SharedFlags):
    """Flags of a run."""

    scenario: Layers = None
    first: Annotated[
        str,
        typer.Option("--from", metavar="YYYY-MM", help="First month shown; runs start 1956-01."),
    ] = "1956-01"
    seed: Annotated[str, typer.Option(metavar="NUMBER", help="Luck.")] = "1"
    detail: Annotated[
        str | None, typer.Option(metavar="agents", help="With --out: one row a works a year too.")
    ] = None


def verb(flags: type[F]) -> Callable[[Callable[[F], None]], Callable[..., None]]:
    """Let Typer see the fields of `flags` where the function takes one value.

    >>> @verb(ListFlags)
    ... def indicators(flags: ListFlags) -> None:
    ...     print(flags.form)
    >>> indicators(form="json")
    json
    """

    def typed(rule: Callable[[F], None]) -> Callable[..., None]:
        @wraps(rule)
        def command(**told: Any) -> None:
            rule(flags(**told))

        hints = get_type_hints(flags, include_extras=True)
        parameters = [
            inspect.Parameter(
                field.name,
                inspect.Parameter.KEYWORD_ONLY,
                default=inspect.Parameter.empty if field.default is MISSING else field.default,
                annotation=hints[field.name],
            )
            for field in fields(flags)  # type: ignore[arg-type]
        ]
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {p.name: p.annotation for p in parameters}
        del command.__wrapped__  # Typer would look through it
        return command

    return typed
