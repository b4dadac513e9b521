"""Options that several verbs share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from sayso.cli.output import FORMS
from sayso.errors import NotALedgerError
from sayso.records import HedgeSort, Stance, StatementKind, VoiceSort

if TYPE_CHECKING:
    from sayso.ledger.store import Store
    from sayso.questions.filters import About
    from sayso.sources.found import Columns

Command = TypeVar("Command", bound=Callable[..., Any])

_COLUMNS = ("text", "html", "url", "title", "outlet", "published", "byline")
MOST = 50
"""Rows shown where nobody says how many."""


def ledger_option(command: Command) -> Command:
    """`--ledger`, or the environment's SAYSO_LEDGER, or `sayso.db` here."""
    return click.option(
        "--ledger", "place", metavar="PATH_OR_URL", envvar="SAYSO_LEDGER", default="sayso.db", show_default=True,
        show_envvar=True, help="The ledger: a path, or postgresql://…",
    )(command)  # fmt: skip


def tables_option(command: Command) -> Command:
    """`--ledger` likewise, which also takes the tables of a run."""
    return click.option(
        "--ledger", "place", metavar="PATH_OR_URL", envvar="SAYSO_LEDGER", default="sayso.db", show_default=True,
        show_envvar=True, help="The ledger: a path, or postgresql://…; or the tables of sayso scale run.",
    )(command)  # fmt: skip


def form_option(command: Command) -> Command:
    """`--format`."""
    return click.option(
        "--format", "form", type=click.Choice(FORMS), default="table", show_default=True,
        help="A table for people; json, jsonl and csv for programs.",
    )(command)  # fmt: skip


def limit_option(command: Command) -> Command:
    """`--limit`."""
    return click.option(
        "--limit", type=click.IntRange(1), default=MOST, show_default=True, help="Rows at most."
    )(command)  # fmt: skip


def filter_options(command: Command) -> Command:
    """What narrows a question about statements; see `about`."""
    choices = {"kind": StatementKind, "stance": Stance, "hedge": HedgeSort, "sort": VoiceSort}
    helps = {
        "kind": "How it is quoted.", "stance": "How firmly it is said.", "hedge": "A sort of hedge that it has.",
        "sort": "The sort of voice.",
    }  # fmt: skip
    command = click.option("--near", metavar="ID", help="Only the story of this article, as linking knows it.")(command)
    command = click.option("--tag", metavar="WORD", help="Only what somebody tagged so.")(command)
    command = click.option("--rejected", is_flag=True, help="Also what somebody rejected.")(command)
    command = click.option("--until", metavar="DATE", help="Published then or before; a month counts whole.")(command)
    command = click.option("--since", metavar="DATE", help="Published then or after: 2026, 2026-03, 2026-03-04.")(
        command
    )
    for name, kind in reversed(choices.items()):
        command = click.option(f"--{name}", type=click.Choice(get_args(kind)), help=helps[name])(command)
    return click.option("--outlet", metavar="NAME", help="Who published it, or a part of the name.")(command)


def column_options(command: Command) -> Command:
    """What the columns of tables are called; see `columns_of`."""
    for name in reversed(_COLUMNS):
        help_ = f"The column or field of tables and JSON lines that holds the {name}."
        command = click.option(f"--{name}-column", metavar="NAME", help=help_)(command)
    return command


def columns_of(said: Mapping[str, Any]) -> Columns:
    """The names that were given for columns."""
    from sayso.sources.found import Columns

    return Columns(**{name: said.get(f"{name}_column") for name in _COLUMNS})


def about(**filters: Any) -> About:
    """The filters that were given."""
    from sayso.questions.filters import About

    return About(**filters)


def asked(place: str) -> Store:
    """The ledger at a place, or the tables that `sayso scale run` left there; to be asked, with `with`.

    Raises:
        LedgerError: it cannot be opened.
        OutputError: the tables are not of this version.
        MissingLibraryError: what opens tables is not installed.
    """
    if not _is_tables(place):
        return opened(place)
    from sayso.scale.asking import Tables

    return Tables.open(place)


def opened(place: str, *, read_only: bool = True) -> Store:
    """The ledger at a place, which must be there; use it with `with`.

    Raises:
        LedgerError: it cannot be opened.
    """
    from sayso.ledger.store import Store

    if _is_tables(place):
        why = "these are the tables of a run, which answer questions and no more; put them into a ledger"
        raise NotALedgerError(place, f"{why}: sayso scale load {place} --ledger sayso.db")
    return Store.open(place if "://" in place else Path(place), create=not read_only, read_only=read_only)


_DATABASES = ("postgresql", "postgres", "sqlite")


def _is_tables(place: str) -> bool:
    """Whether a run wrote tables there; what libraries that needs is imported for folders and object storage alone."""
    if place.startswith(_DATABASES) if "://" in place else not Path(place).is_dir():
        return False
    from sayso.scale.loading import is_run

    return is_run(place)
