"""Getting things into a ledger: `add`, `watch`, `problems`, `reread`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.linking import link_all
from sayso.cli.options import column_options, columns_of, form_option, ledger_option, opened
from sayso.cli.output import Form, as_text, day, harmless, print_answers, progress
from sayso.cli.scaling import load_tables
from sayso.errors import InputError

if TYPE_CHECKING:
    from sayso.ledger.adding import Outcome, Summary
    from sayso.reading.many import ReaderName
    from sayso.sources.found import Settings

_READER = click.option(
    "--reader", type=click.Choice(["learned", "rules"]), default="learned", show_default=True,
    help="The model that ships, or rules alone.",
)  # fmt: skip
_JOBS = click.option("--jobs", type=click.IntRange(1), help="Articles read at once; all cores if not given.")
_LINK = click.option("--link", is_flag=True, help="Then link what is new, as sayso link does.")


def _web_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """How to behave on the web, and how much to take."""
    for option in (
        click.option("--contact", metavar="MAIL_OR_URL", help="Where a site's owner reaches you; sent along."),
        click.option("--pause", type=click.FloatRange(0), default=1.0, show_default=True,
                     help="Seconds between requests to one host."),
        click.option("--ignore-robots", is_flag=True, help="Fetch what robots.txt asks programs not to."),
        click.option("--allow-private", is_flag=True, help="Fetch from addresses off the public network too."),
        click.option("--max-size", type=click.IntRange(1), metavar="BYTES", help="Most bytes of one page or file."),
        click.option("--feed-content", is_flag=True,
                     help="Take articles that a feed carries in full from the feed; do not fetch them."),
    ):  # fmt: skip
        command = option(command)
    return command


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@_READER
@_JOBS
@_LINK
@_web_options
@column_options
@ledger_option
def add(inputs: tuple[str, ...], reader: ReaderName, jobs: int | None, link: bool, place: str, **said: Any) -> None:
    """Read each INPUT and keep it in the ledger.

    An INPUT is a file, a folder, a pattern, an address or - for standard input: text, HTML, feeds (RSS,
    Atom), OPML, sitemaps, lists of addresses, CDX lists, web archives (WARC), mailboxes, and JSON lines, CSV
    or Parquet with a row an article; or the tables of sayso scale run, which are not read again. What the
    ledger has is not read again, so the same call goes on where another was cut off. What cannot be added is
    told, kept (see: sayso problems), and the rest goes on.
    """
    import sayso
    from sayso.scale.loading import is_run

    settings, manners = _settings(said), _manners(said)
    tables = [one for one in inputs if is_run(one)]
    others = [one for one in inputs if one not in tables]
    for one in tables:
        load_tables(one, place)
    summary = None
    if others:
        with sayso.open(place if "://" in place else Path(place)) as ledger, progress("adding") as advance:
            summary = ledger.add(
                *others, reader=reader, jobs=jobs, settings=settings, manners=manners, tell=_teller(advance)
            )
    if link:
        link_all(place)
    if summary is not None:
        _sum_up(summary, place)


@click.command()
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option("--every", type=click.FloatRange(1), default=15.0, show_default=True, help="Minutes between two looks.")
@click.option("--once", is_flag=True, help="Look once at those that are due, and stop.")
@_READER
@_JOBS
@_LINK
@_web_options
@ledger_option
def watch(
    feeds: tuple[str, ...], every: float, once: bool, reader: ReaderName, jobs: int | None, link: bool, place: str,
    **said: Any,
) -> None:  # fmt: skip
    """Add what is new in each FEED, again and again, until interrupted.

    A FEED is the address of an RSS or Atom feed, an OPML file, or a file with an address a line. A server
    is asked only for what changed; a feed that fails is asked ever more seldom.
    """
    import time

    from sayso.reading.many import reader_named
    from sayso.watching import next_round, round_of

    settings, manners, pause = _settings(said), _manners(said), timedelta(minutes=every)
    tell = _teller(lambda: None)
    with opened(place, read_only=False) as store:
        while True:
            summary = round_of(store, feeds, pause, reader_named(reader), settings, manners, jobs, tell)
            _say_summary(summary, place)
            if link:
                link_all(place)
            if once:
                sys.exit(1 if summary.failed else 0)
            time.sleep(next_round(store, feeds, pause, datetime.now(UTC)).total_seconds())


@click.command()
@form_option
@ledger_option
def problems(form: Form, place: str) -> None:
    """List what could not be added, and why; adding it after all takes it off the list."""
    from sayso.ledger.problems import Problem, all_problems
    from sayso.questions.answers import Answers

    columns = {
        "last": lambda r: day(r.last), "times": lambda r: r.times, "input": lambda r: r.name, "why": lambda r: r.why
    }  # fmt: skip
    with opened(place) as store:
        print_answers(Answers(Problem, tuple(all_problems(store))), form, columns)


@click.command()
@_READER
@_JOBS
@click.option("--prune", is_flag=True, help="Then remove the readings that do not answer any more.")
@ledger_option
def reread(reader: ReaderName, jobs: int | None, prune: bool, place: str) -> None:
    """Let another version of the reader read every article again; what people decided stays."""
    import sayso

    with sayso.open(place if "://" in place else Path(place), create=False) as ledger:
        summary = ledger.reread(reader, jobs)
        pruned = ledger.prune() if prune else 0
    _say_summary(summary, place)
    if prune:
        click.echo(f"{as_text(pruned)} older readings removed", err=True)


def _settings(said: dict[str, Any]) -> Settings:
    from dataclasses import replace

    from sayso.sources.found import Limits, Settings

    limits = Limits()
    if said["max_size"]:
        limits = replace(limits, wire=said["max_size"], unpacked=max(said["max_size"], limits.unpacked))
    return Settings(limits=limits, columns=columns_of(said), feed_content=said["feed_content"])


def _manners(said: dict[str, Any]) -> Any:
    from sayso.sources.fetch import Manners

    return Manners(
        contact=said["contact"], pause=said["pause"], obey_robots=not said["ignore_robots"],
        allow_private=said["allow_private"],
    )  # fmt: skip


def _teller(advance: Callable[[], object]) -> Callable[[Outcome], None]:
    def tell(outcome: Outcome) -> None:
        if isinstance(outcome, InputError):
            click.echo(f"sayso: {harmless(str(outcome))}", err=True)
        advance()

    return tell


def _say_summary(summary: Summary, place: str) -> None:
    click.echo(f"{place}: {summary}", err=True)


def _sum_up(summary: Summary, place: str) -> None:
    _say_summary(summary, place)
    if summary.failed:
        click.echo("see what failed and why with: sayso problems", err=True)
        sys.exit(1)


VERBS = (add, watch, problems, reread)
