"""What is said when the user is mistaken.

A refusal says what, where, what was expected and the nearest right name; its
text is complete, so that the command line prints it as it stands and exits
with 2. Anything else that is raised is a fault of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches


class Refusal(Exception):
    """The user's mistake: the message is complete and names the remedy."""


MANY = 15  # names that are printed; of more only where they are listed
_LISTED = {"scenario": "scenarios", "decree": "decrees", "indicator": "indicators"}
_LISTED |= {"room": "parameters"}  # the verb that lists them


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the hint at the known name most like a word, or nothing.

    Dashes before an option are not part of its name: they would make all options alike.

    >>> nearest("ministries_stya", ["historical", "ministries_stay"])
    " Did you mean 'ministries_stay'?"
    >>> nearest("xyz", ["historical", "ministries_stay"])
    ''
    >>> nearest("--sede", ["--seed", "--out"]), nearest("--bogus", ["--seed", "--out"])
    (" Did you mean '--seed'?", '')
    """
    plain = {name.casefold().lstrip("-"): name for name in known}
    close = get_close_matches(word.casefold().lstrip("-"), plain, n=1)
    return f" Did you mean {plain[close[0]]!r}?" if close else ""


def unknown(what: str, word: str, known: Iterable[str]) -> Refusal:
    """Return the refusal of a name that does not exist.

    >>> str(unknown("room", "ratchett", ["ratchet", "supply"]))
    "There is no room 'ratchett'. Did you mean 'ratchet'?"
    >>> str(unknown("room", "xyz", ["ratchet", "supply"]))
    "There is no room 'xyz'. There are ratchet, supply."
    """
    names = list(known)
    return Refusal(f"There is no {what} {word!r}.{nearest(word, names) or _where(what, names)}")


def _where(what: str, names: Sequence[str]) -> str:
    """Say what names there are; of many, where they are listed.

    >>> _where("decree", [f"law_{number}" for number in range(30)])
    ' `semiletka decrees` lists them.'
    >>> _where("region", [f"r{number}" for number in range(30)])
    ' There are 30, for instance r0, r1, r2.'
    """
    if len(names) <= MANY:
        return f" There are {', '.join(names)}."
    if what in _LISTED:
        return f" `semiletka {_LISTED[what]}` lists them."
    return f" There are {len(names)}, for instance {', '.join(names[:3])}."
