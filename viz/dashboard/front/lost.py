"""The page for an address that leads nowhere: it says so and shows the way back.

It is no page of Solara's, which would answer as if there were one: the status stays 404.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from viz.dashboard.front.files import path_of
from viz.dashboard.words import say

NOT_FOUND = 404
_DARK = "(matchMedia('(prefers-color-scheme: dark)').matches)"
_LIGHT = (  # the lamp as the reader left it on the other pages, else as his machine has it
    "<script>(() => {let told = 'auto';"
    "try { told = JSON.parse(localStorage.getItem(':solara:theme.variant')) || told } catch (e) {}"
    f"const dark = told === 'dark' || (told === 'auto' && {_DARK});"
    "document.body.className = dark ? 'theme--dark' : 'theme--light'})()</script>"
)


def page(pages: Iterable[str]) -> bytes:
    """Return the page, with links to those there are; what was asked for is not repeated."""
    named = {name: say(f"nav.{name or 'explore'}") for name in pages}
    links = "".join(f'<a href="/{name}">{escape(words)}</a>' for name, words in named.items())
    told = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(say('lost.title'))} - {escape(say('title'))}</title>"
        f'<link rel="stylesheet" href="{path_of("style")}">'
        f'<link rel="icon" href="{path_of("icon")}"></head>'
        f'<body style="margin:0">{_LIGHT}<div id="app"><div class="sm">'
        f'<div class="sm-bar"><a class="sm-brand" href="/">{escape(say("title"))}</a>'
        f'<div class="sm-nav" role="navigation">{links}</div></div>'
        f'<div class="sm-page" role="main"><h1>{escape(say("lost.title"))}</h1>'
        f'<p class="sm-lead">{escape(say("lost.see"))}</p>'
        f'<p><a href="/" data-back>{escape(say("lost.back"))}</a></p></div></div></div>'
        "</body></html>"
    )
    return told.encode()
