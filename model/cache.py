"""The drawn network on disk, so that it is drawn once for each seed and not in each process.

A file is named by a digest of all that the draw depends on: what was asked for, the bytes of
the model's own modules and tables, the version of numpy. It is written under a name of its own
and put in place at once, so that a reader sees a whole file or none; one that is broken all the
same is drawn again. Without a folder to write to the model goes without.
"""

from __future__ import annotations

import hashlib
import os
import platform
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import error as ZlibError  # noqa: N812

import numpy as np

from model import data
from model.claims import Claims
from model.network import Network, Suppliers
from model.population import Population

VARIABLE = "SEMILETKA_CACHE"
OFF = "off"
KEPT = 16
"""How many files are kept: those used last."""

_PARTS = {"population": Population, "claims": Claims, "suppliers": Suppliers}
_BROKEN = (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile, ZlibError, RuntimeError)


def kept(asked: tuple[object, ...], draw: Callable[[], Network]) -> Network:
    """Return the network asked for, from disk or drawn; equal to the last bit.

    ``asked``: whatever tells one network from another, with a `repr` of its own.
    """
    folder = place()
    if folder is None:
        return draw()
    file = folder / f"network-{digest(asked)}.npz"
    found = _read(file)
    if found is None:
        found = draw()
        with suppress(OSError):
            _write(file, found)
    return found


def place() -> Path | None:
    """Return the folder of the cache: as the user says, else the user's own; None without."""
    told = os.environ.get(VARIABLE, "")
    if told == OFF:
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


def _read(file: Path) -> Network | None:
    """Return the network of a file, None if there is none or it is broken."""
    try:
        with file.open("rb") as opened, np.load(opened, allow_pickle=False) as columns:
            parts = {
                name: kind(**{f.name: _column(columns[f"{name}.{f.name}"]) for f in fields(kind)})
                for name, kind in _PARTS.items()
            }
            links = {name: columns[name] for name in ("supplier", "claim", "value")}
    except _BROKEN:
        return None
    with suppress(OSError):
        os.utime(file)
    return Network(**parts, **links)


def _column(array: Any) -> Any:
    return array if array.ndim else array.item()


def _write(file: Path, network: Network) -> None:
    """Put a network in a file, whole or not at all, and let the oldest files go."""
    columns = {name: getattr(network, name) for name in ("supplier", "claim", "value")}
    for name, kind in _PARTS.items():
        part = getattr(network, name)
        columns |= {f"{name}.{f.name}": getattr(part, f.name) for f in fields(kind)}
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="network-", suffix=".part", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as part, _archive(columns).getbuffer() as whole:
            part.write(whole)
        os.replace(name, file)
    finally:
        Path(name).unlink(missing_ok=True)
    _prune(file.parent)


def _archive(columns: dict[str, Any]) -> BytesIO:
    """Return columns as an archive in memory.

    Not written to the file itself: interrupted half way, an archive is ended once more when it
    is let go, by when a file has been closed, and Python complains of that under our last line.
    """
    archive = BytesIO()
    np.savez(archive, **columns)
    return archive


def _prune(folder: Path) -> None:
    """Leave the files used last; what another process takes away meanwhile is gone."""
    used: list[tuple[float, Path]] = []
    for file in folder.glob("network-*"):
        with suppress(OSError):
            used.append((file.stat().st_mtime, file))
    for _, file in sorted(used, reverse=True)[KEPT:]:
        with suppress(OSError):
            file.unlink()
