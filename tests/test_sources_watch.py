from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sayso.sources.fetch import Fetcher, Manners
from sayso.sources.found import About, Link, Settings, Validators
from sayso.sources.watch import FeedState, due, feeds_in, poll
from tests.loopback import Site, answer, served
from tests.opened import shown

USUAL = Settings()
NOW = datetime(2026, 3, 4, 18, 30, tzinfo=UTC)
FEED = "<rss><channel><title>Lantern</title><item><link>https://orsk.example/{}</link></item></channel></rss>"


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(Manners(allow_private=True, pause=0)) as fetcher:
        yield fetcher


def test_a_feed_is_answered_in_full_only_when_it_changed(site: Site, fetcher: Fetcher) -> None:
    site.pages["/rss"] = answer(FEED.format(1), 'ETag: "7"')
    state, items = poll(FeedState(site.url("/rss")), USUAL, fetcher, NOW)
    assert state == FeedState(site.url("/rss"), Validators('"7"'), "2026-03-04T18:30:00+00:00")
    assert list(items) == [Link("https://orsk.example/1", hints=About(outlet="Lantern"))]
    site.pages["/rss"] = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
    again, items = poll(state, USUAL, fetcher, NOW + timedelta(hours=1))
    assert again == FeedState(site.url("/rss"), Validators('"7"'), "2026-03-04T19:30:00+00:00")
    assert list(items) == []
    assert 'If-None-Match: "7"' in site.requests[-1]


def test_what_could_not_be_stored_comes_again() -> None:
    state = FeedState("https://orsk.example/rss", Validators('"7"'), "2026-03-04T18:30:00+00:00")
    assert state.unfinished() == FeedState("https://orsk.example/rss", polled="2026-03-04T18:30:00+00:00")


def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(site: Site, fetcher: Fetcher) -> None:
    site.pages["/old"] = answer("", "Location: /new", status="308 Permanent Redirect")
    site.pages["/new"] = answer(FEED.format(1))
    state, _items = poll(FeedState(site.url("/old")), USUAL, fetcher, NOW)
    assert state.url == site.url("/new")
    site.pages["/old"] = answer("", "Location: /new", status="302 Found")
    state, _items = poll(FeedState(site.url("/old")), USUAL, fetcher, NOW)
    assert state.url == site.url("/old")


def test_failures_are_counted_and_told(site: Site, fetcher: Fetcher) -> None:
    address = site.url("/rss")
    site.pages["/rss"] = answer(status="500 Oh")
    state, items = poll(FeedState(address, Validators('"7"')), USUAL, fetcher, NOW)
    assert state == FeedState(address, Validators('"7"'), "2026-03-04T18:30:00+00:00", failures=1)
    assert shown(items) == [f"{address}: the server answers 500: it is in trouble; try later"]
    site.pages["/rss"] = answer(status="410 Gone")
    state, items = poll(state, USUAL, fetcher, NOW)
    assert (state.failures, state.gone) == (2, True)
    assert shown(items) == [f"{address}: the server answers 410: the page is gone for good"]
    site.pages["/rss"] = answer("<!DOCTYPE html><html><body>Welcome</body></html>")
    state, items = poll(state, USUAL, fetcher, NOW)
    assert shown(items) == [f"{address}: there is a page here and no feed; look for the feed's newer address"]


@pytest.mark.parametrize(
    ("failures", "minutes", "time"),
    [
        (0, 29, False),
        (0, 30, True),
        (1, 59, False),
        (1, 60, True),
        (9, 1439, False),
        (9, 1440, True),
        (5000, 1440, True),
    ],
)
def test_a_feed_that_fails_is_asked_ever_more_seldom(failures: int, minutes: int, time: bool) -> None:
    state = FeedState("https://orsk.example/rss", polled=NOW.isoformat(), failures=failures)
    assert due(state, timedelta(minutes=30), NOW + timedelta(minutes=minutes)) is time


def test_new_feeds_are_due_and_those_gone_never() -> None:
    assert due(FeedState("https://orsk.example/rss"), timedelta(minutes=30), NOW)
    assert not due(FeedState("https://orsk.example/rss", gone=True), timedelta(minutes=30), NOW)


def test_the_feeds_to_watch_each_once(tmp_path: Path) -> None:
    opml, listed, text = tmp_path / "feeds.opml", tmp_path / "feeds.txt", tmp_path / "note.txt"
    opml.write_text("<opml><outline xmlUrl='https://a.example/rss'/><outline xmlUrl='https://b.example/rss'/></opml>")
    listed.write_text("https://b.example/rss\nhttps://c.example/rss\n")
    text.write_text("The mayor said no.")
    assert shown(feeds_in([str(opml), str(listed), "https://d.example/rss", str(text), "gone.opml"], USUAL)) == [
        FeedState("https://a.example/rss"),
        FeedState("https://b.example/rss"),
        FeedState("https://c.example/rss"),
        FeedState("https://d.example/rss"),
        f"{text}: this is no list of feeds; give OPML, addresses one a line, or an address",
        "gone.opml: there is no such file; check the name",
    ]
