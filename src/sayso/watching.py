"""Watching feeds: one round of looking at those that are due, with all that is new added."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sayso.errors import InputError
from sayso.ledger import adding, articles, problems
from sayso.ledger.feeds import keep_state, state_of
from sayso.ledger.store import Store
from sayso.reading.attribution import Attributor
from sayso.sources.fetch import Fetcher, Manners
from sayso.sources.found import Found, Item, Link, Settings
from sayso.sources.intake import article_at
from sayso.sources.watch import FeedState, due, feeds_in, poll

if TYPE_CHECKING:
    from sayso.ledger.adding import Outcome


def round_of(
    store: Store,
    feeds: Sequence[str],
    every: timedelta,
    reader: Attributor,
    settings: Settings = Settings(),  # noqa: B008 - it is frozen
    manners: Manners = Manners(),  # noqa: B008 - it is frozen
    jobs: int | None = None,
    tell: Callable[[Outcome], object] | None = None,
) -> adding.Summary:
    """Look once at each feed that is due, and add what is new.

    What is known of a feed is kept once all that came with it is; where something failed, the next round
    sees the whole feed again.

    Args:
        store: the ledger.
        feeds: addresses of feeds, OPML files, files with an address a line.
        every: time between two looks at a feed that answers.
        reader: takes the statements.
        settings: limits and the like; `known` is the ledger's.
        manners: how to behave on the web.
        jobs: threads that read; all cores if None.
        tell: called with what became of each article, as it is known.

    Raises:
        LedgerError: the ledger cannot be written; what was told of before is kept.
    """

    def is_known(address: str) -> bool:
        with store.read() as connection:
            return articles.has_address(connection, address)

    summary = adding.Summary()
    settings = replace(settings, known=is_known)
    with Fetcher(manners, settings.limits) as fetcher:
        for feed in feeds_in(feeds, settings):
            if isinstance(feed, InputError):
                outcomes: Iterator[Outcome] = adding.add(store, [feed], reader, 1)
                _count(summary, outcomes, tell)
                continue
            state = state_of(store, feed.url)
            if due(state, every, datetime.now(UTC)):
                after, items = poll(state, settings, fetcher)
                before = summary.failed
                _count(summary, adding.add(store, _followed(items, settings, fetcher), reader, jobs), tell)
                failed = summary.failed > before
                keep_state(store, feed.url, after.unfinished() if failed else after)
                if not failed:
                    problems.settle_all(store, [feed.url])
    return summary


def next_round(store: Store, feeds: Sequence[str], every: timedelta, now: datetime) -> timedelta:
    """How long until some feed is due again; no time where one is now."""
    states: list[FeedState] = []
    for feed in feeds_in(feeds, Settings()):
        if isinstance(feed, FeedState):
            states.append(state_of(store, feed.url))
    wait = every
    for state in states:
        if due(state, every, now):
            return timedelta()
        if state.polled is not None:
            wait = min(wait, max(datetime.fromisoformat(state.polled) + every - now, timedelta(seconds=1)))
    return wait


def _followed(items: Iterator[Item], settings: Settings, fetcher: Fetcher) -> Iterator[Found | InputError]:
    """The items, with the article at each link in its place."""
    for item in items:
        if isinstance(item, Link):
            yield from article_at(item, settings, fetcher)
        else:
            yield item


def _count(summary: adding.Summary, outcomes: Iterator[Outcome], tell: Callable[[Outcome], object] | None) -> None:
    for outcome in outcomes:
        summary.count(outcome)
        if tell is not None:
            tell(outcome)
