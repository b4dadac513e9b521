"""Watching feeds: asked again and again, and answered in full only when something changed.

Nothing is kept here: `poll` takes what is known of a feed and gives what to know next. Keep the new
state only once everything that came with it is safely stored; where something failed, keep
`state.unfinished()`, and the next poll sees the whole feed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from sayso.errors import BrokenInputError, FetchError, InputError
from sayso.sources.found import NO_VALIDATORS, Found, Item, Link, Settings, Validators
from sayso.sources.intake import from_answer, from_file
from sayso.sources.web import is_web_address

_GONE = 410
_SLOWEST = timedelta(days=1)
_MOST_DOUBLINGS = 8


@dataclass(frozen=True, slots=True)
class FeedState:
    """What to remember of a feed from one poll to the next.

    Args:
        url: its address; a permanent redirect changes it.
        validators: what the server gave to tell an unchanged feed by.
        polled: when it was last asked, ISO 8601 in UTC.
        failures: how many times in a row it could not be had.
        gone: the server said that it is gone for good.
    """

    url: str
    validators: Validators = NO_VALIDATORS
    polled: str | None = None
    failures: int = 0
    gone: bool = False

    def unfinished(self) -> FeedState:
        """The state to keep when not all that came could be stored."""
        return replace(self, validators=NO_VALIDATORS)


class GetsChanged(Protocol):
    """Whatever fetches an address if it changed: `fetch.Fetcher`, or a stand-in for it."""

    def get(self, address: str, validators: Validators = ...) -> Found:
        """What is at an address; a status of 304 and no bytes if it is as the validators say.

        Raises:
            InputError: it cannot be had.
        """


def poll(
    state: FeedState, settings: Settings, fetcher: GetsChanged, now: datetime | None = None
) -> tuple[FeedState, Iterator[Item]]:
    """Ask a feed once: the state after it, and what is in it (nothing if it did not change).

    Links are fetched with `intake.article_at`. A failure is an error among the items, and the state
    counts it; a feed that is another kind of thing is an error too.
    """
    asked = replace(state, polled=(now or datetime.now(UTC)).isoformat(timespec="seconds"))
    try:
        answer = fetcher.get(state.url, state.validators)
    except InputError as error:
        gone = isinstance(error, FetchError) and error.status == _GONE
        return replace(asked, failures=state.failures + 1, gone=gone), iter([error])
    http = answer.http
    reached = replace(asked, failures=0, url=http.moved or state.url if http else state.url)
    if http is not None and http.status == 304:
        return reached, iter(())
    return replace(reached, validators=Validators.of(http)), _entries(answer, settings)


def due(state: FeedState, every: timedelta, now: datetime) -> bool:
    """Whether it is time to ask a feed again; one that fails is asked ever more seldom, down to once a day."""
    if state.gone:
        return False
    if state.polled is None:
        return True
    slower: timedelta = min(every * (1 << min(state.failures, _MOST_DOUBLINGS)), _SLOWEST)
    return now - datetime.fromisoformat(state.polled) >= max(every, slower)


def feeds_in(arguments: Iterable[str], settings: Settings) -> Iterator[FeedState | InputError]:
    """The feeds to watch: addresses as they are, and what OPML files and lists of addresses name, each once."""
    seen: set[str] = set()
    for argument in arguments:
        items: Iterable[Item] = [Link(argument)] if is_web_address(argument) else from_file(argument, settings)
        for item in items:
            if isinstance(item, Found):
                yield BrokenInputError(
                    item.name, "this is no list of feeds; give OPML, addresses one a line, or an address"
                )
            elif isinstance(item, InputError):
                yield item
            elif item.url not in seen:
                seen.add(item.url)
                yield FeedState(item.url)


def _entries(answer: Found, settings: Settings) -> Iterator[Item]:
    for item in from_answer(answer, settings):
        if isinstance(item, Found) and item.name == answer.name:
            yield BrokenInputError(answer.name, "there is a page here and no feed; look for the feed's newer address")
        else:
            yield item
