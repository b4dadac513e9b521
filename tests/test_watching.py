"""Watching a feed on a real server."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from sayso.ledger.problems import all_problems
from sayso.ledger.store import Store
from sayso.questions.statements import said
from sayso.reading.rules import RulesReader
from sayso.sources.fetch import Manners
from sayso.watching import next_round, round_of
from tests.loopback import Site, answer, served

NO_PAUSE = Manners(pause=0, allow_private=True)
ALWAYS = timedelta(0)


def page(words: str) -> bytes:
    return answer(f"<html><body><article><p>{words}</p></article></body></html>", "Content-Type: text/html")


def feed(site: Site, *paths: str) -> str:
    items = "".join(f"<item><title>{p}</title><link>{site.url(p)}</link></item>" for p in paths)
    return f"<rss version='2.0'><channel><title>Post</title>{items}</channel></rss>"


@pytest.fixture
def site() -> Iterator[Site]:
    with served() as found:
        found.pages["/a"] = page("The mayor said the bridge was safe. " * 3)
        found.pages["/b"] = page("The engineer denied that the bridge was safe. " * 3)
        yield found


def look(store: Store, site: Site, every: timedelta = ALWAYS) -> str:
    return str(round_of(store, [site.url("/feed")], every, RulesReader(), manners=NO_PAUSE))


def test_what_is_new_is_added_and_what_is_known_is_not_fetched_again(place: str, site: Site) -> None:
    with Store.open(place) as store:
        site.pages["/feed"] = answer(feed(site, "/a"), "Content-Type: application/rss+xml", 'ETag: "1"')
        assert look(store, site) == "1 new; 3 statements"
        site.pages["/feed"] = answer(feed(site, "/b", "/a"), "Content-Type: application/rss+xml", 'ETag: "2"')
        assert look(store, site) == "1 new; 3 statements"
        assert [path for path in site.paths() if path != "/robots.txt"] == ["/feed", "/a", "/feed", "/b"]
        assert 'if-none-match: "1"' in site.requests[-3].lower() + site.requests[-2].lower()
        assert {row.speaker for row in said(store)} == {"mayor", "engineer"}


def test_a_feed_that_did_not_change_brings_nothing(place: str, site: Site) -> None:
    with Store.open(place) as store:
        site.pages["/feed"] = answer(feed(site, "/a"), 'ETag: "1"')
        look(store, site)
        site.pages["/feed"] = answer(status="304 Not Modified")
        assert look(store, site) == "nothing to add; 0 statements"


def test_what_failed_is_tried_again_and_then_no_problem_any_more(place: str, site: Site) -> None:
    with Store.open(place) as store:
        site.pages["/feed"] = answer(feed(site, "/a", "/c"), 'ETag: "1"')
        assert look(store, site) == "1 new, 1 failed; 3 statements"
        assert [p.name for p in all_problems(store)] == [site.url("/c")]
        site.pages["/c"] = page("The harbour master said nothing had been found. " * 3)
        assert look(store, site) == "1 new; 3 statements"
        assert all_problems(store) == []


def test_a_feed_is_not_asked_before_its_time(place: str, site: Site) -> None:
    with Store.open(place) as store:
        site.pages["/feed"] = answer(feed(site, "/a"))
        look(store, site)
        count = len(site.requests)
        assert look(store, site, timedelta(hours=1)) == "nothing to add; 0 statements"
        assert len(site.requests) == count
        later = datetime.now(UTC)
        assert (
            timedelta(minutes=59)
            < next_round(store, [site.url("/feed")], timedelta(hours=1), later)
            <= timedelta(hours=1)
        )
        assert next_round(store, [site.url("/feed")], timedelta(hours=1), later + timedelta(hours=2)) == timedelta()
