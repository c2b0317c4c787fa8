"""The pages: each puts together what is asked for, what comes of it and what is said of it."""

from __future__ import annotations
