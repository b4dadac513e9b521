"""The command line: parse, call, print. One module for each family of verbs.

Results go to standard output, all else to standard error. A run in which anything failed exits with
1, a wrong call with 2, an interrupted one with 130. Modules import what they need when a verb is run,
so that `sayso read` waits for no database.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from importlib import import_module

import click

import sayso
from sayso.errors import SaysoError

INTERRUPTED = 130
"""Exit status after Ctrl-C, as shells have it (128 and the signal's number)."""
_OBJECTS_TO_START = 100_000
"""More objects than the imports of a verb make, all of which stay."""

FAMILIES = {
    "reading": "read",
    "adding": "add watch problems reread",
    "asking": "search said who speakers timeline figures unresolved sources stats",
    "linking": "link trace origins drift variants disputes series",
    "reviewing": "review",
    "keeping": "show versions doctor",
    "exporting": "export",
    "serving": "serve",
    "scaling": "scale",
}
"""The modules of this package, and the verbs that each has in its `VERBS`; one is imported when its verb is called."""


class Verbs(click.Group):
    """All verbs, of which only the one that is called is imported: `sayso read` should not wait for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all verbs."""
        named = {verb for verbs in FAMILIES.values() for verb in verbs.split()}
        return sorted(named | set(super().list_commands(ctx)))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of that name."""
        family = next((module for module, verbs in FAMILIES.items() if cmd_name in verbs.split()), None)
        if family is not None and cmd_name not in self.commands:
            for verb in import_module(f"sayso.cli.{family}").VERBS:
                self.add_command(verb)
        return super().get_command(ctx, cmd_name)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(sayso.__version__, prog_name="sayso")
def cli() -> None:
    """Read news and keep a ledger: every statement, and on whose say-so."""


@cli.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes sayso's words in a SHELL.

    For bash: sayso completion bash > ~/.local/share/bash-completion/completions/sayso
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"there is no completion for {shell}")
    click.echo(kind(cli, {}, "sayso", "_SAYSO_COMPLETE").source())


def _leave_garbage() -> None:
    """End without a last look for garbage; DuckDB needs it, which else lists on the terminal what is left."""
    if "duckdb" not in sys.modules:
        gc.freeze()


def main() -> None:
    """Run the command line as a program."""
    # Looking for garbage among what is imported, a hundred times meanwhile and once more at the end,
    # took some 55 of the 550 ms of processor time of `sayso read`.
    gc.set_threshold(_OBJECTS_TO_START, *gc.get_threshold()[1:])
    atexit.register(_leave_garbage)
    for stream in filter(None, (sys.stdout, sys.stderr)):
        # Results are UTF-8 whatever the locale says: the JSON contract, and the articles' own marks.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        sys.exit(cli.main(prog_name="sayso", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except SaysoError as error:
        click.echo(f"sayso: {error}", err=True)
        sys.exit(1)
    except click.Abort:
        sys.exit(INTERRUPTED)
    except OSError as error:
        if not isinstance(error, BrokenPipeError):  # then whoever reads our output has enough, and knows it
            click.echo(f"sayso: the output could not be written ({error.strerror}); is the disk full?", err=True)
        _write_no_more()
        sys.exit(1)


def _write_no_more() -> None:
    """Let the interpreter's last flush go nowhere, where it would fail again."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
