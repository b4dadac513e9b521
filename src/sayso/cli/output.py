"""How verbs print: rows as a table for people, or as JSON, JSON Lines or CSV for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.questions.answers import Answers

Form = Literal["table", "json", "jsonl", "csv"]
Sides = Sequence[tuple[str, str]]
"""Passages side by side: where each stands, and its words."""
FORMS = ["table", "json", "jsonl", "csv"]


def harmless(message: str) -> str:
    """A message without anything that would steer a terminal: files and articles may say anything."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in message)


def console() -> Console:
    """Where tables are printed."""
    from rich.console import Console

    return Console(highlight=False, emoji=False, markup=False)


def print_answers(
    answers: Answers[Any],
    form: Form,
    columns: Mapping[str, Callable[[Any], object]],
    blocks: Callable[[Any], tuple[str, Sides]] | None = None,
) -> None:
    """Print rows.

    Args:
        answers: the rows.
        form: for whom.
        columns: those of the table, each with what of a row stands in it.
        blocks: instead of a table, what `print_block` takes for each row: for rows with long passages.
    """
    if form != "table":
        print_rows(answers.to_dicts(), form, answers.columns)
    elif not answers:
        click.echo("nothing found", err=True)
    elif blocks is not None:
        for row in answers:
            print_block(*blocks(row))
    else:
        _print_table(answers, columns)
    if answers.more:
        click.echo(f"these are the first {len(answers)}; see more with --limit", err=True)


def print_block(head: str, sides: Sides) -> None:
    """Print a headline, and below it passages with where they stand."""
    from rich.padding import Padding
    from rich.text import Text

    out = console()
    out.print(Text(harmless(head), style="bold"))
    for where, words in sides:
        out.print(Padding(Text.assemble((f"{harmless(where)}: ", "cyan"), harmless(words)), (0, 0, 0, 4)))


def print_rows(rows: Iterable[Mapping[str, Any]], form: Form, columns: Iterable[str]) -> None:
    """Print plain rows for a program."""
    if form == "json":
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2))
    elif form == "jsonl":
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    else:
        from sayso.exports.tables import csv_line

        click.echo(csv_line(columns), nl=False)
        for row in rows:
            click.echo(csv_line(_cell(value) for value in row.values()), nl=False)


def print_object(answer: Any) -> None:
    """Print one answer, a dataclass, as JSON."""
    click.echo(json.dumps(asdict(answer), ensure_ascii=False, indent=2))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _print_table(answers: Answers[Any], columns: Mapping[str, Callable[[Any], object]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    cells = {name: [harmless(as_text(of(row))) for row in answers] for name, of in columns.items()}
    shown = {name: column for name, column in cells.items() if any(column)}
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name, column in shown.items():
        narrow = max(map(len, column)) <= _NARROW
        numbers = all(isinstance(columns[name](row), int | float | None) for row in answers)
        table.add_column(
            name, overflow="fold", no_wrap=narrow, min_width=_LEAST_WIDTH if not narrow else None,
            justify="right" if numbers else "left",
        )  # fmt: skip
    for row in zip(*shown.values(), strict=True):
        table.add_row(*map(Text, row))
    console().print(table)


_NARROW = 12
"""Characters up to which a column is not broken into lines: ids, dates, sorts, numbers."""
_LEAST_WIDTH = 10
"""Characters that any other column has at least."""


def as_text(value: object) -> str:
    """A value as a person reads it in a table."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{int(value):,}" if value.is_integer() else f"{value:,}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)


def day(moment: str | None) -> str:
    """The day of an ISO 8601 time."""
    return (moment or "")[:10]


def has_terminal() -> bool:
    """Whether a person watches standard error and gets results elsewhere or in a terminal."""
    return sys.stderr is not None and sys.stderr.isatty()


def progress(doing: str) -> AbstractContextManager[Callable[[], object]]:
    """Counts what is done, on a person's terminal; how much there is to do is not known before."""
    if not has_terminal():
        return nullcontext(lambda: None)
    return _Counting(doing)


class _Counting(AbstractContextManager[Callable[[], object]]):
    def __init__(self, doing: str) -> None:
        from rich.console import Console
        from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        columns = (SpinnerColumn(), TextColumn(doing), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)

    def __enter__(self) -> Callable[[], object]:
        self._progress.start()
        task = self._progress.add_task("", total=None)
        return lambda: self._progress.advance(task)

    def __exit__(self, *_: object) -> None:
        self._progress.stop()
