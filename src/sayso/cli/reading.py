"""`sayso read`: who said what in an article, and nothing stored."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import click

import sayso
from sayso.cli.output import harmless
from sayso.errors import InputError
from sayso.records import Reading

if TYPE_CHECKING:
    from sayso.reading.many import ReaderName

Outcome = Reading | InputError


@dataclass(frozen=True, slots=True)
class _Options:
    """What the person says of the article, which goes before what it says of itself."""

    published: str | None
    outlet: str | None
    title: str | None
    url: str | None


def _date(_context: click.Context, _option: click.Parameter, published: str | None) -> str | None:
    """A wrong date is a wrong call, told once, not a fault of every input."""
    from sayso.sources import checked_date

    try:
        return None if published is None else checked_date(published, source="--published")
    except InputError as error:
        raise click.BadParameter(error.why) from error


@click.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT]...")
@click.option(
    "--published", metavar="DATE", callback=_date,
    help="When it was published, as 2026-03-04 or 2026-03-04T18:30.",
)  # fmt: skip
@click.option("--outlet", help="Who published it.")
@click.option("--title", help="Its headline.")
@click.option("--url", help="Where it was published.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "jsonl", "csv"]), default="text", show_default=True,
    help="text for people; json for one input; jsonl and csv for any number.",
)  # fmt: skip
@click.option(
    "--reader", type=click.Choice(["learned", "rules"]), default="learned", show_default=True,
    help="The model that ships, or rules alone.",
)  # fmt: skip
@click.option(
    "--table", type=click.Choice(["statements", "figures"]), default="statements", show_default=True,
    help="What the rows of --format csv are.",
)  # fmt: skip
@click.option("--who", metavar="NAME", help="Show only what NAME said, and what is reported inside it.")
@click.option("--jobs", type=click.IntRange(1), help="Articles read at once; all cores if not given.")
def read(
    inputs: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    title: str | None,
    url: str | None,
    form: str,
    reader: ReaderName,
    table: str,
    who: str | None,
    jobs: int | None,
) -> None:
    """Show who said what in each INPUT, through whom, how firmly and in which words.

    An INPUT is a file (text or HTML), a folder, or - for standard input, which is also read when no
    INPUT is given. Nothing is stored.
    """
    from sayso.reading.many import in_order

    if not inputs and (sys.stdin is None or sys.stdin.isatty()):
        raise click.UsageError("nothing to read: name a file or a folder, or pipe a text in")
    if "-" in inputs and sys.stdin is None:
        raise click.UsageError("there is no standard input: it is closed")
    names: list[str | InputError] = list(_named(inputs or ("-",)))
    if form == "json" and len(names) != 1:
        raise click.UsageError(f"--format json is for one input, and there are {len(names)}; use --format jsonl")
    work = partial(_read_one, options=_Options(published, outlet, title, url), reader=reader)
    failed: list[InputError] = []
    outcomes = _progress(in_order(work, names, 1 if len(names) == 1 else jobs), len(names))
    readings = _without_failures(outcomes, failed)
    _PRINTERS[table if form == "csv" else form](readings if who is None else _only(readings, who))
    if failed:
        if len(names) > 1:
            click.echo(f"sayso: {len(failed)} of {len(names)} inputs could not be read", err=True)
        sys.exit(1)


def _named(inputs: Iterable[str]) -> Iterator[str | InputError]:
    """The inputs one by one; a folder that cannot be used takes its place in the row as its error."""
    from sayso.sources import expand

    for argument in inputs:
        try:
            yield from expand([argument])
        except InputError as error:
            yield error


def _read_one(name: str | InputError, options: _Options, reader: ReaderName) -> Outcome:
    if isinstance(name, InputError):
        return name
    from sayso.sources import load

    try:
        article = load(name, published=options.published, outlet=options.outlet, title=options.title, url=options.url)
    except InputError as error:
        return error
    return replace(sayso.read(article, reader=reader), source=name)


def _only(readings: Iterable[Reading], who: str) -> Iterator[Reading]:
    from sayso.views.only import only

    return (only(reading, who) for reading in readings)


def _without_failures(outcomes: Iterable[Outcome], failed: list[InputError]) -> Iterator[Reading]:
    """The readings; failures are told on standard error as they come, and gathered."""
    for outcome in outcomes:
        if isinstance(outcome, InputError):
            click.echo(f"sayso: {harmless(str(outcome))}", err=True)
            failed.append(outcome)
        else:
            yield outcome


def _progress(outcomes: Iterable[Outcome], count: int) -> Iterable[Outcome]:
    """The outcomes, with a bar for several inputs when results go elsewhere than the person's terminal."""
    if count < 2 or not sys.stderr.isatty() or sys.stdout.isatty():
        return outcomes
    from rich.console import Console
    from rich.progress import track

    return track(outcomes, description="reading", total=count, console=Console(stderr=True))


def _print_text(readings: Iterable[Reading]) -> None:
    from rich.console import Console

    from sayso.views.terminal import render

    console = Console(highlight=False, soft_wrap=False)
    for number, reading in enumerate(readings):
        if number:
            console.print()
        render(reading, console)


def _print_json(readings: Iterable[Reading]) -> None:
    for reading in readings:
        click.echo(_as_json(reading, indent=2))


def _print_jsonl(readings: Iterable[Reading]) -> None:
    for reading in readings:
        click.echo(_as_json(reading))


def _print_csv(readings: Iterable[Reading]) -> None:
    from sayso.exports.tables import csv_lines

    for line in csv_lines(readings):
        click.echo(line, nl=False)


def _print_figures(readings: Iterable[Reading]) -> None:
    from sayso.exports.figures import figure_lines

    for line in figure_lines(readings):
        click.echo(line, nl=False)


def _as_json(reading: Reading, **layout: Any) -> str:
    """JSON in UTF-8; half of a surrogate pair, which UTF-8 has no bytes for, stays an escape."""
    plain = reading.to_dict()
    words = json.dumps(plain, ensure_ascii=False, **layout)
    return words if words.isascii() or _encodable(words) else json.dumps(plain, **layout)


def _encodable(words: str) -> bool:
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


_PRINTERS: dict[str, Callable[[Iterable[Reading]], None]] = {
    "text": _print_text,
    "json": _print_json,
    "jsonl": _print_jsonl,
    "statements": _print_csv,
    "figures": _print_figures,
}

VERBS = (read,)
