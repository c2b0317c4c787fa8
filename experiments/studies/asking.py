"""What a study is asked, checked before anything is run: one clear line and exit 2 for a mistake.

Every study has a parser of this kind, so that ``--help``, ``--seeds``, ``--scale``, ``--until``
and ``--workers`` mean the same and are refused in the same words everywhere.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from math import inf, isfinite
from pathlib import Path
from typing import Any, NoReturn

from experiments.asked import full_years, workers_of
from experiments.output import refuse_closed, refuse_missing
from experiments.request import month_of, scale_of
from model.errors import Refusal, nearest

MISTAKEN, INTERRUPTED = 2, 130
MOST = 100_000


class Questions(argparse.ArgumentParser):
    """The arguments of a study; a wrong one is refused in one line."""

    def __init__(self, told: str | None) -> None:
        super().__init__(
            description=told,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )

    def whole(
        self, name: str, default: int, least: int = 1, told: str = "", most: int = MOST
    ) -> None:
        """Take a whole number from ``least`` to ``most``."""

        def read(text: str) -> int:
            if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
                raise Refusal(f"{name} {text}: expected a whole number from {least} to {most}.")
            return int(text)

        self._take(name, read, default, told)

    def scale(self, *default: float, name: str = "--scale") -> None:
        """Take a scale, or as many as there are defaults."""
        many: dict[str, Any] = {} if len(default) == 1 else {"nargs": len(default)}
        self.add_argument(
            name,
            type=lambda text: scale_of(text, name),
            default=list(default) if many else default[0],
            metavar="VALUE",
            help=f"above 0, at most 1; {' '.join(map(str, default))} if not said",
            **many,
        )

    def until(self, default: str) -> None:
        """Take the last month of a run, a full year at least."""

        def read(text: str) -> str:
            full_years(month_of(text, "--until"), "--until")
            return text

        self._take("--until", read, default, "last month")

    def workers(self, default: int = 2) -> None:
        """Take a number of processes."""
        self._take("--workers", workers_of, default, "processes")

    def minutes(self, told: str) -> None:
        """Take minutes; without end if not said."""

        def read(text: str) -> float:
            try:
                minutes = float(text)
            except ValueError:
                minutes = inf
            if not (isfinite(minutes) and minutes > 0.0):
                raise Refusal(f"--minutes {text}: expected a number above 0, for instance 30.")
            return minutes

        self._take("--minutes", read, inf, told)

    def choices(self, name: str, known: Sequence[str], told: str = "") -> None:
        """Take some of a few words; all if not said."""

        def read(text: str) -> str:
            if text not in known:
                hint = nearest(text, known)
                raise Refusal(f"{name} {text}: expected one of {', '.join(known)}.{hint}")
            return text

        self.add_argument(
            name, type=read, nargs="+", default=list(known), help=told or ", ".join(known)
        )

    def file(self, name: str, told: str) -> None:
        """Take a file that is to be written; its folder must be there."""

        def read(text: str) -> Path:
            if not text or Path(text).is_dir():
                raise Refusal(f"{name} {text or 'is empty'}: expected the name of a file.")
            refuse_missing(Path(text).absolute().parent, f"{name} {text}")
            refuse_closed(Path(text).absolute().parent, f"{name} {text}")
            return Path(text)

        self.add_argument(name, type=read, metavar="FILE", help=told)

    def _take(self, name: str, read: Callable[[str], Any], default: Any, told: str) -> None:
        says = f"{told}; " if told else ""
        otherwise = "no end" if default == inf else default
        self.add_argument(
            name, type=read, default=default, metavar="VALUE", help=f"{says}{otherwise} if not said"
        )

    def told(self, arguments: Sequence[str] | None = None) -> argparse.Namespace:
        """Return what was asked; a mistake ends the process with one line and status 2."""
        try:
            asked, rest = self.parse_known_args(arguments)
        except Refusal as why:
            self.error(str(why))
        for word in rest:
            known = [option for action in self._actions for option in action.option_strings]
            self.error(f"it has no argument {word!r}.{nearest(word, known)}")
        return asked

    def error(self, message: str) -> NoReturn:
        """Say what is wrong in one line and end with status 2."""
        print(f"{Path(self.prog).stem}: {message}", file=sys.stderr)
        raise SystemExit(MISTAKEN)


def begin(study: Callable[[], Any]) -> NoReturn:
    """Run a study as a process: a refusal is one line and 2, Ctrl-C one line and 130."""
    name = Path(sys.argv[0]).stem
    try:
        sys.exit(study())
    except Refusal as why:
        print(f"{name}: {why}", file=sys.stderr)
        sys.exit(MISTAKEN)
    except KeyboardInterrupt:
        print(f"{name}: interrupted.", file=sys.stderr)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:  # whoever was reading has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
