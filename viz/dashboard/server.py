"""`semiletka dashboard`: the pages, served to this machine unless told otherwise."""

from __future__ import annotations

import os
import sys
import warnings
from typing import TYPE_CHECKING, Any

from model.errors import Refusal
from viz.dashboard.front import files
from viz.dashboard.safety import Guard, hosts_of

if TYPE_CHECKING:
    from experiments.store import Store

SETTINGS = {
    "SOLARA_APP": "viz.dashboard.app",
    "SOLARA_MODE": "production",
    "SOLARA_ASSETS_PROXY": "true",  # from the package solara-assets
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "false",
    "SOLARA_KERNEL_CULL_TIMEOUT": "10m",
    "SOLARA_KERNEL_MAX_COUNT": "60",
    "SOLARA_KERNEL_MAX_PER_SESSION": "20",
    "SOLARA_SESSION_HTTP_ONLY": "true",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false",
    "SOLARA_THEME_SHOW_BANNER": "false",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_THEME_TITLE": "Semiletka",
}
_BUSY = 98, 48, 10048  # the port is taken: Linux, macOS, Windows


def serve(host: str, port: int, workers: int, store: Store, is_made_ready: bool = True) -> None:
    """Serve the pages until Ctrl-C.

    Parameters
    ----------
    host, port
        Where to listen.
    workers
        Processes that live runs.
    store
        Where runs are kept.
    is_made_ready
        Whether the usual runs are lived while nobody asks for anything.
    """
    listening = _listen(host, port)
    app = build(hosts_of(host))
    import uvicorn

    from viz.dashboard.kitchen import open_kitchen
    from viz.dashboard.larder import stock

    place = open_kitchen(store, workers)
    if is_made_ready:
        stock(place)
    shown = f"[{host}]" if ":" in host else host
    print(f"Semiletka: http://{shown}:{listening.getsockname()[1]}  (Ctrl-C ends it)", flush=True)
    if not hosts_of(host):
        print("Whoever reaches this address can use it and its processor.", file=sys.stderr)
    config = uvicorn.Config(
        app,
        log_level="warning",
        ws="auto",
        lifespan="on",
        access_log=False,
        timeout_graceful_shutdown=1,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        place.close()


def build(hosts: tuple[str, ...]) -> Guard:
    """Return the pages behind their door; loading them takes some seconds."""
    os.environ.update(SETTINGS)
    from solara.server import starlette

    from viz.dashboard.shell import PAGES

    # Every first page of a reader would say on the terminal that its cookie is of this site
    # alone, as it is meant to be: nobody may frame these pages.
    warnings.filterwarnings("ignore", "Cookies with samesite=none require https", UserWarning)
    files.served()  # made now, so that the first reader need not wait for it
    app: Any = starlette.app
    return Guard(app, hosts, PAGES)


def _listen(host: str, port: int) -> Any:
    """Take the port at once, so that one that is taken is told before anything is loaded."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # whoever comes before the pages are loaded waits, and is not refused
    except OSError as why:
        listening.close()
        if why.errno in _BUSY:
            raise Refusal(f"--port {port}: something listens there. Try another.") from None
        said = why.strerror or why
        raise Refusal(f"--host {host} --port {port}: cannot listen there ({said}).") from None
    return listening
