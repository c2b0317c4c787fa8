"""What is said when the user is mistaken.

A refusal says what, where, what was expected and the nearest right name; its
text is complete, so that the command line prints it as it stands and exits
with 2. Anything else that is raised is a fault of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class Refusal(Exception):
    """The user's mistake: the message is complete and names the remedy."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the hint at the known name most like a word, or nothing.

    >>> nearest("ministries_stya", ["historical", "ministries_stay"])
    " Did you mean 'ministries_stay'?"
    >>> nearest("xyz", ["historical", "ministries_stay"])
    ''
    """
    plain = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), plain, n=1)
    return f" Did you mean {plain[close[0]]!r}?" if close else ""


def unknown(what: str, word: str, known: Iterable[str]) -> Refusal:
    """Return the refusal of a name that does not exist.

    >>> str(unknown("room", "ratchett", ["ratchet", "supply"]))
    "There is no room 'ratchett'. Did you mean 'ratchet'?"
    >>> str(unknown("room", "xyz", ["ratchet", "supply"]))
    "There is no room 'xyz'. There are ratchet, supply."
    """
    names = list(known)
    hint = nearest(word, names) or f" There are {', '.join(names)}."
    return Refusal(f"There is no {what} {word!r}.{hint}")
