"""The dashboard: pages in the browser that ask the model and show what it answers.

The address of a page says everything about it (`address`): which world is asked for and how it
is looked at (`scene`). Runs are lived by other processes, kept in the result store and shared by
everybody who asks for the same (`kitchen`); what comes of them is set out as figures (`readings`)
and drawn (`charts`). Pages (`pages`) put these together; `server` serves them, to this machine
unless told otherwise, and needs no network.

What a page says is in one catalogue (`words`, `en.toml`).
"""

from __future__ import annotations
