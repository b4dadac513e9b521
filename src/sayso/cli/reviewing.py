"""`sayso review`: what people decide of statements and speakers. Verdicts are added, never changed or lost."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from typing import Any, TypeVar

import click

from sayso.cli.options import form_option, ledger_option, opened
from sayso.cli.output import Form, day, print_answers

Command = TypeVar("Command", bound=Callable[..., Any])


def _user() -> str:
    """The name that the system knows a person by."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _by_option(command: Command) -> Command:
    return click.option(
        "--by", metavar="NAME", envvar="SAYSO_NAME", default=_user, show_envvar=True,
        help="Whose verdict it is; if not given, the name you are logged in by.",
    )(command)  # fmt: skip


def _verdict(name: str, help_: str, *options: Callable[[Any], Any]) -> click.Command:
    """A verb that says one thing of statements."""

    @click.argument("ids", nargs=-1, required=True, metavar="ID...")
    @_by_option
    @ledger_option
    def give(ids: tuple[str, ...], by: str, place: str, **body: Any) -> None:
        from sayso.ledger.verdicts import on_statement
        from sayso.questions.show import show

        said = {key: value for key, value in body.items() if value is not None}
        with opened(place, read_only=False) as store:
            for statement in [show(store, given).statement.id for given in ids]:
                on_statement(store, statement, name, by, **said)  # type: ignore[arg-type]
        click.echo(f"{len(ids)} {'statement' if len(ids) == 1 else 'statements'}: {name}", err=True)

    for option in options:
        give = option(give)
    return click.command(name, help=help_)(give)


@click.group()
def review() -> None:
    """Say what you make of statements and speakers: confirm, correct, reject, note, tag, merge, split.

    A verdict stands beside what was read, with your name and the time, and outlives every new reading. ID is
    a statement's, as sayso search shows it; its first characters are enough.
    """


review.add_command(_verdict("confirm", "Say that statements are as they were read."))
review.add_command(
    _verdict("reject", "Say that statements are none.", click.option("--why", metavar="TEXT", help="The reason."))
)
review.add_command(_verdict("note", "Add a note to statements.", click.option("--text", metavar="TEXT", required=True)))
review.add_command(_verdict("tag", "Add a tag to statements.", click.option("--tag", metavar="WORD", required=True)))
review.add_command(
    _verdict("correct", "Say whose statements they are.",
             click.option("--source", metavar="NAME", required=True, help="Who said it."))
)  # fmt: skip


@review.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option("--into", metavar="NAME", required=True, help="What the one goes by from then on.")
@_by_option
@ledger_option
def merge(names: tuple[str, ...], into: str, by: str, place: str) -> None:
    """Say that several NAMEs are one speaker's, wherever they stand."""
    from sayso.ledger.verdicts import merge as decide

    with opened(place, read_only=False) as store:
        decide(store, names, into, by)
    click.echo(f"{', '.join(names)}: {into}", err=True)


@review.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--into", metavar="NAME", required=True, help="Whose they are.")
@_by_option
@ledger_option
def split(ids: tuple[str, ...], into: str, by: str, place: str) -> None:
    """Say that statements are another speaker's than the one of that name."""
    from sayso.ledger.verdicts import split as decide
    from sayso.questions.show import show

    with opened(place, read_only=False) as store:
        decide(store, [show(store, given).statement.id for given in ids], into, by)
    click.echo(f"{len(ids)} {'statement' if len(ids) == 1 else 'statements'}: {into}", err=True)


def _link_verdict(name: str, kind: str, help_: str) -> click.Command:
    @click.argument("ids", nargs=-1, required=True, metavar="LINK...")
    @click.option("--why", metavar="TEXT", help="The reason.")
    @_by_option
    @ledger_option
    def give(ids: tuple[str, ...], why: str | None, by: str, place: str) -> None:
        from sayso.ledger.verdicts import on_link
        from sayso.questions.links import link_named

        said = {"why": why} if why is not None and kind == "reject" else {}
        with opened(place, read_only=False) as store:
            for link in [link_named(store, given) for given in ids]:
                on_link(store, link, kind, by, **said)  # type: ignore[arg-type]
        click.echo(f"{len(ids)} {'link' if len(ids) == 1 else 'links'}: {kind}", err=True)

    return click.command(name, help=help_)(give)


_UNLINK = """Say that links between articles are none.

LINK is an id, as sayso trace, origins, drift, variants and disputes show it. What is linked anew stays undone."""
review.add_command(_link_verdict("unlink", "reject", _UNLINK))
review.add_command(_link_verdict("relink", "confirm", "Say that links hold, also if they were undone before."))


@review.command("list")
@form_option
@ledger_option
def list_(form: Form, place: str) -> None:
    """List all verdicts, oldest first, and what has become of what they stand on."""
    from sayso.ledger.verdicts import Verdict, all_verdicts
    from sayso.questions.answers import Answers

    columns = {
        "at": lambda v: day(v.at), "by": lambda v: v.who, "verdict": lambda v: v.kind,
        "on": lambda v: (v.statement or v.target)[:8], "says": lambda v: _body(v), "state": lambda v: v.state,
    }  # fmt: skip
    with opened(place) as store:
        print_answers(Answers(Verdict, tuple(all_verdicts(store))), form, columns)


def _body(verdict: Any) -> str:
    return "; ".join(f"{key}: {value}" for key, value in verdict.body.items())


VERBS = (review,)
