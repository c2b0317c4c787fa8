"""Figures from records: nothing here runs a model or changes a figure of one."""

from __future__ import annotations

FIGURES = ("scorecard",)
"""The names of the figures; each is a function of `viz.figures`."""
