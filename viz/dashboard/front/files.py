"""Our own files for the browser: the style and the script that draws.

The script is Vega-Lite, as `vl_convert` carries it: it is written once to the user's cache and
served from here, so that nothing is copied into the project and nothing is fetched from outside.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import MutableMapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

PREFIX = "/_semiletka/"
FOREVER = "public, max-age=31536000, immutable"
STYLE = Path(__file__).parent / "style.css"
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" '
    'rx="5" fill="#9c2a1f"/><path d="M5 24 12 17 18 20 27 8" fill="none" stroke="#fff" '
    'stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)


class File(NamedTuple):
    """A file as it is served."""

    kind: str
    content: bytes
    cache: str = FOREVER


def find(scope: MutableMapping[str, Any]) -> File | None:
    """Return the file of ours that is asked for, if it is one."""
    path = scope.get("path", "")
    if scope["type"] != "http" or not path.startswith(PREFIX):
        return None
    return served().get(path)


@cache
def served() -> dict[str, File]:
    """Return our files by their paths, which change with what is in them."""
    found = (
        ("vega", "js", File("text/javascript; charset=utf-8", _drawing_script())),
        ("style", "css", File("text/css; charset=utf-8", STYLE.read_bytes())),
        ("icon", "svg", File("image/svg+xml", ICON.encode())),
    )
    return {f"{PREFIX}{name}.{_digest(file)}.{end}": file for name, end, file in found}


def path_of(name: str) -> str:
    """Return the path of a file by its name: vega, style or icon."""
    return next(path for path in served() if path.startswith(f"{PREFIX}{name}."))


def _digest(file: File) -> str:
    return hashlib.sha256(file.content).hexdigest()[:12]


def _drawing_script() -> bytes:
    """Return the script that sets ``window.vegaEmbed``, from the user's cache or made anew."""
    from platformdirs import user_cache_path

    folder = user_cache_path("semiletka", appauthor=False)
    file = folder / f"drawing-{version('vl-convert-python')}.js"
    try:
        return file.read_bytes()
    except OSError:
        pass
    import vl_convert

    bundle: Any = vl_convert.javascript_bundle  # its stubs ask for what it does not need
    script = f"(() => {{{bundle()}}})()".encode()  # its names are its own
    part = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_bytes(script)
        part.replace(file)
    except OSError:  # a disk that takes nothing costs some seconds at each start
        part.unlink(missing_ok=True)
    return script
