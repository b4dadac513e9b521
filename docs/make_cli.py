"""Write `docs/cli.md` from the program itself: `python docs/make_cli.py`."""

from __future__ import annotations

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
    for name, command in sorted(cli.commands.items()):
        context = click.Context(command, parent=program, info_name=name)
        parts.append(f"## sayso {name}\n\n```\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
