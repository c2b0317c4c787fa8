"""What is drawn, on disk: once for each seed and not in each process.

A file is named by a digest of all that the draw depends on: what was asked for, the bytes of
the model's own modules and tables, the version of numpy. It is written under a name of its own
and put in place at once, so that a reader sees a whole file or none; one that is broken all the
same is drawn again. Without a folder to write to the model goes without.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias, TypeVar
from zlib import error as ZlibError  # noqa: N812

import numpy as np

from model import data

VARIABLE = "SEMILETKA_CACHE"
OFF = "off"
FEW = 16
"""How many files of a kind are kept that are large: those used last."""

Columns: TypeAlias = Mapping[str, Any]
"""Arrays and numbers by name."""
Drawn = TypeVar("Drawn")
_OURS = r"-([0-9a-f]{64}\.npz|\w{8}\.part)"
"""How a name goes on after its kind: a digest, or what a killed process left half written."""
_BROKEN = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, ZlibError, RuntimeError)


def kept(
    kind: str,
    asked: tuple[object, ...],
    draw: Callable[[], Drawn],
    form: tuple[Callable[[Columns], Drawn], Callable[[Drawn], Columns]],
    most: int,
) -> Drawn:
    """Return what was asked for, from disk or drawn; equal to the last bit.

    ``kind``: what its files are called; ``form``: how it is made of columns, and they of it;
    ``most``: files of this kind that are kept, those used last.
    """
    folder = place()
    if folder is None:
        return draw()
    read, written = form
    file = folder / f"{kind}-{digest(asked)}.npz"
    found = _read(file, read)
    if found is None:
        found = draw()
        with suppress(OSError):
            _write(file, written(found))
            _prune(folder, kind, most)
    return found


def place() -> Path | None:
    """Return the folder of the cache: as the user says, else the user's own; None without."""
    told = os.environ.get(VARIABLE, "")
    if told.lower() == OFF:
        return None
    if told:
        return Path(told)
    from platformdirs import user_cache_path

    folder = user_cache_path("semiletka", appauthor=False)
    return folder if folder.is_absolute() else None  # a user without a home has none


def digest(asked: tuple[object, ...]) -> str:
    """Return the sha256 (hexadecimal) of what was asked for and all that a draw depends on."""
    told = (asked, _code(), data.fingerprint(), np.__version__, platform.machine())
    return hashlib.sha256(repr(told).encode()).hexdigest()


@cache
def _code() -> str:
    """Return the sha256 of the model's modules and rooms: names and bytes, in order."""
    total = hashlib.sha256()
    here = Path(__file__).parent
    parts = ("*.py", "data/*.py", "mechanisms/*.py", "mechanisms/*.toml")
    for file in sorted(file for part in parts for file in here.glob(part)):
        total.update(file.relative_to(here).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def _read(file: Path, read: Callable[[Columns], Drawn]) -> Drawn | None:
    """Return what is in a file, None if there is none or it is broken."""
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as columns:
            found = read(columns)
    except _BROKEN:
        return None
    with suppress(OSError):
        os.utime(file)
    return found


def _write(file: Path, columns: Columns) -> None:
    """Put columns in a file, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    prefix = file.name.partition("-")[0] + "-"
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=".part", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as part, _archive(columns).getbuffer() as whole:
            part.write(whole)
        os.replace(name, file)
    finally:
        Path(name).unlink(missing_ok=True)


def _archive(columns: Columns) -> BytesIO:
    """Return columns as an archive in memory.

    Not written to the file itself: interrupted half way, an archive is ended once more when it
    is let go, by when a file has been closed, and Python complains of that under our last line.
    """
    archive = BytesIO()
    np.savez(archive, **columns)
    return archive


def _prune(folder: Path, kind: str, most: int) -> None:
    """Leave the files used last; what another process takes away meanwhile is gone."""
    used: list[tuple[float, Path]] = []
    ours = re.compile(kind + _OURS)  # the folder may be anybody's, with files of theirs
    for file in folder.glob(f"{kind}-*"):
        if ours.fullmatch(file.name):
            with suppress(OSError):
                used.append((file.stat().st_mtime, file))
    for _, file in sorted(used, reverse=True)[most:]:
        with suppress(OSError):
            file.unlink()
