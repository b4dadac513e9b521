"""What comes in, before it is an article: the bytes, where they are from, and what else is known of them.

Every source gives the same three things one by one: a `Found` for what holds an article, a `Link`
for an address where one is said to be, and an `InputError` for what could not be read. An error
stands for its own part alone; what comes after it still comes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO, Literal, Self

from sayso.errors import InputError

Leads = Literal["article", "feed", "sitemap"]


@dataclass(frozen=True, slots=True)
class About:
    """What is said of an article outside of it; `published` is an ISO 8601 date or date and time."""

    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    byline: str | None = None

    def __bool__(self) -> bool:
        return self != About()

    def over(self, other: About) -> About:
        """What this one says, and what `other` says where this one is silent."""
        return About(
            title=self.title or other.title,
            outlet=self.outlet or other.outlet,
            published=self.published or other.published,
            byline=self.byline or other.byline,
        )


@dataclass(frozen=True, slots=True)
class Http:
    """The facts of an answer: its status, its headers in order, and the address that was asked for.

    `moved` is the address that permanent redirects (301, 308) lead to, for whoever asks again.
    """

    status: int
    headers: tuple[tuple[str, str], ...]
    asked: str
    moved: str | None = None

    def header(self, name: str) -> str | None:
        """The first header of that name, in any case."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to tell an unchanged page by: its ETag and Last-Modified, as they came."""

    etag: str | None = None
    modified: str | None = None

    @classmethod
    def of(cls, http: Http | None) -> Self:
        """The validators in an answer."""
        return cls() if http is None else cls(http.header("ETag"), http.header("Last-Modified"))


NO_VALIDATORS = Validators()


@dataclass(frozen=True, slots=True)
class Found:
    """Bytes that hold one article, or are said to.

    Args:
        name: what it is called in messages and in the ledger; the same from run to run. A part of a
            file is `FILE#PART`: a record's offset in an archive, a line's or row's number in a table,
            a message's number in a mailbox.
        raw: the bytes, decompressed, else as they came.
        content_type: as HTTP writes it, with its charset if one was given; None if unknown.
        url: where the article was published.
        fetched: when the bytes were fetched, ISO 8601 in UTC; None if unknown.
        http: the facts of the answer, if it came from a server or an archive of one.
        given: what the person or the data set says of it; goes before what the article says itself.
        hints: what a feed, a sitemap or a mail says of it; stands where the article is silent.
    """

    name: str
    raw: bytes = field(repr=False)
    content_type: str | None = None
    url: str | None = None
    fetched: str | None = None
    http: Http | None = None
    given: About = About()
    hints: About = About()


@dataclass(frozen=True, slots=True)
class Link:
    """An address where something is said to be, and what is said of it.

    `fetch_from` is where to get it, if that is not `url`: an archive's copy of a page, for example.
    """

    url: str
    leads: Leads = "article"
    fetch_from: str | None = None
    fetched: str | None = None
    hints: About = About()


Item = Found | Link | InputError


@dataclass(frozen=True, slots=True)
class Limits:
    """How much Sayso takes before it gives up on one thing; sizes in bytes, times in seconds.

    A news page weighs a tenth of `wire`, with the largest live pages near it; whole sitemaps may have
    50 MB unpacked (sitemaps.org), which `unpacked` leaves room for.
    """

    wire: int = 20_000_000
    unpacked: int = 64_000_000
    seconds: float = 60.0
    connect: float = 10.0
    redirects: int = 10
    lists: int = 50_000


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table, or field of a line of JSON, holds what; None looks for the usual names.

    `text` and `html` are two ways to give the article; the one that is there is taken. A dot steps
    into a field: "article.body".
    """

    text: str | None = None
    html: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    byline: str | None = None


def _none_known(_address: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Settings:
    """How to take things in.

    Args:
        limits: how much is too much.
        columns: what a table's columns are called.
        feed_content: take the articles that a feed carries in full from the feed, and not fetch them.
        known: tells whether an article's address is in the ledger already; such are not fetched.
    """

    limits: Limits = Limits()
    columns: Columns = Columns()
    feed_content: bool = False
    known: Callable[[str], bool] = _none_known


@dataclass(frozen=True, slots=True)
class Opened:
    """A file or an answer, open at its beginning; `url` is where it was fetched from."""

    name: str
    stream: BinaryIO
    url: str | None = None
