"""The folder of a run: written whole or not at all.

Everything goes into a hidden sibling of the target, is forced to disk, and takes its
name in one rename, which the file system does completely or not at all. A process that
is killed while it writes leaves only the sibling, whose name says which process on which
machine made it; the next run into the same parent sweeps away those whose process is gone.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from model.errors import Refusal

MARK = "run.json"
UNFINISHED = "part"
REPLACED = "old"
SIBLING = re.compile(r"\.(?P<name>.+)\.semiletka-(?P<kind>part|old)-(?P<host>.+)-(?P<process>\d+)")

Writer = Callable[[Path], None]


def check(target: Path) -> None:
    """Refuse a folder that could not be written, before any work is done.

    The parent must exist and take a new folder; the target must not exist, unless it
    is empty or the folder of an earlier run, which the new run replaces. Whatever else
    lies in it is somebody's, and the folder is refused.
    """
    parent = _parent(target)
    refuse_missing(parent, f"--out {target}")
    if target.is_symlink():
        raise Refusal(f"--out {target}: this is a link; expected the name of a folder to create.")
    if target.exists() and not target.is_dir():
        raise Refusal(f"--out {target}: this is a file; expected the name of a folder to create.")
    if target.is_dir() and any(target.iterdir()) and not (target / MARK).is_file():
        raise Refusal(
            f"--out {target}: the folder exists and is not that of an earlier run "
            f"(it has no {MARK}). Choose a new name."
        )
    if strange := strangers(target):
        raise Refusal(
            f"--out {target}: the folder holds what no run wrote ({', '.join(strange[:3])}"
            f"{', ...' if len(strange) > 3 else ''}) and would be replaced. Choose a new name."
        )
    sweep(parent)
    try:
        probe = _sibling(target, UNFINISHED)
        probe.mkdir()
        probe.rmdir()
    except OSError as why:
        raise Refusal(f"--out {target}: {parent} cannot be written ({why.strerror}).") from None


def strangers(target: Path) -> list[str]:
    """Return the names in the folder of a run that its own list of files does not have."""
    if not target.is_dir():
        return []
    return sorted({entry.name for entry in target.iterdir()} - {MARK, *files_told(target)})


def files_told(target: Path) -> list[str]:
    """Return the files that a run says it wrote into a folder; none if it is no run's."""
    return [str(name) for name in _mark(target).get("files", [])]


def _mark(target: Path) -> dict[str, Any]:
    try:
        told = json.loads((target / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def refuse_missing(folder: Path, what: str) -> None:
    """Refuse a folder that is not there, or is none."""
    if folder.is_dir():
        return
    if any(part.is_file() for part in (folder, *folder.parents)):
        raise Refusal(f"{what}: {folder} is not a folder; choose one that is.")
    raise Refusal(f"{what}: the folder {folder} does not exist. Create it first.")


def refuse_closed(folder: Path, what: str) -> None:
    """Refuse a folder that takes no new file, before any work is done."""
    try:
        with TemporaryFile(dir=folder):
            return
    except OSError as why:
        raise Refusal(f"{what}: {folder} cannot be written ({why.strerror}).") from None


def write(target: Path, files: Mapping[str, Writer]) -> None:
    """Write `files` into `target`, all of them or none.

    Parameters
    ----------
    target
        Folder to create or, if it is an earlier run's, to replace.
    files
        Name of each file and the function that writes it to a given path.
    """
    sweep(_parent(target))
    if strange := strangers(target):
        raise Refusal(f"--out {target}: {strange[0]} has come into it; it is not replaced.")
    try:
        put(target, files)
    except OSError as why:
        raise Refusal(f"--out {target}: could not be written ({why.strerror or why}).") from None


def write_and_tell(target: Path, files: Mapping[str, Writer]) -> None:
    """Write `files` into `target`, and say on standard error whose run they replaced."""
    command = _mark(target).get("command")
    write(target, files)
    if command:
        print(f"semiletka: {target}: replaced what `{command}` had left there.", file=sys.stderr)


def put(target: Path, files: Mapping[str, Writer]) -> None:
    """Write `files` into `target`, all of them or none; what the disk refuses is an OSError."""
    part = _sibling(target, UNFINISHED)
    try:
        part.mkdir()
        for name, write_to in files.items():
            write_to(part / name)
            force(part / name)
        force(part)
        _take_name(part, target)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def sweep(parent: Path) -> None:
    """Remove what killed runs left in `parent`; leave alone what a living one is writing.

    A run killed between putting an earlier folder aside and taking its name gets the
    earlier folder back.
    """
    for entry in list(parent.iterdir()) if os.access(parent, os.R_OK) else []:
        made = SIBLING.fullmatch(entry.name)
        if not made or made["host"] != host() or is_alive(int(made["process"])):
            continue
        target = parent / made["name"]
        if made["kind"] == REPLACED and not target.exists():
            with suppress(OSError):
                entry.rename(target)
        else:
            shutil.rmtree(entry, ignore_errors=True)


def _take_name(part: Path, target: Path) -> None:
    old = _sibling(target, REPLACED)
    has_old = target.is_dir() and any(target.iterdir())
    if has_old:
        target.rename(old)
    elif target.is_dir():
        target.rmdir()
    try:
        part.rename(target)
    except OSError:
        if has_old:
            old.rename(target)
        raise
    force(_parent(target))
    shutil.rmtree(old, ignore_errors=True)


def _sibling(target: Path, kind: str) -> Path:
    name = f".{Path(os.path.abspath(target)).name}.semiletka-{kind}-{host()}-{os.getpid()}"
    return _parent(target) / name


def _parent(target: Path) -> Path:
    return Path(os.path.abspath(target)).parent


def host() -> str:
    """Return this machine's name, as it stands in the names of files."""
    return re.sub(r"[^A-Za-z0-9.]", "_", socket.gethostname()) or "here"


def is_alive(process: int) -> bool:
    """Say whether a process of this machine is there; where nobody can tell, it is."""
    if os.name == "nt":  # asking about a process would end it there
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def force(path: Path) -> None:
    """Have a file or a folder written to the disk itself."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
