"""Charts: what is drawn as Vega-Lite says it (plain functions), and the component that draws."""

from __future__ import annotations
