"""The command line: `semiletka VERB`.

Nothing heavy is imported here or when a verb is declared: `--help` and every mistake
take a fraction of a second. A mistake of the user is one line on standard error and
exit status 2; an interruption is one line and 130; whatever else is raised is a fault
of ours and comes with its traceback and status 1.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from experiments.verbs.bench import bench
from experiments.verbs.cite import cite
from experiments.verbs.compare import compare
from experiments.verbs.dashboard import dashboard
from experiments.verbs.decrees import decrees
from experiments.verbs.explain import explain
from experiments.verbs.figures import figures
from experiments.verbs.indicators import indicators
from experiments.verbs.lesson import lesson
from experiments.verbs.parameters import parameters
from experiments.verbs.run import run
from experiments.verbs.scenarios import scenarios
from experiments.verbs.sweep import sweep
from model.errors import Refusal, nearest

DONE, MISTAKEN, INTERRUPTED = 0, 2, 130
VERBS: tuple[Callable[..., None], ...] = (
    run,
    compare,
    sweep,
    scenarios,
    decrees,
    indicators,
    parameters,
    explain,
    cite,
    bench,
    figures,
    lesson,
    dashboard,
)

UsageError: Any = typer.BadParameter.__bases__[0]  # of the click that Typer carries


class StoppedError(Exception):
    """The user pressed Ctrl-C while a verb was at work."""


class Verbs(TyperGroup):
    """The verbs, in the order of this file; an unknown one is refused with the nearest."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the verbs in the order in which they are declared."""
        return list(self.commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the verb."""
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            hint = nearest(args[0], self.commands) or f" There are {', '.join(self.commands)}."
            raise Refusal(f"there is no verb {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the verb; tell an interruption from an end of input."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise StoppedError from None


def _tell_version(is_asked: bool) -> None:
    """Print the version and end."""
    if is_asked:
        from importlib.metadata import version

        print(f"semiletka {version('semiletka')}")
        raise typer.Exit


app = typer.Typer(
    cls=Verbs,
    name="semiletka",
    help="Semiletka: an agent-based model of the Soviet economy, 1956-65.",
    subcommand_metavar="VERB ...",
    epilog="semiletka VERB --help says what a verb does and takes.",
    add_completion=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def before(
    version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_tell_version, help="Print the version."),
    ] = False,
) -> None:
    """Semiletka: an agent-based model of the Soviet economy, 1956-65."""


for verb in VERBS:
    app.command()(verb)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked; return the exit status."""
    asked = list(sys.argv[1:] if arguments is None else arguments) or ["--help"]
    command = typer.main.get_command(app)
    if any("\0" in word for word in asked):
        return _say("there is a NUL character in the command line; no name has one.", MISTAKEN)
    try:
        status = int(command.main(asked, prog_name="semiletka", standalone_mode=False) or DONE)
        return _say("interrupted.", INTERRUPTED) if status == INTERRUPTED else status
    except Refusal as why:
        return _say(str(why), MISTAKEN)
    except UsageError as why:
        return _say(_usage(why), MISTAKEN)
    except (StoppedError, KeyboardInterrupt, typer.Abort):
        return _say("interrupted.", INTERRUPTED)
    except BrokenPipeError:  # whoever was reading has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as why:
        if why.errno != errno.ENAMETOOLONG:
            raise
        return _say(f"the name {str(why.filename)[:40]}... is too long for a file.", MISTAKEN)


def _say(message: str, status: int) -> int:
    """Print one line on standard error."""
    print(f"semiletka: {' '.join(message.split())}", file=sys.stderr)
    return status


def _usage(why: Any) -> str:
    """Say what is wrong with a command line, with the nearest right option."""
    verb = why.ctx.info_name if why.ctx and why.ctx.parent else ""
    name = getattr(why, "option_name", "")
    if type(why).__name__ == "NoSuchOption" and not verb:
        if hint := nearest(name, ["--version", "--help"]):
            return f"there is no option {name!r} before the verb.{hint}"
        return f"there is no option {name!r} before the verb: write semiletka VERB {name}."
    if type(why).__name__ == "NoSuchOption":
        known = [o for p in why.ctx.command.params for o in p.opts if o.startswith("--")]
        hint = nearest(name, [*known, "--help"]) or f" It has {', '.join(known)}."
        return f"{verb} has no option {name!r}.{hint}"
    return f"{verb}: {why.format_message()}" if verb else str(why.format_message())
