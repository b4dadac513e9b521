"""Write `docs/cli.md` from the program itself: `python docs/make_cli.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from sayso.cli import cli

PAGE = Path(__file__).with_name("cli.md")
_HEAD = """# The command line

Written by `docs/make_cli.py`; a test keeps it true. Results go to standard output, all else to standard
error. The exit status is 0 when all went well, 1 when an input could not be read (the others were), 2 for
a wrong call, 130 when interrupted.
"""


def page() -> str:
    """The reference: the help of every command."""
    parts = [_HEAD]
    program = click.Context(cli, info_name="sayso", terminal_width=80, max_content_width=80, **cli.context_settings)
    parts.extend(_helps(cli, program))
    return "\n".join(parts)


def _helps(group: click.Group, above: click.Context) -> Iterator[str]:
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        assert command is not None
        context = click.Context(command, parent=above, info_name=name)
        yield f"## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"
        if isinstance(command, click.Group):
            yield from _helps(command, context)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
