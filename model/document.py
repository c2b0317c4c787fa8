"""TOML documents, read so that whatever is wrong is said with its file and place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from model.errors import Refusal, nearest

_PLACE = re.compile(r"(?P<reason>.*?) \(at (?P<place>.*)\)", re.DOTALL)


def read_document(file: Path) -> dict[str, Any]:
    """Return a TOML document; one that cannot be read is refused with file and line."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as why:
        found = _PLACE.fullmatch(str(why))
        reason, place = (found["reason"], found["place"]) if found else (str(why), "one place")
        place = place.replace("end of document", f"line {len(text.splitlines())}, its end")
        raise Refusal(f"{file.name} is not valid TOML at {place}: {reason}.") from None
    except UnicodeDecodeError as why:
        line = why.object[: why.start].count(b"\n") + 1
        raise Refusal(f"{file.name} is not UTF-8 text at line {line}.") from None
    except OSError as why:
        raise Refusal(f"{file} cannot be read: {why.strerror}.") from None


@contextmanager
def within(file: Path) -> Iterator[None]:
    """Begin every refusal with the name of the file that is being read."""
    try:
        yield
    except Refusal as why:
        if str(why).startswith(file.name):
            raise
        raise Refusal(f"{file.name}: {why}") from None


@contextmanager
def within_files(names: Sequence[str]) -> Iterator[None]:
    """Begin every refusal with the names of the files, if any, that it may come from."""
    try:
        yield
    except Refusal as why:
        raise Refusal(f"{', '.join(names)}: {why}" if names else str(why)) from None


def exists(name: str) -> bool:
    """Say whether a file has this name; one that no file can have is not there."""
    try:
        return Path(name).is_file()
    except OSError:  # too long
        return False


def refuse_unknown(table: Mapping[str, Any], allowed: Collection[str], where: str) -> None:
    """Refuse a table with a key outside a closed list, with the nearest right one."""
    for key in table:
        if key not in allowed:
            raise Refusal(
                f"{where} does not know {key!r}. It knows {', '.join(allowed)}."
                f"{nearest(key, allowed)}"
            )


def table_of(document: Mapping[str, Any], key: str, where: str) -> dict[str, Any]:
    """Return a table of a document, empty where there is none."""
    found = document.get(key, {})
    if not isinstance(found, dict):
        raise Refusal(f"{where}: {key!r} must be a table, [{key}], and is {found!r}.")
    return found


def text_of(document: Mapping[str, Any], key: str, where: str) -> str:
    """Return a text that must be there and must say something."""
    found = document.get(key)
    if not isinstance(found, str) or not found.strip():
        raise Refusal(f"{where}: {key!r} must be a text and is {_told(found)}.")
    return found


def texts_of(document: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """Return a list of texts that must be there and must not be empty."""
    found = document.get(key)
    if not isinstance(found, list) or not found or not all(isinstance(x, str) for x in found):
        raise Refusal(f"{where}: {key!r} must be a list of texts and is {_told(found)}.")
    return tuple(found)


def flag_of(document: Mapping[str, Any], key: str, where: str) -> bool:
    """Return a yes or no, no where nothing is said."""
    found = document.get(key, False)
    if not isinstance(found, bool):
        raise Refusal(f"{where}: {key!r} must be true or false and is {found!r}.")
    return found


def _told(found: object) -> str:
    return "missing" if found is None else repr(found)
