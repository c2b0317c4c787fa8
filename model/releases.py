"""Whose goods move on which link, and what suppliers undertake to send on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from model.units import Rows, Rubles, Shares

if TYPE_CHECKING:
    from model.lines import SupplyLines


class Releases(NamedTuple):
    """Whose goods move on which link.

    ``lines``: the links it holds for; ``body``: (b,) bodies that have customers of their own.
    Cells are of body and good, the last one for what is nobody's. ``seller``: (s,) cell of each
    sender, ``buyer``: (l,) of each link's customer; ``home``: (h,) links with both ends under one
    body; ``near``: those of the others, the strangers', that stay in the region.
    """

    lines: SupplyLines
    body: Rows
    seller: Rows
    buyer: Rows
    home: Rows
    near: Rows


class Rivals(NamedTuple):
    """Links to works whose leaders are measured against the sender's own.

    ``releases``, ``peers``: what they were found from; ``rows``: (l,) the links, ``starts``:
    the first of each sender, ``seller``: his cell.
    """

    releases: Releases
    peers: Shares
    rows: Rows
    starts: Rows
    seller: Rows


class Undertaken(NamedTuple):
    """What suppliers set out to send, and what it is made of; all (l,) mln rub a month.

    ``full``: over links of full strength; ``weak``: that of it which is on what links lost
    when they were last weakened.
    """

    made_of: tuple[object, ...]
    full: Rubles
    weak: Rubles
