"""A store as a folder: what is in it, and how a run gets in, whole or not at all."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.output import force, host, put, sweep
from experiments.store.lease import is_dead
from model.errors import Refusal

if TYPE_CHECKING:
    import pandas as pd

VARIABLE = "SEMILETKA_STORE"
MARK = "store.json"
FORM = 1  # of the files below; a store of another form is refused
RUNS, SWEEPS, LEASES = "runs", "sweeps", "leases"
DONE, FAILED = "done", "failed"
ROW, ANNUAL, MONTHLY = "run.parquet", "annual.parquet", "monthly.parquet"
STORY = {
    "what": "runs of Semiletka, each lived once",
    "form": FORM,
    "read": f"{RUNS}/*/{ROW}, {RUNS}/*/{ANNUAL}, {RUNS}/*/{MONTHLY}, {SWEEPS}/*.parquet; "
    "they join on the column run",
}
_FULL = (errno.ENOSPC, errno.EDQUOT)


def place() -> Path:
    """Return the store that is used unless another is named: as the user says, else his own."""
    told = os.environ.get(VARIABLE, "")
    if told:
        return Path(told)
    from platformdirs import user_data_path

    return user_data_path("semiletka", appauthor=False) / "store"


class Store:
    """The runs in a folder.

    A folder that holds anything but a store is refused; `open` makes it.
    """

    def __init__(self, folder: Path | str, name: str = "--out") -> None:
        if not str(folder):
            raise Refusal(f"{name} is empty. Say which folder is the store, for instance runs.")
        self.folder, self.name = Path(folder), name
        self.runs, self.sweeps = self.folder / RUNS, self.folder / SWEEPS
        self.leases = self.folder / LEASES
        self._check()

    def open(self) -> Store:
        """Make what is missing of the folder and clear away what killed processes left."""
        with self.room():
            self.folder.mkdir(parents=True, exist_ok=True)
            if not (self.folder / MARK).exists():
                self._write(self.folder / MARK, json.dumps(STORY, indent=1).encode())
            for part in (self.runs, self.sweeps, self.leases):
                part.mkdir(exist_ok=True)
            sweep(self.runs)
            for lease in list(self.leases.iterdir()):
                if is_dead(lease):
                    lease.unlink(missing_ok=True)
        return self

    def kept(self) -> set[str]:
        """Return the keys of all runs that are kept, failed ones included."""
        if not self.runs.is_dir():
            return set()
        return {entry.name for entry in os.scandir(self.runs) if not entry.name.startswith(".")}

    def has(self, key: str) -> bool:
        """Say whether a run is kept, or that it failed."""
        return (self.runs / key).is_dir()

    def status(self, key: str) -> str:
        """Return whether a run that is kept is done or failed: only one that is done has years."""
        return DONE if (self.runs / key / ANNUAL).exists() else FAILED

    def keep(self, key: str, files: Mapping[str, bytes]) -> None:
        """Keep the files of a run, all of them or none; a run that failed is replaced."""
        if self.has(key) and self.status(key) == DONE:
            return
        with self.room():
            put(self.runs / key, {name: _bytes(content) for name, content in files.items()})

    def keep_sweep(self, name: str, content: bytes) -> None:
        """Keep the table of a design, in place of an earlier one of the same name."""
        with self.room():
            self._write(self.sweeps / f"{name}.parquet", content)

    def annual(self, key: str, **how: Any) -> pd.DataFrame:
        """Return the years of a run, as pandas reads them."""
        return self._read(key, ANNUAL, **how)

    def monthly(self, key: str, **how: Any) -> pd.DataFrame:
        """Return the months of a run."""
        return self._read(key, MONTHLY, **how)

    def row(self, key: str) -> dict[str, Any]:
        """Return what was asked of a run, what came of it and what it cost."""
        (row,) = self._read(key, ROW).to_dict("records")
        return {str(name): value for name, value in row.items()}

    @contextmanager
    def room(self) -> Iterator[None]:
        """Say it in one sentence where the disk does not take what is to be kept."""
        try:
            yield
        except OSError as why:
            said = why.strerror or str(why)
            if why.errno in _FULL:
                said = f"the disk is full ({said}). What was kept before is whole: make room"
                raise Refusal(f"{self.name} {self.folder}: {said} and ask again.") from None
            raise Refusal(f"{self.name} {self.folder}: cannot be written ({said}).") from None

    def _check(self) -> None:
        """Refuse a folder that is not a store of this form."""
        where = f"{self.name} {self.folder}"
        if self.folder.exists() and not self.folder.is_dir():
            raise Refusal(f"{where}: this is a file; expected the folder of a store.")
        mark = self.folder / MARK
        if mark.is_file():
            if _form(mark) != FORM:
                raise Refusal(f"{where}: a store of another form; expected form {FORM}.")
        elif self.folder.is_dir() and any(self.folder.glob("[!.]*")):
            raise Refusal(f"{where}: the folder is not a store (it has no {MARK}).")

    def _read(self, key: str, file: str, **how: Any) -> pd.DataFrame:
        import pandas as pd

        return pd.read_parquet(self.runs / key / file, **how)

    def _write(self, file: Path, content: bytes) -> None:
        """Write one file, whole or not at all."""
        part = file.with_name(f".{file.name}.{host()}-{os.getpid()}")
        try:
            part.write_bytes(content)
            force(part)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)


def _bytes(content: bytes) -> Any:
    """Return what writes bytes to a path."""

    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def _form(mark: Path) -> Any:
    """Return the form that a store says it has."""
    try:
        return json.loads(mark.read_text(encoding="utf-8")).get("form")
    except (OSError, ValueError, AttributeError):
        return None
