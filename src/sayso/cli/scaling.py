"""`sayso scale`: the same reading over millions of articles, on all cores or on a Ray cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import column_options, columns_of, ledger_option
from sayso.cli.output import as_text, has_terminal, progress

if TYPE_CHECKING:
    from sayso.reading.many import ReaderName
    from sayso.scale.engines import EngineName
    from sayso.scale.run import Progress

_READER = click.option("--reader", type=click.Choice(["learned", "rules"]), default="learned", show_default=True,
                       help="The model that ships, or rules alone.")  # fmt: skip


@click.group()
def scale() -> None:
    """Read millions of articles into Parquet tables, and go on where a run was cut off."""


@scale.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("--output", required=True, metavar="DIR", help="A folder, or an address such as s3://bucket/folder.")
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Processes on this machine, or the Ray cluster that it is in.",
)
@click.option("--jobs", type=click.IntRange(1), help="Processes; all cores if not given.")
@click.option(
    "--chunk",
    type=click.IntRange(1),
    default=200,
    show_default=True,
    help="Items that are read and written together; the same in every run of the same inputs.",
)
@_READER
@column_options
def run(
    inputs: tuple[str, ...],
    output: str,
    engine: EngineName,
    jobs: int | None,
    chunk: int,
    reader: ReaderName,
    **said: Any,
) -> None:
    """Read each INPUT (files, folders, WARC, Parquet, JSON lines; near, or s3://…) into tables parted by day.

    The tables are articles, statements, figures, moments, places and problems. The same command goes on where it was
    cut off; every article is there once, whatever dies; what cannot be read is a row of problems.
    """
    from sayso.scale.run import run as begin
    from sayso.scale.tasks import Work
    from sayso.sources.found import Settings

    work = Work(output, reader, chunk, Settings(columns=columns_of(said)))
    with _bar() as tell:
        summary = begin(inputs, work, engine=engine, jobs=jobs, tell=tell)
    click.echo(f"{output}: {summary}", err=True)


@scale.command()
@click.argument("sample", nargs=-1, required=True)
@click.option("--articles", type=click.IntRange(1), required=True, help="How many are to be read.")
@click.option("--cores", type=click.IntRange(1), default=1, show_default=True)
@click.option("--price", type=click.FloatRange(0), default=0.05, show_default=True, help="Of a core for an hour.")
@_READER
@column_options
def plan(sample: tuple[str, ...], articles: int, cores: int, price: float, reader: ReaderName, **said: Any) -> None:
    """Read a SAMPLE, and say what ARTICLES like it would take: time, cost and room."""
    from sayso.scale.planning import START_SECONDS, planned
    from sayso.scale.tasks import Work
    from sayso.sources.found import Settings

    found = planned(sample, Work("", reader, settings=Settings(columns=columns_of(said))), articles, cores, price)
    click.echo(
        f"sample: {as_text(found.sample)} articles of {as_text(found.characters)} characters,"
        f" {found.rate:g} a second on one core\n"
        f"{as_text(found.articles)} articles: {found.core_hours:,g} core hours, {found.hours:,g} hours on"
        f" {as_text(found.cores)} cores, cost {found.cost:,g}, {found.gigabytes:,g} GB of tables\n"
        f"assumed: articles like the sample; cores like this one, all busy to the end, at {price:g} an hour each;"
        f" {START_SECONDS:g} seconds for a process to start; inputs that come as fast as they are read"
    )


@scale.command()
@click.argument("tables", metavar="DIR")
@ledger_option
def load(tables: str, place: str) -> None:
    """Put the readings of a run into a ledger, without reading again; sayso add DIR does the same."""
    load_tables(tables, place)


def load_tables(tables: str, place: str) -> None:
    """Put the readings of a run into a ledger, and say how many were new."""
    from sayso.ledger.store import Store
    from sayso.scale.loading import load as begin
    from sayso.scale.storage import Storage

    with Store.open(place if "://" in place else Path(place)) as store, progress("loading") as advance:
        count = begin(Storage(tables), store, advance)
    click.echo(f"{place}: {as_text(count)} readings that were not there before", err=True)


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    """On a person's terminal a bar; elsewhere, for a log, a line for every tenth."""
    if not has_terminal():
        yield _Lines().tell
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda told: bar.update(task, completed=told.share, description=_told(told))


class _Lines:
    def __init__(self) -> None:
        self._tenths = 0

    def tell(self, told: Progress) -> None:
        if int(told.share * 10) > self._tenths:
            self._tenths = int(told.share * 10)
            click.echo(f"{told.share:.0%}: {_told(told)}", err=True)


def _told(told: Progress) -> str:
    failed = f", {as_text(told.problems)} problems" if told.problems else ""
    return f"{as_text(told.articles)} articles{failed}, {_duration(told.left)} left"


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return "unknown time"
    return f"{seconds / 3600:.1f} hours" if seconds >= 5400 else f"{seconds / 60:.0f} minutes"


VERBS = (scale,)
