"""Where the command line begins: an interruption is told from the first instant on.

Until the verbs are loaded there is nothing to undo, so that Ctrl-C ends the process where it
is; from then on it is raised and `experiments.cli` tells it, once what is loading is loaded.
"""

import os
import signal
import sys

_INTERRUPTED = 130


def _leave(*_: object) -> None:
    """Say what happened, as `experiments.cli` says it, and end at once."""
    sys.stderr.write("semiletka: interrupted.\n")
    _end(_INTERRUPTED)


def _end(status: int) -> None:
    """End with a status that nothing on the way out can change."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:  # whoever was reading has gone
            continue
    os._exit(status)


if _is_told := signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else not ours
    signal.signal(signal.SIGINT, _leave)


def main() -> int:
    """Load the verbs, do what was asked and return the exit status."""
    from experiments.cli import main as command
    from experiments.interruption import hear

    try:
        if _is_told:
            signal.signal(signal.SIGINT, hear)
        status = command()
    except KeyboardInterrupt:
        _leave()
    if status == _INTERRUPTED:  # Python would end by the signal itself if it met one in a class
        _end(status)
    return status
