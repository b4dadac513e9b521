import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.sources.articles import to_article
from sayso.sources.feeds import in_feed
from sayso.sources.found import About, Found, Link, Settings
from sayso.sources.intake import from_file
from tests.opened import opened, shown

USUAL = Settings()
HEAD = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>The Orsk Lantern</title>'
TAIL = "</channel></rss>"
ITEM = "<item><title>Ferry keeps its boats</title><link>/ferry</link><pubDate>{}</pubDate></item>"
LONG = "<p>“We are relieved,” said its master, Ines Marlow, who had called the plan reckless.</p>" * 8


def test_an_rss_feed_gives_its_links_and_what_it_says_of_them() -> None:
    feed = HEAD + ITEM.format("Wed, 04 Mar 2026 18:30:00 +0200") + TAIL
    about = About("Ferry keeps its boats", "The Orsk Lantern", "2026-03-04T16:30:00+00:00")
    found = list(in_feed(opened(feed, url="https://orsk.example/rss"), USUAL))
    assert found == [Link("https://orsk.example/ferry", hints=about)]


def test_an_atom_feed_too() -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><title>The Orsk Lantern</title><entry>
      <title type="html">Ferry &lt;b&gt;keeps&lt;/b&gt; boats</title><author><name>Ines Marlow</name></author>
      <link href="https://orsk.example/ferry"/><published>2026-03-04T18:30:00Z</published></entry></feed>"""
    about = About("Ferry keeps boats", "The Orsk Lantern", "2026-03-04T18:30:00+00:00", "Ines Marlow")
    assert list(in_feed(opened(feed), USUAL)) == [Link("https://orsk.example/ferry", hints=about)]


def test_an_entry_without_link_or_article_is_an_error_and_the_rest_goes_on() -> None:
    feed = HEAD + "<item><title>Nothing</title></item><item><link>javascript:alert(1)</link></item>" + ITEM + TAIL
    assert shown(in_feed(opened(feed, url="https://orsk.example/rss"), USUAL)) == [
        "in#1: this entry has neither a link nor an article in it; tell the feed's maker",
        "in#2: this entry has neither a link nor an article in it; tell the feed's maker",
        Link("https://orsk.example/ferry", hints=About("Ferry keeps its boats", "The Orsk Lantern")),
    ]


def test_an_article_in_full_is_taken_from_the_feed_where_one_wants_it_without_its_scripts() -> None:
    entry = f"<link>https://orsk.example/ferry</link><title>Ferry keeps its boats</title><description><![CDATA[{LONG}"
    feed = (
        f"{HEAD}<item>{entry}<script>alert('boo')</script><p onclick='x()'>It ends.</p>]]></description></item>{TAIL}"
    )
    assert [type(item) for item in in_feed(opened(feed), USUAL)] == [Link]
    [found] = in_feed(opened(feed), Settings(feed_content=True))
    assert isinstance(found, Found)
    assert (found.name, found.url) == ("in#1", "https://orsk.example/ferry")
    assert b"alert" not in found.raw
    assert b"onclick" not in found.raw
    article = to_article(found)
    assert article.text.startswith("Ferry keeps its boats\n“We are relieved,” said its master")
    assert (article.title, article.outlet) == ("Ferry keeps its boats", "The Orsk Lantern")


def test_an_article_without_a_link_is_taken_from_the_feed() -> None:
    feed = f"{HEAD}<item><title>Ferry</title><description><![CDATA[{LONG}]]></description></item>{TAIL}"
    assert [type(item) for item in in_feed(opened(feed), USUAL)] == [Found]


def test_what_is_no_feed_says_so() -> None:
    [told] = shown(in_feed(opened("<html><body>Gone</body></html>", "old.rss"), USUAL))
    assert str(told).startswith("old.rss: this is no feed that can be read (")


@pytest.mark.parametrize("count", [499, 500, 501, 1700])
def test_a_long_feed_is_read_in_parts_and_wholly(tmp_path: Path, count: int) -> None:
    items = "".join(f"<item><link>https://orsk.example/{n}</link></item>\n" for n in range(count))
    links = [Link(f"https://orsk.example/{n}", hints=About(outlet="The Orsk Lantern")) for n in range(count)]
    assert list(in_feed(opened(HEAD + items + TAIL), USUAL)) == links
    path = tmp_path / "long.xml"
    path.write_text(HEAD + items + TAIL)
    assert list(from_file(str(path), USUAL)) == links
    path.with_suffix(".xml.gz").write_bytes(gzip.compress(path.read_bytes()))
    assert list(from_file(str(path) + ".gz", USUAL)) == links


def test_a_feed_that_breaks_off_gives_what_came_before_and_says_so() -> None:
    items = "".join(f"<item><link>https://orsk.example/{n}</link></item>\n" for n in range(700))
    found = shown(in_feed(opened((HEAD + items)[:-20], "cut.rss"), USUAL))
    links: list[object] = [
        Link(f"https://orsk.example/{n}", hints=About(outlet="The Orsk Lantern")) for n in range(699)
    ]
    assert found == [*links, "cut.rss: after entry 699, the feed breaks off; what had begun is left out"]


def test_a_feed_in_utf_16() -> None:
    feed = '<?xml version="1.0" encoding="utf-16"?>' + HEAD[HEAD.index("<rss") :] + ITEM + TAIL
    about = About("Ferry keeps its boats", "The Orsk Lantern")
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        [link] = in_feed(opened(feed.encode(encoding), url="https://orsk.example/rss"), USUAL)
        assert link == Link("https://orsk.example/ferry", hints=about)


def test_entries_made_to_take_for_ever_are_left_out() -> None:
    entry = "<item><link>https://orsk.example/{}</link><description>{}</description></item>"
    entries = [
        entry.format(1, "No"),
        entry.format(2, "&lt;!--" * 60_000),
        entry.format(3, "a" * 600_000),
        entry.format(4, "No"),
    ]
    assert shown(in_feed(opened(HEAD + "".join(entries) + TAIL), USUAL)) == [
        Link("https://orsk.example/1", hints=About(outlet="The Orsk Lantern")),
        "in: after entry 1, an entry is left out that is made of comments",
        "in: after entry 1, an entry is left out that is longer than 500,000 bytes",
        Link("https://orsk.example/4", hints=About(outlet="The Orsk Lantern")),
    ]


def test_entities_that_multiply_do_not() -> None:
    multiplied = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    feed = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a0 "boo">{multiplied}]><rss><channel><title>&a9;</title>'
    found = list(in_feed(opened(f"{feed}{ITEM}{TAIL}", url="https://orsk.example/"), USUAL))
    assert sum(len(str(item)) for item in found) < 5000


@given(
    st.lists(
        st.sampled_from([HEAD, TAIL, ITEM, "<item>", "</item>", "<entry", "<![CDATA[", "]]>", "&", "a"]), max_size=12
    )
)
@settings(max_examples=60, deadline=None)
def test_no_feed_raises_anything(parts: list[str]) -> None:
    for item in in_feed(opened("".join(parts)), USUAL):
        assert isinstance(item, Found | Link | InputError)
