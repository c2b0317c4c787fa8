"""A thin door before the server of the pages: who may come in, and what a browser may do.

Pages are made with Solara, whose templates are compiled in the browser: scripts need
``unsafe-inline`` and ``unsafe-eval``. Everything else comes from this server and nowhere else.
A foreign site can neither frame a page nor talk to it: its origin is refused, and so is a
host name that is not ours, which a foreign site might have made to point here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, MutableMapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from viz.dashboard.front import files, html

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' ws: wss:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_REFUSED = 1008  # a websocket is closed for policy
_FORBIDDEN = 403


class Guard:
    """Lets in who may come, serves our own files, and puts the headers on every answer.

    Parameters
    ----------
    app
        The server of the pages.
    hosts
        Names under which this server is asked for; none: whatever name it is reached by.
    pages
        Paths of the pages there are, for whoever asks for another.
    """

    def __init__(
        self, app: App, hosts: Iterable[str] = LOOPBACK, pages: Sequence[str] = ()
    ) -> None:
        self.app, self.hosts, self.pages = app, frozenset(hosts), tuple(pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif why := self._refusal(scope):
            await _refuse(scope, send, why)
        elif (own := files.find(scope)) is not None:
            await _answer(_with_headers(send), 200, own.kind, own.content, own.cache)
        elif scope["type"] == "http":
            improved = html.improved(_with_headers(send), scope, self.pages)
            await self.app(html.plain(scope), receive, improved)
        else:
            await self.app(scope, receive, send)

    def _refusal(self, scope: Scope) -> str:
        """Say why a request is not let in; nothing if it is."""
        told = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
        host = told.get(b"host", "")
        if self.hosts and _name(host) not in self.hosts:
            return "This server does not answer to that name."
        origin = told.get(b"origin")
        if origin is not None and urlsplit(origin).netloc != host:
            return "Another site may not ask this server."
        return ""


def hosts_of(host: str) -> tuple[str, ...]:
    """Return the names a server answers to that listens on an address.

    >>> hosts_of("127.0.0.1")
    ('127.0.0.1', 'localhost', '::1')
    >>> hosts_of("0.0.0.0")
    ()
    """
    return LOOPBACK if host in LOOPBACK else ()


def _name(host: str) -> str:
    """Return the name in a Host header, without its port."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _with_headers(send: Send) -> Send:
    async def sent(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in HEADERS}
            others = [(n, v) for n, v in message.get("headers", ()) if n.lower() not in own]
            message = {**message, "headers": [*others, *HEADERS]}
        await send(message)

    return sent


async def _refuse(scope: Scope, send: Send, why: str) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": _REFUSED, "reason": why})
    else:
        await _answer(_with_headers(send), _FORBIDDEN, "text/plain; charset=utf-8", why.encode())


async def _answer(
    send: Send, status: int, kind: str, content: bytes, cache: str = "no-store"
) -> None:
    headers = [
        (b"content-type", kind.encode()),
        (b"content-length", str(len(content)).encode()),
        (b"cache-control", cache.encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})
