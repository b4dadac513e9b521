"""`sayso scale`: the same reading over millions of articles, on all cores or on a Ray cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.options import ledger_option
from sayso.cli.output import as_text, progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.reading.many import ReaderName
    from sayso.scale.chunks import Item

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
    help="Inputs that are read and written together; the same in every run of the same inputs.",
)
@_READER
def run(inputs: tuple[str, ...], output: str, engine: str, jobs: int | None, chunk: int, reader: ReaderName) -> None:
    """Read each INPUT (files, folders, WARC, Parquet, JSON lines; near, or s3://…) into tables parted by day.

    The tables are articles, statements, figures, moments, places and problems. The same command goes on where it was
    cut off; every article is there once, whatever dies; what cannot be read is a row of problems.
    """
    from sayso.scale.engines import Work
    from sayso.scale.run import run as begin

    with progress("reading") as advance:
        summary = begin(_items(inputs), Work(output, reader), engine=engine, jobs=jobs, most=chunk,
                        tell=lambda marker: [advance() for _ in marker.articles])  # fmt: skip
    click.echo(f"{output}: {summary}", err=True)


@scale.command()
@click.argument("sample", nargs=-1, required=True)
@click.option("--articles", type=click.IntRange(1), required=True, help="How many are to be read.")
@click.option("--cores", type=click.IntRange(1), default=1, show_default=True)
@click.option("--price", type=click.FloatRange(0), default=0.05, show_default=True, help="Of a core for an hour.")
@_READER
def plan(sample: tuple[str, ...], articles: int, cores: int, price: float, reader: ReaderName) -> None:
    """Read a SAMPLE, and say what ARTICLES like it would take: time, cost and room."""
    from sayso.reading.many import reader_named
    from sayso.scale.planning import planned

    found = planned(_items(sample), reader_named(reader), articles, cores, price)
    click.echo(
        f"sample: {as_text(found.sample)} articles of {as_text(found.characters)} characters,"
        f" {found.rate:g} a second on one core\n"
        f"{as_text(found.articles)} articles: {found.core_hours:,g} core hours, {found.hours:,g} hours on"
        f" {as_text(found.cores)} cores, cost {found.cost:,g}, {found.gigabytes:,g} GB of tables\n"
        "assumed: cores like this one, all busy to the end; articles like the sample; inputs as fast as they are read"
    )


@scale.command()
@click.argument("tables", metavar="DIR")
@ledger_option
def load(tables: str, place: str) -> None:
    """Put the readings of a run into a ledger, without reading again."""
    from sayso.ledger.store import Store
    from sayso.scale.run import load as begin
    from sayso.scale.storage import Storage

    with Store.open(place if "://" in place else Path(place)) as store, progress("loading") as advance:
        count = begin(Storage(tables), store, advance)
    click.echo(f"{place}: {as_text(count)} readings that were not there before", err=True)


def _items(inputs: tuple[str, ...]) -> Iterator[Item]:
    from sayso.scale.far import near
    from sayso.sources.found import Settings
    from sayso.sources.intake import gather

    with near(inputs) as names:
        yield from gather(names, Settings(), _no_fetcher)


def _no_fetcher() -> Any:
    raise click.UsageError("sayso scale reads files; fetch pages into a web archive first, or use: sayso add")


VERBS = (scale,)
