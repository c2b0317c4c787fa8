"""The head of a page, improved on its way out: language, zoom, our style, the drawing script.

Solara's page names no language and forbids to zoom, which whoever sees badly or listens needs;
and what is drawn with is better loaded with the page than after it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

from viz.dashboard.front import lost
from viz.dashboard.front.files import path_of

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

LANGUAGE = "en"
_ZOOM = b"width=device-width, initial-scale=1, maximum-scale=1, user-scalable=no, minimal-ui"
_LIGHT = (  # as the reader's machine has it, until he says otherwise
    "<script>if(!localStorage.getItem(':solara:theme.variant'))"
    "localStorage.setItem(':solara:theme.variant','\"auto\"')</script>"
)
_HEAD = (
    _LIGHT + '<link rel="stylesheet" href="{style}"><link rel="icon" href="{icon}">'
    '<script src="{vega}" defer></script></head>'
)


def plain(scope: Message) -> Message:
    """Return a request for a page as one that wants it unpacked: packed, it cannot be improved."""
    told = dict(scope["headers"])
    if b"text/html" not in told.get(b"accept", b""):
        return scope
    kept = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
    return {**scope, "headers": kept}


def improved(send: Send, scope: Message, pages: Sequence[str] = ()) -> Send:
    """Return what sends a page with its head improved; other answers go as they are.

    Whoever wants a page where none is gets one of ours, with the way to those there are.
    """
    is_asked = any(n == b"accept" and b"text/html" in v for n, v in scope["headers"])
    held: list[Message] = []
    parts: list[bytes] = []
    is_lost = False

    async def sent(message: Message) -> None:
        nonlocal is_lost
        if message["type"] == "http.response.start":
            is_lost = is_asked and message["status"] == lost.NOT_FOUND
            if is_lost or _is_page(message):
                held.append(message)
                return
        if not held:
            await send(message)
            return
        parts.append(message.get("body", b""))
        if message.get("more_body"):
            return
        content = lost.page(pages) if is_lost else improve(b"".join(parts))
        start = held.pop()
        own = {b"content-length", *({b"content-type"} if is_lost else ())}
        kept = [(n, v) for n, v in start["headers"] if n.lower() not in own]
        kept += [(b"content-type", b"text/html; charset=utf-8")] if is_lost else []
        kept.append((b"content-length", str(len(content)).encode()))
        await send({**start, "headers": kept})
        await send({"type": "http.response.body", "body": content})

    return sent


def improve(page: bytes) -> bytes:
    """Return a page with its language, with zoom, and with our style and script in its head."""
    head = _HEAD.format(style=path_of("style"), icon=path_of("icon"), vega=path_of("vega"))
    page = page.replace(b"<html>", f'<html lang="{LANGUAGE}">'.encode(), 1)
    page = page.replace(_ZOOM, b"width=device-width, initial-scale=1", 1)
    return page.replace(b"</head>", head.encode(), 1)


def _is_page(message: Message) -> bool:
    kinds = [value for name, value in message.get("headers", ()) if name.lower() == b"content-type"]
    return any(value.startswith(b"text/html") for value in kinds)
