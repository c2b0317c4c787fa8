"""What the browser gets besides the pages: our style, the drawing script, the head of the page."""

from __future__ import annotations
