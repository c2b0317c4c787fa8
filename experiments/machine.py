"""What a run ran on: versions, the commit, the memory it took."""

from __future__ import annotations

import ctypes
import platform
import subprocess
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_TRIM, _MAP = -1, -3  # M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of glibc's malloc.h
_LONGEST, _KEPT = 2**25, 2**28  # bytes of the longest column, and of all that a month frees
PACKAGES = ("semiletka", "mesa", "numpy", "pandas", "pyarrow", "scipy")


def peak_megabytes() -> float:
    """Return the most memory this process has held so far, MB.

    Linux is asked for the high-water mark of this program alone: the figure of
    `getrusage` would include that of whoever started it.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    except (OSError, StopIteration):
        pass
    try:
        import resource
    except ImportError:  # Windows has no such call
        return float("nan")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 1024


def keep_what_is_freed() -> None:
    """Let the C library use freed memory for the next column instead of handing it back at once.

    Columns of a full economy are megabytes long, and fresh pages for each of them cost a tenth
    of a run. Only glibc has the call; elsewhere nothing is changed.
    """
    try:
        tune = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError, TypeError):
        return
    tune(_MAP, _LONGEST)
    tune(_TRIM, _KEPT)


def versions() -> dict[str, str]:
    """Return the versions of everything that can change a figure."""
    found = {"python": platform.python_version(), "system": platform.system()}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


@cache
def commit() -> str | None:
    """Return the commit of the checkout the model runs from, or None outside one.

    A checkout with changes of its own is marked "+changes". Asked once a process.
    """
    root = Path(__file__).resolve().parents[1]
    if not (root / ".git").exists():
        return None
    head = _git(root, "rev-parse", "HEAD")
    if not head:
        return None
    return head + ("+changes" if _git(root, "status", "--porcelain") else "")


def _git(root: Path, *words: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *words],
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
