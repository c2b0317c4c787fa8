"""What a run ran on: versions, the commit, the memory it took."""

from __future__ import annotations

import platform
import subprocess
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

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
